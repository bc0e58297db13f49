"""`caselint clean`, and what `check` keeps for it to remove."""

from __future__ import annotations

import gc
import json
import os
import shutil
import stat
from collections import OrderedDict
from pathlib import Path

import pytest

from caselint.language import compiled
from caselint.language.kept_rows import FILE, SECRET, KeptRows
from caselint.rulebook import rulebook

from .conftest import Run, case, write_cases

SMALL = Path(__file__).parents[1] / "language" / "small"
NOTE = "Mia was seen alone and said she feels safe at home."


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own."""
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def warm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of this test's own that has the rulebook of the tests before."""
    kept = tmp_path / "kept"
    shutil.copytree(os.environ["CASELINT_CACHE"], kept, ignore=lambda *_: [FILE, SECRET])
    monkeypatch.setenv("CASELINT_CACHE", str(kept))
    return kept


@pytest.fixture
def cases() -> Path:
    told = case()
    visit = {"kind": "visit", "date": "2026-02-02", "child_seen": "yes", "text": NOTE}
    told["records"].append(visit)
    return write_cases("a.jsonl", told)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*")}


def pretend(folder: Path, *names: str) -> None:
    folder.mkdir(exist_ok=True)
    for name in names:
        (folder / name).write_bytes(b"x" * 200_000)


def test_a_check_remembers_what_it_found_and_no_cache_does_not(
    run: Run, warm: Path, cases: Path
) -> None:
    plain = run("check", cases, "--format", "json", "--no-cache")
    assert not names(warm) & {FILE, SECRET}
    first = run("check", cases, "--format", "json")
    assert names(warm) >= {FILE, SECRET}
    again = run("check", cases, "--format", "json")
    assert plain.stdout == first.stdout == again.stdout
    assert json.loads(plain.stdout)["totals"]["cases"] == 1
    for path in (warm / FILE, warm / SECRET):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.fixture
def everything(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache with one of each: a small rulebook was loaded, and read a text."""
    whole, small = rulebook.shipped_rules(), tmp_path / "rules"
    shutil.copytree(SMALL, small)
    shutil.copytree(whole / "audits", small / "audits")
    for name in ("pack.yaml", "standards.yaml"):
        shutil.copy(whole / name, small / name)
    monkeypatch.setattr(rulebook, "shipped_rules", lambda: small)
    monkeypatch.setattr(rulebook, "_in_memory", {})
    monkeypatch.setattr(compiled, "_engines", OrderedDict())
    language = rulebook.load().remembering().language
    assert language is not None
    assert list(language.reader.analyse_many([NOTE]))
    del language
    gc.collect()  # it holds its file until it is gone
    return folder


def test_everything_that_is_kept_is_removed(run: Run, everything: Path) -> None:
    kept = names(everything)
    assert {name.partition("-")[0] for name in kept} >= {
        "rulebook",
        "lexicon",
        "engine",
        "mentions",
    }
    told = run("clean", "--dry-run")
    assert (told.exit_code, told.stderr) == (0, "")
    assert f"{len(kept)} files" in told.stdout
    assert "would be removed" in told.stdout
    assert names(everything) == kept
    told = run("clean")
    assert (told.exit_code, told.stderr) == (0, "")
    assert names(everything) == set()


def test_it_says_what_and_how_large(run: Run, folder: Path) -> None:
    pretend(folder, "rulebook-0.json", "rulebook-1.json", "lexicon-0.json", "mentions.key")
    told = run("clean")
    assert told.stdout.splitlines() == [
        "rules: 2 files, 0.4 MB",
        "concepts and cues: 1 file, 0.2 MB",
        "mentions: 1 file, 0.2 MB",
        f"4 files, 0.8 MB, removed from {folder}.",
    ]


def test_what_was_half_written_goes_too(run: Run, folder: Path) -> None:
    pretend(folder, "rulebook-0.77.tmp", "engine-1-0.1.0-0.77.tmp", "mentions.77-ab.tmp")
    pretend(folder, "mentions-0.sqlite3", "mentions-0.sqlite3-wal", "lexicon-0.77.tmp")
    run("clean")
    assert names(folder) == set()


def test_what_is_not_ours_stays(run: Run, folder: Path) -> None:
    pretend(folder, "rulebook-0.json", "notes.json", "mentions.txt")
    (folder / "rulebook-1.json").mkdir()
    assert run("clean").exit_code == 0
    assert names(folder) == {"notes.json", "mentions.txt", "rulebook-1.json"}


@pytest.mark.parametrize("there", [True, False])
def test_where_nothing_is_kept_it_says_so(run: Run, folder: Path, there: bool) -> None:
    if there:
        folder.mkdir()
    told = run("clean")
    assert (told.exit_code, told.stdout) == (0, f"Nothing is kept in {folder}.\n")


def test_mentions_that_are_in_use_are_left_with_their_secret(run: Run, folder: Path) -> None:
    pretend(folder, "rulebook-0.json")
    rows = KeptRows(folder)
    rows.add({b"name": b"row"})
    told = run("clean")
    assert told.exit_code == 1
    assert f"{FILE} is in use, or cannot be removed; it was left." in told.stderr
    assert f"1 file, 0.2 MB, removed from {folder}." in told.stdout
    assert rows.find([b"name"]) == {b"name": b"row"}
    rows.close()
    assert run("clean").exit_code == 0
    assert names(folder) == set()
