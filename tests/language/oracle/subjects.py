"""Whom a mention is about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from caselint.language.mention import Whose

from .matching import Match
from .people import PRONOUNS, SENTENCES_BACK, People, Person, meant_by
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
CHILDREN = ("this_child", "other_child")
MAYBE_A_CHILD = ("this_child", "other_child", "he", "she", "they", "name")


class Subject(NamedTuple):
    """Whom a mention is about, and which step says so."""

    whose: Whose
    named: str | None
    step: str


def subject_of(
    match: Match,
    about: str,
    others_act: bool,
    people: People,
    reading: Reading,
    speaker: Speaker,
    author: Whose,
    labelled: Sequence[Sequence[int]],
) -> Subject:
    """Somebody in the phrase, else the nearest before, else after; professionals last of all.

    Where others act on the child they come after the family. "I" counts as a professional does: it
    is who speaks, where a quotation or a label decides that, else the author.
    """
    who, step = _named(match, about, others_act, people, reading)
    if about == "child":
        who, step = _carried(who, step, others_act, match, people, reading, speaker, labelled)
        who, step = _child_meant(who, step, people, reading, speaker)
    quoted = speaker.step in ("quotation", "label") and not speaker.is_author
    if who is not None and who.category == "me" and quoted:
        who = speaker.person
    if who is not None and who.category == "me":
        return Subject(author, None, step)
    meant = who and meant_by(who, people, reading)
    if meant is None:
        return Subject("unknown", None, step)
    return Subject(SUBJECTS[meant.category], meant.named, step)


def _named(
    match: Match, about: str, others_act: bool, people: People, reading: Reading
) -> tuple[Person | None, str]:
    sentence = reading.of_word[match.first]
    writer = [Person(first, end, "me") for first, end in people.hits.get("me", ())]
    here = [p for p in (*people.everybody, *writer) if reading.of_word[p.first] == sentence]
    here.sort(key=lambda p: (p.first, p.end))
    last = [p for p in here if p.category in ("professional", "me")]
    lay = [p for p in here if p not in last]
    family = [p for p in lay if others_act and p.category != "other_person"]
    for wanted in (family, lay, last):
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
                return person, step
    return None, "nobody"


def _carried(
    who: Person | None,
    step: str,
    others_act: bool,
    match: Match,
    people: People,
    reading: Reading,
    speaker: Speaker,
    labelled: Sequence[Sequence[int]],
) -> tuple[Person | None, str]:
    """What is about a child and names none: the child who speaks, the only one of the sentence
    before, or at the start of a note the child of the file."""
    fragment = _is_fragment(match, people, reading, labelled)
    verb = any(first == match.first for first, _ in people.hits.get("finite_verb", ()))
    left_out = fragment and verb and step == "after"
    later = left_out and who is not None and who.category not in CHILDREN
    mine = any(match.sharing(span) for span in people.hits.get("me", ()))
    child_says = speaker.person is not None and speaker.person.category in CHILDREN
    child_says = child_says and speaker.step != "author"
    if child_says and (left_out or (mine and step in ("before", "after"))):
        return speaker.person, "who speaks"
    if who is not None and who.category in MAYBE_A_CHILD and not later:
        return who, step
    me = who is not None and who.category == "me"
    told = me and speaker.step == "report" and not speaker.is_author
    if told or (child_says and (fragment or mine)):
        return speaker.person, "who speaks"
    worker = me or (who is not None and who.category == "professional")
    other = others_act and who is not None and who.category == "other_person"
    asked = worker and (step != "in the phrase" or fragment)
    if not (step == "nobody" or later or other or asked):
        return who, step
    if me and speaker.step in ("quotation", "label"):
        return who, step
    child, anybody = _child_before(reading.of_word[match.first], people, reading)
    if child is None and not anybody and fragment:
        child = people.the_child
    if child is not None:
        return child, "carried on"
    if step in ("before", "after") and not me:
        return None, "nobody"
    return who, step


def _child_meant(
    who: Person | None, step: str, people: People, reading: Reading, speaker: Speaker
) -> tuple[Person | None, str]:
    """Whom *he* or *she* means that may mean several, or nobody named so far.

    The child who reports it, where no other is named before; the child of the file, where nobody
    is.
    """
    if who is None or who.category not in ("he", "she") or meant_by(who, people, reading):
        return who, step
    before = [
        p
        for p in people.everybody
        if p.first < who.first and p.category not in (*PRONOUNS, "professional")
    ]
    if not before:
        return people.the_child, "carried on"
    says = speaker.person
    reported = speaker.step in ("report", "backward report", "label")
    if not reported or says is None or says.category not in CHILDREN or says.first < 0:
        return who, step
    here = [p for p in before if reading.of_word[p.first] == reading.of_word[who.first]]
    children = [p for p in here if p.category in (*CHILDREN, "name")]
    alone = all(p.identity == says.identity for p in children)
    if says.gender in ("", who.gender) and alone:
        return says, "who speaks"
    return who, step


def _is_fragment(
    match: Match, people: People, reading: Reading, labelled: Sequence[Sequence[int]]
) -> bool:
    """Whether it opens its sentence, or the words under a label, but for "not", "was"."""
    starts = {sentence.first for sentence in reading.sentences}
    starts |= {first for bodies in labelled for first in bodies}
    opening = {word for span in people.hits.get("opening", ()) for word in range(*span)}
    since = max(start for start in starts if start <= match.first)
    return all(word in opening for word in range(since, match.first))


def _child_before(sentence: int, people: People, reading: Reading) -> tuple[Person | None, bool]:
    """The only child of the nearest sentence before in which family stands; whether one does."""
    family = [
        p
        for p in people.everybody
        if p.category != "professional"
        and p.first not in people.quoted
        and reading.of_word[p.first] < sentence
    ]
    if not family:
        return None, False
    nearest = reading.of_word[family[-1].first]
    if nearest < sentence - SENTENCES_BACK:
        return None, True
    children = []
    for p in family:
        if reading.of_word[p.first] == nearest:
            meant = meant_by(p, people, reading)
            if meant is None and p.category in PRONOUNS:
                return None, True
            if meant is not None and meant.category in CHILDREN:
                children.append(meant)
    if len({p.identity for p in children}) != 1:
        return None, True
    return children[-1], True
