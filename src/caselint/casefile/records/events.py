"""Kinds of record of what happened to the child: missing, exploitation, moves, school."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Informed
from caselint.casefile.records.base import BaseRecord
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class MissingEpisode(BaseRecord):
    """An episode of going missing; `ended_at` is the return."""

    kind: Literal["missing_episode"]
    started_at: Moment = None
    ended_at: Moment = None
    reported_to: Agency = None
    organisation: Words = None


class ReturnInterview(BaseRecord):
    """A return home interview; `episode_id` is the missing episode's record id."""

    kind: Literal["return_interview"]
    episode_id: Words = None
    offered: Flag = None
    accepted: Flag = None
    held_at: Moment = None
    interviewer: Words = None
    independent: Flag = None


class Disruption(BaseRecord):
    """Action against those who exploit."""

    kind: Literal["disruption"]
    type: Words = None
    target: Words = None
    outcome: Words = None


class SignificantEvent(BaseRecord):
    """A significant event in the child's life."""

    kind: Literal["significant_event"]
    event_type: Words = None
    action_taken: Words = None


class EducationChange(BaseRecord):
    """A move, exclusion or absence from school."""

    kind: Literal["education_change"]
    type: Annotated[Code, Choices("school_move", "exclusion", "missing_education", "absence")] = (
        None
    )
    from_school: Words = None
    to_school: Words = None
    left_at: Moment = None
    started_at: Moment = None


class _Relocation(BaseRecord):
    from_area: Words = None
    to_area: Words = None
    placement_type: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    host_notified_at: Moment = None
    host_notified: list[Informed] | None = None


class Placement(_Relocation):
    """A placement of the child's own."""

    kind: Literal["placement"]


class Move(_Relocation):
    """A move of the family."""

    kind: Literal["move"]
