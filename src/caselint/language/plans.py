"""How patterns grow: laid out once for a lexicon, before any text is read.

Each pattern starts from its *anchor*, the piece that is rarest in ordinary writing, and grows from
there, first to the right and then to the left, one piece a round (`joins`). Patterns that begin
alike share their way.

There are two plans. By the first is found what mentions are made of, everywhere; by the second what
tells of mentions, only in sentences that bear on one (`bearing`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.folding import Flags, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.patterns import Pattern, Segment
from caselint.language.terms import CATEGORIES, TermData

OF_MENTIONS: Final = ("concept", "exclusion", "anchor")
"""The roles of patterns that mentions are made of."""
_WORD: Final = re.compile(r"[\w&']+")
_UNSEEN: Final = 0.3
"""How often a word counts as seen that no sentence of the lexicon has."""
_FOUND: Final = {
    "name": 0.03,
    "number": 0.03,
    "quoted": 1e-5,
    "quoted_after_colon": 1e-6,
    "set_apart": 0.001,
}
"""How often classes without words of their own are found, a word of text."""


@dataclass(slots=True)
class Plan:
    """How patterns grow: states, the steps out of each, and the patterns that end there.

    A step goes `right` or left to `symbol`, over at most `gap` words, none of the class `barring`
    (-1: none), to the state `to`. The states in which a kind of terms starts are `anchors`, in the
    ranges of `anchor_start`.
    """

    anchor_start: Ints
    anchors: Ints
    step_start: Ints
    right: Flags
    symbol: Ints
    gap: Ints
    barring: Ints
    to: Ints
    final_start: Ints
    final: Ints
    first: Flags
    last: Flags
    width: int
    speaker: Ints
    """For each pattern the column of its piece that is ``{speaker}``, -1 where it has none."""
    pieces: Ints
    """For each pattern the symbols of its pieces in order, filled up with -1."""


def plans_of(lexicon: Lexicon, terms: TermData) -> tuple[Plan, Plan]:
    """Lay out how the patterns of mentions grow, and all others."""
    often = _Frequency(lexicon)
    of_mentions = [owner.role in OF_MENTIONS for _, owner in lexicon.patterns]
    return (
        _plan(lexicon, terms, often, [at for at, found in enumerate(of_mentions) if found]),
        _plan(lexicon, terms, often, [at for at, found in enumerate(of_mentions) if not found]),
    )


def _plan(lexicon: Lexicon, terms: TermData, often: _Frequency, numbers: Sequence[int]) -> Plan:
    """Lay out how some patterns of a lexicon grow."""
    keys: dict[tuple[object, ...], int] = {}
    steps: list[dict[tuple[bool, int, int, int], int]] = []
    finals: list[list[int]] = []

    def state(key: tuple[object, ...]) -> int:
        if key not in keys:
            keys[key] = len(keys)
            steps.append({})
            finals.append([])
        return keys[key]

    starts: dict[int, int] = {}
    speakers = np.full(len(lexicon.patterns), -1, np.int64)
    width = max((len(lexicon.patterns[number][0].pieces) for number in numbers), default=1)
    pieces = np.full((len(lexicon.patterns), width), -1, np.int64)
    for number in numbers:
        pattern, _ = lexicon.patterns[number]
        anchor = often.anchor(pattern)
        speakers[number] = _speaker_column(pattern, anchor)
        symbols = [terms.symbol_of[piece.of] for piece in pattern.pieces]
        pieces[number, : len(symbols)] = symbols
        symbol = terms.symbol_of[pattern.pieces[anchor].of]
        key: tuple[object, ...] = (symbol,)
        at = starts[symbol] = state(key)
        for step in _way(pattern, anchor, terms.symbol_of):
            key = (*key, step)
            following = state(key)
            steps[at][step] = following
            at = following
        finals[at].append(number)
    flat = [(*step, to) for each in steps for step, to in each.items()]
    columns = np.array(flat, np.int64).reshape(-1, 5)
    anchors = np.full(len(terms.symbol_of), -1, np.int64)
    anchors[list(starts)] = list(starts.values())
    of_kind = anchors[terms.symbols]
    counts = np.add.reduceat(
        np.concatenate([of_kind >= 0, [False]]).astype(np.int64), terms.symbol_start[:-1]
    )
    counts[np.diff(terms.symbol_start) == 0] = 0
    return Plan(
        _starts(counts),
        of_kind[of_kind >= 0],
        _starts([len(each) for each in steps]),
        columns[:, 0] == 1,
        columns[:, 1],
        columns[:, 2],
        columns[:, 3],
        columns[:, 4],
        _starts([len(each) for each in finals]),
        np.array([number for each in finals for number in each], np.int64),
        np.array([pattern.first for pattern, _ in lexicon.patterns], bool),
        np.array([pattern.last for pattern, _ in lexicon.patterns], bool),
        width,
        speakers,
        pieces,
    )


def _way(
    pattern: Pattern, anchor: int, symbol_of: Mapping[Segment | str, int]
) -> list[tuple[bool, int, int, int]]:
    """The steps from the anchor to the right end, then to the left end."""
    pieces = pattern.pieces

    def step(to_right: bool, piece: int, link: int) -> tuple[bool, int, int, int]:
        joined = pieces[link]
        barring = symbol_of[joined.barring] if joined.barring else -1
        return (to_right, symbol_of[pieces[piece].of], joined.gap, barring)

    rightward = [step(True, number, number) for number in range(anchor + 1, len(pieces))]
    leftward = [step(False, number, number + 1) for number in range(anchor - 1, -1, -1)]
    return rightward + leftward


def _speaker_column(pattern: Pattern, anchor: int) -> int:
    """In which column of its matches' pieces the speaker stands: the anchor, right, then left."""
    parts = [piece.of for piece in pattern.pieces]
    if "speaker" not in parts:
        return -1
    at = parts.index("speaker")
    if at >= anchor:
        return at - anchor
    return len(parts) - 1 - at


