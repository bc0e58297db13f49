"""A run: all results of one go, with what could not be assessed and what was set aside.

A `Run` keeps findings whole. Results are many and alike, so they are kept as rows of a table: the
case's number and the number of a shape that many cases share.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING

from caselint.casefile.setaside import SetAside
from caselint.findings.finding import Finding
from caselint.findings.notes import Header
from caselint.findings.result import Result
from caselint.findings.tally import CheckedCase, Tally

if TYPE_CHECKING:
    import pandas as pd

SCHEMA_VERSION = "1.0"
"""Of the JSON form of a run."""


class Run:
    """All results of one go: `header`, `cases`, `results`, `findings` and the `tally` of them."""

    def __init__(self, header: Header, needed: Collection[str] = ()) -> None:
        self.header = header
        self.tally = Tally(needed)
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
            shape = result._replace(case_id="", findings=())
            shape_number = self._numbers.setdefault(shape, len(self._shapes))
            if shape_number == len(self._shapes):
                self._shapes.append(shape)
            self._rows.extend((number, shape_number))
            self.findings.extend(result.findings)

    @property
    def as_at(self) -> date | None:
        """The day on which the files were judged; None when not all on the same."""
        days = {case.as_at for case in self.cases}
        return days.pop() if len(days) == 1 else None

    @property
    def results(self) -> Iterator[Result]:
        """Every result, by case and rule, without its findings (these are in `findings`)."""
        rows = sorted(
            zip(self._rows[::2], self._rows[1::2], strict=True),
            key=lambda row: (self.cases[row[0]].case_id, self._shapes[row[1]].rule),
        )
        for case, shape in rows:
            yield self._shapes[shape]._replace(case_id=self.cases[case].case_id)

    def sorted_findings(self) -> list[Finding]:
        """Findings by case, rule and fingerprint: the order of every output."""
        return sorted(
            self.findings, key=lambda found: (found.case_id, found.rule, found.fingerprint)
        )

    def to_pandas(self) -> pd.DataFrame:
        """The findings as a table, one row each; lists are joined by ``; ``."""
        import pandas as pd

        columns = [
            "case_id",
            "kind",
            "rule",
            "title",
            "theme",
            "severity",
            "force",
            "audit",
            "standards",
            "team",
            "agency",
            "part",
            "start",
            "end",
            "due",
            "message",
            "next_step",
            "records",
            "status",
            "fingerprint",
        ]
        rows = []
        for finding in self.sorted_findings():
            values = {name: getattr(finding, name) for name in columns if name != "records"}
            values["audit"] = "; ".join(finding.audit)
            values["standards"] = "; ".join(finding.standards)
            values["records"] = "; ".join(item.record_id for item in finding.evidence)
            rows.append(values)
        return pd.DataFrame(rows, columns=columns)
