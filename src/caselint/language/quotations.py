"""Quotations: which stretches of the texts stand inside quotation marks.

Curly marks open and close as they say. A straight double mark opens where none is open. A single
mark opens before a word that white space or an opening mark precedes, and closes after a word; in
between it is an apostrophe. A quotation ends with its line at the latest. Where no mark closes it
there, it ends with its sentence and has no say beyond it: a mark in a later sentence opens another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Codes, Flags, Folded, Ints
from caselint.language.ranges import where

FEW_WORDS: Final = 3
"""A quotation of up to so many words, not *I*, that nobody speaks only sets words apart."""
_DOUBLE, _SINGLE, _NOTHING = range(3)
_STRAIGHT_DOUBLE, _BEGIN_DOUBLE, _END_DOUBLE = map(ord, '"\u201c\u201d')
_BEGIN_SINGLE, _END_SINGLE = map(ord, "\u2018\u2019")
_COLON: Final = 0x3A
_NO_SPACE_BEYOND: Final = 0x3000


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

    def after_colon(self, texts: Folded) -> Ints:
        """Those that a colon introduces, after the word before them."""
        before = self.first - 1
        near = where((before >= 0) & (texts.of_text[before] == texts.of_text[self.first]))
        gaps = zip(texts.end[before[near]].tolist(), self.mark[near].tolist(), strict=True)
        return near[where(np.array([_COLON in texts.codes[end:mark] for end, mark in gaps], bool))]


def find_quotations(texts: Folded, sentences: Sentences) -> Quotations:
    """The quotations in a batch."""
    marks = sentences.quotation_marks()
    if marks.size and len(texts.start):
        # An apostrophe inside a word is no mark; it lies between the start and end of one word.
        word = texts.start.searchsorted(marks, side="right") - 1
        marks = marks[where((word < 0) | (marks >= texts.end[word]))]
    if not marks.size or not len(texts.start):
        return Quotations(marks[:0], marks[:0], marks[:0])
    table = np.array(list(_paired(texts, sentences, marks)), np.int64).reshape(-1, 3)
    return Quotations(table[:, 0], table[:, 1], table[:, 2])


def _paired(texts: Folded, sentences: Sentences, marks: Ints) -> Iterator[tuple[int, int, int]]:
    """The quotations that marks open and close: first and last word, and the opening mark."""
    opening, closing = _what_marks_do(texts.codes, marks)
    opens, closes = opening.tolist(), [ends.tolist() for ends in closing]
    places = marks.tolist()
    line = _ending_breaks(texts, sentences).searchsorted(marks).tolist()
    after = texts.start.searchsorted(marks).tolist()
    number, words = len(marks), len(texts.start)
    end = 0
    at = -1
    while at + 1 < number:
        at += 1
        style = opens[at]
        if style == _NOTHING:
            continue
        first, ends = after[at], closes[style]
        closed = at + 1
        while closed < number and line[closed] == line[at] and not ends[closed]:
            closed += 1
        if closed < number and line[closed] == line[at]:
            last = after[closed] - 1
            if first <= last:
                end = int(texts.end[last])
                yield first, last, places[at]
            at = closed
        elif style == _DOUBLE:
            # Never closed: marks up to the end of its sentence stand inside it.
            if first < words:
                last = int(sentences.last[sentences.of_word[first]])
                end = int(texts.end[last])
                yield first, last, places[at]
            while at + 1 < number and places[at + 1] < end:
                at += 1


def _what_marks_do(codes: Codes, marks: Ints) -> tuple[Ints, tuple[Flags, Flags]]:
    """What each mark may open, and which may close a double quotation, and a single one."""
    mark = codes[marks]
    free_before = _parts(codes[np.maximum(marks - 1, 0)])
    free_behind = _parts(codes[marks + 1])
    ends_double = (mark == _STRAIGHT_DOUBLE) | (mark == _END_DOUBLE)
    is_double = ends_double | (mark == _BEGIN_DOUBLE)
    ends_single = ~is_double & (mark != _BEGIN_SINGLE) & ~free_before
    single = ~is_double & (mark != _END_SINGLE) & (free_before | (marks == 0))
    opening = np.full(len(marks), _NOTHING)
    opening[where(~free_behind & single)] = _SINGLE
    opening[where(~free_behind & is_double & (mark != _END_DOUBLE))] = _DOUBLE
    return opening, (ends_double, ends_single)


def _ending_breaks(texts: Folded, sentences: Sentences) -> Ints:
    """The line breaks that end a sentence: others only wrap a line."""
    breaks = sentences.breaks()
    before = (texts.start.searchsorted(breaks) - 1).clip(0)
    ending: Ints = breaks[sentences.closes[before]]
    return ending


def _parts(codes: Codes) -> Flags:
    """Which characters beside a mark part it from words: white space and opening brackets."""
    table = _parting()
    return table[codes] if codes.dtype == np.uint8 else table[np.minimum(codes, len(table) - 1)]


@cache
def _parting() -> Flags:
    """Whether a character parts, by its code; the last one stands for all beyond."""
    every = map(chr, range(_NO_SPACE_BEYOND + 1))
    parting = [each.isspace() or each in '([{"\u201c\u2018-\u2013\u2014/:' for each in every]
    return np.array([*parting, False], bool)
