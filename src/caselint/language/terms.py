"""What is scanned for: the terms of a lexicon, and the symbols that they stand for.

A term is one way of writing something, a few words long. A symbol is what a pattern has as a piece:
a segment or a class. Terms of one word, which are most of what a text holds, are looked up in a
table (`words`), and those of several words a word at a time from there (`runs`), overlapping.
Another table gives the symbols of each kind of terms. Cast names go through a small automaton of
their own, made for each batch.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, MatchKind
from numpy.typing import NDArray

from caselint.language.folding import Flags, Folded, Ints, folded_word
from caselint.language.lexicon import FOUND_IN_THE_TEXT, PEOPLE, PRONOUNS, Lexicon
from caselint.language.patterns import Segment
from caselint.language.ranges import where
from caselint.language.runs import Runs, tree_of
from caselint.language.words import WordTable

CATEGORIES: Final = (*PEOPLE, *PRONOUNS, "name")
"""The classes that mean somebody, in the order of the numbers that the engine gives them."""
THIS_CHILD, OTHER_CHILD, PARENT, PROFESSIONAL, OTHER_PERSON, HE, SHE, THEY, NAME = range(9)
_SYMBOL_BITS: Final = 20
_SPREAD: Final = np.uint64(0x9E3779B97F4A7C15)
COLUMNS: Final = 512
"""Symbols share so many columns in what is known of a sentence."""
NO_TERM: Final = -1
_KNOWN_TO_ENGINE: Final = (
    *CATEGORIES,
    "me",
    "coordinator",
    "say",
    "tell",
    "ask",
    "not_names",
    "not_people",
    "common_names",
)


@dataclass(slots=True)
class Hits:
    """Places where terms stand: term, and the numbers of the first and last word."""

    term: Ints
    first: Ints
    last: Ints

    def take(self, rows: Ints | Flags) -> Hits:
        """Some of the hits."""
        return Hits(self.term[rows], self.first[rows], self.last[rows])


@dataclass(slots=True)
class TermData:
    """What a lexicon's terms are, as plain data: what `Terms` is made of, and what can be kept.

    `words` are the words to be looked up, `term_of_word` the term that each is, or `NO_TERM`;
    `steps` and `ends` the terms of several words (`runs`). The other fields are those of `Terms`.
    """

    words: list[bytes]
    term_of_word: Ints
    every_word: frozenset[bytes]
    steps: Ints
    ends: NDArray[np.int32]
    kind: NDArray[np.int32]
    symbol_start: Ints
    symbols: Ints
    symbol_of: Mapping[Segment | str, int]
    person: NDArray[np.int8]
    narrower: NDArray[np.int32]
    gender: NDArray[np.int8]
    first_name: Flags
    abbreviation: Flags
    owning: Flags
    only_name: Flags
    common: frozenset[bytes]


class Terms:
    """The terms of a lexicon, and the symbols that each stands for.

    `person` is the number of the class of people that a term belongs to, in the order of
    `CATEGORIES`, or -1. Terms that stand for the same symbols are of one `kind`; the symbols of a
    kind are a range of `symbols`. After the terms that are scanned for, `kind` has one more for
    each of `CATEGORIES` and of the classes found in the text: what is found by other means has its
    symbols there, from `somebody` on. `narrower` is such a place for classes within those of people
    (mothers, boys), or -1. `gender` is 1 for he, 2 for she.
    """

    def __init__(self, data: TermData) -> None:
        self._words = WordTable(data.words)
        # One more at the end, for a word that no term has.
        self._of_word = np.append(data.term_of_word, NO_TERM)
        self._runs = Runs(data.steps, data.ends)
        self.every_word = data.every_word
        self.kind = data.kind
        self.symbol_of = data.symbol_of
        self.somebody = len(data.person)
        self.person = data.person
        self.narrower = data.narrower
        self.gender = data.gender
        self.first_name = data.first_name
        self.abbreviation = data.abbreviation
        self.owning = data.owning
        self.only_name = data.only_name
        self.common = data.common
        self.kinds = len(data.symbol_start) - 1
        self.column = _columns(max(len(data.symbol_of), int(data.symbols.max(initial=0)) + 1))
        of = np.repeat(np.arange(self.kinds), np.diff(data.symbol_start))
        # Pairs in order; one more at the end, which is no pair.
        self._pairs = np.append((of << _SYMBOL_BITS) + data.symbols, -1)
        self._members: dict[tuple[str, ...], Flags] = {}
        self.bit_word, self.bit, self.bits = _signatures(self.column, of, data.symbols, self.kinds)

    def scan(self, folded: Folded) -> tuple[Hits, Flags]:
        """Every term in the batch, and which words stand in any term.

        Terms of one word come first, in order, then the longer ones, by their ends.
        """
        words = self._words.find(folded)
        single = self._of_word[words]
        place = where(single >= 0)
        term, first, last = self._runs.find(words)
        hits = Hits(
            np.concatenate([single[place], term]),
            np.concatenate([place, first]),
            np.concatenate([place, last]),
        )
        return hits, words >= 0

    def stands_for(self, kind: Ints, symbol: Ints) -> Flags:
        """Whether each kind of terms has the symbol beside it."""
        pair = (kind << _SYMBOL_BITS) + symbol
        found: Flags = self._pairs[self._pairs[:-1].searchsorted(pair)] == pair
        return found

    def members(self, *names: str) -> Flags:
        """Which kinds of terms belong to any of these classes."""
        known = self._members.get(names)
        if known is None:
            every = np.arange(self.kinds)
            known = np.zeros(self.kinds, bool)
            for name in names:
                known |= self.stands_for(every, np.full(self.kinds, self.symbol_of[name]))
            self._members[names] = known
        return known

    def of(self, hits: Hits, *names: str) -> Ints:
        """The rows of hits whose terms belong to any of these classes."""
        return where(self.members(*names)[self.kind[hits.term]])


def _columns(number: int) -> Ints:
    """A column for each of so many symbols."""
    every = np.arange(number)
    return ((every.view(np.uint64) * _SPREAD) >> np.uint64(32)).view(np.int64) % COLUMNS


def _signatures(
    column: Ints, kind: Ints, symbol: Ints, kinds: int
) -> tuple[Ints, NDArray[np.uint64], NDArray[np.uint64]]:
    """A bit for each column, and for each kind a row of words with the bits of its symbols.

    A kind without the bit of a symbol does not stand for it, which is told much faster than whether
    it does. Gives for each symbol the word that its bit is in, the bit, and the kinds' rows.
    """
    word = column >> 6
    bit = np.uint64(1) << (column & 63).astype(np.uint64)
    rows = np.zeros((kinds, COLUMNS // 64), np.uint64)
    np.bitwise_or.at(rows, (kind, word[symbol]), bit[symbol])
    return word, bit, rows


def scan_names(names: Sequence[bytes], folded: Folded) -> Hits:
    """Where the names of the batch's casts stand; `term` is the position in `names`."""
    if not names:
        empty = np.zeros(0, np.int64)
        return Hits(empty, empty, empty)
    automaton = BytesAhoCorasick(
        [b" " + name + b" " for name in names], matchkind=MatchKind.Standard
    )
    found = automaton.find_matches_as_indexes(folded.buffer, overlapping=True)
    flat = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found))
    term = flat[0::3]
    first = folded.begin.searchsorted(flat[1::3], side="right")
    words = np.array([name.count(b" ") + 1 for name in names], np.int64)
    return Hits(term, first, first + words[term] - 1)


