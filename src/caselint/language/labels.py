"""Labels: headings and fields of forms that say whose words follow them.

"Child's views: feels safe", "What does the child say?", "Mia (14): …". A label is a phrase for one,
or somebody who opens a sentence, with a colon after it; a phrase that opens its sentence may also
be closed by a question mark, a dash or the end of its line. It covers what follows on its line, a
heading the lines below it up to an empty one, and in any case no more than up to the next label.
What a worker saw is a worker's word there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np

from caselint.language.asserting import SPEAKER, Stops
from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, THE_CHILD, People
from caselint.language.ranges import where
from caselint.language.terms import CATEGORIES, OTHER_CHILD, PARENT, THIS_CHILD, Hits

WORDS_TO_COLON: Final = 4
"""How many words may stand between a phrase for a label, or its start, and its colon or dash."""
OLDEST: Final = 18
"""The highest number beside a name that is taken for the age of a child."""
_FAMILY: Final = np.isin(np.arange(len(CATEGORIES)), (THIS_CHILD, OTHER_CHILD, PARENT))
"""For each category whether somebody of it may have a label by name."""
_DASH: Final = re.compile(r"\s[-\u2013\u2014]+\s")


@dataclass(slots=True)
class Labels:
    """What labels cover, in stretches of words `since` to `until`, both included.

    `person` speaks there: a row of people, `NOBODY`, `AUTHOR` or `THE_CHILD`. `first` and `last`
    are the words of the label itself, which belong to its first stretch; what it heads begins at
    `body`.
    """

    since: Ints
    body: Ints
    until: Ints
    person: Ints
    first: Ints
    last: Ints

    def of(self, word: Ints) -> Ints:
        """The stretch in which each word lies, or -1."""
        if not len(self.since):
            return np.full(len(word), -1)
        at = self.since.searchsorted(word, side="right") - 1
        return np.where((at >= 0) & (word <= self.until[np.maximum(at, 0)]), at, -1)


class _Label(NamedTuple):
    """A label: its first word, the last one before what closes it, and who speaks."""

    first: int
    last: int
    person: int


def find_labels(
    phrases: Ints,
    speaker_piece: Ints,
    found: Matches,
    people: People,
    stops: Stops,
    watching: Hits,
    stating: Hits,
    speechless: Hits,
    sentences: Sentences,
    texts: Folded,
) -> Labels:
    """The labels in a batch.

    `phrases` are the rows of what is found that are phrases for labels; `watching` are words with
    which a worker begins to say what was seen, `stating` those with which somebody is described,
    and `speechless` those for children who do not speak yet.
    """
    opening = _opening_names(people, speechless, sentences, texts)
    if not (len(phrases) or len(opening)):
        return Labels(*np.zeros((6, 0), np.int64))
    lines = _Lines(sentences, texts)
    begins_watching = np.zeros(len(texts.start) + 1, bool)
    begins_watching[watching.first] = True
    begins_stating = begins_watching.copy()
    begins_stating[stating.first] = True
    labels = {each.last: each for each in _phrases(phrases, speaker_piece, found, people, lines)}
    for each in _names(opening, people, lines, begins_stating):
        labels.setdefault(each.last, each)
    firsts = [each.first for each in labels.values()]
    boundaries = np.unique(np.array([*firsts, *lines.opened_by_colons()], np.int64))
    rows: list[tuple[int, int, int, int, int, int]] = []
    for label in sorted(labels.values(), key=lambda each: each.last):
        since = label.last + 1
        until = lines.end_of(label.last)
        following = boundaries[boundaries.searchsorted(since) :][:1]
        until = min([until, *(int(each) - 1 for each in following)])
        for first, last in lines.parts(since, until):
            if not begins_watching[first]:
                begin = label.first if first == since else first
                rows.append((begin, first, last, label.person, *label[:2]))
    table = np.array(rows, np.int64).reshape(-1, 6)
    stop = stops.after(np.full(len(table), SPEAKER), table[:, 1])
    table[:, 2] = np.minimum(table[:, 2], stop - 1)
    table = table[where(table[:, 1] < stop)]
    return Labels(*(table[:, column] for column in range(6)))


def _phrases(
    rows: Ints, speaker_piece: Ints, found: Matches, people: People, lines: _Lines
) -> Iterator[_Label]:
    """Phrases that are closed as labels are; of those with one end the longest, last."""
    column = speaker_piece[found.pattern[rows]]
    begin, end = found.pieces[rows, column].T
    speaking = people.at(begin, end)
    means = np.append(people.means, AUTHOR)[speaking]
    kept: list[tuple[int, int, int, int, int]] = []
    for first, last, at, who, person in zip(
        found.first[rows].tolist(),
        found.last[rows].tolist(),
        column.tolist(),
        begin.tolist(),
        means.tolist(),
        strict=True,
    ):
        closed = lines.closed(first, last)
        if closed >= 0 and at < 0:
            kept.append((-first, 0, 0, closed, THE_CHILD))
        elif closed >= 0:
            kept.append((-first, 1, -who, closed, person))
    for negative, _, _, closed, person in sorted(kept):
        yield _Label(-negative, closed, person)


def _opening_names(people: People, speechless: Hits, sentences: Sentences, texts: Folded) -> Ints:
    """The rows of the family who open a sentence and have a colon behind them or a word later."""
    colons = sentences.colons()
    if not colons.size:
        return colons
    before_colon = np.zeros(len(texts.start) + 2, bool)
    before_colon[texts.start.searchsorted(colons)] = True
    # The colon stands behind the last of the words, or behind an age that follows it.
    rows = where(before_colon[people.last + 1] | before_colon[people.last + 2])
    rows = rows[where(sentences.opens[people.first[rows]])]
    rows = rows[where(_FAMILY[people.category[rows]])]
    return rows[where(~np.isin(people.first[rows], speechless.first))]


def _names(opening: Ints, people: People, lines: _Lines, begins_stating: Flags) -> Iterator[_Label]:
    """One of the family who opens a sentence, perhaps an age, and a colon; no description."""
    for row in opening.tolist():
        last = lines.with_age(int(people.last[row]))
        closed = lines.colon_after[last] and not lines.breaks_after[last]
        if closed and not begins_stating[last + 1]:
            yield _Label(int(people.first[row]), last, row)


class _Lines:
    """What closes labels and what they cover, in words: colons, lines, sentences and texts.

    `colon_after` and `breaks_after` say of each word whether a colon with white space, and how many
    line breaks, stand between it and the next word of its text.
    """

    def __init__(self, sentences: Sentences, texts: Folded) -> None:
        self.sentences, self.texts = sentences, texts
        number = len(texts.start)
        follows = np.zeros(number, bool)
        follows[:-1] = texts.of_text[1:] == texts.of_text[:-1]
        self.colon_after = np.zeros(number + 1, bool)
        colons = sentences.colons()
        word = texts.start.searchsorted(colons) - 1
        kept = (word >= 0) & follows[np.maximum(word, 0)] if number else word >= 0
        colons, word = colons[kept], word[kept]
        gap = texts.start[word + 1] - texts.end[word]
        # Not in "14:30"; nor one that stands within a word.
        self.colon_after[word[(colons >= texts.end[word]) & (gap > 1)]] = True
        breaks = sentences.breaks()
        behind = texts.codes[np.minimum(breaks + 1, len(texts.codes) - 1)]
        pairs = (texts.codes[breaks] == 0x0D) & (behind == 0x0A)
        before = texts.start.searchsorted(breaks[~pairs]) - 1
        self.breaks_after = np.bincount(before[before >= 0], minlength=number)
        self.breaks_after[~follows] = 0
        self._follows = follows
        self._line_ends = where((self.breaks_after > 0) & sentences.closes | ~follows)
        self._block_ends = where((self.breaks_after > 1) | ~follows)

    def opened_by_colons(self) -> Ints:
        """The first words of sentences that a few words and a colon open."""
        word = where(self.colon_after)
        first = self.sentences.first[self.sentences.of_word[word]] if len(word) else word
        return first[word - first <= WORDS_TO_COLON]

    def closed(self, first: int, last: int) -> int:
        """The last word before what closes a label of these words; -1 where it is none."""
        if self.colon_after[last]:
            return last
        sentence = int(self.sentences.of_word[first])
        if not self.sentences.opens[first] or not self._follows[last]:
            return -1
        ahead = min(last + WORDS_TO_COLON, int(self.sentences.last[sentence]))
        if "?" in self._gap(last) or self.breaks_after[last]:
            return last
        for word in range(last, ahead + 1):
            if self.colon_after[word] or (self._follows[word] and _DASH.search(self._gap(word))):
                return word
        return -1

    def _gap(self, word: int) -> str:
        """What stands between a word and the next."""
        return "".join(
            map(chr, self.texts.codes[self.texts.end[word] : self.texts.start[word + 1]])
        )

    def with_age(self, last: int) -> int:
        """The age that follows somebody's last word, else that word."""
        if self._follows[last] and not self.sentences.closes[last]:
            written = self.texts.written(last + 1)
            if written.isdigit() and int(written) <= OLDEST:
                return last + 1
        return last

    def end_of(self, last: int) -> int:
        """The last word of what a label that ends here may cover."""
        ends = self._block_ends if self.breaks_after[last] else self._line_ends
        return int(ends[ends.searchsorted(last + 1)]) if self._follows[last] else last

    def parts(self, since: int, until: int) -> Iterator[tuple[int, int]]:
        """The words from `since` to `until`, sentence by sentence."""
        while since <= until:
            last = min(until, int(self.sentences.last[self.sentences.of_word[since]]))
            yield since, last
            since = last + 1
