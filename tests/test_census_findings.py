"""The census fixtures and samples: the right findings, and calm about dates that cannot be.

What is right stands in `fixtures/census/expected.yaml`, written out beforehand by hand.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
import yaml

from caselint import Linter, lint
from caselint.config import Configuration
from caselint.findings import Counts, Run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "census"
EXPECTED = yaml.load((FIXTURES / "expected.yaml").read_text(), yaml.BaseLoader)  # noqa: S506
STATES = ("in time", "late", "overdue", "not due yet", "not due", "cannot be told")


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Configuration(), look_back="all")


@pytest.fixture(scope="module")
def run(linter: Linter) -> Run:
    return lint(FIXTURES, linter=linter)


@pytest.fixture(scope="module")
def counts(run: Run) -> dict[tuple[str, str], Counts]:
    return {(result.case_id, result.rule): result.counts for result in run.results}


def expected_counts(told: list[str]) -> Counts:
    """What a rule is to count, from an auditor's words for each occasion."""
    found = Counter(next(state for state in STATES if one.startswith(state)) for one in told)
    return Counts(
        met=found["in time"],
        unmet=found["late"] + found["overdue"],
        unknown=found["cannot be told"],
        pending=found["not due yet"],
    )


def each(key: str) -> list:
    return [pytest.param(row, id=row["case_id"]) for row in EXPECTED if key in row]


@pytest.mark.parametrize("row", each("assessment"))
def test_the_assessment_is_judged_as_written_out_beforehand(row, counts):
    assert counts[row["case_id"], "ASM001"] == expected_counts([row["assessment"]])


@pytest.mark.parametrize("row", each("icpc"))
def test_the_initial_conference_is_judged_as_written_out_beforehand(row, counts):
    assert counts[row["case_id"], "ICP001"] == expected_counts([row["icpc"]])


@pytest.mark.parametrize("row", each("reviews"))
def test_the_reviews_are_judged_as_written_out_beforehand(row, counts):
    first, later = counts[row["case_id"], "REV001"], counts[row["case_id"], "REV002"]
    wanted = expected_counts(row["reviews"])
    for state in ("met", "unmet", "pending"):
        assert getattr(first, state) + getattr(later, state) == getattr(wanted, state), state
    assert bool(first.unknown + later.unknown) == bool(wanted.unknown)


@pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["case_id"]) for row in EXPECTED if "late by" in str(row)]
)
def test_a_late_answer_is_told_with_its_length(row, run):
    told = " ".join(f.message for f in run.findings if f.case_id == row["case_id"])
    assert "later" in told or "after" in told


def test_a_census_says_of_supervision_only_that_it_cannot_be_assessed(run):
    assert {result.outcome for result in run.results if result.rule == "SUP001"} == {
        "not_assessable"
    }
    silence = [each for each in run.tally.not_assessable if each.rule == "SUP001"]
    assert [(each.missing, each.cases) for each in silence] == [(("supervision",), len(run.cases))]


@pytest.fixture(scope="module")
def samples(linter: Linter) -> dict[str, Run]:
    folder = Path(os.environ.get("CASELINT_SAMPLES", "")) / "cin_census"
    if not (os.environ.get("CASELINT_SAMPLES") and folder.is_dir()):
        pytest.skip("CASELINT_SAMPLES names no folder with cin_census in it")
    return {path.name: lint(path, linter=linter) for path in sorted(folder.glob("*.xml"))}


def told(run: Run) -> set[tuple[str, str, str]]:
    return {(f.kind, f.rule, f.case_id) for f in run.findings if f.kind != "strength"}


def test_the_sample_of_2021_has_a_birth_expected_in_1066_and_stays_calm(samples):
    run = samples["CIN_Census_2021.xml"]
    queries = [f for f in run.findings if f.kind == "query" and f.rule == "CON002"]
    assert ["expected_date_of_birth" in query.message for query in queries] == [True]
    assert [each.why.split(" (")[0] for each in run.tally.set_aside] == ["outside the calendar"]
    assert run.tally.failures == []


def test_nothing_else_of_that_child_is_lost(samples):
    run = samples["CIN_Census_2021.xml"]
    assert len(run.cases) == 1
    assert any(f.rule == "REV001" and f.kind == "concern" for f in run.findings)


def test_an_authorisation_before_the_referral_is_a_query_and_no_concern(samples):
    found = told(samples["CIN_Census_2024.xml"])
    assert ("query", "CON001", "DfEX0000001") in found
    assert not any(kind == "concern" and rule == "ASM001" for kind, rule, _ in found)


def test_an_assessment_that_is_not_authorised_by_the_due_day_is_a_concern(samples):
    assert ("concern", "ASM001", "DfEX0000001") in told(samples["CIN2rows.xml"])


def test_a_plan_that_stands_twice_gives_one_finding(samples):
    found = [f for f in samples["CIN2rows.xml"].findings if f.rule == "REV001"]
    assert len(found) == 1
