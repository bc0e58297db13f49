"""Which plan a record belongs to."""

from __future__ import annotations

from typing import Final

from caselint.casefile.periods import plans
from caselint.casefile.timeline import Entry, Timeline
from caselint.casefile.values import UNKNOWN

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
    own: str | None = record.__dict__.get("plan_id")
    if own or entry.kind == "plan":
        return own or record.record_id
    type_ = plan_type_of(entry)
    linked = _linked(timeline, entry)
    if linked:
        fitting = [plan for plan, of_type in linked.items() if of_type == type_]
        candidates = list(linked) if len(linked) == 1 else fitting
    elif entry.day is not None:
        then = [plan for plan in plans(timeline) if plan.holds(entry.day)]
        if type_ is not None and any(plan.type == UNKNOWN for plan in then):
            # It may be of the type that the record belongs to.
            return None
        candidates = [plan.opener_id for plan in then if type_ in (None, plan.type)]
    else:
        return None
    return candidates[0] if len(candidates) == 1 else None


def _linked(timeline: Timeline, entry: Entry) -> dict[str, object]:
    """The plans that a record links to or that link to it, with the type of each."""
    record = entry.record
    others = [timeline.by_id[link] for link in record.links or () if link in timeline.by_id]
    others += timeline.linked_from.get(record.record_id, [])
    return {
        other.record.__dict__["plan_id"] or other.record.record_id: other.record.__dict__["type"]
        for other in others
        if other.kind == "plan"
    }


def plan_type_of(entry: Entry) -> str | None:
    """The type of plan that a record of this kind and type belongs to, if to one."""
    type_ = entry.record.__dict__.get("type")
    if entry.kind == "meeting":
        return _MEETING_TYPES.get(type_) if isinstance(type_, str) else None
    if entry.kind == "visit":
        return type_ if type_ in ("child_protection", "child_in_need", "looked_after") else None
    return _KIND_TYPES.get(entry.kind)
