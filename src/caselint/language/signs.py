"""Signs of symbols: bits that tell at a glance what cannot stand somewhere.

Symbols share bits, as many as there are room for. Where the bit of a symbol is missing it does not
stand; where it is there, it may. Most steps that a pattern could take are dismissed by one look.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Flags, Ints
from caselint.language.ranges import where
from caselint.language.terms import Terms

Bits: TypeAlias = NDArray[np.uint64]
_SIXTY_FOUR: Final = 64
COLUMNS: Final = 512


class Signs:
    """The bits of those symbols that are `asked` for: `width` times 64 in a row, at most `widest`.

    For each symbol `word` is where in a row its bit is, and `bit` is the bit: none for a symbol
    that is not asked for. `of_kind` has a row for each word, with the bits of each kind of terms.
    """

    def __init__(self, terms: Terms, asked: Ints, widest: int) -> None:
        asked = np.unique(asked)
        self.width = min(len(asked) // _SIXTY_FOUR + 1, widest)
        self.word = np.zeros(terms.symbols, np.int64)
        self.bit = np.zeros(terms.symbols, np.uint64)
        column = np.arange(len(asked)) % (_SIXTY_FOUR * self.width)
        self.word[asked] = column >> 6
        self.bit[asked] = np.uint64(1) << (column & 63).astype(np.uint64)
        self.of_kind = np.zeros((self.width, terms.kinds), np.uint64)
        pairs = where(self.bit[terms.pair_symbol] > 0)
        symbol = terms.pair_symbol[pairs]
        at = (self.word[symbol], terms.pair_kind[pairs])
        np.bitwise_or.at(self.of_kind, at, self.bit[symbol])

    def by_place(self, kind: Ints, place: Ints, places: int) -> Bits:
        """The bits of all that stands in each of so many places; `place` is in order.

        In a row: first those of each place that are in the first word of 64, then the others.
        """
        bits = np.zeros((self.width, places), np.uint64)
        if len(kind):
            starts = where(_fresh(place))
            bits[:, place[starts]] = np.bitwise_or.reduceat(
                self.of_kind.take(kind, axis=1), starts, axis=1
            )
        return bits.ravel()


class Together:
    """Where all parts of a pattern may stand together, of a few patterns.

    `patterns` has the symbols of each, filled up with -1.
    """

    def __init__(self, terms: Terms, patterns: Sequence[Ints]) -> None:
        symbols = [each[each >= 0] for each in patterns]
        signs = Signs(terms, np.concatenate([np.zeros(0, np.int64), *symbols]), 1)
        needs = [np.bitwise_or.reduce(signs.bit[each]) for each in symbols]
        self._of_kind = signs.of_kind[0]
        self._needs = np.unique(np.array(needs, np.uint64))

    def places(self, kind: Ints, place: Ints, places: int) -> Flags:
        """Which of so many places have all parts of a pattern, by what stands in each."""
        bits = np.zeros(places, np.uint64)
        stands = self._of_kind[kind]
        rows = where(stands)
        np.bitwise_or.at(bits, place[rows], stands[rows])
        found = where(bits)
        have = bits[found, None] & self._needs
        all_there = np.zeros(places, bool)
        all_there[found] = (have == self._needs).any(axis=1)
        return all_there


class Likely:
    """Which kinds of terms may stand for those symbols that are `asked` for, a byte for each.

    Symbols share `COLUMNS`: the byte of a kind and a symbol is that of the kind's first column, and
    the symbol's `column` more.
    """

    def __init__(self, terms: Terms, asked: Ints) -> None:
        asked = np.unique(asked)
        self.column = np.full(terms.symbols, -1)
        self.column[asked] = np.arange(len(asked)) % COLUMNS
        column = self.column[terms.pair_symbol]
        pairs = where(column >= 0)
        self.table = np.zeros(terms.kinds * COLUMNS, bool)
        self.table[terms.pair_kind[pairs] * COLUMNS + column[pairs]] = True


def _fresh(place: Ints) -> Flags:
    """Which of these are not the same as the one before."""
    fresh = np.ones(len(place), bool)
    np.not_equal(place[1:], place[:-1], out=fresh[1:])
    return fresh
