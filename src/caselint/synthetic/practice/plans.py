"""A plan and its versions: for whom, what is to change, who does what, what if not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft, Record
from caselint.synthetic.vocabulary import notes


class CarriedPlan:
    """One plan, written version after version."""

    def __init__(
        self, draft: Draft, type_: str, start: date, agencies: Sequence[str], visits: str | None
    ) -> None:
        self.draft = draft
        self.type = type_
        self.start = start
        self.agencies = list(agencies)
        self.visits = visits
        self.plan_id = draft.new_id("PL")
        self.versions: list[Record] = []
        for agency in agencies:
            draft.involve(agency, start)

    def write(self, day: date, actions: list[dict[str, Any]], **more: Any) -> Record:
        """A version of the plan, dated that day."""
        draft = self.draft
        baby = draft.age(day) < 4
        bank = notes.BABY_VIEW_PLAN if baby else notes.CHILD_VIEW_PLAN
        record = draft.add(
            "plan",
            day,
            plan_id=self.plan_id,
            version=len(self.versions) + 1,
            type=self.type,
            started_at=self.start,
            visit_frequency=self.visits,
            members=self.members(day),
            goals=self._goals(day),
            actions=actions,
            child_view=draft.say("plan view", bank, day),
            contingency=draft.say("contingency", notes.CONTINGENCY, day),
            **more,
        )
        self.versions.append(record)
        return record

    def members(self, day: date) -> list[dict[str, Any]]:
        """The group that carries the plan."""
        agencies = [
            {**self.draft.person(agency, day), "from": self.start} for agency in self.agencies
        ]
        return [*agencies, {**self.draft.mother(), "from": self.start}]

    def end(self, day: date) -> None:
        """The plan ends."""
        for version in self.versions:
            version["ended_at"] = day

    def _goals(self, day: date) -> list[dict[str, Any]]:
        draft = self.draft
        due = calendar.months_after(day, 4)
        return [
            {
                "goal_id": f"G{number}",
                "outcome": draft.fill(outcome, day),
                "baseline": draft.fill(baseline, day),
                "measure": draft.fill(measure, day),
                "due": due,
                "owner": draft.social_worker(day),
            }
            for number, (outcome, baseline, measure) in enumerate(draft.family.trouble.goals, 1)
        ]
