"""How alike two texts are, once what is alike by rights is left out.

Names and other words with a capital, pronouns, figures, headings and the prompts of a form are left
out, and so is any line that was pulled through from elsewhere. What remains is compared by its runs
of three words: the share of all runs that both texts have (Jaccard 1912).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

RUN: Final = 3
"""Words of a run: long enough that chance makes few alike, short enough to survive small edits."""
_HEADING_WORDS: Final = 8
REMEMBERED: Final = 256
"""Texts that are kept ready: those of one file, and with each what stands elsewhere in it."""
_PRONOUNS: Final = frozenset(
    re.split(
        r"\W+",
        "he him his himself she her hers herself they them their theirs themselves it its i me my "
        "we us our you your",
    )
)
_SENTENCES: Final = re.compile(r"(?<=[.!?…])\s+|[\r\n]+|[•▪●;]")
_WORDS: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


class Likened(NamedTuple):
    """A text made ready: how many words it has left, and its runs of three of them."""

    words: int
    runs: frozenset[tuple[str, ...]]

    def likeness(self, other: Likened) -> float:
        """The share of all runs that both texts have, from 0 to 1."""
        both = len(self.runs & other.runs)
        either = len(self.runs) + len(other.runs) - both
        return both / either if either else 0.0

    def shared_with(self, other: Likened) -> float:
        """The share of this text's own runs that the other has too, from 0 to 1."""
        return len(self.runs & other.runs) / len(self.runs) if self.runs else 0.0


class _Line(NamedTuple):
    """A sentence or line: its words as they stand, and folded in one, to tell it again."""

    words: list[str]
    folded: str
    heading: bool


def sentences_of(text: str) -> list[str]:
    """The sentences and lines of a text, folded, to tell what was pulled through."""
    return [line.folded for line in _lines(text) if line.folded]


def likened(text: str, pulled_through: Iterable[str] = ()) -> Likened:
    """Make a text ready to be compared, without the sentences that stand elsewhere by rights."""
    return _likened(text, frozenset(pulled_through))


@lru_cache(maxsize=REMEMBERED)
def _likened(text: str, pulled_through: frozenset[str]) -> Likened:
    kept: list[str] = []
    for line in _lines(text):
        if not line.heading and line.folded not in pulled_through:
            kept += _own_words(line.words)
    return Likened(len(kept), frozenset(zip(*(kept[at:] for at in range(RUN)), strict=False)))


@lru_cache(maxsize=REMEMBERED)
def _lines(text: str) -> list[_Line]:
    lines = []
    for part in _SENTENCES.split(text):
        words = _WORDS.findall(part)
        lines.append(_Line(words, " ".join(words).casefold(), _is_heading(part)))
    return lines


def _own_words(words: list[str]) -> list[str]:
    """The words of a sentence without names, figures and pronouns."""
    plain = [word for word in words[1:] if word[0].islower()]
    if words and (words[0][0].islower() or words[0].casefold() in _OPENERS):
        plain = [words[0].casefold(), *plain]
    return [word for word in plain if word.casefold() not in _PRONOUNS]


_OPENERS: Final = frozenset(
    re.split(
        r"\W+",
        "the a an at in on when while after before there this that no not home school seen saw "
        "met visited spoke discussed agreed observed",
    )
)
"""Words that open a sentence and are no name for all their capital."""


def _is_heading(part: str) -> bool:
    """A heading or a prompt of a form: a short line that ends in a colon or a question mark."""
    plain = part.strip()
    return plain.endswith((":", "?")) and len(plain.split()) <= _HEADING_WORDS
