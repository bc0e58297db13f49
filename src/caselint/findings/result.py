"""What one rule says of one case file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from caselint.findings.finding import Finding

Outcome = Literal[
    "evidenced",
    "partly_evidenced",
    "not_evidenced",
    "not_applicable",
    "not_assessable",
    "error",
]

OUTCOMES: tuple[Outcome, ...] = (
    "evidenced",
    "partly_evidenced",
    "not_evidenced",
    "not_applicable",
    "not_assessable",
    "error",
)


@dataclass(frozen=True, slots=True)
class Counts:
    """Opportunities by what became of them. n of N is `met` of `met + unmet`."""

    met: int = 0
    unmet: int = 0
    excused: int = 0
    unknown: int = 0
    pending: int = 0

    @property
    def judged(self) -> int:
        """The N of n of N."""
        return self.met + self.unmet


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says of one case file: an outcome, its counts and its findings.

    `why` says which of several reasons an outcome has; `params` are the parameters in force, as
    text; `needs_missing` is what the source cannot express (``supervision``, ``visit.child_seen``).
    """

    rule: str
    theme: str
    audit: tuple[str, ...]
    standards: tuple[str, ...]
    gives: Literal["verdict", "context"]
    case_id: str
    outcome: Outcome
    team: str = ""
    agency: str = ""
    why: str = ""
    counts: Counts = Counts()
    params: tuple[tuple[str, str], ...] = ()
    needs_missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=(), repr=False)
