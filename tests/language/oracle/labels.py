"""Headings and fields that say whose words follow: "Child's views: …", "Mia (14): …"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .matching import Match
from .people import People, Person, Span
from .words import LINE_BREAKS, Reading

WORDS_TO_COLON = 4
OLDEST = 18
FAMILY = ("this_child", "other_child", "parent")
_BREAKS = re.compile(rf"\r\n|[{LINE_BREAKS}]")
_DASH = re.compile(r"\s[-–—]+\s")


class Label(NamedTuple):
    """A label: its words, the last one before what closes it, who speaks, and what it covers.

    `person` is None for the child whom no word names, and "author" for the author.
    """

    first: int
    end: int
    person: Person | str | None
    covers: tuple[Span, ...] = ()

    def bodies(self) -> list[int]:
        """The first words of what it heads, sentence by sentence."""
        return [self.end if first == self.first else first for first, _ in self.covers]


def find_labels(reading: Reading, found: Sequence[Match], people: People) -> list[Label]:
    """The labels of a text in order, each with the stretches of words that it covers."""
    watching = {first for first, _ in people.hits.get("watching", ())}
    stating = {first for first, _ in people.hits.get("stating", ())}
    labels: dict[int, Label] = {}
    for _, label in sorted(_phrases(reading, found, people), key=lambda pair: pair[0]):
        labels[label.end] = label
    speechless = {first for first, _ in people.hits.get("speechless", ())}
    for label in _names(reading, people, watching | stating, speechless):
        labels.setdefault(label.end, label)
    ordered = [labels[end] for end in sorted(labels)]
    boundaries = {label.first for label in ordered} | set(_opened_by_colons(reading))
    stops = [m.first for m in found if m.owner.role == "stop" and m.owner.name == "speaker"]
    return [
        label._replace(covers=tuple(_covers(reading, label, boundaries, stops, watching)))
        for label in ordered
    ]


def _colon_after(reading: Reading, word: int) -> bool:
    """A colon, and white space or a mark beside it, before the next word."""
    if not 0 <= word < len(reading.words) - 1:
        return False
    gap = reading.gaps[word + 1]
    return ":" in gap and len(gap) > 1


def _breaks_after(reading: Reading, word: int) -> int:
    if word >= len(reading.words) - 1:
        return 0
    return len(_BREAKS.findall(reading.gaps[word + 1]))


def _opens(reading: Reading, word: int) -> bool:
    return reading.sentences[reading.of_word[word]].first == word


def _phrases(
    reading: Reading, found: Sequence[Match], people: People
) -> Iterator[tuple[tuple[int, int, int], Label]]:
    """Phrases for labels that are closed; what comes last in order counts."""
    for match in found:
        if match.owner.role != "label":
            continue
        end = _closed(reading, match)
        if end is None:
            continue
        speaker = [
            span
            for span, piece in zip(match.pieces, match.pattern.pieces, strict=True)
            if piece.of == "speaker"
        ]
        person: Person | str | None = None
        if speaker:
            person = people.at(*speaker[0]) or "author"
        order = (-match.first, len(speaker), -speaker[0][0] if speaker else 0)
        yield order, Label(match.first, end, person)


def _closed(reading: Reading, match: Match) -> int | None:
    """The end of the label: after the last word before its colon, dash, question or line end."""
    last = match.end - 1
    if _colon_after(reading, last):
        return match.end
    if not _opens(reading, match.first) or match.end == len(reading.words):
        return None
    if "?" in reading.gaps[match.end] or _breaks_after(reading, last):
        return match.end
    sentence = reading.sentences[reading.of_word[match.first]]
    for word in range(last, min(last + WORDS_TO_COLON, sentence.end - 1) + 1):
        dash = word + 1 < len(reading.words) and _DASH.search(reading.gaps[word + 1])
        if _colon_after(reading, word) or dash:
            return word + 1
    return None


def _names(
    reading: Reading, people: People, plain: set[int], speechless: set[int]
) -> Iterator[Label]:
    """One of the family who opens a sentence, perhaps an age, and a colon; no description."""
    for person in people.everybody:
        if person.category not in FAMILY or not _opens(reading, person.first):
            continue
        if person.first in speechless:
            continue
        end = person.end
        sentence = reading.sentences[reading.of_word[person.first]]
        if end < sentence.end:
            text = reading.words[end].text
            if text.isdigit() and text.isascii() and int(text) <= OLDEST:
                end += 1
        closed = _colon_after(reading, end - 1) and not _breaks_after(reading, end - 1)
        if closed and end not in plain:
            yield Label(person.first, end, person)


def _opened_by_colons(reading: Reading) -> Iterator[int]:
    for sentence in reading.sentences:
        for word in range(sentence.first, min(sentence.first + WORDS_TO_COLON + 1, sentence.end)):
            if _colon_after(reading, word):
                yield sentence.first


def _covers(
    reading: Reading, label: Label, boundaries: set[int], stops: list[int], watching: set[int]
) -> Iterator[Span]:
    """What stands on its line, or under a heading up to an empty line, sentence by sentence."""
    block = _breaks_after(reading, label.end - 1) > 0
    end = label.end
    while end < len(reading.words):
        breaks = _breaks_after(reading, end)
        end += 1
        if end == len(reading.words):
            break
        ending = breaks and reading.of_word[end] != reading.of_word[end - 1]
        if breaks > 1 if block else ending:
            break
    end = min([end, *(each for each in boundaries if each >= label.end)])
    for sentence in reading.sentences:
        first, until = max(sentence.first, label.end), min(sentence.end, end)
        if first < until and first not in watching:
            until = min([until, *(each for each in stops if each >= first)])
            if first < until:
                yield (label.first if first == label.end else first), until
