"""Where a text calls people of its own cast by name, or by the initial of a child."""

from __future__ import annotations

from string import ascii_uppercase
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
_HYPHENS: Final = (0x2D, 0x2010, 0x2011)
_BEYOND_HYPHEN: Final = 2
"""How far from the start of an initial the next one begins, with a hyphen between."""
_ENDINGS: Final = (b"", b"s")
_LENGTHS: Final = (1, 3)
"""Of an initial alone, and with ``'s``."""
_SHORT_LENGTHS: Final = (1, 2, 4)
"""Of the first of two initials, of both, and of both with ``'s``."""


def find_cast(
    folded_texts: Folded, sentences: Sentences, asked: Flags, does: Flags, casts: Casts
) -> tuple[Hits, Ints]:
    """Where names of a text's own cast stand, and whom of the casts each means.

    `does` marks the words that what somebody says or does follows in their sentence.
    """
    initial, of_initial = _initials(folded_texts, sentences, asked, does, casts)
    short, short_last, of_short = _short_names(folded_texts, sentences, asked, casts)
    found = scan_names(casts.names, folded_texts)
    if not len(found.term):
        first, last = np.concatenate([initial, short]), np.concatenate([initial, short_last])
        return Hits(first, first, last), np.concatenate([of_initial, of_short])
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
    first = np.concatenate([found.first[kept], initial, short])
    last = np.concatenate([found.last[kept], initial, short_last])
    return Hits(first, first, last), np.concatenate([persons, of_initial, of_short])


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


def _short_names(
    texts: Folded, sentences: Sentences, asked: Flags, casts: Casts
) -> tuple[Ints, Ints, Ints]:
    """The two capitals of a child with a double first name, written "EM" or "E-M", and whom.

    First and last words of each, and the person.
    """
    capitals = {letters.upper()[0] for known in casts.short_names for letters in known}
    if not capitals:
        none = np.zeros(0, np.int64)
        return none, none, none
    likely = where(np.isin(texts.codes[texts.start], list(capitals)))
    likely = likely[where(np.isin(texts.length[likely], _SHORT_LENGTHS))]
    likely = likely[where(asked[sentences.of_word[likely]])]
    found: list[tuple[int, int, int]] = []
    for word in likely.tolist():
        end, letters = word, texts.written(word)
        begin = int(texts.start[word])
        second = begin + 1
        if len(letters) == 1 and not sentences.closes[word]:
            end, second = word + 1, int(texts.start[word + 1])
            letters += texts.written(end)
            if second != begin + _BEYOND_HYPHEN or int(texts.codes[begin + 1]) not in _HYPHENS:
                continue
        known = casts.short_names[int(casts.of_text[texts.of_text[word]])]
        person = known.get(letters.removesuffix(b"'s"), -1)
        if person >= 0 and chr(texts.codes[second]) in ascii_uppercase:
            found.append((word, end, person))
    first, last, persons = np.array(found, np.int64).reshape(-1, 3).T
    return first, last, persons


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
