"""What `reading.md` and `concepts.md` take from the code: fields of mentions, keys of files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from pydantic import BaseModel

from caselint.language.files import ConceptFile, CueFile, SenseFile, TokenPatternFile
from caselint.language.mention import MODES, Who, Whose
from caselint.language.token_syntax import FLAGS, LISTS, NUMBERS, REPEATS, TEXTS
from caselint.reports.mentions.wording import ASSERTED, SPEAKERS, SUBJECTS
from made.fields import named_fields
from made.markdown import code, codes, table

CONCEPT: Final[dict[str, str]] = {
    "id": "Small letters and underscores. The file is called `ID.yaml`.",
    "title": "What people call it.",
    "meaning": "What carries the concept, in one sentence. Every phrase is held to it.",
    "not_meant": "What is near and not meant.",
    "about": "Whom the subject is looked for among first: `child`, `parent` or `anyone`.",
    "others_act": "`true` where it is about what others do to the child: others of whom the phrase "
    "speaks are then not whom it is about.",
    "looks_ahead": "`true` where every statement of it looks ahead, as a task does: being planned "
    "is then no assertion of its own.",
    "capitals": "`true` where it counts only in capitals, as acronyms do.",
    "first_use": "`true` where only the first use of the same words in a text counts, and none "
    "after an exclusion that has those words.",
    "words": "Classes of words for this file alone.",
    "phrases": "How it is written.",
    "senses": "Named branches, each with a `meaning` and `phrases`.",
    "exclusions": "Phrases that look like it and are not: a mention that shares a word with one "
    "counts for nothing.",
    "token_patterns": "What [phrases cannot say](#token-patterns).",
    "needs_score": "Phrases of this file that count only with the sentence scorer's consent, once "
    "there is one.",
    "sentences": "Marked sentences. Each is a test.",
}
SENSE: Final[dict[str, str]] = {
    "meaning": "What sets this branch apart.",
    "phrases": "How it is written.",
}
TOKEN_PATTERN: Final[dict[str, str]] = {
    "anchor": "Literal words, of which one way has to stand in the sentence.",
    "pattern": "The tokens, in order.",
    "sense": "The sense that it means.",
}
CUE: Final[dict[str, str]] = {
    "id": "The file is called `ID.yaml`.",
    "meaning": "What the cues say.",
    "sets": "What they set: `negated`, `historical`, `planned`, `hypothetical` or `hedged`.",
    "forward": "Cues that act on what follows: *not*.",
    "backward": "Cues that act on what stands before: *was ruled out*.",
    "both": "Cues that act both ways.",
    "pseudo": "Phrases in which a cue's words are none: *not only*.",
    "stops": "What ends the scope of these cues, beside `cues/stops.yaml`.",
    "clauses": "Stops that count behind a comma, a colon or a dash alone: a new clause.",
    "reach": "How many words the scope goes on at most.",
    "sentences": "Marked sentences. A mark demands no concept here: its words are read as if they "
    "were a mention.",
}


def assertions() -> str:
    """The labels of assertions, in the order in which they count."""
    return table(["assertion", "says"], [[code(mode), ASSERTED[mode]] for mode in MODES])


def speakers() -> str:
    """Who may speak, and whom a mention may be about."""
    rows = [[code(who), SPEAKERS[who]] for who in get_args(Who)]
    whose = [[code(who), SUBJECTS[who]] for who in get_args(Whose)]
    return f"{table(['speaker', 'is'], rows)}\n\n{table(['subject', 'is'], whose)}"


def concept_keys() -> str:
    """The keys of a concept file."""
    return _keys(ConceptFile, CONCEPT)


def token_pattern_keys() -> str:
    """The keys of a token pattern, and what its tokens may ask."""
    asked = [
        ["how it is written", codes(TEXTS), f"a word; `{{{LISTS[0]}: […]}}`, "
         f"`{{{LISTS[1]}: […]}}`, `{{REGEX: …}}`"],
        ["how long it is", codes(NUMBERS), '`4`; `{">=": 4}`'],
        ["what it is like", codes(FLAGS), "`true`, `false`"],
        ["how often it stands there", code("OP"), codes((*REPEATS, "{n}", "{n,m}"))],
    ]  # fmt: skip
    return (
        f"{_keys(TokenPatternFile, TOKEN_PATTERN)}\n\n"
        f"{table(['a token says', 'key', 'value'], asked)}"
    )


def cue_keys() -> str:
    """The keys of a cue file."""
    return _keys(CueFile, CUE)


def _keys(model: type[BaseModel], meanings: Mapping[str, str]) -> str:
    rows = [
        [code(name), "needed" if field.is_required() else "", meanings.get(name, "")]
        for name, field in named_fields(model)
    ]
    return table(["key", "", "meaning"], rows)


SHAPES: Final = (
    (CONCEPT, ConceptFile),
    (SENSE, SenseFile),
    (TOKEN_PATTERN, TokenPatternFile),
    (CUE, CueFile),
)
"""Meanings, and the shapes that they are of."""
BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "assertions": assertions,
    "speakers and subjects": speakers,
    "concept keys": concept_keys,
    "token pattern keys": token_pattern_keys,
    "cue keys": cue_keys,
}
