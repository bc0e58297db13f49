"""Whom a pronoun means: the one person who can be meant; where two are left it stays unknown."""

from __future__ import annotations

from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.people import NOBODY, OTHER_GENDER, People
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import HE, INTERPRETS, PROFESSIONAL, THEY

SENTENCES_BACK: Final = 3
"""How many sentences before its own a pronoun may look for somebody."""
_BESIDE: Final = (b"with", b"at", b"to", b"by", b"beside", b"near", b"from")
_ACTING: Final = (b"he", b"she", b"they")
_REFLEXIVE: Final = (b"himself", b"herself", b"themselves", b"themself")


def resolve(people: People, sentences: Sentences, texts: Folded, quotations: Quotations) -> Ints:
    """For each person the row that is meant; -1 for a pronoun that may mean nobody or several.

    A pronoun outside quotation marks does not mean who is named inside them. "Himself" is whoever
    of the family stands nearest before it in its sentence, and may be he.
    """
    means = np.arange(len(people.first))
    asked = where((people.category >= HE) & (people.category <= THEY))
    means[asked] = _meant(
        people, people.first[asked], people.category[asked], sentences, texts, quotations
    )
    long = asked[where(texts.length[people.first[asked]] >= len(_REFLEXIVE[0]))]
    for row in long.tolist():
        if texts.written(int(people.first[row])) not in _REFLEXIVE:
            continue
        other, sentence = OTHER_GENDER[people.category[row]], sentences.of_word[people.first[row]]
        for before in range(row - 1, -1, -1):
            if sentences.of_word[people.first[before]] != sentence:
                break
            if people.category[before] != PROFESSIONAL and people.gender[before] != other:
                means[row] = means[before]
                break
    return means


def meant_at(
    people: People, words: Ints, sentences: Sentences, texts: Folded, quotations: Quotations
) -> Ints:
    """Whom a pronoun of either gender at each of these words would mean, or `NOBODY`."""
    return _meant(people, words, np.full(len(words), THEY), sentences, texts, quotations)


def _meant(
    people: People,
    words: Ints,
    category: Ints,
    sentences: Sentences,
    texts: Folded,
    quotations: Quotations,
) -> Ints:
    """Whom a pronoun of these categories at each of these words means, or `NOBODY`.

    Of those named before it, the ones in the nearest sentence; there the family before its
    professionals; and one person alone. Not one who only goes before somebody else who acts, nor
    one who interprets.
    """
    means = np.full(len(words), NOBODY)
    named = where(
        ((people.category < HE) | (people.category > THEY)) & ~_beside(people, sentences, texts)
    )
    if not len(words) or not len(named):
        return means
    first = people.first[named]
    sentence = sentences.of_word[words]
    low = first.searchsorted(sentences.first[np.maximum(sentence - SENTENCES_BACK, 0)])
    of, at = spread(low, first.searchsorted(words))
    word = words[of]
    fits = people.gender[named][at] != OTHER_GENDER[category][of]
    fits &= people.gender[named][at] != INTERPRETS
    fits &= texts.of_text[first[at]] == texts.of_text[word]
    if len(quotations.first):
        fits &= (quotations.of(first) < 0)[at] | (quotations.of(words) >= 0)[of]
    rows = where(fits)
    of, row = of[rows], named[at[rows]]
    # Rows are in order of place: of those that fit a pronoun the last one stands nearest.
    nearest = np.zeros(len(words), np.int64)
    within = sentences.of_word[people.first[row]]
    nearest[of] = within
    rows = where(within == nearest[of])
    of, row = of[rows], row[rows]
    professional = people.category[row] == PROFESSIONAL
    family = np.zeros(len(words), bool)
    family[of[where(~professional)]] = True
    rows = where(~(professional & family[of]))
    of, row = of[rows], row[rows]
    means[of] = row
    means[of[where(people.identity[row] != people.identity[means[of]])]] = NOBODY
    return means


def _beside(people: People, sentences: Sentences, texts: Folded) -> Flags:
    """Who stands beside the one who acts: "With her key worker Kasia she talks", not Kasia."""
    flags = np.zeros(len(people.first), bool)
    before = people.first - 1
    rows = where(sentences.opens[before] & (before >= 0) & ~sentences.opens[people.first])
    for row in rows.tolist():
        follows = int(people.last[row]) + 1
        flags[row] = (
            texts.written(int(before[row])) in _BESIDE
            and follows < len(texts.start)
            and not sentences.opens[follows]
            and texts.written(follows) in _ACTING
        )
    return flags
