"""What somebody is called: who speaks and whom it is about, in the words of a mention."""

from __future__ import annotations

from typing import Final

import numpy as np

from caselint.language.batch import Read
from caselint.language.mention import Who, Whose
from caselint.language.people import THE_CHILD
from caselint.language.terms import (
    CATEGORIES,
    OTHER_CHILD,
    OTHER_PERSON,
    PARENT,
    PROFESSIONAL,
    THIS_CHILD,
)

PASSING_ON: Final[tuple[Who, ...]] = ("parent", "other")
"""Authors who speak in all of their text: like reports, a text and its reports are a chain."""
SPEAKERS: Final[dict[int, Who]] = {
    THIS_CHILD: "child",
    OTHER_CHILD: "other",
    PARENT: "parent",
    PROFESSIONAL: "professional",
    OTHER_PERSON: "other",
}
SUBJECTS: Final[dict[int, Whose]] = {
    THIS_CHILD: "this_child",
    OTHER_CHILD: "other_child",
    PARENT: "parent",
    PROFESSIONAL: "professional",
    OTHER_PERSON: "other",
}


def speaker_at(read: Read, person: int, text: int) -> tuple[Who, str | None]:
    """Who a row of people is as a speaker, with the name where the cast of the text has it."""
    category = int(read.people.whose(np.array([person]))[0])
    if category < 0:
        return "unknown", None
    return SPEAKERS.get(category, "unknown"), named(read, person, text)


def steps_of(by: str, of: str) -> str:
    """How a rule names the steps that found the speaker and the subject."""
    return f"; speaker: {by}; subject: {of}"


def as_subject(author: Who) -> Whose:
    """The author of a text as somebody whom it is about."""
    return "this_child" if author == "child" else author


def named(read: Read, row: int, text: int) -> str | None:
    """The name of the person meant, where the cast has it.

    A pronoun or a role means the one child, mother or father of the cast; of two it names none.
    """
    if not read.casts.people:
        return None
    if row == THE_CHILD:
        return read.casts.roles[int(read.casts.of_text[text])].get((CATEGORIES[THIS_CHILD], ""))
    people = read.people
    meant = int(people.means[row])
    category = int(people.category[meant])
    gender = ("", "he", "she")[int(people.gender[meant])] if category == PARENT else ""
    known = int(people.named[meant])
    merged = category == THIS_CHILD or (category == PARENT and gender)
    if known >= 0 and (meant == row or not merged or _only(read, meant, text)):
        return read.casts.people[known].name
    if people.also_named[meant]:
        return None
    roles = read.casts.roles[int(read.casts.of_text[text])]
    return roles.get((CATEGORIES[category], gender))


def _only(read: Read, row: int, text: int) -> bool:
    """Whether nobody else is named in the text who could be meant by the same pronoun."""
    people = read.people
    alike = (people.identity == people.identity[row]) & (people.named >= 0)
    alike &= read.folded.of_text[people.first] == text
    return len(set(people.named[alike].tolist())) == 1
