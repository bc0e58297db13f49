"""Who among the people of a file is another child of the family.

By what the file says of each of them: the relationship, the home, and the case id of a file of
their own. Names say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from caselint.casefile.people import Person
from caselint.language.cast import relation

_SAYS_NOTHING: Final = frozenset({"", "other", "unknown", "relative", "family", "family member"})
"""Relationships that do not tell whether somebody is another child."""
_PARENTS: Final = ("mother", "father")


class Kin(NamedTuple):
    """The case ids that a file gives: of brothers and sisters, and of a mother or father."""

    children: tuple[str, ...]
    parents: tuple[str, ...]


def kin_of(people: Iterable[Person] | None) -> Kin:
    """Whom a file names who has a file of their own, once each and in order.

    A child of the same home counts as a brother or sister, whatever the relationship; a parent who
    is a child too does not.
    """
    children: dict[str, None] = {}
    parents: dict[str, None] = {}
    for person in people or ():
        if not person.child_case_id:
            continue
        class_ = _class_of(person)
        if class_ in _CHILD or (person.lives_with_child == "yes" and class_ != "parent"):
            children[person.child_case_id] = None
        elif person.relationship in _PARENTS:
            parents[person.child_case_id] = None
    return Kin(tuple(children), tuple(parents))


_CHILD: Final = ("", "this_child", "other_child")


def may_be_a_child(person: Person) -> bool:
    """Whether somebody may be a brother or sister, or a child of the same home."""
    return bool(person.child_case_id) or _class_of(person) in _CHILD


def _class_of(person: Person) -> str:
    """The class of people that somebody belongs to (`relation`); empty where nothing tells."""
    told = person.relationship
    if not isinstance(told, str) or told in _SAYS_NOTHING:
        return ""
    return relation(told.replace("_", " "))[0]
