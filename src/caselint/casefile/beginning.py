"""Where the records of a file begin, if that is long after what they speak of began.

Many exports are cut by date: of a child looked after for years they have the order and the
placement, each with the day it began, and visits and reviews of the last months alone. What came
before is then somewhere else, and nothing can be said of it.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from caselint.casefile.coverage import STANDING
from caselint.casefile.values import day_of

if TYPE_CHECKING:
    from caselint.casefile.timeline import Timeline

LONG: Final = timedelta(days=92)
"""Three months at most: where a plan or placement begins, something is recorded before that."""

ENOUGH: Final = 12
"""Events from which a file is taken to be cut. A file of a few says nothing of where it begins."""


def begins_late(timeline: Timeline) -> date | None:
    """The day of the first event, where something that stands began long before; else None.

    A source that says from when on it holds such events has said so, and nothing is to be guessed.
    """
    began = _standing_since(timeline)
    if began is None:
        return None
    events = (entry for entry in timeline.entries if entry.kind not in STANDING)
    first = next((entry for entry in events if entry.day is not None), None)
    if first is None or first.day is None or first.day - began <= LONG:
        return None
    declared, _ = timeline.coverage.window(first.kind)
    number = sum(len(of) for kind, of in timeline.by_kind.items() if kind not in STANDING)
    return first.day if declared is None and number >= ENOUGH else None


def _standing_since(timeline: Timeline) -> date | None:
    """When the first plan, legal status or placement began that the file names."""
    starts = (
        getattr(entry.record, "started_at", None)
        for kind in ("plan", "legal_status", "placement")
        for entry in timeline.by_kind.get(kind, ())
    )
    return min((day_of(start) for start in starts if isinstance(start, date)), default=None)
