"""A run as JSON Lines: a header, a line a case file in order of arrival, a closing line.

Each line is written as its case file comes, so memory stays flat however many there are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TextIO

from caselint.casefile.setaside import SetAside
from caselint.findings.finding import Finding
from caselint.findings.notes import Header
from caselint.findings.result import Result
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase, Tally
from caselint.reports.json_form import (
    Shape,
    case_shape,
    encode,
    finding_shape,
    header_shape,
    notes_shape,
    result_shape,
    set_aside_shapes,
    tally_shape,
)


class JsonLines:
    """Writes a run to a text stream line by line: `begin`, `case` for each file, `end`."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def begin(self, header: Header) -> None:
        """The header line: what is known before the first case file."""
        self._write({"line": "header", **header_shape(header), **notes_shape(header)})

    def case(
        self, case: CheckedCase, results: Iterable[Result], set_aside: Sequence[SetAside] = ()
    ) -> None:
        """One case file: its results by rule, each with its findings by fingerprint."""
        self._write(
            {
                "line": "case",
                "case": case_shape(case),
                "results": [_whole(result) for result in sorted(results, key=lambda r: r.rule)],
                "set_aside": set_aside_shapes(set_aside),
            }
        )

    def end(self, tally: Tally) -> None:
        """The closing line. What was set aside stands here whole, whichever file it was in."""
        self._write({"line": "closing", **tally_shape(tally)})

    def _write(self, line: Shape) -> None:
        self._stream.write(encode(line) + "\n")


def write_lines(run: Run, stream: TextIO) -> None:
    """Write a whole run to a text stream, case files in order of id."""
    lines = JsonLines(stream)
    lines.begin(run.header)
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in run.findings:
        found[finding.case_id, finding.rule].append(finding)
    for case, results in run.by_case():
        whole = (
            result._replace(findings=tuple(found.pop((case.case_id, result.rule), ())))
            for result in results
        )
        lines.case(case, whole)
    lines.end(run.tally)


def _whole(result: Result) -> Shape:
    found = sorted(result.findings, key=lambda finding: finding.fingerprint)
    return {**result_shape(result), "findings": [finding_shape(finding) for finding in found]}
