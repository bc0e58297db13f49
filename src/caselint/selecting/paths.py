"""Paths: how a rule names a value, checked against the schema when the rule is loaded.

A bare path is the thing selected (with `items`, the item). ``record.``, ``child.``, ``trigger.``,
``period.`` and ``case.`` reach the others; ``as_at`` is the day of judging, ``$part`` the part that
is being measured. A path through a list gives the values of all its entries.

Reading gives a value; None for a blank; `UNKNOWN` for what cannot be known: an unreadable value, an
explicit unknown, or a blank that the source could not have filled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from typing import Any, Final, Literal, Protocol, get_args

from pydantic import PlainValidator

from caselint.casefile.agencies import Agency
from caselint.casefile.coverage import Coverage
from caselint.casefile.parts import Part, belongs_to_no_agency
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.records import RECORD_KINDS, Plan
from caselint.casefile.values import Choices, Flag, Moment, Unreadable
from caselint.datafile import Loc, suggest
from caselint.selecting.compiling import Compiling
from caselint.selecting.computed import COMPUTED, Computed
from caselint.selecting.needs import NOTHING, Field, Need, all_of
from caselint.selecting.scope import Scope
from caselint.selecting.unknown import NOBODYS, UNKNOWN, Partial

Category = Literal["moment", "flag", "code", "agency", "text", "number", "part", "any"]
SUBJECTS: Final[dict[str, type[Part]]] = {
    "person": Person,
    "agency": InvolvedAgency,
    "child": Child,
}


@dataclass(frozen=True, slots=True)
class ValueType:
    """What a path gives: its category, whether it is a list, its choices, its parts' classes."""

    category: Category
    many: bool = False
    choices: tuple[str, ...] | None = None
    parts: tuple[type[Part], ...] = ()


class SaysWhat(Protocol):
    """What is asked of narrative, as far as paths need it."""

    def values(self, scope: Scope, name: str) -> Any:
        """The concepts or senses (`name`) that are said; `UNKNOWN` where it cannot be known."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a selector selects: kinds of record (or a subject), and the list within them.

    `sayings` is what it asks of their narrative, so that ``concept`` and ``sense`` can be read.
    """

    kinds: tuple[str, ...] = ()
    items: str = ""
    sayings: tuple[SaysWhat, ...] = field(default=(), compare=False, repr=False)

    @property
    def of_entries(self) -> bool:
        """Whether the things are entries of a list that a predicate looks into."""
        return False

    @property
    def record_models(self) -> tuple[type[Part], ...]:
        """The classes of the records (or subjects)."""
        return tuple(SUBJECTS.get(kind) or RECORD_KINDS[kind] for kind in self.kinds)

    @property
    def models(self) -> tuple[type[Part], ...]:
        """The classes of the things selected: items, where there are any."""
        if not self.items:
            return self.record_models
        models = self.record_models
        for step in self.items.split("."):
            types = [value_type(model, step) for model in models if has_field(model, step)]
            models = tuple(dict.fromkeys(part for type_ in types for part in type_.parts))
        return models


@dataclass(frozen=True, slots=True)
class Path:
    """A compiled path. `quotable`: it names a field whose value can be shown as evidence.

    `own` are the attributes that lead to the value from the thing itself, through no list. `said`:
    it is read from narrative. `fixed` says whether it reads the same here, whatever the thing at
    hand.
    """

    text: str
    read: Callable[[Scope], Any]
    type: ValueType
    need: Need = NOTHING
    quotable: bool = False
    own: tuple[str, ...] = ()
    said: bool = False
    fixed: Callable[[Scope], bool] | None = None


def _always(_: Scope) -> bool:
    return True


ANYTHING: Final = ValueType("any")
_UNTOLD: Final = ("", "unknown")
SAID: Final = ("concept", "sense")
"""Paths that are read from narrative, where the selector asks what it says."""


