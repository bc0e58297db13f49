"""A case file on a day: its records in date order, indexed by kind, as they then stood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Final, TypeVar

from caselint.casefile.asat import as_at as stood_at
from caselint.casefile.asat import began_by
from caselint.casefile.case import CaseFile
from caselint.casefile.coverage import EVERYTHING, Coverage
from caselint.casefile.order import out_of_order
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.records import BaseRecord, event_moment
from caselint.casefile.setaside import Tombstone
from caselint.casefile.values import day_of

P = TypeVar("P", bound=Part)
T = TypeVar("T")


@dataclass(slots=True, eq=False)
class Entry:
    """A record in the timeline. `moment` is None where its date cannot be read.

    `day` is the calendar day of the record; `order` is where it stands among others. With
    `doubtful`, its dates stand in an impossible order, and nothing is to be concluded from them.
    """

    record: BaseRecord
    kind: str
    moment: date | None
    doubtful: bool = False
    day: date | None = field(init=False)
    order: tuple[date, float, str] = field(init=False)
    _agencies: list[str] | None = field(init=False, default=None)
    _people: list[str] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        day, second = order_of(self.moment)
        self.day = None if self.moment is None else day
        self.order = (day, second, self.record.record_id)

    @property
    def involved_agencies(self) -> list[str]:
        """The agencies involved in the record, in order of mention, each once.

        Author, present, with, attended, from and to.
        """
        if self._agencies is None:
            given = self.record.__dict__
            found = [part.__dict__.get("agency") for part in self.involved]
            found += [given.get(field) for field in _AGENCY_FIELDS]
            self._agencies = [agency for agency in dict.fromkeys(found) if agency]
        return self._agencies

    @property
    def involved_people(self) -> list[str]:
        """The people involved in the record, by person id, name and role, each once."""
        if self._people is None:
            found = [part.__dict__.get(name) for part in self.involved for name in _NAMED_BY]
            self._people = [name for name in dict.fromkeys(found) if name]
        return self._people

    @property
    def involved(self) -> list[Part]:
        """The people and agencies involved in the record: author, present, with, attended."""
        given = self.record.__dict__
        author = given["author"]
        found: list[Part] = [] if author is None else [author]
        for name in _INVOLVED_FIELDS:
            listed = given.get(name)
            if isinstance(listed, list):  # of an appointment, `attended` is a flag
                found.extend(listed)
        return found


_NAMED_BY: Final = ("person_id", "name", "role")
_INVOLVED_FIELDS: Final = ("present", "with_", "attended")
_AGENCY_FIELDS: Final = ("from_agency", "to_agency", "agency")


def order_of(moment: date | None) -> tuple[date, float]:
    """A key by which dates and times sort together: the day, and the second of it.

    A whole day comes first on its day, what has no date before all. Times sort as they happened,
    also in the night in which the clocks go back.
    """
    if moment is None:
        return (date.min, -1.0)
    if not isinstance(moment, datetime):
        return (moment, -1.0)
    ahead = moment.utcoffset()
    second = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6
    return (moment.date(), second - (ahead.total_seconds() if ahead else 0.0) + 86_400)


_in_order: Final = attrgetter("order")


class Timeline:
    """A case file as it stood at the end of one day.

    Records dated later are invisible, later dates in the others read as blank. Entries are sorted
    by moment, then record id, so that the order in which a source gave them changes nothing.
    """

    def __init__(self, case_file: CaseFile, as_at: date, coverage: Coverage = EVERYTHING) -> None:
        self.case_file = case_file
        self.as_at = as_at
        self.coverage = coverage
        self.child: Child = stood_at(case_file.child, as_at)
        entries = []
        for record in case_file.records:
            entry = _entry(record, as_at)
            if entry is not None:
                entries.append(entry)
        entries.sort(key=_in_order)
        self.entries: Final = entries
        self.by_kind: Final[dict[str, list[Entry]]] = {}
        for entry in entries:
            self.by_kind.setdefault(entry.kind, []).append(entry)
        self.tombstones: Final = tuple(
            stone
            for stone in case_file.tombstones
            if stone.moment is None or day_of(stone.moment) <= as_at
        )
        self.all_readable: Final = not case_file.set_aside
        """Whether every value of the file could be read."""
        self.all_plain: Final = not any(one.doubtful or one.moment is None for one in entries)
        """Whether every record has a day, and dates in an order that can be."""
        self.kept: Final[dict[object, Any]] = {}
        """What was worked out once for this timeline; see `keep`."""

    def of(self, kinds: Iterable[str]) -> Sequence[Entry]:
        """The entries of these kinds, in order."""
        kinds = tuple(kinds)
        if len(kinds) == 1:
            return self.by_kind.get(kinds[0], ())
        return self.keep(
            ("of", kinds),
            lambda: sorted(
                (entry for kind in set(kinds) for entry in self.by_kind.get(kind, ())),
                key=_in_order,
            ),
        )

    def tombstones_of(self, kinds: Iterable[str]) -> list[Tombstone]:
        """The records set aside that could be of one of these kinds."""
        if not self.tombstones:
            return []
        wanted = set(kinds)
        return [stone for stone in self.tombstones if stone.kind is None or stone.kind in wanted]

    def keep(self, key: object, make: Callable[[], T]) -> T:
        """Give what `make` makes, made once for this timeline."""
        try:
            return self.kept[key]  # type: ignore[no-any-return]
        except KeyError:
            made = self.kept[key] = make()
            return made

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """Entries by record id."""
        return {entry.record.record_id: entry for entry in self.entries}

    @cached_property
    def linked_from(self) -> dict[str, list[Entry]]:
        """For a record id, the entries whose `links` name it."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for target in entry.record.links or ():
                found.setdefault(target, []).append(entry)
        return found

    @cached_property
    def people(self) -> list[Person]:
        """The people who were there on the day."""
        return self._present(self.case_file.people)

    @cached_property
    def agencies(self) -> list[InvolvedAgency]:
        """The agencies that were there on the day."""
        return self._present(self.case_file.agencies)

    def _present(self, listed: list[P] | None) -> list[P]:
        return [
            stood_at(entry, self.as_at) for entry in listed or () if began_by(entry, self.as_at)
        ]

    @cached_property
    def first_day(self) -> date | None:
        """The day of the earliest record."""
        return next((entry.day for entry in self.entries if entry.moment is not None), None)


def _entry(record: BaseRecord, as_at: date) -> Entry | None:
    """A record as it stood on the day; None when it was not there yet.

    A record dated later that also says that something happened by that day contradicts itself: it
    is there, as it is written, on a day that cannot be told.
    """
    moment = event_moment(record)
    if moment is None:
        return None
    doubtful = bool(out_of_order(record))
    if not isinstance(moment, date):
        return Entry(stood_at(record, as_at), record.kind, None, doubtful)
    if day_of(moment) <= as_at:
        stood = record if doubtful else stood_at(record, as_at)
        return Entry(stood, record.kind, moment, doubtful)
    if doubtful and any(day_of(day) <= as_at for day in _moments(record)):
        return Entry(record, record.kind, None, doubtful)
    return None


def _moments(record: BaseRecord) -> Iterator[date]:
    return (value for value in record.__dict__.values() if isinstance(value, date))
