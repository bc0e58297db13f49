"""Fold a batch of texts into one row of plain words, and remember where each stood.

Case, accents, typographic marks and punctuation go; what is left is words of plain bytes with one
space between them, which an automaton can scan at once. Texts are folded together, so that the work
is done by array operations on the whole batch and not text by text.

Characters that neither part words nor count (combining marks, soft hyphens, zero-width and control
characters) go first of all, so that nothing that is read beside a word can be hidden by one; where
every other character stood before is remembered.

Letters beyond ASCII become the letters they are made of (é is e, ﬁ is fi). A letter of another
script becomes one of 120 bytes by its code point: what matches by such bytes is compared with the
original afterwards (`people`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Ints: TypeAlias = NDArray[np.int64]
Bytes: TypeAlias = NDArray[np.uint8]
Flags: TypeAlias = NDArray[np.bool_]
Codes: TypeAlias = NDArray[np.uint8] | NDArray[np.uint32]
"""Code points: of texts that are all ASCII a byte each."""

SPACE: Final = 0x20
APOSTROPHE: Final = 0x27
AMPERSAND: Final = 0x26
_GONE: Final = 0x01
"""A character that neither parts words nor counts."""
_MARK: Final = 0x02
"""A combining mark: gone too, but it belongs to the letter before it."""
_SEVERAL: Final = 0x03
"""A character that stands for several letters."""
_OTHER_SCRIPT: Final = 0x80

APOSTROPHES: Final = "'\u2019\u2018\u02bc"
_PARTING: Final = "\n\n"
"""Stands after each text of a batch: an empty line, which ends every sentence."""
_ONE_TEXT: Final = 2
"""The length of `Folded.base` where there is one text."""
_MORE: Final = 8
"""How many bytes stand after the words', so that eight can be read from any place in a word."""
_TABLE_SIZE: Final = 0x3000
_LOOSE_APOSTROPHE: Final = re.compile(rb"(?<![a-z0-9])'|'(?![a-z0-9])")


@dataclass(slots=True)
class Folded:
    """A batch of texts as words.

    `codes` are the code points of the texts without those that do not count, each text followed by
    an empty line. A word goes from `start` to `end` in `codes`; `of_text` is the number of its
    text. `row` has the words' bytes, a space before the first and after each, and some bytes more;
    a word begins in it at `begin` and has `length` of them.

    In the texts as they were given, one behind the other, a word goes from `given_start` to
    `given_end` (combining marks that follow it are its own); text n starts at `base[n]`, with the
    end as a last entry; `given` is the place of each of `codes`, None where it is the same.
    """

    codes: Codes
    start: Ints
    end: Ints
    of_text: Ints
    begin: Ints
    length: Ints
    row: Bytes
    base: Ints
    given_start: Ints
    given_end: Ints
    given: Ints | None

    @property
    def buffer(self) -> bytes:
        """The words' bytes with a space before the first and after each."""
        return self.row[:-_MORE].tobytes()

    def written(self, word: int, last: int = -1) -> bytes:
        """The bytes of one word, or of all words up to a last one."""
        begin, last = int(self.begin[word]), max(word, last)
        return self.row[begin : int(self.begin[last]) + int(self.length[last])].tobytes()

    def given_place(self, at: Ints) -> Ints:
        """Where some of `codes` stand in the texts as they were given."""
        return at if self.given is None else self.given[at]


def fold(texts: Sequence[str]) -> Folded:
    """Fold a batch of texts."""
    whole = _PARTING.join((*texts, ""))
    base = np.array([0, *accumulate(len(text) + len(_PARTING) for text in texts)], np.int64)
    if whole.isascii():
        plain = whole.encode("ascii")
        codes: Codes = np.frombuffer(plain, np.uint8)
        folded = np.frombuffer(plain.translate(_ascii_table()), np.uint8)
    else:
        codes = np.frombuffer(whole.encode("utf-32-le", "surrogatepass"), np.uint32)
        folded = _beyond_ascii(codes)
    if not len(folded) or folded.min() > _MARK:
        return _words(codes, folded, base, base)
    kept = np.flatnonzero(folded > _MARK)
    clean = _words(codes[kept], folded[kept], kept.searchsorted(base), base)
    clean.given = kept
    clean.given_start = kept[clean.start]
    clean.given_end = _over_marks(folded, kept[clean.end - 1] + 1)
    return clean


def folded_word(text: str) -> bytes:
    """How a word or phrase looks in the buffer of a batch, without the spaces around it."""
    if not text.isascii():
        return fold([text]).buffer.strip()
    plain = text.encode("ascii")
    if text.isalpha() and text.islower():
        return plain
    plain = plain.translate(_ascii_table()).translate(None, bytes([_GONE]))
    return b" ".join(_LOOSE_APOSTROPHE.sub(b" ", plain).split())


