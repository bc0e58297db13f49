"""The work ends: the child is told first, partners know, and what follows is agreed."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.practice.oversight import decided
from caselint.synthetic.vocabulary import notes


def closed(draft: Draft, day: date, partners: list[str], decided_on: date) -> None:
    """The case is closed, with a manager's decision and a summary that says why it is safe."""
    decided(
        draft,
        decided_on,
        "Close in two weeks and step down to the family hub",
        "The goals are met by what {child}, school and {mum} say, and have stayed met for three "
        "months.",
    )
    goodbye = calendar.plus(day, -draft.family.chance("goodbye").between(1, 3))
    draft.add(
        "case_note",
        goodbye,
        type="direct_work",
        title="Goodbye",
        tool="photo book",
        with_=[{"person_id": draft.young.child_id, "role": "Child", "name": draft.young.name}],
        text={
            "child_words": child_says(draft, goodbye),
            "body": draft.fill(
                "I told {child} that today was my last visit, as we had planned. {He} knows whom "
                "to ring "
                "and has the number. We looked at what has changed.",
                goodbye,
            ),
        },
    )
    draft.add(
        "closure",
        day,
        lag=2,
        reason=draft.fill(
            "Goals met; the family is supported by the family hub and {school}.", day
        ),
        decided_by=draft.family.manager,
        child_informed="yes",
        partners_informed=[
            {"agency": agency, "at": calendar.plus(day, -1)}
            for agency in dict.fromkeys([*partners, "gp"])
            if agency != "social_care"
        ],
        summary=draft.say("closing", notes.CLOSING, day),
        text={"child_views": child_says(draft, day)},
    )