def compile_path(
    text: Any, loc: Loc, ctx: Compiling, shape: Shape | None, trigger: Shape | None
) -> Path:
    """Compile a path; a fault and a path that reads unknown where it means nothing."""
    if not isinstance(text, str) or not text:
        ctx.fault(loc, "expected a path")
        return _nowhere("")
    if text == "$part":
        ctx.reached.add("part")
        return Path(text, lambda scope: scope.part, ANYTHING, fixed=_always)
    if text == "as_at":
        return Path(text, lambda scope: scope.view.as_at, ValueType("moment"), fixed=_always)
    root, _, rest = text.partition(".")
    if root == "child" and rest:
        return _rooted(text, rest, loc, ctx, "child")
    if root == "period" and rest:
        ctx.reached.add("period")
        return _rooted(text, rest, loc, ctx, "period")
    if root == "case" and rest in ("team", "authority"):
        return Path(
            text,
            lambda scope: getattr(scope.view.timeline.case_file, rest),
            ANYTHING,
            fixed=_always,
        )
    if root == "trigger" and rest:
        ctx.reached.add("trigger")
        if trigger is None:
            ctx.fault(loc, f'"{text}": nothing has been triggered here')
            return _nowhere(text)
        inner = compile_path(rest, loc, ctx, trigger, None)

        def from_trigger(scope: Scope) -> Any:
            trigger = scope.trigger
            if trigger is None:
                return UNKNOWN
            # It is read for one thing after the other, and the same for all of them.
            key, kept = (inner.read, trigger, scope.period, scope.part), scope.view.timeline.kept
            try:
                return kept[key]
            except KeyError:
                value = kept[key] = inner.read(scope.at(trigger))
                return value

        return Path(text, from_trigger, inner.type, inner.need, fixed=_always)
    if shape is None:
        ctx.fault(loc, f'"{text}": no record is selected here', "use child., period. or has")
        return _nowhere(text)
    if root == "record" and rest:
        path = _on_thing(text, rest, loc, ctx, Shape(shape.kinds), trigger, of_record=True)
        return replace(path, own=()) if shape.items else path
    return _on_thing(text, text, loc, ctx, shape, trigger, of_record=not shape.items)


def _nowhere(text: str) -> Path:
    return Path(text, lambda _: UNKNOWN, ANYTHING)


def _on_thing(
    text: str,
    rest: str,
    loc: Loc,
    ctx: Compiling,
    shape: Shape,
    trigger: Shape | None,
    *,
    of_record: bool,
) -> Path:
    group = "record" if of_record else "item"
    if set(shape.kinds) & set(SUBJECTS):
        group = shape.kinds[0]
    if rest in SAID and shape.sayings:
        return _said(text, rest, shape.sayings)
    computed = COMPUTED.get((group, rest))
    place = _place_of(Shape(shape.kinds) if of_record else shape, trigger)
    if computed is not None:
        if computed.reaches:
            ctx.reached.add(computed.reaches)
        if computed.kinds is None or set(shape.kinds) <= set(computed.kinds):
            return _computed(text, computed, place.kinds, place.items)
        ctx.fault(loc, f'"{rest}" is known of {", ".join(computed.kinds)} only')
        return _nowhere(text)
    steps = rest.split(".")
    found = _type_along(shape.models, steps, loc, ctx, text, group)
    if found is None:
        return _nowhere(text)
    field = f"{place.items}.{rest}" if place.items else rest
    need = all_of(Field(kind, field) for kind in place.kinds)
    elsewhere = place.kinds != shape.kinds
    through = found.many and "." in field
    attributes = tuple(attribute(step) for step in steps)
    plain = len(attributes) == 1
    name = attributes[0]
    of_whom = name == "agency" and any("person_id" in model.model_fields for model in shape.models)

    def fills(coverage: Coverage, kind: str) -> bool:
        if elsewhere:
            return bool(place.kinds) and not need.missing(coverage)
        return coverage.field(kind, field)

    def read(scope: Scope) -> Any:
        hit = scope.hit
        if hit is None or hit.thing is None:
            return UNKNOWN
        thing = hit.thing
        if of_record and hit.entry is not None:
            thing = hit.entry.record
        if plain:
            value = thing.__dict__.get(name)
        elif found.many:
            key, kept = (attributes, id(thing)), scope.view.timeline.kept
            value = kept.get(key)
            if value is None:
                value = kept[key] = walk(thing, attributes)
        else:
            value = walk(thing, attributes)
        if value.__class__ is str:
            if value not in _UNTOLD:
                return value
        elif isinstance(value, date):
            return value
        if value is None or value == "" or value == []:
            coverage = scope.view.coverage
            if not coverage.full and not fills(coverage, hit.kind):
                return UNKNOWN
            if of_whom and belongs_to_no_agency(thing):
                return NOBODYS
            return None if value == "" else value
        if isinstance(value, Unreadable) or value == "unknown":
            return UNKNOWN
        if through and None in value:
            coverage = scope.view.coverage
            if not coverage.full and not fills(coverage, hit.kind):
                return [UNKNOWN if each is None else each for each in value]
        return value

    alone = of_record != bool(shape.items) and not found.many and not of_whom
    own = attributes if alone else ()
    return Path(text, read, found, need, quotable=True, own=own)


