"""Quotations: which stretches of the texts stand inside quotation marks.

Curly marks open and close as they say. A straight double mark opens where none is open. A single
mark opens before a word that white space or an opening mark precedes, and closes after a word; in
between it is an apostrophe. A quotation ends with its line at the latest: where no mark closes it
there, it ends with its sentence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Folded, Ints

FEW_WORDS: Final = 3
"""A quotation of up to so many words, with nobody who speaks it, only sets words apart."""
_DOUBLE: Final = '"\u201c\u201d'


@dataclass(slots=True)
class Quotations:
    """Quotations in order, by the numbers of their first and last words.

    `mark` is where the opening mark stands.
    """

    first: Ints
    last: Ints
    mark: Ints

    def of(self, word: Ints) -> Ints:
        """The quotation in which each word stands, or -1."""
        if not len(self.first):
            return np.full(len(word), -1)
        at = self.first.searchsorted(word, side="right") - 1
        inside = (at >= 0) & (word <= self.last[np.maximum(at, 0)])
        return np.where(inside, at, -1)


def find_quotations(texts: Folded, sentences: Sentences) -> Quotations:
    """The quotations in a batch."""
    marks = sentences.quotation_marks()
    if marks.size and len(texts.start):
        # An apostrophe inside a word is no mark; it lies between the start and end of one word.
        word = np.searchsorted(texts.start, marks, side="right") - 1
        marks = marks[(word < 0) | (marks >= texts.end[np.maximum(word, 0)])]
    found: list[tuple[int, int, int]] = []
    if marks.size and len(texts.start):
        _pair(texts, sentences, marks, found)
    table = np.array(found, np.int64).reshape(-1, 3)
    return Quotations(table[:, 0], table[:, 1], table[:, 2])


def _pair(
    texts: Folded, sentences: Sentences, marks: Ints, found: list[tuple[int, int, int]]
) -> None:
    codes = texts.codes
    line = _ending_breaks(texts, sentences).searchsorted(marks).tolist()
    after = np.searchsorted(texts.start, marks).tolist()
    before = codes[np.maximum(marks - 1, 0)].tolist()
    behind = codes[marks + 1].tolist()
    number = len(marks)
    at = 0
    while at < number:
        closed: int | None = None
        style = _opens(
            chr(codes[marks[at]]), marks[at] == 0 or _parts(before[at]), _parts(behind[at])
        )
        if style:
            closed = at + 1
            while closed < number and line[closed] == line[at]:
                mark = chr(codes[marks[closed]])
                if mark in style and (style is _DOUBLE_END or not _parts(before[closed])):
                    break
                closed += 1
            if closed == number or line[closed] != line[at]:
                closed = None
            if closed is not None or style is _DOUBLE_END:
                _close(texts, sentences, marks, after, at, closed, found)
        if closed is not None:
            at = closed
        elif style is _DOUBLE_END:
            # Never closed: the marks that follow on this line are inside it or beyond its sentence.
            end = texts.end[found[-1][1]] if found else marks[at]
            while at + 1 < number and marks[at + 1] < end:
                at += 1
        at += 1


_DOUBLE_END: Final = '"\u201d'
_SINGLE_END: Final = "'\u2019"


def _opens(mark: str, free_before: bool, free_behind: bool) -> str:
    """The marks that would close a quotation which this one opens; empty where it opens none."""
    if free_behind:
        return ""
    if mark in _DOUBLE:
        return "" if mark == "\u201d" else _DOUBLE_END
    return _SINGLE_END if free_before and mark != "\u2019" else ""


def _ending_breaks(texts: Folded, sentences: Sentences) -> Ints:
    """The line breaks that end a sentence: others only wrap a line."""
    breaks = sentences.breaks()
    before = (texts.start.searchsorted(breaks) - 1).clip(0)
    ending: Ints = breaks[sentences.closes[before]]
    return ending


def _parts(code: int) -> bool:
    """Whether a character beside a mark parts it from words: white space or an opening bracket."""
    character = chr(code)
    return character.isspace() or character in '([{"\u201c\u2018-\u2013\u2014/:'


def _close(
    texts: Folded,
    sentences: Sentences,
    marks: Ints,
    after: list[int],
    opened: int,
    closed: int | None,
    found: list[tuple[int, int, int]],
) -> None:
    first = after[opened]
    if first >= len(texts.start):
        return
    if closed is not None:
        last = after[closed] - 1
    else:
        last = int(sentences.last[sentences.of_word[first]])
    if last >= first:
        found.append((first, last, int(marks[opened])))
