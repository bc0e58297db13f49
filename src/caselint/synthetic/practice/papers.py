"""Chronology, genogram, summary: the papers that tell a new reader who the child is."""

from __future__ import annotations

from datetime import date, timedelta

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft


def kept(draft: Draft, start: date, end: date) -> None:
    """The papers, brought up to date monthly while the work goes on."""
    last = min(end, draft.as_at)
    chance = draft.family.chance("papers")
    updated = max(start, calendar.on_or_before(last - timedelta(chance.between(1, 16))))
    made = min(updated, calendar.plus(start, chance.between(3, 10)))
    draft.add(
        "document",
        made,
        lag=0,
        type="chronology",
        updated_at=updated,
        last_entry_at=updated,
        text=draft.fill(
            f"{draft.chance.one(draft.family.trouble.history)} Each entry says what was done, or "
            f"that "
            "nothing was. The last page says what pattern we see: worse at weekends, better when "
            "the "
            "grandmother is there.",
            made,
        ),
    )
    draft.add(
        "document",
        min(updated, calendar.plus(start, chance.between(4, 12))),
        lag=0,
        type="genogram",
        updated_at=max(start, updated - timedelta(chance.between(0, 40))),
    )
    draft.add(
        "document",
        min(updated, calendar.plus(start, chance.between(10, 15))),
        lag=0,
        type="case_summary",
        updated_at=updated,
        text=draft.fill(draft.chance.one(draft.family.trouble.worries), updated),
    )
    for other in ("genogram", "case_summary"):
        document = draft.of("document", type=other)[-1]
        document["updated_at"] = max(document["updated_at"], document["date"])
