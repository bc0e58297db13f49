"""What reading a text means, written plainly: slow, obvious, and the measure of the engine.

It shares with the engine the lexicon, the relationships of a cast and the types of its answers, and
no code. Read it in the order of `Oracle.analyse`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from caselint.language.lexicon import Concept, Lexicon, Owner
from caselint.language.mention import Assertion, Cue, Mention, Who
from caselint.language.patterns import Pattern

from .children import name_children
from .cues import Acting, find_cues, label_of
from .matching import Match, Matcher, smallest
from .people import People, Ways, find_people
from .speakers import Speakers
from .subjects import subject_of
from .words import Reading, read

AUTHORS: dict[str, Who] = {
    "child": "child",
    "parent": "parent",
    "professional": "professional",
    "other": "other",
}


class Oracle:
    """Reads texts by a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.ways = Ways(lexicon)
        self.matcher = Matcher(lexicon)

    def analyse(
        self,
        text: str,
        *,
        cast: Mapping[str, str] | None = None,
        author: str = "professional",
    ) -> list[Mention]:
        """Every mention in a text, by start, end, concept and sense."""
        page = _Page(self, text, cast, author)
        mentions = [
            page.mention(match, self.lexicon.concepts[match.owner.name])
            for match in self._counting(page.found, page.reading, page.people)
        ]
        return sorted(mentions, key=lambda m: (m.start, m.end, m.concept, m.sense))

    def read_span(
        self,
        text: str,
        start: int,
        end: int,
        *,
        cast: Mapping[str, str] | None = None,
        author: str = "professional",
    ) -> Mention | None:
        """What a mention of these words would be; None where no word stands there."""
        page = _Page(self, text, cast, author)
        words = page.reading.words
        inside = [i for i, word in enumerate(words) if word.start < end and start < word.end]
        if not inside:
            return None
        sentence = page.reading.sentences[page.reading.of_word[inside[0]]]
        span = (inside[0], min(inside[-1] + 1, sentence.end))
        owner = Owner("concept", "", "", "")
        return page.mention(Match(*span, (span,), 0, Pattern(()), owner), None)

    def assert_status(self, text: str, start: int, end: int) -> Assertion:
        """Whether what a span of a text says is so; raises `ValueError` without a word in it."""
        mention = self.read_span(text, start, end)
        if mention is None:
            raise ValueError("there is no word in the span")
        cues = tuple(cue for cue in mention.cues if cue.sets != "speaker")
        return Assertion(mention.assertion, mention.modes, mention.hedged, cues)

    def _counting(self, found: Sequence[Match], reading: Reading, people: People) -> list[Match]:
        """The matches that count as mentions."""
        exclusions = defaultdict(list)
        groups = defaultdict(list)
        for match in found:
            if match.owner.role == "exclusion":
                exclusions[match.owner.name].append(match)
            elif match.owner.role == "concept":
                groups[match.owner.name, match.owner.way].append(match)
        counting: list[Match] = []
        for (name, _), matches in groups.items():
            concept = self.lexicon.concepts[name]
            excluded = exclusions[name]
            if concept.capitals:
                matches = [m for m in matches if _in_capitals(m, reading)]
                cast = {(p.first, p.end) for p in people.everybody if p.source == "cast"}
                matches = [m for m in matches if (m.first, m.end) not in cast]
            free = smallest(
                m for m in matches if not any(x.first < m.end and m.first < x.end for x in excluded)
            )
            counting += _first_uses(free, excluded, reading) if concept.first_use else free
        return counting


def _in_capitals(match: Match, reading: Reading) -> bool:
    return all(
        reading.words[number].written.isupper()
        for first, end in match.pieces
        for number in range(first, end)
    )


def _first_uses(matches: list[Match], exclusions: list[Match], reading: Reading) -> list[Match]:
    """Of the same words only the first, and none that an exclusion has named before."""
    kept: list[Match] = []
    seen: set[tuple[str, ...]] = set()
    for match in matches:
        words = _texts(match.first, match.end, reading)
        explained = any(
            x.first <= match.first and _holds(_texts(x.first, x.end, reading), words)
            for x in exclusions
        )
        if words not in seen and not explained:
            kept.append(match)
        seen.add(words)
    return kept


def _texts(first: int, end: int, reading: Reading) -> tuple[str, ...]:
    return tuple(word.text for word in reading.words[first:end])


def _holds(words: tuple[str, ...], some: tuple[str, ...]) -> bool:
    return any(words[at : at + len(some)] == some for at in range(len(words) - len(some) + 1))


class _Page:
    """One text with everything found in it."""

    def __init__(
        self, oracle: Oracle, text: str, cast: Mapping[str, str] | None, author: str
    ) -> None:
        self.reading = read(
            text,
            oracle.lexicon.abbreviations,
            oracle.ways.of.get("no_name", frozenset()),
            oracle.ways.of.get("answering_no", frozenset()),
        )
        self.people: People = find_people(self.reading, oracle.ways, cast)
        self.found = list(oracle.matcher.find(self.reading, self.people))
        name_children(self.reading, self.found, self.people)
        self.cues: list[Acting] = find_cues(self.reading, self.found, self.people)
        self.author: Who = AUTHORS.get(author, "unknown")
        self.speakers = Speakers(self.reading, self.found, self.people, self.author)

    def mention(self, match: Match, concept: Concept | None) -> Mention:
        """A match with everything that is said of it."""
        text = self.reading.text
        cues = [
            Cue(cue.sets, cue.start_at, cue.end_at, text[cue.start_at : cue.end_at])
            for cue in self.cues
            if cue.acts_on(match, self.people)
            and not (concept and concept.looks_ahead and cue.sets == "planned")
        ]
        speaker = self.speakers.of(match.pieces[-1][0])
        passing_on = self.author in ("parent", "other")
        if speaker.denying is not None:
            cues.append(self._cue("negated", speaker.denying.first, speaker.denying.end))
        label, modes, hedged = label_of({cue.sets for cue in cues})
        if speaker.report is not None:
            cues.append(self._cue("speaker", speaker.report.first, speaker.report.end))
        subject = subject_of(
            match,
            concept.about if concept else "anyone",
            concept is not None and concept.others_act,
            self.people,
            self.reading,
            speaker,
            "this_child" if self.author == "child" else self.author,
            [label.bodies() for label in self.speakers.labels],
        )
        start = self.reading.words[match.first].start
        end = self.reading.words[match.end - 1].end
        return Mention(
            match.owner.name,
            match.owner.way,
            start,
            end,
            text[start:end],
            label,
            modes,
            hedged,
            self.author if passing_on else speaker.who,
            None if passing_on else speaker.named,
            subject.whose,
            subject.named,
            cues=tuple(sorted(set(cues), key=lambda cue: (cue.start, cue.end, cue.sets))),
            rule=f'phrase "{match.owner.phrase}"; speaker: {speaker.step}; subject: {subject.step}',
        )

    def _cue(self, sets: str, first: int, end: int) -> Cue:
        start_at, end_at = self.reading.words[first].start, self.reading.words[end - 1].end
        return Cue(sets, start_at, end_at, self.reading.text[start_at:end_at])
