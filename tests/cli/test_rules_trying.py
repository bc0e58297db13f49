"""`caselint rules test --synthetic`."""

import json
from collections import Counter
from pathlib import Path

from click.testing import CliRunner

from caselint.cli import main
from caselint.cli.rules.trying import kept, shown
from caselint.synthetic import Defect, Place
from caselint.trials import DefectScore, RuleScore, Trials, Wrong


def defect(name: str = "not-held", *, reads: bool = False) -> Defect:
    about = "One core group was not held."
    return Defect(name, ("A13-05",), about, ("child_protection",), lambda case: Place(), (), reads)


def trials(*wrong: Wrong) -> Trials:
    rule = RuleScore("CGR002", "Core groups keep meeting", frozenset({"A13-05"}), found=2, missed=1)
    rule.false_clean = sum(one.what == "false" for one in wrong)
    served = DefectScore(defect(), ("CGR002",), trials=3, found=2, by=Counter(CGR002=2))
    read = DefectScore(defect("in words", reads=True), (), trials=3)
    none = DefectScore(defect("nobody looks"), (), trials=3)
    scores = {one.defect.name: one for one in (served, read, none)}
    return Trials(10, 3, "0", {"CGR002": rule}, scores, list(wrong))


FALSE = Wrong("false", "CGR002", "SYN-1", "", "No core group is evidenced.", {"case_id": "SYN-1"})


def test_the_table_has_found_missed_and_false_for_each_rule() -> None:
    lines = shown(trials(FALSE), "table").splitlines()
    assert lines[0].split() == ["rule", "found", "missed", "false", "asked"]
    assert lines[1].split()[:5] == ["CGR002", "2", "1", "1", "0"]


def test_the_table_writes_out_what_is_wrong() -> None:
    assert "false: CGR002 SYN-1: No core group is evidenced." in shown(trials(FALSE), "table")


def test_a_failing_that_no_rule_serves_is_called_so() -> None:
    table = shown(trials(), "table")
    assert "needs reading" in table
    assert "no rule yet" in table


def test_markdown_is_two_tables() -> None:
    text = shown(trials(), "markdown")
    assert "| CGR002 | Core groups keep meeting | 2 | 1 | 0 | 0 |" in text
    assert "| One core group was not held. | A13-05 | 2 of 3 | CGR002 |" in text


def test_json_holds_the_same() -> None:
    plain = json.loads(shown(trials(FALSE), "json"))
    assert (plain["found"], plain["missed"], plain["false_on_clean"]) == (2, 1, 1)
    assert plain["failings_served"] == 1
    assert plain["wrong"][0]["case_id"] == "SYN-1"


def test_files_that_were_misjudged_are_kept_once(tmp_path: Path) -> None:
    assert kept(trials(FALSE, FALSE), tmp_path / "wrong") == 1
    assert json.loads((tmp_path / "wrong" / "SYN-1.json").read_text()) == {"case_id": "SYN-1"}


def test_it_runs_for_one_rule_on_a_few_files() -> None:
    arguments = ["rules", "test", "VIS001", "--synthetic", "--files", "3", "--planted", "0"]
    result = CliRunner().invoke(main, [*arguments, "--format", "json"])
    assert result.exit_code == 0
    plain = json.loads(result.stdout)
    assert [rule["rule"] for rule in plain["rules"]] == ["VIS001"]
    assert plain["clean_files"] == 3


def test_an_unknown_rule_is_refused() -> None:
    result = CliRunner().invoke(main, ["rules", "test", "VIS999", "--synthetic", "--files", "0"])
    assert result.exit_code == 2
