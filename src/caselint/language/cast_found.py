"""Where a text calls people of its own cast by name, or by the initial of a child."""

from __future__ import annotations

from typing import Final

import numpy as np

from caselint.language.bounds import Sentences, is_upper
from caselint.language.cast import BEFORE_INITIALS, Named, folded
from caselint.language.casts import CAST_ROW, Casts
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.ranges import where
from caselint.language.terms import Hits, scan_names

_BEFORE_INITIALS: Final = frozenset(word.encode() for word in BEFORE_INITIALS)
_COLON: Final = 0x3A
_ENDINGS: Final = (b"", b"s")
_LENGTHS: Final = (1, 3)
"""Of an initial alone, and with ``'s``."""


def find_cast(
    folded_texts: Folded, sentences: Sentences, asked: Flags, does: Flags, casts: Casts
) -> tuple[Hits, Ints]:
    """Where names of a text's own cast stand, and whom of the casts each means.

    `does` marks the words that what somebody says or does follows in their sentence.
    """
    initial, of_initial = _initials(folded_texts, sentences, asked, does, casts)
    found = scan_names(casts.names, folded_texts)
    if not len(found.term):
        return Hits(initial, initial, initial), of_initial
    cast = casts.of_text[folded_texts.of_text[found.first]]
    keys = cast * CAST_ROW + found.term
    at = np.minimum(casts.lookup.searchsorted(keys), len(casts.lookup) - 1)
    fits = casts.lookup[at] == keys
    fits &= asked[sentences.of_word[found.first]]
    fits &= sentences.of_word[found.first] == sentences.of_word[found.last]
    for row in where(fits & casts.beyond_ascii[found.term]).tolist():
        fits[row] = _same_script(folded_texts, found, row, casts.people[casts.person[at[row]]])
    doubtful = where(fits & casts.common[found.term])
    if doubtful.size:
        fits[doubtful] = _surely_a_name(folded_texts, sentences, does, found, doubtful)
    kept = where(fits)
    persons = casts.person[at[kept]]
    first = np.concatenate([found.first[kept], initial])
    last = np.concatenate([found.last[kept], initial])
    return Hits(first, first, last), np.concatenate([persons, of_initial])


def _initials(
    texts: Folded, sentences: Sentences, asked: Flags, does: Flags, casts: Casts
) -> tuple[Ints, Ints]:
    """Capital letters that mean a child of the cast ("K said", "spoke to K", "K's mum"), and whom.

    They stand where a role would: as owner, before what somebody does, behind a word like "to", or
    with a colon at the start of a sentence.
    """
    capitals = {letter.upper()[0] for initials in casts.initials for letter in initials}
    short = where(np.isin(texts.length, _LENGTHS))
    likely = short[where(np.isin(texts.codes[texts.start[short]], list(capitals)))]
    likely = likely[where(asked[sentences.of_word[likely]])]
    words, persons = [], []
    for word in likely.tolist():
        letter, _, ending = texts.written(word).partition(b"'")
        known = casts.initials[int(casts.of_text[texts.of_text[word]])].get(letter, -1)
        if known < 0 or len(letter) > 1 or ending not in _ENDINGS:
            continue
        opens, closes = bool(sentences.opens[word]), bool(sentences.closes[word])
        named = not closes and bool(is_upper(texts.codes, texts.start[[word + 1]])[0])
        behind = not opens and texts.written(word - 1) in _BEFORE_INITIALS
        labels = opens and texts.codes[texts.end[word]] == _COLON
        if ending or does[word] or labels or (behind and not named):
            words.append(word)
            persons.append(known)
    return np.array(words, np.int64), np.array(persons, np.int64)


def _same_script(texts: Folded, found: Hits, row: int, person: Named) -> bool:
    """Letters of other scripts are folded to few bytes: compare the original."""
    span = slice(int(texts.start[found.first[row]]), int(texts.end[found.last[row]]))
    written = folded("".join(map(chr, texts.codes[span].tolist()))).removesuffix("'s")
    name = folded(person.name)
    return written in (name, name.split()[0])


def _surely_a_name(
    texts: Folded, sentences: Sentences, does: Flags, found: Hits, rows: Ints
) -> Flags:
    """Whether a common word is a name here.

    It has a capital that the sentence's start does not explain, or that what somebody says or does,
    or a colon, follows.
    """
    first, last = found.first[rows], found.last[rows]
    capital = is_upper(texts.codes, texts.start[first])
    labels = texts.codes[texts.end[last]] == _COLON
    sure: Flags = capital & (~sentences.opens[first] | does[last] | labels)
    return sure
