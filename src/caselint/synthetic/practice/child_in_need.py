"""A child in need plan: its meetings, reviews and visits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice import agencies as who
from caselint.synthetic.practice.actions import Ledger
from caselint.synthetic.practice.meetings import gathering, told
from caselint.synthetic.practice.pace import weekly
from caselint.synthetic.practice.partners import asked_and_told, in_touch, rang_round, see_the_child
from caselint.synthetic.practice.plans import CarriedPlan
from caselint.synthetic.practice.visits import visited
from caselint.synthetic.practice.voice import advocate_offered, direct_work, family_meeting


class InNeed:
    """The child in need plan of one child."""

    def __init__(self, draft: Draft, start: date) -> None:
        self.draft = draft
        self.start = start
        self.group = who.core(draft, start)
        self.chance = draft.family.chance("in need", start)
        self.plan = CarriedPlan(draft, "child_in_need", start, self.group, "4 weeks")
        self.ledger = Ledger(draft, "N", self.group)
        first = calendar.plus(start, self.chance.between(5, 9))
        self.meetings = [first, *weekly(self.chance, first, 5, 8, draft.as_at)]
        self.between: list[tuple[date, Callable[[date], None]]] = []
        self.plan.write(start, self.ledger.agree(start, first, 3))

    def catch_up(self, day: date) -> None:
        """Do what others have put in `between` and what comes before that day."""
        while self.between and self.between[0][0] < day:
            when, what = self.between.pop(0)
            what(when)

    def carry(self, end: date | None = None) -> None:
        """Everything while the plan is open, up to `end` or the day of export."""
        draft = self.draft
        last = end or draft.as_at
        held = [day for day in self.meetings if day < last or day == last == draft.as_at]
        visited(draft, f"in need {self.start}", self.start, last, "child_in_need", 11, 19, 28)
        for number, day in enumerate(held):
            following = self.meetings[number + 1]
            self.catch_up(day)
            self._meeting(day, following, number, close=end is not None and day == held[-1])
        self.catch_up(calendar.days_after(last, 1))
        in_touch(draft, self.group, self.start, last)
        rang_round(draft, held, self.group)
        see_the_child(draft, self.group, self.start, last)
        asked_and_told(draft, self.start, last)
        direct_work(draft, self.start, last)
        advocate_offered(draft, calendar.plus(self.start, 2))
        day = calendar.plus(self.start, self.chance.between(16, 34))
        if day < last:
            family_meeting(draft, day, self.group)
        if end is not None:
            self.plan.end(end)

    def _meeting(self, day: date, following: date, number: int, *, close: bool) -> None:
        draft = self.draft
        away = [self.group[1 + number % (len(self.group) - 1)]]
        fields = gathering(
            draft,
            day,
            self.group,
            name="child in need",
            sends_report=away if self.chance.maybe(0.25) else [],
            also_sent=["gp"],
        )
        actions = self.ledger.close(day) if close else self.ledger.review(day, following, 1)
        meeting = draft.add(
            "meeting",
            day,
            type="child_in_need",
            actions=actions,
            links=[self.plan.versions[-1]["record_id"]],
            outcome=draft.fill(
                "The plan has done what it was for; closing was agreed by all."
                if close
                else "The plan goes on; what is still to be done and by whom is in the list.",
                day,
            ),
            text=told(draft, day),
            **fields,
        )
        draft.add(
            "plan_review",
            day,
            plan_id=self.plan.plan_id,
            actions=[dict(action) for action in actions],
            next_review_due=None if close else following,
            links=[meeting["record_id"]],
        )
        if not close:
            self.plan.write(
                day,
                [dict(action) for action in actions if action["status"] == "open"],
                links=[meeting["record_id"]],
            )
