"""A change of school, with the safeguarding file sent on and its receipt."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.vocabulary import places


def moved_school(draft: Draft, day: date) -> None:
    """The child changes school on a working day of term; to be told before the rest is written."""
    while not calendar.in_term(day) or not calendar.is_working(day):
        day = calendar.plus(day, 1)
    age = draft.age(day)
    new = draft.young.school
    if age < 5 or age == 11 or new is None or day > draft.as_at:
        return
    bank = places.SECONDARY if new in places.SECONDARY else places.PRIMARY
    chance = draft.family.chance("school move")
    old = chance.one([name for name in bank if name != new])
    left = calendar.plus(day, -chance.between(1, 2))
    draft.school_move = (day, old)
    draft.add(
        "education_change",
        left,
        type="school_move",
        from_school=old,
        to_school=new,
        left_at=left,
        started_at=day,
    )
    sent = calendar.plus(left, chance.between(1, 4))
    draft.add(
        "file_transfer",
        sent,
        lag=1,
        what="Safeguarding file",
        from_agency="school",
        from_organisation=old,
        to_agency="school",
        to_organisation=new,
        sent_at=sent,
        received_at=calendar.plus(sent, chance.between(1, 4)),
    )
