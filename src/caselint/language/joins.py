"""Match patterns: joins of hits that lie near one another in one sentence.

Each pattern starts from its *anchor*, the piece that is rarest in ordinary writing, and grows from
there, first to the right and then to the left, one piece a round. Patterns that begin alike share
their way. A round is done for the whole batch at once: every growing match looks at the hits that
begin (or end) within its gap, and keeps those that stand for the symbol it needs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.patterns import Pattern, Segment
from caselint.language.ranges import spread, where
from caselint.language.terms import CATEGORIES, Hits, TermData, Terms

_WORD: Final = re.compile(r"[\w&']+")
_LOOKS: Final = 100_000
"""How many hits are looked at together: as many as lie in a processor's nearer memory."""
_UNSEEN: Final = 0.3
"""How often a word counts as seen that no sentence of the lexicon has."""
_FOUND: Final = {"name": 0.03, "number": 0.03}
"""How often classes without words of their own are found, a word of text."""


@dataclass(slots=True)
class Plan:
    """How all patterns grow: states, the steps out of each, and the patterns that end there.

    A step goes `right` or left to `symbol`, over at most `gap` words, none of the class `barring`
    (-1: none), to the state `to`. The states in which a term starts are `anchors`, in the ranges of
    `anchor_start`.
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


@dataclass(slots=True)
class Matches:
    """Matches of patterns: which, from which word to which, and each piece's own words.

    `head` is the last word of the first piece, `tail` the first word of the last piece. `pieces`
    has a row of (first word, last word) for each piece in no order, filled up with -1.
    """

    pattern: Ints
    first: Ints
    last: Ints
    head: Ints
    tail: Ints
    pieces: Ints

    def take(self, rows: Ints | Flags) -> Matches:
        """Some of the matches."""
        return Matches(
            self.pattern[rows],
            self.first[rows],
            self.last[rows],
            self.head[rows],
            self.tail[rows],
            self.pieces[rows],
        )


@dataclass(slots=True)
class _Growing:
    """What is still growing: its state, its words, and the row of the round before it came from.

    `new_first` and `new_last` are the words of the newest piece.
    """

    state: Ints
    first: Ints
    last: Ints
    head: Ints
    tail: Ints
    before: Ints
    new_first: Ints
    new_last: Ints


class Near:
    """Hits in order of where they begin and of where they end, to look near a word."""

    def __init__(self, terms: Terms, hits: Hits, words: int) -> None:
        self.terms = terms
        order = np.argsort(hits.first, kind="stable")
        self.begin = hits.take(order)
        self.begin_bits = terms.bits[self.begin.term].ravel()
        self.begins_at = np.searchsorted(self.begin.first, np.arange(words + 1))
        order = np.argsort(hits.last, kind="stable")
        self.end = hits.take(order)
        self.end_bits = terms.bits[self.end.term].ravel()
        self.ends_at = np.searchsorted(self.end.last, np.arange(words + 1))

    def beginning(self, low: Ints, high: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
        """Hits of a symbol that begin at words from `low` to `high`: (row, first, last word)."""
        return self._found(
            self.begin, self.begin_bits, self.begins_at[low], self.begins_at[high + 1], symbol
        )

    def ending(self, low: Ints, high: Ints, symbol: Ints) -> tuple[Ints, Ints, Ints]:
        """Hits of a symbol that end at words from `low` to `high`: (row, first, last word)."""
        return self._found(
            self.end, self.end_bits, self.ends_at[low], self.ends_at[high + 1], symbol
        )

    def _found(
        self, hits: Hits, bits: NDArray[np.uint64], start: Ints, stop: Ints, symbol: Ints
    ) -> tuple[Ints, Ints, Ints]:
        """Which hits between `start` and `stop` stand for the symbol, a part of the rows at a time.

        Few of those looked at do, so that what is kept at once stays small.
        """
        row, at = [], []
        bit, word = self.terms.bit[symbol], self.terms.bit_word[symbol]
        width = self.terms.bits.shape[1]
        for rows in _parts(stop - start):
            of, each = spread(start[rows], stop[rows])
            likely = where(bits[each * width + word[rows][of]] & bit[rows][of] > 0)
            of, each = of[likely], each[likely]
            fits = where(self.terms.stands_for(hits.term[each], symbol[rows][of]))
            row.append(of[fits] + rows.start)
            at.append(each[fits])
        found = np.concatenate(at) if at else start[:0]
        return np.concatenate(row) if row else start[:0], hits.first[found], hits.last[found]

    def of(self, name: str) -> Hits:
        """The hits of one class in order of their beginning."""
        return self.begin.take(self.terms.members(name)[self.begin.term])


def _parts(counts: Ints) -> list[slice]:
    """The rows in parts, each of which looks at some `_LOOKS` hits."""
    total = counts.cumsum()
    if not len(total) or total[-1] <= _LOOKS:
        return [slice(0, len(counts))]
    cuts = total.searchsorted(np.arange(_LOOKS, total[-1], _LOOKS)).tolist()
    edges = [0, *dict.fromkeys(cuts), len(counts)]
    return [slice(low, high) for low, high in pairwise(edges) if low < high]


def match(plan: Plan, near: Near, sentences: Sentences) -> Matches:
    """Every match of every pattern in a batch."""
    hits = near.begin
    of, at = spread(plan.anchor_start[hits.term], plan.anchor_start[hits.term + 1])
    first, last = hits.first[of], hits.last[of]
    rounds = [_Growing(plan.anchors[at], first, last, last, first, of, first, last)]
    done = [_finished(plan, rounds, sentences)]
    while len(rounds) < plan.width and len(rounds[-1].state):
        rounds.append(_grow(plan, rounds[-1], near, sentences))
        done.append(_finished(plan, rounds, sentences))
    return Matches(
        np.concatenate([each.pattern for each in done]),
        np.concatenate([each.first for each in done]),
        np.concatenate([each.last for each in done]),
        np.concatenate([each.head for each in done]),
        np.concatenate([each.tail for each in done]),
        np.concatenate([each.pieces for each in done]),
    )


def _finished(plan: Plan, rounds: Sequence[_Growing], sentences: Sentences) -> Matches:
    """The patterns that are complete in the states that the last round has reached."""
    grown = rounds[-1]
    of, number = spread(plan.final_start[grown.state], plan.final_start[grown.state + 1])
    pattern = plan.final[number]
    fits = (~plan.first[pattern] | sentences.opens[grown.first[of]]) & (
        ~plan.last[pattern] | sentences.closes[grown.last[of]]
    )
    of, pattern = of[fits], pattern[fits]
    pieces = np.full((len(of), plan.width, 2), -1, np.int64)
    row = of
    for column in range(len(rounds) - 1, -1, -1):
        each = rounds[column]
        pieces[:, column, 0], pieces[:, column, 1] = each.new_first[row], each.new_last[row]
        row = each.before[row]
    return Matches(pattern, grown.first[of], grown.last[of], grown.head[of], grown.tail[of], pieces)


def _grow(plan: Plan, growing: _Growing, near: Near, sentences: Sentences) -> _Growing:
    """One more piece for everything that still grows."""
    of, step = spread(plan.step_start[growing.state], plan.step_start[growing.state + 1])
    right = plan.right[step]
    right_of, right_step, new_first, new_last = _rightward(
        plan, growing, near, sentences, of[right], step[right]
    )
    left_of, left_step, left_first, left_last = _leftward(
        plan, growing, near, sentences, of[~right], step[~right]
    )
    return _Growing(
        plan.to[np.concatenate([right_step, left_step])],
        np.concatenate([growing.first[right_of], left_first]),
        np.concatenate([new_last, growing.last[left_of]]),
        np.concatenate([growing.head[right_of], left_last]),
        np.concatenate([new_first, growing.tail[left_of]]),
        np.concatenate([right_of, left_of]),
        np.concatenate([new_first, left_first]),
        np.concatenate([new_last, left_last]),
    )


def _rightward(
    plan: Plan, growing: _Growing, near: Near, sentences: Sentences, of: Ints, step: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Pieces found to the right: (growing row, step, first word, last word)."""
    last = growing.last[of]
    bound = sentences.last[sentences.of_word[last]]
    row, first, end = near.beginning(
        last + 1, np.minimum(last + 1 + plan.gap[step], bound), plan.symbol[step]
    )
    of, step = of[row], step[row]
    free = _free(plan.barring[step], growing.last[of], first, near)
    return of[free], step[free], first[free], end[free]


