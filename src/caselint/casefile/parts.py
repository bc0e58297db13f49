"""What records are made of: people at a meeting, actions, goals, minutes, notifications."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, model_validator
from pydantic_core import CoreSchema, core_schema

from caselint.casefile.agencies import Agency
from caselint.casefile.values import OBJECT, TEXT, Choices, Code, Flag, Moment, Words


class Part(BaseModel):
    """The base of everything in a case file: an unknown field is a fault, aliases are the names.

    Fields whose name is a word of Python (`from`, `with`, `for`) end in an underscore in code.
    """

    model_config = ConfigDict(
        extra="forbid", populate_by_name=True, revalidate_instances="never", defer_build=False
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            # Asking a record for a field that only other kinds have is common; pydantic's own
            # answer looks for private attributes first and takes ten times as long.
            if name[:1] != "_":
                raise AttributeError(name)
            return super().__getattr__(name)


class _Named(Part):
    """A part for which a plain text will do; `plain` is the field that the text fills."""

    plain: ClassVar[str] = "name"

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        whole = handler(source)
        if whole["type"] != "model":
            return whole
        text = core_schema.no_info_after_validator_function(
            lambda text: cls.model_validate({cls.plain: text}), core_schema.str_schema()
        )
        return core_schema.union_schema([(whole, OBJECT), (text, TEXT)], mode="left_to_right")


_OF_THE_FAMILY = re.compile(
    r"(?:the |(?:birth|maternal|paternal|foster|half|step|great)[ -]?)*"
    r"(?:child|young person|mums? and dad"
    r"|(?:grand ?)?(?:mother|father|parents?|mum|dad|son|daughter)"
    r"|nan|grandma|grandpa|aunt(?:ie|y)?|uncle|brother|sister|sibling|cousin|(?:main )?carers?"
    r"|(?:(?:mother|father|mum|dad)['’]s )?(?:ex-?)?(?:partner|boyfriend|girlfriend|husband|wife))",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def _is_of_family(role_or_name: str) -> bool:
    return _OF_THE_FAMILY.fullmatch(role_or_name.strip()) is not None


def belongs_to_no_agency(part: Part) -> bool:
    """Whether somebody named without an agency has none: the child, or one of the people around.

    Those have a `person_id`, or are called by what they are to the child. Of anybody else without
    an agency it is unknown which it is.
    """
    given = part.__dict__
    if given.get("agency") is not None or given.get("organisation") is not None:
        return False
    if given.get("person_id"):
        return True
    return any(
        isinstance(text := given.get(field), str) and _is_of_family(text)
        for field in ("role", "name")
    )


class Participant(_Named):
    """Somebody at, invited to, or with something. A plain string is a name or a role."""

    agency: Agency = None
    organisation: Words = None
    role: Words = None
    name: Words = None
    person_id: Words = None
    report_sent: Flag = None


class Author(_Named):
    """Who wrote a record."""

    name: Words = None
    role: Words = None
    agency: Agency = None
    organisation: Words = None


class Member(_Named):
    """A member of the group that a plan names."""

    agency: Agency = None
    organisation: Words = None
    role: Words = None
    name: Words = None
    person_id: Words = None
    from_: Moment = Field(default=None, alias="from")
    to: Moment = None


class Informed(_Named):
    """An agency that was told, and when. A plain string is the agency."""

    plain: ClassVar[str] = "agency"

    agency: Agency = None
    organisation: Words = None
    at: Moment = None


class Recipient(_Named):
    """Somebody minutes were sent to. A plain string is the agency."""

    plain: ClassVar[str] = "agency"

    agency: Agency = None
    organisation: Words = None
    role: Words = None
    name: Words = None
    person_id: Words = None
    sent_at: Moment = None
    acknowledged: Flag = None


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
    organisation: Words = None
    view: Words = None


class Action(Part):
    """One thing that somebody is to do."""

    action_id: Words = None
    text: Words = None
    owner: Words = None
    agency: Agency = None
    organisation: Words = None
    target: Annotated[Code, Choices("child", "parent", "network")] = None
    due: Moment = None
    status: Annotated[Code, Choices("open", "done", "not_done", "dropped")] = None
    completed_at: Moment = None
    impact: Words = None
    outcome_met: Flag = None
    next_step: Words = None
    recurring: Flag = None


class Goal(Part):
    """What is to be different for the child."""

    goal_id: Words = None
    outcome: Words = None
    baseline: Words = None
    measure: Words = None
    due: Moment = None
    owner: Words = None
