"""A child protection plan: initial conference, core groups, review conferences, the plan's end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Record
from caselint.synthetic.practice import agencies as who
from caselint.synthetic.practice.actions import Ledger
from caselint.synthetic.practice.meetings import gathering, told
from caselint.synthetic.practice.partners import asked_and_told, in_touch, rang_round, see_the_child
from caselint.synthetic.practice.plans import CarriedPlan
from caselint.synthetic.practice.visits import visited
from caselint.synthetic.practice.voice import advocate_offered, direct_work, family_meeting


class Protected:
    """The child protection plan of one child, from the initial conference on."""

    def __init__(self, draft: Draft, conference: date, type_: str = "initial") -> None:
        self.draft = draft
        self.start = conference
        self.group = who.core(draft, conference)
        self.asked = who.conference(draft, conference)
        self.chance = draft.family.chance("protection")
        self.reviews = self._review_days()
        self.core_groups = self._core_group_days()
        self.plan = CarriedPlan(
            draft, "child_protection", conference, self.group, "10 working days"
        )
        self.ledger = Ledger(draft, "A", self.group)
        self.conferences: list[Record] = []
        self.between: list[tuple[date, Callable[[date], None]]] = []
        self._conference(conference, type_, "plan_made", self.core_groups[0], 3)

    def _core_group_days(self) -> list[date]:
        """The first within 10 working days, then every four to six weeks."""
        day = calendar.plus(self.start, self.chance.between(6, 10))
        days = [day]
        while day <= self.draft.as_at:
            gap = 42 if self.chance.maybe(0.15) else self.chance.between(28, 42)
            day = calendar.on_or_before(calendar.days_after(day, gap))
            if day in self.reviews:
                day = calendar.plus(day, -1)
            days.append(day)
        return days

    def catch_up(self, day: date) -> None:
        """Do what others have put in `between` and what comes before that day."""
        while self.between and self.between[0][0] < day:
            when, what = self.between.pop(0)
            what(when)

    def carry(self, end: date | None = None, *, born: date | None = None) -> None:
        """Everything while the plan is open, up to `end` or the day of export.

        A plan that was made before the birth has a core group within ten days after it.
        """
        draft = self.draft
        last = end or draft.as_at
        if born is not None and born <= last:
            self.core_groups = self._around_birth(born)
        held = [day for day in self.core_groups if day < last or day == last == draft.as_at]
        meetings = sorted({*held, *(day for day in self.reviews if day <= last)})
        planned = sorted({*self.core_groups, *self.reviews})
        visited(draft, f"protection {self.start}", self.start, last, "child_protection", 5, 10)
        for day in meetings:
            if day == end:
                break
            self.catch_up(day)
            following = next(other for other in planned if other > day)
            if day in self.reviews:
                self._conference(day, "review", "plan_continued", following, 1)
            else:
                self._core_group(day, following)
        self.catch_up(calendar.days_after(last, 1))
        if end is not None:
            self._ended(end)
        in_touch(draft, self.group, self.start, last)
        in_touch(draft, [one for one in self.asked if one not in self.group], self.start, last)
        rang_round(draft, held, self.group)
        see_the_child(draft, self.group, self.start, last)
        asked_and_told(draft, self.start, last)
        direct_work(draft, self.start, last)
        advocate_offered(draft, calendar.plus(self.start, -3))
        day = calendar.plus(self.start, self.chance.between(20, 40))
        if day < last:
            family_meeting(draft, day, self.group)

    def _around_birth(self, born: date) -> list[date]:
        """As planned up to the birth, then within ten days of it, then as before."""
        days = [day for day in self.core_groups if day < born]
        after = calendar.on_or_before(calendar.days_after(born, self.chance.between(6, 9)))
        if days and after > calendar.days_after(days[-1], 42):
            days.append(calendar.plus(born, -2))
        days.append(calendar.plus(after, -1) if after in self.reviews else after)
        while days[-1] <= self.draft.as_at:
            day = calendar.days_after(days[-1], self.chance.between(28, 42))
            day = calendar.on_or_before(day)
            days.append(calendar.plus(day, -1) if day in self.reviews else day)
        return sorted(set(days))

    def _review_days(self) -> list[date]:
        """The first review within three months, later ones within six."""
        limit = calendar.months_after(self.start, 3)
        day = calendar.on_or_before(calendar.days_after(limit, -self.chance.between(0, 12)))
        days = []
        while day <= self.draft.as_at:
            days.append(day)
            limit = calendar.months_after(day, 6)
            day = calendar.on_or_before(calendar.days_after(limit, -self.chance.between(0, 20)))
        days.append(day)
        return days

    def _core_group(self, day: date, following: date) -> None:
        draft = self.draft
        away = self._away(day)
        fields = gathering(
            draft, day, self.group, name="core group", sends_report=away, also_sent=["gp"]
        )
        draft.add(
            "core_group",
            day,
            actions=self.ledger.review(day, following, 1),
            links=[self.plan.versions[-1]["record_id"]],
            text=told(draft, day, 3),
            **fields,
        )

    def _away(self, day: date) -> list[str]:
        """Now and then one partner is away and sends a report; never the same one twice running."""
        position = self.core_groups.index(day)
        chance = self.draft.family.chance("away", day)
        partners = self.group[1:]
        return [partners[position % len(partners)]] if chance.maybe(0.25) else []

    def _conference(self, day: date, type_: str, outcome: str, following: date, new: int) -> Record:
        draft = self.draft
        first = not self.conferences
        fields: dict[str, Any] = gathering(
            draft,
            day,
            self.asked,
            name="conference",
            chair=draft.family.chair,
            sends_report=["gp"],
            minutes_within=14,
        )
        fields["attended"].append(draft.person("independent_reviewing", day))
        actions = (
            self.ledger.agree(day, following, 4)
            if first
            else self.ledger.review(day, following, new)
        )
        record = draft.add(
            "conference",
            day,
            by="independent_reviewing",
            type=type_,
            outcome=outcome,
            outcome_text=draft.fill(
                "All agencies agreed that {child} needs a plan to be safe, with visits every 10 "
                "working days."
                if first
                else "The plan continues: things are better and not yet for long enough.",
                day,
            ),
            actions=actions,
            text=told(draft, day, 3),
            **fields,
        )
        self.conferences.append(record)
        self.plan.write(
            day,
            [dict(action) for action in actions if action["status"] == "open"],
            category=draft.family.trouble.category,
            links=[record["record_id"]],
        )
        return record

    def _ended(self, day: date) -> None:
        """The last review: the plan ends, and what was agreed is done."""
        draft = self.draft
        fields = gathering(
            draft, day, self.asked, name="conference", chair=draft.family.chair,
            sends_report=["gp"], minutes_within=14,
        )  # fmt: skip
        fields["attended"].append(draft.person("independent_reviewing", day))
        draft.add(
            "conference",
            day,
            by="independent_reviewing",
            type="review",
            outcome="plan_ended",
            outcome_text=draft.fill(
                "All agreed: {child} is no longer likely to be harmed. Help goes on as a child in "
                "need.",
                day,
            ),
            actions=self.ledger.close(day),
            text=told(draft, day, 3),
            **fields,
        )
        self.plan.end(day)
