"""`caselint explain`: rules, standards and audit findings in words."""

from pathlib import Path

import pytest

import shipped

from .conftest import Run, write_rule


def told(result) -> str:
    """What was written, on one line."""
    assert result.exit_code == 0, result.stderr
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("name", ["SUP001", "sup001", "supervision-keeps-pace"])
def test_a_rule_is_found_by_id_and_by_name(run: Run, name):
    assert told(run("explain", name)).startswith("SUP001 supervision-keeps-pace")


CITED = """\
audit: [C17-14]
standards: [T92]
gets_wrong: [Visits on a brother's or sister's file.]
"""


def test_a_rule_says_what_it_checks_with_what_and_on_what_ground(run: Run):
    path = write_rule(status="stable", more=CITED)
    words = told(run("explain", "LOC001", "--rules", "rules"))
    assert "Somebody has to look." in words
    assert "It applies while a child protection plan is open." in words
    assert "A visit where child seen is yes is expected at least every 4 weeks." in words
    assert "max_gap 4 weeks (the default; may be 1 week to 6 weeks) Between two visits." in words
    assert "visit: date; visit: child seen" in words
    assert "T92 Case discussed in supervision (2 months). Local policy" in words
    assert "passage read at its source" in words
    assert "C17-14 Managers' oversight was uneven" in words
    assert "Visits on a brother's or sister's file." in words
    assert "Nobody came, as at 2026-03-31: not evidenced." in words
    assert "“No visit is evidenced from 5 January 2026 to 31 March 2026.”" in words
    assert words.endswith(str(path))


def test_a_rule_without_a_source_says_so(run: Run):
    write_rule()
    words = told(run("explain", "LOC001", "--rules", "rules"))
    assert "It names no standard and no audit finding." in words
    assert "a draft: it runs only when selected by its id" in words


def test_a_parameter_says_who_set_it_and_why(run: Run):
    write_rule(status="stable")
    Path("caselint.toml").write_text(
        'rules = ["rules"]\n[parameters.LOC001]\n'
        'max_gap = { value = "6 weeks", reason = "Visiting policy" }\n'
        '[[overrides]]\nteams = ["Duty"]\n[overrides.parameters.LOC001]\n'
        'max_gap = { value = "2 weeks", reason = "Short-term work" }\n'
    )
    words = told(run("explain", "LOC001"))
    assert "max_gap 6 weeks (the default is 4 weeks; may be 1 week to 6 weeks), set in" in words
    assert "caselint.toml. Reason: Visiting policy" in words
    assert "max_gap 2 weeks (the default is 4 weeks; may be 1 week to 6 weeks), set in" in words
    assert "caselint.toml, team Duty. Reason: Short-term work" in words
    assert "is expected at least every 6 weeks." in words


def test_every_rule_can_be_explained(run: Run, monkeypatch: pytest.MonkeyPatch):
    # Two hundred commands need not look for changed files each.
    monkeypatch.setattr("caselint.rulebook.load", lambda _: shipped.rulebook())
    for rule in shipped.rulebook().rules:
        assert "WHAT IT CHECKS" in run("explain", rule).stdout, rule


@pytest.mark.parametrize("name", ["C17-14", "c17-14"])
def test_an_audit_finding_names_the_rules_that_serve_it_or_says_why_none_does(run: Run, name):
    words = told(run("explain", name))
    assert words.startswith("C17-14 Managers' oversight was uneven")
    assert "It would stand in supervision.date" in words
    assert "RULES THAT SERVE IT" in words


def test_an_audit_finding_that_no_file_can_show_says_so(run: Run):
    words = told(run("explain", "A13-00"))
    assert "No case file can show it. This says why the audit was held." in words
    assert words.endswith("RULES THAT SERVE IT None: no case file can show it.")


@pytest.mark.parametrize("name", ["T92", "t92"])
def test_a_standard_names_its_source_and_the_rules_that_use_it(run: Run, name):
    words = told(run("explain", name))
    assert words.startswith("T92 Case discussed in supervision")
    assert "Local policy, binding only where it is in force" in words
    assert "SUP001 The case is discussed in supervision" in words


def test_a_standard_with_variants_lists_them_all_and_says_which_is_meant(run: Run):
    words = told(run("explain", "T21/wales"))
    assert words.startswith("T21 Later core groups WHAT IT ASKS")
    assert "VARIANTS T21/london" in words
    assert "T21/wales Later core groups (1 month, Wales)" in words
    assert "This one is meant where a rule says no more than T21." in words


def test_a_standard_says_what_starts_the_clock_what_is_due_and_what_is_to_be_noted(run: Run):
    words = told(run("explain", "T01"))
    assert "What starts the clock: a referral is received." in words
    assert "What is due: the kind of response is decided and recorded." in words
    assert "The editions of 2018 and 2023 were not read." in words


def test_what_is_noted_of_a_whole_standard_is_said_once(run: Run):
    words = told(run("explain", "T02"))
    assert words.count("An old record is judged by the limit of its day.") == 1
    assert words.count("The limit for a core assessment.") == 1
    assert "(42 working days, Wales)" in words


def test_what_is_unknown_has_a_suggestion(run: Run):
    result = run("explain", "SPU001")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        'caselint: "SPU001" is no rule, no standard and no audit finding (did you mean "SUP001"?)\n'
    )
