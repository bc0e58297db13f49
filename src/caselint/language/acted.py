"""The words that set a field of a mention: cues, and the reports that say who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter
from typing import Final

import numpy as np

from caselint.language.asserting import SETS, Acting
from caselint.language.batch import Read
from caselint.language.folding import Ints
from caselint.language.mention import Cue
from caselint.language.ranges import where
from caselint.language.speakers import Spoken

_NAMES: Final = np.array([*SETS, "speaker"], object)
_SPEAKER: Final = len(SETS)
_NEGATED: Final = SETS.index("negated")
_PLACE: Final = itemgetter(1, 2, 0)
"""Cues in order of where they start, where they end, and what they set."""


def acted_on(
    read: Read, texts: Sequence[str], acting: Acting, spoken: Spoken
) -> list[tuple[Cue, ...]]:
    """The words that set a field of each mention, in order of place.

    These are the cues that act on it, the report or label that says who speaks, and the report that
    denies it. Each is made once, whatever it acts on.
    """
    cues = read.cues
    # Labels are counted on after the reports.
    report_first = np.concatenate([read.reports.first, read.labels.first])
    report_last = np.concatenate([read.reports.last, read.labels.last])
    spoken_of, denied = where(spoken.report >= 0), where(spoken.denied >= 0)
    mention = np.concatenate([acting.mention, spoken_of, denied])
    found: list[tuple[Cue, ...]] = [()] * len(spoken.report)
    if not len(mention):
        return found
    # Words by one number each: cues, then reports as such, then reports that deny.
    said, denying = len(cues.first), len(cues.first) + len(report_first)
    words = np.concatenate(
        [acting.cue, said + spoken.report[spoken_of], denying + spoken.denied[denied]]
    )
    used = np.zeros(denying + len(report_first), bool)
    used[words] = True
    rows = where(used)
    number = np.zeros(len(used), np.int64)
    number[rows] = np.arange(len(rows))
    cue, report = rows[rows < said], (rows[rows >= said] - said) % max(len(report_first), 1)
    sets = np.full(len(rows), _SPEAKER)
    sets[: len(cue)] = cues.sets[cue]
    sets[rows >= denying] = _NEGATED
    made = _made(
        read,
        texts,
        sets,
        np.concatenate([cues.first[cue], report_first[report]]),
        np.concatenate([cues.last[cue], report_last[report]]),
        np.concatenate([cues.query[cue], np.full(len(report), -1)]),
    )
    for at, each in zip(mention.tolist(), number[words].tolist(), strict=True):
        found[at] += (made[each],)
    for at in where(np.bincount(mention) > 1).tolist():
        found[at] = tuple(sorted(set(found[at]), key=_PLACE))
    return found


def _made(
    read: Read, texts: Sequence[str], sets: Ints, first: Ints, last: Ints, mark: Ints
) -> list[Cue]:
    """Words that set something, from `first` to `last`, or a mark instead of words (else -1)."""
    folded = read.folded
    text = folded.of_text[first]
    start, end = folded.given_start[first], folded.given_end[np.maximum(last, first)]
    marked = where(mark >= 0)
    start[marked] = folded.given_place(mark[marked])
    end[marked] = start[marked] + 1
    base = folded.base[text]
    starts, ends = (start - base).tolist(), (end - base).tolist()
    written = [
        texts[number][begin:stop]
        for number, begin, stop in zip(text.tolist(), starts, ends, strict=True)
    ]
    # A named tuple made of all its fields, without the cost of naming them.
    fields = zip(_NAMES[sets].tolist(), starts, ends, written, strict=True)
    return list(map(tuple.__new__, repeat(Cue), fields))
