"""Tests: what a predicate asks of the value that stands at one path.

A test is a literal, for equality, or operators: `eq ne in gt gte lt lte exists matches contains any
all not count`. Where a literal may stand, ``{field: path}`` may, also with ``plus: 45 working
days``. Blank: comparisons are unknown, `exists` is false, a blank list counts as empty for `count`,
`any` and `contains`. Uncovered or unreadable: every operator is unknown.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import reduce
from typing import Any, Final

from caselint.casefile import Unreadable, day_of
from caselint.casefile.agencies import AGENCIES, agency_named, is_listed
from caselint.casefile.values import UNKNOWN as UNKNOWN_CODE
from caselint.casefile.values import read_moment
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Need, all_of
from caselint.selecting.paths import Path, Shape, ValueType, compile_path
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import NOBODYS, UNKNOWN, Partial, every, negate, some

Truth = bool | None
Test = Callable[[Any, Scope], Truth]

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
_MORE: Final = 100
"""How many more there may be of what is known in part: beyond any number that a rule asks for."""
_ORDER: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "gte": operator.ge,
    "lt": operator.lt,
    "lte": operator.le,
}


def compile_test(
    value: Any,
    loc: Loc,
    ctx: Compiling,
    path: Path,
    shape: Shape | None,
    trigger: Shape | None,
    depth: int,
) -> tuple[Test, Need, tuple[Any, ...]]:
    """Compile what is asked of the value at a path.

    Gives the test, what a source must cover for it, and what is asked of narrative.
    """
    place = _Place(path, ctx, shape, trigger, depth)
    test, need = place.test(value, loc)
    return test, need, tuple(place.said)


@dataclass(frozen=True, slots=True)
class _Place:
    """Compiles the tests on one path."""

    path: Path
    ctx: Compiling
    shape: Shape | None
    trigger: Shape | None
    depth: int
    said: list[Any] = field(default_factory=list)

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
        return reduce(_both, tests), all_of(needs)

    def operator(self, name: str, operand: Any, loc: Loc) -> tuple[Test, Need]:
        if name == "exists":
            return self.exists(operand, loc), NOTHING
        if name == "not":
            test, need = self.test(operand, loc)
            return _not(test), need
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
            return _against(_ordered(_ORDER[name]), get), need
        test = _equals(get.value) if isinstance(get, _Constant) else _against(_equal, get)
        return (_not(test) if name == "ne" else test), need

    def exists(self, operand: Any, loc: Loc) -> Test:
        wanted = {True: True, "yes": True, False: False, "no": False}.get(operand)
        if wanted is None:
            self.ctx.fault(loc, "expected yes or no")
        return _is_blank if wanted is False else _exists

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
                if value.__class__ is str:
                    return None if value == UNKNOWN_CODE else value.casefold() in folded
                return _fold(value) in folded if _is_known(value) else None

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
                    return False if wanted != UNKNOWN_CODE and _all_known(value) else None
                return some([_equal(entry, wanted) for entry in value])
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
                return False if combine is some else None
            return combine([entry_test(entry, scope) for entry in value])

        return test, need

    def entry(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        """A test on each entry of a list: a predicate on parts, a test on plain values."""
        if not self.type.parts:
            single = Path(
                self.path.text,
                self.path.read,
                ValueType(self.type.category, False, self.type.choices),
            )
            return replace(self, path=single).test(operand, loc)
        kinds = self.shape.kinds if self.shape is not None else ()
        items = self.path.text.removeprefix("record.").split(".")[0]
        inner_shape = _ListShape(kinds, items, parts=self.type.parts)
        # The test of an entry is a predicate, and a predicate holds tests.
        from caselint.selecting.predicates import compile_predicate

        inner = compile_predicate(operand, loc, self.ctx, inner_shape, self.trigger, self.depth)
        self.said.extend(inner.sayings)

        def test(entry: Any, scope: Scope) -> Truth:
            hit = scope.hit
            if hit is None:
                inside = Hit(entry, None, "", scope.day, True, "")
            else:
                inside = Hit(entry, hit.entry, hit.kind, scope.day, True, hit.key)
            return inner.test(scope.at(inside))

        return test, inner.need

    def count(self, operand: Any, loc: Loc) -> tuple[Test, Need]:
        where: Test | None = None
        need: Need = NOTHING
        if isinstance(operand, Mapping) and "where" in operand:
            where, need = self.entry(operand["where"], (*loc, "where"))
            operand = {key: value for key, value in operand.items() if key != "where"}
        number = Path("count", self.path.read, ValueType("number"))
        test, _ = replace(self, path=number).test(operand, loc)

        def counted(value: Any, scope: Scope) -> Truth:
            if value is UNKNOWN:
                return None
            partial = isinstance(value, Partial)
            entries = value[:-1] if partial else value or []
            if where is None and not partial:
                return test(len(entries), scope)
            truths = [where is None or where(entry, scope) for entry in entries]
            sure, possible = truths.count(True), len(truths) - truths.count(False)
            if partial:
                possible += _MORE
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
    def of_entries(self) -> bool:
        return True

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


def _both(one: Test, other: Test) -> Test:
    """Two tests of a value, of which both must hold."""

    def test(value: Any, scope: Scope) -> Truth:
        truth = one(value, scope)
        if truth is False:
            return False
        then = other(value, scope)
        return None if truth is None and then is True else then

    return test


def _not(test: Test) -> Test:
    def opposite(value: Any, scope: Scope) -> Truth:
        truth = test(value, scope)
        return None if truth is None else not truth

    return opposite


def _is_known(value: Any) -> bool:
    """Whether there is a value, and it can be compared. Entries of lists come as they stand."""
    return not (
        value is None or value is UNKNOWN or value == "unknown" or isinstance(value, Unreadable)
    )


def _all_known(codes: list[Any]) -> bool:
    for code in codes:
        if (code.__class__ is not str and code is not NOBODYS) or code == UNKNOWN_CODE:
            return False
    return True


def _exists(value: Any, _: Scope) -> Truth:
    if value is None or value is NOBODYS:
        return False
    if value.__class__ is str:
        return None if value == UNKNOWN_CODE else True
    return True if _is_known(value) else None


def _is_blank(value: Any, scope: Scope) -> Truth:
    return negate(_exists(value, scope))


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


def _equals(wanted: Any) -> Test:
    """Whether a value is a literal, which is mostly a word."""
    if not isinstance(wanted, str) or wanted == UNKNOWN_CODE:
        return lambda value, _: _equal(value, wanted)
    folded = wanted.casefold()

    def test(value: Any, _: Scope) -> Truth:
        if value.__class__ is str:
            return None if value == UNKNOWN_CODE else value.casefold() == folded
        return _equal(value, wanted)

    return test


def _against(compare: Callable[[Any, Any], Truth], get: Callable[[Scope], Any]) -> Test:
    """A comparison with what stands on the right."""
    if isinstance(get, _Constant):
        wanted = get.value
        return lambda value, _: compare(value, wanted)
    return lambda value, scope: compare(value, get(scope))


def _ordered(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Truth]:
    def test(value: Any, wanted: Any) -> Truth:
        if value.__class__ is date and wanted.__class__ is date:
            return compare(value, wanted)
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
