"""The shape of a rule file, and the rule that comes of it.

`RuleFile` is what a quality-assurance officer writes, checked key by key. `Rule` is what the rest
of caselint works with; it is made of plain data, so that a verified rule can come from the cache,
and is compiled when it is first used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from caselint.findings import Severity

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$")]
RuleId = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}[0-9]{3}$")]
Sentence = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ParamFile(_Shape):
    """One parameter: its default and, for durations and numbers, how far it may be moved."""

    default: Any
    tightest: Any = None
    loosest: Any = None
    about: str | None = None


class WordingFile(_Shape):
    """What readers are told, with placeholders in braces.

    `late` is the concern of a `follows` whose answer came after the limit; without it, `concern`.
    """

    concern: Sentence | None = None
    late: Sentence | None = None
    strength: Sentence | None = None
    query: Sentence | None = None
    next_step: Sentence | None = None


class AppliesFile(_Shape):
    """When a duty holds: during periods, and when a predicate is true."""

    while_: Any = Field(default=None, alias="while")
    when: Any = None


class RuleFile(_Shape):
    """A rule file, but for what is inside its check, its predicates and its examples."""

    id: RuleId
    name: Slug
    title: Sentence
    theme: Slug
    severity: Severity
    status: Literal["draft", "stable", "deprecated"]
    replaced_by: RuleId | None = None
    since: str
    audit: list[str] = Field(default_factory=list)
    standards: list[str] = Field(default_factory=list)
    rests_on: Literal["presence", "absence"]
    gives: Literal["verdict", "context"] = "verdict"
    suppressible: bool = True
    why: Sentence
    applies: AppliesFile = Field(default_factory=AppliesFile)
    params: dict[Slug, ParamFile] = Field(default_factory=dict)
    check: dict[str, Any]
    exposure: int | None = None
    follows_from: list[RuleId] = Field(default_factory=list)
    wording: WordingFile
    gets_wrong: list[Sentence] = Field(default_factory=list)
    examples: list[Any] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter of a rule, as plain data."""

    default: Any
    tightest: Any = None
    loosest: Any = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A verified rule. `file` is where it stands; `force` is that of its weakest standard."""

    id: str
    name: str
    title: str
    theme: str
    severity: Severity
    status: str
    rests_on: str
    gives: Literal["verdict", "context"]
    why: str
    audit: tuple[str, ...]
    standards: tuple[str, ...]
    check: Mapping[str, Any]
    while_: Any
    when: Any
    params: Mapping[str, Param]
    wording: Mapping[str, str]
    gets_wrong: tuple[str, ...]
    follows_from: tuple[str, ...]
    exposure: int | None
    force: str
    file: str
    since: str = ""
    replaced_by: str = ""
    suppressible: bool = True
    serves: tuple[str, ...] = field(default=())
    """The audit findings that its examples name."""


def rule_of(shape: RuleFile, file: str, force: str) -> Rule:
    """Make the rule of a rule file."""
    wording = shape.wording.model_dump(exclude_none=True)
    params = {
        name: Param(given.default, given.tightest, given.loosest, given.about or "")
        for name, given in shape.params.items()
    }
    serves = dict.fromkeys(
        row
        for example in shape.examples
        if isinstance(example, Mapping)
        for row in example.get("audit") or ()
        if isinstance(row, str)
    )
    return Rule(
        id=shape.id,
        name=shape.name,
        title=shape.title,
        theme=shape.theme,
        severity=shape.severity,
        status=shape.status,
        rests_on=shape.rests_on,
        gives=shape.gives,
        why=shape.why,
        audit=tuple(shape.audit),
        standards=tuple(shape.standards),
        check=shape.check,
        while_=shape.applies.while_,
        when=shape.applies.when,
        params=params,
        wording=wording,
        gets_wrong=tuple(shape.gets_wrong),
        follows_from=tuple(shape.follows_from),
        exposure=shape.exposure,
        force=force,
        file=file,
        since=shape.since,
        replaced_by=shape.replaced_by or "",
        suppressible=shape.suppressible,
        serves=tuple(serves),
    )


def to_plain(rule: Rule) -> dict[str, Any]:
    """The rule as data for the cache."""
    plain = {name: getattr(rule, name) for name in Rule.__slots__}
    plain["params"] = {
        name: [param.default, param.tightest, param.loosest, param.about]
        for name, param in rule.params.items()
    }
    return plain


def from_plain(plain: Mapping[str, Any]) -> Rule:
    """The rule of data from the cache, which was verified when it was written."""
    values = dict(plain)
    values["params"] = {name: Param(*given) for name, given in plain["params"].items()}
    for name in ("audit", "standards", "gets_wrong", "follows_from", "serves"):
        values[name] = tuple(plain[name])
    return Rule(**values)
