"""Who is who in the narrative of a case file: the people that it names, and who writes.

The cast maps names to what somebody is to the child. The child comes first, then the people of the
file, then staff, so that a worker who shares a name with a parent takes nothing away. Who writes is
a professional, unless the author of a record is one of the family, or the section holds the child's
own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from caselint.casefile import BaseRecord, CaseFile
from caselint.casefile.narrative import section_meaning
from caselint.casefile.parts import Author, Part, belongs_to_no_agency
from caselint.casefile.people import Person
from caselint.casefile.values import Unreadable

if TYPE_CHECKING:
    from caselint.language.mention import Mention, Who

PROFESSIONAL: Final = "professional"
INTERPRETER: Final = "interpreter"
_INTERPRETING: Final = re.compile(r"\binterpret|\btranslator\b|\bsigner\b", re.IGNORECASE)
_PRESENT: Final = ("present", "with_", "attended", "invited", "apologies")
_WORKERS: Final = ("worker", "supervisor", "chair", "interviewer", "lead")
_AUTHORS: Final[dict[str, Who]] = {
    "this_child": "child",
    "other_child": "other",
    "parent": "parent",
    "other_person": "other",
    "professional": PROFESSIONAL,
}


def cast_of(case_file: CaseFile) -> dict[str, str]:
    """The names that a text may use, with what each is to the child.

    ``{"Mia Jones": "female child", "Stacey Jones": "mother", "Dawn Hill": "professional"}``
    """
    cast: dict[str, str] = {}
    child = case_file.child
    for name in (child.name, *(child.aliases or ())):
        if name:
            cast.setdefault(name, _with_sex("child", child.sex))
    for person in case_file.people or ():
        for name in (person.name, *(person.aliases or ())):
            if name:
                cast.setdefault(name, _relationship(person))
    for name, relationship in _staff(case_file):
        cast.setdefault(name, relationship)
    return cast


def author_of(record: BaseRecord, section: str, cast: dict[str, str]) -> Who:
    """Who writes a section of a record: professional, child, parent or other."""
    if section in (record.text or {}) and section_meaning(section) == "child_words":
        return "child"
    author = record.author
    if author is None or author.agency or author.organisation:
        return PROFESSIONAL
    named = author.name or ""
    relationship = cast.get(named, PROFESSIONAL)
    if relationship == PROFESSIONAL and belongs_to_no_agency(author):
        relationship = author.role or named
    if relationship == PROFESSIONAL:
        return PROFESSIONAL
    from caselint.language.cast import relation

    return _AUTHORS[relation(relationship)[0]]


_HEARD_IN: Final[dict[str, Who]] = {"child_views": "child", "parents": "parent"}


def heard_in(section: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions of a section of narrative, by those whom the section is there to hear.

    Where the words do not say whose account it is, under "Child's views" it is the child's, and
    under "Parents' views" a parent's.
    """
    heard = _HEARD_IN.get(section_meaning(section))
    if heard is None or all(mention.speaker != "unknown" for mention in mentions):
        return mentions
    return [
        mention._replace(speaker=heard) if mention.speaker == "unknown" else mention
        for mention in mentions
    ]


def _relationship(person: Person) -> str:
    """What somebody is to the child, as a text would say it; a carer, if in a caring role."""
    given = person.relationship
    named = "other" if given is None or isinstance(given, Unreadable) else str(given)
    named = named.replace("_", " ")
    if person.caring_role == "yes" and named in ("other", "partner", "grandparent", "unknown"):
        named = "carer"
    return _with_sex(named, person.sex)


def _with_sex(named: str, sex: object) -> str:
    return f"{sex} {named}" if sex in ("female", "male") else named


def _staff(case_file: CaseFile) -> Iterator[tuple[str, str]]:
    """The names of workers, and what they are to the child.

    Authors, those present with an agency or a role, and those in charge.
    """
    for spell in case_file.agencies or ():
        if spell.lead_worker:
            yield spell.lead_worker, PROFESSIONAL
    for record in case_file.records:
        given = record.__dict__
        if record.author is not None and _is_worker(record.author):
            yield str(record.author.name), PROFESSIONAL
        for field in _PRESENT:
            listed = given.get(field)
            for someone in listed if isinstance(listed, list) else ():
                if _is_worker(someone):
                    yield str(someone.name), _of_staff(someone)
        for field in _WORKERS:
            name = given.get(field)
            if isinstance(name, str) and name.strip():
                yield name, PROFESSIONAL


def _of_staff(someone: Part) -> str:
    """Whether a worker interprets: passes on what others say."""
    given = someone.__dict__
    words = (given.get("agency"), given.get("organisation"), given.get("role"))
    interprets = any(_INTERPRETING.search(str(each or "")) for each in words)
    return INTERPRETER if interprets else PROFESSIONAL


def _is_worker(someone: Part) -> bool:
    """Whether somebody named is a worker: has an agency or a role, and is none of the family."""
    given = someone.__dict__
    if not isinstance(name := given.get("name"), str) or not name.strip():
        return False
    if belongs_to_no_agency(someone):
        return False
    return isinstance(someone, Author) or bool(given.get("agency") or given.get("role"))
