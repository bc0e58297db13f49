"""Reasons for which a duty lapses (`unless`) or a breach becomes a query (`excused_by`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from caselint.casefile import day_of
from caselint.checks.opportunity import State
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, all_of, any_of, one_kind_of
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import Predicate, compile_predicate
from caselint.selecting.related import ANY, Same, compile_same
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selection import Selection
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import every, some


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: a predicate on the thing itself, or a record near it."""

    itself: Predicate | None
    selector: Selector | None = None
    same: Same = ANY
    need: Need = NOTHING

    def truth(self, hit: Hit, start: date, end: date, scope: Scope) -> bool | None:
        """Whether the reason holds between two days, seen from the thing."""
        if self.itself is not None:
            return self.itself.test(scope.at(hit))
        assert self.selector is not None
        selection = self.selector.select(scope)
        truths = [truth for _, truth in self._weighed(selection, hit, start, end, scope)]
        return some([*truths, *([None] if selection.unknown else [])])

    def records(self, hit: Hit, start: date, end: date, scope: Scope) -> Iterator[Hit]:
        """The records that surely are the reason."""
        if self.selector is not None:
            selection = self.selector.select(scope)
            for other, truth in self._weighed(selection, hit, start, end, scope):
                if truth is True:
                    yield other

    def _weighed(
        self, selection: Selection, hit: Hit, start: date, end: date, scope: Scope
    ) -> Iterator[tuple[Hit, bool | None]]:
        same = self.same.of(hit, scope)
        for other in selection.hits:
            if other.thing is hit.thing and other.thing is not None:
                continue
            near: bool | None = None
            if other.day is not None:
                near = day_of(start) <= other.day <= day_of(end)
            truth = every((near, same(other)))
            yield other, (truth if other.sure or truth is False else None)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Several reasons, of which one is enough. `need`: of any of them."""

    reasons: tuple[Reason, ...] = ()
    need: Need = NOTHING
    every_need: Need = NOTHING

    def hold(self, hit: Hit, start: date, end: date, scope: Scope) -> bool | None:
        """Whether one of them holds between two days; unknown what the source cannot express."""
        if not self.reasons:
            return False
        coverage = scope.view.coverage
        return some(
            None if reason.need.missing(coverage) else reason.truth(hit, start, end, scope)
            for reason in self.reasons
        )

    def find(self, hit: Hit, start: date, end: date, scope: Scope) -> tuple[State, str] | None:
        """The state of a breach that a reason touches: excused, or unknown when it may be one.

        A reason that the source cannot express is left out.
        """
        if not self.reasons:
            return None
        coverage = scope.view.coverage
        usable = [reason for reason in self.reasons if not reason.need.missing(coverage)]
        truth = some(reason.truth(hit, start, end, scope) for reason in usable)
        if truth is True:
            return "excused", "a reason is recorded"
        return ("unknown", "a reason may be recorded") if truth is None else None

    def records(self, hit: Hit, start: date, end: date, scope: Scope) -> list[Hit]:
        """The records that surely are a reason, to be cited."""
        coverage = scope.view.coverage
        usable = (reason for reason in self.reasons if not reason.need.missing(coverage))
        return [other for reason in usable for other in reason.records(hit, start, end, scope)]


def compile_reasons(
    data: Any, loc: Loc, ctx: Compiling, shape: Shape, *, itself: bool = True
) -> Reasons:
    """Compile one reason or a list of them; `itself`: whether there is a thing to ask."""
    if data is None:
        return Reasons()
    listed = data if isinstance(data, list) else [data]
    reasons = tuple(
        _reason(entry, (*loc, number) if isinstance(data, list) else loc, ctx, shape, itself)
        for number, entry in enumerate(listed)
    )
    needs = [reason.need for reason in reasons]
    return Reasons(reasons, any_of(needs), all_of(needs))


def _reason(data: Any, loc: Loc, ctx: Compiling, shape: Shape, has_itself: bool) -> Reason:
    if isinstance(data, Mapping) and "itself" in data:
        if not has_itself:
            ctx.fault((*loc, "itself"), "what did not take place has nothing to be asked")
        ctx.mapping(data, loc, ("itself",), "a reason")
        itself = compile_predicate(data["itself"], (*loc, "itself"), ctx, shape, None)
        return Reason(itself, need=one_kind_of(itself.need, shape.kinds))
    selector = compile_selector(data, loc, ctx, shape, extra=("same",))
    given = data.get("same") if isinstance(data, Mapping) else None
    same = compile_same(given, (*loc, "same"), ctx, shape, selector.shape)
    return Reason(None, selector, same, all_of((selector.need, same.need)))
