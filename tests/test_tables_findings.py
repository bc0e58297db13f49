"""The fixture of tables: read without a fault, with the findings written out beforehand by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from caselint import Linter, lint
from caselint.config import Configuration
from caselint.config import settings_of as settings
from caselint.findings import Run
from caselint.sources import Supplied, read

FIXTURES = Path(__file__).parents[1] / "fixtures" / "tables"
EXPECTED = yaml.load((FIXTURES / "expected.yaml").read_text(), yaml.BaseLoader)  # noqa: S506
RULES = EXPECTED.pop("rules")


@pytest.fixture(scope="module")
def run() -> Run:
    linter = Linter(Configuration(settings({"select": RULES})))
    return lint(FIXTURES / "elmshire", linter=linter)


def test_nothing_of_it_is_set_aside(run):
    assert run.tally.set_aside == []
    assert [case.case_id for case in run.cases] == list(EXPECTED)


def test_it_is_judged_on_the_day_that_it_names(run):
    assert {case.as_at.isoformat() for case in run.cases} == {"2026-03-31"}


@pytest.mark.parametrize("case_id", EXPECTED)
@pytest.mark.parametrize("kind", ["concern", "strength"])
def test_the_findings_are_those_of_an_auditor(run, case_id, kind):
    found = {f.rule for f in run.findings if (f.case_id, f.kind) == (case_id, kind)}
    assert sorted(found) == sorted(EXPECTED[case_id][f"{kind}s"])


def test_a_table_without_rows_is_covered_and_a_missing_one_is_not():
    (first, *_) = [item for item in read(FIXTURES / "elmshire") if isinstance(item, Supplied)]
    kinds = first.case_file.source.covers.kinds
    assert "supervision" in kinds
    assert "communication" not in kinds


def test_what_a_list_has_no_column_for_is_not_held_against_anybody(run):
    (note,) = [note for note in run.tally.not_assessable if note.rule == "ACT003"]
    assert {name.rpartition(".")[0] for name in note.missing} == {"core_group.actions"}
