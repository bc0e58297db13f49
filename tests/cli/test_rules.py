"""`caselint rules`: list, show, test, coverage, new, path."""

import json
from pathlib import Path

import pytest

from .conftest import EXAMPLE, Run, write_rule


def test_rules_are_listed_by_theme(run: Run):
    result = run("rules", "list", "--theme", "supervision")
    assert result.exit_code == 0
    assert result.stdout.startswith("Supervision\nSUP001  The case is discussed")


def test_rules_are_listed_as_json(run: Run):
    result = run("rules", "list", "--format", "json")
    listed = {rule["id"]: rule for rule in json.loads(result.stdout)}
    assert listed["SUP001"]["name"] == "supervision-keeps-pace"
    assert listed["SUP001"]["standards"] == ["T92"]


def test_a_draft_is_listed_as_one(run: Run):
    write_rule(status="draft")
    assert "(high, draft)" in run("rules", "list", "--rules", "rules").stdout


def test_a_theme_that_is_not_there_has_a_suggestion(run: Run):
    result = run("rules", "list", "--theme", "supervison")
    assert result.exit_code == 2
    assert 'did you mean "supervision"' in result.stderr


def test_a_rule_is_shown_as_its_file_stands(run: Run):
    path = write_rule()
    shown = run("rules", "show", "LOC001", "--rules", "rules")
    assert shown.stdout == path.read_text()


def test_showing_what_is_not_there_gives_2(run: Run):
    assert run("rules", "show", "LOC001").exit_code == 2


def test_the_folder_of_the_shipped_rules_is_told(run: Run):
    assert (Path(run("rules", "path").stdout.strip()) / "pack.yaml").is_file()


def test_examples_that_pass_give_0(run: Run):
    path = write_rule()
    result = run("rules", "test", "--rules", "rules", "--verbose")
    assert result.exit_code == 0
    assert f"{path}:20: LOC001, nobody came: passes" in result.stdout
    assert result.stdout.endswith("1 rule: 1 examples pass\n")


def test_an_example_that_fails_gives_1_and_its_place(run: Run):
    path = write_rule(examples=EXAMPLE.replace("concerns: 1", "concerns: 2"))
    result = run("rules", "test", "LOC001", "--rules", "rules")
    assert result.exit_code == 1
    assert f"{path}:20: LOC001, nobody came: 1 findings of kind concern" in result.stdout
    assert "0 examples pass, 1 fail" in result.stdout


def test_a_draft_is_only_told_which_examples_it_lacks(run: Run):
    path = write_rule(status="draft")
    result = run("rules", "test", "LOC001", "--rules", "rules")
    assert result.exit_code == 0
    assert f"{path}:1: LOC001 still lacks one that does not apply" in result.stdout


def test_a_stable_rule_must_have_them_all(run: Run):
    write_rule(status="stable")
    result = run("rules", "test", "--rules", "rules")
    assert result.exit_code == 1
    assert "LOC001 lacks one that does not apply" in result.stdout
    assert "1 stable rule lacks an example" in result.stdout


def test_an_example_that_is_not_well_made_gives_2(run: Run):
    path = write_rule(examples=EXAMPLE.replace("expect:", "expct:"))
    result = run("rules", "test", "LOC001", "--rules", "rules")
    assert result.exit_code == 2
    assert f"{path}:" in result.stderr
    assert "expct" in result.stderr


def test_coverage_speaks_of_every_audit_finding_in_order(run: Run):
    rows = json.loads(run("rules", "coverage", "--format", "json").stdout)
    ids = [row["id"] for row in rows]
    assert len(ids) == len(set(ids)) == 135
    assert (ids[0], ids[-1]) == ("A13-00", "C17-109")
    assert all(bool(row["rules"]) != bool(row["why"]) for row in rows)


@pytest.mark.parametrize(
    ("id_", "why"),
    [
        ("A13-00", "no case file can show it. This says why the audit was held"),
        ("A13-04", "no rule reads the narrative for it yet"),
    ],
)
def test_coverage_says_why_no_rule_serves_a_finding(run: Run, id_, why):
    rows = json.loads(run("rules", "coverage", "--format", "json").stdout)
    row = next(row for row in rows if row["id"] == id_)
    assert row["rules"] or row["why"].startswith(why)


def test_a_rule_serves_the_findings_that_its_examples_name(run: Run):
    write_rule(status="stable", examples=f"{EXAMPLE}    audit: [C17-14]\n")
    words = ("rules", "coverage", "--rules", "rules")
    rows = json.loads(run(*words, "--format", "json").stdout)
    assert "LOC001" in next(row["rules"] for row in rows if row["id"] == "C17-14")
    assert "of 135 audit findings" in run(*words).stdout


def test_a_new_rule_passes_its_own_example(run: Run):
    made = run("rules", "new", "LOC007", "visits-keep-pace", "--theme", "visits", "--folder", "own")
    assert made.exit_code == 0
    assert Path("own/visits/LOC007-visits-keep-pace.yaml").is_file()
    assert "caselint rules test LOC007 --rules own" in made.stdout
    tried = run("rules", "test", "LOC007", "--rules", "own")
    assert tried.exit_code == 0
    assert tried.stdout.endswith("1 rule: 1 examples pass\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["LOC1", "x"], "two to five capital letters"),
        (["LOC001", "Visits Keep Pace"], "lower case with hyphens"),
        (["LOC001", "x", "--theme", "../x"], "lower case with hyphens"),
        (["SUP001", "x"], 'the id "SUP001" is taken'),
    ],
)
def test_a_new_rule_needs_an_id_and_name_that_will_do(run: Run, words, said):
    result = run("rules", "new", *words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not Path("rules").exists()


def test_a_new_rule_never_takes_the_place_of_an_old_one(run: Run):
    run("rules", "new", "LOC001", "one", "--folder", "own")
    result = run("rules", "new", "LOC001", "one", "--folder", "own")
    assert result.exit_code == 2
    assert 'the id "LOC001" is taken' in result.stderr
