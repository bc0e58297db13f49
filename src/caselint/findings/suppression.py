"""Suppressions: findings that somebody has looked at and put aside, with a reason and an end.

They hide a finding from the lists and from the exit code; they never alter an outcome or n of N,
and they are counted. One file of YAML::

    suppressions:
      - rule: SUP001
        case: C-104                # a case id, or `record:` with a record id
        reason: Supervision is kept on the brother's file, seen on 3 March.
        author: QA lead
        since: 2026-03-03
        expires: 2026-12-31        # on this day it returns
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from caselint.datafile import Document, Fault, read, validate
from caselint.errors import DataFileError
from caselint.findings.finding import Finding
from caselint.findings.months import add_months
from caselint.findings.notes import SuppressionNote
from caselint.findings.put_aside import ByRule, is_covered

LONGEST: Final = 12
"""Months that a suppression may last, unless a configuration says otherwise."""

REASON: Final = 15
"""Characters that a reason has at least, in two words or more."""


class Suppression(BaseModel):
    """One finding, or all of one rule on one case, put aside until a day.

    Without `since`, the day on which it was put aside, the longest that it may last is reckoned
    from the day on which a file is judged.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    case: str | None = None
    record: str | None = None
    reason: str
    author: str
    since: date | None = None
    expires: date

    @field_validator("reason", "author")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("say something here: whoever reads the report will ask")
        return value

    @field_validator("reason")
    @classmethod
    def _says_why(cls, value: str) -> str:
        said = " ".join(value.split())
        if len(said) < REASON or " " not in said:
            raise ValueError(
                f"say in some words why, {REASON} characters at least: "
                "whoever reads the report will ask"
            )
        return value

    @field_validator("case", "record")
    @classmethod
    def _names_one(cls, value: str | None) -> str | None:
        if value is not None and not value.strip():
            raise ValueError("this is blank")
        return value

    @model_validator(mode="after")
    def _names_something(self) -> Suppression:
        if self.case is None and self.record is None:
            raise ValueError("name a case or a record; a rule is switched off with `ignore`")
        if self.since is not None and self.expires <= self.since:
            raise ValueError("it expires before it begins")
        return self

    def lasts_too_long(self, longest: int = LONGEST) -> bool:
        """Whether it was put aside for more than so many months, as far as it says when."""
        return self.since is not None and self.expires > add_months(self.since, longest)

    def note(self, longest: int = LONGEST) -> SuppressionNote:
        """What a run carries of it, where suppressions may last so many months."""
        return SuppressionNote(
            self.rule,
            self.case or "",
            self.record or "",
            self.reason,
            self.author,
            self.expires,
            self.since,
            add_months(self.expires, -longest) if self.since is None else None,
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    suppressions: list[Suppression]


def read_suppressions(
    path: Path, *, longest: int = LONGEST, kept: Collection[str] = ()
) -> tuple[Suppression, ...]:
    """Read a suppression file; raises `DataFileError` with every fault and its place.

    `longest` is how many months one may last, `kept` are the rules of which nothing may be put
    aside.
    """
    return suppressions_of(read(path), longest=longest, kept=kept)


def suppressions_of(
    document: Document, *, longest: int = LONGEST, kept: Collection[str] = ()
) -> tuple[Suppression, ...]:
    """The suppressions of a file that has been read; the same faults."""
    found = tuple(validate(document, _File).suppressions)
    faults = list(_faults(document, found, longest, kept))
    if faults:
        raise DataFileError(faults)
    return found


def _faults(
    document: Document, found: Iterable[Suppression], longest: int, kept: Collection[str]
) -> Iterator[Fault]:
    for number, one in enumerate(found):
        if one.rule in kept:
            yield document.fault(
                ("suppressions", number, "rule"),
                f"no finding of {one.rule} can be put aside: that could hide a child at risk",
                f"`caselint explain {one.rule}`; take this entry out",
            )
        if one.lasts_too_long(longest):
            yield document.fault(
                ("suppressions", number, "expires"),
                f"a suppression lasts {longest} months at most",
                "look at the finding again then, and put it aside anew",
            )


def suppress(findings: Iterable[Finding], notes: ByRule, day: date) -> tuple[Finding, ...]:
    """Mark the findings that are put aside on that day; nothing is taken away."""
    return tuple(
        found._replace(status="suppressed") if is_covered(found, notes, day) else found
        for found in findings
    )
