"""Where patterns match: every way to lay their pieces on the words of one sentence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from caselint.language.lexicon import Lexicon, Owner
from caselint.language.patterns import Pattern, Piece, Segment

from .people import People, Span
from .words import Reading, Sentence


class Match(NamedTuple):
    """A pattern found; `pieces` are the words of each piece."""

    first: int
    end: int
    pieces: tuple[Span, ...]
    number: int
    pattern: Pattern
    owner: Owner

    def sharing(self, span: Span) -> list[Span]:
        """The pieces that have a word of the span."""
        return [(first, end) for first, end in self.pieces if first < span[1] and span[0] < end]


class Matcher:
    """The patterns of a lexicon; a sentence tries those of which it holds a telling word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.patterns = lexicon.patterns
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._always: set[int] = set()
        frequent: Counter[str] = Counter()
        for pattern, _ in self.patterns:
            for piece in pattern.pieces:
                if isinstance(piece.of, Segment):
                    frequent.update({word for way in piece.of.ways for word in way.split()})
        for number, (pattern, _) in enumerate(self.patterns):
            segments = [piece.of for piece in pattern.pieces if isinstance(piece.of, Segment)]
            if not segments:
                self._always.add(number)
                continue
            telling = min(
                (
                    {min(way.split(), key=lambda word: frequent[word]) for way in each.ways}
                    for each in segments
                ),
                key=lambda words: sum(frequent[word] for word in words),
            )
            for word in telling:
                self._by_word[word].add(number)

    def find(self, reading: Reading, people: People) -> Iterator[Match]:
        """Every match of every pattern."""
        for sentence in reading.sentences:
            words = {reading.words[number].text for number in range(*sentence)}
            numbers = set(self._always).union(*(self._by_word.get(word, ()) for word in words))
            for number in sorted(numbers):
                pattern, owner = self.patterns[number]
                for pieces in _lay(pattern, reading, people, sentence):
                    yield Match(pieces[0][0], pieces[-1][1], pieces, number, pattern, owner)


def _lay(
    pattern: Pattern, reading: Reading, people: People, sentence: Sentence
) -> Iterator[tuple[Span, ...]]:
    """Every way to lay a pattern on a sentence."""
    todo: list[tuple[Span, ...]] = [()]
    for number, piece in enumerate(pattern.pieces):
        hits = sorted(_hits(piece, reading, people, sentence))
        barred = people.hits.get(piece.barring, ()) if piece.barring else ()
        grown: list[tuple[Span, ...]] = []
        for laid in todo:
            for first, end in hits:
                if number == 0:
                    if pattern.first and first != sentence.first:
                        continue
                else:
                    before = laid[-1][1]
                    if not before <= first <= before + piece.gap:
                        continue
                    if any(before <= start and stop <= first for start, stop in barred):
                        continue
                grown.append((*laid, (first, end)))
        todo = grown
    for laid in todo:
        if not pattern.last or laid[-1][1] == sentence.end:
            yield laid


def _hits(piece: Piece, reading: Reading, people: People, sentence: Sentence) -> Iterable[Span]:
    if isinstance(piece.of, str):
        return (
            span
            for span in people.hits.get(piece.of, ())
            if sentence.first <= span[0] < sentence.end
        )
    return _segment(piece.of, reading, sentence)


def _segment(segment: Segment, reading: Reading, sentence: Sentence) -> Iterator[Span]:
    texts = [reading.words[number].text for number in range(*sentence)]
    for way in segment.ways:
        words = way.split()
        for at in range(len(texts) - len(words) + 1):
            if texts[at] == words[0] and texts[at : at + len(words)] == words:
                yield sentence.first + at, sentence.first + at + len(words)


def smallest(found: Iterable[Match]) -> list[Match]:
    """Of matches that overlap the one that ends first, shortest; of equals the first pattern's."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda m: (m.end, -m.first, m.number, m.pieces)):
        if not kept or kept[-1].end <= match.first:
            kept.append(match)
    return kept
