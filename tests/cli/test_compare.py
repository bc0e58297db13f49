"""`caselint compare`."""

import json
import re
import stat
from pathlib import Path

import pytest

from .conftest import case, write_cases

CHECK = ("--select", "SUP001", "--select", "VIS001", "--no-progress", "--format", "json")


@pytest.fixture
def two(run):
    """The run of two children in March, and of one of them and another in June."""

    def check(day, name, *cases):
        path = write_cases(f"{name}.jsonl", *cases)
        run("check", path, *CHECK, "--as-at", day, "--output", f"{name}.json")
        return Path(f"{name}.json")

    old = check("2026-03-31", "old", case("C-1"), case("C-2"))
    return old, check("2026-06-30", "new", case("C-1", "2026-04-01"), case("C-3"))


def test_new_still_there_and_gone_stand_by_child_with_what_differs(run, two):
    done = run("compare", *two)
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert "1 case file in both runs, 1 only in the older, 1 only in the newer." in said
    assert "the case file is not in the newer run" in said
    assert "the case file is not in the older run" in said
    assert "STILL THERE" in done.stdout
    assert re.search(r"\d+ of \d+ → \d+ of \d+", done.stdout)
    assert "%" not in done.stdout
    assert "does not belong on the child's file" in said


def test_json_holds_every_finding_and_its_reasons(run, two):
    run("compare", *two, "--format", "json", "--output", "c.json")
    document = json.loads(Path("c.json").read_text())
    assert stat.S_IMODE(Path("c.json").stat().st_mode) == 0o600
    assert document["files"] == {"both": ["C-1"], "only_old": ["C-2"], "only_new": ["C-3"]}
    assert {one["finding"]["case_id"] for one in document["gone_findings"]} == {"C-2"}
    assert {tuple(one["why"]) for one in document["gone_findings"]} == {("file_not_there",)}
    assert {one["case_id"] for one in document["still_there"]} == {"C-1"}
    assert all(one["then"]["of"] >= one["then"]["met"] for one in document["rules"])


def test_the_same_runs_give_the_same_bytes(run, two):
    for form in ("text", "json", "markdown"):
        for name in ("a", "b"):
            run("compare", *two, "--format", form, "--output", name)
        assert Path("a").read_bytes() == Path("b").read_bytes()


def test_two_runs_can_be_compared_without_their_names(run):
    mia = case("C-1")
    mia["child"]["name"] = "Mia Brown"
    mia["records"][0]["plan_id"] = "Mia's plan"
    path = write_cases("a.jsonl", mia)
    for day, name in (("2026-03-31", "old.json"), ("2026-06-30", "new.json")):
        run("check", path, *CHECK, "--as-at", day, "--output", name)
    done = run("compare", "old.json", "new.json", "--redact", "names", "--format", "json")
    assert done.exit_code == 0
    assert "Mia" not in done.stdout
    assert json.loads(done.stdout)["still_there"]


HOSTILE = "<img src=x>|`*_[a](http://b)\x1b[31m\u202e\n# x"


def test_markdown_says_what_text_says_and_nothing_in_it_is_markup(run, two):
    old, new = two
    document = json.loads(old.read_text())
    for one in document["findings"]:
        one["message"] = one["title"] = HOSTILE
    old.write_text(json.dumps(document))
    text = run("compare", old, new, "--format", "markdown").stdout
    assert text.startswith("# Two runs compared\n")
    assert "## Gone" in text
    assert "&lt;img src\\=x&gt;\\|" in text
    for sign in ("<img", "[a](", "\x1b", "\u202e", "\n# x"):
        assert sign not in text
    assert "\x1b[31m" not in run("compare", old, new).stdout


def test_runs_of_different_keys_are_not_compared(run, two):
    old, new = two
    document = json.loads(new.read_text())
    document |= {"redacted": ["names"], "redaction": "K7Q2MXYZ"}
    new.write_text(json.dumps(document))
    done = run("compare", old, new)
    assert done.exit_code == 2
    assert "redacted with different keys" in " ".join(done.stdout.split())
    assert "GONE" not in done.stdout


def test_what_is_no_run_is_refused(run, two):
    done = run("compare", two[0], "old.jsonl")
    assert done.exit_code == 2
    assert "no saved run" in done.stderr
