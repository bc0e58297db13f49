"""The syntax of a phrase: what a concept, cue or word file writes for words that stand together.

| written | means |
|---|---|
| ``seen alone`` | these words, next to one another; case, punctuation and hyphens do not count |
| ``see~`` | the word in its forms: see, sees, saw, seen, seeing |
| ``(mum|his mother)`` | one of these |
| ``(very)?`` | may stand there or not |
| ``{child}`` | a word of that class; ``'s`` after one need not be written |
| ``...`` | up to four words between; ``...7`` up to seven |
| ``...4!{adult}`` | up to four words, none of them of that class |
| ``#`` | a number in figures |
| ``^`` ``$`` | the start, the end of a sentence or line |

`parse` gives the tree of a phrase; what it stands for is worked out in `patterns`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

GAP: Final = 4
"""How many words ``...`` stands for at most, unless a number follows it."""
WIDEST_GAP: Final = 12
DEEPEST: Final = 8
"""How many brackets may stand within one another."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `inflected` where any of its forms is meant."""

    text: str
    inflected: bool = False


@dataclass(frozen=True, slots=True)
class ClassOf:
    """A word, or words, of a class."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `words` words of any kind, but none of the class `barring`, where it is given."""

    words: int
    barring: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several sequences; an empty one says that nothing need stand there."""

    ways: tuple[tuple[Node, ...], ...]


@dataclass(frozen=True, slots=True)
class Edge:
    """The start or the end of a sentence."""

    end: bool


Node: TypeAlias = Word | ClassOf | Gap | Choice | Edge

_TOKEN: Final = re.compile(
    r"""\s*(?:
        (?P<gap>\.\.\.)(?P<words>\d*)(?:!\{(?P<barring>[a-z_]+)\})?
      | \{(?P<cls>[a-z_]+)\}
      | (?P<open>\() | (?P<bar>\|) | (?P<close>\)\??)
      | (?P<start>\^) | (?P<end>\$) | (?P<number>\#)
      | (?P<word>(?:[^\W_]|&|(?<=[^\W_])'(?=[^\W_]))+)(?P<forms>~)?
      | (?P<loose>[-‐‑–—/,:]|'s\b|')
    )""",
    re.VERBOSE,
)


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says where in it, counting from 1."""


@lru_cache(maxsize=1 << 16)
def parse(phrase: str) -> tuple[Node, ...]:
    """Read a phrase; raises `PhraseError`.

    >>> parse("see~ {child}")
    (Word(text='see', inflected=True), ClassOf(name='child'))
    """
    nodes = _Parser(_plain(phrase)).read()
    if not nodes:
        raise PhraseError("the phrase is empty")
    inner = nodes[isinstance(nodes[0], Edge) : len(nodes) - isinstance(nodes[-1], Edge)]
    if any(isinstance(node, Edge) for node in _all(inner)):
        raise PhraseError("^ stands first and $ last, or not at all")
    if not inner or isinstance(inner[0], Gap) or isinstance(inner[-1], Gap):
        raise PhraseError("a gap stands between two words")
    return nodes


def _plain(phrase: str) -> str:
    """A phrase as texts are compared: small letters without accents, plain apostrophes."""
    letters = unicodedata.normalize("NFKD", phrase.strip().replace("…", "...")).casefold()
    letters = re.sub("[’‘ʼ]", "'", unicodedata.normalize("NFKD", letters))
    return "".join(c for c in letters if unicodedata.category(c)[0] != "M")


def _all(nodes: Sequence[Node]) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        found.append(node)
        if isinstance(node, Choice):
            for way in node.ways:
                found += _all(way)
    return found


class _Parser:
    def __init__(self, phrase: str) -> None:
        self.phrase = phrase
        self.at = 0

    def read(self) -> tuple[Node, ...]:
        ways, closed = self._ways(depth=0)
        if closed or len(ways) > 1:
            raise PhraseError(f"character {self.at}: outside brackets there is no | or )")
        return ways[0]

    def _ways(self, depth: int) -> tuple[list[tuple[Node, ...]], str]:
        """Sequences parted by ``|``, up to the closing bracket, which is given too."""
        ways: list[tuple[Node, ...]] = []
        nodes: list[Node] = []
        while self.at < len(self.phrase):
            match = _TOKEN.match(self.phrase, self.at)
            if match is None or not match.group().strip():
                raise PhraseError(f'character {self.at + 1}: "{self.phrase[self.at]}" has no place')
            self.at = match.end()
            if match["open"]:
                if depth == DEEPEST:
                    raise PhraseError(f"brackets stand more than {DEEPEST} deep")
                inner, closed = self._ways(depth + 1)
                if not closed:
                    raise PhraseError("a bracket is never closed")
                nodes.append(Choice((*inner, ()) if closed == ")?" else tuple(inner)))
            elif match["bar"]:
                ways.append(tuple(nodes))
                nodes = []
            elif match["close"]:
                if depth == 0:
                    raise PhraseError(f"character {self.at}: a bracket closes that was not opened")
                return [*ways, tuple(nodes)], match["close"]
            elif (node := _node(match)) is not None:
                nodes.append(node)
        return [*ways, tuple(nodes)], ""


def _node(match: re.Match[str]) -> Node | None:
    if match["gap"]:
        words = int(match["words"] or GAP)
        if words > WIDEST_GAP:
            raise PhraseError(f"a gap of {words} words is wider than {WIDEST_GAP}")
        return Gap(words, match["barring"] or "")
    if match["cls"]:
        return ClassOf(match["cls"])
    if match["start"] or match["end"]:
        return Edge(end=bool(match["end"]))
    if match["number"]:
        return ClassOf("number")
    if match["word"]:
        return Word(match["word"], inflected=bool(match["forms"]))
    return None
