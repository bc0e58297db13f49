"""Finding everybody named in a text: roles, names of the cast, names that nobody listed, pronouns.

Of people who stand within one another's words ("her" in "her mother") the longest counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.cast import INTERPRETING, Named
from caselint.language.cast_found import find_cast
from caselint.language.casts import Casts
from caselint.language.folding import Bytes, Flags, Folded, Ints
from caselint.language.lexicon import PEOPLE
from caselint.language.people import FEMALE, MALE, People
from caselint.language.pronouns import resolve
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import (
    DOING,
    HE,
    INTERPRETS,
    NAME,
    NOBODY_THERE,
    PARENT,
    SAYING,
    SOMEBODY,
    THIS_CHILD,
    Hits,
    Terms,
)
from caselint.language.unlisted import ENDING, ends_in_s, find_unlisted
from caselint.language.words import keys_of

_GENDERS: Final = {"": 0, "he": MALE, "she": FEMALE, INTERPRETING: INTERPRETS}
_ROW: Final = 1 << 32
_FROM_CAST, _FROM_ROLE, _FROM_NAME = 10, 1 << 32, 1 << 40
"""Where the identities of people of each origin begin."""
TITLES: Final = (
    b"mr",
    b"mrs",
    b"ms",
    b"miss",
    b"mx",
    b"dr",
    b"prof",
    b"sir",
    b"pc",
    b"dc",
    b"sgt",
)


def find_people(
    folded_texts: Folded,
    sentences: Sentences,
    asked: Flags,
    terms: Terms,
    hits: Hits,
    marks: Bytes,
    known_words: Flags,
    casts: Casts,
    quotations: Quotations,
) -> People:
    """Everybody named in the sentences of a batch that are `asked` for; pronouns resolved.

    `hits` are those in these sentences, `marks` those of their terms; `known_words` stand in some
    term.
    """
    said, does = (
        _before(hits.first[where(marks & mark)], sentences) for mark in (SAYING, SAYING | DOING)
    )
    cast_hits, persons = find_cast(folded_texts, sentences, asked, does, casts)
    role = where(marks & SOMEBODY)
    term, role_first, role_last = hits.term[role], hits.first[role], hits.last[role]
    names_first, names_last = find_unlisted(
        folded_texts, sentences, asked, terms, hits, marks, known_words, said, cast_hits
    )
    first = np.concatenate([cast_hits.first, role_first, names_first])
    last = np.concatenate([cast_hits.last, role_last, names_last])
    kept = _longest(first, last)
    hiding = where(marks & NOBODY_THERE)
    if hiding.size:
        at = _without(first[kept], last[kept], hits.first[hiding], hits.last[hiding])
        kept = kept[at]
    named = len(persons)
    category = np.full(len(first), NAME)
    words = _same_words(folded_texts, first[named:], last[named:])
    words[len(role) :] += _FROM_NAME - _FROM_ROLE
    identity = np.concatenate([_FROM_CAST + persons, _FROM_ROLE + words])
    gender = np.zeros(len(first), np.int64)
    if named:
        of_cast = _codes(casts.people)
        category[:named], gender[:named] = of_cast[persons, 0], of_cast[persons, 1]
    roles = slice(named, named + len(role))
    category[roles], gender[roles] = terms.person[term], terms.gender[term]
    of_person = np.full(len(first), -1)
    of_person[:named] = persons
    of_term = np.full(len(first), -1)
    of_term[roles] = term
    people = _with_names(
        People(
            first[kept],
            last[kept],
            category[kept],
            gender[kept],
            identity[kept],
            of_person[kept],
            of_term[kept],
            np.zeros(len(kept), bool),
            kept,
        ),
        terms,
        sentences,
        folded_texts,
    )
    child = where(people.category == THIS_CHILD)
    people.identity[child] = 1
    parent = where((people.category == PARENT) & (people.gender > 0))
    people.identity[parent] = 1 + people.gender[parent]
    people.means = resolve(people, sentences, folded_texts, quotations)
    return people


def _before(words: Ints, sentences: Sentences) -> Flags:
    """Which words one of these words follows in their sentence."""
    flags = np.zeros(len(sentences.of_word) + 1, bool)
    flags[words] = True
    return flags[1:] & ~sentences.closes


def _codes(people: Sequence[Named]) -> Ints:
    codes = [(PEOPLE.index(each.category), _GENDERS[each.gender]) for each in people]
    return np.array(codes, np.int64).reshape(-1, 2)


def _same_words(texts: Folded, first: Ints, last: Ints) -> Ints:
    """One number for all who are called by the same words, with ``'s`` or without."""
    begin = texts.begin[first]
    length = texts.begin[last] + texts.length[last] - begin
    length -= ENDING * ends_in_s(texts, last)
    _, number = np.unique(keys_of(texts.row, begin, length), return_inverse=True)
    return number


def _longest(first: Ints, last: Ints) -> Ints:
    """Rows that do not stand within the words of a longer one; of equals the first is kept."""
    if not len(first):
        return first
    order = (first * _ROW - last).argsort(kind="stable")
    last = last[order]
    fresh = np.ones(len(order), bool)
    np.greater(last[1:], np.maximum.accumulate(last)[:-1], out=fresh[1:])
    return order[where(fresh)]


def _without(first: Ints, last: Ints, hiding_first: Ints, hiding_last: Ints) -> Ints:
    """Rows that share no words with a phrase as long that means nobody ("GP surgery")."""
    low = last.searchsorted(hiding_first)
    high = first.searchsorted(hiding_last, side="right")
    of, row = spread(low, high)
    hidden = (last - first)[row] <= (hiding_last - hiding_first)[of]
    kept = np.ones(len(first), bool)
    kept[row[where(hidden)]] = False
    return where(kept)


def _with_names(people: People, terms: Terms, sentences: Sentences, texts: Folded) -> People:
    """Role and name as one person: "uncle Bob", "SW Dawn Field", "DSL (Mrs Grant)", "Mum Stacey".

    An unlisted name belongs to the role before it; a name of the cast takes in a role of its class.
    """
    apart = people.first[1:] - people.last[:-1]
    beside = apart == 1
    for row in where((apart == 1 + 1) & (people.category[1:] == NAME)).tolist():
        title = int(people.last[row]) + 1
        beside[row] = not sentences.opens[title] and texts.written(title) in TITLES
    after = 1 + where(beside)
    role = after - 1
    beside = (people.term[role] >= 0) & (people.category[role] < HE)
    beside &= ~sentences.opens[people.first[after]] & ~terms.owning[people.term[role]]
    after = after[where(beside)]
    if not after.size:
        return people
    role = after - 1
    unlisted = role[where(people.category[after] == NAME)]
    listed = role[
        where((people.named[after] >= 0) & (people.category[role] == people.category[after]))
    ]
    kept = np.ones(len(people.first), bool)
    kept[unlisted + 1] = False
    kept[listed] = False
    people.last[unlisted] = people.last[unlisted + 1]
    people.also_named[unlisted] = True
    people.first[listed + 1] = people.first[listed]
    people.term[listed + 1] = people.term[listed]
    return people.some(where(kept))
