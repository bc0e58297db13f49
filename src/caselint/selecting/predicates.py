"""Predicates: structured questions about one thing, answered true, false or unknown.

A predicate is a mapping of paths to tests, all of which must hold; beside paths it may have the
keys `any` and `all` (lists of predicates), `not` and `possibly` (a predicate) and `has` (related
records). `possibly` is true unless the predicate is surely false, and asks nothing of the source:
it is how a rule leaves out what a record says outright where most records leave it blank. A test is
a literal, for equality, or operators: `eq ne in gt gte lt lte exists matches contains any all not
count`. Where a literal may stand, ``{field: path}`` may, also with ``plus: 45 working
days``.

The logic is Kleene's. Blank: comparisons are unknown, `exists` is false, a blank list counts as
empty for `count`, `any` and `contains`. Uncovered or unreadable: every operator is unknown.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from caselint.casefile import Unreadable, day_of
from caselint.casefile.agencies import AGENCIES, agency_named, is_listed
from caselint.casefile.values import UNKNOWN as UNKNOWN_CODE
from caselint.casefile.values import read_moment
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, all_of, any_of
from caselint.selecting.paths import Path, Shape, ValueType, compile_path
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import UNKNOWN, every, negate, some

Truth = bool | None
Test = Callable[[Any, Scope], Truth]

COMBINATORS: Final = ("any", "all", "not", "possibly", "has", "says")
OPERATORS: Final = (
    "eq",
    "ne",
    "in",
    "gt",
    "gte",
    "lt",
    "lte",
    "exists",
    "matches",
    "contains",
    "any",
    "all",
    "not",
    "count",
)
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


@dataclass(frozen=True, slots=True)
class Predicate:
    """A compiled question. `paths` are the fields it looks at, for evidence to quote.

    `related` gives the records beside the thing that the question turned on, where it has `has`.
    """

    test: Callable[[Scope], Truth]
    need: Need = NOTHING
    paths: tuple[Path, ...] = ()
    related: Callable[[Scope], Iterable[Hit]] = lambda _: ()


ALWAYS: Final = Predicate(lambda _: True)


def compile_predicate(
    data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, trigger: Shape | None, depth: int = 0
) -> Predicate:
    """Compile a predicate about things of `shape`; `trigger` is what ``trigger.`` reaches."""
    if not isinstance(data, Mapping):
        ctx.fault(loc, "expected a predicate: a mapping of fields to tests")
        return ALWAYS
    parts: list[Predicate] = []
    for key, value in data.items():
        at = (*loc, key)
        if key in ("any", "all") and isinstance(value, list):
            inner = [
                compile_predicate(entry, (*at, number), ctx, shape, trigger, depth)
                for number, entry in enumerate(value)
            ]
            parts.append(_any(inner) if key == "any" else _all(inner))
        elif key == "not":
            parts.append(_not(compile_predicate(value, at, ctx, shape, trigger, depth)))
        elif key == "possibly":
            parts.append(_possibly(compile_predicate(value, at, ctx, shape, trigger, depth)))
        elif key == "has":
            parts.append(_has(value, at, ctx, shape, depth))
        elif key == "says":
            ctx.fault(at, "text is not read yet by this version of caselint", key=True)
        else:
            parts.append(_field(key, value, loc, ctx, shape, trigger, depth))
    return parts[0] if len(parts) == 1 else _all(parts)


def _all(parts: list[Predicate]) -> Predicate:
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

    return Predicate(test, all_of(part.need for part in parts), _paths(parts), _related(parts))


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

    return Predicate(test, any_of(part.need for part in parts), _paths(parts), _related(parts))


def _not(part: Predicate) -> Predicate:
    return Predicate(lambda scope: negate(part.test(scope)), part.need, part.paths, part.related)


def _possibly(part: Predicate) -> Predicate:
    return Predicate(lambda scope: part.test(scope) is not False, NOTHING, part.paths, part.related)


def _paths(parts: Iterable[Predicate]) -> tuple[Path, ...]:
    return tuple(path for part in parts for path in part.paths)


def _related(parts: Iterable[Predicate]) -> Callable[[Scope], Iterable[Hit]]:
    asked = tuple(part.related for part in parts)
    return lambda scope: [hit for related in asked for hit in related(scope)]


def _has(data: Any, loc: Loc, ctx: Compiling, shape: Shape | None, depth: int) -> Predicate:
    # A `has` holds a selector, and a selector holds predicates.
    from caselint.selecting.related import compile_has

    if depth >= 2:
        ctx.fault(loc, "`has` nests at most twice", key=True)
        return ALWAYS
    return compile_has(data, loc, ctx, shape, depth + 1)


def _field(
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
    place = _Place(path, ctx, shape, trigger, depth)
    test, need = place.test(value, (*loc, key))
    read = path.read

    def ask(scope: Scope) -> Truth:
        return test(read(scope), scope)

    quick = _quick(path, value, ask)
    return Predicate(quick or ask, all_of((path.need, need)), (path,))


def _quick(
    path: Path, value: Any, ask: Callable[[Scope], Truth]
) -> Callable[[Scope], Truth] | None:
    """The commonest question, whether a code is this one or one of these, without any detour.

    It says what `ask` says; whatever is no plain code is left to that.
    """
    if isinstance(value, Mapping):
        value = value.get("in") if len(value) == 1 else None
    listed = value if isinstance(value, list) else [value]
    words = [("yes" if word else "no") if isinstance(word, bool) else word for word in listed]
    if not path.attribute or path.type.many or path.type.category not in ("code", "flag"):
        return None
    if not all(isinstance(word, str) and word[:1] not in ("$", "") for word in words):
        return None
    wanted = frozenset(words)
    name = path.attribute
    if UNKNOWN_CODE in wanted:
        return None

    def quick(scope: Scope) -> Truth:
        thing = None if scope.hit is None else scope.hit.thing
        found = None if thing is None else thing.__dict__.get(name)
        if found.__class__ is str and found != UNKNOWN_CODE:
            return found in wanted
        return ask(scope)

    return quick


@dataclass(frozen=True, slots=True)
class _Place:
    """Compiles the tests on one path."""

    path: Path
    ctx: Compiling
    shape: Shape | None
    trigger: Shape | None
    depth: int

    @property
    def type(self) -> ValueType:
        return self.path.type

    def test(self, value: Any, loc: Loc) -> tuple[Test, Need]:
        if not isinstance(value, Mapping) or set(value) & {"field"}:
            if isinstance(value, list):
                self.ctx.fault(loc, "a list stands here", "use `in` or `contains`")
                return _never, NOTHING
            return self.operator("eq", value, loc)
        tests: list[Test] = []
        needs: list[Need] = []
        for name, operand in value.items():
            if name not in OPERATORS:
                self.ctx.unknown_key(loc, str(name), OPERATORS)
                continue
            test, need = self.operator(name, operand, (*loc, name))
            tests.append(test)
            needs.append(need)
        if not tests:
            self.ctx.fault(loc, "expected a literal or an operator")
            return _never, NOTHING
        if len(tests) == 1:
            return tests[0], all_of(needs)
        return (lambda value, scope: every(t(value, scope) for t in tests)), all_of(needs)

    def operator(self, name: str, operand: Any, loc: Loc) -> tuple[Test, Need]:
        if name == "exists":
            return self.exists(operand, loc), NOTHING
        if name == "not":
            test, need = self.test(operand, loc)
            return (lambda value, scope: negate(test(value, scope))), need
        if name in ("any", "all", "count"):
            if not self.type.many and self.type.category != "any":
                self.ctx.fault(loc, f'"{self.path.text}" is no list', key=True)
                return _never, NOTHING
            return self.count(operand, loc) if name == "count" else self.entries(name, operand, loc)
        if name == "contains":
            return self.contains(operand, loc)
        if self.type.many:
            hint = "use `any`, `all`, `contains` or `count`"
            self.ctx.fault(loc, f'"{self.path.text}" is a list', hint)
            return _never, NOTHING
        if name == "matches":
            return self.matches(operand, loc), NOTHING
        if name == "in":
            return self.one_of(operand, loc)
        get, need = self.operand(operand, loc)
        if name in _ORDER:
            return _ordered(_ORDER[name], get), need
        if name == "ne":
            return (lambda value, scope: negate(_equal(value, get(scope)))), need
        return (lambda value, scope: _equal(value, get(scope))), need

    def exists(self, operand: Any, loc: Loc) -> Test:
        wanted = {True: True, "yes": True, False: False, "no": False}.get(operand)
        if wanted is None:
            self.ctx.fault(loc, "expected yes or no")
        if wanted is False:
            return lambda value, _: negate(_exists(value))
        return lambda value, _: _exists(value)

    def matches(self, operand: Any, loc: Loc) -> Test:
        value = self.ctx.value(operand, loc)
        try:
            pattern = re.compile(str(value), re.IGNORECASE)
        except re.error as error:
            self.ctx.fault(loc, f"not a regular expression: {error}")
            return _never
        return lambda value, _: (
            pattern.search(value) is not None if isinstance(value, str) else None
        )

    def one_of(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        operand = self.ctx.value(operand, loc)
        if not isinstance(operand, list) or not operand:
            self.ctx.fault(loc, "expected a list of values")
            return _never, NOTHING
        gets = [self.operand(entry, (*loc, number)) for number, entry in enumerate(operand)]
        if all(isinstance(get, _Constant) for get, _ in gets):
            folded = {_fold(get.value) for get, _ in gets if isinstance(get, _Constant)}

            def test(value: Any, _: Scope) -> Truth:
                return None if not _is_known(value) else _fold(value) in folded

            return test, NOTHING
        return (
            lambda value, scope: some(_equal(value, get(scope)) for get, _ in gets),
            all_of(need for _, need in gets),
        )

    def contains(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        get, need = self.operand(operand, loc)
        exact = self.type.category in ("agency", "code", "flag")

        def test(value: Any, scope: Scope) -> Truth:
            wanted = get(scope)
            if value is UNKNOWN:
                return None
            if isinstance(value, list):
                if wanted in value and _is_known(wanted):
                    return True
                if exact and wanted.__class__ is str:
                    known = all(each.__class__ is str and each != UNKNOWN_CODE for each in value)
                    return False if known and wanted != UNKNOWN_CODE else None
                return some(_equal(entry, wanted) for entry in value)
            if value is None:
                return False if self.type.many else None
            if not _is_known(wanted):
                return None
            return str(wanted).casefold() in str(value).casefold()

        return test, need

    def entries(self, name: str, operand: Any, loc: Loc) -> tuple[Test, Need]:
        entry_test, need = self.entry(operand, loc)
        combine = some if name == "any" else every

        def test(value: Any, scope: Scope) -> Truth:
            if value is UNKNOWN:
                return None
            if value is None:
                return False if name == "any" else None
            return combine(entry_test(entry, scope) for entry in value)

        return test, need

    def entry(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        """A test on each entry of a list: a predicate on parts, a test on plain values."""
        if not self.type.parts:
            single = Path(
                self.path.text,
                self.path.read,
                ValueType(self.type.category, False, self.type.choices),
            )
            return _Place(single, self.ctx, self.shape, self.trigger, self.depth).test(operand, loc)
        kinds = self.shape.kinds if self.shape is not None else ()
        items = self.path.text.removeprefix("record.").split(".")[0]
        inner_shape = _ListShape(kinds, items, self.type.parts)
        inner = compile_predicate(operand, loc, self.ctx, inner_shape, self.trigger, self.depth)

        def test(entry: Any, scope: Scope) -> Truth:
            hit = scope.hit
            entry_of = None if hit is None else hit.entry
            kind = "" if hit is None else hit.kind
            key = "" if hit is None else hit.key
            return inner.test(scope.at(Hit(entry, entry_of, kind, scope.day, True, key)))

        return test, inner.need

    def count(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        where: Test | None = None
        need: Need = NOTHING
        if isinstance(operand, Mapping) and "where" in operand:
            where, need = self.entry(operand["where"], (*loc, "where"))
            operand = {key: value for key, value in operand.items() if key != "where"}
        number = Path("count", self.path.read, ValueType("number"))
        test, _ = _Place(number, self.ctx, self.shape, self.trigger, self.depth).test(operand, loc)

        def counted(value: Any, scope: Scope) -> Truth:
            if value is UNKNOWN:
                return None
            entries = value or []
            if where is None:
                return test(len(entries), scope)
            truths = [where(entry, scope) for entry in entries]
            sure, possible = truths.count(True), len(truths) - truths.count(False)
            answers = {test(number, scope) for number in range(sure, possible + 1)}
            return answers.pop() if len(answers) == 1 else None

        return counted, need

    def operand(self, operand: Any, loc: Loc) -> tuple[Callable[[Scope], Any], Need]:
        """What stands on the right: a literal, a parameter, a field, ``$part``."""
        if isinstance(operand, Mapping):
            data = self.ctx.mapping(operand, loc, ("field", "plus"), "a literal or {field: path}")
            path = compile_path(
                data.get("field"), (*loc, "field"), self.ctx, self.shape, self.trigger
            )
            read = path.read
            if "plus" not in data:
                return read, path.need
            plus = self.ctx.duration(data["plus"], (*loc, "plus"))

            def later(scope: Scope) -> Any:
                value = read(scope)
                if not isinstance(value, date) or plus is None:
                    return UNKNOWN if value is not None else None
                return scope.view.clocks.after(value, plus)

            return later, path.need
        if operand == "$part":
            self.ctx.reached.add("part")
            return (lambda scope: scope.part), NOTHING
        value = self.ctx.value(operand, loc)
        return _Constant(self.literal(value, loc)), NOTHING

    def literal(self, value: Any, loc: Loc) -> Any:
        """A literal as the values of this path are; a fault where it can never be one."""
        category, choices = self.type.category, self.type.choices
        if isinstance(value, bool):
            value = "yes" if value else "no"
        if value is None:
            self.ctx.fault(loc, "a blank stands here", "ask with `exists: no`")
        elif category == "moment":
            try:
                return read_moment(value)
            except ValueError:
                self.ctx.fault(loc, "expected a date, such as 2026-03-31")
        elif category == "agency":
            if not is_listed(named := agency_named(str(value))):
                hint = suggest(str(value), AGENCIES)
                self.ctx.fault(loc, f'"{value}" is no agency that caselint lists', hint)
            return named
        elif choices is not None and value not in choices:
            expected = ", ".join(choices)
            self.ctx.fault(loc, f'"{value}" is not one of {expected}', suggest(str(value), choices))
        elif category == "number" and not isinstance(value, (int, float)):
            self.ctx.fault(loc, "expected a number")
        return value


@dataclass(frozen=True, slots=True)
class _ListShape(Shape):
    """The entries of a list that a predicate looks into."""

    parts: tuple[Any, ...] = ()

    @property
    def models(self) -> tuple[Any, ...]:
        return self.parts


@dataclass(frozen=True, slots=True)
class _Constant:
    value: Any

    def __call__(self, _: Scope) -> Any:
        return self.value


def _never(_: Any, __: Scope) -> Truth:
    return None


def _is_known(value: Any) -> bool:
    """Whether there is a value, and it can be compared. Entries of lists come as they stand."""
    return not (
        value is None or value is UNKNOWN or value == "unknown" or isinstance(value, Unreadable)
    )


def _exists(value: Any) -> Truth:
    return value is not None if value is None or _is_known(value) else None


def _fold(value: Any) -> Any:
    if isinstance(value, str):
        return value.casefold()
    return day_of(value) if isinstance(value, datetime) else value


def _equal(value: Any, wanted: Any) -> Truth:
    if value.__class__ is str and wanted.__class__ is str:
        if value == "unknown" or wanted == "unknown":
            return None
        return bool(value == wanted or value.casefold() == wanted.casefold())
    if not _is_known(value) or not _is_known(wanted):
        return None
    if isinstance(wanted, list):
        return some(_equal(value, entry) for entry in wanted)
    return bool(_fold(value) == _fold(wanted))


def _ordered(compare: Callable[[Any, Any], bool], get: Callable[[Scope], Any]) -> Test:
    def test(value: Any, scope: Scope) -> Truth:
        wanted = get(scope)
        if value is None or value is UNKNOWN or wanted is None or wanted is UNKNOWN:
            return None
        if isinstance(value, datetime) and isinstance(wanted, datetime):
            return compare(value, wanted)
        if isinstance(value, date) and isinstance(wanted, date):
            return compare(day_of(value), day_of(wanted))
        if isinstance(value, (int, float)) and isinstance(wanted, (int, float)):
            return compare(value, wanted)
        return None

    return test
