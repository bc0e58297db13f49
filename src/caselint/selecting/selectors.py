"""Selectors: how a rule names the records, items or people it is about.

A selector names records (`kind`), items in them (`items: actions`), another subject (`subject:
person | agency | child`) or the concerns of another rule (`concern: CGR002`); or several selectors
(`any_of`). `where` asks predicates, `at` says which date dates a hit, `take` and `cluster` choose
among them, `during` keeps to a period, `records_of` asks for one agency's own records.

What surely qualifies and what may qualify are told apart by `Hit.sure`. A tombstone may be anything
that its kind and date allow, so it is a hit that is not sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from caselint.casefile import RECORD_KINDS
from caselint.casefile.agencies import AGENCIES, agency_named, is_listed
from caselint.datafile import Loc, suggest
from caselint.selecting.clusters import compile_cluster
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import NOTHING, Field, Need, all_of, any_of
from caselint.selecting.paths import SUBJECTS, Path, Shape, compile_path
from caselint.selecting.predicates import ALWAYS, compile_predicate
from caselint.selecting.saying import Pool, Saying, read_for_it, said_enough, unsaid
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selection import Selection, Source, in_order
from caselint.selecting.spans import Span, compile_span

KEYS: Final = (
    "kind",
    "items",
    "subject",
    "concern",
    "any_of",
    "where",
    "at",
    "take",
    "cluster",
    "during",
    "records_of",
)
LATEST: Final = 6
"""Records that are shown at most of those whose text was read without finding anything."""
_DOUBTS: Final = ("unreadable", "out_of_order")
"""A selector that asks for these takes records that otherwise nothing is concluded from."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector. `need` is what a source must cover for its silence to mean anything.

    `stands_on` are the kinds of record without any of which it surely selects nothing, where there
    are such kinds. `sayings` is what it asks of narrative, of what it selects and of what that is
    related to; where a concern rests on finding none, `pools` are those that might have said it.
    """

    select: Callable[[Scope], Selection]
    shape: Shape
    need: Need = NOTHING
    paths: tuple[Path, ...] = ()
    between: Selector | None = None
    kinds: tuple[str, ...] = field(default=())
    dated_by: tuple[Path, ...] = ()
    stands_on: tuple[str, ...] = ()
    sayings: tuple[Saying, ...] = ()
    pools: tuple[Pool, ...] = ()

    @property
    def unsaid(self) -> str:
        """A sentence for readers that find none: no wording was recognised."""
        return unsaid(one for pool in self.pools for one in pool.sayings)

    def said_enough(self, scope: Scope, holds: Callable[[Hit], bool]) -> bool:
        """Whether finding none proves anything: true where it asks nothing of narrative."""
        return not self.pools or said_enough(self.pools, scope, holds)

    def read_for_it(self, scope: Scope, holds: Callable[[Hit], bool]) -> list[Hit]:
        """The latest of those whose text was read without finding it, where any was."""
        return in_order(read_for_it(self.pools, scope, holds))[-LATEST:]


def compile_selector(
    data: Any,
    loc: Loc,
    ctx: Compiling,
    trigger: Shape | None = None,
    depth: int = 0,
    extra: Iterable[str] = (),
) -> Selector:
    """Compile a selector; `extra` are keys that mean something to the caller.

    What does not reach a trigger selects the same wherever it is asked in one period and for one
    part, whichever rule asks it, so it is asked once.
    """
    with ctx.reaching() as reached:
        selector = _compile(data, loc, ctx, trigger, depth, extra)
    if "trigger" in reached:
        return selector
    asked = {key: data[key] for key in data if key in KEYS} if isinstance(data, Mapping) else data
    name = ctx.named(asked, "selected")
    return replace(selector, select=_once(selector.select, name, frozenset(reached)))


def _once(
    select: Callable[[Scope], Selection], name: str, reached: frozenset[str]
) -> Callable[[Scope], Selection]:
    by_part, by_period = "part" in reached, "period" in reached

    def once(scope: Scope) -> Selection:
        kept = scope.view.timeline.kept
        key: object = name
        if reached:
            key = (name, scope.part if by_part else None, scope.period if by_period else None)
        found: Selection | None = kept.get(key)
        if found is None:
            found = kept[key] = select(scope)
        return found

    return once


def _compile(
    data: Any, loc: Loc, ctx: Compiling, trigger: Shape | None, depth: int, extra: Iterable[str]
) -> Selector:
    plain = ctx.mapping(data, loc, (*KEYS, *extra), "a selector")
    for alone in ("any_of", "concern", "subject"):
        beside = {"where", "at"} if alone == "subject" else set()
        for key in plain.keys() & set(KEYS) - {alone} - beside if alone in plain else ():
            ctx.fault((*loc, key), f"`{key}` means nothing beside `{alone}`", key=True)
    if "any_of" in plain:
        return _union(plain["any_of"], (*loc, "any_of"), ctx, trigger, depth)
    if "concern" in plain:
        return _concerns(plain["concern"], (*loc, "concern"), ctx)
    shape = _shape(plain, loc, ctx)
    where = ALWAYS
    if "where" in plain and shape.kinds:
        with ctx.choosing():
            where = compile_predicate(plain["where"], (*loc, "where"), ctx, shape, trigger, depth)
        shape = replace(shape, sayings=where.sayings)
    at = _at(plain.get("at"), (*loc, "at"), ctx, shape, trigger) if shape.kinds else ()
    take = plain.get("take", "all")
    if take not in ("all", "first", "last"):
        ctx.fault((*loc, "take"), f'"{take}" is not one of all, first, last')
    cluster = None
    if "cluster" in plain:
        cluster = compile_cluster(plain["cluster"], (*loc, "cluster"), ctx, shape, depth)
    between, span = _during(plain.get("during"), (*loc, "during"), ctx, trigger, depth)
    as_they_are = any(path.text in _DOUBTS for path in where.paths)
    owner = _owner(plain.get("records_of"), (*loc, "records_of"), ctx)
    source = Source(shape, where, at, take, cluster, span, between, owner, as_they_are)
    needs = [*_kind_needs(plain, shape), where.need, any_of(path.need for path in at)]
    if between is not None:
        needs.append(between.need)
    if cluster is not None:
        needs.append(cluster.among.need)
        if cluster.distinct is not None:
            needs.append(cluster.distinct.need)
    kinds = _record_kinds(shape)
    stands_on = kinds if kinds == shape.kinds and owner is None else ()
    pools: tuple[Pool, ...] = ()
    if where.sayings and ctx.on_absence:
        pools = (Pool(_blindly(plain, loc, ctx, trigger, depth), where.sayings),)
    return Selector(
        source.select,
        shape,
        all_of(needs),
        where.paths,
        between,
        kinds,
        at,
        stands_on,
        where.all_sayings,
        pools,
    )


def _blindly(
    plain: Mapping[str, Any], loc: Loc, ctx: Compiling, trigger: Shape | None, depth: int
) -> Callable[[Scope], Selection]:
    """Selects all that the selector might select, whatever the narrative says."""
    data = {key: plain[key] for key in plain if key in KEYS and key not in ("take", "cluster")}
    return compile_selector(data, loc, ctx.blindly, trigger, depth).select


def _owner(data: Any, loc: Loc, ctx: Compiling) -> str | None:
    """The agency whose own records are asked for: its name, or ``$part``."""
    owner = ctx.value(data, loc)
    if owner == "$part":
        ctx.reached.add("part")
    if owner is not None and owner != "$part" and not is_listed(agency_named(str(owner))):
        hint = suggest(str(owner), AGENCIES)
        ctx.fault(loc, f'"{owner}" is no agency that caselint lists', hint)
    return None if owner is None else str(owner)


def _record_kinds(shape: Shape) -> tuple[str, ...]:
    return tuple(kind for kind in shape.kinds if kind in RECORD_KINDS)


def _shape(plain: Mapping[str, Any], loc: Loc, ctx: Compiling) -> Shape:
    if "subject" in plain:
        subject = plain["subject"]
        if subject not in SUBJECTS:
            expected = ", ".join(SUBJECTS)
            ctx.fault((*loc, "subject"), f'"{subject}" is not one of {expected}')
            return Shape()
        return Shape((subject,))
    if "kind" not in plain:
        ctx.fault(loc, "a selector needs `kind`, `subject`, `concern` or `any_of`")
        return Shape()
    kinds = plain["kind"] if isinstance(plain["kind"], list) else [plain["kind"]]
    if kinds == ["any"]:
        kinds = list(RECORD_KINDS)
    known = []
    for number, kind in enumerate(kinds):
        if kind in RECORD_KINDS:
            known.append(kind)
            continue
        at = (*loc, "kind", number) if isinstance(plain["kind"], list) else (*loc, "kind")
        ctx.fault(at, f'"{kind}" is no kind of record', suggest(str(kind), RECORD_KINDS))
    items = plain.get("items", "")
    shape = Shape(tuple(known))
    if items and known:
        before = len(ctx.faults)
        path = compile_path(items, (*loc, "items"), ctx, shape, None)
        if len(ctx.faults) > before:
            return Shape()
        if not path.type.parts or not path.type.many:
            ctx.fault((*loc, "items"), f'"{items}" is no list of items')
            return Shape()
        return Shape(tuple(known), items)
    return shape


def _kind_needs(plain: Mapping[str, Any], shape: Shape) -> list[Need]:
    types = _types(plain.get("where"))
    items = shape.items
    return [
        Field(kind, items or ("date" if kind in RECORD_KINDS else ""), types)
        if not types or "type" in _fields_of(kind)
        else Field(kind, items)
        for kind in shape.kinds
    ]


def _fields_of(kind: str) -> Iterable[str]:
    model = SUBJECTS.get(kind) or RECORD_KINDS[kind]
    return model.model_fields


def _types(where: Any) -> tuple[str, ...]:
    """The types that a predicate restricts records to, where it says so outright."""
    asked = where.get("type") if isinstance(where, Mapping) else None
    if isinstance(asked, Mapping):
        asked = asked.get("eq", asked.get("in"))
    listed = asked if isinstance(asked, list) else [asked]
    return tuple(type_ for type_ in listed if isinstance(type_, str) and type_[:1] != "$")


def _at(
    data: Any, loc: Loc, ctx: Compiling, shape: Shape, trigger: Shape | None
) -> tuple[Path, ...]:
    if data is None:
        return ()
    listed = data if isinstance(data, list) else [data]
    found = []
    for number, text in enumerate(listed):
        at = (*loc, number) if isinstance(data, list) else loc
        path = compile_path(text, at, ctx, shape, trigger)
        if path.type.category not in ("moment", "any") or path.type.many:
            ctx.fault(at, f'"{text}" is no date')
        found.append(path)
    return tuple(found)


def _during(
    data: Any, loc: Loc, ctx: Compiling, trigger: Shape | None, depth: int
) -> tuple[Selector | None, Span | None]:
    if data is None:
        return None, None
    if isinstance(data, Mapping) and "between" in data:
        ctx.mapping(data, loc, ("between",), "a period or {between: SELECTOR}")
        return compile_selector(data["between"], (*loc, "between"), ctx, trigger, depth), None
    return None, compile_span(data, loc, ctx)


def _union(data: Any, loc: Loc, ctx: Compiling, trigger: Shape | None, depth: int) -> Selector:
    if not isinstance(data, list) or not data:
        ctx.fault(loc, "expected a list of selectors")
        return Selector(lambda _: Selection([]), Shape())
    parts = [
        compile_selector(entry, (*loc, number), ctx, trigger, depth)
        for number, entry in enumerate(data)
    ]

    def select(scope: Scope) -> Selection:
        hits: dict[str, Hit] = {}
        unknown = False
        for part in parts:
            selection = part.select(scope)
            unknown |= selection.unknown
            for hit in selection.hits:
                if hit.key not in hits or (hit.sure and not hits[hit.key].sure):
                    hits[hit.key] = hit
        return Selection(in_order(hits.values()), unknown)

    kinds = tuple(dict.fromkeys(kind for part in parts for kind in part.kinds))
    paths = tuple(path for part in parts for path in part.paths)
    # Only what every alternative knows may be asked of a hit.
    shape = parts[0].shape if len({part.shape for part in parts}) == 1 else Shape(kinds)
    shape = replace(shape, sayings=tuple(one for part in parts for one in part.shape.sayings))
    need = all_of(part.need for part in parts)
    stands_on = kinds if all(part.stands_on for part in parts) else ()
    return Selector(
        select,
        shape,
        need,
        paths,
        kinds=kinds,
        stands_on=stands_on,
        sayings=tuple(one for part in parts for one in part.sayings),
        pools=tuple(pool for part in parts for pool in part.pools),
    )


def _concerns(data: Any, loc: Loc, ctx: Compiling) -> Selector:
    rules = data if isinstance(data, list) else [data]
    if not all(isinstance(rule, str) and rule for rule in rules):
        ctx.fault(loc, "expected the id of a rule, or a list of them")
        rules = []
    ctx.concerns.update(rules)

    def select(scope: Scope) -> Selection:
        return Selection(
            in_order(hit for rule in rules for hit in scope.view.concerns.get(rule, ()))
        )

    return Selector(select, Shape())