def _words(codes: Codes, folded: Bytes, begins: Ints, base: Ints) -> Folded:
    """The words of codes that all count; `begins` is where each text starts in them."""
    letters, place = _written_out(codes, folded)
    _settle_apostrophes(letters)
    word = np.zeros(len(letters) + 2, bool)
    np.not_equal(letters, SPACE, out=word[1:-1])
    edges = np.flatnonzero(word[1:] != word[:-1])
    first, past = edges[0::2].copy(), edges[1::2].copy()
    length = past - first
    start, end = (first, past) if place is None else (place[first], place[past - 1] + 1)
    # Each word takes the one space that follows it: there is one, since a text ends with lines.
    written = letters[word[1:-1] | word[:-2]]
    row = np.zeros(len(written) + 1 + _MORE, np.uint8)
    row[0] = SPACE
    row[1:-_MORE] = written
    begin = (length + 1).cumsum() - length
    if len(base) == _ONE_TEXT:
        of_text = np.zeros(len(start), np.int64)
    else:
        of_text = np.arange(len(base) - 1).repeat(np.diff(start.searchsorted(begins)))
    return Folded(codes, start, end, of_text, begin, length, row, base, start, end, None)


def _settle_apostrophes(letters: Bytes) -> None:
    """An apostrophe between two letters belongs to the word; any other is a mark like others."""
    found = np.flatnonzero(letters == APOSTROPHE)
    if not found.size:
        return
    inside = (found > 0) & (found < len(letters) - 1)
    before = letters[np.maximum(found - 1, 0)]
    after = letters[np.minimum(found + 1, len(letters) - 1)]
    inside &= _is_letter(before) & _is_letter(after)
    letters[found[~inside]] = SPACE


def _is_letter(values: Bytes) -> Flags:
    letters: Flags = (values != SPACE) & (values != APOSTROPHE) & (values != AMPERSAND)
    return letters


def _over_marks(folded: Bytes, end: Ints) -> Ints:
    """Ends of words, moved over the combining marks that follow directly."""
    unmarked = np.flatnonzero(folded != _MARK)
    # A text ends with lines, so that something else follows every word.
    return unmarked[unmarked.searchsorted(end)]


def by_table(codes: Codes, table: Bytes) -> Bytes:
    """The byte that a table has for each code point; its last entry is for all beyond it.

    Nearly all are below 256, and these a translation of bytes tells several times faster.
    """
    told = codes.astype(np.uint8).tobytes().translate(table[:256].tobytes())
    if codes.dtype == np.uint8:
        return np.frombuffer(told, np.uint8)
    found = np.frombuffer(bytearray(told), np.uint8)
    beyond = np.flatnonzero(codes > 0xFF)
    found[beyond] = table[np.minimum(codes[beyond], len(table) - 1)]
    return found


def _beyond_ascii(codes: NDArray[np.uint32]) -> Bytes:
    """The folded byte of each code point; `_SEVERAL` where it is made of several letters."""
    table, several = _table()
    folded = by_table(codes, table)
    for at in np.flatnonzero(codes >= _TABLE_SIZE):
        found = _folded_character(chr(codes[at]))
        folded[at] = found[0] if len(found) == 1 else _SEVERAL
        if len(found) > 1:
            several[int(codes[at])] = found
    return folded


def _written_out(codes: Codes, folded: Bytes) -> tuple[Bytes, Ints | None]:
    """The letters of each code point, and which one each comes from (None: one each)."""
    many = np.flatnonzero(folded == _SEVERAL) if codes.dtype != np.uint8 else ()
    if not len(many):
        return folded.copy(), None
    _, several = _table()
    counts = np.ones(len(codes), np.int64)
    written = [several[int(codes[at])] for at in many]
    counts[many] = [len(each) for each in written]
    position = np.repeat(np.arange(len(codes)), counts)
    spread = np.repeat(folded, counts)
    starts = np.cumsum(counts)[many] - counts[many]
    for at, each in zip(starts, written, strict=True):
        spread[at : at + len(each)] = np.frombuffer(each, np.uint8)
    return spread, position


@cache
def _ascii_table() -> bytes:
    return b"".join(_folded_character(chr(code)) for code in range(128)) + bytes(128)


@cache
def _table() -> tuple[Bytes, dict[int, bytes]]:
    """The folded byte of each of the first code points, and those that are several letters."""
    table = np.zeros(_TABLE_SIZE + 1, np.uint8)
    several: dict[int, bytes] = {}
    for code in range(_TABLE_SIZE):
        found = _folded_character(chr(code))
        table[code] = found[0] if len(found) == 1 else _SEVERAL
        if len(found) > 1:
            several[code] = found
    return table, several


@cache
def _folded_character(character: str) -> bytes:
    """The bytes of one character; several where it is made of several letters."""
    if character in APOSTROPHES:
        return bytes([APOSTROPHE])
    if character == "&":
        return bytes([AMPERSAND])
    category = unicodedata.category(character)
    if category[0] == "M":
        return bytes([_MARK])
    if character.isspace():
        return bytes([SPACE])
    if category in ("Cf", "Cc"):
        return bytes([_GONE])
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    kept = bytes(_byte(each) for each in plain if each.isalnum())
    return kept or bytes([SPACE])


def _byte(letter: str) -> int:
    return ord(letter) if letter.isascii() else _OTHER_SCRIPT + ord(letter) % 120
