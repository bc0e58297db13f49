"""Talk between agencies, what partners see themselves, and what is asked of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.practice.pace import paced
from caselint.synthetic.vocabulary import notes

OFTEN = ("school", "health_visiting", "nursery", "midwifery", "early_help")


def in_touch(draft: Draft, agencies: Sequence[str], start: date, end: date) -> None:
    """Each agency is spoken with: those who see the child daily often, the others now and then."""
    for agency in agencies:
        if agency == "social_care":
            continue
        draft.involve(agency, start)
        chance = draft.family.chance("touch", agency, start)
        low, high = (13, 20) if agency in OFTEN else (27, 36)
        first = calendar.plus(start, chance.between(1, 6))
        days = [first, *paced(chance, first, low, high, end)]
        outward = chance.maybe(0.5)
        for day in days:
            if day > end:
                break
            spoken(draft, day, agency, outward=outward)
            outward = not outward


def spoken(draft: Draft, day: date, agency: str, *, outward: bool, text: str = "") -> None:
    """One call or message with an agency."""
    partner = draft.person(agency, day)
    deck = f"calls {agency}"
    bank = notes.CALLS.get("school" if agency == "nursery" else agency, notes.CALLS["other"])
    if draft.age(day) < 0:
        deck, bank = "calls before the birth", notes.CALLS_BEFORE_BIRTH
    body = text or draft.say(deck, bank, day, who=f"{partner['role']} {partner['name']}")
    ends: dict[str, Any] = (
        {"from_agency": "social_care", "to_agency": agency, "direction": "out"}
        if outward
        else {"from_agency": agency, "to_agency": "social_care", "direction": "in"}
    )
    if partner.get("organisation"):
        ends["to_organisation" if outward else "from_organisation"] = partner["organisation"]
    draft.add(
        "communication",
        day,
        lag=3,
        method=draft.chance.one(("telephone", "email", "telephone", "secure email")),
        with_=[partner],
        text=body,
        **ends,
    )


def rang_round(draft: Draft, meetings: Sequence[date], agencies: Sequence[str]) -> None:
    """Half-way between two meetings one partner at least is rung, and one rings."""
    others = [agency for agency in agencies if agency != "social_care"]
    for number, (before, after) in enumerate(pairwise(meetings)):
        middle = calendar.on_or_before(before + (after - before) / 2)
        if before < middle < after:
            spoken(draft, middle, others[number % len(others)], outward=number % 2 == 1)


def see_the_child(draft: Draft, agencies: Sequence[str], start: date, end: date) -> None:
    """Partners who see children write down that they did: clinic, key person, school, nurse."""
    for agency in agencies:
        if agency not in SEEN_BY:
            continue
        chance = draft.family.chance("seen by", agency, start)
        low, high = SEEN_BY[agency]
        first = calendar.plus(start, chance.between(4, 16))
        for day in [first, *paced(chance, first, low, high, end)]:
            if day <= end and draft.born_by(day):
                _seen(draft, day, agency)


SEEN_BY = {
    "health_visiting": (28, 40),
    "nursery": (40, 55),
    "school": (40, 60),
    "school_nursing": (60, 80),
    "early_help": (25, 40),
    "voluntary_sector": (25, 40),
    "camhs": (25, 40),
    "paediatrics": (60, 80),
    "youth_justice": (25, 40),
    "sexual_health": (60, 80),
    "looked_after_health": (80, 110),
}
"""Agency to the working days from one time it writes that it saw the child to the next."""


def _seen(draft: Draft, day: date, agency: str) -> None:
    age = draft.age(day)
    alone = age >= 4 and agency != "paediatrics"
    draft.add(
        "visit",
        day,
        by=agency,
        lag=2,
        type="other",
        successful="yes",
        child_seen="yes",
        child_seen_alone="yes" if alone else "no",
        reason_not_alone=None if alone else draft.fill("Seen with {mum}", day),
        location=WHERE.get(agency, "clinic"),
        present=[{"person_id": draft.young.child_id, "role": "Child", "name": draft.young.name}],
        text={"observations" if age < 4 else "child_words": child_says(draft, day)},
    )


WHERE = {
    "health_visiting": "home",
    "nursery": "nursery",
    "school": "school",
    "school_nursing": "school",
    "early_help": "home",
    "voluntary_sector": "youth centre",
    "youth_justice": "office",
}


def asked_and_told(draft: Draft, start: date, end: date) -> None:
    """Information asked of a partner and given to one, with the basis and the answer."""
    chance = draft.family.chance("asked", start)
    day = calendar.plus(start, chance.between(2, 6))
    if day <= end:
        draft.add(
            "information_request",
            day,
            from_agency="social_care",
            to_agency="gp",
            basis=draft.fill("Consent of {mum}, in writing, for the assessment", day),
            decision="Shared: summary of the record and the last letters",
            replied_at=calendar.plus(day, chance.between(2, 5)),
        )
    day = calendar.plus(start, chance.between(8, 14))
    if day <= end and chance.maybe(0.7):
        to = "school" if draft.age(day) >= 4 else "health_visiting"
        draft.add(
            "information_share",
            day,
            from_agency="social_care",
            to_agency=to,
            basis=draft.fill("Agreed with {mum}; needed so that {child} is looked out for", day),
            decision=draft.fill(
                "What {child}'s key adult needs to know was shared. What the GP said of {mum} was "
                "not, "
                "since the harm of that would be greater than the use.",
                day,
            ),
        )
