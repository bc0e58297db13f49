"""Follows a pydantic error through the data and through the model at once.

A pydantic `loc` mixes what stands in the file (keys, positions) with what does not (which branch of
a union was tried, `[key]`). Which is which only the model's schema can tell, and the schema also
knows the keys and values that would have been right there. Schemas are those of
https://docs.pydantic.dev/latest/api/pydantic_core_schema/.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from caselint.datafile.fault import Loc

if TYPE_CHECKING:
    from pydantic import BaseModel

Schema: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Fork:
    """A union without a tag, on the way to an error: where it stands and which branch was tried."""

    loc: Loc
    branch: str


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an error is in the data. `key`: it is the key that is wrong, not the value.

    `fields` are the keys that a mapping may have there, `choices` the texts that a value may be;
    both are empty where the model leaves them open.
    """

    loc: Loc
    key: bool
    forks: tuple[Fork, ...]
    fields: tuple[str, ...]
    choices: tuple[str, ...]


class Shape:
    """What a pydantic model allows, place by place."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._schema: Schema = model.__pydantic_core_schema__
        self._definitions: dict[str, Schema] = {}

    def find(self, loc: Loc, data: object) -> Spot:
        """Follow a pydantic `loc` from the root; steps that are not in the data are passed over."""
        schemas = self._plain([self._schema])
        place: list[str | int] = []
        forks: list[Fork] = []
        for step, following in pairwise((*loc, "")):
            if step == _KEY:
                continue
            of_key = following == _KEY
            below = [child for schema in schemas for child in _below(schema, step, of_key)]
            unions = [schema for schema in schemas if schema["type"] in _UNIONS]
            if unions and not below:
                if any(union["type"] == "union" for union in unions):
                    forks.append(Fork(tuple(place), str(step)))
                below = [branch for union in unions for branch in self._branches(union, str(step))]
            elif isinstance(data, dict) and str(step) in data:
                place.append(str(step))
                data = data[str(step)]
            elif isinstance(data, list) and isinstance(step, int) and step < len(data):
                place.append(step)
                data = data[step]
            schemas = self._plain(below)
        return Spot(
            tuple(place),
            _KEY in loc,
            tuple(forks),
            tuple(name for schema in schemas for name in _field_names(schema)),
            tuple(choice for schema in schemas for choice in _choices(schema)),
        )

    def _plain(self, schemas: list[Schema]) -> list[Schema]:
        """Take off what only wraps: defaults, optional values, validators, models, references."""
        plain: list[Schema] = []
        todo = deque(schemas)
        while todo:
            schema = todo.popleft()
            match schema["type"]:
                case "definitions":
                    self._definitions.update({each["ref"]: each for each in schema["definitions"]})
                    todo.append(schema["schema"])
                case "definition-ref":
                    todo.append(self._definitions.get(schema["schema_ref"], _ANYTHING))
                case "lax-or-strict":
                    todo.append(schema["lax_schema"])
                case "json-or-python":
                    todo.append(schema["python_schema"])
                case "chain":
                    todo += schema["steps"]
                case _ if "schema" in schema:
                    todo.append(schema["schema"])
                case _:
                    plain.append(schema)
        return plain

    def _branches(self, union: Schema, label: str) -> list[Schema]:
        """Give the branch that pydantic calls `label`, or all where none can be told by it."""
        if union["type"] == "tagged-union":
            return [branch for tag, branch in union["choices"].items() if _text(tag) == label]
        branches = [each[0] if isinstance(each, tuple) else each for each in union["choices"]]
        return [each for each in branches if self._is_called(each, label)] or branches

    def _is_called(self, branch: Schema, label: str) -> bool:
        """A label is a class's or type's name, maybe wrapped: `function-after[check(), Gap]`."""
        while "cls" not in branch:
            if branch["type"] == "definition-ref":
                branch = self._definitions.get(branch["schema_ref"], _ANYTHING)
            elif "schema" in branch:
                branch = branch["schema"]
            else:
                break
        name = branch["cls"].__name__ if "cls" in branch else branch["type"]
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", label) is not None


_UNIONS = ("union", "tagged-union")

_ANYTHING: Schema = {"type": "any"}

_KEY = "[key]"
"""What pydantic adds behind a key when it is the key itself that is wrong."""


def _below(schema: Schema, step: str | int, of_key: bool) -> Iterator[Schema]:
    """Give the schema one step further into the data, or of the key there, if there is one."""
    match schema["type"]:
        case "model-fields" | "typed-dict" | "dataclass-args":
            for name, field in _fields(schema):
                if step == name or step in _aliases(field):
                    yield field["schema"]
        case "dict":
            yield from filter(None, [schema.get("keys_schema" if of_key else "values_schema")])
        case "tuple" if isinstance(step, int):
            yield from schema["items_schema"][step : step + 1] or schema["items_schema"][-1:]
        case _ if isinstance(step, int):
            yield from filter(None, [schema.get("items_schema")])


def _fields(schema: Schema) -> Iterator[tuple[str, Schema]]:
    fields = schema.get("fields", ())
    if isinstance(fields, Mapping):
        yield from fields.items()
    else:
        yield from ((field["name"], field) for field in fields)


def _field_names(schema: Schema) -> Iterator[str]:
    """Give the keys as people write them: the first alias where a field has any."""
    for name, field in _fields(schema):
        yield (*_aliases(field), name)[0]


def _aliases(field: Schema) -> list[str]:
    alias = field.get("validation_alias")
    if alias is None or isinstance(alias, str):
        return [alias] if alias else []
    paths = alias if alias and isinstance(alias[0], list) else [alias]
    return [str(path[0]) for path in paths if path]


def _choices(schema: Schema) -> Iterator[str]:
    match schema["type"]:
        case "literal":
            yield from map(_text, schema["expected"])
        case "enum":
            yield from map(_text, schema["members"])
        case "tagged-union":
            yield from map(_text, schema["choices"])


def _text(choice: object) -> str:
    return str(choice.value if isinstance(choice, Enum) else choice)
