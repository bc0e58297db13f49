"""The child and the people around the child."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Part
from caselint.casefile.values import Choices, Code, Flag, Moment, Words

Id = Annotated[str, Field(pattern=r"\S", coerce_numbers_to_str=True)]
"""An id that has to be there; a number is taken as it is written."""

Sex = Annotated[
    Code, Choices("female", "male", "indeterminate", aliases={"f": "female", "m": "male"})
]


class Child(Part):
    """The child whose file it is. Both dates of birth may stand: born after the plan began."""

    child_id: Id
    name: Words = None
    aliases: list[str] | None = None
    date_of_birth: Moment = None
    expected_date_of_birth: Moment = None
    died_on: Moment = None
    sex: Sex = None
    ethnicity: Words = None
    religion: Words = None
    first_language: Words = None
    interpreter_needed: Flag = None
    disabilities: list[str] | None = None
    communication_needs: Words = None
    immigration_status: Words = None
    school: Words = None


class Person(Part):
    """Somebody in the child's life. `child_case_id`: a child with a file of their own."""

    person_id: Id
    name: Words = None
    aliases: list[str] | None = None
    relationship: Annotated[
        Code,
        Choices(
            "mother",
            "father",
            "stepmother",
            "stepfather",
            "partner",
            "brother",
            "sister",
            "grandparent",
            "carer",
            more=True,
        ),
    ] = None
    sex: Sex = None
    date_of_birth: Moment = None
    parental_responsibility: Flag = None
    caring_role: Flag = None
    lives_with_child: Flag = None
    from_: Moment = Field(default=None, alias="from")
    to: Moment = None
    contact_restricted: Flag = None
    deceased: Flag = None
    child_case_id: Words = None


class InvolvedAgency(Part):
    """An agency's spell of work with the child."""

    agency: Agency = None
    organisation: Words = None
    from_: Moment = Field(default=None, alias="from")
    to: Moment = None
    lead_worker: Words = None
