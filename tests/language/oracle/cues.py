"""Whether something is so: cues, how far they act, and what they set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from caselint.language.mention import MODES, Mode

from .matching import Match
from .people import People, Span
from .words import Reading, query_marks

QUERY_REACH = 6


class Found(NamedTuple):
    """A cue, the ways in which it acts, and its pattern; a query mark has its place instead."""

    sets: str
    span: Span
    ways: frozenset[str]
    match: Match | None
    place: int = -1


class Acting(NamedTuple):
    """A cue: what it sets, its words, its characters, and the words that its scope ends before.

    It acts forward on what starts before `until`, backward on what ends after `since`.
    """

    sets: str
    first: int
    end: int
    start_at: int
    end_at: int
    until: int
    since: int

    def acts_on(self, target: Match, people: People) -> bool:
        """Whether a mention has a piece in its scope, and none of its words but of people.

        What stands nearest to the cue decides: "targeted because of" goes on after a stop within.
        """
        words = people.words
        for first, end in target.sharing((self.first, self.end)):
            if not (first in words and end - 1 in words):
                return False
        after = [first for first, _ in target.pieces if first >= self.end]
        before = [end for _, end in target.pieces if end <= self.first]
        forward = bool(after) and after[0] < self.until
        backward = bool(before) and before[-1] > self.since
        return forward or backward


def find_cues(reading: Reading, found: Sequence[Match], people: People) -> list[Acting]:
    """The cues of a text with their scopes; the name of somebody in the cast is no cue."""
    names = [(p.first, p.end) for p in people.everybody if p.source == "cast"]
    written = [m for m in found if m.owner.role in ("cue", "pseudo")]
    written = [m for m in written if not any(_within((m.first, m.end), each) for each in names)]
    cues: list[Found] = []
    for match in written:
        if match.owner.role == "cue":
            ways = frozenset(way for way in _ways(match) if not _hidden(match, way, written))
            if ways:
                cues.append(Found(match.owner.name, (match.first, match.end), ways, match))
    for word, place in query_marks(reading):
        cues.append(Found("hedged", (word, word), frozenset({"forward"}), None, place))
    stops = [(m.owner.name, m.first, m.end) for m in found if is_stop(m, reading)]
    return [_scoped(reading, each, cues, stops) for each in dict.fromkeys(cues)]


def is_stop(match: Match, reading: Reading) -> bool:
    """Whether a match is a stop; some are only behind a comma, a colon or a dash."""
    if match.owner.role != "stop":
        return False
    gap = reading.gaps[match.first] if match.first else ""
    return match.owner.way != "clause" or bool(set(gap) & set(",:-–—"))


def _ways(match: Match) -> tuple[str, ...]:
    return ("forward", "backward") if match.owner.way == "both" else (match.owner.way,)


def _hidden(match: Match, way: str, written: Sequence[Match]) -> bool:
    """Whether a longer cue of its category acts in this direction, or a longer one is none."""
    return any(
        other.owner.name == match.owner.name
        and (other.owner.role == "pseudo" or way in _ways(other))
        and _within((match.first, match.end), (other.first, other.end))
        and other.end - other.first > match.end - match.first
        for other in written
    )


def _within(span: Span, around: Span) -> bool:
    return around[0] <= span[0] and span[1] <= around[1]


def _scoped(
    reading: Reading, cue: Found, cues: Sequence[Found], stops: Sequence[tuple[str, int, int]]
) -> Acting:
    first, end = cue.span
    sentence = reading.sentences[reading.of_word[first]]
    reach = (cue.match.owner.reach if cue.match else QUERY_REACH) or len(reading.words)
    mine = [(start, stop) for name, start, stop in stops if name in ("", cue.sets)]
    same = [
        other.span
        for other in cues
        if other.sets == cue.sets and (other.span, other.place) != (cue.span, cue.place)
    ]
    until, since = end, first
    if "forward" in cue.ways:
        ahead = [start for start, _ in (*mine, *same) if start >= end]
        until = min([sentence.end, end + reach, *ahead])
    if "backward" in cue.ways:
        behind = [stop for _, stop in (*mine, *same) if stop <= first]
        since = max([sentence.first, first - reach, *behind])
    if cue.match is None:
        start_at = reading.places[cue.place]
        return Acting(cue.sets, first, end, start_at, start_at + 1, until, since)
    start_at, end_at = reading.words[first].start, reading.words[end - 1].end
    return Acting(cue.sets, first, end, start_at, end_at, until, since)


def label_of(sets: set[str]) -> tuple[Mode, frozenset[Mode], bool]:
    """The label, the modes and whether it is hedged."""
    modes = frozenset(mode for mode in MODES if mode in sets) or frozenset({MODES[-1]})
    return next(mode for mode in MODES if mode in modes), modes, "hedged" in sets
