"""Look up every word of a batch, at once.

A word is read as whole numbers of eight bytes each, mixed into one, so that equal words are equal
numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Bytes, Ints
from caselint.language.lookup import NOT_THERE, Lookup
from caselint.language.ranges import where

_EIGHT: Final = 8
_MASKS: Final = np.array([(1 << 8 * size) - 1 for size in range(_EIGHT + 1)], np.uint64)
_MIX: Final = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5)
"""Odd numbers of large spread, as hash functions use them."""
_TURN: Final = np.uint64(29)


class WordTable:
    """Words, all different; the number of each is its position in the row they were given in."""

    def __init__(self, words: Sequence[bytes]) -> None:
        length = np.array([len(word) for word in words], np.int64)
        self._longest = int(length.max(initial=0))
        row = np.frombuffer(b" ".join(words) + bytes(_EIGHT), np.uint8)
        self._lookup = Lookup(keys_of(row, (length + 1).cumsum() - length - 1, length))

    def find(self, row: Bytes, begin: Ints, length: Ints) -> Ints:
        """The number of each word, or `NOT_THERE`; `row` as `keys_of` takes it."""
        found = self._lookup.find(keys_of(row, begin, np.minimum(length, self._longest)))
        found[where(length > self._longest)] = NOT_THERE
        return found


def keys_of(row: Bytes, begin: Ints, length: Ints) -> NDArray[np.uint64]:
    """A number for each word, mixed from its bytes; `row` goes on for 8 bytes after the last."""
    eight: NDArray[np.uint64] = np.ndarray(
        (max(len(row) - 7, 0),), np.dtype("<u8"), row, strides=(1,)
    )
    keys = (eight[begin] & _MASKS[np.minimum(length, _EIGHT)]) * np.uint64(_MIX[0])
    longer = where(length > _EIGHT)
    part = 1
    while longer.size:
        place = _EIGHT * part
        left = length[longer] - place
        mix = np.uint64((_MIX[part % len(_MIX)] + 2 * (part // len(_MIX))) & (1 << 64) - 1)
        keys[longer] ^= (eight[begin[longer] + place] & _MASKS[np.minimum(left, _EIGHT)]) * mix
        longer = longer[left > _EIGHT]
        part += 1
    keys ^= keys >> _TURN
    return keys