def _leftward(
    plan: Plan, growing: _Growing, near: Near, sentences: Sentences, of: Ints, step: Ints
) -> tuple[Ints, Ints, Ints, Ints]:
    """Pieces found to the left: (growing row, step, first word, last word)."""
    first = growing.first[of]
    bound = sentences.first[sentences.of_word[first]]
    row, begin, last = near.ending(
        np.maximum(first - 1 - plan.gap[step], bound), first - 1, plan.symbol[step]
    )
    of, step = of[row], step[row]
    free = _free(plan.barring[step], last, growing.first[of], near)
    return of[free], step[free], begin[free], last[free]


def _free(barring: Ints, before: Ints, after: Ints, near: Near) -> Flags:
    """Whether no hit of a barring class lies wholly between two words."""
    free = np.ones(len(barring), bool)
    asked = where(barring >= 0)
    if asked.size:
        row, _, last = near.beginning(before[asked] + 1, after[asked] - 1, barring[asked])
        free[asked[row[last < after[asked[row]]]]] = False
    return free


def plan_of(lexicon: Lexicon, terms: TermData) -> Plan:
    """Lay out how the patterns of a lexicon grow."""
    often = _Frequency(lexicon)
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
    speakers: list[int] = []
    for number, (pattern, _) in enumerate(lexicon.patterns):
        anchor = often.anchor(pattern)
        speakers.append(_speaker_column(pattern, anchor))
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
    of_term = anchors[terms.symbols]
    counts = np.add.reduceat(
        np.concatenate([of_term >= 0, [False]]).astype(np.int64), terms.symbol_start[:-1]
    )
    counts[np.diff(terms.symbol_start) == 0] = 0
    return Plan(
        _starts(counts),
        of_term[of_term >= 0],
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
        max((len(pattern.pieces) for pattern, _ in lexicon.patterns), default=0),
        np.array(speakers, np.int64),
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
