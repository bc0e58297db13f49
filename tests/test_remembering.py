"""A whole run finds the same whether texts are remembered or not, and none is unless asked."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from caselint.casefile import CaseFile
from caselint.config import Configuration, Settings
from caselint.language.kept_rows import FILE, SECRET
from caselint.linter import Checked, Linter
from caselint.rulebook import Language, Rulebook, load
from caselint.synthetic import AS_AT, case_files

CASES = list(case_files(1, seed="remembering"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache of this test alone; the rulebook was loaded before."""
    load()
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def checked(rulebook: Rulebook, cases: list[CaseFile] = CASES) -> list[Checked]:
    """What some rules say that read much: of the child's voice, of plans and of supervision."""
    some = Configuration(Settings(select=["VOI", "PLN", "SUP"]))
    return list(Linter(some, rulebook=rulebook).check_many(cases, AS_AT))


@pytest.fixture(scope="module")
def plain() -> list[Checked]:
    return checked(load())


def test_results_are_the_same_cold_warm_and_without(folder: Path, plain: list[Checked]) -> None:
    assert checked(load().remembering()) == plain
    size = (folder / FILE).stat().st_size
    assert size > 0
    assert checked(load().remembering()) == plain


def test_a_warm_run_makes_no_engine(
    folder: Path, plain: list[Checked], monkeypatch: pytest.MonkeyPatch
) -> None:
    checked(load().remembering())
    monkeypatch.setattr("caselint.rulebook.language.Language._engine", None)
    assert checked(load().remembering()) == plain


def test_no_name_stands_in_the_cache(folder: Path) -> None:
    checked(load().remembering())
    people = {
        word.encode().lower()
        for case in CASES
        for person in (case.child, *(case.people or ()))
        for word in (person.name or "").split()
        if len(word) > 3
    }
    assert people
    for path in folder.iterdir():
        content = path.read_bytes().lower()
        assert {name for name in people if name in content} == set(), path.name


def test_nobody_is_remembered_unasked(folder: Path, plain: list[Checked]) -> None:
    assert load().remembering() == load()
    assert checked(load()) == plain
    assert not (folder / FILE).exists()
    assert not (folder / SECRET).exists()


def test_another_process_remembers_in_the_same_folder(folder: Path, plain: list[Checked]) -> None:
    sent = pickle.dumps(replace(load().remembering()))
    assert checked(pickle.loads(sent)) == plain  # noqa: S301 - our own
    assert (folder / FILE).exists()


def test_a_rulebook_that_is_not_kept_remembers_nothing(folder: Path) -> None:
    language = Language(load().folders)
    assert language.remembering(folder) is language


def test_a_cache_that_cannot_be_used_changes_no_result(folder: Path, plain: list[Checked]) -> None:
    folder.write_text("in the way")
    assert checked(load().remembering()) == plain
