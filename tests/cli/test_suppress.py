"""`caselint suppress`."""

import json
import stat
from pathlib import Path

import pytest

from .conftest import case, write_cases

FILE = Path("caselint-suppressions.yaml")
WHY = ("--author", "QA lead", "--reason", "Looked at with the team in March.")
DAYS = ("--as-at", "2026-03-31", "--expires", "2026-09-30")
CHECK = ("--select", "SUP001", "--no-progress")


def add(run, *words):
    return run("suppress", "SUP001", "--case", "C-1", *WHY, *DAYS, *words)


def test_a_finding_is_put_aside_in_a_file_for_its_owner_alone(run):
    done = add(run)
    assert done.exit_code == 0
    assert "since: 2026-03-31" in done.stdout
    assert 'suppressions = "caselint-suppressions.yaml"' in done.stdout
    assert stat.S_IMODE(FILE.stat().st_mode) == 0o600


def test_a_file_that_others_may_read_stays_one(run):
    FILE.write_text("suppressions: []\n")
    FILE.chmod(0o640)
    assert add(run).exit_code == 0
    assert stat.S_IMODE(FILE.stat().st_mode) == 0o640


def test_the_rule_may_be_named_by_its_name(run):
    done = run("suppress", "supervision-keeps-pace", "--record", "r", *WHY, *DAYS)
    assert "rule: SUP001" in done.stdout


def test_comments_and_what_is_there_stay(run):
    add(run)
    FILE.write_text(FILE.read_text() + "  # ours\n")
    before = FILE.read_text()
    run("suppress", "SUP001", "--case", "C-2", *WHY, *DAYS)
    assert FILE.read_text().startswith(before)


def test_the_same_twice_is_refused_and_nothing_is_written(run):
    add(run)
    before = FILE.read_text()
    done = add(run)
    assert done.exit_code == 2
    assert "put aside already, until 2026-09-30" in done.stderr
    assert FILE.read_text() == before


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("SUP001", *WHY, *DAYS), "name a case file"),
        (("--case", "C-1", *WHY, *DAYS), "name a rule"),
        (("SUP001", "--case", "C-1", *WHY), "--expires is missing"),
        (("SPU001", "--case", "C-1", *WHY, *DAYS), 'did you mean "SUP001"'),
        (("VIS001", "--case", "C-1", *WHY, *DAYS), "no finding of VIS001 can be put aside"),
        (("SUP001", "--case", "C-1", *WHY, *DAYS, "--reason", "ok"), "say in some words why"),
        (("SUP001", "--case", "C-1", *WHY, *DAYS, "--expires", "2027-04-01"), "12 months at most"),
        (("SUP001", "--case", "C-1", *WHY, *DAYS, "--expires", "soon"), "expected a day"),
        (("SUP001", "--case", "C-1", *WHY, *DAYS, "--expires", "2026-03-31"), "before it begins"),
        (("SUP001", "--list"), "--list adds nothing"),
    ],
)
def test_what_cannot_be_put_aside_is_refused(run, words, says):
    done = run("suppress", *words)
    assert done.exit_code == 2
    assert says in " ".join(done.stderr.split())
    assert not FILE.exists()


def test_an_organisation_may_allow_less(run):
    Path("caselint.toml").write_text("suppression_months = 3\n")
    assert "3 months at most" in add(run).stderr


def test_the_configured_file_is_added_to(run):
    Path("caselint.toml").write_text('suppressions = "aside.yaml"\n')
    assert "takes effect" not in add(run).stdout
    assert Path("aside.yaml").exists()


@pytest.fixture
def checked(run):
    """Checks two children without supervision, and gives the document."""
    Path("caselint.toml").write_text('suppressions = "caselint-suppressions.yaml"\n')
    cases = write_cases("cases.jsonl", case("C-1"), case("C-2"))

    def check(day="2026-06-30", *words):
        run("check", cases, *CHECK, "--as-at", day, "--format", "json", "--output", "run.json")
        return json.loads(Path("run.json").read_text())

    return check


