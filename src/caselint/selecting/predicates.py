"""Predicates: structured questions about one thing, answered true, false or unknown.

A predicate is a mapping of paths to tests (`comparing`), all of which must hold; beside paths it
may have the keys `any` and `all` (lists of predicates), `not` and `possibly` (a predicate), `has`
(related records) and `says` (what the narrative says). `possibly` is true unless the predicate is
surely false, and asks nothing of the source: it is how a rule leaves out what a record says
outright where most records leave it blank. The logic is Kleene's.

Most questions look at a few codes and flags of the thing alone, and most files answer them in the
same few ways. Such a question is asked once for each way, and its answer remembered.

A question is mostly asked of all things of a kind, one after the other. So it can be asked of many
at once (`truths`): of several parts the cheapest goes first, and the next is asked of those alone
that are still open.
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
"""Operators by which few values are told apart, and none by anything but itself."""
_OF_THE_VALUE: Final = (*_CLOSED, "gt", "gte", "lt", "lte", "matches", "contains", "count")
"""Operators whose answer depends on the value, and what the rule says, alone."""
FIXED, CODES, MENTIONED, FIELDS, TEXT, OF_OTHERS = range(6)
"""How dear questions are: of what is fixed, of codes and flags alone, of what few records mention,
of any field, of a text in full, of other records."""
_REMEMBERED: Final = 10_000
"""Answers that are remembered of one question."""

Test = Callable[[Scope], Truth]
"""What is asked of the thing at hand."""
Many = Callable[[Sequence[Hit], Scope], list[Truth]]
"""What is asked of each of several things; the scope is the caller's own, and moved along."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A compiled question. `paths` are the fields it looks at, for evidence to quote.

    `related` gives the records beside the thing that the question turned on, where it has `has`.
    `looks`: what of the thing alone decides the answer, where nothing else does. `reaches`: what
    else it asks of, the ``trigger``, the ``period`` or the ``part``. Where only some of several
    questions that must all hold reach so far, `first` are those that do not, and `then` the others.
    `sayings` are what it asks of the thing's own narrative, `beside` what of that of others;
    `unsaid` gives those that a no turned on. `many` asks the same as `test`, and `rank` says how
    soon it should be asked: what costs least comes first.
    """

    test: Test
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
    many: Many | None = None
    rank: int = 0

    def truths(self, hits: Sequence[Hit], here: Scope) -> list[Truth]:
        """What it says of each of several things; `here` is moved from one to the next."""
        if self.many is not None:
            return self.many(hits, here)
        return _one_by_one(self.test, hits, here)

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
            parts.append(_says(value, at, ctx, shape, of_some=_asks_of_child(data)))
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
    asked = sorted(parts, key=_rank)
    tests = tuple(part.test for part in asked)

    def test(scope: Scope) -> Truth:
        result: Truth = True
        for one in tests:
            truth = one(scope)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def many(hits: Sequence[Hit], here: Scope) -> list[Truth]:
        return _narrowed(asked, hits, here, settled=False)

    whole = _together(test, all_of(part.need for part in parts), parts)
    return replace(whole, many=many)


def _any(parts: list[Predicate]) -> Predicate:
    asked = sorted(parts, key=_rank)
    tests = tuple(part.test for part in asked)

    def test(scope: Scope) -> Truth:
        result: Truth = False
        for one in tests:
            truth = one(scope)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    def many(hits: Sequence[Hit], here: Scope) -> list[Truth]:
        return _narrowed(asked, hits, here, settled=True)

    whole = _together(test, any_of(part.need for part in parts), parts)
    return replace(whole, many=many)


def _rank(part: Predicate) -> int:
    return part.rank


def _narrowed(
    parts: Sequence[Predicate], hits: Sequence[Hit], here: Scope, *, settled: bool
) -> list[Truth]:
    """What several questions together say of each thing; one that says `settled` decides.

    Each is asked of those things alone that none before it has decided.
    """
    if not parts or not hits:
        return [not settled] * len(hits)
    first, *others = parts
    truths = first.truths(hits, here)
    for part in others:
        if settled not in truths:
            # None is decided yet, as is mostly so at first: nothing is to be picked out.
            more = part.truths(hits, here)
            truths = [
                one if then is (not settled) else then
                for one, then in zip(truths, more, strict=True)
            ]
            continue
        open_ = [at for at, truth in enumerate(truths) if truth is not settled]
        if not open_:
            break
        for at, then in zip(open_, part.truths([hits[at] for at in open_], here), strict=True):
            if then is not (not settled):
                truths[at] = then
    return truths


def _one_by_one(test: Test, hits: Sequence[Hit], here: Scope) -> list[Truth]:
    truths = []
    for hit in hits:
        here.hit = hit
        truths.append(test(here))
    return truths


def _together(test: Test, need: Need, parts: Sequence[Predicate]) -> Predicate:
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
        rank=max(map(_rank, parts), default=0),
    )


def _not(part: Predicate) -> Predicate:
    return replace(
        part,
        test=lambda scope: negate(part.test(scope)),
        first=None,
        then=None,
        unsaid=ALWAYS.unsaid,
        many=lambda hits, here: [negate(truth) for truth in part.truths(hits, here)],
    )


def _possibly(part: Predicate) -> Predicate:
    def test(scope: Scope) -> Truth:
        return part.test(scope) is not False

    def many(hits: Sequence[Hit], here: Scope) -> list[Truth]:
        return [truth is not False for truth in part.truths(hits, here)]

    return replace(part, test=test, need=NOTHING, first=None, then=None, many=many)


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


def _says(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, *, of_some: bool) -> Predicate:
    # What the narrative says is a predicate itself.
    from caselint.selecting.saying import compile_says

    said = compile_says(data, loc, ctx, shape)
    if not of_some:
        return said
    return replace(said, sayings=tuple(replace(one, of_some=True) for one in said.sayings))


def _asks_of_child(data: Mapping[str, Any]) -> bool:
    """Whether fields of the child stand beside: then not every child is asked about."""
    return any(str(key).startswith("child.") for key in data)


def _has(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, depth: int) -> Predicate:
    # A `has` holds a selector, and a selector holds predicates.
    from caselint.selecting.related import compile_has

    if depth >= 2:
        ctx.fault(loc, "`has` nests at most twice", key=True)
        return ALWAYS
    with ctx.reaching() as reached:
        has = compile_has(data, loc, ctx, shape, depth + 1)
    has = replace(has, reaches=frozenset(reached), rank=OF_OTHERS)
    if reached or shape is None or shape.of_entries:
        return has
    return _kept(has, ctx.named(data, "has", shape, *map(id, shape.sayings)))


def _kept(predicate: Predicate, name: str) -> Predicate:
    """The same question of records, asked once of each, by whichever rule comes first."""
    ask = predicate.test

    def test(scope: Scope) -> Truth:
        hit = scope.hit
        if hit is None:
            return ask(scope)
        kept = scope.view.timeline.kept
        known: dict[Hit, Truth] | None = kept.get(name)
        if known is None:
            known = kept[name] = {}
        try:
            return known[hit]
        except KeyError:
            truth = known[hit] = ask(scope)
            return truth

    return replace(predicate, test=test)


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

    fixed = path.fixed if _is_closed(value, _OF_THE_VALUE) else None

    def ask_all(hits: Sequence[Hit], here: Scope) -> list[Truth]:
        if fixed is not None and hits and fixed(here):
            here.hit = hits[0]
            return [ask(here)] * len(hits)
        truths = []
        for hit in hits:
            here.hit = hit
            truths.append(test(read(here), here))
        return truths

    looks = None if said else _looks_at(path, value)
    return Predicate(
        ask,
        all_of((path.need, need)),
        (path,),
        looks=looks,
        sayings=said,
        unsaid=_silence(said, ask),
        many=ask_all,
        rank=FIXED if fixed else CODES if looks else TEXT if said or path.said else FIELDS,
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


def _is_closed(asked: Any, operators: Sequence[str] = _CLOSED) -> bool:
    """Whether a test asks of the value alone, by some operators: no other field, no part."""
    if isinstance(asked, Mapping):
        return all(
            key in operators and _is_closed(inner, operators) for key, inner in asked.items()
        )
    if isinstance(asked, list):
        return all(_is_closed(each, operators) for each in asked)
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

    def answers_for(kind: str, scope: Scope) -> dict[Any, Truth]:
        kept = scope.view.coverage.kept
        answers: dict[Any, Truth] | None = kept.get((token, kind))
        if answers is None:
            answers = kept[token, kind] = {}
        return answers

    def learn(key: Any, answers: dict[Any, Truth], scope: Scope) -> Truth:
        truth = ask(scope)
        unreadable = (isinstance(one, Unreadable) for one in key)
        if len(answers) < _REMEMBERED and not any(unreadable):
            answers[key] = truth
        return truth

    def test(scope: Scope) -> Truth:
        hit = scope.hit
        if hit is None or hit.thing is None:
            return ask(scope)
        answers = answers_for(hit.kind, scope)
        key = seen(hit.thing)
        try:
            return answers[key]
        except KeyError:
            return learn(key, answers, scope)

    def many(hits: Sequence[Hit], here: Scope) -> list[Truth]:
        truths = []
        kind, answers = None, None
        for hit in hits:
            here.hit = hit
            if hit.thing is None:
                truths.append(ask(here))
                continue
            if answers is None or hit.kind != kind:
                kind = hit.kind
                answers = answers_for(kind, here)
            key = seen(hit.thing)
            try:
                truths.append(answers[key])
            except KeyError:
                truths.append(learn(key, answers, here))
        return truths

    return replace(predicate, test=test, many=many, rank=CODES)


def _seen(looks: tuple[Look, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What several looks see of a thing, in one go."""
    names = [look.steps[0] for look in looks if look.plain]
    others = tuple(_seeing(look) for look in looks if not look.plain)
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
    if len(others) == 1:
        also = others[0]
        return lambda thing: (*get(thing), also(thing))
    return lambda thing: (*get(thing), *[see(thing) for see in others])


def _seeing(look: Look) -> Callable[[Any], Any]:
    """What a look sees of a thing; most see whether a field of its own is filled."""
    if len(look.steps) > 1 or not look.filled:
        return look.at
    (name,) = look.steps
    return lambda thing: _filling(getattr(thing, name, None))
