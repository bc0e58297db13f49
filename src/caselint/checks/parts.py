"""Parts: what a rule with `per` measures apart, each agency, plan, person, child or action."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from caselint.casefile import Period, Timeline, day_of, threads
from caselint.casefile.periods import plans
from caselint.checks.opportunity import Frame
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Field, Need, any_of
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.scope import Hit, Scope, View

PARTS: Final = ("agency", "plan", "person", "child", "action")


@dataclass(frozen=True, slots=True)
class Per:
    """How a frame is taken apart. `where` chooses people: ``per: {person: PREDICATE}``."""

    part: str = ""
    where: Predicate = ALWAYS
    need: Need = NOTHING

    def frames(self, view: View, frame: Frame) -> Iterator[Frame]:
        """The frames of the parts; the frame itself without `per`."""
        if not self.part:
            yield frame
        elif self.part == "plan":
            yield from _plans(view.timeline, frame)
        elif self.part == "person":
            yield from self._people(view, frame)
        else:
            names = _names(self.part, view, frame)
            if names is None:
                yield _with(frame, None, "", unsure=True)
            for name in names or ():
                yield _with(frame, name, name)

    def _people(self, view: View, frame: Frame) -> Iterator[Frame]:
        scope = Scope(view, None, None, frame.period)
        for person in view.timeline.people:
            hit = Hit(person, None, "person", None, True, person.person_id)
            truth = self.where.test(scope.at(hit))
            if truth is not False:
                yield _with(frame, person.person_id, person.person_id, unsure=truth is None)


def _with(frame: Frame, part: Any, label: str, *, unsure: bool = False) -> Frame:
    unsure = frame.unsure or unsure
    return Frame(frame.period, part, label, unsure, frame.whole_time, frame.may_be_longer)


def _plans(timeline: Timeline, frame: Frame) -> Iterator[Frame]:
    for plan in plans(timeline):
        if frame.period.versions and not any(one in frame.period.versions for one in plan.versions):
            continue
        overlaps = plan.start <= frame.period.last_day(timeline.as_at) and (
            plan.end is None or plan.end >= frame.period.start
        )
        if overlaps:
            yield Frame(plan, plan.opener_id, plan.opener_id, frame.unsure)


def _names(part: str, view: View, frame: Frame) -> list[str] | None:
    """The names of the parts; None where they cannot be told."""
    timeline = view.timeline
    if part == "child":
        return [timeline.child.child_id]
    if part == "action":
        return [thread.key for thread in threads(timeline)]
    return agencies_on(timeline, frame.period)


def agencies_on(timeline: Timeline, period: Period) -> list[str] | None:
    """The agencies on the plan, or else those active with the child.

    On the plan: its members; without them, those invited to the latest conference or core group;
    without those None, for they are not known. Outside of a plan: the agencies that the file lists,
    or that are involved in a record.
    """
    last = period.last_day(timeline.as_at)
    if period.versions:
        version = period.version_on(last)
        members = getattr(version, "members", None)
        if members:
            return _each(member.agency for member in members)
        for entry in reversed(timeline.of(("conference", "core_group"))):
            invited = getattr(entry.record, "invited", None)
            if invited and entry.day is not None and entry.day <= last:
                return _each(someone.agency for someone in invited)
        return None
    listed = [spell.agency for spell in timeline.agencies if _active(spell, period, last)]
    if listed:
        return _each(listed)
    return _each(
        agency
        for entry in timeline.entries
        if entry.day is not None and period.start <= entry.day <= last
        for agency in entry.involved_agencies
    )


def _active(spell: Any, period: Period, last: date) -> bool:
    begun = day_of(spell.from_) if isinstance(spell.from_, date) else None
    ended = day_of(spell.to) if isinstance(spell.to, date) else None
    return (begun is None or begun <= last) and (ended is None or ended >= period.start)


def _each(agencies: Any) -> list[str]:
    return sorted({agency for agency in agencies if agency})


def compile_per(data: Any, loc: Loc, ctx: Compiling) -> Per:
    """Compile `per`: the name of a part, or ``{person: PREDICATE}``."""
    if data is None:
        return Per()
    if isinstance(data, Mapping):
        plain = ctx.mapping(data, loc, ("person",), "a part, or {person: PREDICATE}")
        where = compile_predicate(
            plain.get("person", {}), (*loc, "person"), ctx, Shape(("person",)), None
        )
        return Per("person", where, where.need)
    if data not in PARTS:
        expected = ", ".join(PARTS)
        ctx.fault(loc, f'"{data}" is not one of {expected}')
        return Per()
    if data == "agency":
        needs = (Field("plan", "members"), Field("conference", "invited"), Field("agency"))
        return Per("agency", need=any_of(needs))
    if data == "person":
        return Per("person", need=Field("person"))
    return Per(str(data))
