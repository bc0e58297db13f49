"""Two tables in the shapes that the sector's validators have: an error summary, a child summary.

Both hold what is to be looked at, concerns and queries; strengths stand in the other tables. What
is suppressed or rests on suspect coverage is in neither.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from caselint.findings.columns import Row, rows
from caselint.findings.finding import Evidence
from caselint.findings.run import Run
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import kind, record_named, titled

_ERRORS: Final = (
    Heading("Code", 10),
    Heading("Count", 8, "number"),
    Heading("Description", 60, "wide"),
    Heading("Fields", 44, "wide"),
    Heading("Kind", 10, "kind"),
    Heading("Severity", 10),
    Heading("Theme", 18),
    Heading("Children", 10, "number"),
)
_CHILDREN: Final = (
    Heading("Child", 18),
    Heading("Table", 20),
    Heading("Row", 18),
    Heading("Code", 10),
    Heading("Description", 56, "wide"),
    Heading("Fields", 24, "wide"),
    Heading("Values", 60, "wide"),
    Heading("Kind", 10, "kind"),
    Heading("Team", 20),
)


def error_summary(run: Run) -> Table:
    """A row a rule and kind of finding, with how often and which fields."""
    return Table("error_summary", "Error summary", _ERRORS, _errors(run))


def child_summary(run: Run) -> Table:
    """A row for each record that a concern or query rests on, with the fields and what they say."""
    return Table("child_summary", "Child summary", _CHILDREN, _children(run))


def _to_look_at(run: Run) -> Iterator[Row]:
    for row in rows(run):
        found = row.finding
        if found.kind != "strength" and found.status != "suppressed" and not row.suspect:
            yield row


def _errors(run: Run) -> Iterator[list[Cell]]:
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _to_look_at(run):
        groups[row.finding.rule, row.finding.kind].append(row)
    for (rule, kind_), group in sorted(groups.items()):
        first = group[0].finding
        yield [
            rule,
            len(group),
            first.title,
            "; ".join(sorted({_field(item) for row in group for item in row.grounds})),
            titled(kind_),
            first.severity if kind_ == "concern" else "",
            titled(first.theme),
            len({row.finding.case_id for row in group}),
        ]


def _field(item: Evidence) -> str:
    return f"{item.kind}.{item.section}" if item.section else item.kind


def _children(run: Run) -> Iterator[list[Cell]]:
    for row in _to_look_at(run):
        found = row.finding
        records: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
        for item in row.grounds:
            records[item.kind, record_named(item)].append(item)
        for (kind_, record), items in (records or {("", ""): []}).items():
            said = [item for item in items if item.section or item.quote]
            yield [
                found.case_id,
                kind(kind_),
                record,
                found.rule,
                found.message,
                "\n".join(item.section for item in said),
                "\n".join(item.quote for item in said),
                titled(found.kind),
                found.team,
            ]
