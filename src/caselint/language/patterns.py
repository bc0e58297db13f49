"""From phrases to patterns: what is looked for in a text, written out.

A pattern is a row of pieces: *segments* (literal words, in all the ways that the phrase allows) and
*classes*. Words that stand together make one segment, so that a scan finds them at once; classes
and gaps are joined afterwards. Where a phrase leaves a class or a gap to choice, it gives several
patterns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final, NamedTuple

from caselint.language.forms import forms_of
from caselint.language.phrases import Choice, ClassOf, Edge, Gap, Node, PhraseError, Word

SEGMENT_WAYS: Final = 400
"""The most ways in which one run of literal words may be written."""
PHRASE_PATTERNS: Final = 64
"""The most patterns that one phrase may stand for."""


class Segment(NamedTuple):
    """Literal words, in each of the ways they may be written: sorted, folded, single spaces."""

    ways: tuple[str, ...]


class Piece(NamedTuple):
    """A part of a pattern: a segment or the name of a class, and how far it follows the last one.

    `gap` is the number of words that may stand between; `barring` a class that may not.
    """

    of: Segment | str
    gap: int = 0
    barring: str = ""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Pieces in order; `first`, `last`: it opens, it closes a sentence."""

    pieces: tuple[Piece, ...]
    first: bool = False
    last: bool = False


def patterns_of(nodes: tuple[Node, ...], listed: Mapping[str, tuple[str, ...]]) -> list[Pattern]:
    """The patterns that a parsed phrase stands for; raises `PhraseError` where they explode."""
    first = isinstance(nodes[0], Edge)
    last = isinstance(nodes[-1], Edge)
    rows = _rows(nodes[first : len(nodes) - last])
    found = dict.fromkeys(pieces for row in rows for pieces in _pieces(row, listed))
    if not found:
        raise PhraseError("nothing in the phrase has to stand there")
    if len(found) > PHRASE_PATTERNS:
        raise _exploding(len(found))
    return [Pattern(pieces, first, last) for pieces in found]


def literal_ways(nodes: tuple[Node, ...], listed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The ways to write a phrase that has neither classes nor gaps."""
    if not _is_literal(nodes):
        raise PhraseError("here only words can stand, without gaps or the edges of sentences")
    return tuple(sorted(way for way in _ways(nodes, listed) if way))


def _rows(nodes: Iterable[Node]) -> Iterator[tuple[Node, ...]]:
    """The sequences that choices over classes and gaps leave open; literal choices stay in."""
    options: list[list[tuple[Node, ...]]] = []
    for node in nodes:
        if isinstance(node, Choice) and not all(map(_is_literal, node.ways)):
            options.append([row for way in node.ways for row in _rows(way)])
        else:
            options.append([(node,)])
    total = 1
    for ways in options:
        total *= len(ways)
        if total > PHRASE_PATTERNS:
            raise _exploding(total)
    for row in product(*options):
        yield tuple(node for part in row for node in part)


def _exploding(size: int) -> PhraseError:
    return PhraseError(
        f"the phrase stands for {size} patterns or more, and {PHRASE_PATTERNS} is the "
        "most: leave less to choice, or make a class of it"
    )


def _pieces(
    row: tuple[Node, ...], listed: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[Piece, ...]]:
    """The pieces of a sequence; several where a run of words need not stand there at all."""
    found: list[tuple[tuple[Piece, ...], int, str]] = [((), 0, "")]
    run: list[Node] = []
    for node in (*row, None):
        if isinstance(node, Word | Choice):
            run.append(node)
            continue
        if run:
            ways = _ways(tuple(run), listed)
            without = found if "" in ways else []
            segment = Segment(tuple(sorted(ways - {""})))
            found = [
                ((*done, Piece(segment, gap, bar)), 0, "")
                for done, gap, bar in found
                if segment.ways
            ]
            found += without
            run = []
        if isinstance(node, ClassOf):
            found = [((*done, Piece(node.name, gap, bar)), 0, "") for done, gap, bar in found]
        elif isinstance(node, Gap):
            found = [(done, gap + node.words, bar or node.barring) for done, gap, bar in found]
    for pieces, _, _ in found:
        if pieces:
            yield (pieces[0]._replace(gap=0, barring=""), *pieces[1:])


def _ways(nodes: tuple[Node, ...], listed: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The texts that literal nodes stand for, one of which may be empty."""
    ways = {""}
    for node in nodes:
        if isinstance(node, Word):
            options = set(forms_of(node.text, listed)) if node.inflected else {node.text}
        elif isinstance(node, Choice):
            options = {text for way in node.ways for text in _ways(way, listed)}
        else:
            raise PhraseError("a class or a gap cannot stand here")
        size = len(ways) * len(options)
        if size > SEGMENT_WAYS:
            raise PhraseError(
                f"these words can be written in {size} ways, and {SEGMENT_WAYS} is the most"
            )
        ways = {f"{way} {option}".strip() for way in ways for option in options}
    return ways


def _is_literal(nodes: tuple[Node, ...]) -> bool:
    return all(
        isinstance(node, Word) or (isinstance(node, Choice) and all(map(_is_literal, node.ways)))
        for node in nodes
    )
