"""What a batch of texts is read by: its words, sentences, people, patterns, cues and reports.

A batch is folded into one row of words (`folding`), scanned once (`terms`), parted into sentences
(`bounds`), its people found (`people`) and its patterns matched (`joins`); cues (`asserting`),
reports (`reporting`) and quotations are what the status of any words in it is told by. A text
in which no mention can begin is read no further than its sentences, and what tells of mentions is
looked for only where it bears on one (`bearing`).
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
from caselint.language.bearing import sentences_bearing_on
from caselint.language.bounds import Sentences, bound
from caselint.language.casts import Casts, gather_casts
from caselint.language.compiled import Compiled
from caselint.language.finding_people import find_people
from caselint.language.folding import Flags, Folded, Ints, fold
from caselint.language.joins import Joins
from caselint.language.lexicon import PRONOUNS, Lexicon, Owner
from caselint.language.named_children import name_children
from caselint.language.near import Classes, Matches
from caselint.language.people import AUTHOR, People
from caselint.language.quoted import QuotedWords
from caselint.language.ranges import counted, spread, where
from caselint.language.signs import Together
from caselint.language.terms import ABBREVIATION, CATEGORIES, OTHER_PERSON, PARENT, Hits, Terms

_ASKED: Final = 1 << 7
"""The mark of terms with which a pattern that is asked for may begin."""
_GENDERS: Final = 3
"""Places of those found in the text before the first of quotations: numbers, men and women."""
_PLAIN_FIGURES: Final = 2
"""Words of so many letters are numbers where they begin and end with a figure."""


@dataclass(slots=True)
class Read:
    """A batch as far as everything is read from: words, sentences, people, matches and cues.

    People are those of the texts that were asked for, `matches` what mentions are made of; cues,
    reports and labels are those of the sentences that bear on a mention.
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
        self._telling = Joins(compiled.telling, self._terms)
        self._speaker = compiled.telling.speaker
        self._cue_plan = asserting.cue_plan(lexicon)
        self._report_plan = reporting.report_plan(lexicon)
        owners = [owner for _, owner in lexicon.patterns]
        asked = np.array([_asked(lexicon, owner) for owner in owners], bool)
        mentioned = np.array([owner.role in ("concept", "anchor") for owner in owners], bool)
        self._mentioned = mentioned
        self._starts = self._joins.starting(where(asked))
        of_term = self._terms.kind
        self._marks = self._terms.marks.copy()
        self._marks[self._starts[of_term[: self._terms.somebody]]] |= _ASKED
        # What is found by other means than terms is not known before people are.
        people = slice(self._terms.somebody, self._terms.somebody + len(CATEGORIES) + _GENDERS)
        self._everywhere = bool(self._starts[of_term[people]].any())
        pieces = compiled.telling.pieces
        naming = pieces[where(self._report_plan.child_named)]
        naming = np.where(
            naming == self._terms.symbol_of["speaker"], self._terms.symbol_of["name"], naming
        )
        self._on_text = Together(self._terms, [*pieces[where(self._report_plan.label)], *naming])
        unnamed = where(self._report_plan.report & (self._speaker < 0))
        self._speaking_on = self._terms.members(*PRONOUNS) | self._terms.standing_for(
            pieces[unnamed, :1]
        )

    def read(
        self,
        texts: Sequence[str],
        casts: Sequence[Mapping[str, str] | None],
        *,
        everything: bool = False,
    ) -> Read:
        """What mentions in a batch are made of; `everything`, or only what bears on one.

        Of a text in which no mention can begin nobody asks who stands there, and what tells of
        mentions is looked for in sentences that bear on one.
        """
        folded = fold(texts)
        hits, known = self._terms.scan(folded)
        marks = self._marks[hits.term]
        abbreviated = np.zeros(len(folded.start), bool)
        abbreviated[hits.last[where(marks & ABBREVIATION)]] = True
        opening, answering = (
            self._opened(folded, hits, name) for name in ("no_name", "answering_no")
        )
        sentences = bound(folded, abbreviated, opening, answering)
        whole = where(sentences.of_word[hits.first] == sentences.of_word[hits.last])
        if len(whole) < len(hits.term):
            hits, marks = hits.take(whole), marks[whole]
        gathered = gather_casts(casts, self._terms.common)
        quoted = quotations.find_quotations(folded, sentences)
        asked = np.ones(len(sentences.first), bool)
        if not (everything or self._everywhere):
            begins = hits.first[where(marks & _ASKED)]
            asked = _of_texts(np.concatenate([begins, quoted.first]), folded, sentences)
        if not asked.all():
            rows = where(asked[sentences.of_word[hits.first]])
            hits, marks = hits.take(rows), marks[rows]
        persons = find_people(
            folded, sentences, asked, self._terms, hits, marks, known, gathered, quoted
        )
        standing = self._standing(folded, sentences, asked, hits, persons, quoted)
        matches = self._joined(
            self._joins, standing, _of_sentences(standing, self._starts, sentences), sentences
        )
        bearing = np.ones(len(sentences.first), bool)
        if not everything:
            bearing = sentences_bearing_on(
                matches.first[where(self._mentioned[matches.pattern])],
                standing.first[where(self._speaking_on[standing.term])],
                self._on_text.places(
                    standing.term, sentences.of_word[standing.first], len(sentences.first)
                ),
                quoted,
                sentences,
                folded,
            )
        telling = self._joined(self._telling, standing, bearing, sentences)
        classes = Classes(self._terms, standing)
        author = classes.of("me")
        stops = asserting.find_stops(self._cue_plan, telling, sentences, folded)
        name_children(self._report_plan, self._speaker, telling, persons, gathered, folded)
        names = np.zeros(len(folded.start), bool)
        named = where(persons.named >= 0)
        names[spread(persons.first[named], persons.last[named] + 1)[1]] = True
        cues = asserting.find_cues(self._cue_plan, telling, stops, sentences, names)
        reports = reporting.find_reports(
            self._report_plan,
            self._speaker,
            telling,
            author,
            classes.of("coordinator"),
            persons,
            stops,
            sentences,
            folded,
            quoted,
            Antecedents(
                persons,
                classes.of("possessive"),
                classes.of("of_a_child"),
                sentences,
                folded,
                quoted,
            ),
        )
        labelled = labels.find_labels(
            where(self._report_plan.label[telling.pattern]),
            self._speaker,
            telling,
            persons,
            stops,
            classes.of("watching"),
            classes.of("stating"),
            classes.of("speechless"),
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
            classes.of("opening"),
            classes.of("finite_verb"),
            QuotedWords(
                author,
                classes.of("of_a_child"),
                classes.of("of_a_parent"),
                classes.of("asking"),
            ),
        )

    def _opened(self, folded: Folded, hits: Hits, name: str) -> Flags:
        """Which words a member of a class begins with."""
        flags = np.zeros(len(folded.start), bool)
        flags[hits.first[where(self._terms.members(name)[self._terms.kind[hits.term]])]] = True
        return flags

    def _standing(
        self,
        folded: Folded,
        sentences: Sentences,
        asked: Flags,
        hits: Hits,
        persons: People,
        quoted: quotations.Quotations,
    ) -> Hits:
        """Everything that a piece of a pattern may be, by kind: terms, people, numbers, quotations.

        A quotation stands where its first word does.
        """
        figures = _figures(folded)
        figures = figures[where(asked[sentences.of_word[figures]])]
        number = self._terms.somebody + len(CATEGORIES)
        role = where(persons.term >= 0)
        narrower = self._terms.narrower[persons.term[role]]
        within = where(narrower >= 0)
        role, narrower = role[within], narrower[within]
        lay = (persons.category == PARENT) | (persons.category == OTHER_PERSON)
        grown = where(lay & (persons.gender > 0))
        quotation = number + _GENDERS
        stated = quoted.first[quoted.after_colon(folded)]
        short = where(quoted.last - quoted.first < quotations.FEW_WORDS)
        apart = spread(quoted.first[short], quoted.last[short] + 1)[1]
        term = np.concatenate(
            [
                hits.term,
                self._terms.somebody + persons.category,
                narrower,
                number + persons.gender[grown],
                np.full(len(figures), number),
                np.full(len(quoted.first), quotation),
                np.full(len(stated), quotation + 1),
                np.full(len(apart), quotation + 2),
            ]
        )
        row = np.concatenate([counted(len(persons.first)), role, grown])
        others = np.concatenate([figures, quoted.first, stated, apart])
        first = np.concatenate([hits.first, persons.first[row], others])
        last = np.concatenate([hits.last, persons.last[row], others])
        return Hits(self._terms.kind[term], first, last)

    def _joined(self, joins: Joins, standing: Hits, asked: Flags, sentences: Sentences) -> Matches:
        """The matches of patterns in the sentences that are asked for."""
        rows = where(joins.used[standing.term] & asked[sentences.of_word[standing.first]])
        return joins.match(joins.near(standing.take(rows), sentences), sentences)


def _asked(lexicon: Lexicon, owner: Owner) -> bool:
    """Whether matches of a pattern are mentions, or say by themselves which mentions there are."""
    if owner.role == "exclusion":
        return lexicon.concepts[owner.name].first_use
    return owner.role in ("concept", "anchor")


def status_of(
    read: Read, targets: Matches, sentence: Ints, about_child: Flags, others_act: Flags
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
        targets,
        sentence,
        about_child,
        others_act,
        read.people,
        read.author,
        read.sentences.of_word,
    )
    carried.carry(
        about,
        targets,
        about_child,
        others_act,
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


def _of_sentences(standing: Hits, kinds: Flags, sentences: Sentences) -> Flags:
    """The sentences in which one of these kinds of terms stands."""
    asked = np.zeros(len(sentences.first), bool)
    asked[sentences.of_word[standing.first[where(kinds[standing.term])]]] = True
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
