"""The tables of caselint's own, made from the models: a new field or kind needs no second edit.

- ``children``, ``people``, ``agencies``: what stands outside records, by `child_id`.
- One table a kind of record, called by its kind. A field within a field has a dot
  (``author.agency``), and so has a section of narrative (``text.child_words``).
- One table a list within a record, called by kind and list (``plan_actions``): a row an entry,
  with the `record_id` of the record that it belongs to.
- ``export``: one row on the whole folder.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from pydantic.fields import FieldInfo

from caselint.casefile import RECORD_KINDS
from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.values import UNKNOWN, Choices
from caselint.sources.tables import cells
from caselint.sources.tables.fields import choices_of, is_list, named
from caselint.sources.tables.shapes import Draw, From, Link, Reach, Table

RECORD: Final = "record_id"
"""The column that names a record, and in the table of a list the record that it belongs to."""

TEXT: Final = "text"
"""The column of narrative; ``text.`` and a name is a section of it."""

_WITHOUT: Final = frozenset({"kind", RECORD, "child_id"})


def _flat(model: type[Part], *, lists: bool = True) -> Iterator[tuple[str, FieldInfo]]:
    """The columns of a model, with the field that each fills; a dot where it lies within one."""
    for name, field in named(model).items():
        inner = parts_in(field.annotation)
        if inner and not is_list(field):
            yield from ((f"{name}.{sub}", each) for sub, each in _flat(inner[0], lists=lists))
        elif lists or not is_list(field):
            yield name, field


def _froms(model: type[Part]) -> dict[str, From]:
    """What fills each field of a model; a code's column also fills the text beside the code."""
    found: dict[str, From] = {}
    for name, field in _flat(model):
        if name in _WITHOUT or (name.endswith("_text") and name in found):
            continue
        choices = choices_of(field)
        if choices is None:
            found[name] = From((name,))
        else:
            beside = f"{name}_text"
            found[name] = From((name,), _code(choices))
            found[beside] = From((name, beside), _beside(choices))
    return found


def _code(choices: Choices) -> Any:
    return lambda text: (choices.means(text) or UNKNOWN) if text else None


def _beside(choices: Choices) -> Any:
    def read(given: str, beside: str) -> str | None:
        if given and choices.means(given) is None:
            return f"{given}\n{beside}" if beside and beside != given else given
        return beside or None

    return read


def _record_tables() -> Iterator[Table]:
    for kind, model in RECORD_KINDS.items():
        draw = Draw(of=kind, id=Link(RECORD, ""), fields=_froms(model))
        yield Table(names=(kind, f"{kind}s"), draws=(draw,), origin="own", about=_sentence(model))


def _list_tables() -> Iterator[Table]:
    for kind, model in RECORD_KINDS.items():
        for name, field in _flat(model):
            inner = parts_in(field.annotation)
            if inner and is_list(field):
                yield _list_table(kind, name, inner[0])


def _list_table(kind: str, name: str, part: type[Part]) -> Table:
    draw = Draw(of="part", kind=kind, field=name, parent=Link(RECORD, ""), fields=_froms(part))
    return Table(
        names=(f"{kind}_{name.replace('.', '_')}",),
        draws=(draw,),
        origin="own",
        reach=(Reach(RECORD, kind, RECORD),),
        about=_sentence(part),
    )


def _sentence(model: type[Part]) -> str:
    return " ".join((model.__doc__ or "").strip().partition("\n\n")[0].split()).replace("``", "`")


CHILDREN: Final = Table(
    names=("children",),
    origin="own",
    draws=(
        Draw(
            of="child",
            fields={
                **_froms(Child),
                "case_id": From(("case_id",)),
                "authority": From(("authority",)),
                "team": From(("team",)),
                "previous_case_ids": From(("previous_case_ids",), cells.texts),
            },
        ),
    ),
    about="One row a child. Beside the standard's `person` it fills what that leaves blank.",
)
PEOPLE: Final = Table(
    names=("people",),
    origin="own",
    draws=(Draw(of="person", fields=_froms(Person)),),
    about="The people around a child, one row a person and child.",
)
AGENCIES: Final = Table(
    names=("agencies",),
    origin="own",
    draws=(Draw(of="agency", fields=_froms(InvolvedAgency)),),
    about=_sentence(InvolvedAgency),
)
OWN: Final[tuple[Table, ...]] = (
    CHILDREN,
    PEOPLE,
    AGENCIES,
    *_record_tables(),
    *_list_tables(),
)
"""Every table of caselint's own, ``export`` left out."""


def model_of(draw: Draw) -> type[Part] | None:
    """The model whose fields a draw fills; None where it fills none."""
    if draw.of == "part":
        within = named(RECORD_KINDS[draw.kind])
        name, _, sub = draw.field.partition(".")
        parts = parts_in(within[name].annotation)
        if sub:
            parts = parts_in(named(parts[0])[sub].annotation)
        return parts[0] if parts else None
    return _OUTER.get(draw.of) or RECORD_KINDS.get(draw.of)


_OUTER: Final[dict[str, type[Part]]] = {
    "child": Child,
    "person": Person,
    "agency": InvolvedAgency,
}


def is_section(column: str, draw: Draw) -> bool:
    """Whether a column is a section of narrative of the records drawn."""
    return column.startswith(f"{TEXT}.") and draw.of in RECORD_KINDS and len(column) > len(TEXT) + 1
