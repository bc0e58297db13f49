"""Kinds of record of work with the child and family, and of what is said about it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Action, Participant
from caselint.casefile.records.base import BaseRecord
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class Visit(BaseRecord):
    """A visit, made or attempted."""

    kind: Literal["visit"]
    type: Annotated[
        Code,
        Choices("statutory", "child_protection", "child_in_need", "looked_after", "other"),
    ] = None
    successful: Flag = None
    child_seen: Flag = None
    child_seen_alone: Flag = None
    reason_not_alone: Words = None
    bedroom_seen: Flag = None
    announced: Flag = None
    location: Words = None
    present: list[Participant] | None = None


class CaseNote(BaseRecord):
    """A case note."""

    kind: Literal["case_note"]
    type: Annotated[
        Code,
        Choices(
            "telephone",
            "email",
            "direct_work",
            "agency_update",
            "management",
            "other",
            more=True,
        ),
    ] = None
    title: Words = None
    tool: Words = None
    with_: list[Participant] | None = Field(default=None, alias="with")
    actions: list[Action] | None = None


class Communication(BaseRecord):
    """A message or call between professionals."""

    kind: Literal["communication"]
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    direction: Annotated[Code, Choices("in", "out", "two_way")] = None
    method: Words = None
    with_: list[Participant] | None = Field(default=None, alias="with")


class Advocacy(BaseRecord):
    """An advocate offered; `date` is the day of the offer."""

    kind: Literal["advocacy"]
    offered: Flag = None
    accepted: Flag = None
    advocate: Words = None


class Appointment(BaseRecord):
    """An appointment of the child or of an adult."""

    kind: Literal["appointment"]
    service: Words = None
    for_: Annotated[Code, Choices("child", "adult")] = Field(default=None, alias="for")
    attended: Flag = None


class Involvement(BaseRecord):
    """An agency's spell of work with the family."""

    kind: Literal["involvement"]
    agency: Agency = None
    organisation: Words = None
    status: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    notified_at: Moment = None
