"""The rules tried on made-up case files: a small version of what the documentation shows."""

from dataclasses import replace

import pytest

from caselint.config import Configuration
from caselint.linter import Linter
from caselint.trials import TEXTS, Trials, steps, try_rules


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Configuration(), remember=TEXTS)


@pytest.fixture(scope="module")
def trials(linter: Linter) -> Trials:
    return try_rules(linter, files=40, planted=1, seed="tests")


def test_no_concern_is_raised_on_a_clean_file(trials: Trials) -> None:
    assert [
        (wrong.rule, wrong.case_id, wrong.message)
        for wrong in trials.wrong
        if wrong.what == "false" and not wrong.planted
    ] == []


def test_what_is_planted_is_found(trials: Trials) -> None:
    missed = {score.defect for score in trials.defects.values() if score.missed}
    # What stands in narrative alone may be missed: how often is measured on sentences.
    assert {defect.name for defect in missed if not defect.reads} == set()


def test_no_unrelated_concern_stands_beside_a_planted_failing(trials: Trials) -> None:
    assert [
        (wrong.planted, wrong.rule, wrong.message)
        for wrong in trials.wrong
        if wrong.what == "false" and wrong.planted
    ] == []


def test_no_rule_raises(trials: Trials) -> None:
    assert [wrong for wrong in trials.wrong if wrong.what == "error"] == []


def test_a_failing_that_no_rule_serves_is_neither_found_nor_missed(trials: Trials) -> None:
    for score in trials.defects.values():
        if not score.served_by:
            assert (score.found, score.missed) == (0, 0)


def test_what_a_rule_misses_and_finds_is_counted_for_it(linter: Linter) -> None:
    trials = try_rules(
        linter, files=0, planted=1, among=["CGR003"], failings=["chair-not-told", "child-not-seen"]
    )
    assert list(trials.rules) == ["CGR003"]
    told = trials.defects["chair-not-told"]
    assert (told.served_by, told.found, told.by["CGR003"]) == (("CGR003",), 1, 1)
    assert trials.rules["CGR003"].found == 1


def test_a_rule_that_is_wrong_about_clean_files_is_shown_up(linter: Linter) -> None:
    rule = replace(linter.rulebook.rules["VIS001"], audit=("A13-17",))
    rules = {**linter.rulebook.rules, "VIS001": rule}
    trials = try_rules(
        Linter(Configuration(), rulebook=replace(linter.rulebook, rules=rules)),
        files=0,
        planted=1,
        among=["VIS001"],
        failings=["child-not-seen", "unsettled-at-last-stage"],
    )
    assert not trials.passed
    assert trials.rules["VIS001"].missed == 1
    assert trials.rules["VIS001"].false_planted > 0
    assert trials.defects["child-not-seen"].unrelated["VIS001"] > 0


def test_progress_is_told_for_every_file(linter: Linter) -> None:
    done = []
    try_rules(linter, files=2, planted=0, step=lambda: done.append(1))
    assert len(done) == 2 == steps(2, 0)
