"""How the cells of a column are read, by the field of the model that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from caselint.casefile import Unreadable
from caselint.casefile.agencies import Agency, agency_named
from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Part
from caselint.casefile.records import Text
from caselint.casefile.values import Choices, read_flag, read_moment
from caselint.sources.tables import cells

_NO_LIST: Final = "no list that can be read"


@cache
def named(model: type[Part]) -> Mapping[str, FieldInfo]:
    """The fields of a model by the names that files use."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def reader_of(field: FieldInfo) -> cells.Read:
    """How a cell that fills this field is read."""
    for mark in field.metadata:
        if isinstance(mark, Choices):
            return cells.words if mark.beside else cells.code(mark)
        if getattr(mark, "func", None) is read_moment:
            return cells.moment
        if getattr(mark, "func", None) is read_flag:
            return cells.flag
        if isinstance(mark, _AGENCY):
            return agency_named
    if is_list(field):
        return _parts(field) if parts_in(field.annotation) else cells.texts
    inner = set(get_args(field.annotation))
    if int in inner:
        return cells.whole_number
    return cells.number if float in inner else cells.words


def is_moment(field: FieldInfo) -> bool:
    """Whether the field holds a date."""
    return any(getattr(mark, "func", None) is read_moment for mark in field.metadata)


def is_text(field: FieldInfo) -> bool:
    """Whether the field holds narrative by section."""
    return any(isinstance(mark, _TEXT) for mark in field.metadata)


def is_list(field: FieldInfo) -> bool:
    """Whether the field holds a list."""
    return any(get_origin(each) is list for each in (field.annotation, *get_args(field.annotation)))


def choices_of(field: FieldInfo) -> Choices | None:
    """The choices of a code that has free text beside it."""
    return next(
        (mark for mark in field.metadata if isinstance(mark, Choices) and mark.beside), None
    )


_AGENCY: Final[type[Any]] = type(get_args(Agency)[-1])
_TEXT: Final[type[Any]] = type(get_args(Text)[-1])


def _parts(field: FieldInfo) -> cells.Read:
    annotation: Any = field.annotation
    adapter: TypeAdapter[Any] = TypeAdapter(annotation)

    def read(text: str) -> Any:
        try:
            return adapter.validate_python(cells.listed(text))
        except ValidationError:
            return Unreadable(_NO_LIST, text)

    return read
