"""The table of findings, a row each: its columns, and how each is filled.

The one definition of what CSV, Parquet, the workbook and `Run.to_pandas` have in common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final, Literal

from caselint.findings.finding import Evidence, Finding
from caselint.findings.resting import folded

if TYPE_CHECKING:
    from caselint.findings.run import Run

ColumnType = Literal["text", "day", "list of text", "list of days"]
Value = str | date | None | tuple[str, ...] | tuple[date | None, ...]

BETWEEN: Final = "; "
"""What stands between the entries of a list in one cell of text."""

UNDATED: Final = "undated"
"""What stands in such a cell for a record without a date."""


@dataclass(frozen=True, slots=True)
class Row:
    """One finding with what its case file, its rule and the run add to it."""

    finding: Finding
    gives: str
    suspect: str
    sources: tuple[str, ...]
    as_at: date | None

    @property
    def grounds(self) -> list[Evidence]:
        """The evidence that the finding rests on, without what is shown beside it."""
        return [item for item in self.finding.evidence if not item.related]


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `meaning` is a sentence for users; `value` has the type that `type` says.

    `quoted`: in a cell of text its entries stand in quotation marks, since they may have anything
    in them.
    """

    name: str
    type: ColumnType
    meaning: str
    value: Callable[[Row], Value]
    quoted: bool = False

    def text(self, row: Row) -> str:
        """The value as text: days in their ISO form, the entries of lists with semicolons."""
        value = self.value(row)
        if not isinstance(value, tuple):
            return _in_text(value)
        entries = (UNDATED if one is None else _in_text(one) for one in value)
        return BETWEEN.join(f"“{one}”" if self.quoted else one for one in entries)


def _in_text(value: str | date | None) -> str:
    return value.isoformat() if isinstance(value, date) else value or ""


def rows(run: Run) -> Iterator[Row]:
    """Every finding of a run, by case, rule and fingerprint; those suppressed as well."""
    away = folded(run)
    gives = {note.id: note.gives for note in run.header.rules}
    gives.update({one.rule: one.gives for one in run.tally.rules})
    sources: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[date]] = defaultdict(set)
    for case in run.cases:
        sources[case.case_id].add(case.source)
        days[case.case_id].add(case.as_at)
    named = {case_id: tuple(sorted(those)) for case_id, those in sources.items()}
    judged = {case_id: next(iter(those)) for case_id, those in days.items() if len(those) == 1}
    for finding in run.sorted_findings():
        suspect = away.get(finding.fingerprint)
        yield Row(
            finding,
            gives.get(finding.rule, ""),
            "" if suspect is None else suspect.kind,
            named.get(finding.case_id, ()),
            judged.get(finding.case_id),
        )


def _records(items: Iterable[Evidence]) -> list[Evidence]:
    """One piece of evidence for each record, in the order in which they are cited."""
    each = {(item.case_id, item.record_id): item for item in reversed(list(items))}
    return list(each.values())[::-1]


def _ids(items: Iterable[Evidence]) -> tuple[str, ...]:
    return tuple(item.record_id for item in _records(items))


def _day(when: date | None) -> date | None:
    """The day of a moment, so that a column of days holds nothing else."""
    return when.date() if isinstance(when, datetime) else when


def _told(row: Row) -> list[Evidence]:
    """The evidence that says what stands there: a field, a passage of narrative, or both."""
    return [item for item in row.grounds if item.section or item.quote]


