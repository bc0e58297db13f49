"""The fields of a mention in plain words, each with the term that marks and rules have for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from typing import Final

from caselint.language.lexicon import Concept
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
_PHRASE: Final = re.compile(r'(phrase|token pattern at) "(.*)"(; speaker: .*)', re.DOTALL)
_SHOWN: Final = 70
"""How many characters of a phrase are shown; some write out dozens of ways."""


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


def reasons(mention: Mention, of: Concept) -> Iterator[str]:
    """What set the fields: each cue with its words, the phrase and its file, and the steps."""
    for cue in mention.cues:
        yield f"{cue.sets}: “{cue.text}”"
    found = _PHRASE.fullmatch(mention.rule)
    if found is None or not of.file:
        yield mention.rule
        return
    kind, phrase, steps = found.groups()
    yield f'{kind} "{shortened(phrase)}" in {"/".join(PurePath(of.file).parts[-2:])}{steps}'


def shortened(phrase: str) -> str:
    """A phrase as its file has it; the middle of a long one is left out, between two words."""
    phrase = " ".join(phrase.split())
    if len(phrase) <= _SHOWN:
        return phrase
    half = _SHOWN // 2
    begin, end = phrase[:half], phrase[-half:]
    cut = max(begin.rfind(mark) for mark in " |") + 1
    cuts = [at for at in map(end.find, " |") if at >= 0]
    return f"{begin[: cut or half].rstrip()}…{end[min(cuts, default=0) :].lstrip()}"


def concept(mention: Mention, of: Concept) -> str:
    """The concept by its title and id, with the sense where it is one."""
    sense = f", sense {mention.sense}" if mention.sense else ""
    return f"{of.title} ({mention.concept}{sense})"


def _with(words: str, name: str | None) -> str:
    return f"{words}, {name}" if name else words
