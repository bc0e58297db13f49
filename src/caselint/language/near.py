"""What lies near a word: all hits in order of place, for patterns to be joined from."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Ints
from caselint.language.ranges import spread, where
from caselint.language.signs import COLUMNS, Likely
from caselint.language.terms import Hits, Terms

_LOOKS: Final = 60_000
"""How many hits are looked at together: as many as lie in a processor's nearer memory."""


@dataclass(slots=True)
class Matches:
    """Matches of patterns: which, from which word to which, and each piece's own words.

    `head` is the last word of the first piece, `tail` the first word of the last piece. `pieces`
    has a row of (first word, last word) for each piece in no order, filled up with -1.
    """

    pattern: Ints
    first: Ints
    last: Ints
    head: Ints
    tail: Ints
    pieces: Ints

    def take(self, rows: Ints | Flags) -> Matches:
        """Some of the matches."""
        return Matches(
            self.pattern[rows],
            self.first[rows],
            self.last[rows],
            self.head[rows],
            self.tail[rows],
            self.pieces[rows],
        )


class Near:
    """Hits by kind in order of where they begin, and once more in order of where they end.

    Rows of the second order follow those of the first. `at` gives for each word, and one past the
    last, the first row that begins at it or later, and after these, from `leftward` on, the same by
    ends. `sentence` is that of each row of the first order.
    """

    def __init__(self, terms: Terms, likely: Likely, hits: Hits, sentences: Sentences) -> None:
        self._terms, self._likely = terms, likely
        words = len(sentences.of_word)
        begin, end = (each.argsort(kind="stable") for each in (hits.first, hits.last))
        order = np.concatenate([begin, end])
        self.first, self.last = hits.first[order], hits.last[order]
        self.kind = hits.term[order]
        self._base = self.kind * COLUMNS
        self.beginning = len(begin)
        self.at = np.zeros(2 * words + 2, np.int64)
        np.bincount(hits.first, minlength=words).cumsum(out=self.at[1 : words + 1])
        np.bincount(hits.last, minlength=words).cumsum(out=self.at[words + 2 :])
        self.at[words + 1 :] += len(begin)
        self.leftward = words + 1
        self.sentence = sentences.of_word[self.first[: len(begin)]]

    def find(self, start: Ints, stop: Ints, symbol: Ints) -> tuple[Ints, Ints]:
        """Which rows of hits between `start` and `stop` stand for each symbol: (which, row).

        A part at a time, since few of those looked at do: what is kept at once stays small.
        """
        which, row = [], []
        table, base = self._likely.table, self._base
        column = self._likely.column[symbol]
        for part in _parts(stop - start):
            of, each = spread(start[part], stop[part])
            likely = where(table[base[each] + column[part][of]])
            of, each = of[likely] + part.start, each[likely]
            fits = where(self._terms.stands_for(self.kind[each], symbol[of]))
            which.append(of[fits])
            row.append(each[fits])
        if len(row) == 1:
            return which[0], row[0]
        return np.concatenate(which), np.concatenate(row)


class Classes:
    """The hits of those classes that the engine itself asks for, by kind."""

    def __init__(self, terms: Terms, standing: Hits) -> None:
        self._terms = terms
        rows = where(terms.asked_for[standing.term])
        order = standing.first[rows].argsort(kind="stable")
        self._standing = standing.take(rows[order])

    def of(self, name: str) -> Hits:
        """The hits of a class in order of their beginning."""
        return self._standing.take(where(self._terms.members(name)[self._standing.term]))


def _parts(counts: Ints) -> list[slice]:
    """The rows in parts, each of which looks at some `_LOOKS` hits."""
    total = counts.cumsum()
    if not len(total) or total[-1] <= _LOOKS:
        return [slice(0, len(counts))]
    cuts = total.searchsorted(np.arange(_LOOKS, total[-1], _LOOKS)).tolist()
    edges = [0, *dict.fromkeys(cuts), len(counts)]
    return [slice(low, high) for low, high in pairwise(edges) if low < high]
