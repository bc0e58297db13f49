"""Predicates: structured questions about one thing, answered true, false or unknown.

A predicate is a mapping of paths to tests (`comparing`), all of which must hold; beside paths it
may have the keys `any` and `all` (lists of predicates), `not` and `possibly` (a predicate), `has`
(related records) and `says` (what the narrative says). `possibly` is true unless the predicate is
surely false, and asks nothing of the source: it is how a rule leaves out what a record says
outright where most records leave it blank. The logic is Kleene's.

Most questions look at a few codes and flags of the thing alone, and most files answer them in the
same few ways. Such a question is asked once for each way, and its answer remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from caselint.casefile import Unreadable
from caselint.datafile import Loc
from caselint.selecting.comparing import Truth, compile_test
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, all_of, any_of
from caselint.selecting.paths import Path, Shape, compile_path
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import negate

if TYPE_CHECKING:
    from caselint.selecting.saying import Saying

COMBINATORS: Final = ("any", "all", "not", "possibly", "has", "says")
_CLOSED: Final = ("eq", "ne", "in", "not", "exists")
"""Operators whose answer depends on the value, and what the rule says, alone."""
_REMEMBERED: Final = 10_000
"""Answers that are remembered of one question."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A compiled question. `paths` are the fields it looks at, for evidence to quote.

    `related` gives the records beside the thing that the question turned on, where it has `has`.
    `looks`: what of the thing alone decides the answer, where nothing else does. `reaches`: what
    else it asks of, the ``trigger``, the ``period`` or the ``part``. Where only some of several
    questions that must all hold reach so far, `first` are those that do not, and `then` the others.
    `sayings` are what it asks of the thing's own narrative, `beside` what of that of others;
    `unsaid` gives those that a no turned on.
    """

    test: Callable[[Scope], Truth]
    need: Need = NOTHING
    paths: tuple[Path, ...] = ()
    related: Callable[[Scope], Iterable[Hit]] = lambda _: ()
    looks: tuple[Look, ...] | None = None
    reaches: frozenset[str] = frozenset()
    first: Predicate | None = None
    then: Predicate | None = None
    sayings: tuple[Saying, ...] = ()
    beside: tuple[Saying, ...] = ()
    unsaid: Callable[[Scope], Iterable[Saying]] = lambda _: ()

    @property
    def all_sayings(self) -> tuple[Saying, ...]:
        """All that it asks of narrative, of the thing's own and of that of others."""
        return (*self.sayings, *self.beside)


@dataclass(frozen=True, slots=True)
class Look:
    """One thing that a question looks at: a field of the thing, of a part in it, or a filling."""

    steps: tuple[str, ...]
    filled: bool = False

    @property
    def plain(self) -> bool:
        """Whether the value of a field of the thing itself is looked at."""
        return len(self.steps) == 1 and not self.filled

    def at(self, thing: Any) -> Any:
        """What is seen; of a filling only that there is one."""
        value = thing
        for step in self.steps:
            value = getattr(value, step, None)
        return _filling(value) if self.filled else value


def _filling(value: Any) -> Any:
    """Of a value, whether it is given and known, and not what it is."""
    if isinstance(value, str):
        return None if value == "" else value == "unknown"
    if value is None or isinstance(value, Unreadable):
        return value
    return None if value == [] else False


ALWAYS: Final = Predicate(lambda _: True)


def compile_predicate(
    data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, trigger: Shape | None, depth: int = 0
) -> Predicate:
    """Compile a predicate about things of `shape`; `trigger` is what ``trigger.`` reaches."""
    return _remembered(_compile(data, loc, ctx, shape, trigger, depth))


