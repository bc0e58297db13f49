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
_ROOM: Final = 4
"""A table has room for at least so many times the numbers in it."""


class Lookup:
    """Whole numbers, all different, and the position of each in the row they were given in.

    Each lies at its hash, or at the next place that is free. There are several times as many places
    as numbers, so that few lie elsewhere.
    """

    def __init__(self, keys: NDArray[np.uint64]) -> None:
        bits = max(_FEWEST_BITS, (_ROOM * len(keys)).bit_length())
        self._shift = np.uint64(64 - bits)
        home = self._home(keys)
        order = home.argsort(kind="stable")
        # In order of their hash each lies at its own, or behind the one before.
        step = np.arange(len(keys))
        place = np.maximum.accumulate(home[order] - step) + step if len(keys) else order
        # The last place is free, and ends every search.
        places = max(1 << bits, int(place.max(initial=0)) + 1) + 1
        self._keys = np.zeros(places, np.uint64)
        self._keys[place] = keys[order]
        self._at = np.full(places, NOT_THERE, np.int32)
        self._at[place] = order

    def find(self, keys: NDArray[np.uint64]) -> Ints:
        """The position of each of these numbers, or `NOT_THERE`."""
        place = self._home(keys)
        found = self._at[place].astype(np.int64)
        other = where(self._keys[place] != keys)
        taken = other[where(found[other] >= 0)]
        found[other] = NOT_THERE
        place = place[taken]
        while taken.size:
            place += 1
            at = self._at[place]
            same = self._keys[place] == keys[taken]
            found[taken] = np.where(same, at, NOT_THERE)
            on = where(~same & (at >= 0))
            taken, place = taken[on], place[on]
        return found

    def _home(self, keys: NDArray[np.uint64]) -> Ints:
        home: Ints = ((keys * _SPREAD) >> self._shift).view(np.int64)
        return home
