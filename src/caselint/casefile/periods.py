"""Periods: spans of time on the timeline during which a duty can hold.

`plan_open` (by type), `looked_after`, `section47_open` and `episode`. Periods that touch or overlap
are joined. An open period runs to the as-at date; where its close cannot be known, `end_known` is
false; where its opening cannot, it is in `PeriodSet.unknown` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final, cast

from caselint.casefile.records import LOOKED_AFTER_STATUS, SHORT_BREAKS, BaseRecord, Plan
from caselint.casefile.timeline import Entry, Timeline
from caselint.casefile.values import UNKNOWN, Unreadable, day_of

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
    if name == "episode":
        return _episodes(timeline)
    raise ValueError(f"no period of this name; known are {', '.join(PERIODS)}")


def join(periods: Iterable[Period]) -> list[Period]:
    """Join periods that touch (one ends on the day, or the day before, the next begins)."""
    joined: list[Period] = []
    for period in sorted(periods, key=lambda period: (period.start, period.opener_id)):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and period.start > last.end + timedelta(days=1)):
            joined.append(period)
            continue
        end = None if last.end is None or period.end is None else max(last.end, period.end)
        joined[-1] = Period(
            last.name,
            last.type,
            last.start,
            end,
            last.opener_id,
            sorted([*last.versions, *period.versions], key=_version_order),
            [*last.openers, *period.openers],
            last.start_known and period.start_known,
            last.end_known and period.end_known,
        )
    return joined


def _version_order(entry: Entry) -> tuple[object, ...]:
    """By date, and of one day by version: 10 comes after 9."""
    version = str(entry.record.__dict__.get("version") or "")
    number = _NUMBER.search(version)
    return (*entry.order[:2], int(number[0]) if number else -1, version, entry.order[2])


_NUMBER: Final = re.compile(r"[0-9]{1,9}")


def plans(timeline: Timeline) -> list[Period]:
    """Every plan whose opening is known, as a period of its own, not joined."""
    return _all_plans(timeline)[0]


def _all_plans(timeline: Timeline) -> tuple[list[Period], list[str | None]]:
    return timeline.keep("plans", lambda: _plans(timeline))


def _plans(timeline: Timeline) -> tuple[list[Period], list[str | None]]:
    """Plans with a known start, and the types of those without one (None: of any type)."""
    versions: dict[str, list[Entry]] = {}
    for entry in timeline.of(("plan",)):
        versions.setdefault(_plan(entry).plan_id or entry.record.record_id, []).append(entry)
    stones = timeline.tombstones_of(("plan",))
    unclear: list[str | None] = [None for stone in stones if stone.plan_id not in versions]
    found = []
    for plan_id, entries in versions.items():
        entries.sort(key=_version_order)
        type_ = next(
            (known for entry in reversed(entries) if (known := _plan(entry).type) in PLAN_TYPES),
            UNKNOWN,
        )
        if type_ == UNKNOWN:
            unclear.append(None)
        start = _opening(entries)
        if start is None:
            unclear.append(None if type_ == UNKNOWN else str(type_))
            continue
        end, end_known = _close(timeline, "plan", start, _plan(entries[-1]).ended_at, "ended_at")
        if any(stone.plan_id == plan_id for stone in stones):
            end_known = False
        found.append(
            Period(
                "plan_open",
                str(type_),
                start,
                end,
                plan_id,
                entries,
                entries[:1],
                end_known=end_known,
            )
        )
    return found, unclear


def _plan(entry: Entry) -> Plan:
    return cast("Plan", entry.record)


def _opening(entries: Sequence[Entry]) -> date | None:
    started = [_plan(entry).started_at for entry in entries]
    known = [day_of(moment) for moment in started if isinstance(moment, date)]
    if known:
        return min(known)
    if any(isinstance(moment, Unreadable) for moment in started):
        return None
    return min((entry.day for entry in entries if entry.day is not None), default=None)


def _close(
    timeline: Timeline, kind: str, start: date, closed: object, field: str
) -> tuple[date | None, bool]:
    """The last day of a period, and whether it is known; a close before the start is not."""
    if isinstance(closed, date):
        end = day_of(closed)
        return max(end, start), end >= start
    if isinstance(closed, Unreadable):
        return None, False
    return None, timeline.coverage.field(kind, field)


def _plans_open(timeline: Timeline, types: Sequence[str]) -> PeriodSet:
    known, unclear = _all_plans(timeline)
    chosen = [period for period in known if period.type in types]
    coverage = timeline.coverage
    missing = any(type_ is None or type_ in types for type_ in unclear)
    covered = all(coverage.type("plan", type_) for type_ in types)
    dated = bool(chosen) or coverage.field("plan", "started_at")
    return PeriodSet(join(chosen), unknown=missing or not covered or not dated)


def _spells(
    timeline: Timeline, name: str, entries: Iterable[Entry], kind: str
) -> tuple[list[Period], bool]:
    """Spells from `started_at` to `ended_at` or `completed_at`; and whether one is unclear."""
    close = "completed_at" if kind == "section47" else "ended_at"
    found, unclear = [], False
    for entry in entries:
        values = entry.record.__dict__
        started = values["started_at"]
        if started is None:
            started = entry.moment
        if not isinstance(started, date):
            unclear = True
            continue
        start = day_of(started)
        end, end_known = _close(timeline, kind, start, values[close], close)
        opener = entry.record.record_id
        found.append(Period(name, kind, start, end, opener, [], [entry], end_known=end_known))
    return found, unclear


def _looked_after(timeline: Timeline) -> PeriodSet:
    """A legal status that means it, else a placement, else a looked-after plan."""
    coverage = timeline.coverage
    unclear = bool(timeline.tombstones_of(("legal_status", "placement")))
    statuses = timeline.of(("legal_status",))
    meaning = [entry for entry in statuses if _status(entry) in LOOKED_AFTER_STATUS]
    found, unsure = _spells(timeline, "looked_after", meaning, "legal_status")
    if found:
        return PeriodSet(join(found), unclear or unsure or any(map(_may_mean_it, statuses)))
    unclear |= unsure or any(map(_may_mean_it, statuses))
    breaks = [entry for entry in statuses if _status(entry) in SHORT_BREAKS]
    respite, _ = _spells(timeline, "", breaks, "legal_status")
    placed, unsure = _spells(timeline, "looked_after", timeline.of(("placement",)), "placement")
    placed = [spell for spell in placed if not any(each.holds(spell.start) for each in respite)]
    if placed:
        return PeriodSet(join(placed), unclear or unsure)
    by_plan = _plans_open(timeline, ("looked_after",))
    spells = [replace(plan, name="looked_after", type="plan") for plan in by_plan.periods]
    covered = coverage.kind("legal_status") or coverage.kind("placement")
    unknown = unclear or unsure or by_plan.unknown or (not spells and not covered)
    return PeriodSet(spells, unknown)


def _status(entry: Entry) -> object:
    return entry.record.__dict__["status"]


def _may_mean_it(entry: Entry) -> bool:
    """Whether a legal status is unknown, and its words do not say that it is another one."""
    status = _status(entry)
    if isinstance(status, str) and status != UNKNOWN:
        return False
    words = entry.record.__dict__["status_text"]
    return words is None or _NOT_LOOKED_AFTER.search(words.casefold()) is None


_NOT_LOOKED_AFTER: Final = re.compile(
    r"\b(?:no (?:legal )?(?:status|order)|none|not looked after|supervision order|"
    r"(?:special )?guardianship|child arrangements|residence order|adoption order|"
    r"private law|section 17|child in need|section 7|section 37)\b"
)


def _sections47(timeline: Timeline) -> PeriodSet:
    found, unclear = _spells(timeline, "section47_open", timeline.of(("section47",)), "section47")
    unclear |= bool(timeline.tombstones_of(("section47",)))
    return PeriodSet(join(found), unclear or not timeline.coverage.kind("section47"))


_OPENERS: Final = ("referral", "assessment", "plan", "allocation")


def _episodes(timeline: Timeline) -> PeriodSet:
    """From an accepted referral, or the first assessment, plan or allocation, to closure.

    On the day of a closure, what is open is closed first: of that day's records only a referral
    opens a new episode, since the last assessment is often dated the day the case is closed.
    """
    found: list[Period] = []
    current: Period | None = None
    closures = [entry for entry in timeline.of(("closure",)) if entry.day is not None]
    openers = [entry for entry in timeline.of(_OPENERS) if entry.day is not None and _opens(entry)]
    for day in sorted({cast("date", entry.day) for entry in (*openers, *closures)}):
        opening = [entry for entry in openers if entry.day == day]
        closing = [entry for entry in closures if entry.day == day]
        if current is None and opening:
            current = _episode(opening[0])
            found.append(current)
            opening = opening[1:]
        if not closing:
            continue
        if current is not None:
            current.end = day
        elif not found:
            found.append(_begun_before(timeline, end=day))
        again = [
            entry
            for entry in opening
            if entry.kind == "referral" and not _surely_before(entry, closing[0])
        ]
        current = None
        if again and found[-1].start < day:
            current = _episode(again[0])
            found.append(current)
    if not found and timeline.first_day is not None:
        found.append(_begun_before(timeline, end=None))
    stones = timeline.tombstones_of(("closure",))
    for period in found:
        if period.end is None:
            period.end_known = timeline.coverage.kind("closure") and not any(
                stone.moment is None or day_of(stone.moment) >= period.start for stone in stones
            )
    missing = any(
        stone.moment is None or not any(period.holds(day_of(stone.moment)) for period in found)
        for stone in timeline.tombstones_of(_OPENERS)
    )
    return PeriodSet(found, unknown=missing or not found)


def _opens(entry: Entry) -> bool:
    return entry.kind != "referral" or entry.record.__dict__["decision"] == "accepted"


def _surely_before(one: Entry, other: Entry) -> bool:
    """Whether times of day say that one came before the other."""
    timed = isinstance(one.moment, datetime) and isinstance(other.moment, datetime)
    return timed and one.order < other.order


def _episode(opener: Entry) -> Period:
    day = cast("date", opener.day)
    return Period("episode", opener.kind, day, None, opener.record.record_id, [], [opener])


def _begun_before(timeline: Timeline, end: date | None) -> Period:
    first = next(entry for entry in timeline.entries if entry.day is not None)
    day = cast("date", first.day)
    return Period(
        "episode", "unknown_start", day, end, "unknown-start", [], [first], start_known=False
    )
