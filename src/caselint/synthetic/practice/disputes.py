"""Agencies disagree, and take it up a stage until it is settled."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft


def disagreed(draft: Draft, day: date, agency: str) -> None:
    """A partner challenges a decision; settled at the first or the second stage, in time."""
    chance = draft.family.chance("dispute", day)
    partner = draft.person(agency, day)
    issue = draft.fill(
        f"{partner['role']} disagrees that visits could be further apart: {{child}} has been "
        f"quieter since.",
        day,
    )
    dispute = draft.new_id("DIS")
    soon = calendar.plus(day, chance.between(0, 1))
    first_settles = chance.maybe(0.5)
    draft.add(
        "escalation",
        day,
        lag=1,
        dispute_id=dispute,
        stage=1,
        raised_by=partner["role"],
        raised_with="Team manager",
        agency=agency,
        issue=issue,
        resolved_at=soon,
        outcome="agreed" if first_settles else "not_agreed",
        outcome_text=None if first_settles else "Not settled between the two managers; next stage",
    )
    if first_settles:
        return
    next_day = calendar.plus(soon, 1)
    draft.add(
        "escalation",
        next_day,
        lag=1,
        dispute_id=dispute,
        stage=2,
        raised_by=f"Manager of {partner['role'].lower()}",
        raised_with="Service manager",
        agency=agency,
        issue=issue,
        resolved_at=calendar.plus(next_day, chance.between(1, 4)),
        outcome="agreed",
        outcome_text=draft.fill(
            "Pace of visits kept until the next review; {child} told why.", next_day
        ),
    )
