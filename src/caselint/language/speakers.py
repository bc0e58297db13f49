"""Who says it: reports ("Mum said that …"), quotations, and otherwise the author.

A report covers what follows it, or what stands before it when it comes last. Reports that are
nested make a chain ("Mum said Mia told her"), whose first member who is no professional speaks; a
report that is joined on ends those before it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import asserting
from caselint.language.antecedents import Antecedents
from caselint.language.asserting import SPEAKER, Stops
from caselint.language.bounds import BREAKS, Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.labels import Labels
from caselint.language.lexicon import Lexicon
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, NOBODY, THE_CHILD, People, meant_at
from caselint.language.quotations import FEW_WORDS, Quotations
from caselint.language.ranges import spread, where
from caselint.language.terms import HE, PROFESSIONAL, THEY, Hits

NESTED_WITHIN: Final = 6
"""How many words may stand between a report and one that is nested in it."""
BY_QUOTATION, BY_REPORT, BY_BACKWARD_REPORT, BY_LABEL, BY_AUTHOR = range(5)
STEPS: Final = ("quotation", "report", "backward report", "label", "author")
_ROW: Final = 1 << 40
_COLON: Final = 0x3A
_BRACKET: Final = 0x29
_SIGNING: Final = re.compile(rf"^[^{BREAKS}]*[-\u2013\u2014(~][^{BREAKS}]*$")
_AGED: Final = (b"aged", b"age")


@dataclass(slots=True)
class ReportPlan:
    """What the patterns of reports say, by pattern."""

    report: Flags
    backward: Flags
    denying: Flags
    pseudo: Flags
    label: Flags
    child_named: Flags
    owning: Flags
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
class QuotedWords:
    """Words that tell whose quotation it is: those of somebody, of a child, of a parent."""

    mine: Hits
    of_a_child: Hits
    of_a_parent: Hits

    @staticmethod
    def have(hits: Hits, first: int, last: int) -> bool:
        """Whether one of the hits lies between these words."""
        at = slice(*hits.first.searchsorted([first, last + 1]).tolist())
        return bool((hits.last[at] <= last).any())


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


def report_plan(lexicon: Lexicon) -> ReportPlan:
    """Lay out what the patterns of reports say."""
    owners = [owner for _, owner in lexicon.patterns]
    phrases: dict[str, int] = {}
    return ReportPlan(
        np.array([owner.role == "report" for owner in owners], bool),
        np.array([owner.role == "report" and owner.way == "backward" for owner in owners], bool),
        np.array([owner.denying for owner in owners], bool),
        np.array([owner.role == "report_pseudo" for owner in owners], bool),
        np.array([owner.role == "label" for owner in owners], bool),
        np.array([owner.role == "child_named" for owner in owners], bool),
        np.array([owner.way == "owners" for owner in owners], bool),
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
    antecedents: Antecedents,
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
    # "According to Mia's …" is not according to Mia.
    owner = who_last[kept] == last[kept]
    owner[owner] = [texts.written(word).endswith(b"'s") for word in last[kept[owner]].tolist()]
    kept = kept[~owner]
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
    reports = Reports(first, last, since, until, resolved, denies, backward, sentence)
    pronoun = np.full(len(person), -1)
    pronoun[person >= 0] = people.category[person[person >= 0]]
    pronoun[(pronoun < HE) | (pronoun > THEY)] = -1
    pronoun[unnamed] = THEY
    _settle(reports, np.maximum(who_first, 0), pronoun, antecedents, sentences, texts)
    return reports


def _settle(
    reports: Reports,
    word: Ints,
    pronoun: Ints,
    antecedents: Antecedents,
    sentences: Sentences,
    texts: Folded,
) -> None:
    """Who speaks where a pronoun at `word` does; `pronoun` is its category, -1 for none.

    One after the other: who is found for one report speaks on in the next sentence.
    """
    person = reports.person
    unsure = antecedents.unsure(person, reports.since, reports.until)
    for row in where((pronoun >= 0) & ~reports.backward & unsure).tolist():
        at = int(word[row])
        low, high = row, row
        sentence = int(reports.sentence[row])
        if sentences.opens[at] and at and texts.of_text[at - 1] == texts.of_text[at]:
            low, high = np.searchsorted(reports.sentence, [sentence - 1, sentence]).tolist()
        person[row] = antecedents.meant(
            int(person[row]),
            at,
            int(pronoun[row]),
            int(reports.since[row]),
            int(reports.until[row]),
            person[low:high],
        )


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
    _by_labels(spoken, targets, labels, len(reports.first))
    _by_quotations(spoken, targets, reports, labels, people, quotations, texts, sentences, words)
    return spoken


def _by_labels(spoken: Spoken, targets: Matches, labels: Labels, offset: int) -> None:
    """Under a label what nobody else reports, and what "I" reports, is whose it says."""
    row = labels.of(targets.tail)
    take = where((row >= 0) & (spoken.person == AUTHOR))
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
        person, report = _speaker_of(
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


def _speaker_of(
    number: int,
    reports: Reports,
    labels: Labels,
    people: People,
    quotations: Quotations,
    texts: Folded,
    sentences: Sentences,
    words: QuotedWords,
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
    signed = _signed(last, people, texts, sentences)
    if signed >= 0:
        return signed, -1
    after = [row for row in range(low, high) if reports.first[row] > last]
    if not after and sentences.closes[last]:
        after = _alone_after(last, reports, sentences, texts)
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
    label = int(labels.of(np.array([first]))[0])
    if label >= 0:
        return int(labels.person[label]), len(reports.first) + label
    if last - first < FEW_WORDS:
        return None, -1
    if words.have(words.mine, first, last):
        person = _nearby(first, people, quotations, texts, sentences)
        family = words.have(words.of_a_child, first, last)
        if person == NOBODY and family and not words.have(words.of_a_parent, first, last):
            return THE_CHILD, -1
        return person, -1
    return NOBODY, -1


def _signed(last: int, people: People, texts: Folded, sentences: Sentences) -> int:
    """The person who stands alone behind a quotation, after a dash or in brackets, or -1."""
    who = last + 1
    if who >= len(texts.start) or texts.of_text[who] != texts.of_text[last]:
        return -1
    gap = "".join(map(chr, texts.codes[texts.end[last] : texts.start[who]]))
    at = int(people.first.searchsorted(who))
    if _SIGNING.search(gap) is None or at == len(people.first) or people.first[at] != who:
        return -1
    end = int(people.last[at])
    bracket = texts.codes[texts.end[end]] == _BRACKET
    alone = sentences.closes[end] or texts.written(end + 1) in _AGED
    alone = alone or texts.written(end + 1).isdigit()
    return int(people.means[at]) if bracket or alone else -1


def _alone_after(last: int, reports: Reports, sentences: Sentences, texts: Folded) -> list[int]:
    """The report that is all of the sentence behind a quotation: "Mia asked."."""
    who = last + 1
    if who >= len(texts.start) or texts.of_text[who] != texts.of_text[last]:
        return []
    sentence = int(sentences.of_word[who])
    low, high = np.searchsorted(reports.sentence, [sentence, sentence + 1]).tolist()
    end = int(sentences.last[sentence])
    return [
        row
        for row in range(low, high)
        if reports.backward[row] and reports.first[row] == who and reports.last[row] == end
    ]


def _nearby(
    first: int, people: People, quotations: Quotations, texts: Folded, sentences: Sentences
) -> int:
    """The one of the family who is named, unquoted, before a quotation or else a sentence back."""
    sentence = int(sentences.of_word[first])
    low = sentences.first[max(sentence - 1, 0)]
    rows = np.arange(*people.first.searchsorted([low, first]).tolist())
    fits = (quotations.of(people.first[rows]) < 0) & (people.category[rows] != PROFESSIONAL)
    fits &= (people.category[rows] < HE) | (people.category[rows] > THEY)
    fits &= texts.of_text[people.first[rows]] == texts.of_text[first]
    rows = rows[fits]
    if not len(rows):
        return NOBODY
    of = sentences.of_word[people.first[rows]]
    rows = rows[of == of[-1]]
    return int(rows[-1]) if len(np.unique(people.identity[rows])) == 1 else NOBODY


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
