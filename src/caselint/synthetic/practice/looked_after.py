"""A child comes into care: status, home, care plan, visits, reviews, health and school."""

from __future__ import annotations

from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.practice.actions import Ledger
from caselint.synthetic.practice.meetings import gathering, told
from caselint.synthetic.practice.oversight import decided
from caselint.synthetic.practice.partners import in_touch, see_the_child, spoken
from caselint.synthetic.practice.plans import CarriedPlan
from caselint.synthetic.practice.visits import one_visit, visited
from caselint.synthetic.practice.voice import advocate_offered, direct_work
from caselint.synthetic.vocabulary import places


class InCare:
    """One child's time in care, from the first day to the day of export."""

    def __init__(self, draft: Draft, start: date) -> None:
        self.draft = draft
        self.start = start
        self.chance = draft.family.chance("in care")
        school = (
            ["school"] if draft.age(start) >= 4 else ["nursery"] if draft.age(start) >= 2 else []
        )
        self.group = ["social_care", "looked_after_health", "fostering", *school]
        if draft.age(start) >= 4:
            self.group.append("virtual_school")
        self.away = self.chance.maybe(0.3)
        self.moves = (
            calendar.plus(start, self.chance.between(60, 85)) if self.chance.maybe(0.25) else None
        )

    def carry(self) -> None:
        """Everything while the child is in care."""
        draft, start = self.draft, self.start
        voluntary = self.chance.maybe(0.5)
        draft.add(
            "legal_status", start, lag=1, status="V2" if voluntary else "C1", started_at=start,
            notified_at=start,
        )  # fmt: skip
        if voluntary:
            draft.add(
                "consent",
                start,
                given_by=draft.family.mother,
                scope="Section 20: living with foster carers; reviewed at each review",
                given="yes",
            )
        plan = CarriedPlan(draft, "looked_after", start, self.group, "6 weeks")
        ledger = Ledger(draft, "C", self.group)
        reviews = self._reviews()
        plan.write(start, ledger.agree(start, reviews[0], 3))
        self._lives()
        for number, day in enumerate(reviews[:-1]):
            self._review(plan, ledger, day, reviews[number + 1])
        self._health_and_school()
        in_touch(draft, self.group, start, draft.as_at)
        see_the_child(draft, self.group, start, draft.as_at)
        advocate_offered(draft, calendar.plus(start, 5))
        direct_work(draft, start, draft.as_at)

    def _reviews(self) -> list[date]:
        """Within 20 working days, then within three months, then every six."""
        day = calendar.plus(self.start, self.chance.between(14, 20))
        days = [day]
        months = 3
        while day <= self.draft.as_at:
            limit = calendar.months_after(day, months)
            day = calendar.on_or_before(calendar.days_after(limit, -self.chance.between(0, 14)))
            days.append(day)
            months = 6
        return days

    def _lives(self) -> None:
        """Where the child lives, with visits: within a week of a move, then every six weeks."""
        draft = self.draft
        spells = [self.start]
        if self.moves is not None and self.moves <= draft.as_at:
            spells.append(self.moves)
        for number, start in enumerate(spells):
            end = spells[number + 1] if number + 1 < len(spells) else None
            area = (
                self.chance.one(places.OTHER_AREAS)
                if self.away and not number
                else draft.family.authority
            )
            fields: dict[str, Any] = {}
            if area != draft.family.authority:
                told_on = calendar.plus(start, -1)
                fields["host_notified_at"] = told_on
                fields["host_notified"] = [
                    {"agency": agency, "at": told_on}
                    for agency in ("social_care", "health", "school", "police")
                ]
            placement = draft.add(
                "placement", start, lag=1, from_area=draft.family.authority, to_area=area,
                placement_type="foster care", started_at=start, ended_at=end, **fields,
            )  # fmt: skip
            decided(
                draft,
                calendar.plus(start, -1) if number else start,
                "Live with the carers who were matched",
                "They have room for brothers and sisters, and {child} can stay in touch with "
                "{his} school.",
                links=[placement["record_id"]],
            )
            for agency in ("school", "gp", "looked_after_health"):
                if agency != "school" or draft.age(start) >= 4:
                    spoken(
                        draft, calendar.plus(start, 1), agency, outward=True,
                        text=draft.fill("Told where {child} lives from today and who may collect "
                        "{him}.", start),
                    )  # fmt: skip
            week = calendar.on_or_before(calendar.days_after(start, 7))
            first = min(calendar.plus(start, self.chance.between(2, 4)), week)
            if first <= draft.as_at:
                one_visit(draft, first, "looked_after", note="First visit in the new home.")
                until = end or draft.as_at
                visited(draft, f"care {number}", first, until, "looked_after", 18, 29, 42)

    def _review(self, plan: CarriedPlan, ledger: Ledger, day: date, following: date) -> None:
        draft = self.draft
        fields = gathering(
            draft, day, self.group, name="review", chair=draft.family.chair, minutes_within=12,
            also_sent=["gp"],
        )  # fmt: skip
        fields["attended"].append(draft.person("independent_reviewing", day))
        fields["attended"].append({"role": "Foster carer"})
        actions = ledger.review(day, following, 2)
        meeting = draft.add(
            "meeting",
            day,
            by="independent_reviewing",
            type="looked_after_review",
            actions=actions,
            links=[plan.versions[-1]["record_id"]],
            outcome=draft.fill(
                "{child} stays with the carers; family time as {he} asked for.", day
            ),
            text=told(draft, day, 3),
            **fields,
        )
        updated = calendar.plus(day, self.chance.between(1, 8))
        if updated < following:
            plan.write(
                updated,
                [dict(action) for action in actions if action["status"] == "open"],
                links=[meeting["record_id"]],
            )

    def _health_and_school(self) -> None:
        draft = self.draft
        day = calendar.plus(self.start, self.chance.between(9, 17))
        draft.add(
            "appointment", day, by="looked_after_health", service="Initial health assessment",
            for_="child", attended="yes",
        )  # fmt: skip
        draft.add("document", calendar.plus(day, 2), lag=0, type="health_assessment")
        if draft.age(self.start) >= 4:
            draft.add(
                "document",
                calendar.plus(self.start, self.chance.between(6, 12)),
                lag=0,
                type="personal_education_plan",
            )
