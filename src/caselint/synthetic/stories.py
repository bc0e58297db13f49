"""From a family to its case files: which strands of practice make up each kind of story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Native
from caselint.synthetic.people import Family
from caselint.synthetic.practice import (
    closing,
    disputes,
    early_help,
    enquiry,
    front_door,
    oversight,
    papers,
    schooling,
    unborn,
    workers,
)
from caselint.synthetic.practice.child_in_need import InNeed
from caselint.synthetic.practice.exploitation import Mapped
from caselint.synthetic.practice.looked_after import InCare
from caselint.synthetic.practice.protection import Protected
from caselint.synthetic.practice.visits import visited


def finished(family: Family) -> Iterator[Native]:
    """The files of a family's children in the native form, as exported on the day."""
    for young in family.children:
        draft = Draft(family, young)
        TOLD[family.story.name](draft)
        yield draft.finished()


def _to_conference(draft: Draft) -> date:
    """Referral, strategy discussion, enquiry and assessment; gives the conference's day."""
    family, start = draft.family, draft.family.start
    front_door.known_before(draft)
    front_door.referred(draft, "s47")
    chance = family.chance("to conference")
    discussion = enquiry.discussed(draft, start, section47=True)
    enquiry.enquired(draft, discussion, "conference")
    conference = calendar.plus(start, chance.choice((12, 13, 14, 14, 15)))
    front_door.assessed(draft, "child_and_family", "s47", (9, 11))
    return conference


def _school_and_dispute(draft: Draft, end: date | None = None) -> None:
    """Some children change school, and now and then agencies disagree."""
    chance = draft.family.chance("school and dispute")
    last = (end or draft.as_at) - timedelta(45)
    day = draft.family.start + timedelta(chance.between(50, 90))
    if chance.maybe(0.15) and day < last:
        schooling.moved_school(draft, day)
    day = calendar.on_or_after(draft.family.start + timedelta(chance.between(60, 120)))
    if chance.maybe(0.2) and day < last:
        agency = "school" if draft.age(day) >= 4 else "health_visiting"
        disputes.disagreed(draft, day, agency)


def _child_protection(draft: Draft) -> None:
    start = draft.family.start
    chance = draft.family.chance("handover day")
    change = calendar.plus(start, chance.between(16, 30)) if chance.maybe(0.5) else None
    _school_and_dispute(draft)
    workers.allocated(draft, start, change, None)
    conference = _to_conference(draft)
    Protected(draft, conference).carry()
    oversight.supervised(draft, start, draft.as_at)
    papers.kept(draft, start, draft.as_at)


def _child_in_need(draft: Draft, end: date | None = None) -> None:
    family, start = draft.family, draft.family.start
    chance = family.chance("in need begins")
    change = calendar.plus(start, chance.between(25, 45)) if chance.maybe(0.5) else None
    _school_and_dispute(draft, end)
    workers.allocated(draft, start, change, end)
    front_door.known_before(draft)
    front_door.referred(draft, "s17")
    assessment = front_door.assessed(draft, "child_and_family", "child_in_need", (18, 43))
    done = assessment["authorised_at"]
    visited(draft, "assessing", start, done, "other", 6, 12)
    last = end or draft.as_at
    begun = calendar.plus(done, chance.between(1, 5))
    if begun <= draft.as_at:
        plan = InNeed(draft, begun)
        plan.carry(end)
        if end is not None:
            decided = calendar.plus(end, -chance.between(8, 12))
            closing.closed(draft, end, plan.group, decided)
    oversight.supervised(draft, start, last)
    papers.kept(draft, start, last)


def _closed_child_in_need(draft: Draft) -> None:
    ago = draft.family.chance("closed").between(15, 70)
    _child_in_need(draft, calendar.on_or_before(draft.as_at - timedelta(ago)))


def _closed_child_protection(draft: Draft) -> None:
    family, start = draft.family, draft.family.start
    chance = family.chance("closed protection")
    end = calendar.on_or_before(family.as_at - timedelta(chance.between(15, 60)))
    change = calendar.plus(start, chance.between(16, 30))
    workers.allocated(draft, start, change, end)
    conference = _to_conference(draft)
    protected = Protected(draft, conference)
    step_down = protected.reviews[1]
    protected.carry(step_down)
    plan = InNeed(draft, step_down)
    plan.carry(end)
    closing.closed(draft, end, plan.group, calendar.plus(end, -9))
    oversight.supervised(draft, start, end)
    papers.kept(draft, start, end)


def _looked_after(draft: Draft) -> None:
    start = draft.family.start
    chance = draft.family.chance("into care")
    change = calendar.plus(start, chance.between(16, 30))
    workers.allocated(draft, start, change, None)
    front_door.known_before(draft)
    front_door.referred(draft, "s47")
    discussion = enquiry.discussed(draft, start, section47=True)
    enquiry.enquired(draft, discussion, "no_conference")
    front_door.assessed(draft, "child_and_family", "s47", (12, 30))
    InCare(draft, calendar.plus(start, chance.between(2, 5))).carry()
    oversight.supervised(draft, start, draft.as_at)
    papers.kept(draft, start, draft.as_at)


def _pre_birth(draft: Draft) -> None:
    family, start = draft.family, draft.family.start
    chance = family.chance("before the birth")
    workers.allocated(draft, start, None, None)
    front_door.referred(draft, "s17")
    unborn_here = draft.young.due is not None
    front_door.assessed(draft, "pre_birth" if unborn_here else "child_and_family", "s47", (26, 34))
    visited(draft, "before conference", start, calendar.plus(start, 20), "other", 6, 10)
    strategy = calendar.plus(start, chance.between(18, 24))
    discussion = enquiry.discussed(draft, strategy, section47=True)
    enquiry.enquired(draft, discussion, "conference")
    conference = calendar.plus(strategy, chance.between(12, 15))
    protected = Protected(draft, conference, "pre_birth" if unborn_here else "initial")
    protected.carry(born=family.children[0].born)
    if unborn_here:
        unborn.expected(draft, protected.plan.versions[0]["record_id"])
    oversight.supervised(draft, start, draft.as_at)
    papers.kept(draft, start, draft.as_at)


def _exploitation(draft: Draft) -> None:
    start = draft.family.start
    chance = draft.family.chance("exploitation")
    workers.allocated(draft, start, None, None)
    front_door.known_before(draft)
    front_door.referred(draft, "s17")
    done = front_door.assessed(draft, "child_and_family", "child_in_need", (10, 15))[
        "authorised_at"
    ]
    visited(draft, "assessing", start, done, "other", 4, 8)
    work = InNeed(draft, calendar.plus(done, chance.between(0, 3)))
    Mapped(draft, work).carry()
    work.carry()
    oversight.supervised(draft, start, draft.as_at)
    papers.kept(draft, start, draft.as_at)


def _exploitation_and_protection(draft: Draft) -> None:
    start = draft.family.start
    workers.allocated(draft, start, None, None)
    work = Protected(draft, _to_conference(draft))
    Mapped(draft, work).carry()
    work.carry()
    oversight.supervised(draft, start, draft.as_at)
    papers.kept(draft, start, draft.as_at)


TOLD: Final[dict[str, Callable[[Draft], None]]] = {
    "child_protection": _child_protection,
    "child_in_need": _child_in_need,
    "looked_after": _looked_after,
    "early_help": early_help.helped_early,
    "pre_birth": _pre_birth,
    "exploitation": _exploitation,
    "closed_child_in_need": _closed_child_in_need,
    "closed_child_protection": _closed_child_protection,
    "exploitation_and_protection": _exploitation_and_protection,
}
"""Story by name."""
