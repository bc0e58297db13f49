"""Spans: the periods that a rule names, in `applies.while` and in `during`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caselint.casefile import Coverage, Period, Timeline, periods_named
from caselint.casefile.periods import PERIODS, PLAN_TYPES, PeriodSet, join
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import Field, Need, any_of
from caselint.selecting.scope import Hit, Scope

Names = tuple[tuple[str, tuple[str, ...]], ...]
"""Names of periods, each with the types of plan that are meant."""


@dataclass(frozen=True, slots=True)
class Span:
    """Named periods, joined where they touch."""

    names: Names
    the_period: bool = False

    def periods(self, timeline: Timeline) -> PeriodSet:
        """The periods on a timeline."""
        if len(self.names) == 1:
            return periods_named(timeline, *self.names[0])
        sets = [periods_named(timeline, name, types) for name, types in self.names]
        joined = join(period for found in sets for period in found.periods)
        return PeriodSet(joined, any(found.unknown for found in sets))

    def keep(self, hits: Iterable[Hit], scope: Scope) -> list[Hit]:
        """The hits that lie in the span; those that only may, for want of a day, are not sure."""
        if self.the_period:
            found = PeriodSet([] if scope.period is None else [scope.period])
        else:
            found = self.periods(scope.view.timeline)
        kept = []
        for hit in hits:
            truth = None if hit.day is None else _held(found, hit.day)
            if truth is not False:
                kept.append(hit if truth is True else hit.unsure())
        return kept

    @property
    def need(self) -> Need:
        """What a source must cover for these periods to be known: any one of them is enough."""
        return any_of(need for name, types in self.names for need in _needs(name, types))


def _held(found: PeriodSet, day: date) -> bool | None:
    """Whether a day lies in one of the periods; None where an end or an opening is not known."""
    begun = [period for period in found.periods if period.start <= day]
    if any(period.end_known and period.holds(day) for period in begun):
        return True
    return None if found.unknown or not all(period.end_known for period in begun) else False


def _needs(name: str, types: tuple[str, ...]) -> list[Need]:
    if name == "plan_open":
        return [Field("plan", "started_at", (type_,)) for type_ in types or PLAN_TYPES]
    if name == "looked_after":
        plan = Field("plan", "started_at", ("looked_after",))
        return [Field("legal_status", "started_at"), Field("placement", "started_at"), plan]
    if name == "section47_open":
        return [Field("section47", "started_at")]
    return [Field(kind) for kind in ("referral", "assessment", "plan", "allocation")]


def compile_span(data: Any, loc: Loc, ctx: Compiling) -> Span:
    """Compile a period's name, a list of them, or ``{plan_open: [types]}``."""
    if data == "period":
        ctx.reached.add("period")
        return Span((), the_period=True)
    names: list[tuple[str, tuple[str, ...]]] = []
    if isinstance(data, Mapping):
        for name, types in data.items():
            named = _name(name, (*loc, name), ctx, key=True)
            names.append((named, _types(name, types, (*loc, name), ctx)))
    else:
        for number, name in enumerate(data if isinstance(data, list) else [data]):
            at = (*loc, number) if isinstance(data, list) else loc
            names.append((_name(name, at, ctx), ()))
    if not names:
        ctx.fault(loc, "expected a period, such as plan_open")
    return Span(tuple(names))


def _name(name: Any, loc: Loc, ctx: Compiling, *, key: bool = False) -> str:
    if name not in PERIODS:
        expected = ", ".join(PERIODS)
        hint = suggest(str(name), PERIODS)
        ctx.fault(loc, f'"{name}" is not one of {expected}', hint, key=key)
        return PERIODS[-1]
    return str(name)


def _types(name: Any, types: Any, loc: Loc, ctx: Compiling) -> tuple[str, ...]:
    if types in (None, "all", []):
        return ()
    listed = types if isinstance(types, list) else [types]
    if name != "plan_open":
        ctx.fault(loc, "only plan_open has types")
        return ()
    for number, type_ in enumerate(listed):
        if type_ not in PLAN_TYPES:
            at = (*loc, number) if isinstance(types, list) else loc
            ctx.fault(at, f'"{type_}" is no type of plan', suggest(str(type_), PLAN_TYPES))
    return tuple(type_ for type_ in listed if type_ in PLAN_TYPES)


def covered_time(timeline: Timeline, coverage: Coverage, kinds: Iterable[str]) -> Period:
    """The whole time that the source covers, as a period: for rules without `while`."""
    start = min(timeline.first_day or timeline.as_at, timeline.as_at)
    if not coverage.uncut:
        starts = [first for kind in kinds if (first := coverage.known_from(kind)) is not None]
        start = min(max([start, *starts]), timeline.as_at)
    return timeline.keep(("covered", start), lambda: Period("time", "covered", start, None, "file"))
