"""Whose words stand between quotation marks.

In this order: whoever the nearest report before them names, a name and a colon before them, a name
alone behind them, a report after them, the report that ended the sentence before, the label that
they stand under, and for words in which somebody says *I* the one of the family named nearby.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import numpy as np

from caselint.language.bounds import BREAKS, Sentences
from caselint.language.folding import Folded
from caselint.language.labels import Labels
from caselint.language.people import AUTHOR, NOBODY, THE_CHILD, People
from caselint.language.quotations import FEW_WORDS, Quotations
from caselint.language.ranges import where
from caselint.language.reporting import Reports
from caselint.language.terms import HE, PROFESSIONAL, THEY, Hits

_COLON: Final = 0x3A
_BRACKET: Final = 0x29
_SIGNING: Final = re.compile(rf"^[^{BREAKS}]*[-\u2013\u2014(~][^{BREAKS}]*$")
_ALSO: Final = (b"and", b"or", b"&")
_AGED: Final = (b"aged", b"age")


@dataclass(slots=True)
class QuotedWords:
    """Words that tell whose quotation it is: those of somebody, of a child, of a parent.

    `asking` are those with which somebody is asked, who then answers.
    """

    mine: Hits
    of_a_child: Hits
    of_a_parent: Hits
    asking: Hits

    @staticmethod
    def have(hits: Hits, first: int, last: int) -> bool:
        """Whether one of the hits lies between these words."""
        at = slice(*hits.first.searchsorted([first, last + 1]).tolist())
        return bool((hits.last[at] <= last).any())


def speaker_of(
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
    # "I feel sad" "I want her to come": what is said in a quotation says nothing of others.
    near = (low + where(quotations.of(reports.first[low:high]) < 0)).tolist()
    before = [row for row in near if reports.first[row] < first]
    if before:
        row = max(before, key=lambda each: reports.last[each])
        row = _chained(row, near, reports, people)
        return int(reports.person[row]), row
    colon = _before_colon(first, quotations.mark[number], people, texts)
    if colon >= 0:
        return int(people.means[colon]), -1
    signed = _signed(last, people, texts, sentences)
    if signed >= 0:
        return signed, -1
    after = [row for row in near if reports.first[row] > last]
    if not after and sentences.closes[last]:
        after = _alone_after(last, reports, sentences, texts)
    if after:
        row = min(after, key=lambda each: reports.first[each])
        return int(reports.person[row]), row
    if first == sentences.first[sentence]:
        said = _said_before(first, reports, quotations, texts, sentences)
        teller = AUTHOR if said < 0 else int(reports.person[said])
        if teller == AUTHOR or (teller >= 0 and people.category[teller] == PROFESSIONAL):
            asked = _asked(first, people, texts, sentences, words.asking)
            if asked >= 0:
                return int(people.means[asked]), -1
        if said >= 0:
            return teller, said
    label = int(labels.of(np.array([first]))[0])
    if label >= 0:
        return int(labels.person[label]), len(reports.first) + label
    mine = words.have(words.mine, first, last)
    if last - first < FEW_WORDS and not mine:
        return None, -1
    if mine:
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


def _said_before(
    first: int, reports: Reports, quotations: Quotations, texts: Folded, sentences: Sentences
) -> int:
    """The last report of the sentence before a quotation, outside any other, or -1."""
    before = int(sentences.of_word[first]) - 1
    low, high = np.searchsorted(reports.sentence, [before, before + 1]).tolist()
    rows = low + where(quotations.of(reports.first[low:high]) < 0)
    same = len(rows) and texts.of_text[reports.first[rows[-1]]] == texts.of_text[first]
    return int(rows[-1]) if same else -1


def _asked(first: int, people: People, texts: Folded, sentences: Sentences, asking: Hits) -> int:
    """The one whom the sentence before a quotation asks, the last one, or -1; not two at once."""
    before = int(sentences.of_word[first]) - 1
    if before < 0 or texts.of_text[sentences.first[before]] != texts.of_text[first]:
        return -1
    edges = [sentences.first[before], sentences.last[before]]
    for row in reversed(range(*asking.first.searchsorted(edges).tolist())):
        who = int(people.first.searchsorted(asking.last[row] + 1))
        if who < len(people.first) and people.first[who] == asking.last[row] + 1 <= edges[1]:
            last = int(people.last[who])
            alone = last == edges[1] or texts.written(last + 1) not in _ALSO
            return who if alone else -1
    return -1


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


def _chained(row: int, near: list[int], reports: Reports, people: People) -> int:
    """The report that says who speaks, of the chain that the one before a quotation belongs to."""
    place = reports.first[row]
    low = int(np.searchsorted(reports.sentence, reports.sentence[row]))
    for each in (each for each in near if low <= each <= row):
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
