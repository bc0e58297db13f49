"""The file of what somebody has looked at and put aside."""

from datetime import date

import pytest
from pydantic import ValidationError

from caselint.errors import DataFileError
from caselint.findings.put_aside import by_rule
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


def test_a_finding_is_marked_and_nothing_is_taken_away():
    notes = by_rule([suppression().note()])
    findings = suppress([finding(), finding(case_id="C2")], notes, DAY)
    assert [found.status for found in findings] == ["suppressed", "new"]


def test_without_suppressions_findings_stay_as_they_are():
    assert suppress([finding()], {}, DAY) == (finding(),)


@pytest.mark.parametrize("field", ["reason", "author"])
def test_somebody_says_why(field):
    with pytest.raises(ValidationError, match="say something here"):
        suppression(**{field: "  "})


@pytest.mark.parametrize(
    "reason", ["ok", "fourteen chars", "aaaaaaaaaaaaaaaaaaaaaaaa", "a   b    c      d e"]
)
def test_a_reason_says_something(reason):
    with pytest.raises(ValidationError, match="say in some words why"):
        suppression(reason=reason)


def test_a_reason_of_two_words_and_fifteen_characters_is_enough():
    assert suppression(reason="fifteen letters").reason == "fifteen letters"


def test_a_suppression_names_a_case_or_a_record():
    with pytest.raises(ValidationError, match="name a case or a record"):
        suppression(case=None)


@pytest.mark.parametrize("field", ["case", "record"])
def test_a_blank_case_or_record_names_nothing(field):
    with pytest.raises(ValidationError, match="blank"):
        suppression(**{field: " "})


def test_it_cannot_expire_before_it_begins():
    with pytest.raises(ValidationError, match="expires before it begins"):
        suppression(since=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("since", "expires", "too_long"),
    [
        (date(2026, 3, 31), date(2027, 3, 31), False),
        (date(2026, 3, 31), date(2027, 4, 1), True),
        (date(2024, 2, 29), date(2025, 2, 28), False),
        (date(2024, 2, 29), date(2025, 3, 1), True),
        (None, date(2099, 1, 1), False),
    ],
)
def test_it_lasts_twelve_months_at_most(since, expires, too_long):
    assert suppression(since=since, expires=expires).lasts_too_long() is too_long


def test_one_that_does_not_say_since_when_is_heeded_twelve_months_before_its_end():
    assert suppression().note().heeded_from == date(2025, 12, 31)
    assert suppression(since=date(2026, 6, 1)).note().heeded_from is None


def written(tmp_path, text):
    path = tmp_path / "suppressions.yaml"
    path.write_text(text, encoding="utf-8")
    return path


FILE = """\
suppressions:
  - rule: SUP001
    case: C1
    reason: Kept on the brother's file.
    author: QA lead
    since: 2026-06-01
    expires: 2026-12-31
"""


def test_a_file_of_suppressions_is_read(tmp_path):
    path = written(tmp_path, FILE)
    assert read_suppressions(path) == (suppression(since=date(2026, 6, 1)),)


def test_a_fault_in_the_file_is_named_with_its_place(tmp_path):
    path = written(tmp_path, "suppressions:\n  - rule: SUP001\n    caes: C1\n")
    with pytest.raises(DataFileError, match=r"suppressions\.yaml:3:\d+"):
        read_suppressions(path)


def test_one_that_lasts_too_long_is_named_with_its_place(tmp_path):
    path = written(tmp_path, FILE)
    with pytest.raises(DataFileError, match=r"suppressions\.yaml:7:\d+.*6 months at most"):
        read_suppressions(path, longest=6)


def test_one_of_a_rule_that_may_not_be_put_aside_is_named_with_its_place(tmp_path):
    path = written(tmp_path, FILE)
    with pytest.raises(DataFileError, match=r"suppressions\.yaml:2:\d+.*no finding of SUP001"):
        read_suppressions(path, kept={"SUP001"})
