"""The actions that people agree on, from one meeting to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from caselint.synthetic import calendar
from caselint.synthetic.draft import Draft
from caselint.synthetic.vocabulary import notes
from caselint.synthetic.vocabulary.troubles import (
    ADULT_STEPS,
    EARLY_STEPS,
    SHARED_STEPS,
    UNBORN_STEPS,
    Step,
)


@dataclass(slots=True)
class Agreed:
    """One action, as it stands. `moved`: its due date was put back once."""

    action_id: str
    step: Step
    text: str
    agency: str
    since: date
    due: date
    moved: bool = False


class Ledger:
    """What is agreed and not yet done.

    `review` gives the list as a meeting writes it: what was done with what it changed, what was not
    met with the next step, and what goes on; then new actions.
    """

    def __init__(self, draft: Draft, name: str, agencies: Sequence[str]) -> None:
        self.draft = draft
        self.name = name
        self.agencies = list(agencies)
        self.open: list[Agreed] = []
        family = draft.family
        age = draft.age(family.start)
        if age < 0:
            shared: tuple[Step, ...] = UNBORN_STEPS
        else:
            shared = (EARLY_STEPS + SHARED_STEPS[:1] if age < 3 else SHARED_STEPS) + ADULT_STEPS
        self.bank: tuple[Step, ...] = family.trouble.steps + shared
        self.dealt = draft.agreed_before
        self._number = 0

    def review(
        self, day: date, due: date, new: int = 2, only: Sequence[Step] = ()
    ) -> list[dict[str, Any]]:
        """The list of actions of a meeting on a day; the next one is on the day `due`.

        With `only`, a meeting that speaks of these steps alone, and of what is due by then.
        """
        draft = self.draft
        listed: list[dict[str, Any]] = []
        still: list[Agreed] = []
        again: list[Agreed] = []
        for agreed in self.open:
            if only and agreed.due > day and agreed.step not in only:
                still.append(agreed)
            elif agreed.due > day and draft.chance.maybe(0.55):
                listed.append(self._listing(agreed, day))
                still.append(agreed)
            elif agreed.due <= day and not agreed.moved and draft.chance.maybe(0.08):
                agreed.moved, agreed.due = True, self._due(day, due)
                entry = self._listing(agreed, day)
                entry["next_step"] = draft.say("delayed", notes.DELAYED, day)
                listed.append(entry)
                still.append(agreed)
            else:
                met = draft.chance.maybe(0.88)
                listed.append(self._done(agreed, day, met=met))
                if not met:
                    step = Step(
                        agreed.step.instead,
                        agreed.agency,
                        agreed.step.target,
                        agreed.step.impact,
                        "Decide at the next meeting with {mum} what else could help",
                    )
                    again.append(self._agree(step, day, due))
        self.open = still + again
        listed += [self._listing(agreed, day) for agreed in again]
        listed += self.agree(day, due, new)
        return listed

    def agree(
        self, day: date, due: date, number: int, steps: Sequence[Step] = ()
    ) -> list[dict[str, Any]]:
        """New actions, from the family's trouble and what helps most families."""
        listed: list[dict[str, Any]] = []
        for _ in range(number):
            step = self._next(steps)
            if step is None:
                if listed or self.open:
                    break
                step = self._look_back(due)
            agreed = self._agree(step, day, due)
            self.open.append(agreed)
            listed.append(self._listing(agreed, day))
        return listed

    def close(self, day: date) -> list[dict[str, Any]]:
        """The last list: everything is done."""
        listed = [self._done(agreed, day, met=True) for agreed in self.open]
        self.open = []
        return listed

    def standing(self, day: date) -> list[dict[str, Any]]:
        """The list as it stands."""
        return [self._listing(agreed, day) for agreed in self.open]

    def _next(self, steps: Sequence[Step]) -> Step | None:
        for _ in range(len(self.bank)):
            step: Step = self.draft.deal(
                f"steps {self.name}{len(steps)}", tuple(steps) or self.bank
            )
            if step.text not in self.dealt:
                self.dealt.add(step.text)
                return step
        return None

    def _look_back(self, due: date) -> Step:
        """When all else has been done: to look at whether it lasts."""
        return Step(
            f"Look with {{mum}} and {{child}} at what has lasted, by {due:%d %B %Y}",
            "social_care",
            "parent",
            "{child} and {mum} each named two things that have stayed better.",
            "Look at it with the grandmother",
        )

    def _agree(self, step: Step, day: date, due: date) -> Agreed:
        self._number += 1
        agency = step.agency if step.agency in self.agencies else "social_care"
        text = self.draft.fill(step.text, day)
        id_ = f"{self.name}{self._number}"
        return Agreed(id_, step, text, agency, day, self._due(day, due))

    def _due(self, day: date, meeting: date) -> date:
        """By the next meeting, or some days before it."""
        if meeting > self.draft.as_at or self.draft.chance.maybe(0.6):
            return meeting
        early = calendar.plus(meeting, -self.draft.chance.between(1, 8))
        return early if early > day else meeting

    def _listing(self, agreed: Agreed, day: date) -> dict[str, Any]:
        return {
            "action_id": agreed.action_id,
            "text": agreed.text,
            "owner": self.draft.person(agreed.agency, day)["name"],
            "agency": agreed.agency,
            "target": agreed.step.target,
            "due": agreed.due,
            "status": "open",
        }

    def _done(self, agreed: Agreed, day: date, *, met: bool) -> dict[str, Any]:
        draft = self.draft
        last = min(agreed.due, day)
        room = max(0, calendar.working_days_from(agreed.since, last) - 1)
        entry = self._listing(agreed, day)
        entry["status"] = "done"
        entry["completed_at"] = calendar.plus(last, -draft.chance.between(0, min(6, room)))
        entry["outcome_met"] = "yes" if met else "no"
        if met:
            entry["impact"] = draft.fill(agreed.step.impact, day)
        else:
            entry["impact"] = draft.fill(
                "It was tried and did not help {child} yet: {mum} could not manage the time.", day
            )
            entry["next_step"] = draft.fill(agreed.step.instead, day)
        return entry
