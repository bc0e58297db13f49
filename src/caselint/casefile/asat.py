"""A record as it stood on the as-at date.

What says that something happened and is dated later reads as blank; where an action's completion is
so blanked, it reads open, without impact; an entry of a list that is dated later is not there.
Targets stay. A record that needs no change is handed back as it is, never copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Final, TypeVar, get_args

from caselint.casefile.parts import Action, Part
from caselint.casefile.values import Moment, day_of

P = TypeVar("P", bound=Part)

_ENTRY_DATES: Final = ("from_", "at", "sent_at")


@dataclass(frozen=True, slots=True)
class _Shape:
    """The fields of one class that an earlier day may blank."""

    happened: tuple[str, ...]
    parts: tuple[str, ...]
    lists: tuple[str, ...]


def as_at(part: P, day: date) -> P:
    """The part (a record, the child, an action) as it stood at the end of `day`."""
    shape = _shape(type(part))
    changes: dict[str, Any] = {}
    for name in shape.happened:
        value = getattr(part, name)
        if isinstance(value, date) and day_of(value) > day:
            changes[name] = None
    for name in shape.parts:
        value = getattr(part, name)
        if value is not None and (stood := as_at(value, day)) is not value:
            changes[name] = stood
    for name in shape.lists:
        value = getattr(part, name)
        if value:
            stood_list = [as_at(entry, day) for entry in value if not _is_later(entry, day)]
            same = len(stood_list) == len(value) and all(
                new is old for new, old in zip(stood_list, value, strict=True)
            )
            if not same:
                changes[name] = stood_list
    if not changes:
        return part
    if isinstance(part, Action) and "completed_at" in changes:
        changes |= {"status": "open", "impact": None, "outcome_met": None}
    return part.model_copy(update=changes)


def _is_later(entry: Part, day: date) -> bool:
    for name in _ENTRY_DATES:
        value = getattr(entry, name, None)
        if isinstance(value, date) and day_of(value) > day:
            return True
    return False


@cache
def _shape(model: type[Part]) -> _Shape:
    happened: list[str] = []
    parts: list[str] = []
    lists: list[str] = []
    for name, field in model.model_fields.items():
        moment = any(piece in field.metadata for piece in get_args(Moment)[1:2])
        if moment and (name.endswith("_at") or name in ("died_on", "to")):
            happened.append(name)
            continue
        inner, is_list = _part_in(field.annotation)
        if inner is not None:
            (lists if is_list else parts).append(name)
    return _Shape(tuple(happened), tuple(parts), tuple(lists))


def _part_in(annotation: Any, is_list: bool = False) -> tuple[type[Part] | None, bool]:
    if isinstance(annotation, type) and not get_args(annotation):
        return (annotation, is_list) if issubclass(annotation, Part) else (None, False)
    for piece in get_args(annotation):
        found = _part_in(piece, is_list or getattr(annotation, "__origin__", None) is list)
        if found[0] is not None:
            return found
    return None, False
