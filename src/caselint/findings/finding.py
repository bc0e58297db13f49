"""A finding: one concern, strength or query, with the evidence that shows it."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal, NamedTuple

FindingKind = Literal["concern", "strength", "query"]
Severity = Literal["high", "medium", "low", "advice"]
Status = Literal["new", "known", "suppressed"]
Day = date
"""What `Evidence.date` is; within that class the name `date` is taken."""

SEVERITIES: tuple[Severity, ...] = ("high", "medium", "low", "advice")
"""From the most to the least severe."""


class Evidence(NamedTuple):
    """Where in the file something is shown.

    `section` is a section of narrative, with `start` and `end` in code points of it, or a field's
    path, with what stands there as `quote`. `related`: shown beside the finding, not its ground.
    `case_id` is that of the file in which the record stands, where it is a brother's or sister's.
    """

    record_id: str
    kind: str
    date: Day | None = None
    section: str = ""
    start: int | None = None
    end: int | None = None
    quote: str = ""
    related: bool = False
    case_id: str = ""


class Finding(NamedTuple):
    """What a reader is told.

    `start`, `end` and `due` are days; `part` is one agency, plan, person, child or action. `force`
    is how binding the weakest source of the rule is. `follows_from` has the fingerprints of the
    findings that this one is shown beneath.
    """

    kind: FindingKind
    rule: str
    title: str
    theme: str
    severity: Severity
    force: str
    audit: tuple[str, ...]
    standards: tuple[str, ...]
    case_id: str
    message: str
    evidence: tuple[Evidence, ...]
    fingerprint: str
    team: str = ""
    agency: str = ""
    part: str = ""
    start: date | None = None
    end: date | None = None
    due: date | None = None
    next_step: str = ""
    follows_from: tuple[str, ...] = ()
    status: Status = "new"


def fingerprint(rule: str, case_id: str, kind: str, part: str, key: str) -> str:
    """The identity of a finding across runs, of 16 hexadecimal digits.

    Look-back, as-at date, parameters and wording stay out of it, so that a finding is known again
    next quarter.
    """
    joined = "\x1f".join((rule, case_id, kind, part, key))
    return hashlib.sha256(joined.encode(errors="surrogatepass")).hexdigest()[:16]
