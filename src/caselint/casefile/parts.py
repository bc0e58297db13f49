"""What records are made of: people at a meeting, actions, goals, minutes, notifications."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

from caselint.casefile.agencies import Agency
from caselint.casefile.values import Choices, Code, Flag, Moment


class Part(BaseModel):
    """The base of everything in a case file: an unknown field is a fault, aliases are the names.

    Fields whose name is a word of Python (`from`, `with`, `for`) end in an underscore in code.
    """

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, revalidate_instances="never", defer_build=False
    )


class _Named(Part):
    """A part for which a plain string will do; `_plain` is the field that the string fills."""

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {cls._plain(): value} if isinstance(value, str) else value

    @classmethod
    def _plain(cls) -> str:
        return "name"


class Participant(_Named):
    """Somebody at, invited to, or with something. A plain string is a name or a role."""

    agency: Agency = None
    organisation: str | None = None
    role: str | None = None
    name: str | None = None
    person_id: str | None = None
    report_sent: Flag = None


class Author(_Named):
    """Who wrote a record."""

    name: str | None = None
    role: str | None = None
    agency: Agency = None
    organisation: str | None = None


class Member(_Named):
    """A member of the group that a plan names."""

    agency: Agency = None
    organisation: str | None = None
    role: str | None = None
    name: str | None = None
    person_id: str | None = None
    from_: Moment = Field(default=None, alias="from")
    to: Moment = None


class Informed(_Named):
    """An agency that was told, and when. A plain string is the agency."""

    agency: Agency = None
    organisation: str | None = None
    at: Moment = None

    @classmethod
    def _plain(cls) -> str:
        return "agency"


class Recipient(_Named):
    """Somebody minutes were sent to. A plain string is the agency."""

    agency: Agency = None
    organisation: str | None = None
    role: str | None = None
    name: str | None = None
    person_id: str | None = None
    sent_at: Moment = None
    acknowledged: Flag = None

    @classmethod
    def _plain(cls) -> str:
        return "agency"


class Minutes(Part):
    """How the record of a meeting went out; `sent_at` is the default for each recipient."""

    sent_at: Moment = None
    sent_to: list[Recipient] | None = None

    @model_validator(mode="after")
    def _default_sent_at(self) -> Minutes:
        for recipient in self.sent_to or ():
            if recipient.sent_at is None:
                recipient.sent_at = self.sent_at
        return self


class Contribution(Part):
    """What one agency said at a meeting."""

    agency: Agency = None
    organisation: str | None = None
    view: str | None = None


class Action(Part):
    """One thing that somebody is to do."""

    action_id: str | None = None
    text: str | None = None
    owner: str | None = None
    agency: Agency = None
    organisation: str | None = None
    target: Annotated[Code, Choices("child", "parent", "network")] = None
    due: Moment = None
    status: Annotated[Code, Choices("open", "done", "not_done", "dropped")] = None
    completed_at: Moment = None
    impact: str | None = None
    outcome_met: Flag = None
    next_step: str | None = None
    recurring: Flag = None


class Goal(Part):
    """What is to be different for the child."""

    goal_id: str | None = None
    outcome: str | None = None
    baseline: str | None = None
    measure: str | None = None
    due: Moment = None
    owner: str | None = None