def _compile(
    data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, trigger: Shape | None, depth: int
) -> Predicate:
    if not isinstance(data, Mapping):
        ctx.fault(loc, "expected a predicate: a mapping of fields to tests")
        return ALWAYS
    parts: list[Predicate] = []
    for key, value in data.items():
        at = (*loc, key)
        if key in ("any", "all") and isinstance(value, list):
            inner = [
                _compile(entry, (*at, number), ctx, shape, trigger, depth)
                for number, entry in enumerate(value)
            ]
            parts.append(_any(inner) if key == "any" else _all(inner))
        elif key == "not":
            parts.append(_not(_compile(value, at, ctx, shape, trigger, depth)))
        elif key == "possibly":
            parts.append(_possibly(_compile(value, at, ctx, shape, trigger, depth)))
        elif key == "has":
            parts.append(_has(value, at, ctx, shape, depth))
        elif key == "says":
            parts.append(_says(value, at, ctx, shape))
        else:
            parts.append(_field(key, value, loc, ctx, shape, trigger, depth))
    return _apart(_all(parts), parts)


def _apart(whole: Predicate, parts: list[Predicate]) -> Predicate:
    """The whole, which also knows its parts that reach beyond the thing from those that do not."""
    near = [part for part in parts if not part.reaches]
    far = [part for part in parts if part.reaches]
    if not near or not far:
        return whole
    return replace(whole, first=_remembered(_all(near)), then=_all(far))


def _all(parts: list[Predicate]) -> Predicate:
    if len(parts) == 1:
        return parts[0]
    closed = [part for part in parts if part.looks is not None]
    if 1 < len(closed) < len(parts):
        # What a few codes decide is asked first, at once.
        first = _remembered(_both(closed))
        return _both([first, *(part for part in parts if part.looks is None)])
    return _both(parts)


def _both(parts: list[Predicate]) -> Predicate:
    tests = tuple(part.test for part in parts)

    def test(scope: Scope) -> Truth:
        result: Truth = True
        for one in tests:
            truth = one(scope)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    return _together(test, all_of(part.need for part in parts), parts)


def _any(parts: list[Predicate]) -> Predicate:
    tests = tuple(part.test for part in parts)

    def test(scope: Scope) -> Truth:
        result: Truth = False
        for one in tests:
            truth = one(scope)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    return _together(test, any_of(part.need for part in parts), parts)


def _together(test: Callable[[Scope], Truth], need: Need, parts: Sequence[Predicate]) -> Predicate:
    """Several questions as one, with all that they look at."""
    return Predicate(
        test,
        need,
        _paths(parts),
        _related(parts),
        _looks(parts),
        _reaches(parts),
        sayings=tuple(one for part in parts for one in part.sayings),
        beside=tuple(one for part in parts for one in part.beside),
        unsaid=_unsaid(parts),
    )


def _not(part: Predicate) -> Predicate:
    return replace(
        part,
        test=lambda scope: negate(part.test(scope)),
        first=None,
        then=None,
        unsaid=ALWAYS.unsaid,
    )


def _possibly(part: Predicate) -> Predicate:
    def test(scope: Scope) -> Truth:
        return part.test(scope) is not False

    return replace(part, test=test, need=NOTHING, first=None, then=None)


def _paths(parts: Iterable[Predicate]) -> tuple[Path, ...]:
    return tuple(path for part in parts for path in part.paths)


def _reaches(parts: Iterable[Predicate]) -> frozenset[str]:
    return frozenset(name for part in parts for name in part.reaches)


def _looks(parts: Iterable[Predicate]) -> tuple[Look, ...] | None:
    each = [part.looks for part in parts]
    if any(looks is None for looks in each):
        return None
    return tuple(dict.fromkeys(look for looks in each if looks for look in looks))


def _related(parts: Iterable[Predicate]) -> Callable[[Scope], Iterable[Hit]]:
    asked = tuple(part.related for part in parts if part.related is not ALWAYS.related)
    if not asked:
        return ALWAYS.related
    return lambda scope: [hit for related in asked for hit in related(scope)]


def _unsaid(parts: Iterable[Predicate]) -> Callable[[Scope], Iterable[Saying]]:
    asked = tuple(part.unsaid for part in parts if part.unsaid is not ALWAYS.unsaid)
    if not asked:
        return ALWAYS.unsaid
    return lambda scope: [saying for unsaid in asked for saying in unsaid(scope)]


def _says(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None) -> Predicate:
    # What the narrative says is a predicate itself.
    from caselint.selecting.saying import compile_says

    return compile_says(data, loc, ctx, shape)


