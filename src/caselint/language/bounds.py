"""Where sentences end: read from the unfolded text, in the gaps between words.

A sentence ends at a full stop, question or exclamation mark that is followed by white space, at a
line break that is no wrapped line, at a bullet and at a semicolon. People write fragments, forget
the space after a full stop and start sentences small; trailing dots end nothing, nor do
abbreviations and initials, unless a word follows with a capital that no name begins with ("seen at
2 p.m. She …"). A question mark ends nothing before a "no" that stands alone, and this ends what it
answers: "Seen alone? No - mum stayed".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Bytes, Flags, Folded, Ints, by_table
from caselint.language.ranges import spread, where

CLOSERS: Final = "\"'\u2019\u201d)]}\u00bb"
QUOTES: Final = "\"'\u2019\u201d"
BULLETS: Final = "\u2022\u2023\u25aa\u25cf\u25e6\u2219;"
DASHES: Final = "-\u2013\u2014"
BREAKS: Final = "\n\r\v\f\x85\u2028\u2029"
MOST_CLOSERS: Final = 3

(
    _OTHER,
    _WHITE,
    _BREAK,
    _STOP,
    _CLOSER,
    _BULLET,
    _COMMA,
    _COLON,
    _DASH,
    _OPENER,
    _QUOTE,
) = range(11)
_SIZE: Final = 0x3000


@dataclass(slots=True)
class Sentences:
    """The sentences of a batch.

    For each word: `of_word`, the number of its sentence; `opens` and `closes`, whether it is the
    first, the last of it. For each sentence: `first`, `last`, its words. `queries`: the words that
    follow a question mark which opens them ("? neglect"), and `query_marks`, where the marks stand.
    `kinds` tells what each character is.
    """

    of_word: Ints
    opens: Flags
    closes: Flags
    first: Ints
    last: Ints
    queries: Ints
    query_marks: Ints
    kinds: Bytes

    def quotation_marks(self) -> Ints:
        """Where characters stand that may be quotation marks."""
        return where(self.kinds >= _OPENER)

    def colons(self) -> Ints:
        """Where colons stand."""
        return where(self.kinds == _COLON)

    def part_clauses(self, start: Ints, stop: Ints) -> Flags:
        """Whether a comma, a colon or a dash stands between places."""
        of, at = spread(start, stop)
        kinds = self.kinds[at]
        parted = np.zeros(len(start), bool)
        parted[of[where((kinds >= _COMMA) & (kinds <= _DASH))]] = True
        return parted

    def breaks(self) -> Ints:
        """Where lines break."""
        return where(self.kinds == _BREAK)


def bound(folded: Folded, abbreviated: Flags, opening: Flags, answering: Flags) -> Sentences:
    """Find the sentences.

    `abbreviated` marks words that are abbreviations, `opening` those that begin no name, so that
    with a capital they open a sentence; `answering` are those that answer no.
    """
    number = len(folded.start)
    codes = folded.codes
    kinds = by_table(codes, _kinds_table())
    ends = np.zeros(number, bool)
    if number:
        ends[:-1] = folded.of_text[1:] != folded.of_text[:-1]
        ends[-1] = True
        _by_bullets(folded, kinds, ends)
        _by_breaks(folded, kinds, ends)
        _by_stops(folded, kinds, ends, abbreviated, opening)
        _by_answers(folded, kinds, ends, answering)
    queries, marks = _queries(folded, kinds)
    opens = np.ones(number, bool)
    opens[1:] = ends[:-1]
    of_word = np.cumsum(opens) - 1
    first = where(opens)
    last = where(ends)
    return Sentences(of_word, opens, ends, first, last, queries, marks, kinds)


def is_lower(codes: NDArray[np.uint8] | NDArray[np.uint32], at: Ints) -> Flags:
    """Whether the characters at these places are lower-case letters."""
    return _cased(codes, at, "islower", 0x61, 0x7A)


def is_upper(codes: NDArray[np.uint8] | NDArray[np.uint32], at: Ints) -> Flags:
    """Whether the characters at these places are capital letters."""
    return _cased(codes, at, "isupper", 0x41, 0x5A)


def _cased(
    codes: NDArray[np.uint8] | NDArray[np.uint32], at: Ints, test: str, low: int, high: int
) -> Flags:
    found = codes[at]
    flags = (found >= low) & (found <= high)
    if found.dtype == np.uint8:
        return flags
    for beyond in where(found > 0x7F):
        flags[beyond] = getattr(chr(int(found[beyond])), test)()
    return flags


def _word_before(folded: Folded, at: Ints) -> Ints:
    """The number of the last word that starts before each place; -1 where there is none."""
    return folded.start.searchsorted(at) - 1


def _by_bullets(folded: Folded, kinds: Bytes, ends: Flags) -> None:
    found = where(kinds == _BULLET)
    if not found.size:
        return
    word = _word_before(folded, found)
    ends[word[word >= 0]] = True


def _by_breaks(folded: Folded, kinds: Bytes, ends: Flags) -> None:
    found = where(kinds == _BREAK)
    pairs = (folded.codes[found] == 0x0D) & (
        folded.codes[np.minimum(found + 1, len(kinds) - 1)] == 0x0A
    )
    found = found[~pairs]
    word = _word_before(folded, found)
    found = found[word >= 0]
    word = word[word >= 0]
    if not word.size:
        return
    once = np.ones(len(word), bool)
    same = word[1:] == word[:-1]
    once[1:] &= ~same
    once[:-1] &= ~same
    follows = np.minimum(word + 1, len(folded.start) - 1)
    plain = once & (word + 1 < len(folded.start)) & is_lower(folded.codes, folded.start[follows])
    # A wrapped line: nothing else stands in the gap but white space and a comma.
    asked = where(plain)
    of, at = spread(folded.end[word[asked]], folded.start[follows[asked]])
    odd = (kinds[at] != _WHITE) & (kinds[at] != _BREAK) & (kinds[at] != _COMMA)
    plain[asked[of[odd]]] = False
    ends[word[~plain]] = True


def _by_stops(
    folded: Folded, kinds: Bytes, ends: Flags, abbreviated: Flags, opening: Flags
) -> None:
    stops = where(kinds == _STOP)
    if not stops.size:
        return
    codes = folded.codes
    fresh = np.ones(len(stops) + 1, bool)
    np.greater(stops[1:] - stops[:-1], 1, out=fresh[1:-1])
    begin, end = stops[where(fresh[:-1])], stops[where(fresh[1:])] + 1
    before = begin - 1
    for _ in range(MOST_CLOSERS):
        closing = (before >= 0) & _closes(kinds[np.maximum(before, 0)])
        if not closing.any():
            break
        before = before - closing
    word = _word_before(folded, before + 1)
    on_word = (word >= 0) & (before + 1 == folded.end[np.maximum(word, 0)])
    after = end.copy()
    for _ in range(MOST_CLOSERS):
        closing = _closes(kinds[after])
        if not closing.any():
            break
        after = after + closing
    parted = (kinds[after] == _WHITE) | (kinds[after] == _BREAK)
    word = np.maximum(word, 0)
    follows = np.minimum(word + 1, len(folded.start) - 1)
    has_next = word + 1 < len(folded.start)
    next_lower = has_next & is_lower(codes, folded.start[follows])
    other = stops[where((codes[stops] == 0x21) | (codes[stops] == 0x3F))]
    dots = other.searchsorted(begin) == other.searchsorted(end)
    single = dots & (end - begin == 1) & (codes[begin] == 0x2E)
    initial = (folded.length[word] == 1) & is_upper(codes, folded.start[word])
    trailing = dots & ~single & next_lower
    opens = has_next & opening[follows] & is_upper(codes, folded.start[follows])
    shortened = single & (abbreviated[word] | initial) & ~opens
    ending = on_word & parted & ~shortened & ~trailing
    # No space after the stop: "today.She"
    alone = (
        on_word
        & (end - begin == 1)
        & (codes[begin] != 0x2026)
        & (begin == folded.end[word])
        & has_next
        & (end == folded.start[follows])
        & (folded.length[word] > 1)
    )
    second = np.minimum(folded.start[follows] + 1, len(codes) - 1)
    alone &= is_lower(codes, folded.end[word] - 1)
    alone &= is_upper(codes, folded.start[follows]) & is_lower(codes, second)
    ends[word[ending | alone]] = True


def _by_answers(folded: Folded, kinds: Bytes, ends: Flags, answering: Flags) -> None:
    """A "no" that stands alone belongs to what it answers, and ends it: "Seen alone? No - ill."."""
    word = where(answering)
    word = word[word > 0]
    mark = folded.codes[folded.end[word - 1]]
    word = word[
        ((mark == 0x3F) | (mark == 0x3A)) & (folded.of_text[word] == folded.of_text[word - 1])
    ]
    for answer in word.tolist():
        ahead = kinds[folded.end[answer - 1] + 1 : folded.start[answer]]
        behind = int(folded.end[answer])
        last = (
            answer + 1 == len(folded.start) or folded.of_text[answer + 1] != folded.of_text[answer]
        )
        alone = last or folded.start[answer + 1] - behind > 1 or kinds[behind] == _BREAK
        if alone and len(ahead) and ((ahead == _WHITE) | (ahead == _BREAK)).all():
            ends[answer] = True
            if folded.codes[folded.end[answer - 1]] == 0x3F:
                ends[answer - 1] = False


def _closes(kinds: Bytes) -> Flags:
    closing: Flags = (kinds == _CLOSER) | (kinds == _QUOTE)
    return closing


def _queries(folded: Folded, kinds: Bytes) -> tuple[Ints, Ints]:
    """Words that a question mark opens, and where the marks stand."""
    codes = folded.codes
    found = where(kinds == _STOP)
    found = found[where(codes[found] == 0x3F)]
    if not found.size or not folded.start.size:
        return found[:0], found[:0]
    ahead = np.maximum(found - 1, 0)
    free = (found == 0) | (kinds[ahead] == _WHITE) | (kinds[ahead] == _BREAK)
    word = np.searchsorted(folded.start, found)
    inside = word < len(folded.start)
    start = folded.start[np.minimum(word, len(folded.start) - 1)]
    near = (start == found + 1) | ((start == found + 2) & (kinds[found + 1] == _WHITE))
    keep = free & inside & near
    return word[keep], found[keep]


@cache
def _kinds_table() -> Bytes:
    return np.array([_kind(chr(code)) for code in range(_SIZE)] + [_OTHER], np.uint8)


def _kind(character: str) -> int:
    if character in BREAKS:
        return _BREAK
    if character.isspace():
        return _WHITE
    if character in ".!?\u2026":
        return _STOP
    if character in CLOSERS:
        return _QUOTE if character in QUOTES else _CLOSER
    if character in BULLETS:
        return _BULLET
    if character in "\u201c\u2018":
        return _OPENER
    if character in DASHES:
        return _DASH
    return {",": _COMMA, ":": _COLON}.get(character, _OTHER)