def _starts(counts: Sequence[int] | Ints) -> Ints:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)


class _Frequency:
    """How often the pieces of patterns are to be expected, by the lexicon's own test sentences."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.words = Counter(
            word
            for sentences in lexicon.sentences.values()
            for sentence in sentences
            for word in _WORD.findall(sentence.casefold())
        )
        self.total = max(self.words.total(), 1)
        self.known: dict[Segment | str, float] = {}
        self.ways: dict[str, float] = {}

    def anchor(self, pattern: Pattern) -> int:
        """The position of the rarest piece."""
        often = [self.of(piece.of) for piece in pattern.pieces]
        return often.index(min(often))

    def of(self, piece: Segment | str) -> float:
        """The number of times that a piece is to be expected in a word of text."""
        if piece not in self.known:
            self.known[piece] = self._reckon(piece)
        return self.known[piece]

    def _reckon(self, piece: Segment | str) -> float:
        if isinstance(piece, Segment):
            return self._sum(piece.ways)
        within = self.lexicon.within(piece)
        ways = {
            way
            for name in within
            if name in self.lexicon.classes
            for way in self.lexicon.classes[name].ways
        }
        found = sum(_FOUND.get(name, 0.0) for name in within)
        people = 0.03 if within & set(CATEGORIES[:5]) else 0.0
        return self._sum(ways) + found + people

    def _sum(self, ways: Iterable[str]) -> float:
        known = self.ways
        total = 0.0
        for way in ways:
            often = known.get(way)
            if often is None:
                often = known[way] = self._way(way)
            total += often
        return total

    def _way(self, way: str) -> float:
        words = way.split()
        often = min(map(self.words.__getitem__, words), default=0)
        return (often + _UNSEEN) / self.total / (len(words) or 1)
