"""Periods: spans of time on the timeline during which a duty can hold.

`plan_open` (by type), `looked_after`, `section47_open` and `episode`. Periods that touch or overlap
are joined. An open period runs to the as-at date; where its close cannot be known, `end_known` is
false; where its opening cannot, it is in `PeriodSet.unknown` alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from caselint.casefile.records import LOOKED_AFTER_STATUS, BaseRecord, Plan
from caselint.casefile.timeline import Entry, Timeline, order_of
from caselint.casefile.values import Unreadable, day_of

PERIODS: Final = ("plan_open", "looked_after", "section47_open", "episode")
PLAN_TYPES: Final = (
    "child_protection",
    "child_in_need",
    "looked_after",
    "early_help",
    "pathway",
    "safety",
    "exploitation",
)


@dataclass(slots=True, eq=False)
class Period:
    """A span of days, both ends included. `end` None: still open on the as-at date.

    `versions` are the plan's versions in order (joined periods: of all their plans); `opener_id` is
    the plan id or the record that opened it. `start_known` is false for an episode that began
    before the file does.
    """

    name: str
    type: str
    start: date
    end: date | None
    opener_id: str
    versions: list[Entry] = field(default_factory=list)
    openers: list[Entry] = field(default_factory=list)
    start_known: bool = True
    end_known: bool = True

    @property
    def period_id(self) -> str:
        """Name, type and opener: the same on every later run."""
        return f"{self.name}:{self.type}:{self.opener_id}"

    def last_day(self, as_at: date) -> date:
        """The last day of the period that can be judged."""
        return as_at if self.end is None else min(self.end, as_at)

    def holds(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.start <= day and (self.end is None or day <= self.end)

    def version_on(self, day: date) -> BaseRecord | None:
        """The plan version in force on a day: the latest made by then, else the first."""
        in_force = None
        for version in self.versions:
            if in_force is None or (version.day is not None and version.day <= day):
                in_force = version.record
        return in_force


@dataclass(slots=True)
class PeriodSet:
    """The periods that are known; `unknown` when there may be others."""

    periods: list[Period]
    unknown: bool = False


def periods_named(timeline: Timeline, name: str, types: Sequence[str] = ()) -> PeriodSet:
    """The periods of one name; of the plan types given, joined together where they touch."""
    return timeline.keep(("periods", name, tuple(types)), lambda: _find(timeline, name, types))


def _find(timeline: Timeline, name: str, types: Sequence[str]) -> PeriodSet:
    if name == "plan_open":
        return _plans_open(timeline, types or PLAN_TYPES)
    if name == "looked_after":
        return _looked_after(timeline)
    if name == "section47_open":
        return _sections47(timeline)
    return _episodes(timeline)


def join(periods: Iterable[Period]) -> list[Period]:
    """Join periods that touch (one ends on the day, or the day before, the next begins)."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: (period.start, period.opener_id)):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and period.start > last.end + timedelta(days=1)):
            joined.append(period)
            continue
        end_known = last.end_known and period.end_known
        if last.end is None or period.end is None:
            end = None
        else:
            if period.end < last.end:
                end_known = last.end_known
            end = max(last.end, period.end)
        versions = sorted(
            [*last.versions, *period.versions],
            key=lambda entry: (order_of(entry.moment), entry.record.record_id),
        )
        joined[-1] = Period(
            last.name,
            last.type,
            last.start,
            end,
            last.opener_id,
            versions,
            [*last.openers, *period.openers],
            last.start_known,
            end_known,
        )
    return joined


def plans(timeline: Timeline) -> list[Period]:
    """Every plan whose opening is known, as a period of its own, not joined."""
    return timeline.keep("plans", lambda: _plans(timeline)[0])


def _plans(timeline: Timeline) -> tuple[list[Period], list[str | None]]:
    """Plans with a known start, and the types of those without one (None: of any type)."""
    versions: dict[str, list[Entry]] = {}
    for entry in timeline.of(("plan",)):
        assert isinstance(entry.record, Plan)  # noqa: S101
        versions.setdefault(entry.record.plan_id or entry.record.record_id, []).append(entry)
    stones = timeline.tombstones_of(("plan",))
    unclear: list[str | None] = [None for stone in stones if stone.plan_id not in versions]
    found = []
    for plan_id, entries in versions.items():
        type_ = next(
            (
                entry.record.type  # type: ignore[attr-defined]
                for entry in reversed(entries)
                if isinstance(entry.record.type, str)  # type: ignore[attr-defined]
            ),
            "unknown",
        )
        start = _opening(entries)
        if start is None:
            unclear.append(type_ if type_ != "unknown" else None)
            continue
        ended = entries[-1].record.ended_at  # type: ignore[attr-defined]
        end_known = not isinstance(ended, Unreadable) and (
            ended is not None or timeline.coverage.field("plan", "ended_at")
        )
        if any(stone.plan_id == plan_id for stone in stones):
            end_known = False
        end = day_of(ended) if isinstance(ended, date) else None
        if end is not None and end < start:
            end_known = False
            end = start
        if type_ == "unknown":
            unclear.append(None)
        found.append(
            Period("plan_open", type_, start, end, plan_id, entries, entries[:1], True, end_known)
        )
    return found, unclear