def _said(text: str, name: str, sayings: tuple[SaysWhat, ...]) -> Path:
    """The concepts, or the senses, that the selector found in the narrative of what it selected."""

    def read(scope: Scope) -> Any:
        each = [saying.values(scope, name) for saying in sayings]
        if any(values is UNKNOWN for values in each):
            return UNKNOWN
        return list(dict.fromkeys(value for values in each for value in values))

    return Path(text, read, ValueType("code", many=True), said=True)


def _rooted(text: str, rest: str, loc: Loc, ctx: Compiling, root: str) -> Path:
    computed = COMPUTED.get((root, rest))
    if computed is not None:
        return _computed(text, computed, (root,))
    steps = rest.split(".")
    model: type[Part] = Child if root == "child" else Plan
    kind = "child" if root == "child" else "plan"
    found = _type_along((model,), steps, loc, ctx, text, root)
    if found is None:
        return _nowhere(text)
    attributes = tuple(attribute(step) for step in steps)

    def read(scope: Scope) -> Any:
        if root == "child":
            thing: Any = scope.view.timeline.child
        else:
            thing = None if scope.period is None else scope.period.version_on(scope.day)
            if thing is None:
                return UNKNOWN
        value = walk(thing, attributes)
        if value is None or value == "" or value == []:
            coverage = scope.view.coverage
            if not coverage.full and not coverage.field(kind, rest):
                return UNKNOWN
            return None if value == "" else value
        return UNKNOWN if isinstance(value, Unreadable) or value == "unknown" else value

    return Path(text, read, found, Field(kind, rest), fixed=_always if root == "child" else None)


def fillable(paths: tuple[Path, ...], scope: Scope) -> tuple[Path, ...]:
    """Of several paths of which the first that is filled counts, those that the source can fill.

    All of them where it can fill none: then what stands there is unknown.
    """
    coverage = scope.view.coverage
    if coverage.full or len(paths) < 2:
        return paths
    return tuple(path for path in paths if not path.need.missing(coverage)) or paths


def _computed(text: str, computed: Computed, kinds: tuple[str, ...], items: str = "") -> Path:
    """A path to what is worked out; a blank or no on what is not covered is unknown.

    Of a list on what is not covered, what is there stands, and there may be more.
    """
    needs = {kind: all_of(computed.needs(kind, items)) for kind in kinds}
    to_be_sure = {kind: all_of((need, *computed.beside)) for kind, need in needs.items()}
    only = to_be_sure[kinds[0]] if len(kinds) == 1 else None
    worked_out = computed.read

    def read(scope: Scope) -> Any:
        value = worked_out(scope)
        coverage = scope.view.coverage
        if coverage.full:
            return value
        filled = not (value is None or value == [] or value == "no")
        if filled and not isinstance(value, list):
            return value
        kind = "" if scope.hit is None else scope.hit.kind
        need = to_be_sure.get(kind, NOTHING) if only is None else only
        if not need.missing(coverage):
            return value
        return Partial([*value, UNKNOWN]) if filled else UNKNOWN

    same = computed.fixed
    fixed = None if same is None else (lambda scope: scope.view.coverage.full and same(scope))
    type_ = ValueType(computed.category, computed.many, computed.choices)
    return Path(
        text,
        read,
        type_,
        all_of(needs.values()),
        fixed=fixed,
    )


