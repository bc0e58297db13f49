"""A run: all results of one go, with what could not be assessed and what was set aside.

A `Run` keeps findings whole. Results are many and alike, so they are kept as rows of a table: the
case's number and the number of a shape that many cases share.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from heapq import merge
from itertools import groupby
from typing import TYPE_CHECKING

from caselint.casefile.setaside import SetAside
from caselint.findings.finding import Finding
from caselint.findings.notes import Header, SuppressionNote
from caselint.findings.result import Result
from caselint.findings.tally import CheckedCase, Tally

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.1"
"""Of the JSON form of a run."""


class Run:
    """All results of one go: `header`, `cases`, `results`, `findings` and the `tally` of them."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.tally = Tally(header.needs, header.suppressions)
        self.cases: list[CheckedCase] = []
        self.findings: list[Finding] = []
        self._shapes: list[Result] = []
        self._numbers: dict[Result, int] = {}
        self._rows: array[int] = array("L")

    def add(
        self, case: CheckedCase, results: Iterable[Result], set_aside: Iterable[SetAside] = ()
    ) -> None:
        """Take in one case file, what was said of it, and what of it was set aside."""
        results = tuple(results)
        self.tally.add(case, results, set_aside)
        number = len(self.cases)
        self.cases.append(case)
        for result in results:
            shape = result.of_case("")
            if result.findings:
                shape = shape._replace(findings=())
            shape_number = self._numbers.setdefault(shape, len(self._shapes))
            if shape_number == len(self._shapes):
                self._shapes.append(shape)
            self._rows.extend((number, shape_number))
            self.findings.extend(result.findings)

    def add_finding(self, finding: Finding) -> None:
        """Take in a finding by itself, of a case file whose result came without it."""
        self.findings.append(finding)
        self.tally.add_finding(finding)

    def suppressed_by(self, suppressions: Iterable[SuppressionNote]) -> None:
        """Say only now what was put aside, as a stream does at its end."""
        self.header = replace(self.header, suppressions=tuple(suppressions))
        self.tally.suppressed_by(self.header.suppressions, self.cases, self.findings)

    @property
    def shapes(self) -> Iterator[tuple[Result, int]]:
        """Results that are alike but for their case, each with how many case files have it."""
        numbers = Counter(self._rows[1::2])
        for shape, number in sorted(numbers.items()):
            yield self._shapes[shape], number

    @property
    def as_at(self) -> date | None:
        """The day on which the files were judged; None when not all on the same."""
        days = {case.as_at for case in self.cases}
        return days.pop() if len(days) == 1 else None

    @property
    def results(self) -> Iterator[Result]:
        """Every result, by case and rule, without its findings (these are in `findings`)."""
        for _, files in groupby(self.by_case(), lambda pair: pair[0].case_id):
            yield from merge(*(results for _, results in files), key=lambda one: one.rule)

    def by_case(self) -> Iterator[tuple[CheckedCase, list[Result]]]:
        """Each case file, by id, with its results by rule; without their findings."""
        starts: dict[int, list[int]] = defaultdict(list)
        for number, shape in zip(self._rows[::2], self._rows[1::2], strict=True):
            starts[number].append(shape)
        order = sorted(range(len(self.cases)), key=lambda number: _place(self.cases[number]))
        for number in order:
            case = self.cases[number]
            results = [self._shapes[shape].of_case(case.case_id) for shape in starts[number]]
            yield case, sorted(results, key=lambda one: one.rule)

    def sorted_findings(self) -> list[Finding]:
        """Findings by case, rule and fingerprint: the order of every output."""
        return sorted(
            self.findings, key=lambda found: (found.case_id, found.rule, found.fingerprint)
        )

    def to_pandas(self) -> pd.DataFrame:
        """The findings as a table, one row each, with the columns of `columns.COLUMNS`.

        Lists are text, with ``; `` between their entries; days are `date` or None.
        """
        import pandas as pd

        from caselint.findings.columns import COLUMNS, rows

        table = [
            [column.value(row) if column.type == "day" else column.text(row) for column in COLUMNS]
            for row in rows(self)
        ]
        return pd.DataFrame(table, columns=[column.name for column in COLUMNS], dtype=object)


def _place(case: CheckedCase) -> tuple[str, str, str]:
    """Where a case file stands among the others; two files can have one id."""
    return case.case_id, case.source, case.place
