"""Visits: made, attempted, alone or not, and what the child said or showed."""

from __future__ import annotations

from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.chance import Chance
from caselint.synthetic.draft import Draft, Record
from caselint.synthetic.practice.meetings import child_says
from caselint.synthetic.vocabulary import notes, places, voices


def visited(
    draft: Draft,
    strand: str,
    start: date,
    end: date,
    type_: str,
    low: int,
    high: int,
    most: int = 99,
) -> None:
    """Visits from `low` to `high` working days apart, and at most so many days, while work goes on.

    Now and then one is attempted in vain; the next is then made within the same time. Some lie on
    the last day allowed. A child of four or more is seen alone three times of four, else a reason
    is given.
    """
    chance = draft.family.chance("visits", strand)
    day, number = start, 0
    while True:
        gap = high if chance.maybe(0.12) else chance.between(low, high)
        attempt = chance.maybe(0.1) and gap - low >= 1
        tried = calendar.plus(day, max(2, gap - chance.between(2, 3)))
        latest = calendar.on_or_before(calendar.days_after(day, most))
        day = min(calendar.plus(day, gap), latest)
        number += 1
        if attempt and tried < min(day, end):
            _attempted(draft, tried, type_)
        if day > min(end, draft.as_at):
            return
        one_visit(draft, day, type_, number=number, chance=chance)


def one_visit(
    draft: Draft,
    day: date,
    type_: str,
    *,
    number: int = 1,
    alone: bool | None = None,
    note: str = "",
    chance: Chance | None = None,
    lag: int = 2,
) -> Record:
    """One visit at which the child was seen (before the birth: at which the parents were)."""
    age = draft.age(day)
    chance = chance or draft.family.chance("visit", day)
    at_home = number % 2 == 1 or chance.maybe(0.5)
    father_there, unannounced = chance.maybe(0.3), chance.maybe(0.25)
    present = [draft.mother()] if at_home or age < 4 else []
    if father_there and present:
        present.append(draft.father())
    if draft.family.interpreter and present:
        present.append(draft.person("interpreting", day))
    fields: dict[str, Any] = {"type": type_, "successful": "yes"}
    if age < 0:
        fields.update(child_seen="not_applicable", child_seen_alone="not_applicable")
        fields.update(bedroom_seen="yes", location="home")
        text = _about_parents(draft, day)
    else:
        seen_alone = age >= 4 and (draft.chance.maybe(0.75) if alone is None else alone)
        fields["child_seen"] = "yes"
        fields["child_seen_alone"] = "yes" if seen_alone else "no"
        if not seen_alone:
            fields["reason_not_alone"] = (
                draft.fill("{child} is too young to be seen alone; seen with {mum}", day)
                if age < 4
                else draft.say("not alone", voices.NOT_ALONE, day)
            )
        fields["location"] = "home" if at_home else _elsewhere(draft, day, age)
        if fields["location"] == "home":
            fields["bedroom_seen"] = "yes"
        text = _written(draft, day, age, alone=seen_alone, note=note, home=at_home or age < 4)
    fields["announced"] = "no" if unannounced else "yes"
    if age >= 0:
        me = {"person_id": draft.young.child_id, "role": "Child", "name": draft.young.name}
        present.insert(0, me)
    return draft.add("visit", day, lag=lag, present=present, text=text, **fields)


def _elsewhere(draft: Draft, day: date, age: int) -> str:
    if age >= 4 and calendar.in_term(day):
        return "school"
    return "nursery" if age >= 2 and calendar.in_term(day) and age < 4 else "home"


def _written(
    draft: Draft, day: date, age: int, *, alone: bool, note: str, home: bool
) -> dict[str, str]:
    text: dict[str, str] = {}
    seen = child_says(draft, day)
    if age < 4:
        text["observations"] = f"{note} {seen}".strip()
    else:
        place = draft.chance.one(places.PLACES_OUT)
        bank = voices.HOW_SEEN if alone else voices.WITH_OTHERS
        how = draft.say(f"how {alone}", bank, day, place=place)
        text["child_words"] = f"{note} {how} {seen}".strip()
    if home:
        text["parents"] = draft.say("parents", notes.PARENTS, day)
        text["body"] = draft.say("home", notes.HOME, day)
    text["analysis"] = draft.say("thinking", notes.THINKING, day)
    if draft.chance.maybe(0.6):
        text["plan"] = draft.say("next", notes.NEXT, day)
    return text


def _about_parents(draft: Draft, day: date) -> dict[str, str]:
    return {
        "parents": draft.say("parents to be", BEFORE_BIRTH, day),
        "analysis": draft.say("before birth", BEFORE_BIRTH_THOUGHTS, day),
    }


def _attempted(draft: Draft, day: date, type_: str) -> None:
    draft.add(
        "visit",
        day,
        lag=2,
        type=type_,
        successful="no",
        child_seen="no" if draft.born_by(day) else "not_applicable",
        child_seen_alone="no" if draft.born_by(day) else "not_applicable",
        location="home",
        announced="no" if draft.family.chance("attempt", day).maybe(0.4) else "yes",
        text=draft.say("nobody in", notes.NOBODY_IN, day),
    )


BEFORE_BIRTH = (
    "{mum} showed me the cot. She has felt the baby move a good deal this week.",
    "{mum} has kept both midwife appointments. She is sleeping badly and spoke of her first "
    "labour.",
    "{dad} was there. He has painted the corner where the cot will stand and asked about the "
    "birth.",
    "{mum} told me that she cries in the evenings and rings her sister. She has told her nurse.",
    "I asked {mum} and {dad} each on their own what they worry about. Both said money first.",
    "We went through the birth plan. {mum} wants her sister with her.",
    "{mum} showed me the bag she has packed, and a blanket her mother knitted.",
    "{dad} spoke about his own father, and about what he wants to do otherwise.",
)
BEFORE_BIRTH_THOUGHTS = (
    "{mum} is preparing well. What evenings are like I know only from her.",
    "What {dad} says is new; I will ask {mum} alone whether she sees it too.",
    "I am more hopeful than a month ago, and will look again when the baby is there.",
    "Her low mood is known to the nurse; we rang her together from the sofa.",
    "There is help from family and little money. The baby bank has been asked.",
)
