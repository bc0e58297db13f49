"""A whole run as one JSON document, ordered by case, rule and fingerprint.

Each entry of a list stands on a line of its own: the document is written as it is made, and two of
them can be compared line by line.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from caselint.findings.run import Run
from caselint.reports.json_form import (
    case_shape,
    encode,
    finding_shape,
    header_shape,
    notes_shape,
    result_shape,
    tally_shape,
)
from caselint.reports.style import PLAIN, Style


def write_json(run: Run, stream: TextIO, style: Style = PLAIN) -> None:
    """Write the run to a text stream; it is the same in every style.

    `as_at` is the day on which every file was judged, null if they were judged on several; without
    any case file it is the day asked for.
    """
    opening = header_shape(run.header)
    if run.cases:
        opening["as_at"] = None if run.as_at is None else run.as_at.isoformat()
    closing = tally_shape(run.tally)
    opening["sources"] = closing.pop("sources")
    opening["totals"] = closing.pop("totals")
    lists: dict[str, Iterable[object]] = {
        "cases": map(case_shape, sorted(run.cases, key=lambda c: (c.case_id, c.source, c.place))),
        "results": map(result_shape, run.results),
        "findings": map(finding_shape, run.sorted_findings()),
        **closing,
        **notes_shape(run.header),
    }
    stream.write("{\n")
    stream.writelines(f"{encode(key)}:{encode(value)},\n" for key, value in opening.items())
    before = ""
    for key, entries in lists.items():
        stream.write(f"{before}{encode(key)}:[")
        _write_entries(entries, stream)
        stream.write("]")
        before = ",\n"
    stream.write("\n}\n")


def _write_entries(entries: Iterable[object], stream: TextIO) -> None:
    before = "\n"
    for entry in entries:
        stream.write(before + encode(entry))
        before = ",\n"
    if before != "\n":
        stream.write("\n")
