"""Kinds of meeting."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.parts import Action, Contribution, Minutes, Participant
from caselint.casefile.records.base import BaseRecord, Worded
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class Meeting(BaseRecord):
    """What every kind of meeting has."""

    chair: Words = None
    invited: list[Participant] | None = None
    attended: list[Participant] | None = None
    apologies: list[Participant] | None = None
    child_invited: Flag = None
    child_attended: Flag = None
    child_views_by: Words = None
    parents_invited: Flag = None
    parents_attended: Flag = None
    contributions: list[Contribution] | None = None
    actions: list[Action] | None = None
    minutes: Minutes | None = None
    quorate: Flag = None


class StrategyDiscussion(Worded, Meeting):
    """A strategy discussion; `section47` says that an enquiry was started there."""

    kind: Literal["strategy_discussion"]
    type: Words = None
    decided_at: Moment = None
    outcome: Annotated[Code, Choices("s47", "no_s47", beside=True)] = None
    outcome_text: Words = None
    section47: Flag = None


class Conference(Worded, Meeting):
    """A child protection conference."""

    kind: Literal["conference"]
    type: Annotated[Code, Choices("initial", "review", "transfer_in", "pre_birth")] = None
    outcome: Annotated[
        Code, Choices("plan_made", "plan_continued", "plan_ended", "no_plan", beside=True)
    ] = None
    outcome_text: Words = None


class CoreGroup(Meeting):
    """A core group."""

    kind: Literal["core_group"]
    type: Words = None


class OtherMeeting(Meeting):
    """Any other meeting; a ``map`` is a multi-agency planning meeting on exploitation."""

    kind: Literal["meeting"]
    type: Annotated[
        Code,
        Choices(
            "map",
            "mace",
            "network",
            "family_group",
            "child_in_need",
            "professionals",
            "discharge",
            "looked_after_review",
            more=True,
        ),
    ] = None
    outcome: Words = None
