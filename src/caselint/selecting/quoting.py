"""What to quote of a text around a mention: its sentence, or the part of it that is near.

Here a sentence is what a reader takes for one; where that is not to be told, more is quoted.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 240
"""Characters that a quotation has at most, but for a mention that is longer by itself."""

_ENDS: Final = re.compile(
    r"""(?P<stop>[.!?…]+["'”’)\]]{0,3})(?=\s|$)   # a full stop, and what closes with it
    |[;•‣▪●◦∙]
    |\r?\n(?![ \t]*[a-z])                          # a line break that is no wrapped line
    |[\v\f\x85\u2028\u2029]""",
    re.VERBOSE,
)
_ABBREVIATED: Final = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|[eE]\.g|[iI]\.e|[Dd]r|Mr|Mrs|Ms|Prof|[Rr]e|approx|etc|vs|St|[Nn]o|a\.m|p\.m)\.$"
)
_CLAUSE: Final = re.compile(r"[,:–—-]\s|\s(?=(?:but|and|while|although|because|when|so)\s)")


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around a span begins and ends, without white space at its ends."""
    first, last = 0, len(text)
    for match in _ENDS.finditer(text):
        if match["stop"] is not None and _ABBREVIATED.search(
            text, max(0, match.start() - 8), match.end()
        ):
            continue
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.end() if match["stop"] is not None else match.start()
            break
    return _trimmed(text, first, last)


def quotation(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a quotation of a span begins and ends: its sentence, if short, or words around it."""
    first, last = sentence_of(text, start, end)
    if last - first <= LONGEST:
        return first, last
    for match in _CLAUSE.finditer(text, first, last):
        if match.end() <= start and last - match.end() >= 0:
            if start - match.end() >= 20 or end - first > LONGEST:
                first = match.end()
        elif match.start() >= end and match.start() - first > 60:
            last = match.start()
            break
    if last - first > LONGEST:
        room = max(0, LONGEST - (end - start)) // 2
        first, last = _whole_words(
            text, max(first, start - room), min(last, end + room), start, end
        )
    return _trimmed(text, first, last)


def _whole_words(text: str, first: int, last: int, start: int, end: int) -> tuple[int, int]:
    """A span narrowed so that it begins and ends with whole words, and still holds another."""
    while 0 < first < start and not text[first - 1].isspace():
        first += 1
    while len(text) > last > end and not text[last].isspace():
        last -= 1
    return first, last


def _trimmed(text: str, first: int, last: int) -> tuple[int, int]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last
