"""Values of a saved run, taken from its text and held to their shape; faults are told by place."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from caselint.errors import SavedRunError

HINT: Final = "`caselint check PATH --format json --output run.json` writes a run"


class Unread(str):
    """An entry of a list as its text."""

    __slots__ = ()


def line_of(path: str, number: int) -> str:
    """The place of a line; of all of the document where no line is known."""
    return f"{path}: line {number}" if number else path


def loaded(text: str, place: str) -> Any:
    """What a text of JSON says; raises `SavedRunError`."""
    try:
        return json.loads(text)
    except ValueError:
        raise SavedRunError("is no saved run", place=place, hint=HINT) from None


def valid(shape: TypeAdapter[Any], value: Any, place: str) -> Any:
    """A value of this shape, or its text as such; raises `SavedRunError`."""
    try:
        if isinstance(value, Unread):
            with suppress(ValidationError):  # such as for half of a surrogate pair
                return shape.validate_json(value)
            value = loaded(value, place)
        return shape.validate_python(value)
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"]))
        raise faulty(place, where) from None


def faulty(place: str, where: str = "") -> SavedRunError:
    """What to raise where something is not of its shape."""
    what = f"{where} is not as caselint writes it" if where else "is not as caselint writes it"
    return SavedRunError(what, place=place, hint=HINT)
