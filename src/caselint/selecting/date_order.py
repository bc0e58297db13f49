"""Dates that follow each other: those of one record, and those of two records that are linked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from caselint.casefile import Entry, Timeline, Unreadable, day_of
from caselint.casefile.order import SEQUENCES
from caselint.casefile.records import BaseRecord

_LINKED: Final[dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]]] = {
    "assessment": (
        "referral",
        ("received_at", "date"),
        ("started_at", "completed_at", "authorised_at"),
    ),
    "conference": ("section47", ("started_at", "date"), ("date",)),
}
"""By kind, the kind that it follows where the two are linked, and the dates of both."""
_NAMES: Final = {"referral": "referral", "section47": "section 47 enquiry"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two dates of which the second must not lie before the first. `of`: whose the first is."""

    of: str
    first_field: str
    first: date | Unreadable
    second_field: str
    second: date | Unreadable

    @property
    def unreadable(self) -> bool:
        """Whether one of the two cannot be read."""
        return isinstance(self.first, Unreadable) or isinstance(self.second, Unreadable)

    @property
    def reversed(self) -> bool:
        """Whether the order is impossible."""
        if isinstance(self.first, Unreadable) or isinstance(self.second, Unreadable):
            return False
        return day_of(self.second) < day_of(self.first)

    @property
    def in_words(self) -> str:
        """The two fields, with their dates as the file has them."""
        second = _dated(self.second_field, self.second)
        return f"{second} lies before {self.of}{_dated(self.first_field, self.first)}"


def _dated(field: str, moment: date | Unreadable) -> str:
    return f"{field} {day_of(moment).isoformat()}" if isinstance(moment, date) else field


def dates_in_order(timeline: Timeline, entry: Entry) -> Iterator[Pair]:
    """Every two dates of a record that follow each other, and those to a record it follows."""
    for sequence in SEQUENCES.get(entry.kind, ()):
        filled = _filled(entry.record, sequence)
        readable = [field for field in filled if isinstance(field[1], date)]
        near = pairwise(filled) if len(readable) < len(filled) else ()
        for one, other in dict.fromkeys((*pairwise(readable), *near)):
            yield Pair("", *one, *other)
    if entry.kind not in _LINKED:
        return
    kind, theirs, ours = _LINKED[entry.kind]
    for other in linked(timeline, entry):
        before = _filled(other.record, theirs) if other.kind == kind else []
        for after in _filled(entry.record, ours) if before else ():
            yield Pair(f"the {_NAMES[kind]}'s ", *before[0], *after)


def linked(timeline: Timeline, entry: Entry) -> list[Entry]:
    """The records that a record links to, and those that link to it."""
    links = entry.record.links or ()
    found = [timeline.by_id[link] for link in links if link in timeline.by_id]
    return [*found, *timeline.linked_from.get(entry.record.record_id, ())]


def _filled(record: BaseRecord, fields: tuple[str, ...]) -> list[tuple[str, date | Unreadable]]:
    values = ((name, getattr(record, name)) for name in fields)
    return [(name, value) for name, value in values if value is not None]
