"""Who is named in a text: roles, names of the cast, names that nobody listed, and pronouns.

Of people who stand within one another's words ("her" in "her mother") the longest counts. A pronoun
is resolved to the one person whom it can mean; where two are left it stays unknown.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences, is_lower, is_upper
from caselint.language.cast import Named, folded, names_of
from caselint.language.folding import APOSTROPHE, Flags, Folded, Ints, folded_word
from caselint.language.lexicon import PEOPLE
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import (
    HE,
    NAME,
    PARENT,
    PROFESSIONAL,
    SHE,
    THEY,
    THIS_CHILD,
    Hits,
    Terms,
    scan_names,
)

SENTENCES_BACK: Final = 3
"""How many sentences before its own a pronoun may look for somebody."""
NOBODY, AUTHOR = -1, -2
"""In place of a row of people: somebody unknown, and the author."""
_HE, _SHE = 1, 2
_OTHER: Final = {HE: _SHE, SHE: _HE}
"""The gender of those whom a pronoun cannot mean."""
_GENDERS: Final = {"": 0, "he": _HE, "she": _SHE}
_ROW: Final = 1 << 32
_FROM_CAST, _FROM_TERM, _FROM_TEXT = 10, 1 << 24, 1 << 26


@dataclass(slots=True)
class Casts:
    """The casts of a batch: `of_text` gives the number of a text's cast, `people` all their names.

    `lookup` is sorted by cast and name; `person` is the position in `people`.
    """

    of_text: Ints
    names: list[bytes]
    lookup: Ints
    person: Ints
    people: list[Named]
    common: Flags
    roles: list[dict[tuple[str, str], str]]


@dataclass(slots=True)
class People:
    """Everybody named in a batch, in order of place.

    `category` is a number of `CATEGORIES`; `gender` 1 for he, 2 for she; `identity` is equal for
    mentions of one person; `named` the position in the people of the casts, or -1; `term` the term
    of a role, or -1; `also_named` whether a name that nobody listed stands beside a role; `means`
    the row that a pronoun stands for: its own for everybody else, -1 where it is not known.
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

    def whose(self, rows: Ints) -> Ints:
        """The category of whom these rows mean, -1 for nobody known."""
        safe = np.maximum(rows, 0)
        meant = np.where(rows >= 0, self.means[safe], -1) if len(self.means) else rows
        category = np.where(meant >= 0, self.category[meant], -1) if len(self.means) else meant
        return np.where(category == NAME, -1, category)


def gather_casts(casts: Sequence[Mapping[str, str] | None], common: frozenset[bytes]) -> Casts:
    """Bring the casts of a batch together; equal objects count once."""
    numbers: dict[int, int] = {}
    of_text = np.zeros(len(casts), np.int64)
    names: dict[bytes, int] = {}
    keys: list[tuple[int, int, int]] = []
    people: list[Named] = []
    roles: list[dict[tuple[str, str], str]] = []
    for at, cast in enumerate(casts):
        number = numbers.get(id(cast))
        if number is None:
            number = numbers[id(cast)] = len(numbers)
            roles.append({})
            if cast:
                known = _known(tuple(cast.items()))
                persons = {}
                for name, person in known:
                    if person not in persons:
                        persons[person] = len(people)
                        people.append(person)
                    keys.append((number, names.setdefault(name, len(names)), persons[person]))
                roles[number] = _roles(persons)
        of_text[at] = number
    table = np.array(sorted(keys), np.int64).reshape(-1, 3)
    return Casts(
        of_text,
        list(names),
        table[:, 0] * _ROW + table[:, 1],
        table[:, 2],
        people,
        np.array([name.removesuffix(b"'s") in common for name in names], bool),
        roles,
    )


@lru_cache(maxsize=4096)
def _known(cast: tuple[tuple[str, str], ...]) -> tuple[tuple[bytes, Named], ...]:
    """Each way to write a name of the cast, folded, also with a possessive ending."""
    found: dict[bytes, Named] = {}
    for name, person in names_of(dict(cast)).items():
        found[folded_word(name)] = person
    for written, person in list(found.items()):
        found.setdefault(written + b"'s", person)
    found.pop(b"", None)
    return tuple(found.items())


