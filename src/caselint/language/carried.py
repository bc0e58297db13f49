"""Whom a statement about a child is about, where its own sentence does not name a child.

The child who speaks ("I want to go home"), the only child of the sentence before, and at the start
of a note the child whose file it is: "Seen alone in bedroom."
"""

from __future__ import annotations

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.labels import Labels
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, NOBODY, THE_CHILD, People
from caselint.language.pronouns import SENTENCES_BACK
from caselint.language.quotations import Quotations
from caselint.language.ranges import spread, where
from caselint.language.speakers import (
    BY_AUTHOR,
    BY_BACKWARD_REPORT,
    BY_LABEL,
    BY_QUOTATION,
    BY_REPORT,
    Spoken,
)
from caselint.language.subjects import (
    ABSENT,
    AFTER,
    BEFORE,
    CARRIED,
    IN_PHRASE,
    SPEAKING,
    Subjects,
)
from caselint.language.terms import (
    HE,
    NAME,
    OTHER_CHILD,
    OTHER_PERSON,
    PROFESSIONAL,
    SHE,
    THEY,
    THIS_CHILD,
    Hits,
)


def carry(
    found: Subjects,
    targets: Matches,
    about_child: Flags,
    others_act: Flags,
    spoken: Spoken,
    people: People,
    author: Hits,
    opening: Hits,
    verbs: Hits,
    labels: Labels,
    quotations: Quotations,
    sentences: Sentences,
    texts: Folded,
) -> None:
    """Put in whom those of the targets are about that are about a child and name none.

    `others_act` marks those in which others do something to the child (`find_subjects`); `author`
    are the words by which the author is meant, `opening` those that may stand before a
    statement that leaves out whom it is about ("not", "was"), `verbs` those that cannot stand
    without somebody.
    """
    if not about_child.any():
        return
    category = people.category
    child = (category == THIS_CHILD) | (category == OTHER_CHILD)
    fragment = _fragments(targets, opening, labels, sentences)
    mine = _mine(targets, author)
    # "Chose to stay in and asked me to tell Mum": who comes later is not who did.
    begins = np.zeros(len(texts.start) + 1, bool)
    begins[verbs.first] = True
    left_out = fragment & begins[targets.first] & (found.step == AFTER)
    later = left_out & ~_among(found.person, child)
    maybe_child = child | ((category >= HE) & (category <= NAME))
    open_yet = about_child & (found.person != THE_CHILD)
    open_yet &= later | ~_among(found.person, maybe_child)
    told = (found.person == AUTHOR) & (spoken.step == BY_REPORT) & (spoken.person != AUTHOR)
    child_says = (spoken.person == THE_CHILD) | _among(spoken.person, child)
    child_says &= spoken.step != BY_AUTHOR
    own = open_yet & (told | (child_says & (fragment | mine)))
    # "I want to live with nan": who stands beside it is not who wants.
    beside = (found.step == BEFORE) | (found.step == AFTER)
    own |= about_child & child_says & (left_out | (mine & beside))
    found.person[own] = spoken.person[own]
    found.step[own] = SPEAKING
    worker = (found.person == AUTHOR) | _among(found.person, category == PROFESSIONAL)
    asked = (found.step == ABSENT) | later | (worker & ((found.step != IN_PHRASE) | fragment))
    asked |= others_act & _among(found.person, category == OTHER_PERSON)
    # In a quotation and under a label "I" is whoever speaks there.
    asked &= (found.person != AUTHOR) | ~np.isin(spoken.step, (BY_QUOTATION, BY_LABEL))
    lay = where(category != PROFESSIONAL)
    lay = lay[quotations.of(people.first[lay]) < 0]
    around = _Before(people, lay, child, sentences, texts)
    for at in where(open_yet & ~own & asked).tolist():
        person, anybody = around.child(int(targets.first[at]))
        if person == NOBODY and not anybody and fragment[at]:
            person = THE_CHILD
        if person != NOBODY:
            found.person[at], found.step[at] = person, CARRIED
        elif found.step[at] in (BEFORE, AFTER) and found.person[at] != AUTHOR:
            found.person[at], found.step[at] = NOBODY, ABSENT
    _mean_children(found, about_child, spoken, child, around, texts)