def _opening(entries: Sequence[Entry]) -> date | None:
    started = [
        day_of(moment)
        for entry in entries
        if isinstance(moment := entry.record.started_at, date)  # type: ignore[attr-defined]
    ]
    if started:
        return min(started)
    if any(isinstance(entry.record.started_at, Unreadable) for entry in entries):  # type: ignore[attr-defined]
        return None
    return min((entry.day for entry in entries if entry.day is not None), default=None)


def _plans_open(timeline: Timeline, types: Sequence[str]) -> PeriodSet:
    known, unclear = timeline.keep("plans, unclear", lambda: _plans(timeline))
    chosen = [period for period in known if period.type in types]
    missing = any(type_ is None or type_ in types for type_ in unclear)
    covered = timeline.coverage.field("plan", "started_at") and all(
        timeline.coverage.type("plan", type_) for type_ in types
    )
    return PeriodSet(join(chosen), unknown=missing or (not covered and not chosen))


def _spells(
    timeline: Timeline, name: str, entries: Iterable[Entry], kind: str
) -> tuple[list[Period], bool]:
    """Spells from `started_at` to `ended_at` or `completed_at`; and whether one is unclear."""
    close = "completed_at" if kind == "section47" else "ended_at"
    found, unclear = [], False
    for entry in entries:
        started = getattr(entry.record, "started_at", None)
        if started is None:
            started = entry.moment
        if not isinstance(started, date):
            unclear = True
            continue
        closed = getattr(entry.record, close, None)
        end = max(day_of(closed), day_of(started)) if isinstance(closed, date) else None
        end_known = not isinstance(closed, Unreadable) and (
            closed is not None or timeline.coverage.field(kind, close)
        )
        opener = entry.record.record_id
        start = day_of(started)
        found.append(Period(name, kind, start, end, opener, [], [entry], True, end_known))
    return found, unclear


def _looked_after(timeline: Timeline) -> PeriodSet:
    """A legal status that means it, else a placement, else a looked-after plan."""
    coverage = timeline.coverage
    unclear = bool(timeline.tombstones_of(("legal_status", "placement")))
    statuses = [
        entry
        for entry in timeline.of(("legal_status",))
        if entry.record.status in LOOKED_AFTER_STATUS  # type: ignore[attr-defined]
    ]
    for kind, entries in (("legal_status", statuses), ("placement", timeline.of(("placement",)))):
        found, unsure = _spells(timeline, "looked_after", entries, kind)
        unclear |= unsure
        if found:
            return PeriodSet(join(found), unclear)
    by_plan = _plans_open(timeline, ("looked_after",))
    spells = [
        Period(
            "looked_after",
            "plan",
            plan.start,
            plan.end,
            plan.opener_id,
            plan.versions,
            plan.openers,
            True,
            plan.end_known,
        )
        for plan in by_plan.periods
    ]
    covered = coverage.kind("legal_status") or coverage.kind("placement")
    return PeriodSet(spells, unclear or (not spells and (by_plan.unknown or not covered)))


def _sections47(timeline: Timeline) -> PeriodSet:
    found, unclear = _spells(timeline, "section47_open", timeline.of(("section47",)), "section47")
    unclear |= bool(timeline.tombstones_of(("section47",)))
    covered = timeline.coverage.kind("section47")
    return PeriodSet(join(found), unclear or (not covered and not found))


_OPENERS: Final = ("referral", "assessment", "plan", "allocation")


def _episodes(timeline: Timeline) -> PeriodSet:
    """From an accepted referral, or the first assessment, plan or allocation, to closure."""
    found: list[Period] = []
    current: Period | None = None
    for entry in timeline.of((*_OPENERS, "closure")):
        day = entry.day
        if day is None:
            continue
        if entry.kind == "closure":
            if current is not None:
                current.end = day
            elif not found and timeline.first_day is not None:
                found.append(_begun_before(timeline, end=day))
            current = None
            continue
        accepted = getattr(entry.record, "decision", None) == "accepted"
        if current is None and (entry.kind != "referral" or accepted):
            opener = entry.record.record_id
            current = Period("episode", entry.kind, day, None, opener, [], [entry])
            found.append(current)
    if not found and timeline.first_day is not None:
        found.append(_begun_before(timeline, end=None))
    if not timeline.coverage.kind("closure") or timeline.tombstones_of(("closure",)):
        for period in found:
            if period.end is None:
                period.end_known = False
    return PeriodSet(found, unknown=not found)


def _begun_before(timeline: Timeline, end: date | None) -> Period:
    first = next(entry for entry in timeline.entries if entry.day is not None)
    assert first.day is not None  # noqa: S101
    return Period(
        "episode", "unknown_start", first.day, end, "unknown-start", [], [first], start_known=False
    )
