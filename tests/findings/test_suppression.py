"""Findings that somebody has looked at and put aside."""

from datetime import date

import pytest
from pydantic import ValidationError

from caselint.errors import DataFileError
from caselint.findings import Evidence
from caselint.findings.suppression import Suppression, read_suppressions, suppress

from .making import finding

DAY = date(2026, 6, 30)
PLAIN = {
    "rule": "SUP001",
    "case": "C1",
    "reason": "Kept on the brother's file.",
    "author": "QA lead",
    "expires": date(2026, 12, 31),
}


def suppression(**fields):
    return Suppression(**{**PLAIN, **fields})


@pytest.mark.parametrize(
    ("fields", "covers"),
    [
        ({}, True),
        ({"case_id": "C2"}, False),
        ({"rule": "CGR002"}, False),
    ],
)
def test_it_covers_one_rule_on_one_case(fields, covers):
    assert suppression().covers(finding(**fields), DAY) is covers


@pytest.mark.parametrize(("record", "covers"), [("r1", True), ("r2", False)])
def test_it_may_name_a_record_of_the_evidence(record, covers):
    assert suppression(case=None, record=record).covers(finding(), DAY) is covers


def test_with_a_case_and_a_record_both_must_fit():
    other = finding(case_id="C2", evidence=(Evidence("r1", "supervision"),))
    assert not suppression(record="r1").covers(other, DAY)


@pytest.mark.parametrize(
    ("day", "covers"), [(date(2026, 12, 30), True), (date(2026, 12, 31), False)]
)
def test_on_the_day_it_expires_the_finding_returns(day, covers):
    assert suppression().covers(finding(), day) is covers


def test_a_finding_is_marked_and_nothing_is_taken_away():
    findings = suppress([finding(), finding(case_id="C2")], [suppression()], DAY)
    assert [found.status for found in findings] == ["suppressed", "new"]


def test_without_suppressions_findings_stay_as_they_are():
    assert suppress([finding()], [], DAY) == (finding(),)


@pytest.mark.parametrize("field", ["reason", "author"])
def test_somebody_says_why(field):
    with pytest.raises(ValidationError, match="say something here"):
        suppression(**{field: "  "})


def test_a_suppression_names_a_case_or_a_record():
    with pytest.raises(ValidationError, match="name a case or a record"):
        suppression(case=None)


def written(tmp_path, text):
    path = tmp_path / "suppressions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_of_suppressions_is_read(tmp_path):
    path = written(
        tmp_path,
        """\
suppressions:
  - rule: SUP001
    case: C1
    reason: Kept on the brother's file.
    author: QA lead
    expires: 2026-12-31
""",
    )
    assert read_suppressions(path) == (suppression(),)


def test_a_fault_in_the_file_is_named_with_its_place(tmp_path):
    path = written(tmp_path, "suppressions:\n  - rule: SUP001\n    caes: C1\n")
    with pytest.raises(DataFileError, match=r"suppressions\.yaml:3:\d+"):
        read_suppressions(path)
