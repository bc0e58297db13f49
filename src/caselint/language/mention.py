"""What reading gives: mentions, and the status of a span of text."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

Mode = Literal["hypothetical", "planned", "negated", "historical", "affirmed"]
Who = Literal["child", "parent", "professional", "other", "unknown"]
Whose = Literal["this_child", "other_child", "parent", "professional", "other", "unknown"]
Certainty = Literal["exact", "likely"]

MODES: Final[tuple[Mode, ...]] = (
    "hypothetical",
    "planned",
    "negated",
    "historical",
    "affirmed",
)
"""The first of these that fits is the assertion of a mention."""


class Cue(NamedTuple):
    """The words that set a field of a mention: `start` to `end` in the original text."""

    sets: str
    start: int
    end: int
    text: str


class Assertion(NamedTuple):
    """Whether what a span says is so: one label, all modes, and the words that set it.

    `hedged`: it is said with doubt ("may", "query", "alleged"); a doubtful risk is still recorded.
    """

    label: Mode
    modes: frozenset[Mode]
    hedged: bool = False
    cues: tuple[Cue, ...] = ()


class Mention(NamedTuple):
    """One place in a text that carries a concept.

    `start` and `end` are Unicode code points of the original text, `text` what stands there.
    `assertion` is the first that fits of `MODES`, `modes` all that do. `speaker` says whose words
    it is, `subject` whom it is about, `speaker_person` and `subject_person` their names where the
    cast has them. `certainty` is ``exact`` for a pattern of a concept file and ``likely`` for the
    sentence scorer, with its `score`. `cues` are the words that set a field, and `rule` names the
    phrase and the steps.
    """

    concept: str
    sense: str
    start: int
    end: int
    text: str
    assertion: Mode = "affirmed"
    modes: frozenset[Mode] = frozenset({"affirmed"})
    hedged: bool = False
    speaker: Who = "unknown"
    speaker_person: str | None = None
    subject: Whose = "unknown"
    subject_person: str | None = None
    certainty: Certainty = "exact"
    score: float = 1.0
    cues: tuple[Cue, ...] = ()
    rule: str = ""
