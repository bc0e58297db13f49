"""Who says it: by a quotation, a report, or a label, and otherwise the author.

Of reports that are nested ("Mum said Mia told her") the first speaker who is no professional
speaks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Folded, Ints
from caselint.language.labels import Labels
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, People
from caselint.language.quotations import Quotations
from caselint.language.quoted import QuotedWords, speaker_of
from caselint.language.ranges import spread, where
from caselint.language.reporting import Reports
from caselint.language.terms import (
    OTHER_CHILD,
    OTHER_PERSON,
    PARENT,
    PROFESSIONAL,
    THIS_CHILD,
)

BY_QUOTATION, BY_REPORT, BY_BACKWARD_REPORT, BY_LABEL, BY_AUTHOR = range(5)
STEPS: Final = ("quotation", "report", "backward report", "label", "author")
_ROW: Final = 1 << 40


@dataclass(slots=True)
class Spoken:
    """For each mention who says it, which step says so, and the report that does (or -1).

    `person` is a row of people, `NOBODY`, `AUTHOR` or `THE_CHILD`. Labels are counted on after the
    reports. `denied` is the report that denies it, -1 for none: one that reaches it before a stop
    of negations.
    """

    person: Ints
    step: Ints
    report: Ints
    denied: Ints


def attribute(
    targets: Matches,
    sentence: Ints,
    reports: Reports,
    labels: Labels,
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
    words: QuotedWords,
) -> Spoken:
    """Who says each of the targets."""
    number = len(targets.first)
    spoken = Spoken(
        np.full(number, AUTHOR),
        np.full(number, BY_AUTHOR),
        np.full(number, -1),
        np.full(number, -1),
    )
    low = np.searchsorted(reports.sentence, sentence)
    high = np.searchsorted(reports.sentence, sentence, side="right")
    of, report = spread(low, high)
    covered = (targets.tail[of] >= reports.since[report]) & (
        targets.tail[of] <= reports.until[report]
    )
    forward = covered & ~reports.backward[report]
    _by_reports(spoken, of[forward], report[forward], reports, people)
    undecided = spoken.step == BY_AUTHOR
    back = covered & reports.backward[report] & undecided[of]
    nearest = np.full(number, -1)
    np.maximum.at(nearest, of[back], -report[back] + _ROW)
    found = where(nearest >= 0)
    if found.size:
        rows = _ROW - nearest[found]
        spoken.person[found] = reports.person[rows]
        spoken.step[found] = BY_BACKWARD_REPORT
        spoken.report[found] = rows
    denied = covered & (targets.tail[of] <= reports.denies_until[report])
    denied &= targets.tail[of] > reports.last[report]
    np.maximum.at(spoken.denied, of[denied], report[denied])
    _by_labels(spoken, targets, labels, people, len(reports.first))
    _by_quotations(spoken, targets, reports, labels, people, quotations, texts, sentences, words)
    return spoken


def _by_labels(
    spoken: Spoken, targets: Matches, labels: Labels, people: People, offset: int
) -> None:
    """Under a label what nobody else reports, and what "I" reports, is whose it says.

    Under that of an adult of the family so is what a child says or somebody unknown: a label and a
    report are a chain, too.
    """
    row = labels.of(targets.tail)
    under = where(row >= 0)
    whose = np.full(len(row), -1)
    whose[under] = people.whose(labels.person[row[under]])
    said = people.whose(spoken.person)
    child = (said == THIS_CHILD) | (said == OTHER_CHILD) | (said < 0)
    passed_on = np.isin(whose, (PARENT, OTHER_PERSON)) & child & (spoken.person != AUTHOR)
    take = where((row >= 0) & ((spoken.person == AUTHOR) | passed_on))
    spoken.person[take] = labels.person[row[take]]
    spoken.step[take] = BY_LABEL
    spoken.report[take] = offset + row[take]


def _by_reports(spoken: Spoken, of: Ints, report: Ints, reports: Reports, people: People) -> None:
    """The first of a chain who is no professional, else the last of it."""
    person = reports.person[report]
    category = people.whose(np.maximum(person, -1)) if len(people.first) else person
    layman = (person != AUTHOR) & (category != PROFESSIONAL)
    rank = np.where(layman, 2 * _ROW - report, report)
    best = np.full(len(spoken.person), -1)
    np.maximum.at(best, of, rank)
    found = where(best >= 0)
    rows = np.where(best[found] >= _ROW, 2 * _ROW - best[found], best[found])
    spoken.person[found] = reports.person[rows]
    spoken.step[found] = BY_REPORT
    spoken.report[found] = rows


def _by_quotations(
    spoken: Spoken,
    targets: Matches,
    reports: Reports,
    labels: Labels,
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
    words: QuotedWords,
) -> None:
    if not len(quotations.first):
        return
    quotation = quotations.of(targets.tail)
    used = np.unique(quotation[quotation >= 0])
    for number in used.tolist():
        person, report = speaker_of(
            number, reports, labels, people, quotations, texts, sentences, words
        )
        if person is None:
            continue
        rows = where(quotation == number)
        spoken.person[rows] = person
        spoken.step[rows] = BY_QUOTATION
        spoken.report[rows] = report
        if 0 <= report < len(reports.first) and reports.denies_until[report] >= 0:
            spoken.denied[rows] = report
