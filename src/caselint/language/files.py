"""What concept, cue and word files look like: the shapes that a person writes.

`rules/concepts/` has one concept a file, `rules/cues/` what sets an assertion or a speaker, and
`rules/words/` the classes of words that phrases name in braces.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

About = Literal["child", "parent", "anyone"]
Sets = Literal["negated", "historical", "planned", "hypothetical", "hedged"]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class SenseFile(_Shape):
    """A named branch of a concept."""

    meaning: str
    phrases: list[str] = Field(min_length=1)


class TokenPatternFile(_Shape):
    """A pattern for spaCy's Matcher, tried only in sentences where its anchor stands."""

    anchor: str
    pattern: list[dict[str, object]] = Field(min_length=1)
    sense: str = ""


class ConceptFile(_Shape):
    """A meaning that text can carry, and how it is written.

    `about`: whose concept it is. `others_act`: others of whom its phrases speak do it to the child,
    so that it is not about them ("messaged by an older man"). `looks_ahead`: a statement of it
    looks ahead by nature, so that a plan is an affirmed one. `capitals`: it counts only where it is
    written in capitals. `first_use`: of the same words only the first in a text counts, and none
    where an exclusion with those words stands before it.
    """

    id: str = Field(pattern=r"^[a-z][a-z_]*$")
    title: str
    meaning: str
    not_meant: str = ""
    about: About = "anyone"
    others_act: bool = False
    looks_ahead: bool = False
    capitals: bool = False
    first_use: bool = False
    words: dict[str, list[str]] = Field(default_factory=dict)
    phrases: list[str] = Field(default_factory=list)
    senses: dict[str, SenseFile] = Field(default_factory=dict)
    exclusions: list[str] = Field(default_factory=list)
    token_patterns: list[TokenPatternFile] = Field(default_factory=list)
    needs_score: list[str] = Field(default_factory=list)
    sentences: list[str] = Field(min_length=1)


class CueFile(_Shape):
    """Words that set an assertion for what stands before or after them.

    `pseudo` are phrases in which the words are no cue; `stops` end the cue's scope, beside those of
    the file of stops; `clauses` are stops behind a comma, a colon or a dash alone; `reach` is how
    many words the scope goes on at most.
    """

    id: str
    meaning: str
    sets: Sets
    forward: list[str] = Field(default_factory=list)
    backward: list[str] = Field(default_factory=list)
    both: list[str] = Field(default_factory=list)
    pseudo: list[str] = Field(default_factory=list)
    stops: list[str] = Field(default_factory=list)
    clauses: list[str] = Field(default_factory=list)
    reach: int | None = Field(default=None, ge=1)
    sentences: list[str] = Field(default_factory=list)


class ReportingFile(_Shape):
    """How a text says whose words follow, or went before: ``{speaker}`` is who it is.

    `denying`: the speaker says that it is not so. `unnamed`: notes leave out who speaks ("Told me
    that …"): whom a pronoun there would mean, and otherwise somebody unknown. `labels`: headings
    and fields of forms whose words are somebody's ("Child's views:"), the child's where no
    ``{speaker}`` stands in them. `children`, `owners`: words by which a name that nobody listed
    ``{speaker}``, is seen to be a child's; in `owners` the name owns what follows ("Mia's cot").
    """

    id: Literal["reporting"]
    meaning: str
    forward: list[str]
    backward: list[str]
    denying: list[str]
    unnamed: list[str] = Field(default_factory=list)
    labels: list[str] = Field(default_factory=list)
    children: list[str] = Field(default_factory=list)
    owners: list[str] = Field(default_factory=list)
    pseudo: list[str] = Field(default_factory=list)
    stops: list[str] = Field(default_factory=list)
    sentences: list[str] = Field(default_factory=list)


class StopsFile(_Shape):
    """Words that end the scope of every cue, and abbreviations whose full stop ends nothing."""

    id: Literal["stops"]
    meaning: str
    stops: list[str]
    abbreviations: list[str]


class FormsFile(_Shape):
    """Irregular forms of words: each word with its other forms."""

    id: Literal["forms"]
    meaning: str
    forms: dict[str, list[str]]


class WordsFile(_Shape):
    """Classes of words. A class may hold others: ``{parent}``."""

    id: str
    meaning: str
    words: dict[str, list[str]] = Field(min_length=1)
