"""Look up every word of a batch in a table, at once.

A word of up to 24 bytes is read as three whole numbers of eight, so that equal words are equal
numbers; an open hash table over them says which term it is. All of it is array work that leaves
other threads free.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Folded, Ints
from caselint.language.ranges import where

LONGEST_WORD: Final = 24
_BITS: Final = 18
_PARTS: Final = 3
_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(9)], np.uint64)
_MIX: Final = (
    np.uint64(0x9E3779B97F4A7C15),
    np.uint64(0xC2B2AE3D27D4EB4F),
    np.uint64(0x165667B19E3779F9),
)
"""Odd numbers of large spread, as hash functions use them."""


UNKNOWN: Final = -1
PART: Final = -2
"""In place of a term: a word that nothing has, and one that only stands in longer terms."""


class WordTable:
    """Terms of one word by their bytes; `PART` for words that only stand in longer terms."""

    def __init__(self, terms: Sequence[bytes], numbers: Ints) -> None:
        size = 1 << max(_BITS, (4 * len(terms)).bit_length())
        self._shift = np.uint64(64 - size.bit_length() + 1)
        self._key = np.zeros(size + 64, np.uint64)
        self._term = np.full(size + 64, UNKNOWN, np.int64)
        self._probes = 1
        row = np.frombuffer(b" ".join(terms) + bytes(LONGEST_WORD + 8), np.uint8)
        length = np.array([len(term) for term in terms], np.int64)
        begin = np.cumsum(length + 1) - length - 1
        for key, number in zip(
            _keys(row.tobytes(), begin, length).tolist(), numbers.tolist(), strict=True
        ):
            slot = key >> int(self._shift)
            probes = 1
            while self._term[slot] != UNKNOWN:
                slot, probes = slot + 1, probes + 1
            self._key[slot], self._term[slot] = key, number
            self._probes = max(self._probes, probes)

    def find(self, folded: Folded) -> Ints:
        """The term of each word of a batch, else `PART` or `UNKNOWN`."""
        begin = np.cumsum(folded.length + 1) - folded.length
        key = _keys(folded.buffer + bytes(LONGEST_WORD + 8), begin, folded.length)
        slot = (key >> self._shift).astype(np.int64)
        found = np.where(self._key[slot] == key, self._term[slot], UNKNOWN)
        open_ = where((found == UNKNOWN) & (self._term[slot] != UNKNOWN))
        for probe in range(1, self._probes):
            if not open_.size:
                break
            at = slot[open_] + probe
            same = self._key[at] == key[open_]
            found[open_[same]] = self._term[at[same]]
            open_ = open_[~same & (self._term[at] != UNKNOWN)]
        return np.where(folded.length <= LONGEST_WORD, found, UNKNOWN)


def _keys(row: bytes, begin: Ints, length: Ints) -> NDArray[np.uint64]:
    """A number for each word, mixed from its bytes; `row` goes on for 32 bytes after the last."""
    eight = np.ndarray((max(len(row) - 7, 0),), np.dtype("<u8"), row, strides=(1,))
    if not len(begin):
        return np.zeros(0, np.uint64)
    keys: NDArray[np.uint64] = (eight[begin] & _MASKS[np.minimum(length, 8)]) * _MIX[0]
    for part in range(1, _PARTS):
        longer = where(length > 8 * part)
        left = np.minimum(length[longer] - 8 * part, 8)
        keys[longer] ^= (eight[begin[longer] + 8 * part] & _MASKS[left]) * _MIX[part]
    keys ^= keys >> np.uint64(29)
    return keys * _MIX[0]