def _has(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, depth: int) -> Predicate:
    # A `has` holds a selector, and a selector holds predicates.
    from caselint.selecting.related import compile_has

    if depth >= 2:
        ctx.fault(loc, "`has` nests at most twice", key=True)
        return ALWAYS
    with ctx.reaching() as reached:
        has = compile_has(data, loc, ctx, shape, depth + 1)
        return replace(has, reaches=frozenset(reached))


def _field(
    key: Any,
    value: Any,
    loc: Loc,
    ctx: Compiling,
    shape: Shape | None,
    trigger: Shape | None,
    depth: int,
) -> Predicate:
    with ctx.reaching() as reached:
        return replace(
            _field_test(key, value, loc, ctx, shape, trigger, depth), reaches=frozenset(reached)
        )


def _field_test(
    key: Any,
    value: Any,
    loc: Loc,
    ctx: Compiling,
    shape: Shape | None,
    trigger: Shape | None,
    depth: int,
) -> Predicate:
    before = len(ctx.faults)
    path = compile_path(key, (*loc, key), ctx, shape, trigger)
    if len(ctx.faults) > before:
        for fault in ctx.faults[before:]:
            fault.key = True
        return ALWAYS
    test, need, said = compile_test(value, (*loc, key), ctx, path, shape, trigger, depth)
    read = path.read

    def ask(scope: Scope) -> Truth:
        return test(read(scope), scope)

    return Predicate(
        ask,
        all_of((path.need, need)),
        (path,),
        looks=None if said else _looks_at(path, value),
        sayings=said,
        unsaid=_silence(said, ask),
    )


def _silence(
    said: tuple[Saying, ...], ask: Callable[[Scope], Truth]
) -> Callable[[Scope], Iterable[Saying]]:
    if not said:
        return ALWAYS.unsaid
    return lambda scope: said if ask(scope) is False else ()


def _looks_at(path: Path, value: Any) -> tuple[Look, ...] | None:
    """What of the thing a test on a path looks at, where that alone decides."""
    if not path.own or not _is_closed(value):
        return None
    if isinstance(value, Mapping) and set(value) == {"exists"}:
        return (Look(path.own, filled=True),)
    if path.type.many or path.type.category not in ("code", "flag", "agency"):
        return None
    return (Look(path.own),)


def _is_closed(asked: Any) -> bool:
    """Whether a test asks of the value alone: no other field, no part."""
    if isinstance(asked, Mapping):
        return all(key in _CLOSED and _is_closed(inner) for key, inner in asked.items())
    if isinstance(asked, list):
        return all(map(_is_closed, asked))
    return bool(asked != "$part")


def _remembered(predicate: Predicate) -> Predicate:
    """The same question, whose answers are remembered by what it looks at.

    They hold for one coverage and kind, since what the source cannot fill is unknown.
    """
    if not predicate.looks:
        return predicate
    ask = predicate.test
    seen = _seen(predicate.looks)
    token = object()

    def test(scope: Scope) -> Truth:
        hit = scope.hit
        if hit is None or hit.thing is None:
            return ask(scope)
        kept = scope.view.coverage.kept
        answers: dict[Any, Truth] | None = kept.get((token, hit.kind))
        if answers is None:
            answers = kept[token, hit.kind] = {}
        key = seen(hit.thing)
        try:
            return answers[key]
        except KeyError:
            truth = ask(scope)
            unreadable = (isinstance(one, Unreadable) for one in key)
            if len(answers) < _REMEMBERED and not any(unreadable):
                answers[key] = truth
            return truth

    return replace(predicate, test=test)


def _seen(looks: tuple[Look, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What several looks see of a thing, in one go."""
    names = [look.steps[0] for look in looks if look.plain]
    others = tuple(look.at for look in looks if not look.plain)
    if len(names) == 1:
        names *= 2  # of a single name, what is got would be no tuple
    if not names:
        if len(others) == 1:
            see = others[0]
            return lambda thing: (see(thing),)
        return lambda thing: tuple([see(thing) for see in others])
    get: Callable[[Any], tuple[Any, ...]] = attrgetter(*names)
    if not others:
        return get
    return lambda thing: (*get(thing), *[see(thing) for see in others])
