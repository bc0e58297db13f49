"""Kinds of record of finding out: assessments, section 47 enquiries, screening tools."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.records.base import BaseRecord, Worded
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class Assessment(Worded):
    """An assessment; `covers` names the children it is about."""

    kind: Literal["assessment"]
    type: Annotated[
        Code,
        Choices("child_and_family", "pre_birth", "parenting", "risk", "early_help", more=True),
    ] = None
    started_at: Moment = None
    completed_at: Moment = None
    authorised_at: Moment = None
    child_seen: Flag = None
    factors: list[str] | None = None
    covers: list[str] | None = None
    outcome: Annotated[
        Code, Choices("s47", "child_in_need", "early_help", "no_further_action", beside=True)
    ] = None
    outcome_text: Words = None


class Section47(Worded):
    """A section 47 enquiry."""

    kind: Literal["section47"]
    started_at: Moment = None
    completed_at: Moment = None
    outcome: Annotated[Code, Choices("conference", "no_conference", beside=True)] = None
    outcome_text: Words = None
    child_seen: Flag = None
    child_seen_alone: Flag = None


class Screening(BaseRecord):
    """A screening tool, completed."""

    kind: Literal["screening"]
    tool: Words = None
    level: Words = None
    score: float | str | None = None
    review_due: Moment = None
