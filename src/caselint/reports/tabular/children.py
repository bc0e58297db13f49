"""The table of children: whose files they are, and how much was found in each. Nothing is summed.

Counts are of findings, and never n of N: occasions of different rules do not make one figure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from caselint.findings.finding import SEVERITIES
from caselint.findings.run import Run
from caselint.reports.arranging import Child, children, folded, listed_findings
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import agency, source, titled

_HEADINGS: Final = (
    Heading("Case", 18),
    Heading("Team", 22),
    Heading("Agency", 20),
    Heading("Source", 18),
    Heading("As at", 12, "day"),
    Heading("Records", 9, "number"),
    Heading("Strengths", 10, "number"),
    Heading("Concerns", 10, "number"),
    *(Heading(f"{titled(severity)}", 9, "number") for severity in SEVERITIES),
    Heading("Queries", 9, "number"),
    Heading("From rules for context", 13, "number"),
    Heading("On suspect coverage", 13, "number"),
    Heading("Suppressed", 12, "number"),
    Heading("Rules not assessable", 13, "number"),
    Heading("Rules in error", 10, "number"),
    Heading("Read from", 40, "wide"),
)


def every_child(run: Run) -> Table:
    """A row a case id, by id."""
    return Table("children", "Children", _HEADINGS, _rows(run), len(_HEADINGS) - 1)


def _rows(run: Run) -> Iterator[list[Cell]]:
    unsaid: dict[str, Counter[str]] = defaultdict(Counter)
    for case, results in run.by_case():
        unsaid[case.case_id].update(one.outcome for one in results)
    context = {one.rule for one in run.tally.rules if one.gives == "context"}
    for child in children(run, folded(run)):
        yield _row(child, unsaid[child.case_id], context)


def _row(child: Child, outcomes: Counter[str], context: set[str]) -> list[Cell]:
    days = {case.as_at for case in child.files}
    severities: Counter[str] = Counter()
    aside = 0
    for found in listed_findings(child):
        severities[found.severity] += found.kind == "concern"
        aside += found.rule in context
    return [
        child.case_id,
        "; ".join(sorted({case.team for case in child.files if case.team})),
        "; ".join(sorted({agency(case.agency) for case in child.files if case.agency})),
        "; ".join(sorted({source(case.source) for case in child.files})),
        days.pop() if len(days) == 1 else "different days",
        sum(case.records for case in child.files),
        child.numbers["strength"],
        child.numbers["concern"],
        *(severities[severity] for severity in SEVERITIES),
        child.numbers["query"],
        aside,
        child.folded,
        child.suppressed,
        outcomes["not_assessable"],
        outcomes["error"],
        "\n".join(sorted({case.place for case in child.files})),
    ]
