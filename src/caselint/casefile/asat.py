"""A record as it stood on the as-at date.

What says that something happened and is dated later reads as blank; where an action's completion is
so blanked, it reads open, without impact; an entry of a list that is dated later is not there.
Targets stay. A record that needs no change is handed back as it is, never copied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from operator import is_not
from typing import Any, Final, TypeVar

from pydantic.fields import FieldInfo

from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Action, Part
from caselint.casefile.values import day_of, read_moment

P = TypeVar("P", bound=Part)

_ENTRY_DATES: Final = ("from_", "at", "sent_at")


@dataclass(frozen=True)
class _Shape:
    """The fields of one class that an earlier day may blank; `begins`: those that date an entry."""

    begins: tuple[str, ...]
    happened: tuple[str, ...]
    parts: tuple[str, ...]
    lists: tuple[tuple[str, _Shape], ...]

    @cached_property
    def fixed(self) -> bool:
        """Whether no earlier day can change anything."""
        return not (self.begins or self.changes)

    @cached_property
    def changes(self) -> bool:
        """Whether an earlier day can change something within."""
        return bool(self.happened or self.parts or self.lists)


def as_at(part: P, day: date) -> P:
    """The part (a record, the child, an action) as it stood at the end of `day`."""
    shape = _shape(type(part))
    return _stood(part, shape, day) if shape.changes else part


def began_by(part: Part, day: date) -> bool:
    """Whether an entry of a list was there on the day: it is not dated later."""
    return not _is_later(part.__dict__, _shape(type(part)), day)


def _stood(part: P, shape: _Shape, day: date) -> P:
    values = part.__dict__
    changes: dict[str, Any] = {}
    for name in shape.happened:
        if (value := values[name]) is not None and _is_after(value, day):
            changes[name] = None
    for name in shape.parts:
        value = values[name]
        if value is not None and (stood := as_at(value, day)) is not value:
            changes[name] = stood
    for name, inner in shape.lists:
        if listed := values[name]:
            there = listed
            if inner.begins:
                there = [entry for entry in listed if not _is_later(entry.__dict__, inner, day)]
            if inner.changes:
                there = [_stood(entry, inner, day) for entry in there]
            if len(there) != len(listed) or any(map(is_not, there, listed)):
                changes[name] = there
    if not changes:
        return part
    if isinstance(part, Action) and "completed_at" in changes:
        changes |= {"status": "open", "impact": None, "outcome_met": None}
    return part.model_copy(update=changes)


def _is_later(values: dict[str, Any], shape: _Shape, day: date) -> bool:
    for name in shape.begins:
        if (value := values[name]) is not None and _is_after(value, day):
            return True
    return False


def _is_after(value: object, day: date) -> bool:
    return isinstance(value, date) and day_of(value) > day


@cache
def _shape(model: type[Part]) -> _Shape:
    fields = model.model_fields
    moments = {name for name, field in fields.items() if _is_moment(field)}
    parts: list[str] = []
    lists: list[tuple[str, _Shape]] = []
    for name, field in fields.items():
        inner = [_shape(part) for part in parts_in(field.annotation)]
        if not inner or inner[0].fixed:
            continue
        if "list" in str(field.annotation):
            lists.append((name, inner[0]))
        else:
            parts.append(name)
    return _Shape(
        tuple(name for name in _ENTRY_DATES if name in moments),
        tuple(name for name in moments if name.endswith("_at") or name in ("died_on", "to")),
        tuple(parts),
        tuple(lists),
    )


def _is_moment(field: FieldInfo) -> bool:
    return any(getattr(mark, "func", None) is read_moment for mark in field.metadata)