def compile_terms(lexicon: Lexicon) -> TermData:
    """Everything that a lexicon has scanned for."""
    symbols: dict[Segment | str, int] = {key: at for at, key in enumerate(_used(lexicon))}
    over = {
        name: tuple(sorted(symbols[each] for each in lexicon.members(name) if each in symbols))
        for name in (*lexicon.classes, *_KNOWN_TO_ENGINE, *FOUND_IN_THE_TEXT)
    }
    of_term: dict[bytes, set[int]] = {}
    for key in symbols:
        if isinstance(key, Segment):
            for way in key.ways:
                of_term.setdefault(_bytes(way), set()).add(symbols[key])
    person = _people(lexicon)
    people = {name for base in CATEGORIES for name in lexicon.within(base)}
    for name, word_class in lexicon.classes.items():
        for way in word_class.ways:
            term = of_term.setdefault(_bytes(way), set())
            if name not in people:
                term.update(over[name])
    abbreviations = set(map(_bytes, lexicon.abbreviations))
    first_names = {word for way in _ways(lexicon, "first_names") for word in _with_possessive(way)}
    for written in (*person, *abbreviations, *first_names):
        of_term.setdefault(written, set())
    of_term.pop(b"", None)
    terms = sorted(of_term)
    male, female = (
        {word for way in _ways(lexicon, name) for word in _with_possessive(way)}
        for name in ("male", "female")
    )
    tables = [sorted(of_term[term]) for term in terms]
    tables += [list(over[name]) for name in (*CATEGORIES, *FOUND_IN_THE_TEXT[1:])]
    narrower = _narrower(lexicon, over)
    kinds: dict[tuple[int, ...], int] = {}
    for each in narrower.values():
        kinds.setdefault(each, len(tables) + len(kinds))
    tables += map(list, kinds)
    single = {term: at for at, term in enumerate(terms) if b" " not in term}
    several = [(at, term) for at, term in enumerate(terms) if b" " in term]
    parts = {word for _, term in several for word in term.split(b" ")} - single.keys()
    words = [*single, *sorted(parts)]
    runs = tree_of(several, {word: at for at, word in enumerate(words)})
    of_kind: dict[tuple[int, ...], int] = {}
    kind = [of_kind.setdefault(tuple(table), len(of_kind)) for table in tables]
    tables = list(map(list, of_kind))
    counts = list(map(len, tables))
    names = {symbols[name] for name in ("common_names", "first_names") if name in symbols}
    return TermData(
        words,
        np.array([*single.values(), *[NO_TERM] * len(parts)], np.int64),
        frozenset(words) - {term for term, of in of_term.items() if of and of <= names},
        runs.steps,
        runs.ends,
        np.array(kind, np.int32),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.fromiter(chain.from_iterable(tables), np.int64, sum(counts)),
        symbols,
        np.array([person.get(term, -1) for term in terms], np.int8),
        np.array([kinds[narrower[term]] if term in narrower else -1 for term in terms], np.int32),
        np.array([(term in male) + 2 * (term in female) for term in terms], np.int8) % 3,
        np.array([term in first_names for term in terms], bool),
        np.array([term in abbreviations for term in terms], bool),
        np.array([term.endswith(b"'s") for term in terms], bool),
        np.array([of_term[term] and of_term[term] <= names for term in terms], bool),
        frozenset(map(_bytes, _ways(lexicon, "common_names"))),
    )


