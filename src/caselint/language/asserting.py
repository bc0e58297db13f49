"""Whether what a span says is so: cues and their scope, after ConText.

Harkema and others, *ConText: an algorithm for determining negation, experiencer, and temporal
status from clinical reports*, J Biomed Inform 42 (2009). A cue acts forward, backward or both ways
to the end of its sentence, to a stop, or to the next cue of its category; of cues within one
another the longest counts; a phrase in which the words are no cue hides them; no cue acts on words
of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from caselint.language.bounds import Sentences
from caselint.language.folding import Flags, Folded, Ints
from caselint.language.lexicon import Lexicon
from caselint.language.mention import MODES, Mode
from caselint.language.near import Matches
from caselint.language.ranges import spread, where

SETS: Final = ("hypothetical", "planned", "negated", "historical", "hedged")
"""What cues set, in the order of their bits; the first four in the order of the label."""
SPEAKER: Final = len(SETS)
"""The number of the category of stops that end reports."""
NEGATED: Final = 1 << SETS.index("negated")
PLANNED: Final = 1 << SETS.index("planned")
HEDGED: Final = 1 << SETS.index("hedged")
QUERY_REACH: Final = 6
"""How many words a question mark before a word makes doubtful."""
_ROW: Final = 1 << 40
_FORWARD, _BACKWARD = 1, 2
_WAYS: Final = {"forward": _FORWARD, "backward": _BACKWARD, "both": _FORWARD | _BACKWARD}


@dataclass(slots=True)
class CuePlan:
    """What the patterns of cues set: by pattern; `sets` is -1 where a pattern is no cue."""

    sets: Ints
    way: Ints
    reach: Ints
    pseudo: Flags
    stop: Ints
    """The category that a stop ends; `ALL` for every one but reports, -1 for no stop."""
    clause: Flags
    """Whether a stop counts only where a new clause begins with it: behind a comma or the like."""


ALL: Final = 99


@dataclass(slots=True)
class Cues:
    """Cues and how far they act, in words: on what begins in `until` or ends after `since`.

    `until` is the first word out of reach to the right, `since` the last one to the left; a cue
    that does not act that way has its own edge there. `query`: the place of the question mark that
    it is, or -1.
    """

    sets: Ints
    first: Ints
    last: Ints
    until: Ints
    since: Ints
    sentence: Ints
    query: Ints


@dataclass(slots=True)
class Acting:
    """Which cue acts on which mention, one row each; `bits` for each mention what is set."""

    mention: Ints
    cue: Ints
    bits: Ints


def cue_plan(lexicon: Lexicon) -> CuePlan:
    """Lay out what the cue patterns of a lexicon set."""
    owners = [owner for _, owner in lexicon.patterns]
    return CuePlan(
        np.array(
            [SETS.index(o.name) if o.role in ("cue", "pseudo") else -1 for o in owners], np.int64
        ),
        np.array([_WAYS[o.way] if o.role == "cue" else 0 for o in owners], np.int64),
        np.array([o.reach or (1 << 30) for o in owners], np.int64),
        np.array([o.role == "pseudo" for o in owners], bool),
        np.array([_stop_of(o.name) if o.role == "stop" else -1 for o in owners], np.int64),
        np.array([o.role == "stop" and o.way == "clause" for o in owners], bool),
    )


def _stop_of(name: str) -> int:
    if not name:
        return ALL
    return SPEAKER if name == "speaker" else SETS.index(name)


@dataclass(slots=True)
class Stops:
    """Where scopes end, by category: the first words of stops in order, and the last words."""

    begins: Ints
    ends: Ints

    def after(self, category: Ints, word: Ints) -> Ints:
        """The first word at or after `word` where a stop of the category begins."""
        return _next(self.begins, category, word)

    def before(self, category: Ints, word: Ints) -> Ints:
        """The last word at or before `word` where a stop of the category ends; -1 for none."""
        return _previous(self.ends, category, word)


def find_stops(plan: CuePlan, found: Matches, sentences: Sentences, texts: Folded) -> Stops:
    """The stops in a batch."""
    category = plan.stop[found.pattern]
    stands = category >= 0
    clause = where(plan.clause[found.pattern])
    if clause.size:
        begins = found.first[clause]
        ends = texts.end[begins - 1]
        stands[clause] = sentences.part_clauses(ends, texts.start[begins]) & (begins > 0)
    rows = where(stands)
    category, first, last = category[rows], found.first[rows], found.last[rows]
    shared = category == ALL
    every = np.repeat(np.arange(len(SETS)), int(shared.sum()))
    kinds = np.concatenate([category[~shared], every])
    first = np.concatenate([first[~shared], np.tile(first[shared], len(SETS))])
    last = np.concatenate([last[~shared], np.tile(last[shared], len(SETS))])
    return Stops(np.sort(kinds * _ROW + first), np.sort(kinds * _ROW + last))


def find_cues(
    plan: CuePlan, found: Matches, stops: Stops, sentences: Sentences, names: Flags
) -> Cues:
    """The cues in a batch with their scopes; words that are `names` of a cast are no cue."""
    rows = where(plan.sets[found.pattern] >= 0)
    if names.any():
        count = np.concatenate([[0], names.cumsum()])
        named = count[found.last[rows] + 1] - count[found.first[rows]]
        rows = rows[named <= found.last[rows] - found.first[rows]]
    pattern = found.pattern[rows]
    ways = _ways_left(plan, pattern, found.first[rows], found.last[rows])
    kept = where(ways > 0)
    rows, pattern, ways = rows[kept], pattern[kept], ways[kept]
    queries = sentences.queries
    hedged = np.full(len(queries), SETS.index("hedged"))
    sets = np.concatenate([plan.sets[pattern], hedged])
    # A question mark stands before its first word: it has no words of its own.
    first = np.concatenate([found.first[rows], queries])
    last = np.concatenate([found.last[rows], queries - 1])
    way = np.concatenate([ways, np.full(len(queries), _FORWARD)])
    reach = np.concatenate([plan.reach[pattern], np.full(len(queries), QUERY_REACH)])
    query = np.concatenate([np.full(len(rows), -1), sentences.query_marks])
    sentence = sentences.of_word[first] if len(first) else first
    pattern_begins = np.sort((sets * _ROW + first)[query < 0])
    begins = np.sort(sets * _ROW + first)
    ends = np.sort(sets * _ROW + last)
    until = np.minimum(sentences.last[sentence] + 1, last + 1 + reach)
    until = np.minimum(until, stops.after(sets, last + 1))
    until = np.minimum(until, _next(pattern_begins, sets, last + 1))
    until = np.minimum(until, _next(begins, sets, np.maximum(last, first) + 1))
    since = np.maximum(sentences.first[sentence] - 1, first - 1 - reach)
    since = np.maximum(since, stops.before(sets, first - 1))
    since = np.maximum(since, _previous(ends, sets, first - 1))
    until = np.where(way & _FORWARD, until, last + 1)
    since = np.where(way & _BACKWARD, since, first - 1)
    order = np.argsort(sentence * _ROW + first, kind="stable")
    return Cues(
        sets[order],
        first[order],
        last[order],
        until[order],
        since[order],
        sentence[order],
        query[order],
    )


def act(cues: Cues, targets: Matches, sentence: Ints, people: Flags) -> Acting:
    """Which cues act on which of the targets; `sentence` is that of each target.

    `people` marks the words by which somebody is meant: of these cue and target may share one ("SW
    to visit").
    """
    low = cues.sentence.searchsorted(sentence)
    high = cues.sentence.searchsorted(sentence, side="right")
    of, cue = spread(low, high)
    # Only a cue that reaches beyond its own words to where the mention lies can act.
    near = (targets.last[of] > cues.last[cue]) & (targets.first[of] < cues.until[cue])
    near |= (targets.first[of] < cues.first[cue]) & (targets.last[of] > cues.since[cue])
    of, cue = of[near], cue[near]
    pieces = targets.pieces[of]
    begins, ends = pieces[:, :, 0], pieces[:, :, 1]
    after = np.where(begins > cues.last[cue][:, None], begins, _ROW).min(axis=1, initial=_ROW)
    before = np.where(ends < cues.first[cue][:, None], ends, -1).max(axis=1, initial=-1)
    acts = where((after < cues.until[cue]) | ((before >= 0) & (before > cues.since[cue])))
    of, cue, pieces = of[acts], cue[acts], pieces[acts]
    shared = (pieces[:, :, 0] <= cues.last[cue][:, None]) & (
        pieces[:, :, 1] >= cues.first[cue][:, None]
    )
    somebody = people[pieces[:, :, 0]] & people[pieces[:, :, 1]]
    apart = ~(shared & ~somebody).any(axis=1)
    of, cue = of[apart], cue[apart]
    bits = np.zeros(len(targets.first), np.int64)
    np.bitwise_or.at(bits, of, 1 << cues.sets[cue])
    return Acting(of, cue, bits)


@lru_cache(maxsize=64)
def modes_of(bits: int) -> tuple[Mode, frozenset[Mode], bool]:
    """The label, all modes and whether it is hedged, of what cues have set."""
    modes = frozenset(mode for at, mode in enumerate(MODES[:4]) if bits >> at & 1)
    if not modes:
        return "affirmed", frozenset({"affirmed"}), bool(bits & HEDGED)
    return next(mode for mode in MODES if mode in modes), modes, bool(bits & HEDGED)


def _ways_left(plan: CuePlan, pattern: Ints, first: Ints, last: Ints) -> Ints:
    """The directions in which each cue acts, once longer ones have hidden it.

    A cue is hidden by a longer one of its category that acts in the same direction, and by a longer
    pseudo-cue; a pseudo-cue acts in none.
    """
    left = np.zeros(len(pattern), np.int64)
    pseudo = plan.pseudo[pattern]
    for way in (_FORWARD, _BACKWARD):
        rows = where(pseudo | (plan.way[pattern] & way > 0))
        left[rows[_longest(plan.sets[pattern[rows]], first[rows], last[rows])]] |= way
    left[pseudo] = 0
    return left


def _longest(sets: Ints, first: Ints, last: Ints) -> Ints:
    """Rows whose words do not lie within the longer ones of another row of the category."""
    order = np.lexsort((-last, first, sets))
    key = sets[order] * _ROW
    low, high = key + first[order], key + last[order]
    fresh = np.ones(len(order), bool)
    fresh[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    reach = np.maximum.accumulate(high) if len(high) else high
    group = np.cumsum(fresh) - 1
    starts = where(fresh)
    before = np.concatenate([[-1], reach])[starts]
    contained = (high[starts] <= before)[group] if len(order) else fresh
    return np.sort(order[~contained])


def _next(keys: Ints, category: Ints, word: Ints) -> Ints:
    """The first word of the category at or after `word`; a great number where there is none."""
    if not len(keys):
        return np.full(len(word), _ROW - 1)
    base = category * _ROW
    wanted = base + word
    key = keys.take(keys.searchsorted(wanted), mode="clip")
    return np.where((key >= wanted) & (key < base + _ROW), key - base, _ROW - 1)


def _previous(keys: Ints, category: Ints, word: Ints) -> Ints:
    """The last word of the category at or before `word`; -1 where there is none."""
    if not len(keys):
        return np.full(len(word), -1)
    base = category * _ROW
    wanted = base + word
    key = keys.take(keys.searchsorted(wanted, side="right") - 1, mode="clip")
    return np.where((key <= wanted) & (key >= base), key - base, -1)
