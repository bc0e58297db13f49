"""Find terms of several words: all places of a batch go forward together, a word at a time.

The terms are a tree: from a first word, which is a node by its number, a step over the next word
leads to another node, where a term may end. Few places go far, so most of the work is one look at
the word that follows each word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Ints
from caselint.language.lookup import Lookup
from caselint.language.ranges import counted, where

_WORD_BITS: Final = 24
_LAST_BIT: Final = 63
_BITS: Final = np.uint64(1) << np.arange(_LAST_BIT + 1, dtype=np.uint64)


@dataclass(slots=True)
class RunData:
    """The tree as plain data: the key of the step to each node after the words, in order.

    A key has the node that it leads from, and the word. `ends` is the term that ends at each node,
    or -1, of all nodes, the words first.
    """

    steps: Ints
    ends: NDArray[np.int32]


def tree_of(terms: Iterable[tuple[int, bytes]], number_of: Mapping[bytes, int]) -> RunData:
    """The tree of terms of several words, given with their numbers; `number_of` numbers words."""
    words = len(number_of)
    steps: dict[int, int] = {}
    ends: dict[int, int] = {}
    for term, text in terms:
        first, *others = text.split(b" ")
        node = number_of[first]
        for word in others:
            node = steps.setdefault(node << _WORD_BITS | number_of[word], words + len(steps))
        ends[node] = term
    ending = np.full(words + len(steps), -1, np.int32)
    ending[list(ends)] = list(ends.values())
    return RunData(np.fromiter(steps, np.int64, len(steps)), ending)


class Runs:
    """The tree, to be asked for a batch."""

    def __init__(self, steps: Ints, ends: NDArray[np.int32]) -> None:
        self._steps = Lookup(steps.view(np.uint64))
        self._words = len(ends) - len(steps)
        self._ends = ends
        # The words that each node leads over, as bits that they share: most of what follows a word
        # is dismissed by them. One more at the end, for a word that no term has.
        self._over = np.zeros(len(ends) + 1, np.uint64)
        np.bitwise_or.at(self._over, steps >> _WORD_BITS, _BITS[steps & _LAST_BIT])

    def find(self, word: Ints) -> tuple[Ints, Ints, Ints]:
        """Where terms stand among words by their numbers (-1: unknown): (term, first, last word).

        In order of their ends, of those the longest first.
        """
        terms, firsts, lasts = [], [], []
        bits = np.zeros(len(word), np.uint64)
        bits[:-1] = _BITS[word[1:] & _LAST_BIT]
        first = last = counted(len(word))
        node = word
        while len(node):
            on = where(self._over[node] & bits[last])
            first, last = first[on], last[on] + 1
            node = self._steps.find((node[on] << _WORD_BITS | word[last]).view(np.uint64))
            found = where(node >= 0)
            first, last, node = first[found], last[found], node[found] + self._words
            term = self._ends[node]
            ended = where(term >= 0)
            terms.append(term[ended])
            firsts.append(first[ended])
            lasts.append(last[ended])
        if not terms:
            return word[:0], word[:0], word[:0]
        begin, end = np.concatenate(firsts), np.concatenate(lasts)
        order = ((end << _WORD_BITS) + begin).argsort()
        return np.concatenate(terms)[order].astype(np.int64), begin[order], end[order]
