"""The tables of what the findings were held against: rules, standards, and the audits' findings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final, Literal

from caselint.findings.run import Run
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import binding, plain, titled

_RULES: Final = (
    Heading("Theme", 16),
    Heading("Rule", 9),
    Heading("What is looked for", 44, "wide"),
    Heading("Severity", 10),
    Heading("Gives", 10),
    Heading("How binding", 26, "wide"),
    Heading("Why it matters", 56, "wide"),
    Heading("Known to get wrong", 56, "wide"),
    Heading("Standards", 16),
    Heading("Audit findings", 16),
)
_STANDARDS: Final = (
    Heading("Standard", 20),
    Heading("What it asks", 34, "wide"),
    Heading("Number", 18),
    Heading("Clock starts", 28, "wide"),
    Heading("What is due", 28, "wide"),
    Heading("How binding", 22, "wide"),
    Heading("Source", 32, "wide"),
    Heading("Address", 30, "wide"),
    Heading("Passage read", 14),
    Heading("Nation", 12),
    Heading("Note", 38, "wide"),
    Heading("Rules", 24, "wide"),
)
_AUDITS: Final = (
    Heading("Audit finding", 14),
    Heading("Audit", 24),
    Heading("What it found", 80, "wide"),
    Heading("Rules", 30, "wide"),
)


def rules(run: Run) -> Table:
    """The rules of the run, by theme and id."""
    return Table("rules", "Rules", _RULES, _rules(run))


def standards(run: Run) -> Table:
    """The standards that its rules cite, and whose they are."""
    return Table("standards", "Standards", _STANDARDS, _standards(run), 9)


def audits(run: Run) -> Table:
    """The audit findings that its rules serve."""
    cited = _citing(run, "audit")
    rows = (
        [one.id, one.audit, one.finding, "; ".join(cited[one.id])]
        for one in run.header.audit_findings
    )
    return Table("audits", "Audit findings", _AUDITS, rows)


def _rules(run: Run) -> Iterator[list[Cell]]:
    for note in sorted(run.header.rules, key=lambda one: (one.theme, one.id)):
        yield [
            titled(note.theme),
            note.id,
            note.title,
            note.severity,
            note.gives,
            binding(note.force),
            note.why,
            "\n".join(note.gets_wrong),
            "; ".join(note.standards),
            "; ".join(note.audit),
        ]


def _standards(run: Run) -> Iterator[list[Cell]]:
    cited = _citing(run, "standards")
    for note in run.header.standards:
        yield [
            note.id,
            note.title,
            note.number,
            note.trigger,
            note.due,
            binding(note.force),
            note.source,
            note.address,
            plain(note.read),
            titled(note.nation),
            note.note,
            "; ".join(cited[note.id]),
        ]


def _citing(run: Run, what: Literal["audit", "standards"]) -> dict[str, list[str]]:
    """The rules that cite each standard or audit finding."""
    cited: dict[str, list[str]] = defaultdict(list)
    for note in sorted(run.header.rules, key=lambda one: one.id):
        for id_ in getattr(note, what):
            cited[id_].append(note.id)
    return cited
