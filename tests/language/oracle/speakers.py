"""Whose words it is: reports, quotations, else the author."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from caselint.language.mention import Who

from .matching import Match
from .people import People, Person, Span, meant_by
from .words import Quotation, Reading, quotations

NESTED_WITHIN = 6
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
    report: Report | None = None
    denying: Report | None = None
    person: Person | None = None
    is_author: bool = False


class Report(NamedTuple):
    """Somebody says: its words, and what it covers (what starts from `since` to before `until`).

    `person` is None where the writer says it ("I said"); where nobody is named ("Told me that") it
    is a pronoun before the first word, in place of the one left out. What it denies starts after it
    and before `denies_until`: a stop of negations ends that too.
    """

    first: int
    end: int
    since: int
    until: int
    person: Person | None
    backward: bool
    denies_until: int = 0


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
    kept.sort(key=lambda m: (m.first, m.end))
    ends = _ends_of_chains(reading, [m for m in kept if m.owner.way != "backward"], people)
    stops = [m for m in found if m.owner.role == "stop" and m.owner.name == "speaker"]
    no_more = [m for m in found if m.owner.role == "stop" and m.owner.name in ("", "negated")]
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
        result.append(
            Report(
                match.first,
                match.end,
                since,
                until,
                Person(first, end, "they") if first == end else people.at(first, end),
                match.owner.way == "backward",
                min([until, *denied]) if match.owner.denying else 0,
            )
        )
    return result


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

    One is nested in that before it when it follows closely with no coordinator between.
    """
    coordinators = people.hits.get("coordinator", set())
    ends: dict[Match, int] = {}
    chain: list[Match] = []
    reached = 0
    for match in forward:
        if chain:
            before = chain[-1]
            joined = any(before.end <= first < match.first for first, _ in coordinators)
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


class Speakers:
    """Who says what stands at a place of a text."""

    def __init__(
        self, reading: Reading, found: Sequence[Match], people: People, author: Who
    ) -> None:
        self.reading = reading
        self.people = people
        self.author = author
        self.reports = find_reports(reading, found, people)
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
                    if spoken.report and spoken.report.denies_until:
                        denying = spoken.report
                    return spoken._replace(denying=denying)
        chain = [r for r in covering if not r.backward]
        if chain:
            return self._first_layman(chain, "report", denying)
        backward = [r for r in covering if r.backward]
        if backward:
            return self._said_by(backward[0], "backward report")._replace(denying=denying)
        return self._by_author("author")._replace(denying=denying)

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
        return self._who(report.person, step)._replace(report=report)

    def _by_author(self, step: str) -> Speaker:
        return Speaker(self.author, None, step, is_author=True)

    def _who(self, person: Person, step: str) -> Speaker:
        meant = meant_by(person, self.people, self.reading)
        if meant is None or meant.category == "name":
            return Speaker("unknown", None, step)
        return Speaker(SPEAKERS[meant.category], meant.named, step, person=meant)

    def _in_quotation(self, quotation: Quotation) -> Speaker | None:
        """Who says what stands in quotation marks; None where the marks only set words apart."""
        reading = self.reading
        opening = reading.of_word[quotation.first]
        closing = reading.of_word[quotation.end - 1]
        near = [r for r in self.reports if opening <= reading.of_word[r.first] <= closing]
        before = [r for r in near if r.end <= quotation.first]
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
        after = [r for r in near if r.first >= quotation.end]
        if after:
            return self._said_by(min(after, key=lambda r: r.first), "quotation")
        if quotation.first == reading.sentences[opening].first:
            earlier = [r for r in self.reports if reading.of_word[r.first] == opening - 1]
            if earlier:
                return self._said_by(earlier[-1], "quotation")
        if quotation.end - quotation.first <= FEW_WORDS:
            return None
        return Speaker("unknown", None, "quotation")
