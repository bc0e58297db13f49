"""One error of pydantic's, in the words of someone who writes data files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caselint.datafile.fault import Loc
from caselint.datafile.shape import Fork, Shape, Spot
from caselint.datafile.wording import described, listed, quoted, suggest

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


class Misfit(ValueError):  # noqa: N818 - raised to end a validator, it speaks of a file
    """What a model's validator raises to point at a place inside the value it was given.

    `loc` is the way from that value to what is wrong, as keys and positions in the file;
    `key` points at the key there instead of its value; `hint` is what to try.
    """

    def __init__(self, message: str, loc: Loc = (), hint: str = "", key: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.loc = tuple(loc)
        self.hint = hint
        self.key = key


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong at `loc` in the validated data, or with the key there.

    A value of the wrong kind altogether has `kinds` ("a whole number") or `choices`, those it could
    have been; that is what tells the branches of a union apart. `forks` are the unions on the way.
    """

    loc: Loc
    message: str
    hint: str = ""
    key: bool = False
    forks: tuple[Fork, ...] = ()
    kinds: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    value: object = None


def complain(error: ErrorDetails, shape: Shape, data: object) -> Complaint:
    """Put an error of pydantic's about `data` into words, at the place in the data it is about."""
    loc, value, context = error["loc"], error["input"], error.get("ctx", {})
    spot = shape.find(loc, data)
    match error["type"]:
        case "missing":
            return _missing(str(loc[-1]), shape.find(loc[:-1], data))
        case "extra_forbidden" | "unexpected_keyword_argument":
            name = str(loc[-1])
            hint = suggest(name, shape.find(loc[:-1], data).fields)
            return Complaint(spot.loc, f"unknown key {quoted(name)}", hint, True, spot.forks)
        case "union_tag_not_found" | "union_tag_invalid":
            return _untagged(context["discriminator"].strip("'"), value, spot)
        case "literal_error" | "enum" if spot.choices:
            return unfit(spot.loc, (), spot.choices, value, spot.key, spot.forks)
        case kind if kind in _KINDS:
            return unfit(spot.loc, (_KINDS[kind],), (), value, spot.key, spot.forks)
        case kind if kind in _LIMITS:
            message = f"{_LIMITS[kind].format_map(context)}, not {described(value)}"
        case "value_error" if isinstance(context["error"], Misfit):
            said = context["error"]
            return Complaint(spot.loc + said.loc, said.message, said.hint, said.key, spot.forks)
        case "value_error" | "assertion_error":
            message = str(context["error"]) or "this is not valid"
        case _:
            message = error["msg"].replace("Input should", "this should", 1)
    return Complaint(spot.loc, message, "", spot.key, spot.forks)


def unfit(
    loc: Loc,
    kinds: tuple[str, ...],
    choices: tuple[str, ...],
    value: object,
    key: bool = False,
    forks: tuple[Fork, ...] = (),
) -> Complaint:
    """Complain that `value` is neither of these kinds nor one of these choices."""
    hint = suggest(value, choices) if isinstance(value, str) else ""
    if kinds == (_TEXT,) and isinstance(value, bool | int | float):
        hint = "put it in quotes"
    among = quoted(choices[0]) if len(choices) == 1 else f"one of {listed(choices)}"
    if isinstance(value, str) and not kinds:
        message = f"{quoted(value)} is not {among}"
    else:
        wanted = " or ".join([*kinds, among] if choices else kinds)
        found = "but nothing is given" if value is None else f"not {described(value)}"
        message = f"expected {wanted}, {found}"
    return Complaint(loc, message, hint, key, forks, kinds, choices, value)


def _missing(name: str, parent: Spot) -> Complaint:
    return Complaint(parent.loc, f"{quoted(name)} is missing", forks=parent.forks)


def _untagged(tag: str, value: object, spot: Spot) -> Complaint:
    """Complain of the key that chooses between models; `tag` is its name, or a function's."""
    if isinstance(value, dict) and tag in value:
        return unfit((*spot.loc, tag), (), spot.choices, value[tag], forks=spot.forks)
    if isinstance(value, dict) and tag.isidentifier():
        return _missing(tag, spot)
    if isinstance(value, dict):
        hint = next(filter(None, (suggest(key, spot.choices) for key in value)), "")
        return Complaint(spot.loc, f"needs one of {listed(spot.choices)}", hint, forks=spot.forks)
    return unfit(spot.loc, (_MAPPING,), (), value, forks=spot.forks)


_TEXT = "text"
_WHOLE = "a whole number"
_NUMBER = "a number"
_FLAG = "true or false"
_DATE = "a date such as 2026-04-01"
_MOMENT = "a date and time such as 2026-04-01T09:30"
_LIST = "a list"
_MAPPING = "keys with values"

_KINDS = {
    "string_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "bool_type": _FLAG,
    "bool_parsing": _FLAG,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "datetime_type": _MOMENT,
    "datetime_parsing": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "iterable_type": _LIST,
    "dict_type": _MAPPING,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "dataclass_type": _MAPPING,
    "none_required": "nothing",
}
"""The kind of value that each of pydantic's errors about a type asks for."""

_LIMITS = {
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "finite_number": "must be a finite number",
    "string_too_short": "must have at least {min_length} character(s)",
    "string_too_long": "must have at most {max_length} character(s)",
    "string_pattern_mismatch": "must have the form {pattern}",
    "too_short": "must have at least {min_length} item(s)",
    "too_long": "must have at most {max_length} item(s)",
}
"""What each of pydantic's errors about a limit asks for; the braces are filled from its context."""
