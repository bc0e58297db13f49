"""Tables of the fields of a model: name, type in words, meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, get_args, get_origin

from pydantic import BaseModel, PlainValidator
from pydantic.fields import FieldInfo

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Part
from caselint.casefile.records import AnyRecord, Text
from caselint.casefile.values import Choices, Flag, Moment, Words
from made.markdown import code, codes, plain, table
from made.meanings import meaning


def field_table(
    model: type[BaseModel], of: str, *, without: Iterable[str] = (), only: Iterable[str] = ()
) -> str:
    """The fields of a model as a table; `of` is what its fields are called by in `meanings`."""
    rows = [
        [code(name), in_words(field), meaning(of, name)]
        for name, field in named_fields(model)
        if name not in set(without) and (not only or name in set(only))
    ]
    return table(["field", "type", "meaning"], rows)


def named_fields(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The fields of a model by the names that files use."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def in_words(field: FieldInfo) -> str:
    """What a field holds, in words."""
    words = _in_words(field.annotation, tuple(field.metadata))
    return f"{words}; required" if field.is_required() else words


def _in_words(annotation: Any, metadata: tuple[Any, ...]) -> str:
    for mark in metadata:
        if isinstance(mark, Choices):
            return _choices(mark)
        for known, words in _MARKED.items():
            if isinstance(mark, type(known)) and _same(mark, known):
                return words
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        return _in_words(inner, tuple(marks))
    if get_origin(annotation) is list:
        (inner,) = get_args(annotation)
        return f"list of {_part_link(inner) or _plural(_in_words(inner, ()))}"
    if annotation == AnyRecord:
        return "[records](#kinds-of-record)"
    if get_origin(annotation) is Literal:
        return codes(map(str, get_args(annotation)))
    if get_origin(annotation) is dict:
        return f"for each, {_in_words(get_args(annotation)[1], ())}"
    if link := _part_link(annotation):
        return link
    if annotation in _SCALARS:
        return _SCALARS[annotation]
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return " or ".join(dict.fromkeys(_in_words(part, ()) for part in inner)) or "anything"


def _choices(mark: Choices) -> str:
    listed = "a legal status code" if "C1" in mark.choices else codes(mark.choices)
    if mark.more:
        return f"{listed}, or another word"
    return f"{listed}; other text moves to the field `…_text`" if mark.beside else listed


def _part_link(annotation: Any) -> str:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        name = PARTS.get(annotation.__name__, plain(annotation.__name__.lower()))
        return f"[{name}](#{name.replace(' ', '-')})"
    return ""


PARTS = {
    "InvolvedAgency": "agency spell",
    "KindCovers": "kind covered",
    "Informed": "agency informed",
}
"""What the parts of a case file are called on the page, where not by their class."""

_SCALARS: dict[Any, str] = {
    str: "text",
    int: "number",
    float: "number",
    bool: "true or false",
}


def _plural(words: str) -> str:
    return {"agency": "agencies", "text": "texts"}.get(words, words)


def _mark(annotated: Any) -> Any:
    return get_args(annotated)[-1]


_MARKED = {
    _mark(Moment): "date or time",
    _mark(Flag): "yes or no",
    _mark(Words): "text",
    _mark(Agency): "agency",
    _mark(Text): "text, or narrative by section",
}


def _same(mark: Any, known: Any) -> bool:
    if isinstance(mark, PlainValidator):
        return isinstance(known, PlainValidator) and mark.func is known.func
    return True
