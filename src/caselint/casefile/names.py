"""The names that a case file gives: of the child, of the people around, of workers, of the school.

They are what a report can replace. A name that stands in narrative alone is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from caselint.casefile.agencies import agency_named, is_listed
from caselint.casefile.case import CaseFile
from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, Person
from caselint.casefile.values import Unreadable

PERSON: Final = "person"
SCHOOL: Final = "school"
WORKER: Final = "worker"

_ONE: Final = (
    *("chair", "lead", "lead_worker", "supervisor", "interviewer", "worker", "advocate", "owner"),
    *("raised_by", "raised_with", "given_by", "decided_by", "child_views_by"),
)
"""Fields that hold the name of somebody, or their role or agency."""

_SCHOOLS: Final = ("from_school", "to_school")
_ROLE: Final = re.compile(
    r"\b(?:mothers?|fathers?|parents?|mum|mums|dad|dads|child|children|young person|brother|sister"
    r"|sibling|grand\w+|nan|aunt\w*|uncle|cousin|carers?|partner|boyfriend|girlfriend|husband|wife"
    r"|son|daughter|family|worker|manager|chair|chairperson|officer|nurse|teacher|head|deputy"
    r"|doctor|consultant|visitor|midwife|practitioner|advocate|guardian|coordinator|lead|leader"
    r"|supervisor|iro|cpc|dsl|senco|sergeant|constable|inspector|detective|solicitor|therapist"
    r"|psychologist|psychiatrist|counsellor|mentor|assistant|director|student|staff|team|service"
    r"|school|nursery|college|hospital|police|health|interpreter|paediatrician|tutor|professional)"
    r"\b",
    re.IGNORECASE,
)
"""Words of a role. What holds one of them says what somebody is, and not who."""


class KnownName(NamedTuple):
    """A name, and whose: child, what a person is to the child, worker, person, or school."""

    name: str
    who: str


def names_in(case_file: CaseFile) -> tuple[KnownName, ...]:
    """Every name that stands in a field for one, each once: the child's first, workers' last."""
    found = dict.fromkeys(known for known in _named(case_file) if known.name.strip())
    whose: dict[str, str] = {}
    for name, who in found:
        whose.setdefault(name, who)
    return tuple(KnownName(name, who) for name, who in whose.items())


def with_those_beside(
    names: tuple[KnownName, ...], family: Iterable[CaseFile]
) -> tuple[KnownName, ...]:
    """Names, and those of brothers' and sisters' files behind them.

    Who somebody is there is not who they are here, workers and schools aside.
    """
    known = {one.name for one in names}
    found: dict[str, str] = {}
    for case_file in family:
        for name, who in names_in(case_file):
            here = "brother or sister" if who == "child" else who if who in _SAME else PERSON
            if name not in known:
                found.setdefault(name, here)
    return (*names, *(KnownName(name, who) for name, who in found.items()))


_SAME: Final = (WORKER, SCHOOL)


def _named(case_file: CaseFile) -> Iterator[KnownName]:
    child = case_file.child
    yield from (KnownName(name, "child") for name in _of(child))
    for person in case_file.people or ():
        given = person.relationship
        who = PERSON if given is None or isinstance(given, Unreadable) else str(given)
        yield from (KnownName(name, who) for name in _of(person))
    if child.school:
        yield KnownName(child.school, SCHOOL)
    parts: list[Part] = [*(case_file.agencies or ()), *case_file.records]
    for part in parts:
        yield from _in(part)


def _of(somebody: Child | Person) -> Iterator[str]:
    for name in (somebody.name, *(somebody.aliases or ())):
        if isinstance(name, str):
            yield name


def _in(part: Part) -> Iterator[KnownName]:
    given = part.__dict__
    who = WORKER if given.get("agency") or given.get("organisation") else PERSON
    for field in _fields(type(part)):
        value = given.get(field)
        if isinstance(value, str):
            if field == "name" and is_name(value):
                yield KnownName(value, who)
            elif field in _ONE and is_name(value):
                yield KnownName(value, WORKER)
            elif field in _SCHOOLS:
                yield KnownName(value, SCHOOL)
        elif isinstance(value, Part):
            yield from _in(value)
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Part):
                    yield from _in(each)


@cache
def _fields(model: type[Part]) -> tuple[str, ...]:
    """The fields in which a name may stand, or something that has one; most have neither."""
    return tuple(
        name
        for name, field in model.model_fields.items()
        if name == "name" or name in _ONE or name in _SCHOOLS or parts_in(field.annotation)
    )


@lru_cache(maxsize=4096)
def is_name(text: str) -> bool:
    """Whether what stands where a name may stand is one, and no role, agency or id.

    >>> is_name("Dawn Hill"), is_name("health visitor"), is_name("GP"), is_name("mother")
    (True, False, False, False)
    """
    text = text.strip()
    return (
        any(letter.isalpha() for letter in text)
        and not _ROLE.search(text)
        and not is_listed(agency_named(text))
        and not text.islower()
    )
