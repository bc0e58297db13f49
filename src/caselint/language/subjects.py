"""Whom it is about: somebody in the phrase itself, else the nearest person in the sentence.

Professionals, and the author, are passed over unless nobody else stands there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from caselint.language.folding import Flags, Ints
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, People
from caselint.language.ranges import spread, where
from caselint.language.terms import (
    HE,
    NAME,
    OTHER_CHILD,
    OTHER_PERSON,
    PROFESSIONAL,
    THIS_CHILD,
    Hits,
)

IN_PHRASE, BEFORE, AFTER, ABSENT, SPEAKING, CARRIED = range(6)
STEPS: Final = ("in the phrase", "before", "after", "nobody", "who speaks", "carried on")


@dataclass(slots=True)
class Subjects:
    """For each mention whom it is about and which step says so.

    `person` is a row of people, `AUTHOR`, `THE_CHILD`, or -1 for nobody.
    """

    person: Ints
    step: Ints


class _Candidates(NamedTuple):
    """Some of those who stand in the texts, in order: their words, and who they are."""

    first: Ints
    last: Ints
    person: Ints
    child: Flags


def find_subjects(
    targets: Matches,
    sentence: Ints,
    about_child: Flags,
    others_act: Flags,
    people: People,
    author: Hits,
    of_word: Ints,
) -> Subjects:
    """Whom each of the targets is about; `author` are the words by which the author is meant.

    Those marked in `others_act` are of something that others do to the child: of others no more
    than of professionals, where anybody of the family stands there.
    """
    found = Subjects(np.full(len(targets.first), -1), np.full(len(targets.first), ABSENT))
    everything = np.ones(len(targets.first), bool)
    family, lay, workers = _candidates(people, author)
    for candidates, among in ((family, others_act), (lay, everything), (workers, everything)):
        if len(candidates.first) and among.any():
            _in_phrase(found, targets, about_child, candidates, among)
            _nearest(found, targets, sentence, candidates, of_word, among)
    return found


def _candidates(people: People, author: Hits) -> tuple[_Candidates, _Candidates, _Candidates]:
    """The family; the family and others; the professionals with the author."""
    category = people.category
    child = (category == THIS_CHILD) | (category == OTHER_CHILD)
    child |= (category >= HE) & (category <= NAME)
    lay = where(category != PROFESSIONAL)
    family = lay[where(category[lay] != OTHER_PERSON)]
    worker = where(category == PROFESSIONAL)
    first = np.concatenate([people.first[worker], author.first])
    order = first.argsort(kind="stable")
    last = np.concatenate([people.last[worker], author.last])[order]
    person = np.concatenate([worker, np.full(len(author.first), AUTHOR)])[order]
    return (
        _Candidates(people.first[family], people.last[family], family, child[family]),
        _Candidates(people.first[lay], people.last[lay], lay, child[lay]),
        _Candidates(first[order], last, person, np.zeros(len(order), bool)),
    )


def _in_phrase(
    found: Subjects, targets: Matches, about_child: Flags, candidates: _Candidates, among: Flags
) -> None:
    """The first who shares words with a piece, of concepts about a child the first child."""
    low = candidates.last.searchsorted(targets.first)
    high = candidates.first.searchsorted(targets.last, side="right")
    of, row = spread(low, high)
    first, last = candidates.first[row], candidates.last[row]
    pieces = targets.pieces[of]
    within = ((pieces[:, :, 0] <= last[:, None]) & (pieces[:, :, 1] >= first[:, None])).any(axis=1)
    of, row = of[within], row[within]
    # The least of these counts: who fits best, and of those the first.
    rank = np.where(candidates.child[row] & about_child[of], 0, 1) * _ROW + row
    best = np.full(len(targets.first), 2 * _ROW)
    np.minimum.at(best, of, rank)
    take = where((best < 2 * _ROW) & (found.step == ABSENT) & among)
    found.person[take] = candidates.person[best[take] % _ROW]
    found.step[take] = IN_PHRASE


def _nearest(
    found: Subjects,
    targets: Matches,
    sentence: Ints,
    candidates: _Candidates,
    of_word: Ints,
    among: Flags,
) -> None:
    first = candidates.first
    before = first.searchsorted(targets.first) - 1
    after = first.searchsorted(targets.last, side="right")
    for row, step in ((before, BEFORE), (after, AFTER)):
        there = (row >= 0) & (row < len(first))
        row = row.clip(0, len(first) - 1)
        take = where(there & (of_word[first[row]] == sentence) & (found.step == ABSENT) & among)
        found.person[take] = candidates.person[row[take]]
        found.step[take] = step


_ROW: Final = 1 << 40
