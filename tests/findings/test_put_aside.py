"""Which suppression covers which finding, and what each comes to in a run."""

from datetime import date

import pytest

from caselint.casefile.outline import Outline, OutlinedRecord
from caselint.findings import Evidence, Run, SuppressionNote
from caselint.findings.narrowing import only
from caselint.findings.put_aside import PutAside, by_rule, fits, is_covered, state_on

from .making import DAY, HEADER, checked, finding, result

EXPIRES = date(2026, 12, 31)


def note(**fields):
    plain = {
        "rule": "SUP001",
        "case": "C1",
        "record": "",
        "reason": "Kept on the brother's file.",
        "author": "QA lead",
        "expires": EXPIRES,
    }
    return SuppressionNote(**{**plain, **fields})


@pytest.mark.parametrize(
    ("fields", "fit"), [({}, True), ({"case_id": "C2"}, False), ({"rule": "CGR002"}, False)]
)
def test_it_is_of_one_rule_on_one_case(fields, fit):
    assert fits(note(), finding(**fields)) is fit


@pytest.mark.parametrize(("record", "fit"), [("r1", True), ("r2", False)])
def test_it_may_name_a_record_of_the_evidence(record, fit):
    assert fits(note(case="", record=record), finding()) is fit


def test_a_record_of_a_sisters_file_is_not_the_record_it_names():
    cited = finding(evidence=(Evidence("r1", "supervision", case_id="C2"),))
    assert not fits(note(record="r1"), cited)


def test_with_a_case_and_a_record_both_must_fit():
    other = finding(case_id="C2", evidence=(Evidence("r1", "supervision"),))
    assert not fits(note(record="r1"), other)


@pytest.mark.parametrize(
    ("day", "covered"), [(date(2026, 12, 30), True), (date(2026, 12, 31), False)]
)
def test_on_the_day_it_expires_the_finding_returns(day, covered):
    assert is_covered(finding(), by_rule([note()]), day) is covered


@pytest.mark.parametrize(
    ("day", "state"),
    [(date(2025, 12, 30), "too_far"), (date(2025, 12, 31), "active"), (EXPIRES, "expired")],
)
def test_one_that_does_not_say_since_when_is_heeded_from_a_day(day, state):
    assert state_on(note(heeded_from=date(2025, 12, 31)), day) == state


def run_of(*notes, status="suppressed", **more):
    from dataclasses import replace

    run = Run(replace(HEADER, suppressions=notes))
    run.add(checked(**more), [result(outcome="not_evidenced", findings=(finding(status=status),))])
    return run


def told(run):
    return [(one.state, one.findings, one.returned) for one in run.tally.suppressions]


def test_a_run_tells_what_each_covers():
    assert told(run_of(note())) == [("active", 1, 0)]


def test_an_expired_one_says_how_many_returned():
    over = note(expires=DAY)
    assert told(run_of(over, status="new")) == [("expired", 0, 1)]


def test_two_that_cover_one_finding_both_count_it():
    assert told(run_of(note(), note(record="r1"))) == [("active", 1, 0), ("active", 1, 0)]


def test_one_that_was_over_before_does_not_count_what_another_covers():
    assert told(run_of(note(expires=date(2026, 1, 1)), note())) == [
        ("expired", 0, 0),
        ("active", 1, 0),
    ]


def unused(run):
    return [one.is_unused for one in run.tally.suppressions]


def test_one_of_a_file_that_was_looked_at_and_that_covers_nothing_is_unused():
    run = Run(run_of(note()).header)
    run.add(checked(), [result()])
    assert unused(run) == [True]


@pytest.mark.parametrize("fields", [{"case": "C9"}, {"rule": "CGR002"}])
def test_one_of_a_file_or_rule_that_is_not_in_the_run_is_not_called_unused(fields):
    run = run_of(note(**fields))
    assert unused(run) == [False]
    assert not run.tally.suppressions[0].looked_at


@pytest.mark.parametrize(("record", "looked_at"), [("r9", True), ("gone", False)])
def test_a_record_is_looked_at_where_it_is_still_on_a_file(record, looked_at):
    outline = Outline((OutlinedRecord("r9", "visit", "", None, ""),), ())
    (one,) = run_of(note(case="", record=record), outline=outline).tally.suppressions
    assert one.looked_at is looked_at


def test_the_rule_that_replaces_another_is_not_covered_by_what_was_put_aside_of_that_one():
    assert not is_covered(finding(rule="SUP009"), by_rule([note()]), DAY)


def test_they_stand_by_rule_case_and_record():
    notes = [note(rule="B"), note(rule="A", case="C2"), note(rule="A", case="C1")]
    summaries = PutAside(notes).summaries(None, None, ())
    assert [(one.note.rule, one.note.case) for one in summaries] == [
        ("A", "C1"),
        ("A", "C2"),
        ("B", "C1"),
    ]


def test_a_run_of_some_cases_has_the_suppressions_that_bear_on_them():
    run = run_of(note(), note(case="C9"), note(case="", record="r1"), note(case="", record="r7"))
    kept = only(run, ["C1"]).header.suppressions
    assert [(one.case, one.record) for one in kept] == [("C1", ""), ("", "r1")]
