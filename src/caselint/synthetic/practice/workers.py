"""Who the child's social worker is, and how one hands over to the next."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import TEAMS, Draft


def allocated(draft: Draft, start: date, handover: date | None, end: date | None) -> None:
    """One social worker from the start, and at most one change, met together by the child."""
    first, second = draft.family.workers
    team = TEAMS[draft.family.story.name]
    spell = {"role": "Social worker", "team": team}
    if handover is None or handover > min(draft.as_at, end or draft.as_at):
        draft.add(
            "allocation", start, lag=1, worker=first, started_at=start, ended_at=end,
            handover="not_applicable", **spell,
        )  # fmt: skip
        return
    draft.add(
        "allocation", start, lag=1, worker=first, started_at=start, ended_at=handover,
        handover="not_applicable", **spell,
    )  # fmt: skip
    draft.handover_on = handover
    draft.add(
        "allocation", handover, lag=1, worker=second, started_at=handover, ended_at=end,
        handover="yes", **spell,
    )  # fmt: skip
    day = calendar.plus(handover, -draft.family.chance("handover").between(1, 4))
    draft.add(
        "case_note",
        max(day, start),
        type="direct_work",
        title="Handover with the family",
        with_=[draft.mother(), {"role": "Social worker", "name": second}],
        text=draft.fill(
            f"{first} introduced {second} to {{child}} and {{mum}}. {{child}} was told why the "
            f"worker "
            "changes and when, and said goodbye with a card. The chronology was read together.",
            day,
        ),
    )
