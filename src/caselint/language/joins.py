"""Match patterns: joins of hits that lie near one another in one sentence.

A round is done for the whole batch at once: everything that grows (`plans`) looks at the hits that
begin, or end, within its gap, and keeps those that stand for the symbol it needs. Most of what
could grow is put aside first, since nothing in its sentence stands for that symbol.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Ints
from caselint.language.near import COLUMNS, Matches, Near
from caselint.language.plans import Plan
from caselint.language.ranges import counted, spread, where
from caselint.language.terms import Terms


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


class Joins:
    """The patterns of a lexicon, to be matched in batches.

    For each kind of terms stand beside one another the steps out of the states in which it starts
    (`_steps`, with the columns of their symbols), and the patterns that are complete there.
    """

    def __init__(self, plan: Plan, terms: Terms) -> None:
        self.plan = plan
        self._column = terms.column[plan.symbol]
        kind, at = spread(plan.anchor_start[:-1], plan.anchor_start[1:])
        state = plan.anchors[at]
        of, self._steps = spread(plan.step_start[state], plan.step_start[state + 1])
        self._steps_at = _starts(kind[of], terms.kinds)
        self._first_columns = self._column[self._steps]
        of, number = spread(plan.final_start[state], plan.final_start[state + 1])
        self._whole = plan.final[number]
        self._whole_at = _starts(kind[of], terms.kinds)

    def match(self, near: Near, sentences: Sentences) -> Matches:
        """Every match of every pattern in a batch."""
        hits = counted(near.beginning)
        first, last = near.first[: len(hits)], near.last[: len(hits)]
        rounds = [_Growing(hits, first, last, last, first, hits, first, last)]
        done = [self._whole_terms(rounds, near, sentences)]
        kind = near.kind[: len(hits)]
        of, at = spread(self._steps_at[kind], self._steps_at[kind + 1])
        likely = where(near.present[near.row[of] + self._first_columns[at]])
        of, step = of[likely], self._steps[at[likely]]
        while len(of):
            rounds.append(self._grow(rounds[-1], of, step, near, sentences))
            if not len(rounds[-1].state):
                break
            done.append(self._finished(rounds, sentences))
            of, step = self._going_on(rounds[-1], near, sentences)
        return Matches(
            np.concatenate([each.pattern for each in done]),
            np.concatenate([each.first for each in done]),
            np.concatenate([each.last for each in done]),
            np.concatenate([each.head for each in done]),
            np.concatenate([each.tail for each in done]),
            np.concatenate([each.pieces for each in done]),
        )

    def _whole_terms(self, rounds: Sequence[_Growing], near: Near, sentences: Sentences) -> Matches:
        """The patterns of one piece."""
        kind = near.kind[: near.beginning]
        of, at = spread(self._whole_at[kind], self._whole_at[kind + 1])
        return self._complete(of, self._whole[at], rounds, sentences)

    def _going_on(self, growing: _Growing, near: Near, sentences: Sentences) -> tuple[Ints, Ints]:
        """The steps that what grows may take: (row, step)."""
        start = self.plan.step_start
        of, step = spread(start[growing.state], start[growing.state + 1])
        row = sentences.of_word[growing.first] * COLUMNS
        likely = where(near.present[row[of] + self._column[step]])
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
