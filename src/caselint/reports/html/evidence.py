"""Pieces of evidence as the HTML report shows them: where they stand, and what is said there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from typing import Final

from caselint.findings.finding import Evidence
from caselint.reports.wording import field, kind, moment, value

SHOWN: Final = 6
"""Records that are seen at once when a finding is opened; the rest open beneath them."""

LONGEST_QUOTE: Final = 2_000
"""Characters of a quote that are shown. What is left out is said."""

_SHORT: Final = 80
"""Characters; a longer quote is hardly met twice."""


@lru_cache(maxsize=1024)
def _field(path: str) -> str:
    return escape(field(path))


def shown(items: Iterable[Evidence]) -> str:
    """A list of the records as markup, each with what is said there; nothing of no items.

    Pieces of one record that follow each other stand together.
    """
    records: list[str] = []
    last: Evidence | None = None
    for item in items:
        if last is None or (*item[:3], item.case_id) != (*last[:3], last.case_id):
            place = _place(item.record_id, item.kind, item.date) + _beside(item.case_id)
            records.append(place + _piece(item, ""))
        else:
            records[-1] += _piece(item, last.section)
        last = item
    if len(records) <= SHOWN + 1:
        return _list(records)
    rest = _list(records[SHOWN:])
    more = f"<details><summary>{len(records) - SHOWN:,} more</summary>{rest}</details>"
    return _list(records[:SHOWN]) + more


def _list(records: Sequence[str]) -> str:
    return f'<ul class="evidence"><li>{"</li><li>".join(records)}</li></ul>' if records else ""


@lru_cache(maxsize=4096)
def _place(record_id: str, code: str, day: date | None) -> str:
    when = "undated" if day is None else moment(day)
    return f'{when}, {escape(kind(code))} <span class="id">{escape(record_id)}</span>'


def _beside(case_id: str) -> str:
    """Whose file a record stands in, where that is another child's."""
    if not case_id:
        return ""
    return f' in the file <span class="id">{escape(case_id)}</span> of a brother or sister'


def _piece(item: Evidence, before: str) -> str:
    """What one piece says, with the name of its field or section unless it was said `before`."""
    section, quote = item.section, item.quote
    what = f", {_field(section)}" if section and section != before else ""
    said = _said(item)
    if said is None:
        return f'{what}<blockquote dir="auto">{_quoted(quote)}</blockquote>' if quote else what
    if not said:
        return ""
    return f"{what or ','}{':' if what else ''} {said}"


def _said(item: Evidence) -> str | None:
    """`value` as markup, without asking it again what is asked for thousands of times."""
    quote = item.quote
    if item.start is None and len(quote) <= _SHORT:
        if not quote[:1].isdigit():
            return _worded(item.section, quote)
        if quote == str(item.date) and item.section == "date":
            return ""
    said = value(item)
    return said and escape(said)


@lru_cache(maxsize=4096)
def _worded(section: str, quote: str) -> str | None:
    """The same of what is no moment, and so has nothing to do with the record's own day."""
    said = value(Evidence("", "", None, section, quote=quote))
    return said and escape(said)


def _quoted(quote: str) -> str:
    if len(quote) <= LONGEST_QUOTE:
        return escape(quote)
    left_out = f"{len(quote) - LONGEST_QUOTE:,} characters more are in the record"
    return f'{escape(quote[:LONGEST_QUOTE])} <span class="cut">[… {left_out}]</span>'
