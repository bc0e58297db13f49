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

from caselint.language.folding import Bytes, Flags, Folded, Ints, folded_word
from caselint.language.lexicon import FOUND_IN_THE_TEXT, PEOPLE, PRONOUNS, Lexicon
from caselint.language.lookup import Lookup
from caselint.language.patterns import Segment
from caselint.language.ranges import where
from caselint.language.runs import Runs, tree_of
from caselint.language.words import WordTable

CATEGORIES: Final = (*PEOPLE, *PRONOUNS, "name")
"""The classes that mean somebody, in the order of the numbers that the engine gives them."""
THIS_CHILD, OTHER_CHILD, PARENT, PROFESSIONAL, OTHER_PERSON, HE, SHE, THEY, NAME = range(9)
INTERPRETS: Final = 3
"""In place of a gender, of those who pass on what others say, so that no pronoun means them."""
SYMBOL_BITS: Final = 20
NO_TERM: Final = -1
ABBREVIATION, FIRST_NAME, ONLY_NAME, SOMEBODY, NOBODY_THERE, SAYING, DOING = (
    1 << at for at in range(7)
)
"""What a term may be marked as: `SOMEBODY` by words that mean somebody, `NOBODY_THERE` by phrases
that hide such words, since they mean nobody ("GP surgery")."""
_KNOWN_TO_ENGINE: Final = (
    *CATEGORIES,
    "me",
    "coordinator",
    "speaker",
    "say",
    "tell",
    "ask",
    "not_names",
    "not_people",
    "common_names",
    "possessive",
    "watching",
    "stating",
    "speechless",
    "no_name",
    "opening",
    "finite_verb",
    "somebody_does",
    "of_a_child",
    "of_a_parent",
    "asking",
    "answering_no",
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
    `CATEGORIES`, or -1. Terms that stand for the same symbols are of one `kind`: `pair_kind` and
    `pair_symbol` have a row for each symbol of each kind, in order of the kinds. After the terms
    that are scanned for, `kind` has one more for each of `CATEGORIES` and of the classes found in
    the text: what is found by other means has its symbols there, from `somebody` on. `narrower` is
    such a place for classes within those of people (mothers, boys), or -1. `gender` is 1 for he, 2
    for she, 3 for those who interpret. `asked_for` are the kinds of classes that the engine itself
    asks for. `marks` has a bit for each thing that the engine asks of most terms.
    """

    def __init__(self, data: TermData) -> None:
        self._words = WordTable(data.words)
        # One more at the end, for a word that no term has.
        self._of_word = np.append(data.term_of_word, NO_TERM)
        self._runs = Runs(data.steps, data.ends)
        self.kind = data.kind.astype(np.int64)
        self.symbol_of = data.symbol_of
        self.somebody = len(data.person)
        self.person = data.person
        self.narrower = data.narrower
        self.gender = data.gender
        self.owning = data.owning
        self.common = data.common
        self.kinds = len(data.symbol_start) - 1
        self.symbols = max(len(data.symbol_of), int(data.symbols.max(initial=0)) + 1)
        self.pair_kind = np.repeat(np.arange(self.kinds), np.diff(data.symbol_start))
        self.pair_symbol = data.symbols
        self._pairs = Lookup(((self.pair_kind << SYMBOL_BITS) + data.symbols).view(np.uint64))
        self._members: dict[tuple[str, ...], Flags] = {}
        self.asked_for = self.members(*_KNOWN_TO_ENGINE)
        scanned = self.kind[: self.somebody]
        self.marks = np.zeros(self.somebody, np.uint8)
        for mark, marked in (
            (ABBREVIATION, data.abbreviation),
            (FIRST_NAME, data.first_name),
            (ONLY_NAME, data.only_name),
            (SOMEBODY, data.person >= 0),
            (NOBODY_THERE, self.members("not_people")[scanned]),
            (SAYING, self.members("say", "tell", "ask")[scanned]),
            (DOING, self.members("somebody_does")[scanned]),
        ):
            self.marks[marked] |= mark

    def scan(self, folded: Folded) -> tuple[Hits, Flags]:
        """Every term in the batch, and which words stand in any term.

        Terms of one word come first, in order, then the longer ones, by their ends.
        """
        words = self._words.find(folded.row, folded.begin, folded.length)
        single = self._of_word[words]
        place = where(single >= 0)
        term, first, last = self._runs.find(words)
        hits = Hits(
            np.concatenate([single[place], term]),
            np.concatenate([place, first]),
            np.concatenate([place, last]),
        )
        return hits, words >= 0

    def are_words(self, row: Bytes, begin: Ints, length: Ints) -> Flags:
        """Which of these words are known, and not only as a name."""
        words = self._words.find(row, begin, length)
        term = self._of_word[words]
        name = (term >= 0) & (self.marks[term] & ONLY_NAME > 0)
        known: Flags = (words >= 0) & ~name
        return known

    def stands_for(self, kind: Ints, symbol: Ints) -> Flags:
        """Whether each kind of terms has the symbol beside it."""
        found: Flags = self._pairs.find(((kind << SYMBOL_BITS) + symbol).view(np.uint64)) >= 0
        return found

    def members(self, *names: str) -> Flags:
        """Which kinds of terms belong to any of these classes."""
        known = self._members.get(names)
        if known is None:
            known = self.standing_for(np.array([self.symbol_of[name] for name in names], np.int64))
            self._members[names] = known
        return known

    def standing_for(self, symbols: Ints) -> Flags:
        """Which kinds of terms have any of these symbols beside them."""
        asked = np.zeros(self.symbols, bool)
        asked[symbols] = True
        found = np.zeros(self.kinds, bool)
        found[self.pair_kind[where(asked[self.pair_symbol])]] = True
        return found


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
    male, female, interpreting = (
        {word for way in _ways(lexicon, name) for word in _with_possessive(way)}
        for name in ("male", "female", "interpreting")
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
        runs.steps,
        runs.ends,
        np.array(kind, np.int32),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        np.fromiter(chain.from_iterable(tables), np.int64, sum(counts)),
        symbols,
        np.array([person.get(term, -1) for term in terms], np.int8),
        np.array([kinds[narrower[term]] if term in narrower else -1 for term in terms], np.int32),
        np.array(
            [
                INTERPRETS if term in interpreting else ((term in male) + 2 * (term in female)) % 3
                for term in terms
            ],
            np.int8,
        ),
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
