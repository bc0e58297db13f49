"""Which plan a record belongs to."""

from __future__ import annotations

from typing import Final

from caselint.casefile.periods import plans
from caselint.casefile.timeline import Entry, Timeline

_KIND_TYPES: Final = {"conference": "child_protection", "core_group": "child_protection"}
_MEETING_TYPES: Final = {
    "child_in_need": "child_in_need",
    "looked_after_review": "looked_after",
    "map": "exploitation",
    "mace": "exploitation",
}


def plan_of(timeline: Timeline, entry: Entry) -> str | None:
    """The plan a record belongs to, or None when that cannot be told.

    Its own `plan_id`; else a plan that it links to or that links to it; else the one plan open on
    its day of the type its kind belongs to (of any type, for kinds that belong to none).
    """
    return timeline.keep(("plan of", entry.record.record_id), lambda: _plan_of(timeline, entry))


def _plan_of(timeline: Timeline, entry: Entry) -> str | None:
    record = entry.record
    if entry.kind == "plan":
        return getattr(record, "plan_id", None) or record.record_id
    if plan_id := getattr(record, "plan_id", None):
        return str(plan_id)
    linked = [timeline.by_id[link] for link in record.links or () if link in timeline.by_id]
    linked += timeline.linked_from.get(record.record_id, [])
    for other in linked:
        if other.kind == "plan":
            return getattr(other.record, "plan_id", None) or other.record.record_id
    if entry.day is None:
        return None
    type_ = plan_type_of(entry)
    open_then = [
        plan
        for plan in plans(timeline)
        if plan.holds(entry.day) and (type_ is None or plan.type == type_)
    ]
    return open_then[0].opener_id if len(open_then) == 1 else None


def plan_type_of(entry: Entry) -> str | None:
    """The type of plan that a record of this kind and type belongs to, if to one."""
    type_ = getattr(entry.record, "type", None)
    if entry.kind == "meeting":
        return _MEETING_TYPES.get(type_) if isinstance(type_, str) else None
    if entry.kind == "visit":
        return type_ if type_ in ("child_protection", "child_in_need", "looked_after") else None
    return _KIND_TYPES.get(entry.kind)
