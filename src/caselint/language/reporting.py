"""Reports ("Mum said that …", "according to school"): who speaks in them, and how far they reach.

A report covers what follows it, or what stands before it when it comes last. One that is joined on
ends those before it; those that are nested make a chain ("Mum said Mia told her").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language import asserting
from caselint.language.antecedents import Antecedents
from caselint.language.asserting import SPEAKER, Stops
from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.near import Matches
from caselint.language.people import AUTHOR, People
from caselint.language.pronouns import meant_at
from caselint.language.quotations import Quotations
from caselint.language.ranges import where
from caselint.language.terms import HE, THEY, Hits

NESTED_WITHIN: Final = 6
"""How many words may stand between a report and one that is nested in it."""
_HAD: Final = b"had"
_ROW: Final = 1 << 40


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
    person = people.at(who_first, who_last)
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
    perfect = _in_past_perfect(who_last, last, texts)
    until = np.minimum(
        until, _until_joined(first, last, sentence, backward, perfect, coordinators.first)
    )
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
    # "Mia is well, she says, and eats": whoever says what stands before goes on.
    both = {int(who_first[row]): row for row in where(backward).tolist()}
    for row in where(~backward & np.isin(who_first, list(both))).tolist():
        resolved[row] = resolved[both[int(who_first[row])]]
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
    for row in where((pronoun >= 0) & unsure).tolist():
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


def _in_past_perfect(who_last: Ints, last: Ints, texts: Folded) -> Flags:
    """Which reports put into an earlier time what was said: "Mia had told …"."""
    rows = where(who_last < last)
    word = who_last[rows] + 1
    rows, word = rows[texts.length[word] == len(_HAD)], word[texts.length[word] == len(_HAD)]
    perfect = np.zeros(len(last), bool)
    letters = texts.row[texts.begin[word, None] + np.arange(len(_HAD))]
    perfect[rows] = (letters == np.frombuffer(_HAD, np.uint8)).all(axis=1)
    return perfect


def _until_joined(
    first: Ints, last: Ints, sentence: Ints, backward: Flags, perfect: Flags, coordinators: Ints
) -> Ints:
    """The last word before a report that is joined on and not nested, for each report.

    Reports that follow one another closely, with no coordinator between or in the past perfect
    ("Mum said she asked and Mia had said …"), are one chain and end together.
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
    joins &= ~perfect[forward][1:]
    breaks = np.concatenate([[True], (of[1:] != of[:-1]) | (between > NESTED_WITHIN) | joins])
    group = np.cumsum(breaks) - 1
    heads = begin[breaks]
    following = np.concatenate([heads[1:], [_ROW]])
    until[forward] = following[group] - 1
    return until
