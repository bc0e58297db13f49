"""What a case file looks like from afar: its records and periods, without a word of narrative.

A run carries it, so that a report can draw the timeline of a file and say what has changed since.
"""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Final, NamedTuple

from caselint.casefile.case import CaseFile
from caselint.casefile.periods import PERIODS, PLAN_TYPES, Period, periods_named
from caselint.casefile.timeline import Entry, Timeline


class OutlinedRecord(NamedTuple):
    """One record: `type` is its code where its kind has types; `day` is None where undated.

    `agency` is whose record it is, else the first that is involved in it; "" where none is named.
    """

    record_id: str
    kind: str
    type: str = ""
    day: date | None = None
    agency: str = ""


class OutlinedPeriod(NamedTuple):
    """One period, both ends included; `end` is None while it is open on the as-at date.

    `name` is plan_open, looked_after, section47_open or episode. `start_known` and `end_known` are
    false where the file cannot show them.
    """

    name: str
    type: str
    start: date
    end: date | None = None
    start_known: bool = True
    end_known: bool = True


class Outline(NamedTuple):
    """The records of a file in order of time, and its periods by name, type and start."""

    records: tuple[OutlinedRecord, ...] = ()
    periods: tuple[OutlinedPeriod, ...] = ()


BLANK: Final = Outline()
"""The outline of a file of which nothing is kept."""


def outline_of(timeline: Timeline) -> Outline:
    """The outline of a case file as it stood on its as-at date."""
    named = [
        *((name, ()) for name in PERIODS if name != "plan_open"),
        *(("plan_open", (type_,)) for type_ in PLAN_TYPES),
    ]
    periods = [
        _period(period)
        for name, types in named
        for period in periods_named(timeline, name, types).periods
    ]
    return Outline(tuple(map(_record, timeline.entries)), tuple(sorted(set(periods), key=_order)))


def _record(entry: Entry) -> OutlinedRecord:
    given = entry.record.__dict__
    type_ = given.get("type")
    author = entry.record.author
    agency = (author.agency if author is not None else None) or next(
        iter(entry.involved_agencies), ""
    )
    return OutlinedRecord(
        entry.record.record_id,
        entry.kind,
        type_ if isinstance(type_, str) else "",
        entry.day,
        agency,
    )


def _period(period: Period) -> OutlinedPeriod:
    return OutlinedPeriod(
        period.name, period.type, period.start, period.end, period.start_known, period.end_known
    )


def _order(period: OutlinedPeriod) -> tuple[str, str, date, bool, date]:
    return period.name, period.type, period.start, period.end is None, period.end or period.start


def content_digest(case_file: CaseFile) -> str:
    """A name of 16 hexadecimal digits for what a case file says, wherever it was read from.

    Where it stands and when it was extracted are left out: the same records give the same name.
    """
    try:
        said = case_file.model_dump_json(exclude={"source"}, exclude_none=True)
    except ValueError:  # half of a surrogate pair, which JSON cannot carry
        said = repr(case_file.model_dump(exclude={"source"}, exclude_none=True))
    return hashlib.sha256(said.encode(errors="surrogatepass")).hexdigest()[:16]
