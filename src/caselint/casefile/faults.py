"""What is wrong with data in the native form, said without ever repeating a value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from caselint.casefile.narrative import SECTIONS
from caselint.casefile.parts import Part
from caselint.casefile.values import OBJECT, TEXT, UNREADABLE

Path = tuple[str | int, ...]

_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}\Z")
_SCALARS: Final = frozenset({"int", "float", "str"})
_SAID: Final = {
    "string_type": "text is expected",
    "string_unicode": "text that is no Unicode",
    "list_type": "a list is expected",
    "dict_type": "an object is expected",
    "model_type": "an object is expected",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `alone`: a value that cannot be read, and that need cost no more.

    `path` is safe to show; `given_at` is where the value stands, with the names that were given.
    """

    path: Path
    given_at: Path
    why: str
    alone: bool


def faults_of(error: ValidationError, model: type[Part]) -> list[Fault]:
    """The faults in data that were to be a `model`, one for each path."""
    found: dict[Path, Fault] = {}
    for detail in error.errors(include_url=False, include_input=False):
        # Where a text or an object would have done, what is wrong with the object says it all.
        if TEXT in detail["loc"]:
            continue
        loc: Path = tuple(step for step in detail["loc"] if step != OBJECT)
        if loc and loc[-1] in _SCALARS:
            loc = loc[:-1]
        if loc not in found:
            why = _say(detail, loc, model)
            found[loc] = Fault(_safe(loc), loc, why, detail["type"] == UNREADABLE)
    return list(found.values())


def show_path(path: Path) -> str:
    """A path as it is shown after the name of a file: ``: records[3].date``, or nothing."""
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in _safe(path))
    return f": {steps.removeprefix('.')}" if steps else ""


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``, did you mean "visit"?`` for the choice most like a word; nothing when none is."""
    close = difflib.get_close_matches(word[:60].casefold(), list(choices), n=1)
    return f', did you mean "{close[0]}"?' if close else ""


def _safe(path: Path) -> Path:
    """The path without what may be personal: names of sections, and names that are no word."""
    steps: list[str | int] = []
    for step in path:
        in_text = bool(steps) and steps[-1] == "text"
        shown = isinstance(step, int) or (step in SECTIONS if in_text else _WORD.match(step))
        steps.append(step if shown else "?")
    return tuple(steps)


def _say(detail: ErrorDetails, loc: Path, model: type[Part]) -> str:
    if detail["type"] == UNREADABLE:
        return detail["msg"]
    path = [step for step in _safe(loc) if isinstance(step, str)]
    field = path[-1] if path else ""
    if detail["type"] == "extra_forbidden":
        if field in ("", "?"):
            return "a field that caselint does not know"
        return f'unknown field "{field}"' + did_you_mean(field, _fields_at(model, path[:-1]))
    if detail["type"] == "missing":
        return f'"{field}" is missing'
    why = _SAID.get(detail["type"]) or detail["msg"].removeprefix("Value error, ")
    if OBJECT in detail["loc"] and detail["type"] in ("dict_type", "model_type"):
        why = "text or an object is expected"
    why = f"{why[:1].lower()}{why[1:]}"
    return why if field in ("", "?") else f'"{field}": {why}'


def _fields_at(model: type[Part], path: Sequence[str]) -> list[str]:
    for step in path:
        field = next(
            (field for name, field in model.model_fields.items() if step in (name, field.alias)),
            None,
        )
        parts = [] if field is None else parts_in(field.annotation)
        if not parts:
            return []
        model = parts[0]
    return [field.alias or name for name, field in model.model_fields.items()]


def parts_in(annotation: Any) -> list[type[Part]]:
    """The classes of parts that a field of this type can hold."""
    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation] if issubclass(annotation, Part) else []
    return [found for inner in get_args(annotation) for found in parts_in(inner)]
