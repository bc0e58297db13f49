"""Suppressions as reports tell of them."""

from datetime import date

import pytest

from caselint.findings import SuppressionNote, SuppressionSummary
from caselint.reports.put_aside import groups, what, why


def summary(state="active", findings=1, returned=0, looked_at=True, **fields):
    plain = {"rule": "SUP001", "case": "C-1", "record": "", "reason": "Kept on another file."}
    plain |= {"author": "QA lead", "expires": date(2026, 12, 31)}
    return SuppressionSummary(
        SuppressionNote(**{**plain, **fields}), state, findings, returned, looked_at
    )


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (summary(), "1 suppression is in force."),
        (summary(findings=0), "1 suppression covered nothing in this run."),
        (summary(findings=0, looked_at=False), "1 suppression is of a case file, a record or"),
        (summary("too_far", 0), "1 suppression has no effect yet"),
        (summary("expired", 0, 2), "1 suppression has expired: 2 findings have returned."),
        (summary("expired", 0, 0), "1 suppression has expired."),
    ],
)
def test_each_stands_under_what_is_to_be_done_about_it(one, says):
    (group,) = groups([one])
    assert group.says.startswith(says)
    assert group.those == (one,)


def test_what_somebody_has_to_look_at_comes_first():
    every = [summary(), summary(findings=0, case="C-2"), summary("expired", 0, case="C-3")]
    assert [group.those[0].note.case for group in groups(every)] == ["C-3", "C-2", "C-1"]


def test_without_a_run_nothing_is_called_unused():
    assert [group.says for group in groups([summary(findings=0)], in_run=False)] == [
        "1 suppression is in force."
    ]


def test_each_says_what_it_is_of_why_by_whom_and_until_when():
    assert what(summary(record="S-12")) == "SUP001 on C-1, record S-12"
    assert what(summary(case="", record="S-12")) == "SUP001 record S-12"
    assert why(summary()) == "1 finding: Kept on another file. (QA lead; until 31 December 2026)"
    assert "expired on 31 December 2026" in why(summary("expired", 0))
