"""Before and around a birth: planning the discharge, the birth itself, going home."""

from __future__ import annotations

from datetime import timedelta

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.meetings import gathering, told
from caselint.synthetic.practice.partners import spoken
from caselint.synthetic.practice.visits import one_visit


def expected(draft: Draft, plan_id: str) -> None:
    """A discharge plan well before the birth, the night team told; then birth and way home."""
    young = draft.young
    due = young.due
    assert due is not None
    chance = draft.family.chance("discharge")
    planned = calendar.on_or_before(due - timedelta(chance.between(32, 45)))
    group = ["social_care", "midwifery", "health_visiting", "adult_mental_health", "hospital"]
    fields = gathering(draft, planned, group, name="discharge", also_sent=["gp"])
    fields["actions"] = [
        {
            "action_id": "D1",
            "text": "Put the plan for birth and discharge into the hospital notes",
            "owner": draft.family.cast["midwifery"]["name"],
            "agency": "midwifery",
            "target": "network",
            "due": calendar.plus(planned, 5),
            "status": "done",
            "completed_at": planned,
            "impact": draft.fill(
                "The ward knew on the night what the baby and {mum} need.", planned
            ),
            "outcome_met": "yes",
        }
    ]
    draft.add(
        "meeting",
        planned,
        type="discharge",
        outcome=draft.fill(
            "The baby and {mum} go home together after two nights if all is well; the "
            "out-of-hours team "
            "has the plan.",
            planned,
        ),
        text=told(draft, planned),
        links=[plan_id],
        **fields,
    )
    draft.add(
        "communication",
        calendar.plus(planned, 1),
        from_agency="social_care",
        to_agency="hospital",
        direction="out",
        method="secure email",
        text=draft.fill(
            "Plan sent to the ward, the night staff and the out-of-hours team.", planned
        ),
    )
    if young.born is None or young.born > draft.as_at:
        return
    born = young.born
    draft.add(
        "significant_event",
        born,
        lag=1,
        event_type="birth",
        action_taken=draft.fill(
            "Ward rang at once; {mum} and {child} are well. Discharge plan in use.", born
        ),
    )
    for agency in ("hospital", "midwifery", "health_visiting"):
        spoken(
            draft, calendar.on_or_after(born), agency, outward=agency != "hospital",
            text=draft.fill("{child} is born. Who visits when in the first fortnight was "
            "agreed.", born),
        )  # fmt: skip
    seen = calendar.on_or_after(born + timedelta(1))
    if seen <= draft.as_at:
        one_visit(draft, seen, "child_protection", note="On the ward.")
