"""Find the mentions of a batch: which matches count, and what is said of each, as arrays.

Of the matches of concepts those go that an exclusion of the concept touches; of one concept and
sense the smallest stay.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import asserting, speakers, subjects
from caselint.language.batch import Read, status_of
from caselint.language.folding import Flags, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.near import Matches
from caselint.language.ranges import where
from caselint.language.token_patterns import TokenPatterns

_ROW: Final = 1 << 40


@dataclass(slots=True)
class Found:
    """The mentions of a batch as arrays, in order of text and place.

    `text` is the number of the text, `start` and `end` code points of it; `concept` and `sense` are
    positions in the finder's `concepts` and `senses`; `bits` what cues set (`asserting.modes_of`).
    """

    read: Read
    matches: Matches
    text: Ints
    start: Ints
    end: Ints
    concept: Ints
    sense: Ints
    bits: Ints
    acting: asserting.Acting
    spoken: speakers.Spoken
    subjects: subjects.Subjects


class Finder:
    """Finds the mentions of batches. `concepts` and `senses` are what the numbers stand for."""

    def __init__(self, lexicon: Lexicon, tokens: TokenPatterns) -> None:
        self.concepts = tuple(lexicon.concepts)
        self._tokens = tokens
        owners = [owner for _, owner in lexicon.patterns] + [*tokens.owners]
        self.senses = tuple(sorted({o.way for o in owners if o.role == "concept"} | {""}))
        number = {name: at for at, name in enumerate(self.concepts)}
        sense = {name: at for at, name in enumerate(self.senses)}
        self._concept = _numbers([number[o.name] if o.role == "concept" else -1 for o in owners])
        self._excluded = _numbers([number[o.name] if o.role == "exclusion" else -1 for o in owners])
        self._sense = _numbers([sense[o.way] if o.role == "concept" else 0 for o in owners])
        known = lexicon.concepts.values()
        self._about_child = np.array([each.about == "child" for each in known], bool)
        self._others_act = np.array([each.others_act for each in known], bool)
        self._looks_ahead = np.array([each.looks_ahead for each in known], bool)

    def find(self, texts: Sequence[str], read: Read) -> Found:
        """The mentions of a batch that has been read."""
        matches = self._tokens.joined(texts, read) if self._tokens else read.matches
        targets = self._mentioned(matches)
        sentence = read.sentences.of_word[targets.first] if len(targets.first) else targets.first
        concept = self._concept[targets.pattern]
        acting, spoken, about = status_of(
            read, targets, sentence, self._about_child[concept], self._others_act[concept]
        )
        bits = acting.bits | np.where(spoken.denied >= 0, asserting.NEGATED, 0)
        ahead = self._looks_ahead[concept]
        bits = np.where(ahead, bits & ~asserting.PLANNED, bits)
        planned = read.cues.sets[acting.cue] == asserting.SETS.index("planned")
        counts = ~(planned & ahead[acting.mention])
        acting.mention, acting.cue = acting.mention[counts], acting.cue[counts]
        text = read.folded.of_text[targets.first]
        base = read.folded.base[text]
        return Found(
            read,
            targets,
            text,
            read.folded.given_start[targets.first] - base,
            read.folded.given_end[targets.last] - base,
            concept,
            self._sense[targets.pattern],
            bits,
            acting,
            spoken,
            about,
        )

    def exclusions(self, matches: Matches, concepts: Ints) -> tuple[Ints, Ints]:
        """The matches that are exclusions of any of these concepts: (row, concept)."""
        concept = self._excluded[matches.pattern]
        rows = where(np.isin(concept, concepts))
        return rows, concept[rows]

    def _mentioned(self, matches: Matches) -> Matches:
        """The matches that are mentions, in order of place."""
        found = matches.take(where(self._concept[matches.pattern] >= 0))
        excluded = matches.take(where(self._excluded[matches.pattern] >= 0))
        if len(excluded.first) and len(found.first):
            found = found.take(
                ~_overlapping(
                    self._concept[found.pattern],
                    found,
                    self._excluded[excluded.pattern],
                    excluded,
                )
            )
        group = self._concept[found.pattern] * len(self.senses) + self._sense[found.pattern]
        found = found.take(_smallest(group, found))
        order = np.lexsort((found.pattern, found.last, found.first))
        return found.take(order)


def _numbers(values: Sequence[int]) -> Ints:
    return np.array(values, np.int64)


def _overlapping(concept: Ints, found: Matches, of: Ints, excluded: Matches) -> Flags:
    """Which of the found share words with an exclusion of their own concept."""
    order = np.argsort(of * _ROW + excluded.first, kind="stable")
    key = of[order] * _ROW + excluded.first[order]
    reach = np.maximum.accumulate(of[order] * _ROW + excluded.last[order])
    # Of the exclusions that begin no later than the mention ends, the one that reaches farthest.
    at = np.searchsorted(key, concept * _ROW + found.last, side="right") - 1
    return (at >= 0) & (reach[np.maximum(at, 0)] >= concept * _ROW + found.first)


def _smallest(group: Ints, found: Matches) -> Ints:
    """Of matches of one concept and sense that share words, those that end first, the shortest."""
    order = np.lexsort((found.pattern, -found.first, found.last, group))
    first = group[order] * _ROW + found.first[order]
    last = group[order] * _ROW + found.last[order]
    before = np.maximum.accumulate(np.concatenate([[-1], first]))[:-1]
    order = order[first > before]
    first, last = first[first > before], last[first > before]
    if not (first[1:] <= last[:-1]).any():
        return order
    kept: list[int] = []
    end = -1
    for at, (begins, ends) in enumerate(zip(first.tolist(), last.tolist(), strict=True)):
        if begins > end:
            kept.append(at)
            end = ends
    return order[np.array(kept, np.int64)]
