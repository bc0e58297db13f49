"""The words that set a field of a mention: cues, and the reports that say who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter
from typing import Final

import numpy as np

from caselint.language import asserting
from caselint.language.batch import Read
from caselint.language.folding import Ints
from caselint.language.mention import Cue

_SPEAKER: Final = "speaker"
_PLACE: Final = itemgetter(1, 2, 0)
"""Cues in order of where they start, where they end, and what they set."""


class Acted:
    """The cues of a batch as objects, each made once."""

    def __init__(self, read: Read) -> None:
        cues, reports = read.cues, read.reports
        self._sets = cues.sets.tolist()
        self._at = _places(read, cues.first, cues.last, cues.query)
        self._report_at = _places(read, reports.first, reports.last, reports.first * 0 - 1)
        self._cues: dict[int, Cue] = {}
        self._reports: dict[int, Cue] = {}

    def on(self, rows: Sequence[int], report: int, denied: int, content: str) -> tuple[Cue, ...]:
        """The words that set a field of a mention, in order of place.

        `rows` are the cues that act on it; `report` says who speaks and `denied` denies it, each -1
        for none; `content` is the text.
        """
        acted = [self._cues.get(row) or self._cue(row, content) for row in rows]
        if report >= 0:
            acted.append(self._report(report, content))
        if denied >= 0:
            acted.append(self._report(denied, content)._replace(sets="negated"))
        if len(acted) == 1:
            return tuple(acted)
        return tuple(sorted(set(acted), key=_PLACE))

    def _cue(self, row: int, content: str) -> Cue:
        start, end = self._at[row]
        cue = self._cues[row] = Cue(asserting.SETS[self._sets[row]], start, end, content[start:end])
        return cue

    def _report(self, row: int, content: str) -> Cue:
        found = self._reports.get(row)
        if found is None:
            start, end = self._report_at[row]
            found = self._reports[row] = Cue(_SPEAKER, start, end, content[start:end])
        return found


def _places(read: Read, first: Ints, last: Ints, mark: Ints) -> list[list[int]]:
    """From where to where words stand in their texts, or a mark instead of words (else -1)."""
    folded = read.folded
    base = folded.base[folded.of_text[first]]
    at = folded.given_place(np.maximum(mark, 0))
    start = np.where(mark >= 0, at, folded.given_start[first])
    end = np.where(mark >= 0, at + 1, folded.given_end[np.maximum(last, first)])
    places: list[list[int]] = np.column_stack([start - base, end - base]).tolist()
    return places
