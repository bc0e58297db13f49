"""Names that nobody listed: capitalised words that are not known for anything else."""

from __future__ import annotations

from typing import Final

import numpy as np

from caselint.language.bounds import Sentences, is_lower, is_upper
from caselint.language.folding import APOSTROPHE, Bytes, Flags, Folded, Ints
from caselint.language.ranges import spread, where
from caselint.language.terms import FIRST_NAME, ONLY_NAME, Hits, Terms

ENDING: Final = 2
"""The length of ``'s``."""


def find_unlisted(
    texts: Folded,
    sentences: Sentences,
    asked: Flags,
    terms: Terms,
    hits: Hits,
    marks: Bytes,
    known: Flags,
    said: Flags,
    cast_hits: Hits,
) -> tuple[Ints, Ints]:
    """Capitalised names that nobody listed; words of one name that stand together are one.

    `said` marks the words that a word of saying follows in their sentence.
    """
    name = where(is_upper(texts.codes, texts.start) & (texts.length > 1))
    name = name[where(asked[sentences.of_word[name]])]
    following = np.minimum(texts.start[name] + 1, len(texts.codes) - 1)
    name = name[where(is_lower(texts.codes, following))]
    if not name.size:
        return name, name
    listed = np.zeros(len(texts.start), bool)
    listed[hits.first[where(marks & FIRST_NAME)]] = True
    other = known.copy()
    other[hits.first[where(marks & ONLY_NAME)]] = False
    likely = ~other[name] & (~sentences.opens[name] | said[name])
    likely |= listed[name]
    if len(cast_hits.first):
        taken = np.zeros(len(texts.start), bool)
        taken[spread(cast_hits.first, cast_hits.last + 1)[1]] = True
        likely &= ~taken[name]
    name = name[where(likely)]
    owned = name[where(ends_in_s(texts, name) & ~listed[name])]
    if owned.size:
        plain = texts.length[owned] - ENDING
        wrong = np.zeros(len(texts.start), bool)
        wrong[owned[where(terms.are_words(texts.row, texts.begin[owned], plain))]] = True
        name = name[where(~wrong[name])]
    begins = np.ones(len(name) + 1, bool)
    begins[1:-1] = (name[1:] - name[:-1] > 1) | sentences.opens[name[1:]]
    return name[where(begins[:-1])], name[where(begins[1:])]


def ends_in_s(texts: Folded, words: Ints) -> Flags:
    """Which words end in ``'s``, after something else."""
    end = texts.begin[words] + texts.length[words]
    ending: Flags = (texts.row[end - 1] == ord("s")) & (texts.row[end - 2] == APOSTROPHE)
    return ending & (texts.length[words] > ENDING)
