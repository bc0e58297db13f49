"""Everybody who is named in a batch of texts, as arrays.

How they are found is told in `finding_people`, whom a pronoun means in `pronouns`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.folding import Flags, Ints
from caselint.language.terms import HE, NAME, SHE, THIS_CHILD

NOBODY, AUTHOR, THE_CHILD = -1, -2, -3
"""In place of a row of people: somebody unknown, the author, and the child, whom no word names."""
MALE, FEMALE = 1, 2
OTHER_GENDER: Final = np.full(NAME + 1, -1)
OTHER_GENDER[[HE, SHE]] = FEMALE, MALE
"""For each category the gender of those whom a pronoun of it cannot mean."""


@dataclass(slots=True)
class People:
    """Everybody named in a batch, in order of place.

    `category` is a number of `CATEGORIES`; `gender` is `MALE`, `FEMALE`, `INTERPRETS` or 0;
    `identity` is equal for mentions of one person; `named` the position in the people of the casts,
    or -1; `term` the term of a role, or -1; `also_named` whether a name that nobody listed stands
    beside a role; `means` the row that a pronoun stands for: its own for everybody else, -1 where
    it is not known.
    """

    first: Ints
    last: Ints
    category: Ints
    gender: Ints
    identity: Ints
    named: Ints
    term: Ints
    also_named: Flags
    means: Ints

    def at(self, first: Ints, last: Ints) -> Ints:
        """The row of who stands at exactly these words, or -1."""
        if not len(self.first):
            return np.full(len(first), -1)
        at = self.first.searchsorted(first)
        row = np.minimum(at, len(self.first) - 1)
        there = (self.first[row] == first) & (self.last[row] == last)
        return np.where(there, row, -1)

    def whose(self, rows: Ints) -> Ints:
        """The category of whom these rows mean, -1 for nobody known."""
        category = np.where(rows == THE_CHILD, THIS_CHILD, -1)
        if len(self.means):
            meant = np.where(rows >= 0, self.means[np.maximum(rows, 0)], -1)
            category = np.where(meant >= 0, self.category[meant], category)
        return np.where(category == NAME, -1, category)

    def some(self, kept: Ints) -> People:
        """These rows alone; whom each of them means is yet to be said."""
        return People(
            self.first[kept],
            self.last[kept],
            self.category[kept],
            self.gender[kept],
            self.identity[kept],
            self.named[kept],
            self.term[kept],
            self.also_named[kept],
            kept,
        )
