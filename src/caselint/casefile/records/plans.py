"""Plans, what reviews them, and the documents that go with them."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.parts import Action, Goal, Member
from caselint.casefile.records.base import BaseRecord
from caselint.casefile.values import Choices, Code, Moment, Words


class Plan(BaseRecord):
    """One version of a plan; records that share `plan_id` are one plan."""

    kind: Literal["plan"]
    plan_id: Words = None
    version: int | str | None = None
    type: Annotated[
        Code,
        Choices(
            "child_protection",
            "child_in_need",
            "looked_after",
            "early_help",
            "pathway",
            "safety",
            "exploitation",
        ),
    ] = None
    started_at: Moment = None
    ended_at: Moment = None
    category: Words = None
    visit_frequency: Words = None
    members: list[Member] | None = None
    goals: list[Goal] | None = None
    actions: list[Action] | None = None
    child_view: Words = None
    contingency: Words = None


class PlanReview(BaseRecord):
    """A review of a plan outside a conference; `actions` as they stood."""

    kind: Literal["plan_review"]
    plan_id: Words = None
    actions: list[Action] | None = None
    next_review_due: Moment = None


class Document(BaseRecord):
    """A document on the file; `date` is the day it was made."""

    kind: Literal["document"]
    type: Annotated[
        Code,
        Choices(
            "chronology", "genogram", "case_summary", "previous_history", "safety_plan", more=True
        ),
    ] = None
    updated_at: Moment = None
    last_entry_at: Moment = None
