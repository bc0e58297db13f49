"""Names found in a text, and what stands in their place.

A name is found whole and by each of its parts, whatever its accents, capitals and hyphens. A part
that is an ordinary word as well, such as Will or Grace, is found with a capital letter alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from caselint.casefile.names import SCHOOL, KnownName

_WORD: Final = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f][^\W\d_]*)*")
_BETWEEN: Final = re.compile(r"[\s\-‐‑'’.,_]{1,3}")

_PARTICLES: Final = frozenset(
    re.findall(
        r"\S+", "al bin da de del der di dos dr el ibn jr la le miss mr mrs ms of st the van von"
    )
)
"""Parts of names that are never looked for alone."""

_ORDINARY: Final = frozenset(
    re.findall(
        r"\S+",
        """
        amber april art august autumn bell best bill black brook brown bush care chance chase child
        church cook cross dale dawn day dean drew faith field fox frank grace grant gray green guy
        hall hand harmony hill holly hope house hunt iris ivy jack joy june king knight lake lane
        law lee lily little long love major mark may mercy miles moon page park pat pearl penny pool
        poppy price rob robin rose rowan ruby sandy short sky small star stone street sue summer
        sunny trust violet wade walker ward way white wild will winter wood young
        """,
    )
)
"""Names that are ordinary words as well: they are looked for with a capital letter alone."""


class _Word(NamedTuple):
    """A word of a text: where it stands, and without accents and capital letters."""

    start: int
    end: int
    folded: str
    capital: bool


class Replaced(NamedTuple):
    """A text with marks for names. `stood`: where each name began and ended, and its mark's length.

    Positions count code points.
    """

    text: str
    stood: tuple[tuple[int, int, int], ...]

    def moved(self, start: int, end: int) -> tuple[int, int]:
        """Where in this text a stretch of the original stands; names it cuts into are in it whole.

        >>> names = Names([(KnownName("Mia Brown", "child"), "[child 1]")])
        >>> names.replaced("I met Mia Brown.").moved(2, 9)
        (2, 15)
        """
        moved_start, moved_end = start, end
        for begin, stop, length in self.stood:
            if begin >= end:
                break
            change = length - (stop - begin)
            if stop <= start:
                moved_start += change
            elif begin < start:
                moved_start += begin - start
            moved_end += change if stop <= end else change + stop - end
        return moved_start, moved_end


class Names:
    """The names of one case file, each with the mark that stands in its place."""

    def __init__(self, marks: Iterable[tuple[KnownName, str]] = ()) -> None:
        self._alone: dict[str, dict[str, None]] = {}
        self._whole: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for known, mark in marks:
            words = folded(known.name)
            if not words:
                continue
            self._whole.setdefault(words[0], []).append((words, mark))
            for word in words if known.who != SCHOOL else ():
                if len(word) > 1 and word not in _PARTICLES:
                    self._alone.setdefault(word, {})[mark] = None
        for those in self._whole.values():
            those.sort(key=lambda pair: -len(pair[0]))

    def redact(self, text: str) -> str:
        """The text with every name in it replaced; whole names first, then parts of them."""
        return self.replaced(text).text if self._whole and text else text

    def replaced(self, text: str) -> Replaced:
        """The same, with where each name stood."""
        said: list[str] = []
        stood: list[tuple[int, int, int]] = []
        position = 0
        for start, end, mark in self._found(text):
            said += (text[position:start], mark)
            stood.append((start, end, len(mark)))
            position = end
        return Replaced("".join((*said, text[position:])), tuple(stood))

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where each name begins and ends, and its mark."""
        words = _words(text)
        at = 0
        while at < len(words):
            mark, length = self._whole_at(text, words, at) or self._part_at(text, words, at)
            if mark:
                yield words[at].start, words[at + length - 1].end, mark
            at += length

    def _whole_at(self, text: str, words: Sequence[_Word], at: int) -> tuple[str, int] | None:
        """The mark of the whole name that begins here, and how many words it has."""
        for whole, mark in self._whole.get(words[at].folded, ()):
            here = words[at : at + len(whole)]
            if (
                tuple(word.folded for word in here) == whole
                and _joined(text, here)
                and (len(here) > 1 or _may_be_a_name(words[at]))
            ):
                return mark, len(here)
        return None

    def _part_at(self, text: str, words: Sequence[_Word], at: int) -> tuple[str, int]:
        """The mark of the parts of one name that follow from here, and how many; "" for none.

        A part that several have belongs to whose name goes on for longest, else to the first.
        """
        best = "", 1
        for mark in self._alone.get(words[at].folded, ()):
            length = 0
            while at + length < len(words) and self._goes_on(text, words, at, length, mark):
                length += 1
            if length > (best[1] if best[0] else 0):
                best = mark, length
        return best

    def _goes_on(self, text: str, words: Sequence[_Word], at: int, length: int, mark: str) -> bool:
        word = words[at + length]
        return (
            mark in self._alone.get(word.folded, ())
            and _may_be_a_name(word)
            and (not length or _joined(text, words[at + length - 1 : at + length + 1]))
        )


def folded(name: str) -> tuple[str, ...]:
    """The words of a name, without accents and capital letters.

    >>> folded("Zoë O’Brien-Lee")
    ('zoe', 'o', 'brien', 'lee')
    """
    return tuple(word.folded for word in _words(name))


def _words(text: str) -> list[_Word]:
    return [
        _Word(found.start(), found.end(), _fold(found[0]), found[0][0].isupper())
        for found in _WORD.finditer(text)
    ]


@lru_cache(maxsize=65536)
def _fold(word: str) -> str:
    parted = unicodedata.normalize("NFKD", word)
    return "".join(one for one in parted if not unicodedata.combining(one)).casefold()


def _joined(text: str, words: Sequence[_Word]) -> bool:
    """Whether words follow each other as those of one name do."""
    pairs = pairwise(words)
    return all(_BETWEEN.fullmatch(text, one.end, other.start) for one, other in pairs)


def _may_be_a_name(word: _Word) -> bool:
    return word.capital or word.folded not in _ORDINARY