def test_a_run_carries_what_was_put_aside_and_what_it_covers(run, checked):
    add(run)
    document = checked()
    assert document["totals"]["suppressed"] == 1
    assert document["suppressions"] == [
        {
            "rule": "SUP001",
            "case": "C-1",
            "record": "",
            "reason": "Looked at with the team in March.",
            "author": "QA lead",
            "since": "2026-03-31",
            "expires": "2026-09-30",
            "heeded_from": None,
            "state": "active",
            "findings": 1,
            "returned": 0,
            "looked_at": True,
        }
    ]


@pytest.mark.parametrize(("day", "suppressed"), [("2026-09-29", 1), ("2026-09-30", 0)])
def test_on_the_day_it_expires_it_returns(run, checked, day, suppressed):
    add(run)
    assert checked(day)["totals"]["suppressed"] == suppressed


def test_reports_say_what_has_expired_and_what_covered_nothing(run, checked):
    add(run)
    run("suppress", "SUP001", "--record", "nowhere", *WHY, *DAYS)
    run("suppress", "SUP002", "--case", "C-2", *WHY, *DAYS)
    run("suppress", "SUP001", "--case", "C-2", *WHY, *DAYS, "--expires", "2026-05-31")
    checked()
    run("report", "run.json", "--to", "text", "--output", "report.txt", "--verbose")
    report = " ".join(Path("report.txt").read_text().split())
    assert "1 suppression has expired: 1 finding has returned." in report
    assert "2 suppressions are of a case file, a record or a rule that is not in this run" in report
    assert "1 suppression is in force. SUP001 on C-1, 1 finding: Looked at with the team" in report
    assert "(QA lead; until 30 September 2026)" in report


def test_one_that_covers_nothing_is_named(run, checked):
    run("suppress", "SUP001", "--case", "C-1", "--record", "gone", *WHY, *DAYS)
    checked()
    run("report", "run.json", "--to", "text", "--output", "report.txt")
    report = " ".join(Path("report.txt").read_text().split())
    assert "1 suppression covered nothing in this run." in report
    assert "SUP001 on C-1, record gone" in report


def test_a_rule_that_may_not_be_put_aside_stops_the_check_and_is_named(run, checked):
    FILE.write_text(
        "suppressions:\n  - rule: VIS001\n    case: C-1\n    reason: Looked at with the team\n"
        "    author: QA\n    expires: 2026-09-30\n"
    )
    done = run("check", "cases.jsonl", "--as-at", "2026-06-30")
    assert done.exit_code == 2
    assert "caselint-suppressions.yaml:2:11" in done.stderr
    assert "no finding of VIS001 can be put aside" in done.stderr


def test_one_that_would_last_too_long_is_not_heeded_and_said(run, checked):
    FILE.write_text(
        "suppressions:\n  - rule: SUP001\n    case: C-1\n    reason: Looked at with the team\n"
        "    author: QA\n    expires: 2099-09-30\n"
    )
    document = checked()
    assert document["totals"]["suppressed"] == 0
    assert document["suppressions"][0]["state"] == "too_far"
    assert "1 suppression has no effect yet" in run("suppress", "--list").stdout


def test_the_list_tells_what_is_in_force_on_a_day(run):
    add(run)
    before = " ".join(run("suppress", "--list", "--as-at", "2026-09-29").stdout.split())
    after = " ".join(run("suppress", "--list", "--as-at", "2026-09-30").stdout.split())
    assert "1 suppression is in force. SUP001 on C-1, Looked at" in before
    assert "1 suppression has expired. SUP001 on C-1, Looked at" in after


def test_the_list_tells_what_each_covers_in_a_run(run, checked):
    add(run)
    checked()
    words = ("suppress", "--list", "--run", "run.json", "--as-at")
    assert "SUP001 on C-1, 1 finding" in run(*words, "2026-06-30").stdout
    later = " ".join(run(*words, "2026-12-31").stdout.split())
    assert "1 suppression has expired: 1 finding has returned." in later


def test_without_a_file_there_is_nothing_to_list(run):
    done = run("suppress", "--list")
    assert done.exit_code == 2
    assert "caselint-suppressions.yaml" in done.stderr


def test_explain_says_that_findings_of_a_rule_cannot_be_put_aside(run):
    assert "findings cannot be put aside" in " ".join(run("explain", "VIS001").stdout.split())
    assert "cannot be put aside" not in run("explain", "SUP001").stdout
