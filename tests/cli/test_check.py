"""`caselint check`: what it writes where, and with which exit code it ends."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from .conftest import Run, case, write_cases, write_rule

SEEN = ("2026-01-12", "2026-02-02", "2026-02-23", "2026-03-16")


@pytest.fixture
def local(run: Run):
    """`check` with one rule of high severity: the child is seen every four weeks."""
    write_rule(status="stable")
    return lambda *words: run("check", *words, "--rules", "rules", "--select", "LOC001")


def test_a_clean_file_gives_0(local):
    result = local(write_cases("a.jsonl", case("C-1", *SEEN)))
    assert (result.exit_code, result.stderr) == (0, "")
    assert "1 strength" in result.stdout


def test_a_concern_of_high_severity_gives_1(local):
    result = local(write_cases("a.jsonl", case()))
    assert (result.exit_code, result.stderr) == (1, "")
    assert "No visit is evidenced from 5 January 2026 to 31 March 2026." in result.stdout


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [("high", "never", 0), ("medium", "high", 0), ("medium", "medium", 1), ("low", "advice", 1)],
)
def test_the_severity_from_which_a_run_fails_can_be_chosen(run, severity, fail_on, code):
    write_rule(status="stable", severity=severity)
    cases = write_cases("a.jsonl", case())
    words = ("--rules", "rules", "--select", "LOC001", "--fail-on", fail_on)
    assert run("check", cases, *words).exit_code == code


def test_the_severity_may_stand_in_the_configuration(local):
    Path("caselint.toml").write_text('fail_on = "never"')
    assert local(write_cases("a.jsonl", case())).exit_code == 0


def test_what_is_set_aside_gives_1_and_the_rest_is_checked(local):
    cases = write_cases("a.jsonl", case("C-1", *SEEN))
    cases.write_text(cases.read_text() + "{not json\n")
    result = local(cases, "--format", "json")
    assert result.exit_code == 1
    told = json.loads(result.stdout)
    assert (told["totals"]["cases"], told["totals"]["set_aside"]) == (1, 1)


@pytest.mark.parametrize("content", [None, "not a case file", ""])
def test_nothing_to_check_gives_2(local, content):
    folder = Path("exports")
    folder.mkdir()
    if content is not None:
        (folder / "a.json").write_text(content)
    result = local(folder)
    assert result.exit_code == 2
    assert "No case file could be checked" in result.stdout


def test_a_missing_file_is_wrong_usage(run):
    result = run("check", "nowhere.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "nowhere.json" in result.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "PATH"),
        (["a.jsonl", "--format", "xml"], "xml"),
        (["a.jsonl", "--as-at", "31/03/2026"], "as-at date is not a date"),
        (["a.jsonl", "--look-back", "a while"], "no look-back"),
        (["a.jsonl", "--source", "fax"], 'no source is called "fax"'),
        (["a.jsonl", "--select", "SPU001"], 'did you mean "SUP001"'),
        (["a.jsonl", "--ignore", "NIX"], '--ignore: "NIX" is no rule'),
        (["a.jsonl", "--ignore", "all"], "no rule is left"),
        (["a.jsonl", "--config", "nowhere.toml"], "nowhere.toml"),
        (["a.jsonl", "--rules", "nowhere"], "nowhere"),
    ],
)
def test_wrong_usage_gives_2_and_says_what_is_wrong(run, words, said):
    write_cases("a.jsonl", case())
    result = run("check", *words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


def test_a_fault_in_the_configuration_is_told_in_a_line(run):
    Path("caselint.toml").write_text('fail_om = "high"')
    result = run("check", write_cases("a.jsonl", case()))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert result.stderr.startswith(f"caselint: {Path('caselint.toml').resolve()}: ")
    assert 'unknown key "fail_om" did you mean "fail_on"?' in result.stderr


def test_every_fault_of_a_faulty_rulebook_has_its_line(run):
    path = write_rule()
    text = path.read_text().replace("kind: visit", "kind: vist").replace("$max_gap", "$max_gp")
    path.write_text(text)
    result = run("check", write_cases("a.jsonl", case()), "--rules", "rules")
    assert (result.exit_code, result.stdout) == (2, "")
    *faults, closing = result.stderr.splitlines()
    assert [fault.startswith(f"{path}:") for fault in faults] == [True] * len(faults)
    assert any('did you mean "visit"' in fault for fault in faults)
    assert any('did you mean "max_gap"' in fault for fault in faults)
    assert closing == f"caselint: {len(faults)} faults in data files"


def test_without_a_day_there_is_a_hint(local):
    result = local(write_cases("a.jsonl", case(extracted="")))
    assert result.exit_code == 2
    assert "--as-at 2026-03-31, or today" in result.stderr


def test_the_day_asked_for_goes_before_the_day_of_the_source(local):
    cases = write_cases("a.jsonl", case())
    result = local(cases, "--as-at", "2026-01-31", "--format", "json")
    assert json.loads(result.stdout)["as_at"] == "2026-01-31"
    assert result.exit_code == 0


def test_the_look_back_can_be_chosen(local):
    cases = write_cases("a.jsonl", case("C-1", "2026-03-01", "2026-03-20"))
    assert local(cases, "--look-back", "1 week").exit_code == 0
    assert local(cases, "--look-back", "all").exit_code == 1


def test_json_is_one_document(local):
    result = local(write_cases("a.jsonl", case("C-1"), case("C-2", *SEEN)), "--format", "json")
    told = json.loads(result.stdout)
    assert [each["case_id"] for each in told["cases"]] == ["C-1", "C-2"]


def test_json_lines_come_one_a_case_file(local):
    result = local(write_cases("a.jsonl", case("C-2"), case("C-1", *SEEN)), "--format", "jsonl")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [line["line"] for line in lines] == ["header", "case", "case", "closing"]
    assert [line["case"]["case_id"] for line in lines[1:3]] == ["C-2", "C-1"]
    assert result.exit_code == 1


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_a_report_in_a_file_is_its_owners_alone(local, form):
    cases = write_cases("a.jsonl", case("C-1", *SEEN))
    before = os.umask(0)
    try:
        result = local(cases, "--format", form, "--output", "report")
    finally:
        os.umask(before)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    report = Path("report")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600
    assert "C-1" in report.read_text() or form == "text"


def test_a_report_in_a_file_has_no_colours(local, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("FORCE_COLOR", "1")
    local(write_cases("a.jsonl", case()), "--output", "report.txt")
    assert "\x1b" not in Path("report.txt").read_text()


def test_where_no_report_can_be_written_that_is_said(local):
    result = local(write_cases("a.jsonl", case()), "--output", "no/such/folder/report.txt")
    assert result.exit_code == 2
    assert "the report cannot be written here" in result.stderr


def test_quiet_leaves_the_exit_code(local):
    result = local(write_cases("a.jsonl", case()), "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "")


def test_quiet_still_writes_the_file_asked_for(local):
    local(write_cases("a.jsonl", case()), "--quiet", "--output", "report.txt")
    assert "No visit is evidenced" in Path("report.txt").read_text()


def test_verbose_says_why(local):
    cases = write_cases("a.jsonl", case())
    assert "Somebody has to look." not in local(cases).stdout
    assert "Somebody has to look." in local(cases, "--verbose").stdout


def test_a_rule_can_be_ignored(run):
    write_rule(status="stable")
    words = ("--rules", "rules", "--select", "local", "--select", "SUP001", "--ignore", "LOC")
    result = run("check", write_cases("a.jsonl", case()), *words, "--format", "json")
    assert {each["rule"] for each in json.loads(result.stdout)["results"]} == {"SUP001"}


def test_what_is_selected_here_stands_in_place_of_what_is_configured(run):
    write_rule(status="stable")
    Path("caselint.toml").write_text(
        'rules = ["rules"]\nignore = ["LOC001"]\n[[overrides]]\nteams = ["A"]\nselect = ["SUP001"]'
    )
    cases = write_cases("a.jsonl", case("C-1", team="A"), case("C-2"))
    result = run("check", cases, "--select", "LOC001", "--format", "json")
    told = {(each["case_id"], each["rule"]) for each in json.loads(result.stdout)["results"]}
    assert told == {("C-1", "LOC001"), ("C-2", "LOC001")}


def test_a_draft_runs_when_it_is_selected_by_its_id(run):
    write_rule(status="draft")
    cases = write_cases("a.jsonl", case())
    assert run("check", cases, "--rules", "rules", "--select", "LOC001").exit_code == 1
    result = run("check", cases, "--rules", "rules", "--select", "local")
    assert result.exit_code == 2
    assert "a draft is selected by its whole id" in result.stderr


def test_what_a_message_quotes_cannot_steer_the_terminal(run):
    result = run("check", write_cases("a.jsonl", case()), "--source", "\x1b[31mfax")
    assert "\x1b" not in result.stderr
    assert "?[31mfax" in result.stderr


def test_a_fault_of_caselints_own_quotes_nothing_of_a_case_file(run, monkeypatch):
    def fail(*_, **__):
        raise ValueError("Jamie said: please do not tell")

    monkeypatch.setattr("caselint.running.check_paths", fail)
    result = run("check", write_cases("a.jsonl", case()))
    assert result.exit_code == 2
    assert "Jamie" not in result.stderr
    assert result.stderr.startswith("caselint: something is wrong in caselint itself: ValueError")


def test_stopping_gives_130_without_a_word(run, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("caselint.running.check_paths", stop)
    result = run("check", write_cases("a.jsonl", case()))
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_several_processes_write_the_same_report(local, form):
    cases = write_cases("a.jsonl", *(case(f"C-{number}") for number in range(40)), case("C-1"))
    words = (cases, "--format", form, "--jobs")
    alone = local(*words, "1")
    several = local(*words, "2")
    assert several.stdout_bytes == alone.stdout_bytes
    assert (several.exit_code, several.stderr) == (alone.exit_code, alone.stderr) == (1, "")


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5", ""])
def test_what_is_no_number_of_processes_is_wrong_usage(local, number):
    result = local(write_cases("a.jsonl", case()), "--jobs", number)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "auto" in result.stderr


ASSESSMENT = (
    "The children have seen their parents argue and have been late for school most weeks. The home "
    "is warm, and there is food. The parents know that nights are hard and want help with "
    "routines. There is a risk that things get worse once the older relatives move out."
)


@pytest.fixture
def copied(run: Run):
    """`check` of a brother's and a sister's file with one assessment between them."""
    files = []
    for case_id, name, other in (("C-1", "Mia Brown", "C-2"), ("C-2", "Jay Brown", "C-1")):
        one = case(case_id)
        one["child"]["name"] = name
        one["people"] = [
            {"person_id": "S", "relationship": "sibling", "child_case_id": other, "name": "Kit"}
        ]
        assessed = {"kind": "assessment", "date": "2026-01-12", "text": ASSESSMENT}
        one["records"].append({**assessed, "record_id": f"{name} 1"})
        files.append(one)
    path = write_cases("a.jsonl", *files)
    return lambda *words: run("check", path, "--select", "ASM004", *words)


def test_what_was_copied_between_brother_and_sister_is_told_with_both_records(copied):
    said = " ".join(copied().stdout.split())
    assert "assessment Mia Brown 1" in said
    assert "assessment Jay Brown 1 in the file C-2 of a brother or sister" in said


def test_a_redacted_report_names_neither_of_them(copied, run):
    copied("--format", "json", "--output", "run.json")
    kept = run("report", "run.json", "--to", "text", "--redact", "names", "--output", "run.txt")
    assert kept.exit_code == 0, kept.output
    for said in (copied("--redact", "names").stdout, Path("run.txt").read_text()):
        assert "of a brother or sister" in " ".join(said.split())
        assert not any(name in said for name in ("Mia", "Jay", "Brown", "Kit"))
