"""What is scanned for: the terms of a lexicon, and the symbols that they stand for.

A term is one way of writing something, a few words long. A symbol is what a pattern has as a piece:
a segment or a class. Terms of several words are found by one automaton in one pass, overlapping;
those of one word, which are most of what a text holds, are looked up word by word in a table
(`words`). Another table gives the symbols of each term. Cast names go through a small automaton of
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
from caselint.language.words import LONGEST_WORD, PART, UNKNOWN, WordTable

CATEGORIES: Final = (*PEOPLE, *PRONOUNS, "name")
"""The classes that mean somebody, in the order of the numbers that the engine gives them."""
THIS_CHILD, OTHER_CHILD, PARENT, PROFESSIONAL, OTHER_PERSON, HE, SHE, THEY, NAME = range(9)
_SYMBOL_BITS: Final = 20
_FILTER_BITS: Final = 22
_SIGNATURE_WORDS: Final = 8
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

    `texts` are the terms in order, `several` those of more than one word; `in_table` the words to
    be looked up, with their `numbers`. The other fields are those of `Terms`.
    """

    texts: list[bytes]
    several: Ints
    in_table: list[bytes]
    numbers: Ints
    every_word: frozenset[bytes]
    symbol_start: Ints
    symbols: Ints
    symbol_of: Mapping[Segment | str, int]
    person: Ints
    narrower: Ints
    gender: Ints
    first_name: Flags
    abbreviation: Flags
    only_name: Flags
    common: frozenset[bytes]


class Terms:
    """The automaton of a lexicon, with the symbols of each term as a table of ranges.

    `person` is the number of the class of people that a term belongs to, in the order of
    `CATEGORIES`, or -1. After the terms that are scanned for, the table has one more for each of
    `CATEGORIES` and of the classes found in the text: what is found by other means has its symbols
    there, from `somebody` on. `narrower` is a place in the table for classes within those of people
    (mothers, boys), or -1. `gender` is 1 for he, 2 for she.
    """

    def __init__(self, data: TermData) -> None:
        texts = data.texts
        self.automaton = BytesAhoCorasick(
            [b" " + texts[at] + b" " for at in data.several.tolist()],
            matchkind=MatchKind.Standard,
        )
        self.several = data.several
        self.words = np.array([text.count(b" ") + 1 for text in texts], np.int64)
        self.single = WordTable(data.in_table, data.numbers)
        self.every_word = data.every_word
        self.symbol_start = data.symbol_start
        self.symbols = data.symbols
        self.symbol_of = data.symbol_of
        self.somebody = len(texts)
        self.person = data.person
        self.narrower = data.narrower
        self.gender = data.gender
        self.first_name = data.first_name
        self.abbreviation = data.abbreviation
        self.owning = np.array([text.endswith(b"'s") for text in texts], bool)
        self.only_name = data.only_name
        self.common = data.common
        number = len(self.symbol_start) - 1
        of = np.repeat(np.arange(number), np.diff(self.symbol_start))
        keys = np.sort((of << _SYMBOL_BITS) + self.symbols)
        self._keys = keys if len(keys) else np.full(1, -1)
        self._filter = np.zeros(1 << _FILTER_BITS, bool)
        self._filter[_slot(keys)] = True
        self._members: dict[str, Flags] = {}
        self.bit_word, self.bit, self.bits = _signatures(of, self.symbols, number)

    def scan(self, folded: Folded) -> tuple[Hits, Flags]:
        """Every term in the batch, and which words stand in any term.

        Terms of one word come first, in order, then the longer ones, by their ends.
        """
        longer = _hits(self.automaton, self.words[self.several], folded)
        found = self.single.find(folded)
        word = where(found >= 0)
        hits = Hits(
            np.concatenate([found[word], self.several[longer.term]]),
            np.concatenate([word, longer.first]),
            np.concatenate([word, longer.last]),
        )
        return hits, found != UNKNOWN

    def stands_for(self, term: Ints, symbol: Ints) -> Flags:
        """Whether each term has the symbol beside it."""
        keys = (term << _SYMBOL_BITS) + symbol
        found = self._filter[_slot(keys)]
        likely = where(found)
        at = np.searchsorted(self._keys, keys[likely])
        at = np.minimum(at, len(self._keys) - 1)
        found[likely] = self._keys[at] == keys[likely]
        return found

    def members(self, name: str) -> Flags:
        """Which terms belong to a class."""
        known = self._members.get(name)
        if known is None:
            every = np.arange(len(self.symbol_start) - 1)
            symbol = np.full(len(every), self.symbol_of[name])
            known = self._members[name] = self.stands_for(every, symbol)
        return known


