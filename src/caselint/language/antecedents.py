"""Whom a pronoun that reports means, where those named before it do not tell.

Nobody is called by name in what he or she reports ("She said Mum shouts" is not Mum); who spoke in
the sentence before speaks on; and who has "her foster carer" is a child, where nobody else was
named who could be meant.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.people import AUTHOR, NOBODY, THE_CHILD, People
from caselint.language.pronouns import SENTENCES_BACK
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import HE, INTERPRETS, PROFESSIONAL, SHE, THEY, THIS_CHILD, Hits

_GENDER: Final = {HE: 1, SHE: 2}
_OWNERS: Final = {HE: (b"his",), SHE: (b"her",), THEY: (b"his", b"her", b"their")}


class Antecedents:
    """Those whom the pronouns of a batch may mean.

    `possessive` are words like "her"; `of_a_child` what a child has, with such a word ("her foster
    carer").
    """

    def __init__(
        self,
        people: People,
        possessive: Hits,
        of_a_child: Hits,
        sentences: Sentences,
        texts: Folded,
        quotations: Quotations,
    ) -> None:
        self._people, self._sentences, self._texts = people, sentences, texts
        self._quotations = quotations
        self._quoted = quotations.of(people.first) >= 0
        self._named = (people.category < HE) | (people.category > THEY)
        owned = np.zeros(len(texts.start) + 1, bool)
        owned[possessive.first] = True
        self._owned = owned
        self._called = self._named & ~owned[people.first]
        self._of_a_child = of_a_child

    def unsure(self, known: Ints, since: Ints, until: Ints) -> Flags:
        """Where those named before do not tell, or who they tell is called by name in what is said.

        What is said goes from `since` to `until`.
        """
        people = self._people
        flags: Flags = known == NOBODY
        rows = where(known >= 0)
        low, high = people.first.searchsorted([since[rows], until[rows] + 1])
        of, row = spread(low, high)
        same = self._called[row] & (people.identity[row] == people.identity[known[rows]][of])
        flags[rows[of[where(same)]]] = True
        return flags

    def meant(
        self, known: int, word: int, category: int, since: int, until: int, spoke: Ints
    ) -> int:
        """Who a pronoun at `word` means that reports the words from `since` to `until`.

        `known` is whom those named before it tell, `category` that of the pronoun; `spoke` are
        those who speak in the sentence before, where it opens its own.
        """
        people = self._people
        inside = slice(*people.first.searchsorted([since, until + 1]).tolist())
        called = people.identity[inside][self._called[inside]]
        person, anybody = known, True
        if known == NOBODY or people.identity[known] in called:
            person, anybody = self._before(word, category, called)
        if person == NOBODY:
            person = self._speaking_on(word, category, called, spoke)
        child_inside = (people.category[inside] == THIS_CHILD).any()
        if person == NOBODY and not anybody and not child_inside:
            return self._child(category, since, until)
        return person

    def _before(self, word: int, category: int, called: Ints) -> tuple[int, bool]:
        """The one named before who is not called by name, and whether anybody is."""
        sentence = int(self._sentences.of_word[word])
        low = self._sentences.first[max(sentence - SENTENCES_BACK, 0)]
        rows = np.arange(*self._people.first.searchsorted([low, word]).tolist())
        inside = int(self._quotations.of(np.array([word]))[0]) >= 0
        fits = self._named[rows] & (inside | ~self._quoted[rows])
        fits &= self._texts.of_text[self._people.first[rows]] == self._texts.of_text[word]
        fits &= self._agree(rows, category)
        fits &= (self._people.identity[rows, None] != called).all(axis=1)
        rows = rows[fits]
        if not len(rows):
            return NOBODY, False
        of = self._sentences.of_word[self._people.first[rows]]
        rows = rows[of == of[-1]]
        family = rows[self._people.category[rows] != PROFESSIONAL]
        rows = family if len(family) else rows
        identity = self._people.identity[rows]
        alone = bool((identity == identity[0]).all())
        return (int(rows[-1]) if alone else NOBODY), True

    def _agree(self, rows: Ints, category: int) -> Flags:
        gender = _GENDER.get(category, 0)
        agrees: Flags = (self._people.gender[rows] == 0) | (self._people.gender[rows] == gender)
        if gender == 0:
            agrees = self._people.gender[rows] != INTERPRETS
        return agrees

    def _speaking_on(self, word: int, category: int, called: Ints, spoke: Ints) -> int:
        """The one who spoke in the sentence before, where the pronoun surely agrees."""
        people = self._people
        spoke = spoke[spoke != AUTHOR]
        if (spoke == NOBODY).any():
            return NOBODY
        lay = spoke[(spoke == THE_CHILD) | (people.category[np.maximum(spoke, 0)] != PROFESSIONAL)]
        identity = np.where(lay == THE_CHILD, THE_CHILD, people.identity[np.maximum(lay, 0)])
        if not len(lay) or (identity != identity[0]).any() or identity[0] in called:
            return NOBODY
        person = int(lay[-1])
        gender = _GENDER.get(category, 0)
        known = 0 if person == THE_CHILD else int(people.gender[person])
        if gender and known != gender:
            before = int(self._sentences.of_word[word]) - 1
            at = people.first.searchsorted(
                [self._sentences.first[before], self._sentences.last[before] + 1]
            )
            pronouns = {self._pronoun(row) for row in range(*at.tolist())}
            if known or category not in pronouns or HE + SHE - category in pronouns:
                return NOBODY
        return person

    def _pronoun(self, row: int) -> int:
        """The category of a pronoun, by which somebody is called or somebody's own ("her mum")."""
        word = int(self._people.first[row])
        if self._named[row] and self._owned[word]:
            written = self._texts.written(word)
            return next((each for each in (HE, SHE) if written in _OWNERS[each]), -1)
        return int(self._people.category[row])

    def _child(self, category: int, since: int, until: int) -> int:
        """The child, where the words from `since` to `until` have somebody whom a child has."""
        hits = self._of_a_child
        owners = _OWNERS[category]
        for row in where((hits.first >= since) & (hits.last <= until)).tolist():
            if self._texts.written(int(hits.first[row])) in owners:
                return THE_CHILD
        return NOBODY