COLUMNS: Final[tuple[Column, ...]] = (
    Column("case_id", "text", "Whose file: the case id.", lambda row: row.finding.case_id),
    Column("kind", "text", "`strength`, `concern` or `query`.", lambda row: row.finding.kind),
    Column("rule", "text", "The id of the rule.", lambda row: row.finding.rule),
    Column("title", "text", "What the rule looks for.", lambda row: row.finding.title),
    Column("theme", "text", "The theme that the rule belongs to.", lambda row: row.finding.theme),
    Column(
        "severity",
        "text",
        "Of the rule: `high`, `medium`, `low` or `advice`.",
        lambda row: row.finding.severity,
    ),
    Column(
        "force",
        "text",
        "How binding the weakest source of the rule is: `statute`, `statutory_guidance`, "
        "`procedure`, `local_policy` (binding only where it is in force), `good_practice` and so "
        "on.",
        lambda row: row.finding.force,
    ),
    Column(
        "audit",
        "list of text",
        "The audit findings that the rule serves, by id.",
        lambda row: row.finding.audit,
    ),
    Column(
        "standards",
        "list of text",
        "The standards that it was held against, by id.",
        lambda row: row.finding.standards,
    ),
    Column("team", "text", "The team of the case file.", lambda row: row.finding.team),
    Column("agency", "text", "The agency of the case file.", lambda row: row.finding.agency),
    Column(
        "part",
        "text",
        "The one agency, plan, person, child or action that it is about; empty where it is about "
        "the whole file.",
        lambda row: row.finding.part,
    ),
    Column("start", "day", "The first day it is about.", lambda row: _day(row.finding.start)),
    Column("end", "day", "The last day it is about.", lambda row: _day(row.finding.end)),
    Column("due", "day", "The day on which something was due.", lambda row: _day(row.finding.due)),
    Column("message", "text", "What was found, in a sentence.", lambda row: row.finding.message),
    Column("next_step", "text", "What to do about it.", lambda row: row.finding.next_step),
    Column(
        "records",
        "list of text",
        "The records that it rests on, by id, each once.",
        lambda row: _ids(row.grounds),
    ),
    Column(
        "status",
        "text",
        "`new`, `known` from an earlier run, or `suppressed`.",
        lambda row: row.finding.status,
    ),
    Column(
        "fingerprint",
        "text",
        "What it is known by from run to run.",
        lambda row: row.finding.fingerprint,
    ),
    Column(
        "gives",
        "text",
        "`verdict`, or `context` for rules that never count in n of N.",
        lambda row: row.gives,
    ),
    Column(
        "suspect",
        "text",
        "The kind of record that is suspect, where the finding rests on its absence: it then says "
        "more of the export than of the work.",
        lambda row: row.suspect,
    ),
    Column(
        "follows_from",
        "list of text",
        "The fingerprints of the findings that it follows from.",
        lambda row: row.finding.follows_from,
    ),
    Column(
        "source",
        "list of text",
        "The sources of the case files with this id.",
        lambda row: row.sources,
    ),
    Column(
        "as_at",
        "day",
        "The day on which the file was judged; empty where two files of one id were judged on two.",
        lambda row: _day(row.as_at),
    ),
    Column(
        "record_kinds",
        "list of text",
        "The kind of each of `records`, in the same order.",
        lambda row: tuple(item.kind for item in _records(row.grounds)),
    ),
    Column(
        "record_dates",
        "list of days",
        "The day of each of `records`, in the same order.",
        lambda row: tuple(_day(item.date) for item in _records(row.grounds)),
    ),
    Column(
        "beside",
        "list of text",
        "Records that are shown beside it, by id, and are not its ground.",
        lambda row: _ids(item for item in row.finding.evidence if item.related),
    ),
    Column(
        "fields",
        "list of text",
        "The fields and sections of narrative that it rests on, each with its kind of record.",
        lambda row: tuple(f"{item.kind}.{item.section}".rstrip(".") for item in _told(row)),
    ),
    Column(
        "quotes",
        "list of text",
        "What stands in each of `fields`, in the same order.",
        lambda row: tuple(item.quote for item in _told(row)),
        quoted=True,
    ),
    Column(
        "record_cases",
        "list of text",
        "The case id of the file in which each of `records` stands, in the same order: its own, or "
        "that of a brother or sister.",
        lambda row: tuple(item.case_id or row.finding.case_id for item in _records(row.grounds)),
    ),
)
"""The columns, in their order. New ones are added at the end."""