def _signatures(
    term: Ints, symbol: Ints, terms: int
) -> tuple[Ints, NDArray[np.uint64], NDArray[np.uint64]]:
    """A bit for each symbol, and for each term a row of words with the bits of its symbols.

    A term without the bit of a symbol does not stand for it, which is told much faster than whether
    it does. Gives for each symbol the word that its bit is in, the bit, and the terms' rows.
    """
    symbols = np.arange(int(symbol.max()) + 1 if len(symbol) else 0)
    place = _slot(symbols).astype(np.int64) % (64 * _SIGNATURE_WORDS)
    word = place >> 6
    bit = np.uint64(1) << (place & 63).astype(np.uint64)
    rows = np.zeros((terms, _SIGNATURE_WORDS), np.uint64)
    np.bitwise_or.at(rows, (term, word[symbol]), bit[symbol])
    return word, bit, rows


def _slot(keys: Ints) -> NDArray[np.uint64]:
    """A place in the filter for each pair: Fibonacci hashing (Knuth, TAOCP vol. 3, 6.4)."""
    return (keys.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(64 - _FILTER_BITS)


def _hits(automaton: BytesAhoCorasick, words: Ints, folded: Folded) -> Hits:
    found = automaton.find_matches_as_indexes(folded.buffer, overlapping=True)
    flat = np.fromiter(chain.from_iterable(found), np.int64, 3 * len(found))
    term = flat[0::3]
    first = folded.at_byte[flat[1::3]].astype(np.int64)
    return Hits(term, first, first + words[term] - 1)


def scan_names(names: Sequence[bytes], folded: Folded) -> Hits:
    """Where the names of the batch's casts stand; `term` is the position in `names`."""
    if not names:
        empty = np.zeros(0, np.int64)
        return Hits(empty, empty, empty)
    automaton = BytesAhoCorasick(
        [b" " + name + b" " for name in names], matchkind=MatchKind.Standard
    )
    return _hits(automaton, np.array([name.count(b" ") + 1 for name in names], np.int64), folded)


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
    single = [at for at, term in enumerate(terms) if b" " not in term and len(term) <= LONGEST_WORD]
    several = sorted(set(range(len(terms))) - set(single))
    tables = [sorted(of_term[term]) for term in terms]
    tables += [list(over[name]) for name in (*CATEGORIES, *FOUND_IN_THE_TEXT[1:])]
    narrower = _narrower(lexicon, over)
    kinds: dict[tuple[int, ...], int] = {}
    for each in narrower.values():
        kinds.setdefault(each, len(tables) + len(kinds))
    tables += map(list, kinds)
    parts = {word for at in several for word in terms[at].split(b" ")}
    parts -= {terms[at] for at in single}
    in_table = [*(terms[at] for at in single), *sorted(parts)]
    numbers = [*single, *[PART] * len(parts)]
    counts = list(map(len, tables))
    names = {symbols[name] for name in ("common_names", "first_names") if name in symbols}
    return TermData(
        terms,
        np.array(several, np.int64),
        in_table,
        np.array(numbers, np.int64),
        frozenset(in_table) - {term for term, of in of_term.items() if of and of <= names},
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.fromiter(chain.from_iterable(tables), np.int64, sum(counts)),
        symbols,
        np.array([person.get(term, -1) for term in terms], np.int64),
        np.array([kinds[narrower[term]] if term in narrower else -1 for term in terms], np.int64),
        np.array([(term in male) + 2 * (term in female) for term in terms], np.int64) % 3,
        np.array([term in first_names for term in terms], bool),
        np.array([term in abbreviations for term in terms], bool),
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
