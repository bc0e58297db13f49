"""Early help: a lead whom the family chose, a plan, and a team around the family."""

from __future__ import annotations

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, at
from caselint.synthetic.practice.actions import Ledger
from caselint.synthetic.practice.front_door import referrer
from caselint.synthetic.practice.meetings import child_says, gathering, told
from caselint.synthetic.practice.pace import weekly
from caselint.synthetic.practice.partners import in_touch, see_the_child
from caselint.synthetic.practice.plans import CarriedPlan
from caselint.synthetic.practice.voice import direct_work
from caselint.synthetic.vocabulary import notes


def helped_early(draft: Draft) -> None:
    """The whole story of early help, from a contact to the day of export."""
    family, day = draft.family, draft.family.start
    chance = family.chance("early help")
    agency = referrer(draft)
    lead = family.cast["early_help"]["name"]
    draft.add(
        "contact",
        day,
        lag=1,
        from_agency=agency,
        from_organisation=draft.person(agency, day).get("organisation"),
        to_agency="social_care",
        received_at=at(day, 10),
        reason=draft.say("reasons", family.trouble.reasons, day),
        decision="early_help",
        decided_at=calendar.plus(day, chance.between(0, 1)),
        threshold="early_help",
        feedback_at=calendar.plus(day, chance.between(1, 2)),
        consent="yes",
        fields_missing=[],
    )
    draft.add(
        "consent", day, given_by=family.mother, scope="Early help and sharing with school and "
        "health",
        given="yes",
    )  # fmt: skip
    begun = calendar.plus(day, chance.between(2, 5))
    draft.add(
        "early_help",
        begun,
        by="early_help",
        started_at=begun,
        lead=lead,
    )
    done = calendar.plus(begun, chance.between(15, 28))
    draft.add(
        "assessment",
        begun,
        by="early_help",
        type="early_help",
        started_at=begun,
        completed_at=done,
        authorised_at=done,
        child_seen="yes",
        factors=list(family.trouble.factors),
        covers=[draft.young.child_id],
        outcome="early_help",
        text={
            "child_views": child_says(draft, done),
            "history": draft.fill(chance.one(family.trouble.history), done),
            "parents": draft.say("parents", notes.PARENTS, done),
            "analysis": draft.say("analysis", notes.ANALYSIS, done),
        },
    )
    group = ["early_help", "school", "school_nursing"]
    start = calendar.plus(done, chance.between(2, 6))
    plan = CarriedPlan(draft, "early_help", start, group, None)
    ledger = Ledger(draft, "E", group)
    meetings = [start, *weekly(chance, start, 5, 8, draft.as_at)]
    for number, held in enumerate(meetings[:-1]):
        fields = gathering(draft, held, group, name="team around the family", chair=lead)
        following = meetings[number + 1]
        actions = (
            ledger.agree(held, following, 3) if not number else ledger.review(held, following, 1)
        )
        meeting = draft.add(
            "meeting",
            held,
            by="early_help",
            type="team_around_the_family",
            actions=actions,
            text=told(draft, held),
            outcome=draft.fill("The plan goes on, and {mum} chose what comes first.", held),
            **fields,
        )
        record = plan.write(
            held,
            [dict(action) for action in actions if action["status"] == "open"],
            links=[meeting["record_id"]],
        )
        record["author"] = draft.author("early_help", held)
    in_touch(draft, ["school", "school_nursing"], begun, draft.as_at)
    see_the_child(draft, group, begun, draft.as_at)
    direct_work(draft, start, draft.as_at)
    for note in draft.of("case_note"):
        note["author"] = draft.author("early_help", note["date"])
    for call in draft.of("communication"):
        call["author"] = draft.author("early_help", call["date"])
        for end in ("from_agency", "to_agency"):
            if call[end] == "social_care":
                call[end] = "early_help"
