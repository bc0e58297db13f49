"""Answers of `follows`: which records answer a trigger, in time, late, or perhaps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from caselint.casefile import day_of
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, all_of, any_of
from caselint.selecting.paths import Path, Shape, compile_path, fillable
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.related import ANY, Same
from caselint.selecting.saying import Saying, unsaid
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import UNKNOWN


class Window(Protocol):
    """The limit of the check, as far as answers need it."""

    def due(self, trigger: date, scope: Scope) -> date:
        """The last moment in time."""

    def opens(self, trigger: Hit, scope: Scope) -> date | None:
        """The first day on which an answer counts."""

    def too_early(self, trigger: Hit, answer: Hit, scope: Scope) -> bool | None:
        """Whether an answer came before it could count."""

    def in_time(self, trigger: Hit, answer: Hit, due: date, scope: Scope) -> bool | None:
        """Whether an answer came in time."""


@dataclass(slots=True)
class Found:
    """What there is by way of an answer to one trigger.

    `timely` and `after` are sure answers, in time and after the limit; `maybe` those that may be in
    time. `possible`: something that cannot be dated, or that the source could not have shown, may
    be an answer in time. `near`: what a reader will want to see beside a concern.
    """

    timely: list[Hit] = field(default_factory=list)
    after: list[Hit] = field(default_factory=list)
    maybe: list[Hit] = field(default_factory=list)
    possible: bool = False
    near: list[Hit] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Answers:
    """Finds answers: by a selector, or on the trigger itself."""

    selector: Selector | None
    itself: tuple[Path, ...] = ()
    itself_where: Predicate = ALWAYS
    need: Need = NOTHING
    paths: tuple[Path, ...] = ()
    same: Same = ANY
    limit: Window | None = None
    sayings: tuple[Saying, ...] = ()

    def find(self, trigger: Hit, due: date, scope: Scope) -> Found:
        """What answers the trigger by its due moment; `scope` is seen from it."""
        assert self.limit is not None
        if self.selector is None:
            return self._on_itself(trigger, due, scope)
        found = Found()
        selection = self.selector.select(scope)
        opens = self.limit.opens(trigger, scope)
        found.possible = selection.unknown or self._beyond_coverage(opens, day_of(due), scope)
        same = self.same.of(trigger, scope)
        for hit in selection.hits:
            if _is_trigger(hit, trigger):
                continue
            alike = same(hit)
            if alike is not False:
                self._sort(hit, trigger, opens, due, alike, scope, found)
        return found

    def said_enough(self, trigger: Hit, scope: Scope) -> bool:
        """Whether what could have answered has text enough for finding none to prove anything."""
        if self.selector is None or not self.selector.pools:
            return True
        return self.selector.said_enough(scope, self._could_answer(trigger, scope))

    def read_for_it(self, trigger: Hit, scope: Scope) -> list[Hit]:
        """What could have answered and was read without finding an answer in it."""
        if self.selector is None or not self.selector.pools:
            return []
        return self.selector.read_for_it(scope, self._could_answer(trigger, scope))

    def _could_answer(self, trigger: Hit, scope: Scope) -> Callable[[Hit], bool]:
        """Whether a record lies where an answer counts, whatever its narrative says."""
        assert trigger.moment is not None
        assert self.limit is not None
        opens = self.limit.opens(trigger, scope) or date.min
        due = day_of(self.limit.due(trigger.moment, scope))
        same = self.same.but_said.of(trigger, scope)

        def holds(hit: Hit) -> bool:
            if hit.day is None or not opens <= hit.day <= due or _is_trigger(hit, trigger):
                return False
            return same(hit) is not False

        return holds

    def unsaid(self, here: Scope) -> str:
        """A sentence for readers that find no answer: no wording was recognised."""
        if self.selector is not None:
            return self.selector.unsaid
        return unsaid(self.itself_where.unsaid(here))

    def _sort(
        self,
        hit: Hit,
        trigger: Hit,
        opens: date | None,
        due: date,
        same: bool | None,
        scope: Scope,
        found: Found,
    ) -> None:
        assert self.limit is not None
        if hit.moment is None:
            found.possible = True
            return
        early = self.limit.too_early(trigger, hit, scope)
        if (early or _began_before(hit, opens)) and _linked(trigger, hit):
            found.possible = True
            found.near.append(hit)
            return
        if early:
            return
        timely = self.limit.in_time(trigger, hit, due, scope)
        if hit.sure and same is True and early is False and timely is not None:
            (found.timely if timely else found.after).append(hit)
        elif timely is not False:
            found.maybe.append(hit)
            found.near.append(hit)

    def _on_itself(self, trigger: Hit, due: date, scope: Scope) -> Found:
        assert self.limit is not None
        here = scope.at(trigger)
        found = Found()
        truth = self.itself_where.test(here)
        if truth is False:
            return found
        value: Any = None
        for path in fillable(self.itself, here):
            read = path.read(here)
            if read is UNKNOWN:
                found.possible = True
                return found
            if isinstance(read, date):
                value = read
                break
        if value is None:
            return found
        hit = trigger.dated(value, sure=trigger.sure and truth is True)
        doubtful = trigger.entry is not None and trigger.entry.doubtful
        early = self.limit.too_early(trigger, hit, scope)
        timely = self.limit.in_time(trigger, hit, due, scope)
        if doubtful or early is not False or timely is None or truth is None:
            found.possible = True
        else:
            (found.timely if timely else found.after).append(hit)
        return found

    def _beyond_coverage(self, opens: date | None, due: date, scope: Scope) -> bool:
        """Whether some of the time in which an answer would lie is not covered."""
        assert self.selector is not None
        coverage = scope.view.coverage
        if coverage.uncut:
            return False
        trigger = None if scope.trigger is None else scope.trigger.day
        if coverage.begins is not None and trigger is not None and trigger < coverage.begins:
            return True
        for kind in self.selector.kinds:
            first, last = coverage.window(kind)
            if first is not None and (opens is None or opens < first):
                return True
            if last is not None and due >= last and scope.view.as_at > due:
                return True
            if coverage.last_only(kind):
                entries = scope.view.timeline.of((kind,))
                shown = next((entry.day for entry in entries if entry.day is not None), None)
                if shown is not None and (opens is None or opens < shown):
                    return True
        return False


def _linked(trigger: Hit, answer: Hit) -> bool:
    ours, theirs = trigger.record, answer.record
    if ours is None or theirs is None:
        return False
    return theirs.record_id in (ours.links or ()) or ours.record_id in (theirs.links or ())


def _is_trigger(hit: Hit, trigger: Hit) -> bool:
    """Whether an answer is the trigger itself, or one of those that make it up."""
    if hit.entry is None:
        return False
    if hit.entry is trigger.entry and hit.thing is trigger.thing:
        return True
    return trigger.entry is not None and any(
        hit.entry is one.entry and hit.thing is one.thing for one in trigger.members
    )


def _began_before(hit: Hit, opens: date | None) -> bool:
    """Whether the record that answers began before an answer could count."""
    if opens is None or hit.entry is None or hit.entry.day is None:
        return False
    return hit.entry.day < opens


def compile_answer(data: Any, loc: Loc, ctx: Compiling, trigger: Shape) -> tuple[Answers, Shape]:
    """Compile a selector, or ``{itself: {at: PATH, where: PREDICATE}}``."""
    if not (isinstance(data, Mapping) and "itself" in data):
        selector = compile_selector(data, loc, ctx, trigger)
        answers = Answers(
            selector, need=selector.need, paths=selector.paths, sayings=selector.sayings
        )
        return answers, selector.shape
    ctx.mapping(data, loc, ("itself",), "an answer")
    at = (*loc, "itself")
    plain = ctx.mapping(data["itself"], at, ("at", "where"), "`at`, a date of the trigger itself")
    listed = plain.get("at")
    texts = listed if isinstance(listed, list) else [listed]
    paths = tuple(compile_path(text, (*at, "at"), ctx, trigger, None) for text in texts)
    where = ALWAYS
    if "where" in plain:
        where = compile_predicate(plain["where"], (*at, "where"), ctx, trigger, None)
    need = all_of((any_of(path.need for path in paths), where.need))
    answers = Answers(None, paths, where, need, (*paths, *where.paths), sayings=where.all_sayings)
    return answers, trigger