def _mean_children(
    found: Subjects,
    about_child: Flags,
    spoken: Spoken,
    child: Flags,
    around: _Before,
    texts: Folded,
) -> None:
    """Put children in for *he* and *she* that may mean several, or nobody named so far.

    The child who reports it, where no other child is named before; the child of the file, where
    nobody is.
    """
    reported = (spoken.step == BY_REPORT) | (spoken.step == BY_BACKWARD_REPORT)
    reported |= spoken.step == BY_LABEL
    for at in where(about_child & _among(found.person, around.unresolved)).tolist():
        row, speaker = int(found.person[at]), int(spoken.person[at])
        if not len(around.named(row, texts.of_text)):
            found.person[at], found.step[at] = THE_CHILD, CARRIED
        elif reported[at] and speaker >= 0 and child[speaker] and around.alone(row, speaker):
            found.person[at], found.step[at] = speaker, SPEAKING


def _among(person: Ints, kind: Flags) -> Flags:
    """Which of these are rows of people of a kind."""
    known = person >= 0
    known[known] = kind[person[known]]
    return known


def _fragments(targets: Matches, opening: Hits, labels: Labels, sentences: Sentences) -> Flags:
    """Which targets open their sentence, or the words under a label."""
    opens = np.zeros(len(sentences.of_word) + 1, bool)
    opens[spread(opening.first, opening.last + 1)[1]] = True
    starts = sentences.opens.copy()
    starts[labels.body] = True
    at = where(starts)
    since = at[at.searchsorted(targets.first, side="right") - 1] if len(at) else targets.first
    closed = np.concatenate([[0], np.cumsum(~opens)])
    flags: Flags = closed[targets.first] == closed[since]
    return flags


def _mine(targets: Matches, author: Hits) -> Flags:
    """Which targets have a word of the author in one of their pieces."""
    begins, ends = targets.pieces[:, :, 0], targets.pieces[:, :, 1]
    low, high = author.last.searchsorted(begins), author.first.searchsorted(ends, side="right")
    within = low < high
    flags: Flags = np.logical_or.reduce(within, axis=1)
    return flags


class _Before:
    """The family and others who are named outside quotation marks, in order of place."""

    def __init__(
        self, people: People, lay: Ints, child: Flags, sentences: Sentences, texts: Folded
    ) -> None:
        self._people, self._lay, self._child = people, lay, child
        self._first = people.first[lay]
        self._sentences, self._texts = sentences, texts
        self.unresolved = (people.category == HE) | (people.category == SHE)
        self.unresolved &= people.means < 0

    def child(self, word: int) -> tuple[int, bool]:
        """The only child in the nearest sentence before a word, and whether anybody stands before.

        Sentences in which nobody stands are passed over, up to `SENTENCES_BACK` in all.
        """
        sentence = int(self._sentences.of_word[word])
        until = int(self._first.searchsorted(self._sentences.first[sentence]))
        if not until or self._texts.of_text[self._first[until - 1]] != self._texts.of_text[word]:
            return NOBODY, False
        of = int(self._sentences.of_word[self._first[until - 1]])
        if of < sentence - SENTENCES_BACK:
            return NOBODY, True
        since = int(self._first.searchsorted(self._sentences.first[of]))
        rows = self._lay[since:until]
        means = self._people.means[rows]
        pronoun = (self._people.category[rows] >= HE) & (self._people.category[rows] <= THEY)
        if (pronoun & (means < 0)).any():
            return NOBODY, True
        means = means[self._child[means]]
        if len(np.unique(self._people.identity[means])) != 1:
            return NOBODY, True
        return int(means[-1]), True

    def alone(self, row: int, speaker: int) -> bool:
        """Whether he or she may be this child, and no other is named before in the sentence."""
        people = self._people
        if people.gender[speaker] not in (0, people.gender[row]):
            return False
        before = self.named(row, self._sentences.of_word)
        children = before[self._child[before] | (people.category[before] == NAME)]
        return bool((people.identity[children] == people.identity[speaker]).all())

    def named(self, row: int, of_word: Ints) -> Ints:
        """The family and others called by name or role before a person, in one text or sentence.

        `of_word` says of each word which text, or which sentence, it is of.
        """
        people = self._people
        word = of_word.searchsorted(of_word[people.first[row]])
        rows = np.arange(int(people.first.searchsorted(word)), row)
        called = (people.category[rows] < HE) | (people.category[rows] > THEY)
        lay: Ints = rows[called & (people.category[rows] != PROFESSIONAL)]
        return lay
