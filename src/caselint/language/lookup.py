"""A table of whole numbers that is asked for many at once: a hash table in arrays.

All of it is array work that leaves other threads free, and a table of some hundred thousand numbers
takes a few megabytes.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Ints
from caselint.language.ranges import where

NOT_THERE: Final = -1
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
"""Fibonacci hashing (Knuth, The Art of Computer Programming, vol. 3, 6.4)."""
_FEWEST_BITS: Final = 8


class Lookup:
    """Whole numbers, all different, and the position of each in the row they were given in.

    They lie in order of their hash, those of one hash beside one another, two seldom.
    """

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        bits = max(_FEWEST_BITS, (2 * len(keys)).bit_length())
        self._shift = np.uint64(64 - bits)
        home = self._home(keys)
        order = home.argsort(kind="stable")
        self._start = np.zeros((1 << bits) + 1, np.int32)
        np.bincount(home, minlength=1 << bits).cumsum(out=self._start[1:])
        # One more at the end, which is looked at for hashes beyond the last and is of another.
        more = order[:1] if len(keys) else np.zeros(1, np.int64)
        self._keys = keys[np.append(order, more)] if len(keys) else np.zeros(1, np.uint64)
        self._at = np.append(order, NOT_THERE).astype(np.int32)

    def find(self, keys: NDArray[np.uint64]) -> Ints:
        """The position of each of these numbers, or `NOT_THERE`."""
        home = self._home(keys)
        at = self._start[home]
        same = self._keys[at] == keys
        found: Ints = np.where(same, self._at[at], NOT_THERE).astype(np.int64)
        same |= at + 1 >= self._start[home + 1]
        left = where(~same)
        if left.size:
            end, at = self._start[home[left] + 1], at[left] + 1
            while left.size:
                same = self._keys[at] == keys[left]
                found[left[same]] = self._at[at[same]]
                at += 1
                on = where(~same & (at < end))
                left, at, end = left[on], at[on], end[on]
        return found

    def _home(self, keys: NDArray[np.uint64]) -> Ints:
        home: Ints = ((keys * _SPREAD) >> self._shift).view(np.int64)
        return home
