"""The tables of findings, for reading: those to act on, those folded away, those suppressed.

Case by case, strengths first and then concerns and queries, as in every report.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Final, NamedTuple

from caselint.findings.columns import COLUMNS, Row, rows
from caselint.findings.finding import Evidence, Finding, FindingKind
from caselint.findings.notes import StandardNote
from caselint.findings.run import Run
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import (
    agency,
    binding,
    field,
    kind,
    standard_in_brief,
    titled,
    value,
    whereabouts,
)

KINDS: Final[tuple[FindingKind, ...]] = ("strength", "concern", "query")
"""In the order in which they are told."""

EVIDENCE_SHOWN: Final = 6
"""Pieces of evidence told of a concern or query; the rest is counted, and in the child summary."""

QUOTE_SHOWN: Final = 240
"""Characters of a quote."""

_NAMED: Final = {column.name: column for column in COLUMNS}

_Standards = dict[str, StandardNote]


class _Place(NamedTuple):
    """One column for reading, and how it is filled."""

    heading: Heading
    fill: Callable[[Row, _Standards], Cell]


def findings(run: Run) -> Table:
    """What is to be read: neither suppressed nor resting on suspect coverage."""
    return _table(
        run, "findings", "Findings", lambda row: not (row.suspect or _is_suppressed(row.finding))
    )


def resting(run: Run) -> Table:
    """Concerns that rest on the absence of a kind of record that is suspect."""
    return _table(run, "resting", "On suspect coverage", lambda row: bool(row.suspect))


def suppressed(run: Run) -> Table:
    """Findings that somebody has looked at and put aside."""
    return _table(run, "suppressed", "Suppressed", lambda row: _is_suppressed(row.finding))


def _is_suppressed(finding: Finding) -> bool:
    return finding.status == "suppressed"


def _table(run: Run, key: str, name: str, wanted: Callable[[Row], bool]) -> Table:
    return Table(key, name, [one.heading for one in _PLACES], _rows(run, wanted), _PRINTED)


def _rows(run: Run, wanted: Callable[[Row], bool]) -> Iterator[list[Cell]]:
    standards = {note.id: note for note in run.header.standards}
    for _, of_case in groupby(rows(run), lambda row: row.finding.case_id):
        for row in sorted(filter(wanted, of_case), key=_order):
            yield [place.fill(row, standards) for place in _PLACES]


def _order(row: Row) -> tuple[int, str, bool, str, str]:
    """By kind, rule and the day on which it starts, those without one last."""
    found = row.finding
    start = "" if found.start is None else found.start.isoformat()
    return KINDS.index(found.kind), found.rule, not start, start, found.fingerprint


def evidence_told(finding: Finding) -> str:
    """Evidence in words, a line a piece. Of a strength the earliest: its message says how many."""
    grounds = [item for item in finding.evidence if not item.related]
    if finding.kind == "strength":
        dated = sorted((one for one in grounds if one.date), key=lambda one: str(one.date))
        first = next((one for one in (*dated, *grounds)), None)
        if first is None:
            return ""
        more = f" and {len(grounds) - 1:,} more" if len(grounds) > 1 else ""
        return f"{whereabouts(first)}{more}"
    lines = [line(item) for item in grounds[:EVIDENCE_SHOWN]]
    if len(grounds) > EVIDENCE_SHOWN:
        lines.append(f"and {len(grounds) - EVIDENCE_SHOWN:,} more")
    return "\n".join(lines)


def line(item: Evidence) -> str:
    """Where one piece of evidence stands, and what stands there."""
    if (said := value(item)) is not None:
        what = ": ".join(filter(None, (field(item.section), said))) if said else ""
        return ", ".join(filter(None, (whereabouts(item), what)))
    section = f", {field(item.section)}" if item.section else ""
    quote = item.quote
    if len(quote) > QUOTE_SHOWN:
        quote = f"{quote[:QUOTE_SHOWN].rstrip()} […]"
    return f"{whereabouts(item)}{section}" + (f": “{quote}”" if quote else "")


def _held_against(row: Row, standards: _Standards) -> str:
    cited = row.finding.standards
    return "\n".join(
        standard_in_brief(standards[id_]) if id_ in standards else id_ for id_ in cited
    )


def _severity(row: Row, _: _Standards) -> Cell:
    """Of concerns alone: it says how much the absence would weigh."""
    return row.finding.severity if row.finding.kind == "concern" else ""


def _on(moment: date | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _text(name: str) -> Callable[[Row, _Standards], Cell]:
    column = _NAMED[name]
    return lambda row, _: column.text(row)


_PLACES: Final = (
    _Place(Heading("Case", 14), _text("case_id")),
    _Place(Heading("Kind", 10, "kind"), lambda row, _: titled(row.finding.kind)),
    _Place(Heading("Severity", 9), _severity),
    _Place(Heading("Theme", 14), lambda row, _: titled(row.finding.theme)),
    _Place(Heading("Rule", 9), _text("rule")),
    _Place(Heading("What is looked for", 28, "wide"), _text("title")),
    _Place(Heading("What was found", 46, "wide"), _text("message")),
    _Place(Heading("From", 12, "day"), lambda row, _: _on(row.finding.start)),
    _Place(Heading("To", 12, "day"), lambda row, _: _on(row.finding.end)),
    _Place(Heading("Due", 12, "day"), lambda row, _: _on(row.finding.due)),
    _Place(Heading("Next step", 32, "wide"), _text("next_step")),
    _Place(Heading("Evidence", 48, "wide"), lambda row, _: evidence_told(row.finding)),
    _Place(Heading("How binding", 20, "wide"), lambda row, _: binding(row.finding.force)),
    _Place(Heading("Team", 18), _text("team")),
    _Place(Heading("Agency", 18), lambda row, _: agency(row.finding.agency)),
    _Place(Heading("About", 18), _text("part")),
    _Place(Heading("Status", 10), _text("status")),
    _Place(
        Heading("Rule gives", 11),
        lambda row, _: "context alone" if row.gives == "context" else row.gives,
    ),
    _Place(Heading("Suspect kind", 14), lambda row, _: kind(row.suspect)),
    _Place(Heading("Standards", 44, "wide"), _held_against),
    _Place(Heading("Audit findings", 16), _text("audit")),
    _Place(Heading("Records", 30, "wide"), _text("records")),
    _Place(Heading("Shown beside", 20, "wide"), _text("beside")),
    _Place(Heading("Follows from", 18), _text("follows_from")),
    _Place(Heading("Fingerprint", 18), _text("fingerprint")),
)

_PRINTED: Final = 13
"""Columns that go on paper: as far as how binding it is."""
