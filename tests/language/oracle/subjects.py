"""Whom a mention is about."""

from __future__ import annotations

from typing import NamedTuple

from caselint.language.mention import Whose

from .matching import Match
from .people import People, Person, meant_by
from .speakers import Speaker
from .words import Reading

SUBJECTS: dict[str, Whose] = {
    "this_child": "this_child",
    "other_child": "other_child",
    "parent": "parent",
    "professional": "professional",
    "other_person": "other",
    "name": "unknown",
}
MAYBE_A_CHILD = ("this_child", "other_child", "he", "she", "they", "name")


class Subject(NamedTuple):
    """Whom a mention is about, and which step says so."""

    whose: Whose
    named: str | None
    step: str


def subject_of(
    match: Match, about: str, people: People, reading: Reading, speaker: Speaker, author: Whose
) -> Subject:
    """Somebody in the phrase, else the nearest before, else after; professionals last of all.

    "I" counts as a professional does: it is who speaks, where a quotation decides that, else the
    author.
    """
    sentence = reading.of_word[match.first]
    writer = [Person(first, end, "me") for first, end in people.hits.get("me", ())]
    here = [p for p in (*people.everybody, *writer) if reading.of_word[p.first] == sentence]
    here.sort(key=lambda p: (p.first, p.end))
    last = [p for p in here if p.category in ("professional", "me")]
    for wanted in ([p for p in here if p not in last], last):
        inside = [p for p in wanted if match.sharing((p.first, p.end))]
        if about == "child":
            inside.sort(key=lambda p: p.category not in MAYBE_A_CHILD)
        before = [p for p in wanted if p.end <= match.first]
        after = [p for p in wanted if p.first >= match.end]
        for found, step in (
            (inside[:1], "in the phrase"),
            (before[-1:], "before"),
            (after[:1], "after"),
        ):
            for person in found:
                if person.category == "me":
                    if speaker.step != "quotation" or speaker.is_author:
                        return Subject(author, None, step)
                    meant = speaker.person
                else:
                    meant = meant_by(person, people, reading)
                if meant is None:
                    return Subject("unknown", None, step)
                return Subject(SUBJECTS[meant.category], meant.named, step)
    return Subject("unknown", None, "nobody")
