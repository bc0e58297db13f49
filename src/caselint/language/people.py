"""Who is named in a text: roles, names of the cast, names that nobody listed, and pronouns.

Of people who stand within one another's words ("her" in "her mother") the longest counts. A pronoun
is resolved to the one person whom it can mean; where two are left it stays unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from caselint.language.bounds import Sentences, is_lower, is_upper
from caselint.language.cast import BEFORE_INITIALS, Named, folded, initials_of, names_of
from caselint.language.folding import APOSTROPHE, Bytes, Flags, Folded, Ints, folded_word
from caselint.language.lexicon import PEOPLE
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import (
    DOING,
    FIRST_NAME,
    HE,
    NAME,
    NOBODY_THERE,
    ONLY_NAME,
    PARENT,
    PROFESSIONAL,
    SAYING,
    SHE,
    SOMEBODY,
    THEY,
    THIS_CHILD,
    Hits,
    Terms,
    scan_names,
)
from caselint.language.words import keys_of

SENTENCES_BACK: Final = 3
"""How many sentences before its own a pronoun may look for somebody."""
NOBODY, AUTHOR, THE_CHILD = -1, -2, -3
"""In place of a row of people: somebody unknown, the author, and the child, whom no word names."""
_HE, _SHE = 1, 2
_OTHER: Final = np.full(NAME + 1, -1)
_OTHER[[HE, SHE]] = _SHE, _HE
"""For each category the gender of those whom a pronoun of it cannot mean."""
_GENDERS: Final = {"": 0, "he": _HE, "she": _SHE}
_ROW: Final = 1 << 32
_FROM_CAST, _FROM_ROLE, _FROM_NAME = 10, 1 << 32, 1 << 40
"""Where the identities of people of each origin begin."""
_COLON: Final = 0x3A
_BEFORE_INITIALS: Final = frozenset(word.encode() for word in BEFORE_INITIALS)
_BESIDE: Final = (b"with", b"at", b"to", b"by", b"beside", b"near", b"from")
_ACTING: Final = (b"he", b"she", b"they")
_REFLEXIVE: Final = (b"himself", b"herself", b"themselves", b"themself")
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
_ENDING: Final = 2
"""The length of ``'s``."""


@dataclass(slots=True)
class Casts:
    """The casts of a batch: `of_text` gives the number of a text's cast, `people` all their names.

    `lookup` is sorted by cast and name; `person` is the position in `people`. `initials` has for
    each cast the position of the child whom a letter means.
    """

    of_text: Ints
    names: list[bytes]
    lookup: Ints
    person: Ints
    people: list[Named]
    common: Flags
    beyond_ascii: Flags
    roles: list[dict[tuple[str, str], str]]
    initials: list[Mapping[bytes, int]]


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


def gather_casts(casts: Sequence[Mapping[str, str] | None], common: frozenset[bytes]) -> Casts:
    """Bring the casts of a batch together; equal objects count once."""
    numbers: dict[int, int] = {}
    of_text = np.zeros(len(casts), np.int64)
    names: dict[bytes, int] = {}
    keys: list[tuple[int, int, int]] = []
    people: list[Named] = []
    roles: list[dict[tuple[str, str], str]] = []
    initials: list[Mapping[bytes, int]] = []
    for at, cast in enumerate(casts):
        number = numbers.get(id(cast))
        if number is None:
            number = numbers[id(cast)] = len(numbers)
            roles.append({})
            initials.append({})
            if cast:
                known, called = _known(tuple(cast.items()))
                persons = {}
                for name, person in known:
                    if person not in persons:
                        persons[person] = len(people)
                        people.append(person)
                    keys.append((number, names.setdefault(name, len(names)), persons[person]))
                roles[number] = _roles(persons)
                initials[number] = {letter: persons[person] for letter, person in called}
        of_text[at] = number
    table = np.array(sorted(keys), np.int64).reshape(-1, 3)
    return Casts(
        of_text,
        list(names),
        table[:, 0] * _ROW + table[:, 1],
        table[:, 2],
        people,
        np.array([name.removesuffix(b"'s") in common for name in names], bool),
        np.array([not name.isascii() for name in names], bool),
        roles,
        initials,
    )


