"""How reports say things: days, counts, codes, and how binding a standard is.

Written for a quality-assurance officer: dates in words, n of N and never a percentage, and nothing
that says that work was not done, since a file shows only what is recorded.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from caselint.findings.finding import Evidence
from caselint.findings.notes import StandardNote
from caselint.findings.result import Outcome

OUTCOME_WORDS: Final[Mapping[Outcome, str]] = {
    "evidenced": "evidenced",
    "partly_evidenced": "partly evidenced",
    "not_evidenced": "not evidenced",
    "not_applicable": "not applicable",
    "not_assessable": "not assessable",
    "error": "in error",
}

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)

_FORCES: Final = {
    "statute": "Statute",
    "statutory_guidance": "Statutory guidance",
    "procedure": "Multi-agency procedure",
    "local_policy": "Local policy, binding only where it is in force",
    "case_law": "Case law",
    "inquiry": "Recommendation of an inquiry",
    "good_practice": "Good practice, not a requirement",
}

_READ: Final = {
    "yes": "passage read at its source",
    "secondary": "passage read through another source",
    "no": "number not read at its source",
}


def day(moment: date) -> str:
    """``30 September 2026``, in English whatever the machine's language."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """``1 query``, ``2 queries``."""
    if number == 1:
        return f"1 {noun}"
    if not plural:
        plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number:,} {plural}"


def found(strengths: int, concerns: int, queries: int) -> list[str]:
    """``2 strengths``, ``1 concern``: those that there are, strengths first as audits do."""
    numbers = (("strength", strengths), ("concern", concerns), ("query", queries))
    return [counted(number, noun) for noun, number in numbers if number]


def plain(code: str) -> str:
    """A code as words: ``core_group`` is ``core group``."""
    return code.replace("_", " ")


def titled(code: str) -> str:
    """A code as a heading: ``core_groups`` is ``Core groups``."""
    words = plain(code)
    return words[:1].upper() + words[1:]


def listed(things: Iterable[str]) -> str:
    """``a, b and c``."""
    *before, last = things
    return f"{', '.join(before)} and {last}" if before else last


def need(path: str) -> str:
    """What a source cannot express: ``visit.child_seen`` is ``visit: child seen``."""
    return plain(path).replace(".", ": ", 1)


def binding(force: str) -> str:
    """How binding a source is, as the first words of a sentence."""
    return _FORCES.get(force, titled(force))


def standard(note: StandardNote, *, address: bool = False) -> str:
    """A standard in full: what it asks, how binding it is, whose it is, and who has read it."""
    number = f" ({note.number})" if note.number else ""
    source = f": {note.source}" if note.source else ""
    read = _READ.get(note.read, plain(note.read))
    at = f", {note.address}" if address and note.address else ""
    return f"{note.id} {note.title}{number}. {binding(note.force)}{source}; {read}{at}."


def whereabouts(item: Evidence) -> str:
    """Where a piece of evidence stands, without its quote: day, kind and id of the record."""
    when = "undated" if item.date is None else day(item.date)
    return f"{when}, {plain(item.kind)} {item.record_id}"
