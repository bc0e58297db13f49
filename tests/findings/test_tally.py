"""What is counted while case files stream by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import SetAside
from caselint.findings import Counts, RuleFailure, Tally, exit_code

from .making import checked, finding, result

HIGH = ("high",)


def tally(*results, needed=(), case=None):
    found = Tally(needed)
    found.add(case or checked(), results)
    return found


def with_finding(**fields):
    gives = fields.pop("gives", "verdict")
    return tally(result(outcome="not_evidenced", gives=gives, findings=(finding(**fields),)))


# Totals


def test_totals_count_cases_records_results_and_findings():
    found = tally(
        result(findings=(finding(), finding(kind="strength"))),
        result("CGR002", findings=(finding(kind="query"),)),
    )
    assert found.totals == {
        "cases": 1,
        "records": 3,
        "results": 2,
        "concerns": 1,
        "strengths": 1,
        "queries": 1,
        "known": 0,
        "suppressed": 0,
        "set_aside": 0,
        "rule_errors": 0,
    }


def test_a_suppressed_finding_is_counted_as_such_alone():
    totals = with_finding(status="suppressed").totals
    assert (totals["concerns"], totals["suppressed"]) == (0, 1)


def test_a_suppression_does_not_alter_an_outcome():
    (summary,) = with_finding(status="suppressed").rules
    assert summary.outcomes == {"not_evidenced": 1}


def test_what_was_set_aside_is_counted():
    found = Tally()
    found.add(checked(), (), [SetAside("C1.json: records[0]", "the record has no date")])
    assert found.totals["set_aside"] == 1


# Rules


def test_a_rule_is_summed_over_all_case_files():
    found = tally(result(counts=Counts(met=2, unmet=1)))
    found.add(checked("C2"), [result(outcome="not_evidenced", counts=Counts(unmet=4))])
    (summary,) = found.rules
    assert (summary.met, summary.unmet) == (2, 5)
    assert summary.outcomes == {"evidenced": 1, "not_evidenced": 1}


def test_rules_stand_by_theme_and_id():
    found = tally(result("B2", theme="b"), result("A9", theme="b"), result("Z1", theme="a"))
    assert [summary.rule for summary in found.rules] == ["Z1", "A9", "B2"]


def test_a_rule_in_error_is_named_with_its_case():
    found = tally(result(outcome="error", why="KeyError"))
    assert found.failures == [RuleFailure("SUP001", "C1", "KeyError")]


# What could not be assessed


def test_what_a_source_cannot_say_is_said_once_for_all_its_files():
    silent = result(outcome="not_assessable", needs_missing=("supervision",), why="not covered")
    found = tally(silent)
    found.add(checked("C2"), [silent])
    (note,) = found.not_assessable
    assert (note.rule, note.source, note.missing, note.cases) == (
        "SUP001",
        "native",
        ("supervision",),
        2,
    )


def test_each_source_is_silent_for_itself():
    silent = result(outcome="not_assessable", needs_missing=("supervision",))
    found = tally(silent)
    found.add(checked("C2", source="annex_a"), [silent])
    assert [note.source for note in found.not_assessable] == ["annex_a", "native"]


# Suspect coverage


def files(number, needed=("supervision",), **fields):
    found = Tally(needed)
    for each in range(number):
        found.add(checked(f"C{each}", **fields), ())
    return found


def test_a_needed_kind_that_never_occurs_in_twenty_files_is_suspect():
    (suspect,) = files(20).suspect_coverage
    assert (suspect.source, suspect.team, suspect.kind, suspect.cases) == (
        "native",
        "North",
        "supervision",
        20,
    )


def test_in_nineteen_files_it_is_not():
    assert files(19).suspect_coverage == []


def test_a_kind_that_occurs_once_is_not_suspect():
    found = files(20)
    found.add(checked("last", kinds=frozenset({"supervision"})), ())
    assert found.suspect_coverage == []


def test_a_kind_that_is_not_covered_is_not_suspect():
    assert files(20, covers=frozenset({"visit"})).suspect_coverage == []


def test_files_that_do_not_cover_the_kind_do_not_count():
    found = files(19)
    for each in range(5):
        found.add(checked(f"D{each}", covers=frozenset({"visit"})), ())
    assert found.suspect_coverage == []


def test_a_kind_that_no_rule_needs_is_not_suspect():
    assert files(20, needed=()).suspect_coverage == []


def test_each_team_is_suspect_for_itself():
    found = files(20)
    found.add(checked("south", team="South", kinds=frozenset({"supervision"})), ())
    assert [suspect.team for suspect in found.suspect_coverage] == ["North"]


CASES = st.lists(
    st.builds(
        checked,
        team=st.sampled_from(["North", "South"]),
        kinds=st.sampled_from([frozenset(), frozenset({"supervision"}), frozenset({"visit"})]),
        covers=st.sampled_from([None, frozenset({"visit"}), frozenset({"supervision"})]),
    ),
    max_size=50,
)


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_in_which_files_stream_by_changes_nothing(cases, random):
    def summed(cases):
        found = Tally(["supervision", "visit"])
        for case in cases:
            found.add(case, ())
        return found.suspect_coverage, found.sources, found.totals

    shuffled = list(cases)
    random.shuffle(shuffled)
    assert summed(shuffled) == summed(cases)


# Sources


def test_a_source_covers_every_kind_when_one_of_its_files_does():
    found = tally(case=checked(covers=frozenset({"visit"})))
    found.add(checked("C2", covers=None), ())
    assert found.sources[0].kinds is None


def test_a_source_covers_the_kinds_of_its_files():
    found = tally(case=checked(covers=frozenset({"visit"})))
    found.add(checked("C2", covers=frozenset({"plan"})), ())
    assert found.sources[0].kinds == ("plan", "visit")


# The exit code


def test_nothing_checked_is_two():
    assert exit_code(Tally(), HIGH) == 2


def test_clean_is_nought():
    assert exit_code(tally(result()), HIGH) == 0


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        ("high", ("high",), 1),
        ("medium", ("high",), 0),
        ("medium", ("high", "medium"), 1),
        ("high", ("medium",), 1),
        ("advice", ("high", "medium", "low", "advice"), 1),
        ("high", (), 0),
    ],
)
def test_a_concern_at_or_above_a_severity_is_one(severity, fail_on, code):
    assert exit_code(with_finding(severity=severity), fail_on) == code


@pytest.mark.parametrize("kind", ["strength", "query"])
def test_only_concerns_count(kind):
    assert exit_code(with_finding(kind=kind), HIGH) == 0


def test_a_suppressed_concern_does_not_count():
    assert exit_code(with_finding(status="suppressed"), HIGH) == 0


def test_a_rule_that_gives_context_never_fails_a_run():
    every = ("high", "medium", "low", "advice")
    assert exit_code(with_finding(gives="context", severity="advice"), every) == 0


def test_something_set_aside_is_one():
    found = tally(result())
    found.set_aside.append(SetAside("C1.json", "not a date"))
    assert exit_code(found, HIGH) == 1


def test_a_rule_in_error_is_one():
    assert exit_code(tally(result(outcome="error", why="KeyError")), HIGH) == 1