_Names: TypeAlias = tuple[tuple[bytes, Named], ...]


@lru_cache(maxsize=4096)
def _known(cast: tuple[tuple[str, str], ...]) -> tuple[_Names, _Names]:
    """Each way to write a name of the cast, folded, also with a possessive ending; and initials."""
    found: dict[bytes, Named] = {}
    for name, person in names_of(dict(cast)).items():
        found[folded_word(name)] = person
    for written, person in list(found.items()):
        found.setdefault(written + b"'s", person)
    found.pop(b"", None)
    initials = initials_of(dict(cast)).items()
    return tuple(found.items()), tuple((letter.encode(), person) for letter, person in initials)


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
    cast_hits, persons = _cast_hits(folded_texts, sentences, asked, does, casts)
    role = where(marks & SOMEBODY)
    term, role_first, role_last = hits.term[role], hits.first[role], hits.last[role]
    names_first, names_last = _unlisted(
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
    people.means = _resolve(people, sentences, folded_texts, quotations)
    return people


def _before(words: Ints, sentences: Sentences) -> Flags:
    """Which words one of these words follows in their sentence."""
    flags = np.zeros(len(sentences.of_word) + 1, bool)
    flags[words] = True
    return flags[1:] & ~sentences.closes


def _codes(people: Sequence[Named]) -> Ints:
    codes = [(PEOPLE.index(each.category), _GENDERS[each.gender]) for each in people]
    return np.array(codes, np.int64).reshape(-1, 2)


def _cast_hits(
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
    keys = cast * _ROW + found.term
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
    short = where((texts.length == 1) | (texts.length == 1 + _ENDING))
    likely = short[where(np.isin(texts.codes[texts.start[short]], list(capitals)))]
    likely = likely[where(asked[sentences.of_word[likely]])]
    words, persons = [], []
    for word in likely.tolist():
        letter, _, ending = texts.written(word).partition(b"'")
        known = casts.initials[int(casts.of_text[texts.of_text[word]])].get(letter, -1)
        if known < 0 or len(letter) > 1 or ending not in (b"", b"s"):
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


def _unlisted(
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
    owned = name[where(_ends_in_s(texts, name) & ~listed[name])]
    if owned.size:
        plain = texts.length[owned] - _ENDING
        wrong = np.zeros(len(texts.start), bool)
        wrong[owned[where(terms.are_words(texts.row, texts.begin[owned], plain))]] = True
        name = name[where(~wrong[name])]
    begins = np.ones(len(name) + 1, bool)
    begins[1:-1] = (name[1:] - name[:-1] > 1) | sentences.opens[name[1:]]
    return name[where(begins[:-1])], name[where(begins[1:])]


def _same_words(texts: Folded, first: Ints, last: Ints) -> Ints:
    """One number for all who are called by the same words, with ``'s`` or without."""
    begin = texts.begin[first]
    length = texts.begin[last] + texts.length[last] - begin
    length -= _ENDING * _ends_in_s(texts, last)
    _, number = np.unique(keys_of(texts.row, begin, length), return_inverse=True)
    return number


def _ends_in_s(texts: Folded, words: Ints) -> Flags:
    """Which words end in ``'s``, after something else."""
    end = texts.begin[words] + texts.length[words]
    ending: Flags = (texts.row[end - 1] == ord("s")) & (texts.row[end - 2] == APOSTROPHE)
    return ending & (texts.length[words] > _ENDING)


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
        other, sentence = _OTHER[people.category[row]], sentences.of_word[people.first[row]]
        for before in range(row - 1, -1, -1):
            if sentences.of_word[people.first[before]] != sentence:
                break
            if people.category[before] != PROFESSIONAL and people.gender[before] != other:
                means[row] = means[before]
                break
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
    professionals; and one person alone. Not one who only goes before somebody else who acts.
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
    fits = people.gender[named][at] != _OTHER[category][of]
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
