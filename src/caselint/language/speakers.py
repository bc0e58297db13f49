"""Who says it: reports ("Mum said that …"), quotations, and otherwise the author.

A report covers what follows it, or what stands before it when it comes last. Reports that are
nested make a chain ("Mum said Mia told her"), whose first member who is no professional speaks; a
report that is joined on ends those before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import asserting
from caselint.language.asserting import SPEAKER, Stops
from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, NOBODY, People, meant_at
from caselint.language.quotations import FEW_WORDS, Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import PROFESSIONAL, Hits

NESTED_WITHIN: Final = 6
"""How many words may stand between a report and one that is nested in it."""
BY_QUOTATION, BY_REPORT, BY_BACKWARD_REPORT, BY_AUTHOR = range(4)
STEPS: Final = ("quotation", "report", "backward report", "author")
_ROW: Final = 1 << 40
_COLON: Final = 0x3A


@dataclass(slots=True)
class ReportPlan:
    """What the patterns of reports say, by pattern."""

    report: Flags
    backward: Flags
    denying: Flags
    pseudo: Flags
    phrase: Ints


@dataclass(slots=True)
class Reports:
    """Reports in order: their words, their scope and who speaks.

    `person` is a row of people, `NOBODY` or `AUTHOR`. A scope goes from `since` to `until`, both
    included; what a report denies goes to `denies_until`, -1 for one that does not deny.
    """

    first: Ints
    last: Ints
    since: Ints
    until: Ints
    person: Ints
    denies_until: Ints
    backward: Flags
    sentence: Ints


@dataclass(slots=True)
class Spoken:
    """For each mention who says it, which step says so, and the report that does (or -1).

    `person` is a row of people, `NOBODY` or `AUTHOR`. `denied` is the
    report that denies it, -1 for none: one that reaches it before a stop of negations.
    """

    person: Ints
    step: Ints
    report: Ints
    denied: Ints


def report_plan(lexicon: Lexicon) -> ReportPlan:
    """Lay out what the patterns of reports say."""
    owners = [owner for _, owner in lexicon.patterns]
    phrases: dict[str, int] = {}
    return ReportPlan(
        np.array([owner.role == "report" for owner in owners], bool),
        np.array([owner.role == "report" and owner.way == "backward" for owner in owners], bool),
        np.array([owner.denying for owner in owners], bool),
        np.array([owner.role == "report_pseudo" for owner in owners], bool),
        np.array([phrases.setdefault(owner.phrase, len(phrases)) for owner in owners], np.int64),
    )


def find_reports(
    plan: ReportPlan,
    speaker_piece: Ints,
    found: Matches,
    author: Hits,
    coordinators: Hits,
    people: People,
    stops: Stops,
    sentences: Sentences,
    texts: Folded,
    quotations: Quotations,
) -> Reports:
    """The reports in a batch.

    `speaker_piece` gives for each pattern the column of its speaker; `author` are the words by
    which the author is meant, `coordinators` those that join sentences.
    """
    pattern = found.pattern
    at = where(plan.report[pattern])
    hidden = where(plan.pseudo[pattern])
    column = speaker_piece[pattern[at]]
    named = column >= 0
    # Where nobody is named the speaker would stand just before the report.
    who_first = np.where(named, found.pieces[at, column, 0], found.first[at])
    who_last = np.where(named, found.pieces[at, column, 1], found.first[at] - 1)
    person = _person_at(people, who_first, who_last)
    own = np.zeros(len(texts.start) + 1, bool)
    own[author.first] = True
    mine = (person < 0) & named & own[who_first]
    person = np.where(mine, AUTHOR, person)
    first, last = found.first[at], found.last[at]
    kept = _kept(
        plan.phrase[pattern[at]], first, last, who_first, plan.backward[pattern[at]], found, hidden
    )
    at, first, last, person = at[kept], first[kept], last[kept], person[kept]
    who_first, who_last = who_first[kept], who_last[kept]
    backward = plan.backward[pattern[at]]
    sentence = sentences.of_word[first] if len(first) else first
    ends = sentences.last[sentence] if len(first) else first
    opens = sentences.first[sentence] if len(first) else first
    speaker_last = (who_last == last) & (who_first > first)
    since = np.where(speaker_last, first, who_last + 1)
    category = np.full(len(first), SPEAKER)
    until = np.minimum(ends, stops.after(category, last + 1) - 1)
    until = np.minimum(until, _until_joined(first, last, sentence, backward, coordinators.first))
    since = np.where(backward, np.maximum(opens, stops.before(category, first - 1) + 1), since)
    until = np.where(backward, first - 1, until)
    resolved = person.copy()
    resolved[person >= 0] = people.means[person[person >= 0]]
    unnamed = where(speaker_piece[pattern[at]] < 0)
    resolved[unnamed] = meant_at(people, first[unnamed], sentences, texts, quotations)
    negated = np.full(len(first), asserting.SETS.index("negated"))
    denies = np.where(
        plan.denying[pattern[at]], np.minimum(until, stops.after(negated, last + 1) - 1), -1
    )
    return Reports(first, last, since, until, resolved, denies, backward, sentence)


def _person_at(people: People, first: Ints, last: Ints) -> Ints:
    """The person who stands at exactly these words, or -1."""
    at = np.searchsorted(people.first, first)
    found = at < len(people.first)
    safe = np.minimum(at, max(len(people.first) - 1, 0))
    if len(people.first):
        found &= (people.first[safe] == first) & (people.last[safe] == last)
    return np.where(found, at, -1)


def _kept(
    phrase: Ints,
    first: Ints,
    last: Ints,
    who: Ints,
    backward: Flags,
    found: Matches,
    hidden: Ints,
) -> Ints:
    """Of reports by one speaker at one place and way the longest; none within a pseudo report.

    Of one phrase's reports one that has another, by another speaker, within it goes first.
    """
    kept = _smallest(phrase, first, last)
    order = kept[np.lexsort((first[kept], -last[kept], who[kept], backward[kept]))]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (who[order][1:] != who[order][:-1]) | (backward[order][1:] != backward[order][:-1])
    kept = order[fresh]
    if hidden.size:
        order = hidden[found.first[hidden].argsort(kind="stable")]
        reach = np.maximum.accumulate(found.last[order])
        # Of the pseudo reports that begin no later, the one that reaches farthest.
        before = found.first[order].searchsorted(first[kept], side="right") - 1
        kept = kept[(before < 0) | (reach[before] < last[kept])]
    return kept[np.lexsort((last[kept], first[kept]))]


def _smallest(phrase: Ints, first: Ints, last: Ints) -> Ints:
    """Rows that have no other row of their phrase within them that begins later."""
    order = np.lexsort((-first, last, phrase))
    begins = phrase[order] * _ROW + first[order]
    before = np.maximum.accumulate(np.concatenate([[-1], begins]))[:-1]
    return order[begins >= before]


def _until_joined(
    first: Ints, last: Ints, sentence: Ints, backward: Flags, coordinators: Ints
) -> Ints:
    """The last word before a report that is joined on and not nested, for each report.

    Reports that follow one another closely, with no coordinator between, are one chain and end
    together.
    """
    number = len(first)
    until = np.full(number, _ROW)
    forward = where(~backward)
    if len(forward) < 2:
        return until
    begin, end = first[forward], np.maximum.accumulate(last[forward])
    of = sentence[forward]
    between = begin[1:] - end[:-1] - 1
    joins = np.searchsorted(coordinators, begin[1:]) > np.searchsorted(
        coordinators, last[forward][:-1] + 1
    )
    breaks = np.concatenate([[True], (of[1:] != of[:-1]) | (between > NESTED_WITHIN) | joins])
    group = np.cumsum(breaks) - 1
    heads = begin[breaks]
    following = np.concatenate([heads[1:], [_ROW]])
    until[forward] = following[group] - 1
    return until


def attribute(
    targets: Matches,
    sentence: Ints,
    reports: Reports,
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
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
    _by_quotations(spoken, targets, reports, people, quotations, texts, sentences)
    return spoken


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
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
) -> None:
    if not len(quotations.first):
        return
    quotation = quotations.of(targets.tail)
    used = np.unique(quotation[quotation >= 0])
    for number in used.tolist():
        person, report = _speaker_of(number, reports, people, quotations, texts, sentences)
        if person is None:
            continue
        rows = where(quotation == number)
        spoken.person[rows] = person
        spoken.step[rows] = BY_QUOTATION
        spoken.report[rows] = report
        if report >= 0 and reports.denies_until[report] >= 0:
            spoken.denied[rows] = report


def _speaker_of(
    number: int,
    reports: Reports,
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
) -> tuple[int | None, int]:
    """Who speaks in a quotation and the report that says so; None where it is no quotation."""
    first, last = int(quotations.first[number]), int(quotations.last[number])
    sentence = int(sentences.of_word[first])
    closing = int(sentences.of_word[last])
    low = int(np.searchsorted(reports.sentence, sentence))
    high = int(np.searchsorted(reports.sentence, closing, side="right"))
    before = [row for row in range(low, high) if reports.last[row] < first]
    if before:
        row = max(before, key=lambda each: reports.last[each])
        row = _chained(row, reports, people)
        return int(reports.person[row]), row
    colon = _before_colon(first, quotations.mark[number], people, texts)
    if colon >= 0:
        return int(people.means[colon]), -1
    after = [row for row in range(low, high) if reports.first[row] > last]
    if after:
        row = min(after, key=lambda each: reports.first[each])
        return int(reports.person[row]), row
    if first == sentences.first[sentence]:
        earlier = int(np.searchsorted(reports.sentence, sentence - 1, side="right")) - 1
        if (
            earlier >= 0
            and reports.sentence[earlier] == sentence - 1
            and texts.of_text[reports.first[earlier]] == texts.of_text[first]
        ):
            return int(reports.person[earlier]), earlier
    if last - first < FEW_WORDS:
        return None, -1
    return NOBODY, -1


def _chained(row: int, reports: Reports, people: People) -> int:
    """The report that says who speaks, of the chain that the one before a quotation belongs to."""
    place = reports.first[row]
    for each in range(int(np.searchsorted(reports.sentence, reports.sentence[row])), row + 1):
        holds = each == row or (
            not reports.backward[each] and reports.since[each] <= place <= reports.until[each]
        )
        person = int(reports.person[each])
        if holds and person != AUTHOR and (person < 0 or people.category[person] != PROFESSIONAL):
            return each
    return row


def _before_colon(first: int, mark: int, people: People, texts: Folded) -> int:
    """The person who stands just before a colon that a quotation follows, or -1."""
    if first == 0:
        return -1
    end = int(texts.end[first - 1])
    if texts.of_text[first - 1] != texts.of_text[first] or _COLON not in texts.codes[end:mark]:
        return -1
    at = where(people.last == first - 1)
    return int(at[0]) if len(at) else -1
