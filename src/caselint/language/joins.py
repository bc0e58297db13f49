"""Match patterns: joins of hits that lie near one another in one sentence.

A round is done for the whole batch at once: everything that grows (`plans`) looks at the hits that
begin, or end, within its gap, and keeps those that stand for the symbol it needs. Most of what
could grow is put aside first (`signs`): nothing in the word beside it, or for a step over a gap in
its sentence, stands for that symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Ints
from caselint.language.near import Matches, Near
from caselint.language.plans import Plan
from caselint.language.ranges import counted, spread, where
from caselint.language.signs import Bits, Likely, Signs
from caselint.language.terms import Hits, Terms

_WIDEST: Final = 16
"""How many times 64 bits there are at most for the symbols that may stand in a sentence."""


@dataclass(slots=True)
class _Growing:
    """What is still growing: its state, its words, and the row of the round before it came from.

    `new_first` and `new_last` are the words of the newest piece. In the first round nothing has a
    state yet, and each hit is a row.
    """

    state: Ints
    first: Ints
    last: Ints
    head: Ints
    tail: Ints
    before: Ints
    new_first: Ints
    new_last: Ints


class _Way:
    """The steps out of the states in which each kind of terms starts, of those that go one way.

    The steps of a kind are a range of `start`; `word` and `bit` are those of their symbols.
    `of_kind` has the bits of all steps of a kind, where a row of them has one word.
    """

    def __init__(self, signs: Signs, kind: Ints, step: Ints, symbol: Ints, kinds: int) -> None:
        self.signs = signs
        self.step = step
        self.start = _starts(kind, kinds)
        self.word, self.bit = signs.word[symbol], signs.bit[symbol]
        self.of_kind = np.zeros(kinds, np.uint64)
        np.bitwise_or.at(self.of_kind, kind, self.bit)

    def likely(self, kind: Ints, place: Ints, bits: Bits) -> tuple[Ints, Ints]:
        """The steps that hits may take (row, step), by the bits that stand where each would go."""
        some = self.of_kind[kind]
        if self.signs.width == 1:
            some &= bits[place]
        row = where(some)
        kind = kind[row]
        of, at = spread(self.start[kind], self.start[kind + 1])
        places = len(bits) // self.signs.width
        stands = bits[place[row][of] + self.word[at] * places] & self.bit[at]
        likely = where(stands)
        return row[of[likely]], self.step[at[likely]]


class Joins:
    """The patterns of a lexicon, to be matched in batches.

    For each kind of terms stand beside one another the steps out of the states in which it starts,
    those to the word that follows, those to the word before and those over a gap (`_ways`), and the
    patterns that are complete there. `used` are the kinds that have any part in a pattern.
    """

    def __init__(self, plan: Plan, terms: Terms) -> None:
        self.plan = plan
        self._terms = terms
        kind, at = spread(plan.anchor_start[:-1], plan.anchor_start[1:])
        state = plan.anchors[at]
        of, step = spread(plan.step_start[state], plan.step_start[state + 1])
        # 0, 1 and 2: to the word that follows, to the word before, over a gap.
        self._way = np.where(plan.gap > 0, 2, np.where(plan.right, 0, 1))
        self._word = np.zeros(len(plan.to), np.int64)
        self._bit = np.zeros(len(plan.to), np.uint64)
        self._ways = []
        for way, width in enumerate((1, 1, _WIDEST)):
            steps = where(self._way == way)
            signs = Signs(terms, plan.symbol[steps], width)
            self._word[steps] = signs.word[plan.symbol[steps]]
            self._bit[steps] = signs.bit[plan.symbol[steps]]
            rows = where(self._way[step] == way)
            self._ways.append(
                _Way(signs, kind[of[rows]], step[rows], plan.symbol[step[rows]], terms.kinds)
            )
        barring = plan.barring[plan.barring >= 0]
        self._likely = Likely(terms, np.concatenate([plan.symbol, barring]))
        self.used = terms.standing_for(np.concatenate([plan.symbol, barring]))
        self.used[kind] = True
        of, number = spread(plan.final_start[state], plan.final_start[state + 1])
        self._whole = plan.final[number]
        self._whole_at = _starts(kind[of], terms.kinds)

    def starting(self, patterns: Ints) -> Flags:
        """The kinds of terms with which some patterns may begin to be matched."""
        plan = self.plan
        states = len(plan.step_start) - 1
        wanted = np.zeros(len(plan.first), bool)
        wanted[patterns] = True
        leads = np.zeros(states, bool)
        of, number = spread(plan.final_start[:-1], plan.final_start[1:])
        leads[of[where(wanted[plan.final[number]])]] = True
        of, step = spread(plan.step_start[:-1], plan.step_start[1:])
        # A pattern has a step for each of its pieces but one.
        for _ in range(plan.width):
            leads[of[where(leads[plan.to[step]])]] = True
        kind, at = spread(plan.anchor_start[:-1], plan.anchor_start[1:])
        starting = np.zeros(self._terms.kinds, bool)
        starting[kind[where(leads[plan.anchors[at]])]] = True
        return starting

    def near(self, hits: Hits, sentences: Sentences) -> Near:
        """What patterns are joined from: hits, by the kinds of their terms."""
        return Near(self._terms, self._likely, hits, sentences)

    def match(self, near: Near, sentences: Sentences) -> Matches:
        """Every match of every pattern in a batch."""
        hits = counted(near.beginning)
        first, last = near.first[: len(hits)], near.last[: len(hits)]
        rounds = [_Growing(hits, first, last, last, first, hits, first, last)]
        done = [self._whole_terms(rounds, near, sentences)]
        bits = self._standing(near, sentences)
        kind = near.kind[: len(hits)]
        likely = [
            way.likely(kind, place, each)
            for way, place, each in zip(
                self._ways, (last + 1, first, near.sentence), bits, strict=True
            )
        ]
        of, step = (np.concatenate(each) for each in zip(*likely, strict=True))
        every = np.concatenate(bits)
        while len(of):
            rounds.append(self._grow(rounds[-1], of, step, near, sentences))
            if not len(rounds[-1].state):
                break
            done.append(self._finished(rounds, sentences))
            of, step = self._going_on(rounds[-1], every, sentences)
        return Matches(
            np.concatenate([each.pattern for each in done]),
            np.concatenate([each.first for each in done]),
            np.concatenate([each.last for each in done]),
            np.concatenate([each.head for each in done]),
            np.concatenate([each.tail for each in done]),
            np.concatenate([each.pieces for each in done]),
        )

    def _standing(self, near: Near, sentences: Sentences) -> tuple[Bits, Bits, Bits]:
        """The bits of what begins at each word, ends before each word, stands in each sentence."""
        number, words = near.beginning, len(sentences.of_word)
        right, left, around = (way.signs for way in self._ways)
        return (
            right.by_place(near.kind[:number], near.first[:number], words + 1),
            left.by_place(near.kind[number:], near.last[number:] + 1, words + 1),
            around.by_place(near.kind[:number], near.sentence, len(sentences.first)),
        )

    def _whole_terms(self, rounds: Sequence[_Growing], near: Near, sentences: Sentences) -> Matches:
        """The patterns of one piece."""
        kind = near.kind[: near.beginning]
        of, at = spread(self._whole_at[kind], self._whole_at[kind + 1])
        return self._complete(of, self._whole[at], rounds, sentences)

    def _going_on(self, growing: _Growing, bits: Bits, sentences: Sentences) -> tuple[Ints, Ints]:
        """The steps that what grows may take: (row, step); `bits` are those of all three ways."""
        start = self.plan.step_start
        of, step = spread(start[growing.state], start[growing.state + 1])
        words, number = len(sentences.of_word) + 1, len(growing.state)
        places = np.array([words, words, len(sentences.first)])
        # Where the bits of each way stand, for each row that grows.
        place = np.concatenate(
            [
                growing.last + 1,
                growing.first + words,
                sentences.of_word[growing.first] + 2 * words,
            ]
        )
        way = self._way[step]
        at = place[way * number + of] + self._word[step] * places[way]
        likely = where(bits[at] & self._bit[step])
        return of[likely], step[likely]

    def _finished(self, rounds: Sequence[_Growing], sentences: Sentences) -> Matches:
        """The patterns that are complete in the states that the last round has reached."""
        start, state = self.plan.final_start, rounds[-1].state
        of, number = spread(start[state], start[state + 1])
        return self._complete(of, self.plan.final[number], rounds, sentences)

    def _complete(
        self, of: Ints, pattern: Ints, rounds: Sequence[_Growing], sentences: Sentences
    ) -> Matches:
        """Matches of patterns by rows of the last round, where they may stand."""
        plan, grown = self.plan, rounds[-1]
        first, last = grown.first[of], grown.last[of]
        fits = (~plan.first[pattern] | sentences.opens[first]) & (
            ~plan.last[pattern] | sentences.closes[last]
        )
        of, pattern, first, last = of[fits], pattern[fits], first[fits], last[fits]
        pieces = np.full((len(of), plan.width, 2), -1, np.int64)
        row = of
        for column in range(len(rounds) - 1, -1, -1):
            each = rounds[column]
            pieces[:, column, 0], pieces[:, column, 1] = each.new_first[row], each.new_last[row]
            row = each.before[row]
        return Matches(pattern, first, last, grown.head[of], grown.tail[of], pieces)

    def _grow(
        self, growing: _Growing, of: Ints, step: Ints, near: Near, sentences: Sentences
    ) -> _Growing:
        """One more piece for rows that grow, by a step each."""
        plan = self.plan
        sentence = sentences.of_word[growing.first[of]]
        right = plan.right[step]
        gap = plan.gap[step]
        first, last = growing.first[of], growing.last[of]
        low = np.where(right, last + 1, np.maximum(first - 1 - gap, sentences.first[sentence]))
        high = np.where(right, np.minimum(last + 1 + gap, sentences.last[sentence]), first - 1)
        order = np.where(right, 0, near.leftward)
        which, row = near.find(near.at[low + order], near.at[high + 1 + order], plan.symbol[step])
        right = right[which]
        of, step, first, last = (each[which] for each in (of, step, first, last))
        new_first, new_last = near.first[row], near.last[row]
        barring = plan.barring[step]
        if (barring >= 0).any():
            before, after = np.where(right, last, new_last), np.where(right, new_first, first)
            free = where(_free(barring, before, after, near))
            right, of, step = right[free], of[free], step[free]
            first, last, new_first, new_last = (
                each[free] for each in (first, last, new_first, new_last)
            )
        return _Growing(
            plan.to[step],
            np.where(right, first, new_first),
            np.where(right, new_last, last),
            np.where(right, growing.head[of], new_last),
            np.where(right, new_first, growing.tail[of]),
            of,
            new_first,
            new_last,
        )


def _free(barring: Ints, before: Ints, after: Ints, near: Near) -> Flags:
    """Whether no hit of a barring class lies wholly between two words."""
    free = np.ones(len(barring), bool)
    asked = where(barring >= 0)
    which, row = near.find(near.at[before[asked] + 1], near.at[after[asked]], barring[asked])
    free[asked[which[near.last[row] < after[asked[which]]]]] = False
    return free


def _starts(kinds: Ints, number: int) -> Ints:
    """Where the rows of each kind begin, of rows in order of their kinds."""
    starts = np.zeros(number + 1, np.int64)
    np.bincount(kinds, minlength=number).cumsum(out=starts[1:])
    return starts