def _bytes(way: str) -> bytes:
    """A way of the lexicon as it stands in a buffer: it is folded already but for its letters."""
    return way.encode("ascii") if way.isascii() else folded_word(way)


def _people(lexicon: Lexicon) -> dict[bytes, int]:
    """The terms that mean people, each with the number of its class; the first class counts."""
    found: dict[bytes, int] = {}
    for number, name in enumerate(CATEGORIES):
        for way in _ways(lexicon, name):
            for word in _with_possessive(way) if name in PEOPLE else (_bytes(way),):
                found.setdefault(word, number)
    return found


def _narrower(
    lexicon: Lexicon, over: Mapping[str, tuple[int, ...]]
) -> dict[bytes, tuple[int, ...]]:
    """For terms of classes within those of people their symbols, beside those of the people."""
    of_people = {symbol for base in CATEGORIES for symbol in over[base]}
    inner = {name for base in CATEGORIES for name in lexicon.within(base)} - {*CATEGORIES}
    found: dict[bytes, set[int]] = {}
    for name in inner:
        own = set(over[name]) - of_people
        if own and name in lexicon.classes:
            for way in lexicon.classes[name].ways:
                for word in _with_possessive(way):
                    found.setdefault(word, set()).update(own)
    return {term: tuple(sorted(symbols)) for term, symbols in found.items()}


def _with_possessive(way: str) -> tuple[bytes, ...]:
    plain = _bytes(way)
    return plain, plain + b"'s"


def _ways(lexicon: Lexicon, name: str) -> Iterable[str]:
    for inner in lexicon.within(name):
        if inner in lexicon.classes:
            yield from lexicon.classes[inner].ways


def _used(lexicon: Lexicon) -> dict[Segment | str, None]:
    """Segments and classes that a pattern has, or that the engine itself asks for."""
    used: dict[Segment | str, None] = dict.fromkeys(_KNOWN_TO_ENGINE)
    for pattern, _ in lexicon.patterns:
        for piece in pattern.pieces:
            used[piece.of] = None
            if piece.barring:
                used[piece.barring] = None
    return used
