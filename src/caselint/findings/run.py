"""A run: all results of one go, with what could not be assessed and what was set aside.

A `Run` keeps findings whole. Results are many and alike, so they are kept as rows of a table: the
case's number and the number of a shape that many cases share.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from heapq import merge
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from caselint.casefile.setaside import SetAside
from caselint.findings.finding import Finding
from caselint.findings.notes import Header, SuppressionNote
from caselint.findings.result import Result
from caselint.findings.tally import CheckedCase, Tally

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.2"
"""Of the JSON form of a run."""
READ_VERSIONS = ("1.1", SCHEMA_VERSION)
"""Those that are read: what 1.2 has more is where a record stands, if in another child's file."""


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
            self._rows.extend((number, self._number(shape)))
            self.findings.extend(result.findings)

    def add_rows(
        self, shapes: Sequence[Result], rows: Iterable[tuple[CheckedCase, Sequence[int]]]
    ) -> None:
        """Take in many case files at once, each with the numbers of its results among `shapes`.

        These are results of no case and without findings; `add_finding` takes those in.
        """
        numbers = list(map(self._number, shapes))
        times: dict[str, Counter[int]] = defaultdict(Counter)
        broke_off = {number for number, one in enumerate(shapes) if one.outcome == "error"}
        for case, row in rows:
            self.tally.see(case)
            times[case.source].update(row)
            place = len(self.cases)
            self.cases.append(case)
            self._rows.extend(n for number in row for n in (place, numbers[number]))
            for number in filter(broke_off.__contains__, row):
                self.tally.fail(shapes[number].of_case(case.case_id))
        for source, those in times.items():
            for number, many in those.items():
                self.tally.count(shapes[number], source, many)

    def _number(self, shape: Result) -> int:
        """The number of a shape, a new one if it is new."""
        number = self._numbers.setdefault(shape, len(self._shapes))
        if number == len(self._shapes):
            self._shapes.append(shape)
        return number

    def add_finding(self, finding: Finding) -> None:
        """Take in a finding by itself, of a case file whose result came without it."""
        self.findings.append(finding)
        self.tally.add_finding(finding)

    def absorb(self, other: Run) -> None:
        """Take in a run of other case files, as if each of them had been added."""
        self.tally.absorb(other.tally)
        first = len(self.cases)
        self.cases.extend(other.cases)
        self.findings.extend(other.findings)
        numbers = list(map(self._number, other._shapes))
        for case, shape_number in zip(other._rows[::2], other._rows[1::2], strict=True):
            self._rows.extend((first + case, numbers[shape_number]))

    def __getstate__(self) -> dict[str, Any]:
        """What is sent to another process: findings as plain tuples, in a third of the time."""
        return {**self.__dict__, "findings": list(map(tuple, self.findings)), "_numbers": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take in what was sent."""
        self.__dict__.update(state)
        self.findings = list(map(Finding._make, state["findings"]))
        self._numbers = {shape: number for number, shape in enumerate(self._shapes)}

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
        for case, shapes in self.shapes_by_case():
            yield case, [shape.of_case(case.case_id) for shape in shapes]

    def shapes_by_case(self) -> Iterator[tuple[CheckedCase, list[Result]]]:
        """The same with the results as they are kept: of no case."""
        starts: dict[int, list[int]] = defaultdict(list)
        for number, shape in zip(self._rows[::2], self._rows[1::2], strict=True):
            starts[number].append(shape)
        order = sorted(range(len(self.cases)), key=lambda number: _place(self.cases[number]))
        for number in order:
            results = [self._shapes[shape] for shape in starts[number]]
            yield self.cases[number], sorted(results, key=_rule)

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


_rule: Final = attrgetter("rule")


def _place(case: CheckedCase) -> tuple[str, str, str]:
    """Where a case file stands among the others; two files can have one id."""
    return case.case_id, case.source, case.place