def _roles(people: Mapping[Named, int]) -> dict[tuple[str, str], str]:
    """Whom a role word means: the one child, the one mother, the one father of the cast."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in people:
        if person.category == "this_child":
            found.setdefault((person.category, ""), []).append(person.name)
        elif person.category == "parent" and person.gender:
            found.setdefault((person.category, person.gender), []).append(person.name)
    return {key: names[0] for key, names in found.items() if len(names) == 1}


def find_people(
    folded_texts: Folded,
    sentences: Sentences,
    terms: Terms,
    hits: Hits,
    known_words: Flags,
    casts: Casts,
    quotations: Quotations,
) -> People:
    """Everybody named in a batch; pronouns resolved. `known_words` stand in some term."""
    cast_hits, persons = _cast_hits(folded_texts, sentences, terms, hits, casts)
    known = terms.person[hits.term]
    roles = where(known >= 0)
    names_first, names_last, names_identity = _unlisted(
        folded_texts, sentences, terms, hits, known_words, cast_hits
    )
    term = hits.term[roles]
    category = known[roles]
    gender = np.where(category == HE, _HE, np.where(category == SHE, _SHE, terms.gender[term]))
    of_cast = _codes(casts.people)
    first = np.concatenate([cast_hits.first, hits.first[roles], names_first])
    last = np.concatenate([cast_hits.last, hits.last[roles], names_last])
    unlisted = np.full(len(names_first), NAME)
    people = People(
        first,
        last,
        np.concatenate([of_cast[persons, 0], category, unlisted]),
        np.concatenate([of_cast[persons, 1], gender, np.zeros_like(unlisted)]),
        np.concatenate([_FROM_CAST + persons, _FROM_TERM + term, _FROM_TEXT + names_identity]),
        np.concatenate([persons, np.full(len(roles) + len(unlisted), -1)]),
        np.concatenate([np.full(len(persons), -1), term, unlisted * 0 - 1]),
        np.zeros(len(first), bool),
        first,
    )
    people = _without(_longest(people), hits.take(terms.of(hits, "not_people")))
    people = _with_names(people, terms, sentences)
    people.identity = np.where(
        people.category == THIS_CHILD,
        1,
        np.where(
            (people.category == PARENT) & (people.gender > 0), 1 + people.gender, people.identity
        ),
    )
    people.means = _resolve(people, sentences, folded_texts, quotations)
    return people


def _codes(people: Sequence[Named]) -> Ints:
    codes = [(PEOPLE.index(each.category), _GENDERS[each.gender]) for each in people]
    return np.array(codes, np.int64).reshape(-1, 2)


def _cast_hits(
    folded_texts: Folded, sentences: Sentences, terms: Terms, hits: Hits, casts: Casts
) -> tuple[Hits, Ints]:
    found = scan_names(casts.names, folded_texts)
    cast = casts.of_text[folded_texts.of_text[found.first]]
    keys = cast * _ROW + found.term
    at = np.searchsorted(casts.lookup, keys)
    fits = at < len(casts.lookup)
    fits[fits] = casts.lookup[at[fits]] == keys[fits]
    fits &= sentences.of_word[found.first] == sentences.of_word[found.last]
    for row in where(fits).tolist():
        if not casts.names[found.term[row]].isascii():
            fits[row] = _same_script(folded_texts, found, row, casts.people[casts.person[at[row]]])
    doubtful = where(fits)
    doubtful = doubtful[casts.common[found.term[doubtful]]]
    if doubtful.size:
        fits[doubtful] = _surely_a_name(folded_texts, sentences, terms, hits, found, doubtful)
    kept = where(fits)
    return (
        Hits(found.term[kept], found.first[kept], found.last[kept]),
        casts.person[at[kept]] if len(kept) else kept,
    )


def _same_script(texts: Folded, found: Hits, row: int, person: Named) -> bool:
    """Letters of other scripts are folded to few bytes: compare the original."""
    span = slice(int(texts.start[found.first[row]]), int(texts.end[found.last[row]]))
    written = folded("".join(map(chr, texts.codes[span].tolist()))).removesuffix("'s")
    name = folded(person.name)
    return written in (name, name.split()[0])


def _surely_a_name(
    texts: Folded, sentences: Sentences, terms: Terms, hits: Hits, found: Hits, rows: Ints
) -> Flags:
    """Whether a common word is a name here.

    It has a capital that the sentence's start does not explain, or that a word of saying follows.
    """
    first, last = found.first[rows], found.last[rows]
    capital = is_upper(texts.codes, texts.start[first])
    return capital & (~sentences.opens[first] | _before_saying(terms, hits, sentences, last))


def _before_saying(terms: Terms, hits: Hits, sentences: Sentences, words: Ints) -> Flags:
    """Whether a word of saying follows each of these words in its sentence."""
    saying = np.zeros(len(sentences.opens) + 1, bool)
    saying[hits.first[terms.of(hits, "say", "tell", "ask")]] = True
    follows: Flags = saying[words + 1] & ~sentences.closes[words]
    return follows


def _unlisted(
    texts: Folded,
    sentences: Sentences,
    terms: Terms,
    hits: Hits,
    known: Flags,
    cast_hits: Hits,
) -> tuple[Ints, Ints, Ints]:
    """Capitalised names that nobody listed; words of one name that stand together are one."""
    number = len(texts.start)
    following = np.minimum(texts.start + 1, len(texts.codes) - 1)
    capital = (
        is_upper(texts.codes, texts.start) & is_lower(texts.codes, following) & (texts.length > 1)
    )
    listed = np.zeros(number, bool)
    listed[hits.first[terms.first_name[hits.term]]] = True
    taken = np.zeros(number, bool)
    _, word = spread(cast_hits.first, cast_hits.last + 1)
    taken[word] = True
    known = known.copy()
    known[hits.first[terms.only_name[hits.term]]] = False
    opens = sentences.opens.copy()
    opening = where(opens & capital & ~known)
    opens[opening] = ~_before_saying(terms, hits, sentences, opening)
    name = where(capital & ~taken & (listed | (~known & ~opens)))
    owned = texts.length[name] > 2
    owned[owned] = _ends_in_s(texts, name[owned])
    for row in where(owned & ~listed[name]).tolist():
        owned[row] = _without_ending(texts.written(name[row])) in terms.every_word
    name = name[listed[name] | ~owned]
    if not name.size:
        return name, name, name
    joined = (np.diff(name) == 1) & (np.diff(sentences.of_word[name]) == 0)
    starts = np.concatenate([[True], ~joined])
    ends = np.concatenate([~joined, [True]])
    first, last = name[starts], name[ends]
    seen: dict[bytes, int] = {}
    identity = [
        seen.setdefault(_without_ending(texts.row[begin:end].tobytes()), len(seen))
        for begin, end in zip(
            texts.begin[first].tolist(),
            (texts.begin[last] + texts.length[last]).tolist(),
            strict=True,
        )
    ]
    return first, last, np.array(identity, np.int64)


def _ends_in_s(texts: Folded, words: Ints) -> Flags:
    """Which words end in ``'s``."""
    end = texts.begin[words] + texts.length[words]
    ending: Flags = (texts.row[end - 1] == ord("s")) & (texts.row[end - 2] == APOSTROPHE)
    return ending


