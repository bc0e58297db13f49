"""What a predicate or a selector sees while it is evaluated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from caselint.casefile import CaseFile, Entry, Period, Timeline
from caselint.casefile.coverage import Coverage
from caselint.casefile.records import BaseRecord
from caselint.selecting.clocks import Clocks
from caselint.selecting.reading import Reading


@dataclass(init=False, slots=True, eq=False)
class Hit:
    """One thing selected: a record, an item in one, a person, an agency, the child, a concern.

    `moment` None: on a day that cannot be read; `day` is its calendar day. `sure` is false for what
    may or may not qualify; a tombstone is such a hit, without an entry. `key` names the thing
    across runs; `members` are the hits of a cluster, or the records that a concern stands on.
    Selections share hits: none is ever changed.
    """

    thing: Any
    entry: Entry | None
    kind: str
    moment: date | None
    day: date | None
    sure: bool
    key: str
    members: Sequence[Hit]

    def __init__(
        self,
        thing: Any,
        entry: Entry | None,
        kind: str,
        moment: date | None,
        sure: bool,
        key: str,
        members: Sequence[Hit] = (),
    ) -> None:
        self.thing = thing
        self.entry = entry
        self.kind = kind
        self.moment = moment
        self.day = moment.date() if isinstance(moment, datetime) else moment
        self.sure = sure
        self.key = key
        self.members = members

    @classmethod
    def of(cls, entry: Entry, *, sure: bool = True) -> Hit:
        """A record of the timeline as a hit."""
        record = entry.record
        return cls(record, entry, entry.kind, entry.moment, sure, record.record_id)

    def unsure(self) -> Hit:
        """The same thing, which may or may not qualify."""
        return self.dated(self.moment, sure=False) if self.sure else self

    def dated(self, moment: date | None, *, sure: bool) -> Hit:
        """The same thing on another day."""
        return Hit(self.thing, self.entry, self.kind, moment, sure, self.key, self.members)

    def closing(self, members: Sequence[Hit]) -> Hit:
        """The same thing as the last of a cluster."""
        return Hit(self.thing, self.entry, self.kind, self.moment, self.sure, self.key, members)

    @property
    def certain(self) -> bool:
        """Whether it surely qualifies, on a day that is known (people and agencies have none)."""
        return self.sure and (self.moment is not None or self.kind in _UNDATED)

    @property
    def record(self) -> BaseRecord | None:
        """The record that the hit is, or stands in."""
        return None if self.entry is None else self.entry.record


class Elsewhere(Hit):
    """A record in the file of a brother or sister, whose `case_id` it is."""

    __slots__ = ("case_id",)

    def __init__(self, record: BaseRecord, moment: date, case_id: str) -> None:
        super().__init__(record, None, record.kind, moment, True, f"{case_id}|{record.record_id}")
        self.case_id = case_id


_UNDATED: Final = ("person", "agency", "child")


@dataclass(slots=True, eq=False)
class View:
    """One case file as rules see it: its timeline, its coverage, the clocks, others' concerns.

    `records_from` are the agencies whose own records these are; `family` the files of brothers and
    sisters that are at hand, read when they are looked at. `reading` is its narrative, where rules
    read it.
    """

    timeline: Timeline
    coverage: Coverage
    clocks: Clocks
    concerns: Mapping[str, Sequence[Hit]] = field(default_factory=dict)
    records_from: frozenset[str] = frozenset()
    family: Sequence[CaseFile] = ()
    reading: Reading | None = None

    @property
    def as_at(self) -> date:
        """The day on which the file is judged."""
        return self.timeline.as_at


@dataclass(slots=True, eq=False)
class Scope:
    """Where a path is read: the thing itself, and what else it may reach."""

    view: View
    hit: Hit | None = None
    trigger: Hit | None = None
    period: Period | None = None
    part: Any = None

    def at(self, hit: Hit | None) -> Scope:
        """The same surroundings, seen from another thing."""
        return Scope(self.view, hit, self.trigger, self.period, self.part)

    @property
    def day(self) -> date:
        """The day that computed fields count to: the thing's, else the as-at date."""
        hit = self.hit
        if hit is not None and hit.day is not None:
            return hit.day
        return self.view.timeline.as_at
