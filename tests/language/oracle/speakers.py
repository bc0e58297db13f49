"""Whose words it is: reports, quotations, else the author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from caselint.language.cast import INTERPRETING
from caselint.language.mention import Who

from .cues import is_stop
from .labels import Label, find_labels
from .matching import Match
from .people import PRONOUNS, SENTENCES_BACK, People, Person, Span, meant_by
from .words import LINE_BREAKS, Quotation, Reading, quotations

NESTED_WITHIN = 6
OWNERS = {"he": ("his",), "she": ("her",), "they": ("his", "her", "their")}
AGED = ("aged", "age")
_SIGNING = re.compile(rf"[^{LINE_BREAKS}]*[-–—(~][^{LINE_BREAKS}]*")
FEW_WORDS = 3
SPEAKERS: dict[str, Who] = {
    "this_child": "child",
    "other_child": "other",
    "parent": "parent",
    "professional": "professional",
    "other_person": "other",
}


class Speaker(NamedTuple):
    """Who speaks, which step says so, the report that decided, and the last one that denies.

    `person` is None for somebody unknown, and for the author (`is_author`).
    """

    who: Who
    named: str | None
    step: str
    report: Report | Label | None = None
    denying: Report | None = None
    person: Person | None = None
    is_author: bool = False


class Report(NamedTuple):
    """Somebody says: its words, and what it covers (what starts from `since` to before `until`).

    `person` is None where the writer says it ("I said"); where nobody is named ("Told me that") it
    is a pronoun before the first word, in place of the one left out. `meant` is who that is, None
    for somebody unknown. What it denies starts after it
    and before `denies_until`: a stop of negations ends that too.
    """

    first: int
    end: int
    since: int
    until: int
    person: Person | None
    backward: bool
    denies_until: int = 0
    meant: Person | None = None


def find_reports(reading: Reading, found: Sequence[Match], people: People) -> list[Report]:
    """The reports of a text in order, with their scope."""
    hidden = [m for m in found if m.owner.role == "report_pseudo"]
    reports: dict[tuple[int, bool], Match] = {}
    for match in _of_the_nearest([m for m in found if m.owner.role == "report"]):
        key = (_speaker_of(match)[0], match.owner.way == "backward")
        known = reports.get(key)
        if known is None or (match.end, -match.first) > (known.end, -known.first):
            reports[key] = match
    kept = [
        match
        for match in reports.values()
        if not any(p.first <= match.first and match.end <= p.end for p in hidden)
    ]
    kept = [match for match in kept if not _owns(match, reading)]
    kept.sort(key=lambda m: (m.first, m.end))
    ends = _ends_of_chains(reading, [m for m in kept if m.owner.way != "backward"], people)
    stops = [m for m in found if m.owner.role == "stop" and m.owner.name == "speaker"]
    no_more = [m for m in found if is_stop(m, reading) and m.owner.name in ("", "negated")]
    result = []
    for match in kept:
        sentence = reading.sentences[reading.of_word[match.first]]
        first, end = _speaker_of(match)
        denied = [stop.first for stop in no_more if stop.first >= match.end]
        if match.owner.way == "backward":
            behind = [stop.end for stop in stops if stop.end <= match.first]
            since, until = max([sentence.first, *behind]), match.first
        else:
            last = len(match.pieces) > 1 and (first, end) == match.pieces[-1]
            ahead = [stop.first for stop in stops if stop.first >= match.end]
            since = match.first if last else end
            until = min([sentence.end, *ahead, ends.get(match, sentence.end)])
        report = Report(
            match.first,
            match.end,
            since,
            until,
            Person(first, end, "they") if first == end else people.at(first, end),
            match.owner.way == "backward",
            min([until, *denied]) if match.owner.denying else 0,
        )
        result.append(report._replace(meant=_settled(report, result, people, reading)))
    return [_going_on(report, result) for report in result]


def _going_on(report: Report, reports: Sequence[Report]) -> Report:
    """ "Mia is well, she says, and eats": whoever says what stands before goes on."""
    for other in reports:
        if other.backward and other.person == report.person and report.person is not None:
            return report._replace(meant=other.meant)
    return report


def _owns(match: Match, reading: Reading) -> bool:
    """ "According to Mia's …" is not according to Mia."""
    first, end = _speaker_of(match)
    return first < end == match.end and reading.words[end - 1].text.endswith("'s")


def _settled(
    report: Report, before: Sequence[Report], people: People, reading: Reading
) -> Person | None:
    """Whom the speaker of a report means, None for somebody unknown.

    A pronoun means nobody who is called by name in what it reports; who alone spoke in the sentence
    before speaks on; and a child has "her foster carer".
    """
    if report.person is None:
        return None
    meant = meant_by(report.person, people, reading)
    if report.person.category not in PRONOUNS:
        return meant
    pronoun = report.person
    possessive = {first for first, _ in people.hits.get("possessive", ())}
    inside = [p for p in people.everybody if report.since <= p.first < report.until]
    called = {
        p.identity for p in inside if p.category not in PRONOUNS and p.first not in possessive
    }
    anybody = True
    if meant is None or meant.identity in called:
        meant, anybody = _named_before(pronoun, called, people, reading)
    if meant is None:
        meant = _speaking_on(pronoun, called, before, possessive, people, reading)
    child_inside = any(p.category == "this_child" for p in inside)
    if meant is None and not anybody and not child_inside:
        for first, end in people.hits.get("of_a_child", ()):
            held = report.since <= first and end <= report.until
            if held and reading.words[first].text in OWNERS[pronoun.category]:
                return people.the_child
    return meant


def _named_before(
    pronoun: Person, called: set[str], people: People, reading: Reading
) -> tuple[Person | None, bool]:
    """The one who fits of those not called by name, and whether anybody does."""
    other = {"he": "she", "she": "he", "they": ""}[pronoun.category]
    sentence = reading.of_word[pronoun.first]
    for back in range(SENTENCES_BACK + 1):
        fits = [
            p
            for p in people.everybody
            if reading.of_word[p.first] == sentence - back
            and p.first < pronoun.first
            and (p.first not in people.quoted or pronoun.first in people.quoted)
            and p.category not in PRONOUNS
            and not (other and p.gender == other)
            and p.gender != INTERPRETING
            and p.identity not in called
        ]
        fits = [p for p in fits if p.category != "professional"] or fits
        if fits:
            alone = len({p.identity for p in fits}) == 1
            return (_one(fits) if alone else None), True
    return None, False


def _one(fits: Sequence[Person]) -> Person:
    names = {p.named for p in fits if p.named}
    return fits[-1]._replace(named=names.pop() if len(names) == 1 else None)


def _speaking_on(
    pronoun: Person,
    called: set[str],
    before: Sequence[Report],
    possessive: set[int],
    people: People,
    reading: Reading,
) -> Person | None:
    """The only one who spoke in the sentence before, where the pronoun surely agrees."""
    sentence = reading.of_word[pronoun.first]
    if reading.sentences[sentence].first != pronoun.first:
        return None
    spoke = [r.meant for r in before if r.person and reading.of_word[r.first] == sentence - 1]
    if None in spoke:
        return None
    lay = [p for p in spoke if p is not None and p.category != "professional"]
    if len({p.identity for p in lay}) != 1 or lay[0].identity in called:
        return None
    if pronoun.category != "they" and lay[-1].gender != pronoun.category:
        other = {"he": "she", "she": "he"}[pronoun.category]
        said = set()
        for p in people.everybody:
            if reading.of_word[p.first] == sentence - 1:
                text = reading.words[p.first].text
                owner = {"his": "he", "her": "she"}.get(text, "")
                owned = p.category not in PRONOUNS and p.first in possessive
                said.add(owner if owned else p.category)
        if lay[-1].gender or pronoun.category not in said or other in said:
            return None
    return lay[-1]


def _of_the_nearest(reports: list[Match]) -> list[Match]:
    """Without those in which the same phrase names a nearer speaker: "mum's teacher said"."""
    return [
        match
        for match in reports
        if not any(
            other.owner == match.owner
            and _speaker_of(other) != _speaker_of(match)
            and match.first <= other.first
            and other.end <= match.end
            and other.end - other.first < match.end - match.first
            for other in reports
        )
    ]


def _speaker_of(match: Match) -> Span:
    """The words of the speaker: none, before its first word, where nobody is named."""
    for span, piece in zip(match.pieces, match.pattern.pieces, strict=True):
        if piece.of == "speaker":
            return span
    return match.first, match.first


def _ends_of_chains(reading: Reading, forward: list[Match], people: People) -> dict[Match, int]:
    """Where each report's cover ends because another begins that is not nested in it.

    One is nested in that before it when it follows closely with no coordinator between, or in the
    past perfect.
    """
    coordinators = people.hits.get("coordinator", set())
    ends: dict[Match, int] = {}
    chain: list[Match] = []
    reached = 0
    for match in forward:
        if chain:
            before = chain[-1]
            joined = any(before.end <= first < match.first for first, _ in coordinators)
            behind = _speaker_of(match)[1]
            joined &= not (behind < match.end and reading.words[behind].text == "had")
            nested = (
                reading.of_word[before.first] == reading.of_word[match.first]
                and match.first - reached <= NESTED_WITHIN
                and not joined
            )
            if not nested:
                ends.update(dict.fromkeys(chain, match.first))
                chain = []
        reached = max(reached, match.end)
        chain.append(match)
    return ends


def _passes_on(label: Speaker, spoken: Speaker) -> bool:
    """Whether an adult of the family, by a label, says what a child or somebody unknown said."""
    adult = label.person is not None and label.person.category in ("parent", "other_person")
    child = spoken.person is None or spoken.person.category in ("this_child", "other_child", "name")
    return adult and child


class Speakers:
    """Who says what stands at a place of a text."""

    def __init__(
        self, reading: Reading, found: Sequence[Match], people: People, author: Who
    ) -> None:
        self.reading = reading
        self.people = people
        self.author = author
        self.reports = find_reports(reading, found, people)
        self.labels = find_labels(reading, found, people)
        self.quotations = quotations(reading)

    def of(self, word: int) -> Speaker:
        """Who says what starts at a word."""
        covering = [r for r in self.reports if r.since <= word < r.until and self._same(r, word)]
        denials = [r for r in covering if r.end <= word < r.denies_until]
        denying = denials[-1] if denials else None
        for quotation in self.quotations:
            if quotation.first <= word < quotation.end:
                spoken = self._in_quotation(quotation)
                if spoken is not None:
                    if isinstance(spoken.report, Report) and spoken.report.denies_until:
                        denying = spoken.report
                    return spoken._replace(denying=denying)
        chain = [r for r in covering if not r.backward]
        backward = [r for r in covering if r.backward]
        if chain:
            spoken = self._first_layman(chain, "report", denying)
        elif backward:
            spoken = self._said_by(backward[0], "backward report")
        else:
            spoken = self._by_author("author")
        label = self._under_label(word)
        if label is not None and (spoken.is_author or _passes_on(label, spoken)):
            spoken = label
        return spoken._replace(denying=denying)

    def _under_label(self, word: int) -> Speaker | None:
        for label in self.labels:
            if any(first <= word < end for first, end in label.covers):
                if label.person == "author":
                    return self._by_author("label")._replace(report=label)
                if isinstance(label.person, Person):
                    return self._who(label.person, "label")._replace(report=label)
                return self._is(self.people.the_child, "label")._replace(report=label)
        return None

    def _same(self, report: Report, word: int) -> bool:
        return self.reading.of_word[report.first] == self.reading.of_word[word]

    def _first_layman(self, chain: Sequence[Report], step: str, denying: Report | None) -> Speaker:
        """The first who is no professional; where all are, the last of them."""
        spoken = [self._said_by(report, step) for report in chain]
        layman = [
            each
            for each, report in zip(spoken, chain, strict=True)
            if report.person is not None and each.who != "professional"
        ]
        return (layman[0] if layman else spoken[-1])._replace(denying=denying)

    def _said_by(self, report: Report, step: str) -> Speaker:
        if report.person is None:
            return self._by_author(step)._replace(report=report)
        if report.meant is None:
            return Speaker("unknown", None, step, report)
        return self._is(report.meant, step)._replace(report=report)

    def _by_author(self, step: str) -> Speaker:
        return Speaker(self.author, None, step, is_author=True)

    def _who(self, person: Person, step: str) -> Speaker:
        meant = meant_by(person, self.people, self.reading)
        return Speaker("unknown", None, step) if meant is None else self._is(meant, step)

    def _is(self, meant: Person, step: str) -> Speaker:
        if meant.category == "name":
            return Speaker("unknown", None, step)
        return Speaker(SPEAKERS[meant.category], meant.named, step, person=meant)

    def _in_quotation(self, quotation: Quotation) -> Speaker | None:
        """Who says what stands in quotation marks; None where the marks only set words apart."""
        reading = self.reading
        opening = reading.of_word[quotation.first]
        closing = reading.of_word[quotation.end - 1]
        near = [
            r
            for r in self.reports
            if opening <= reading.of_word[r.first] <= closing
            and not any(each.first <= r.first < each.end for each in self.quotations)
        ]
        before = [r for r in near if r.first < quotation.first]
        if before:
            report = max(before, key=lambda r: r.end)
            chain = [
                r
                for r in near
                if r is report or (not r.backward and r.since <= report.first < r.until)
            ]
            chain = [r for r in chain if self._same(r, report.first) and r.first <= report.first]
            return self._first_layman(chain, "quotation", None)
        end = reading.words[quotation.first - 1].clean_end if quotation.first else 0
        if ":" in reading.clean[end : quotation.mark]:
            for person in self.people.everybody:
                if person.end == quotation.first:
                    return self._who(person, "quotation")
        signed = self._signed(quotation)
        if signed is not None:
            return self._who(signed, "quotation")
        after = [r for r in near if r.first >= quotation.end] or self._alone_after(quotation)
        if after:
            return self._said_by(min(after, key=lambda r: r.first), "quotation")
        if quotation.first == reading.sentences[opening].first:
            earlier = [
                r
                for r in self.reports
                if reading.of_word[r.first] == opening - 1
                and not any(each.first <= r.first < each.end for each in self.quotations)
            ]
            said = self._said_by(earlier[-1], "quotation") if earlier else None
            if said is None or said.is_author or said.who == "professional":
                asked = self._asked(opening - 1)
                if asked is not None:
                    return self._who(asked, "quotation")
            if said is not None:
                return said
        label = self._under_label(quotation.first)
        if label is not None:
            return label._replace(step="quotation")
        mine = self._holds(quotation, "me")
        if quotation.end - quotation.first <= FEW_WORDS and not mine:
            return None
        if mine:
            person = self._nearby(quotation)
            if person is not None:
                return self._is(person, "quotation")
            if self._holds(quotation, "of_a_child") and not self._holds(quotation, "of_a_parent"):
                return self._is(self.people.the_child, "quotation")
        return Speaker("unknown", None, "quotation")

    def _holds(self, quotation: Quotation, name: str) -> bool:
        return any(
            quotation.first <= first and end <= quotation.end
            for first, end in self.people.hits.get(name, ())
        )

    def _asked(self, sentence: int) -> Person | None:
        """The last whom a sentence asks; not two at once."""
        if sentence < 0:
            return None
        within = range(*self.reading.sentences[sentence])
        behind = {end for _, end in self.people.hits.get("asking", ()) if end in within}
        asked = [p for p in self.people.everybody if p.first in behind]
        if not asked:
            return None
        behind = asked[-1].end
        also = behind in within and self.reading.words[behind].text in ("and", "or", "&")
        return None if also else asked[-1]

    def _signed(self, quotation: Quotation) -> Person | None:
        """Who stands alone behind it, after a dash or in brackets."""
        reading, who = self.reading, quotation.end
        person = next((p for p in self.people.everybody if p.first == who), None)
        if person is None or not _SIGNING.fullmatch(reading.gaps[who]):
            return None
        behind = reading.clean[reading.words[person.end - 1].clean_end :][:1]
        if behind == ")" or person.end == reading.sentences[reading.of_word[who]].end:
            return person
        following = reading.words[person.end].text
        aged = following in AGED or (following.isdigit() and following.isascii())
        return person if aged else None

    def _alone_after(self, quotation: Quotation) -> list[Report]:
        """The report that is the whole sentence behind it: "Mia asked."."""
        reading = self.reading
        closing = reading.of_word[quotation.end - 1]
        if quotation.end != reading.sentences[closing].end:
            return []
        return [
            r
            for r in self.reports
            if r.backward and (r.first, r.end) in (reading.sentences[closing + 1 :][:1])
        ]

    def _nearby(self, quotation: Quotation) -> Person | None:
        """The one of the family named before it in its sentence, else in the one before."""
        sentence = self.reading.of_word[quotation.first]
        for back in range(2):
            fits = [
                p
                for p in self.people.everybody
                if self.reading.of_word[p.first] == sentence - back
                and p.first < quotation.first
                and p.first not in self.people.quoted
                and p.category not in (*PRONOUNS, "professional")
            ]
            if fits:
                return _one(fits) if len({p.identity for p in fits}) == 1 else None
        return None