def _without_ending(name: bytes) -> bytes:
    return name.removesuffix(b"'s")


def _longest(people: People) -> People:
    """Without those who stand within the words of a longer one; of equals the first is kept."""
    order = np.lexsort((np.arange(len(people.first)), -people.last, people.first))
    last = people.last[order]
    before = np.maximum.accumulate(np.concatenate([[-1], last]))[:-1]
    return _some(people, order[last > before])


def _without(people: People, hiding: Hits) -> People:
    """Without those who share words with a phrase as long that means nobody ("GP surgery")."""
    if not len(hiding.first):
        return people
    low = people.last.searchsorted(hiding.first)
    high = people.first.searchsorted(hiding.last, side="right")
    of, row = spread(low, high)
    hidden = (people.last - people.first)[row] <= (hiding.last - hiding.first)[of]
    kept = np.ones(len(people.first), bool)
    kept[row[hidden]] = False
    return _some(people, where(kept))


def _with_names(people: People, terms: Terms, sentences: Sentences) -> People:
    """Role and name as one person: "uncle Bob", "SW Dawn Field", "Mum Stacey".

    An unlisted name belongs to the role before it; a name of the cast takes in a role of its class.
    """
    if len(people.first) < 2:
        return people
    role, name = people.first[:-1], people.first[1:]
    beside = (people.last[:-1] + 1 == name) & (sentences.of_word[role] == sentences.of_word[name])
    is_role = (people.term[:-1] >= 0) & (people.category[:-1] < HE)
    is_role[is_role] &= ~terms.owning[people.term[:-1][is_role]]
    unlisted = where(beside & is_role & (people.category[1:] == NAME))
    listed = where(
        beside & is_role & (people.named[1:] >= 0) & (people.category[:-1] == people.category[1:])
    )
    kept = np.ones(len(people.first), bool)
    kept[unlisted + 1] = False
    kept[listed] = False
    people.last[unlisted] = people.last[unlisted + 1]
    people.also_named[unlisted] = True
    people.first[listed + 1] = people.first[listed]
    people.term[listed + 1] = people.term[listed]
    return _some(people, where(kept))


