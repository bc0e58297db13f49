"""What a batch of texts is read by: its words, sentences, people, patterns, cues and reports.

A batch is folded into one row of words (`folding`), scanned once (`terms`), parted into sentences
(`bounds`), its people found (`people`) and its patterns matched (`joins`); cues (`asserting`),
reports (`reporting`) and quotations are what the status of any words in it is told by. A text
in which no mention can begin is read no further than its sentences.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import (
    asserting,
    carried,
    labels,
    quotations,
    reporting,
    speakers,
    subjects,
)
from caselint.language.antecedents import Antecedents
from caselint.language.bounds import Sentences, bound
from caselint.language.compiled import Compiled
from caselint.language.folding import Flags, Folded, Ints, fold
from caselint.language.joins import Joins
from caselint.language.lexicon import Lexicon, Owner
from caselint.language.named_children import name_children
from caselint.language.near import Matches, Near
from caselint.language.people import AUTHOR, Casts, People, find_people, gather_casts
from caselint.language.quoted import QuotedWords
from caselint.language.ranges import counted, spread, where
from caselint.language.terms import ABBREVIATION, CATEGORIES, OTHER_PERSON, PARENT, Hits, Terms

_ASKED: Final = 1 << 6
"""The mark of terms with which a pattern that is asked for may begin."""
_PLAIN_FIGURES: Final = 2
"""Words of so many letters are numbers where they begin and end with a figure."""


@dataclass(slots=True)
class Read:
    """A batch as far as everything is read from: words, sentences, people, matches and cues.

    People, matches, cues and reports are those of the texts that were asked for.
    """

    folded: Folded
    sentences: Sentences
    people: People
    casts: Casts
    matches: Matches
    stops: asserting.Stops
    cues: asserting.Cues
    reports: reporting.Reports
    labels: labels.Labels
    quotations: quotations.Quotations
    author: Hits
    """Words by which the author is meant: I, me, the writer."""
    opening: Hits
    """Words that may stand before a statement that leaves out whom it is about."""
    verbs: Hits
    """Verbs that cannot stand without whom they are about."""
    quoted_words: QuotedWords

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
        self._report_plan = reporting.report_plan(lexicon)
        asked = np.array([_asked(lexicon, owner) for _, owner in lexicon.patterns], bool)
        starts = self._joins.starting(where(asked))
        of_term = self._terms.kind
        self._marks = self._terms.marks.copy()
        self._marks[starts[of_term[: self._terms.somebody]]] |= _ASKED
        # What is found by other means than terms is not known before people are.
        self._everywhere = bool(starts[of_term[self._terms.somebody :]].any())

    def read(
        self,
        texts: Sequence[str],
        casts: Sequence[Mapping[str, str] | None],
        *,
        everything: bool = False,
    ) -> Read:
        """What mentions in a batch are made of; `everything`, or only texts that may have one.

        Of a text in which no mention can begin nobody asks who stands or speaks there.
        """
        folded = fold(texts)
        hits, known = self._terms.scan(folded)
        marks = self._marks[hits.term]
        abbreviated = np.zeros(len(folded.start), bool)
        abbreviated[hits.last[where(marks & ABBREVIATION)]] = True
        opening = np.zeros(len(folded.start), bool)
        no_name = self._terms.members("no_name")[self._terms.kind[hits.term]]
        opening[hits.first[where(no_name)]] = True
        sentences = bound(folded, abbreviated, opening)
        whole = where(sentences.of_word[hits.first] == sentences.of_word[hits.last])
        if len(whole) < len(hits.term):
            hits, marks = hits.take(whole), marks[whole]
        gathered = gather_casts(casts, self._terms.common)
        quoted = quotations.find_quotations(folded, sentences)
        asked = np.ones(len(sentences.first), bool)
        if not (everything or self._everywhere):
            asked = _of_texts(hits.first[where(marks & _ASKED)], folded, sentences)
        if not asked.all():
            rows = where(asked[sentences.of_word[hits.first]])
            hits, marks = hits.take(rows), marks[rows]
        persons = find_people(
            folded, sentences, asked, self._terms, hits, marks, known, gathered, quoted
        )
        near = self._near(folded, sentences, asked, hits, persons)
        author = near.of("me")
        matches = self._joins.match(near, sentences)
        stops = asserting.find_stops(self._cue_plan, matches, folded)
        name_children(self._report_plan, self._speaker, matches, persons, gathered, folded)
        names = np.zeros(len(folded.start), bool)
        named = where(persons.named >= 0)
        names[spread(persons.first[named], persons.last[named] + 1)[1]] = True
        cues = asserting.find_cues(self._cue_plan, matches, stops, sentences, names)
        reports = reporting.find_reports(
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
            Antecedents(
                persons, near.of("possessive"), near.of("of_a_child"), sentences, folded, quoted
            ),
        )
        labelled = labels.find_labels(
            where(self._report_plan.label[matches.pattern]),
            self._speaker,
            matches,
            persons,
            stops,
            near.of("watching"),
            near.of("stating"),
            near.of("speechless"),
            sentences,
            folded,
        )
        return Read(
            folded,
            sentences,
            persons,
            gathered,
            matches,
            stops,
            cues,
            reports,
            labelled,
            quoted,
            author,
            near.of("opening"),
            near.of("finite_verb"),
            QuotedWords(author, near.of("of_a_child"), near.of("of_a_parent")),
        )

    def _near(
        self, folded: Folded, sentences: Sentences, asked: Flags, hits: Hits, persons: People
    ) -> Near:
        """Everything that a piece of a pattern may be: terms, people, numbers."""
        figures = _figures(folded)
        figures = figures[where(asked[sentences.of_word[figures]])]
        number = self._terms.somebody + len(CATEGORIES)
        role = where(persons.term >= 0)
        narrower = self._terms.narrower[persons.term[role]]
        within = where(narrower >= 0)
        role, narrower = role[within], narrower[within]
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
        row = np.concatenate([counted(len(persons.first)), role, grown])
        first = np.concatenate([hits.first, persons.first[row], figures])
        last = np.concatenate([hits.last, persons.last[row], figures])
        return self._joins.near(Hits(term, first, last), len(folded.start), sentences)


def _asked(lexicon: Lexicon, owner: Owner) -> bool:
    """Whether matches of a pattern are mentions, or say by themselves which mentions there are."""
    if owner.role == "exclusion":
        return lexicon.concepts[owner.name].first_use
    return owner.role in ("concept", "anchor")


def status_of(
    read: Read, targets: Matches, sentence: Ints, about_child: Flags
) -> tuple[asserting.Acting, speakers.Spoken, subjects.Subjects]:
    """What is said of targets: the cues that act on each, who says it, and whom it is about."""
    acting = asserting.act(read.cues, targets, sentence, read.people_words)
    spoken = speakers.attribute(
        targets,
        sentence,
        read.reports,
        read.labels,
        read.people,
        read.quotations,
        read.folded,
        read.sentences,
        read.quoted_words,
    )
    about = subjects.find_subjects(
        targets, sentence, about_child, read.people, read.author, read.sentences.of_word
    )
    carried.carry(
        about,
        targets,
        about_child,
        spoken,
        read.people,
        read.author,
        read.opening,
        read.verbs,
        read.labels,
        read.quotations,
        read.sentences,
        read.folded,
    )
    _own_in_quotations(about, spoken)
    return acting, spoken, about


def _own_in_quotations(about: subjects.Subjects, spoken: speakers.Spoken) -> None:
    """In a quotation, and under a label, "I" is whoever speaks it."""
    quoted = (spoken.step == speakers.BY_QUOTATION) | (spoken.step == speakers.BY_LABEL)
    own = where((about.person == AUTHOR) & quoted)
    about.person[own] = spoken.person[own]


def _of_texts(words: Ints, folded: Folded, sentences: Sentences) -> Flags:
    """The sentences of all texts that have one of these words."""
    texts = np.zeros(len(folded.base), bool)
    texts[folded.of_text[words]] = True
    asked: Flags = texts[folded.of_text[sentences.first]]
    return asked


def _figures(folded: Folded) -> Ints:
    """Words that are numbers in figures: they begin and end with a figure."""
    if not len(folded.start):
        return folded.start
    head = folded.row[folded.begin]
    likely = where((head >= 0x30) & (head <= 0x39))
    tail = folded.row[folded.begin[likely] + folded.length[likely] - 1]
    likely = likely[where((tail >= 0x30) & (tail <= 0x39))]
    long = where(folded.length[likely] > _PLAIN_FIGURES)
    exact = np.ones(len(likely), bool)
    exact[long] = [folded.written(word).isdigit() for word in likely[long].tolist()]
    numbers: Ints = likely[where(exact)]
    return numbers
