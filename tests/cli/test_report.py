"""`caselint report`: any report of a saved run; and redaction on the command line."""

import json
import stat
from pathlib import Path

import pytest

from .conftest import Run, case, write_cases, write_rule


@pytest.fixture
def saved(run: Run) -> Path:
    """A run of two children, one of them named, by one rule."""
    write_rule(status="stable")
    mia = case("C-1", "2026-01-12")
    mia["child"]["name"] = "Mia Brown"
    mia["records"].append(
        {"kind": "case_note", "date": "2026-01-13", "author": {"name": "Dawn Hill", "role": "SW"}}
    )
    cases = write_cases("Mia Brown.jsonl", mia, case("C-2"))
    words = ("--rules", "rules", "--select", "LOC001", "--format", "json", "--output", "run.json")
    run("check", cases, *words)
    return Path("run.json")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_report_stands_beside_the_run_under_its_name(run, saved):
    result = run("report", saved, "--to", "text")
    assert (result.exit_code, result.stdout.strip()) == (0, "run.txt")
    assert "No visit is evidenced" in Path("run.txt").read_text()
    assert mode(Path("run.txt")) == 0o600


def test_several_reports_are_made_at_once_into_a_folder(run, saved):
    result = run("report", saved, "--to", "jsonl", "--to", "text", "--output", "reports/today")
    assert result.exit_code == 0
    assert sorted(one.name for one in Path("reports/today").iterdir()) == ["run.jsonl", "run.txt"]
    assert mode(Path("reports/today")) == 0o700


def test_several_processes_make_the_same_forms(run, saved):
    for jobs in (1, 2):
        words = ("--to", "form-html", "--output", f"{jobs}.html", "--jobs", jobs)
        result = run("report", saved, *words)
        assert (result.exit_code, result.stdout.strip()) == (
            0,
            str(Path(f"{jobs}-forms").resolve()),
        )
    one, two = (
        {file.name: file.read_bytes() for file in Path(f"{jobs}-forms").iterdir()}
        for jobs in (1, 2)
    )
    assert one == two
    assert len(one) == 2


def test_some_case_files_or_a_redacted_run_are_never_shared_out(run, saved, monkeypatch):
    def shared_out(shares):
        raise AssertionError

    monkeypatch.setattr("caselint.reports.shares.shared_out", shared_out)
    words = ("--to", "form-html", "--jobs", "2", "--output")
    assert run("report", saved, *words, "a.html", "--case", "C-1").exit_code == 0
    assert run("report", saved, *words, "b.html", "--redact", "names").exit_code == 0
    assert "Mia Brown" not in "".join(one.read_text() for one in Path("b-forms").iterdir())


def test_one_report_goes_to_the_file_named(run, saved):
    run("report", saved, "--to", "text", "--output", "a.txt")
    assert Path("a.txt").is_file()


def test_a_stream_can_be_made_into_a_document_and_back(run, saved):
    run("report", saved, "--to", "jsonl")
    run("report", "run.jsonl", "--to", "json", "--output", "again.json")
    assert Path("again.json").read_bytes() == saved.read_bytes()


def test_a_report_never_takes_the_place_of_the_run(run, saved):
    before = saved.read_bytes()
    result = run("report", saved, "--to", "json")
    assert result.exit_code == 2
    assert "take the place" in result.stderr
    assert saved.read_bytes() == before


def test_some_case_files_alone(run, saved):
    run("report", saved, "--to", "json", "--case", "C-2", "--output", "one.json")
    assert [one["case_id"] for one in json.loads(Path("one.json").read_text())["cases"]] == ["C-2"]


def test_a_case_that_is_not_in_the_run_is_counted_and_not_repeated(run, saved):
    result = run("report", saved, "--to", "text", "--case", "Mia Brown", "--case", "C-2")
    assert result.exit_code == 2
    assert "1 of 2" in result.stderr
    assert "Mia" not in result.stderr


def test_what_is_no_run_is_said_in_a_line(run):
    Path("a.json").write_text('{"case_id": "Mia"}')
    result = run("report", "a.json", "--to", "text")
    assert result.exit_code == 2
    assert "no saved run" in result.stderr
    assert "Mia" not in result.stderr


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_names_are_left_out_of_a_report_of_a_saved_run(run, saved, form):
    suffix = {"text": "txt"}.get(form, form)
    result = run("report", saved, "--to", form, "--redact", "names", "--output", f"r.{suffix}")
    assert result.exit_code == 0
    said = Path(f"r.{suffix}").read_text()
    assert "Mia" not in said
    assert "Hill" not in said


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_names_are_left_out_while_files_are_checked(run, saved, form):
    words = ("--rules", "rules", "--select", "LOC001", "--format", form, "--redact", "names")
    said = run("check", "Mia Brown.jsonl", *words).stdout
    assert "No visit is evidenced" in said
    assert "Mia" not in said


def test_a_run_says_that_it_was_redacted(run, saved):
    Path("key").write_text("0123456789abcdef")
    run("report", saved, "--to", "text", "--redact", "names", "--redact-key", "key")
    assert "names left out or replaced, with the key" in Path("run.txt").read_text()


def test_a_key_without_redaction_and_a_short_key_are_refused(run, saved):
    Path("key").write_text("short")
    for words in (("--redact-key", "key"), ("--redact-key", "key", "--redact", "names")):
        assert run("report", saved, "--to", "text", *words).exit_code == 2


def test_a_style_is_taken_from_the_configuration(run, saved):
    Path("caselint.toml").write_text('[report.wording]\ntitel = "x"')
    result = run("report", saved, "--to", "text")
    assert result.exit_code == 2
    assert 'did you mean "title"' in result.stderr
