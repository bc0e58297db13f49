"""`caselint baseline`, and `check` with what is known."""

import json
import stat
from pathlib import Path

import pytest

from .conftest import case, write_cases

OPTIONS = ("--select", "VIS001", "--as-at", "2026-03-31", "--no-progress")


def findings_of(path):
    return json.loads(Path(path).read_text())["findings"]


@pytest.fixture
def cases():
    """One child who was seen once, in January."""
    return write_cases("cases.jsonl", case("C-1", "2026-01-12"))


@pytest.fixture
def saved(run, cases):
    run("check", cases, *OPTIONS, "--format", "json", "--output", "run.json")
    return Path("run.json")


@pytest.fixture
def baseline(run, saved):
    assert run("baseline", "create", saved).exit_code == 0
    return Path("caselint-baseline.json")


def test_a_baseline_is_made_from_a_saved_run_for_its_owner_alone(run, saved):
    done = run("baseline", "create", saved)
    assert done.exit_code == 0
    assert "Written: caselint-baseline.json" in done.stdout
    assert "It holds 1 concern, of 1 case file, the last as at 31 March 2026." in done.stdout
    assert stat.S_IMODE(Path("caselint-baseline.json").stat().st_mode) == 0o600


def test_it_is_the_same_from_case_files_and_from_a_stream(run, cases, baseline):
    run("check", cases, *OPTIONS, "--format", "jsonl", "--output", "run.jsonl")
    run("baseline", "create", cases, *OPTIONS, "--output", "b.json")
    run("baseline", "create", "run.jsonl", "--output", "c.json")
    assert Path("b.json").read_bytes() == Path("c.json").read_bytes() == baseline.read_bytes()


def test_one_that_is_there_is_not_written_over(run, saved, baseline):
    before = baseline.read_bytes()
    done = run("baseline", "create", saved)
    assert done.exit_code == 2
    assert "there is a baseline already" in done.stderr
    assert baseline.read_bytes() == before


def test_a_dry_run_writes_nothing(run, saved):
    done = run("baseline", "create", saved, "--dry-run")
    assert "Not written" in done.stdout
    assert not Path("caselint-baseline.json").exists()


@pytest.mark.parametrize(
    "extra", [("--as-at", "2026-03-31"), ("--select", "VIS001"), ("run.json",)]
)
def test_what_means_nothing_for_a_saved_run_is_wrong_usage(run, saved, extra):
    assert run("baseline", "create", saved, *extra).exit_code == 2


def test_what_is_known_is_marked_and_still_counts(run, cases, baseline):
    words = ("check", cases, *OPTIONS, "--baseline", baseline)
    done = run(*words, "--format", "json", "--output", "again.json")
    assert done.exit_code == 1
    document = json.loads(Path("again.json").read_text())
    assert [one["status"] for one in document["findings"]] == ["known"]
    assert (document["totals"]["concerns"], document["totals"]["known"]) == (1, 1)
    assert (document["baseline"], document["new_only"]) == ("2026-03-31", False)
    text = run(*words).stdout
    assert "Baseline   of 31 March 2026; 1 finding of this run is in it." in text
    assert "(already known)" in text
    assert "1 of these already known" in text


def test_outcomes_and_n_of_n_are_those_without_a_baseline(run, saved, cases, baseline):
    run(
        *("check", cases, *OPTIONS, "--baseline", baseline, "--new-only"),
        *("--format", "json", "--output", "again.json"),
    )
    before, after = (json.loads(Path(name).read_text()) for name in ("run.json", "again.json"))
    assert after["results"] == before["results"]
    assert after["rule_totals"] == before["rule_totals"]


def test_new_only_fails_on_what_is_new_alone(run, cases, baseline):
    words = ("--baseline", baseline, "--new-only", *OPTIONS)
    assert run("check", cases, *words).exit_code == 0
    more = write_cases("more.jsonl", case("C-1", "2026-01-12"), case("C-2", "2026-01-12"))
    assert run("check", more, *words).exit_code == 1


RULE_OF_OURS = ("--select", "SUP001", "--as-at", "2026-03-31", "--no-progress")


def test_new_only_lists_what_is_new_alone(run, cases):
    run("baseline", "create", cases, *RULE_OF_OURS)
    words = ("--baseline", "caselint-baseline.json", "--new-only", *RULE_OF_OURS)
    more = write_cases("more.jsonl", case("C-1", "2026-01-12"), case("C-2"))
    report = run("check", more, *words).stdout
    assert "1 finding of this run is in it. Only what is new is listed" in " ".join(report.split())
    assert "1 case file with nothing to list: C-1." in report
    assert report.count("Concern, high · SUP001") == 1
    run("check", more, *words, "--format", "json", "--output", "all.json")
    assert len(findings_of("all.json")) == 2
    run("report", "all.json", "--to", "text", "--output", "later.txt")
    assert Path("later.txt").read_text().count("Concern, high · SUP001") == 1


def test_known_concerns_that_may_not_be_put_aside_are_listed_all_the_same(run, cases, baseline):
    report = run("check", cases, *OPTIONS, "--baseline", baseline, "--new-only").stdout
    assert "Concern, high · VIS001" in report


def test_new_only_needs_a_baseline(run, cases):
    done = run("check", cases, *OPTIONS, "--new-only")
    assert done.exit_code == 2
    assert "there is no baseline" in done.stderr


def test_the_configuration_may_name_the_baseline(run, cases):
    Path("caselint.toml").write_text('baseline = "known.json"\n')
    assert run("check", cases, *OPTIONS).exit_code == 2
    assert run("baseline", "create", cases, *OPTIONS).exit_code == 0
    assert Path("known.json").exists()
    assert run("check", cases, *OPTIONS, "--new-only").exit_code == 0


def test_an_update_adds_and_says_what_has_changed(run, baseline):
    write_cases("cases.jsonl", case("C-1", "2026-01-12", "2026-01-13"), case("C-2"))
    done = run("baseline", "update", "cases.jsonl", *OPTIONS)
    assert done.exit_code == 0
    assert "2 findings added; 0 known and still there." in done.stdout
    again = run("baseline", "update", "cases.jsonl", *OPTIONS, "--dry-run")
    assert "0 findings added; 2 known and still there." in again.stdout


def test_pruning_drops_what_is_gone_and_keeps_what_was_not_looked_at(run, baseline):
    write_cases("more.jsonl", case("C-2"))
    run("baseline", "update", "more.jsonl", *OPTIONS)
    visits = [f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(5, 29, 5)]
    seen = write_cases("seen.jsonl", case("C-1", *visits))
    done = run("baseline", "prune", seen, *OPTIONS)
    assert "1 finding dropped; 0 still there." in done.stdout
    assert "1 finding not looked at in this run, and kept." in done.stdout
    left = json.loads(baseline.read_text())["findings"]
    assert [one["case_id"] for one in left] == ["C-2"]


def test_a_baseline_that_is_none_is_refused(run, cases, saved):
    done = run("check", cases, *OPTIONS, "--baseline", saved)
    assert done.exit_code == 2
    assert "baseline" in done.stderr
