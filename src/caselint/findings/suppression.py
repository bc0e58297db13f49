"""Suppressions: findings that somebody has looked at and put aside, with a reason and an end.

They hide a finding from the lists and from the exit code; they never alter an outcome or n of N,
and they are counted. One file of YAML::

    suppressions:
      - rule: SUP001
        case: C-104                # a case id, or `record:` with a record id
        reason: Supervision is kept on the brother's file, seen on 3 March.
        author: QA lead
        expires: 2026-12-31        # on this day it returns
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from caselint.datafile import read, validate
from caselint.findings.finding import Finding


class Suppression(BaseModel):
    """One finding, or all of one rule on one case, put aside until a day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rule: str
    case: str | None = None
    record: str | None = None
    reason: str
    author: str
    expires: date

    @field_validator("reason", "author")
    @classmethod
    def _not_blank(cls, value: str) -> str:
        if not value.strip():
            raise ValueError("say something here: whoever reads the report will ask")
        return value

    @model_validator(mode="after")
    def _names_something(self) -> Suppression:
        if self.case is None and self.record is None:
            raise ValueError("name a case or a record; a rule is switched off with `ignore`")
        return self

    def covers(self, finding: Finding, day: date) -> bool:
        """Whether this finding is put aside on that day."""
        return (
            finding.rule == self.rule
            and day < self.expires
            and (self.case is None or finding.case_id == self.case)
            and (
                self.record is None
                or any(item.record_id == self.record for item in finding.evidence)
            )
        )


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    suppressions: list[Suppression]


def read_suppressions(path: Path) -> tuple[Suppression, ...]:
    """Read a suppression file; raises `DataFileError` with every fault and its place."""
    return tuple(validate(read(path), _File).suppressions)


def suppress(
    findings: Iterable[Finding], suppressions: Iterable[Suppression], day: date
) -> tuple[Finding, ...]:
    """Mark the findings that are put aside on that day; nothing is taken away."""
    suppressions = tuple(suppressions)
    return tuple(
        finding._replace(status="suppressed")
        if any(suppression.covers(finding, day) for suppression in suppressions)
        else finding
        for finding in findings
    )
