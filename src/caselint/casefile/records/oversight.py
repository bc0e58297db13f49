"""Kinds of record of who answers for a case: supervision, decisions, disputes, who holds it."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Action, Informed
from caselint.casefile.records.base import BaseRecord, Worded
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class _Oversight(BaseRecord):
    type: Annotated[Code, Choices("case", "reflective", "group", more=True)] = None
    supervisor: Words = None
    agency: Agency = None
    organisation: Words = None
    decision: Words = None
    rationale: Words = None
    actions: list[Action] | None = None


class Supervision(_Oversight):
    """The case as discussed in supervision."""

    kind: Literal["supervision"]


class ManagementDecision(_Oversight):
    """A manager's decision on the case."""

    kind: Literal["management_decision"]


class Escalation(Worded):
    """One stage of a professional dispute; `resolved_at` is the day that stage ended."""

    kind: Literal["escalation"]
    dispute_id: Words = None
    stage: int | str | None = None
    raised_by: Words = None
    raised_with: Words = None
    agency: Agency = None
    organisation: Words = None
    issue: Words = None
    resolved_at: Moment = None
    outcome: Annotated[Code, Choices("agreed", "not_agreed", beside=True)] = None
    outcome_text: Words = None


class Allocation(BaseRecord):
    """A worker's spell with the child."""

    kind: Literal["allocation"]
    worker: Words = None
    role: Words = None
    team: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    handover: Flag = None


class Closure(BaseRecord):
    """The case closed."""

    kind: Literal["closure"]
    reason: Words = None
    decided_by: Words = None
    child_informed: Flag = None
    partners_informed: list[Informed] | None = None
    summary: Words = None
