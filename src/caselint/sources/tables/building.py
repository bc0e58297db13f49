"""Models from values that have been read already, in the time that a dict takes.

Every value comes from the reader of its field, so nothing is left for pydantic to validate; the
objects are those that it would have made (a test holds the two against each other).
"""

from __future__ import annotations

import operator
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import Any, Final, Generic, TypeVar

from pydantic import BaseModel

from caselint.casefile.parts import Part
from caselint.sources.tables.fields import named

P = TypeVar("P", bound=Part)


class Builder(Generic[P]):
    """Builds objects of one model. `names` are the fields that will be given, as files call them.

    `constant` are values that are the same for all.
    """

    def __init__(
        self, model: type[P], names: Sequence[str], constant: Mapping[str, Any] | None = None
    ) -> None:
        constant = constant or {}
        python = {field.alias or name: name for name, field in model.model_fields.items()}
        self._model: Final = model
        self._names: Final = tuple(python[name] for name in names)
        self._given: Final = {*self._names, *(python[name] for name in constant)}
        template = {
            name: field.get_default(call_default_factory=False)
            for name, field in model.model_fields.items()
        }
        template.update({python[name]: value for name, value in constant.items()})
        self._template: Final = _sharing_names(template)
        assert set(constant) <= set(named(model))

    def build(self, columns: Sequence[Sequence[Any]]) -> list[P]:
        """One object for each row of values; the columns stand in the order of the names.

        Each step is one call for all rows, so that the loop over them is never in Python.
        """
        rows = len(columns[0])
        built: list[P] = list(map(self._model.__new__, repeat(self._model, rows)))
        template, varied = self._template.copy(), []
        for name, column in zip(self._names, columns, strict=True):
            if _says_one_thing(column):
                template[name] = column[0]
            else:
                varied.append((name, column))
        fields = list(map(dict.copy, repeat(template, rows)))
        for name, column in varied:
            _exhaust(map(operator.setitem, fields, repeat(name), column))
        _exhaust(map(_PUT_FIELDS, built, fields))
        _exhaust(map(_PUT_GIVEN, built, repeat(self._given)))
        _exhaust(map(_PUT_EXTRA, built, repeat(None)))
        _exhaust(map(_PUT_PRIVATE, built, repeat(None)))
        return built

    def build_one(self, values: Mapping[str, Any], private: Mapping[str, Any] | None = None) -> P:
        """One object of fields by their names in Python; `private` are its private attributes."""
        built = self._model.__new__(self._model)
        fields = self._template.copy()
        fields.update(values)
        _PUT_FIELDS(built, fields)
        _PUT_GIVEN(built, set(values))
        _PUT_EXTRA(built, None)
        _PUT_PRIVATE(built, private)
        return built

    def build_alike(self, columns: Sequence[Sequence[Any]]) -> list[P]:
        """One object for all rows that say the same, of columns without lists."""
        rows = list(zip(*columns, strict=True))
        distinct = list(dict.fromkeys(rows))
        objects = dict(zip(distinct, self.build(list(zip(*distinct, strict=True))), strict=True))
        return list(map(objects.__getitem__, rows))


_PUT_FIELDS: Final = BaseModel.__dict__["__dict__"].__set__
_PUT_GIVEN: Final = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_PUT_EXTRA: Final = BaseModel.__dict__["__pydantic_extra__"].__set__
_PUT_PRIVATE: Final = BaseModel.__dict__["__pydantic_private__"].__set__


def _sharing_names(values: Mapping[str, Any]) -> dict[str, Any]:
    """The values as a dict whose copies hold values alone, and share the names.

    Python gives such dicts to the objects of plain classes, up to thirty names: a copy takes two
    thirds of the memory and time. With more names it is a dict as any other.
    """
    plain: Any = type("Plain", (), {})()
    for name, value in values.items():
        setattr(plain, name, value)
    shared: dict[str, Any] = vars(plain)
    return shared


def _says_one_thing(column: Sequence[Any]) -> bool:
    """Whether a column is blank all the way down, or says the same word, as many do.

    The first and the last value tell most others at once. No list is shared between objects.
    """
    first = column[0]
    if first is not column[-1] or not (first is None or isinstance(first, str)):
        return False
    return list(column).count(first) == len(column)


def _exhaust(steps: Iterator[None]) -> None:
    deque(steps, maxlen=0)
