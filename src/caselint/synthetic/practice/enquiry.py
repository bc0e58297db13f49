"""A strategy discussion, the section 47 enquiry it starts, and how that ends."""

from __future__ import annotations

from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Record, at
from caselint.synthetic.practice.agencies import around
from caselint.synthetic.practice.front_door import referrer
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.practice.visits import one_visit


def trio(draft: Draft, day: date) -> list[str]:
    """Social care, police and health, with school or nursery and whoever referred."""
    return list(dict.fromkeys(["social_care", "police", *around(draft, day), referrer(draft)]))


def discussed(draft: Draft, day: date, *, section47: bool, also: tuple[str, ...] = ()) -> Record:
    """A strategy discussion on the day it was decided to hold one."""
    agencies = list(dict.fromkeys([*trio(draft, day), *also]))
    manager = draft.manager()
    attended = [manager, *(draft.person(agency, day) for agency in agencies)]
    worker = draft.social_worker(day)
    sent = calendar.plus(day, draft.family.chance("strategy", day).between(0, 1))
    actions = [
        {
            "action_id": "SD1",
            "text": draft.fill("See {child} and speak with {him} alone where {he} is old "
            "enough", day),
            "owner": worker,
            "agency": "social_care",
            "target": "child",
            "due": calendar.plus(day, 1),
            "status": "open",
        },
        {
            "action_id": "SD2",
            "text": "Check what is held on each adult and share it with the social worker",
            "owner": draft.family.cast["police"]["name"],
            "agency": "police",
            "target": "network",
            "due": calendar.plus(day, 1),
            "status": "open",
        },
        {
            "action_id": "SD3",
            "text": draft.fill("Look at what is known to health of {child} and the brothers and "
            "sisters", day),
            "owner": draft.person(agencies[2], day)["name"],
            "agency": agencies[2],
            "target": "network",
            "due": calendar.plus(day, 2),
            "status": "open",
        },
    ]  # fmt: skip
    record = draft.add(
        "strategy_discussion",
        day,
        lag=1,
        chair=manager["name"],
        decided_at=at(day, 13),
        invited=[draft.person(agency, day) for agency in agencies],
        attended=attended,
        apologies=[],
        outcome="s47" if section47 else "no_s47",
        outcome_text=draft.fill(
            "Threshold for an enquiry met. {child} stays at home with {mum} tonight; the "
            "grandmother "
            "sleeps there."
            if section47
            else "Threshold not met today. The plan is brought forward and looked at again in a "
            "week.",
            day,
        ),
        section47="yes" if section47 else "no",
        actions=actions,
        minutes={
            "sent_at": sent,
            "sent_to": [
                {"agency": agency, "sent_at": sent, "acknowledged": "yes"}
                for agency in agencies
                if agency != "social_care"
            ],
        },
        quorate="yes",
        text=draft.fill(
            f"Each agency said what it knows. {draft.chance.one(draft.family.trouble.worries)} "
            f"The other "
            "children at home were thought about by name. If {dad} comes back tonight, {mum} "
            "rings 999 "
            "and the out-of-hours team is told now.",
            day,
        ),
    )
    draft.add(
        "management_decision",
        day,
        lag=1,
        type="case",
        supervisor=draft.family.manager,
        agency="social_care",
        decision=record["outcome_text"],
        rationale=draft.fill(
            f"{draft.chance.one(draft.family.trouble.worries)} What {{mum}} can do tonight was "
            f"weighed "
            "against that.",
            day,
        ),
        links=[record["record_id"]],
    )
    return record


def follow_up(draft: Draft, discussion: Record, day: date) -> list[dict[str, Any]]:
    """The actions of a strategy discussion as they stood some days later: done."""
    found = []
    for action in discussion["actions"]:
        entry = {
            **action,
            "status": "done",
            "completed_at": min(action["due"], day),
            "outcome_met": "yes",
        }
        entry["impact"] = draft.fill(
            "What came of it helped to decide how {child} could be kept safe.", day
        )
        found.append(entry)
    return found


def enquired(draft: Draft, discussion: Record, outcome: str) -> Record:
    """The enquiry: the child seen by the next working day, done in about two weeks."""
    day = discussion["date"]
    chance = draft.family.chance("enquiry", day)
    done = calendar.plus(day, chance.between(7, 10))
    born = draft.born_by(day)
    old = draft.age(day) >= 4
    seen = calendar.plus(day, chance.between(0, 1))
    one_visit(draft, seen, "statutory", alone=old, note="Seen as part of the enquiry.", lag=1)
    record = draft.add(
        "section47",
        day,
        started_at=day,
        completed_at=done,
        outcome=outcome,
        outcome_text=draft.fill(
            "Concerns substantiated; {child} is likely to suffer significant harm without a plan."
            if outcome == "conference"
            else "Concerns substantiated in part; {child} is kept safe in another way.",
            done,
        ),
        child_seen="yes" if born else "not_applicable",
        child_seen_alone=("yes" if old else "no") if born else "not_applicable",
        links=[discussion["record_id"]],
        text={
            "child_words": child_says(draft, seen),
            "analysis": draft.fill(draft.chance.one(draft.family.trouble.worries), done),
        },
    )
    draft.add(
        "management_decision",
        done,
        type="case",
        supervisor=draft.family.manager,
        agency="social_care",
        decision=record["outcome_text"],
        rationale=draft.fill("The accounts of {child}, school and {mum} fit together.", done),
        actions=follow_up(draft, discussion, done),
        links=[record["record_id"]],
    )
    return record
