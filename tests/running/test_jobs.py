"""How many processes: as asked, and by itself several only where the input is large."""

from pathlib import Path

import pytest

from caselint import ConfigurationError
from caselint.running import jobs, number_of


@pytest.fixture(autouse=True)
def four_processors(monkeypatch):
    monkeypatch.setattr(jobs, "processors", lambda: 4)
    monkeypatch.setattr(jobs, "PAYS_FROM", 1000)


@pytest.fixture
def folder(tmp_path: Path):
    """A folder with files of these names and sizes."""

    def make(**sizes: int) -> Path:
        for name, size in sizes.items():
            path = tmp_path / "export" / name.replace("_", ".")
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b" " * size)
        return tmp_path / "export"

    return make


def test_a_number_is_taken_as_it_is():
    assert number_of(3, []) == 3


def test_small_input_is_checked_by_one(folder):
    assert number_of("auto", [folder(a_json=400, b_jsonl=500)]) == 1


def test_large_input_is_checked_by_as_many_as_there_are_processors(folder):
    path = folder(a_json=400, b_jsonl=600)
    assert number_of("auto", [path]) == 4
    assert number_of("auto", [path / "a.json", path / "b.jsonl"]) == 4


def test_a_table_counts_and_what_is_passed_over_in_a_folder_does_not(folder):
    assert number_of("auto", [folder(a_csv=1000)]) == 4
    assert number_of("auto", [folder(a_csv=1, a_pdf=5000)]) == 1


def test_a_file_counts_whatever_it_is_called(folder):
    assert number_of("auto", [folder(a_txt=1000) / "a.txt"]) == 4


def test_what_is_not_there_counts_for_nothing(tmp_path):
    assert number_of("auto", [tmp_path / "nowhere.json"]) == 1


@pytest.mark.parametrize("given", [0, -1, "many", 1.5, None])
def test_what_is_no_number_of_processes_is_refused(given):
    with pytest.raises(ConfigurationError, match="auto"):
        number_of(given, [])


def test_there_is_at_least_one_processor(monkeypatch):
    monkeypatch.undo()
    assert jobs.processors() >= 1