def _place_of(shape: Shape, trigger: Shape | None) -> Shape:
    """The kinds of record in which the things of a shape stand, and the list within them.

    Of the entries of a list that a predicate looks into, a shape says only where the path to the
    list begins: a field of the record, ``period`` or ``trigger``. The list is found by what its
    entries are. Without kinds: it cannot be told.
    """
    if not shape.items or Shape(shape.kinds, shape.items).models == shape.models:
        return Shape(shape.kinds, shape.items)
    begins = Shape(shape.kinds, shape.items)
    if shape.items == "period":
        begins = Shape(("plan",))
    elif shape.items == "trigger" and trigger is not None:
        begins = Shape(trigger.kinds, trigger.items)
    lists = [
        name
        for model in begins.models
        for name in field_names(model)
        if value_type(model, name).parts == shape.models
    ]
    if len(set(lists)) != 1:
        return Shape()
    return Shape(begins.kinds, f"{begins.items}.{lists[0]}".removeprefix("."))


def walk(thing: Any, attributes: tuple[str, ...]) -> Any:
    """Follow attributes; through a list, the values of all entries (unreadable ones unknown)."""
    value = thing
    for name in attributes:
        if value is None or isinstance(value, Unreadable):
            return value
        if isinstance(value, list):
            found: list[Any] = []
            for entry in value:
                inner = getattr(entry, name, None)
                if inner is None and name == "agency" and belongs_to_no_agency(entry):
                    continue
                found.extend(inner) if isinstance(inner, list) else found.append(inner)
            value = found
        else:
            value = getattr(value, name, None)
    return value


def _type_along(
    models: tuple[type[Part], ...],
    steps: list[str],
    loc: Loc,
    ctx: Compiling,
    text: str,
    group: str,
) -> ValueType | None:
    many = False
    found = ANYTHING
    for position, step in enumerate(steps):
        types = [value_type(model, step) for model in models if has_field(model, step)]
        if not models or len(types) < len(models):
            known = sorted({name for model in models for name in field_names(model)})
            if position == 0:
                known += [name for root, name in COMPUTED if root == group]
            message = f'"{text}": there is no field "{step}" here'
            if types:
                message = f'"{text}": not every kind named here has a field "{step}"'
            ctx.fault(loc, message, suggest(step, known))
            return None
        found = types[0]
        many = many or found.many
        models = tuple(dict.fromkeys(part for type_ in types for part in type_.parts))
    choices = found.choices
    return ValueType(found.category, many, choices, found.parts)


def attribute(step: str) -> str:
    """The attribute behind a field's name (`from`, `with` and `for` are words of Python)."""
    return f"{step}_" if step in ("from", "with", "for") else step


def has_field(model: type[Part], step: str) -> bool:
    """Whether a class of the case file has this field."""
    return attribute(step) in model.model_fields


@cache
def field_names(model: type[Part]) -> tuple[str, ...]:
    """The names of a class's fields, as files and rules write them."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


_MARKS: Final[dict[Any, Category]] = {}


def _mark(annotated: Any) -> Any:
    return next(part for part in get_args(annotated)[1:] if isinstance(part, PlainValidator)).func


_MARKS[_mark(Moment)] = "moment"
_MARKS[_mark(Flag)] = "flag"
_MARKS[_mark(Agency)] = "agency"
_FLAG_CHOICES: Final = ("yes", "no", "not_applicable", "unknown")


@cache
def value_type(model: type[Part], step: str) -> ValueType:
    """What a field of a class holds."""
    field = model.model_fields[attribute(step)]
    return _type_of(field.annotation, tuple(field.metadata))


def _type_of(annotation: Any, metadata: tuple[Any, ...]) -> ValueType:
    for mark in metadata:
        if isinstance(mark, Choices):
            choices = None if mark.more else (*mark.choices, "unknown")
            return ValueType("code", choices=choices)
        if isinstance(mark, PlainValidator) and mark.func in _MARKS:
            category = _MARKS[mark.func]
            return ValueType(category, choices=_FLAG_CHOICES if category == "flag" else None)
    if getattr(annotation, "__origin__", None) is list:
        inner = get_args(annotation)[0]
        type_ = _type_of(inner, getattr(inner, "__metadata__", ()))
        return ValueType(type_.category, True, type_.choices, type_.parts)
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, Part):
            return ValueType("part", parts=(annotation,))
        return ValueType("number" if annotation in (int, float) else "text")
    found = [
        _type_of(part, getattr(part, "__metadata__", ()))
        for part in get_args(annotation)
        if part is not type(None) and part is not Unreadable
    ]
    return found[0] if found else ANYTHING
