"""What a batch of texts is read by: its words, sentences, people, patterns, cues and reports.

A batch is folded into one row of words (`folding`), scanned once (`terms`), parted into sentences
(`bounds`), its people found (`people`) and its patterns matched (`joins`); cues (`asserting`),
reports (`speakers`) and quotations are what the status of any words in it is told by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from caselint.language import asserting, quotations, speakers, subjects
from caselint.language.bounds import Sentences, bound
from caselint.language.compiled import Compiled
from caselint.language.folding import Flags, Folded, Ints, fold
from caselint.language.joins import Joins
from caselint.language.lexicon import Lexicon
from caselint.language.near import Matches, Near
from caselint.language.people import AUTHOR, Casts, People, find_people, gather_casts
from caselint.language.ranges import spread, where
from caselint.language.terms import CATEGORIES, OTHER_PERSON, PARENT, Hits, Terms


@dataclass(slots=True)
class Read:
    """A batch as far as everything is read from: words, sentences, people, matches and cues."""

    folded: Folded
    sentences: Sentences
    people: People
    casts: Casts
    matches: Matches
    stops: asserting.Stops
    cues: asserting.Cues
    reports: speakers.Reports
    quotations: quotations.Quotations
    author: Hits
    """Words by which the author is meant: I, me, the writer."""

    @property
    def people_words(self) -> Flags:
        """Which words mean somebody."""
        flags = np.zeros(len(self.folded.start) + 1, bool)
        for somebody in (self.people, self.author):
            flags[spread(somebody.first, somebody.last + 1)[1]] = True
        return flags


class Reader:
    """Reads batches by a lexicon, as far as everything is read that mentions are made of."""

    def __init__(self, lexicon: Lexicon, compiled: Compiled) -> None:
        self._terms = Terms(compiled.terms)
        self._joins = Joins(compiled.plan, self._terms)
        self._speaker = compiled.plan.speaker
        self._cue_plan = asserting.cue_plan(lexicon)
        self._report_plan = speakers.report_plan(lexicon)

    def read(self, texts: Sequence[str], casts: Sequence[Mapping[str, str] | None]) -> Read:
        """Everything that a batch is read by."""
        folded = fold(texts)
        hits, known = self._terms.scan(folded)
        abbreviated = np.zeros(len(folded.start), bool)
        abbreviated[hits.last[self._terms.abbreviation[hits.term]]] = True
        sentences = bound(folded, abbreviated)
        whole = sentences.of_word[hits.first] == sentences.of_word[hits.last]
        hits = Hits(hits.term[whole], hits.first[whole], hits.last[whole])
        gathered = gather_casts(casts, self._terms.common)
        quoted = quotations.find_quotations(folded, sentences)
        persons = find_people(folded, sentences, self._terms, hits, known, gathered, quoted)
        near = self._near(folded, sentences, hits, persons)
        author = near.of("me")
        matches = self._joins.match(near, sentences)
        stops = asserting.find_stops(self._cue_plan, matches)
        names = np.zeros(len(folded.start), bool)
        named = where(persons.named >= 0)
        names[spread(persons.first[named], persons.last[named] + 1)[1]] = True
        cues = asserting.find_cues(self._cue_plan, matches, stops, sentences, names)
        reports = speakers.find_reports(
            self._report_plan,
            self._speaker,
            matches,
            author,
            near.of("coordinator"),
            persons,
            stops,
            sentences,
            folded,
            quoted,
        )
        return Read(
            folded, sentences, persons, gathered, matches, stops, cues, reports, quoted, author
        )

    def _near(self, folded: Folded, sentences: Sentences, hits: Hits, persons: People) -> Near:
        """Everything that a piece of a pattern may be: terms, people, numbers."""
        figures = _figures(folded)
        number = self._terms.somebody + len(CATEGORIES)
        role = where(persons.term >= 0)
        narrower = self._terms.narrower[persons.term[role]]
        role, narrower = role[narrower >= 0], narrower[narrower >= 0]
        lay = (persons.category == PARENT) | (persons.category == OTHER_PERSON)
        grown = where(lay & (persons.gender > 0))
        term = np.concatenate(
            [
                hits.term,
                self._terms.somebody + persons.category,
                narrower,
                number + persons.gender[grown],
                np.full(len(figures), number),
            ]
        )
        row = np.concatenate([np.arange(len(persons.first)), role, grown])
        first = np.concatenate([hits.first, persons.first[row], figures])
        last = np.concatenate([hits.last, persons.last[row], figures])
        return Near(self._terms, Hits(term, first, last), len(folded.start), sentences)


def status_of(
    read: Read, targets: Matches, sentence: Ints, about_child: Flags
) -> tuple[asserting.Acting, speakers.Spoken, subjects.Subjects]:
    """What is said of targets: the cues that act on each, who says it, and whom it is about."""
    acting = asserting.act(read.cues, targets, sentence, read.people_words)
    spoken = speakers.attribute(
        targets,
        sentence,
        read.reports,
        read.people,
        read.quotations,
        read.folded,
        read.sentences,
    )
    about = subjects.find_subjects(
        targets, sentence, about_child, read.people, read.author, read.sentences.of_word
    )
    _own_in_quotations(about, spoken)
    return acting, spoken, about


def _own_in_quotations(about: subjects.Subjects, spoken: speakers.Spoken) -> None:
    """In a quotation "I" is whoever speaks it."""
    own = where((about.person == AUTHOR) & (spoken.step == speakers.BY_QUOTATION))
    about.person[own] = spoken.person[own]


def _figures(folded: Folded) -> Ints:
    """Words that are numbers in figures: they begin and end with a figure."""
    if not len(folded.start):
        return folded.start
    head = folded.row[folded.begin]
    likely = where((head >= 0x30) & (head <= 0x39))
    tail = folded.row[folded.begin[likely] + folded.length[likely] - 1]
    likely = likely[(tail >= 0x30) & (tail <= 0x39)]
    exact = [folded.written(word).isdigit() for word in likely.tolist()]
    numbers: Ints = likely[np.array(exact, bool)]
    return numbers
