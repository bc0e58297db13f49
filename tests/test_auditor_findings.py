"""Eight files written by hand, and what an auditor says of them: said beforehand, without caselint.

What is right stands in `fixtures/auditor/expected.yaml`. Such a file is read as a whole, where an
example of a rule has only the records that matter to it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from caselint import lint
from caselint.findings import Run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "auditor"
EXPECTED = yaml.load((FIXTURES / "expected.yaml").read_text(), yaml.BaseLoader)  # noqa: S506


@pytest.fixture(scope="module")
def run() -> Run:
    return lint([FIXTURES / row["file"] for row in EXPECTED])


def each(key: str) -> list:
    """One case a row that has something under the key."""
    return [pytest.param(row, id=row["case_id"]) for row in EXPECTED if row[key]]


def raised(run: Run, row: dict) -> set[tuple[str, str, str]]:
    """Rule, kind and first day of everything that is said of a file."""
    return {
        (found.rule, found.kind, found.start.isoformat() if found.start else "")
        for found in run.findings
        if found.case_id == row["case_id"]
    }


def test_nothing_of_them_is_set_aside(run):
    assert run.tally.set_aside == []
    assert [case.case_id for case in run.cases] == [row["case_id"] for row in EXPECTED]


@pytest.mark.parametrize("row", each("says"))
def test_what_has_to_be_said_is_said(run, row):
    found = raised(run, row)
    without_day = {(rule, kind) for rule, kind, _ in found}
    missed = [
        one["words"]
        for one in row["says"]
        if (
            (one["rule"], one["kind"], one["start"]) not in found
            if "start" in one
            else (one["rule"], one["kind"]) not in without_day
        )
    ]
    assert missed == []


@pytest.mark.parametrize("row", each("silent"))
def test_what_would_annoy_an_auditor_is_not_said(run, row):
    said = {rule for rule, kind, _ in raised(run, row) if kind != "strength"}
    assert {rule: why for rule, why in row["silent"].items() if rule in said} == {}


@pytest.mark.parametrize("row", each("praises"))
def test_what_is_done_well_is_said_too(run, row):
    praised = {rule for rule, kind, _ in raised(run, row) if kind == "strength"}
    assert set(row["praises"]) - praised == set()


def test_a_well_kept_file_has_no_concern(run):
    assert [f.rule for f in run.findings if (f.case_id, f.kind) == ("H21", "concern")] == []
