"""The child's part: direct work, an advocate, the family's own meeting."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.meetings import child_says, gathering, told
from caselint.synthetic.practice.pace import paced
from caselint.synthetic.vocabulary import voices


def advocate_offered(draft: Draft, day: date) -> None:
    """An advocate is offered to a child of five or more, and the answer is written down."""
    if draft.age(day) < 5:
        return
    accepted = draft.chance.maybe(0.4)
    draft.add(
        "advocacy",
        day,
        offered="yes",
        accepted="yes" if accepted else "no",
        advocate=draft.family.cast["advocacy"]["name"] if accepted else None,
        text=draft.fill(
            "{child} met the advocate and wants her at meetings."
            if accepted
            else "I explained what an advocate does. {child} would rather speak with {his} "
            "teacher, and "
            "may ask again.",
            day,
        ),
    )


def direct_work(draft: Draft, start: date, end: date) -> None:
    """A series of sessions with a purpose, about every three weeks, from four years of age."""
    if draft.age(start) < 4:
        return
    chance = draft.family.chance("direct work", start, draft.young.index)
    days = paced(chance, calendar.plus(start, 4), 12, 22, end)
    for number, day in enumerate(days[: chance.between(3, 5)]):
        if day > end:
            break
        tool = "picture cards" if draft.young.disabled else draft.deal("tools", voices.TOOLS)
        draft.add(
            "case_note",
            day,
            type="direct_work",
            title=f"Session {number + 1}: {tool}",
            tool=tool,
            with_=[{"person_id": draft.young.child_id, "role": "Child", "name": draft.young.name}],
            text={
                "direct_work": draft.fill(
                    f"We used the {tool} to find out what {{child}} would like to change. {{He}} "
                    f"chose "
                    "where we sat and when we stopped.",
                    day,
                ),
                "child_words": child_says(draft, day),
            },
        )


def family_meeting(draft: Draft, day: date, agencies: list[str]) -> None:
    """The family meets and makes its own plan, with agencies at the beginning only."""
    fields = gathering(
        draft, day, agencies, name="family meeting", chair="Family group co-ordinator"
    )
    due = calendar.plus(day, 20)
    grandmother = [
        {"person_id": person["person_id"], "name": person["name"], "role": "Grandmother"}
        for person in draft.people
        if person["relationship"] == "grandparent"
    ]
    fields["attended"] += grandmother
    draft.add(
        "meeting",
        day,
        type="family_group",
        outcome=draft.fill(
            "The grandmother has {child} on Friday nights. Each relative wrote down when they can "
            "come. "
            f"To be looked at again by {due:%d %B}.",
            day,
        ),
        text=told(draft, day),
        **fields,
    )
