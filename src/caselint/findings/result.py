"""What one rule says of one case file."""

from __future__ import annotations

from typing import Literal, NamedTuple

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


class Counts(NamedTuple):
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


class Result(NamedTuple):
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
    findings: tuple[Finding, ...] = ()

    def of_case(self, case_id: str) -> Result:
        """The same result of another case file; made many thousand times in a run."""
        return Result._make((*self[:5], case_id, *self[6:]))

    def __repr__(self) -> str:
        """What the result says, without its findings: these quote the file."""
        said = (f"{name}={getattr(self, name)!r}" for name in self._fields if name != "findings")
        return f"Result({', '.join(said)})"
