"""Related records: `has` inside a predicate, and what must be the same on both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

from caselint.casefile import Unreadable, day_of
from caselint.datafile import Loc
from caselint.selecting.comparing import Truth
from caselint.selecting.compiling import Compiling
from caselint.selecting.durations import Duration
from caselint.selecting.needs import NOTHING, Need, all_of, one_kind_of
from caselint.selecting.paths import SUBJECTS, Path, Shape, compile_path
from caselint.selecting.predicates import Predicate
from caselint.selecting.saying import Saying
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selection import Selection
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import NOBODYS, UNKNOWN, every


@dataclass(frozen=True, slots=True)
class Window:
    """How far around a moment related records are looked for; None: as far as the file goes."""

    before: Duration | None = None
    after: Duration | None = None
    bounded: bool = False

    def holds(self, moment: date, other: date | None, scope: Scope) -> Truth:
        """Whether the other moment lies in the window; unknown when it cannot be read."""
        if not self.bounded:
            return True
        if other is None:
            return None
        clocks = scope.view.clocks
        if _earlier(other, moment):
            return self.before is not None and clocks.within(other, moment, self.before)
        if _earlier(moment, other):
            return self.after is not None and clocks.within(moment, other, self.after)
        return True

    def reach(self, moment: date, scope: Scope) -> tuple[date | None, date]:
        """The first and last day that the window reaches to; None: as far as the file goes."""
        as_at = scope.view.as_at
        if not self.bounded:
            return None, as_at
        clocks = scope.view.clocks
        first = moment if self.before is None else clocks.before(moment, self.before)
        last = moment if self.after is None else clocks.after(moment, self.after)
        return day_of(first), min(day_of(last), as_at)


def _earlier(one: date, other: date) -> bool:
    """Whether one came first: by day, and on one day by the times where both have one."""
    if isinstance(one, datetime) and isinstance(other, datetime):
        return one < other
    return day_of(one) < day_of(other)


def compile_window(data: Any, loc: Loc, ctx: Compiling) -> Window:
    """Compile ``{before: DURATION, after: DURATION}``."""
    if data is None:
        return Window()
    plain = ctx.mapping(data, loc, ("before", "after"), "a window")
    before = ctx.duration(plain["before"], (*loc, "before")) if "before" in plain else None
    after = ctx.duration(plain["after"], (*loc, "after")) if "after" in plain else None
    if before is None and after is None:
        ctx.fault(loc, "expected `before`, `after` or both")
    return Window(before, after, bounded=True)


@dataclass(frozen=True, slots=True)
class _Side:
    """What is compared of the one thing or of the other: a path, read of things of a shape.

    `reaches` is what else it is read from: the ``trigger``, the ``period``, the ``part``.
    """

    path: Path
    shape: Shape | None
    reaches: frozenset[str]

    def name(self, scope: Scope) -> object:
        """What all rules share that compare the same here."""
        alone = self.path.said or "trigger" in self.reaches
        path = self.path.read if alone else (self.path.text, self.shape)
        return (path, scope.period, scope.part) if self.reaches else path


@dataclass(frozen=True, slots=True, eq=False)
class Same:
    """What must be the same of one thing and of another."""

    pairs: tuple[tuple[_Side, _Side], ...] = ()
    need: Need = NOTHING

    @property
    def but_said(self) -> Same:
        """The same, less what is read from narrative."""
        kept = tuple(
            (ours, theirs)
            for ours, theirs in self.pairs
            if not (ours.path.said or theirs.path.said)
        )
        return self if len(kept) == len(self.pairs) else Same(kept, self.need)

    def of(self, one: Hit, scope: Scope) -> Callable[[Hit], Truth]:
        """Whether another thing has the same as this one, to be asked of many.

        Compares every pair; unknown or blank on either side is unknown.
        """
        if not self.pairs:
            return _always
        key, kept = (self, scope.period, scope.part), scope.view.timeline.kept
        sides: list[tuple[_AtPath, _AtPath]] | None = kept.get(key)
        if sides is None:
            sides = kept[key] = [
                (_AtPath.at(ours, scope), _AtPath.at(theirs, scope)) for ours, theirs in self.pairs
            ]
        tests = [theirs.like(ours.of(one)) for ours, theirs in sides]
        if len(tests) == 1:
            return tests[0]
        return lambda other: every(test(other) for test in tests)


ANY: Final = Same()
"""Nothing has to be the same."""

_NONE: Final[frozenset[Any]] = frozenset()
_NOBODY: Final = frozenset((None, NOBODYS))
Values = tuple[frozenset[Any], bool] | None
"""What is known to stand on one side, and whether more may; None where nothing is known."""


class _AtPath:
    """What stands at a path of hits, read once of each however often it is compared.

    What one hit has in common with others is the same for the next one that has the same there.
    """

    __slots__ = ("_alike", "_here", "_kept", "_read")

    def __init__(self, path: Path, scope: Scope) -> None:
        self._read = path.read
        self._here = scope.at(None)
        self._kept: dict[Hit, Values] = {}
        self._alike: dict[Values, dict[Hit, Truth]] = {}

    @classmethod
    def at(cls, side: _Side, scope: Scope) -> _AtPath:
        """What stands at one side, for all who compare it."""
        return scope.view.timeline.keep(("at", side.name(scope)), lambda: cls(side.path, scope))

    def of(self, hit: Hit) -> Values:
        """What stands there of one hit."""
        try:
            return self._kept[hit]
        except KeyError:
            self._here.hit = hit
            found = self._kept[hit] = _known(self._read(self._here))
            return found

    def like(self, ours: Values) -> Callable[[Hit], Truth]:
        """Whether hits have the like there."""
        known = self._alike.get(ours)
        if known is None:
            known = self._alike[ours] = {}
        answers = known

        def test(hit: Hit) -> Truth:
            try:
                return answers[hit]
            except KeyError:
                truth = None if hit.thing is None else _alike(ours, self.of(hit))
                answers[hit] = truth
                return truth

        return test


def _always(_: Hit) -> Truth:
    return True


def _known(value: Any) -> Values:
    if value is None or value is UNKNOWN:
        return None
    if isinstance(value, str):
        return _known_word(value)
    folded = set(map(_fold, value if isinstance(value, list) else [value]))
    return frozenset(folded - _NOBODY), None in folded


@lru_cache(maxsize=4096)
def _known_word(word: str) -> Values:
    return (_NONE, True) if word == "unknown" else (frozenset((word.casefold(),)), False)


def _alike(ours: Values, theirs: Values) -> Truth:
    if ours is None or theirs is None:
        return None
    if not ours[0].isdisjoint(theirs[0]):
        return True
    return None if ours[1] or theirs[1] else False


def _fold(value: Any) -> Any:
    """A value as it is compared; None for what is not known, in a list too."""
    if isinstance(value, str):
        return None if value == "unknown" else value.casefold()
    if value is UNKNOWN or isinstance(value, Unreadable):
        return None
    return day_of(value) if isinstance(value, date) else value


def compile_same(data: Any, loc: Loc, ctx: Compiling, ours: Shape | None, theirs: Shape) -> Same:
    """Compile ``[plan]`` or ``{agency: [author.agency, to_agency]}``: our path, their path."""
    if data is None:
        return ANY
    pairs: list[tuple[_Side, _Side]] = []

    def side(text: Any, at: Loc, shape: Shape | None) -> _Side:
        with ctx.reaching() as reached:
            path = compile_path(text, at, ctx, shape, None)
        return _Side(path, shape, frozenset(reached))

    if isinstance(data, list):
        for number, key in enumerate(data):
            at = (*loc, number)
            pairs.append((side(key, at, ours), side(key, at, theirs)))
    elif isinstance(data, Mapping):
        for key, both in data.items():
            at = (*loc, key)
            if not isinstance(both, list) or len(both) != 2:
                ctx.fault(at, "expected two paths: ours, theirs")
                continue
            pairs.append((side(both[0], (*at, 0), ours), side(both[1], (*at, 1), theirs)))
    else:
        ctx.fault(loc, "expected a list of paths, or a mapping of names to two paths")
    return Same(tuple(pairs), all_of(one.path.need for both in pairs for one in both))


HAS_KEYS: Final = ("within", "same", "at_least", "at_most")


def compile_has(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, depth: int) -> Predicate:
    """Compile related records, counted as seen from the thing at hand."""
    with ctx.reaching(but="trigger"):
        selector = compile_selector(data, loc, ctx, shape, depth, extra=HAS_KEYS)
    if not isinstance(data, Mapping):
        return Predicate(lambda _: None)
    window = compile_window(data.get("within"), (*loc, "within"), ctx)
    same = compile_same(data.get("same"), (*loc, "same"), ctx, shape, selector.shape)
    at_least, at_most = _bounds(data, loc, ctx)
    related = _Related(selector, window, same, at_least, at_most)
    need = one_kind_of(all_of((selector.need, same.need)), selector.kinds)
    silent = tuple(one for pool in selector.pools for one in pool.sayings)

    def unsaid(scope: Scope) -> tuple[Saying, ...]:
        return silent if silent and related.test(scope) is False else ()

    return Predicate(
        related.test, need, related=related.sure, beside=selector.sayings, unsaid=unsaid
    )


def _bounds(data: Mapping[str, Any], loc: Loc, ctx: Compiling) -> tuple[int | None, int | None]:
    if "at_least" in data and "at_most" in data:
        ctx.fault((*loc, "at_most"), "`at_least` and `at_most` exclude each other", key=True)
    if "at_most" in data:
        return None, ctx.number(data["at_most"], (*loc, "at_most"))
    return ctx.number(data.get("at_least", 1), (*loc, "at_least")), None


@dataclass(frozen=True, slots=True)
class _Related:
    selector: Selector
    window: Window
    same: Same
    at_least: int | None
    at_most: int | None

    def test(self, scope: Scope) -> Truth:
        selection = self._select(scope)
        sure, possible = self._count(selection.hits, scope)
        if self.at_least and sure >= self.at_least:
            return True
        if selection.unknown or self._may_be_hidden(scope):
            possible = max(possible, 1_000_000)
        if self.at_most is not None:
            if possible <= self.at_most:
                return True if self._said_enough(scope) else None
            return False if sure > self.at_most else None
        assert self.at_least is not None
        return False if possible < self.at_least and self._said_enough(scope) else None

    def _count(self, hits: Sequence[Hit], scope: Scope) -> tuple[int, int]:
        """How many surely count and how many may; no further than enough surely do."""
        sure = possible = 0
        qualifies = self._seen_from(scope) if hits else _always
        for hit in hits:
            truth = qualifies(hit)
            if truth is False:
                continue
            possible += 1
            if truth is True and hit.sure:
                sure += 1
                if sure == self.at_least:
                    break
        return sure, possible

    def _said_enough(self, scope: Scope) -> bool:
        """Whether finding none proves anything."""
        if not self.selector.pools:
            return True
        near = replace(self, same=self.same.but_said)._seen_from(scope)
        seen_from = Scope(scope.view, None, scope.hit or scope.trigger, scope.period, scope.part)
        return self.selector.said_enough(seen_from, lambda hit: near(hit) is not False)

    def sure(self, scope: Scope) -> Iterator[Hit]:
        """The related records that surely count."""
        qualifies = self._seen_from(scope)
        for hit in self._select(scope).hits:
            if hit.sure and qualifies(hit) is True:
                yield hit

    def _select(self, scope: Scope) -> Selection:
        return self.selector.select(
            Scope(scope.view, None, scope.hit or scope.trigger, scope.period, scope.part)
        )

    def _seen_from(self, scope: Scope) -> Callable[[Hit], Truth]:
        """Whether a record is another one than that at hand, in the window, and has the same."""
        here = scope.hit
        bounded = self.window.bounded
        moment = _seen_from(here, scope) if bounded else None
        same = _always if here is None else self.same.of(here, scope)

        def qualifies(hit: Hit) -> Truth:
            itself = here is not None and hit.entry is here.entry and hit.thing is here.thing
            if itself and hit.entry is not None:
                return False
            near: Truth = True
            if bounded:
                near = None if moment is None else self.window.holds(moment, hit.moment, scope)
                if near is False:
                    return False
            alike = same(hit)
            return near if alike is True else alike

        return qualifies

    def _may_be_hidden(self, scope: Scope) -> bool:
        """Whether the source may have left out some of what would count: a kind, a time."""
        coverage = scope.view.coverage
        if coverage.uncut and coverage.narrated:
            return False
        if self.selector.need.missing(coverage):
            return True
        moment = _seen_from(scope.hit, scope)
        if moment is None:
            return False
        opens, closes = self.window.reach(moment, scope)
        for kind in self.selector.kinds:
            first, last = coverage.window(kind)
            if (first is not None and (opens is None or opens < first)) or (
                last is not None and closes > last
            ):
                return True
            if coverage.last_only(kind):
                days = [entry.day for entry in scope.view.timeline.of((kind,))]
                if any(day is None or opens is None or opens < day for day in days):
                    return True
        return False


def _seen_from(here: Hit | None, scope: Scope) -> date | None:
    """When the thing at hand happened; what has no day of its own is seen from the as-at date."""
    if here is None or here.kind in SUBJECTS:
        return scope.view.as_at
    return here.moment