def _some(people: People, kept: Ints) -> People:
    return People(
        people.first[kept],
        people.last[kept],
        people.category[kept],
        people.gender[kept],
        people.identity[kept],
        people.named[kept],
        people.term[kept],
        people.also_named[kept],
        kept,
    )


def _resolve(people: People, sentences: Sentences, texts: Folded, quotations: Quotations) -> Ints:
    """For each person the row that is meant; -1 for a pronoun that may mean nobody or several.

    A pronoun outside quotation marks does not mean who is named inside them.
    """
    means = np.arange(len(people.first))
    asked = where((people.category >= HE) & (people.category <= THEY))
    means[asked] = _meant(
        people, people.first[asked], people.category[asked], sentences, texts, quotations
    )
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
    """Whom a pronoun of these categories at each of these words means, or `NOBODY`."""
    means = np.full(len(words), NOBODY)
    named = (people.category < HE) | (people.category > THEY)
    if not len(words) or not named.any():
        return means
    quoted = quotations.of(people.first) >= 0
    within = quotations.of(words) >= 0
    for inside in (False, True):
        rows = where(within == inside)
        if len(rows):
            around = _Around(people, where(named & (inside | ~quoted)), sentences, texts)
            means[rows] = around.meant(words[rows], category[rows])
    return means


class _Around:
    """The people who are named, in order of place, for pronouns to mean."""

    def __init__(self, people: People, named: Ints, sentences: Sentences, texts: Folded) -> None:
        first = people.first[named]
        self._of_word, self._of_text = sentences.of_word, texts.of_text
        self._first = first.tolist()
        self._sentence = sentences.of_word[first].tolist()
        self._text = texts.of_text[first].tolist()
        self._gender = people.gender[named].tolist()
        self._identity = people.identity[named].tolist()
        self._professional = (people.category[named] == PROFESSIONAL).tolist()
        self._row = named.tolist()

    def meant(self, words: Ints, category: Ints) -> Ints:
        """The one person meant by a pronoun at each of these words, or `NOBODY`."""
        places = (words, category, self._of_word[words], self._of_text[words])
        found = map(self._meant, *(each.tolist() for each in places))
        return np.fromiter(found, np.int64, len(words))

    def _meant(self, word: int, category: int, sentence: int, text: int) -> int:
        """Back from the word, the family in a sentence before its professionals."""
        other = _OTHER.get(category, -1)
        at = bisect_left(self._first, word) - 1
        while at >= 0 and self._text[at] == text:
            here = self._sentence[at]
            if here < sentence - SENTENCES_BACK:
                break
            found = [NOBODY, NOBODY]
            known = [0, 0]
            while at >= 0 and self._sentence[at] == here:
                if self._gender[at] != other:
                    kind = self._professional[at]
                    if not known[kind]:
                        known[kind], found[kind] = self._identity[at], self._row[at]
                    elif known[kind] != self._identity[at]:
                        found[kind] = NOBODY
                at -= 1
            if known[0] or known[1]:
                return found[0] if known[0] else found[1]
        return NOBODY
