"""Make the objects of mentions, from the arrays in which they were found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, repeat
from typing import Final

import numpy as np
from numpy.typing import NDArray

from caselint.language import speakers, subjects
from caselint.language.acted import acted_on
from caselint.language.asserting import SETS, modes_of
from caselint.language.finding import Finder, Found
from caselint.language.folding import Flags, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.mention import Mention, Who
from caselint.language.naming import (
    PASSING_ON,
    SPEAKERS,
    SUBJECTS,
    as_subject,
    named,
    steps_of,
)
from caselint.language.people import AUTHOR
from caselint.language.ranges import where
from caselint.language.terms import CATEGORIES
from caselint.language.token_patterns import TokenPatterns


def _objects(values: Sequence[object]) -> NDArray[np.object_]:
    """Values to be told by number, many at once."""
    row = np.empty(len(values), object)
    row[:] = values
    return row


def _by_category(names: Mapping[int, str]) -> NDArray[np.object_]:
    """Who each category is; for nobody known, which is -1, that it is unknown."""
    return _objects([names.get(at, "unknown") for at in range(len(CATEGORIES) + 1)])


_LABELS, _MODES, _HEDGED = map(
    _objects, zip(*(modes_of(bits) for bits in range(1 << len(SETS))), strict=True)
)
"""What cues have set, by its bits."""
_SPEAKERS: Final = _by_category(SPEAKERS)
_SUBJECTS: Final = _by_category(SUBJECTS)
_STEPS: Final = tuple(steps_of(by, of) for by in speakers.STEPS for of in subjects.STEPS)

_Key = tuple[int, int]
"""A text and a concept, by their numbers."""
_Uses = dict[_Key, list[tuple[int, bytes]]]
"""What an exclusion has said, by text and concept: (number of its first word, folded words)."""


class Maker:
    """Makes the mentions of batches."""

    def __init__(self, lexicon: Lexicon, finder: Finder, tokens: TokenPatterns) -> None:
        self._finder = finder
        self._concepts = _objects(finder.concepts)
        self._senses = _objects(finder.senses)
        self._rules = (
            *(f'phrase "{owner.phrase}"' for _, owner in lexicon.patterns),
            *tokens.rules,
        )
        known = tuple(lexicon.concepts.values())
        self._capitals = np.array([each.capitals for each in known], bool)
        self._first_use = np.array([each.first_use for each in known], bool)

    def mentions(
        self, texts: Sequence[str], found: Found, authors: Sequence[Who]
    ) -> list[list[Mention]]:
        """The mentions of a batch, a list for each text.

        Made a field at a time, and what mentions share is made once.
        """
        if not len(found.text):
            return [[] for _ in texts]
        read, spoken, about = found.read, found.spoken, found.subjects
        text, starts, ends = found.text.tolist(), found.start.tolist(), found.end.tolist()
        quotes = [
            texts[number][start:end] for number, start, end in zip(text, starts, ends, strict=True)
        ]
        author = _objects(authors)[found.text]
        speaker, subject = read.people.whose(spoken.person), read.people.whose(about.person)
        # Whoever is no professional and writes speaks, whomever the text reports.
        passing_on = np.array([who in PASSING_ON for who in authors], bool)[found.text]
        own = where((spoken.person == AUTHOR) | passing_on)
        speaker[own] = -1
        speakers = _SPEAKERS[speaker]
        speakers[own] = author[own]
        own = where(about.person == AUTHOR)
        subjects = _SUBJECTS[subject]
        subjects[own] = [as_subject(who) for who in author[own]]
        made: list[Mention] = list(
            # A named tuple made of all its fields, without the cost of naming them.
            map(
                tuple.__new__,
                repeat(Mention),
                zip(
                    self._concepts[found.concept].tolist(),
                    self._senses[found.sense].tolist(),
                    starts,
                    ends,
                    quotes,
                    _LABELS[found.bits].tolist(),
                    _MODES[found.bits].tolist(),
                    _HEDGED[found.bits].tolist(),
                    speakers.tolist(),
                    self._names(found, spoken.person, speaker),
                    subjects.tolist(),
                    self._names(found, about.person, subject),
                    repeat("exact"),
                    repeat(1.0),
                    acted_on(read, texts, found.acting, spoken),
                    self._named_rules(found),
                ),
            )
        )
        kept = self._kept(found, quotes)
        edges = np.zeros(len(texts) + 1, np.int64)
        np.bincount(found.text[kept], minlength=len(texts)).cumsum(out=edges[1:])
        if len(kept) < len(made):
            made = [made[row] for row in kept.tolist()]
        return [made[low:high] for low, high in pairwise(edges.tolist())]

    def _names(self, found: Found, person: Ints, category: Ints) -> Iterable[str | None]:
        """The names of rows of people, where the cast of their text has them."""
        if not found.read.casts.people:
            return repeat(None)
        known: dict[tuple[int, int], str | None] = {}
        names: list[str | None] = [None] * len(person)
        for at in where(category >= 0).tolist():
            who = int(person[at]), int(found.text[at])
            if who not in known:
                known[who] = named(found.read, *who)
            names[at] = known[who]
        return names

    def _named_rules(self, found: Found) -> list[str]:
        """How each mention names its phrase and its steps."""
        steps = found.spoken.step * len(subjects.STEPS) + found.subjects.step
        keys = (found.matches.pattern * len(_STEPS) + steps).tolist()
        known = {
            key: self._rules[key // len(_STEPS)] + _STEPS[key % len(_STEPS)] for key in set(keys)
        }
        return [known[key] for key in keys]

    def _kept(self, found: Found, quotes: Sequence[str]) -> Ints:
        """The rows that count: in capitals where these are asked for, of the first uses one."""
        capitals, first_use = self._capitals[found.concept], self._first_use[found.concept]
        kept = np.ones(len(quotes), bool)
        for row in where(capitals).tolist():
            kept[row] = quotes[row] == quotes[row].upper()
        if found.read.casts.people:
            kept &= ~(capitals & self._of_cast(found))
        asked = where(first_use & kept)
        if asked.size:
            explained = self._explained(found)
            used: set[tuple[_Key, int, bytes]] = set()
            for row in asked.tolist():
                first = int(found.matches.first[row])
                words = found.read.folded.written(first, int(found.matches.last[row]))
                key = (int(found.text[row]), int(found.concept[row]))
                use = (key, int(found.sense[row]), words)
                kept[row] = use not in used and not _told(explained.get(key, ()), first, words)
                used.add(use)
        return where(kept)

    def _of_cast(self, found: Found) -> Flags:
        """Which mentions are somebody of the cast, whose initials may be those of a role."""
        people, matches = found.read.people, found.matches
        return np.append(people.named, -1)[people.at(matches.first, matches.last)] >= 0

    def _explained(self, found: Found) -> _Uses:
        """What exclusions say, of concepts whose first use alone counts."""
        told: _Uses = {}
        folded, matches = found.read.folded, found.read.matches
        rows, concepts = self._finder.exclusions(matches, where(self._first_use))
        for row, concept in zip(rows.tolist(), concepts.tolist(), strict=True):
            first, last = int(matches.first[row]), int(matches.last[row])
            key = (int(folded.of_text[first]), concept)
            told.setdefault(key, []).append((first, folded.written(first, last)))
        return told


def _told(explained: Sequence[tuple[int, bytes]], first: int, words: bytes) -> bool:
    """Whether an exclusion that begins no later has these very words."""
    asked = b" %b " % words
    return any(begin <= first and asked in b" %b " % said for begin, said in explained)
