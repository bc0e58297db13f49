"""The fields of a mention in plain words, each with the term that marks and rules have for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselint.language.mention import MODES, Mention, Mode, Who, Whose

ASSERTED: Final[dict[Mode, str]] = {
    "affirmed": "it is so",
    "negated": "it is not so",
    "planned": "it is planned",
    "hypothetical": "it may come to be so",
    "historical": "it was so in the past",
}
SPEAKERS: Final[dict[Who, str]] = {
    "child": "a child",
    "parent": "a parent or carer",
    "professional": "a professional",
    "other": "somebody else",
    "unknown": "not known",
}
SUBJECTS: Final[dict[Whose, str]] = {
    "this_child": "this child",
    "other_child": "another child",
    "parent": "a parent or carer",
    "professional": "a professional",
    "other": "somebody else",
    "unknown": "not known",
}


def asserted(mention: Mention) -> str:
    """Whether it is so: the label, whatever else holds, and doubt."""
    parts = [f"{ASSERTED[mention.assertion]} ({mention.assertion})"]
    parts += [f"also {mode}" for mode in MODES if mode in mention.modes - {mention.assertion}]
    if mention.hedged:
        parts.append("said with doubt (hedged)")
    return ", ".join(parts)


def speaker(mention: Mention) -> str:
    """Who says it, with the name where the cast has it."""
    return _with(SPEAKERS[mention.speaker], mention.speaker_person)


def subject(mention: Mention) -> str:
    """Whom it is about, with the name where the cast has it."""
    return _with(SUBJECTS[mention.subject], mention.subject_person)


def reasons(mention: Mention) -> Iterator[str]:
    """What set the fields: each cue with its words, and the steps."""
    for cue in mention.cues:
        yield f"{cue.sets}: “{cue.text}”"
    yield mention.rule


def concept(mention: Mention, title: str) -> str:
    """The concept by its title and id, with the sense where it is one."""
    sense = f", sense {mention.sense}" if mention.sense else ""
    return f"{title} ({mention.concept}{sense})"


def _with(words: str, name: str | None) -> str:
    return f"{words}, {name}" if name else words
