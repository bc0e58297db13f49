"""Several processes: what comes out is the same, and what goes wrong is said and never hangs."""

import json
import multiprocessing
from collections.abc import Iterable
from pathlib import Path

import pytest

from caselint import AsAtError, CaseFile, Linter, lint
from caselint.casefile import SetAside
from caselint.config import Configuration, settings_of
from caselint.errors import CaselintError, ConfigurationError
from caselint.linter import Checked
from caselint.running import batches, check_all, check_paths, checking

FIXTURES = Path(__file__).parents[2] / "fixtures"
DAY = "2026-03-31"


@pytest.fixture(scope="module")
def linter() -> Linter:
    """Of rules that read no narrative, so that a process is soon ready."""
    return Linter(Configuration(settings_of({"select": ["VIS001", "PLN001", "SUP001"]})))


@pytest.fixture(scope="module")
def reading_linter() -> Linter:
    return Linter(Configuration(settings_of({"select": ["VIS", "PLN", "SUP"]})))


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "FILES", 2)


def case(name: str, *, extracted: str = DAY, **more) -> dict:
    plan = {"kind": "plan", "type": "child_protection", "started_at": "2025-06-02"}
    source = {"source": {"extracted_at": extracted}} if extracted else {}
    return {"case_id": name, "child": {"child_id": name}, "records": [plan], **source, **more}


def written(path: Path, *cases: dict | str) -> Path:
    lines = (one if isinstance(one, str) else json.dumps(one) for one in cases)
    path.write_text("".join(f"{line}\n" for line in lines))
    return path


def in_one_and_in_several(linter, path: Path, jobs: int = 2, **more) -> list[Checked | SetAside]:
    """What one process yields, which several have yielded as well."""
    alone = list(check_paths(linter, [path], **more))
    assert list(check_paths(linter, [path], jobs=jobs, **more)) == alone
    return alone


def places(items: Iterable[Checked | SetAside]) -> list[str]:
    return [
        item.place.rpartition("/")[2] if isinstance(item, SetAside) else item.case.case_id
        for item in items
    ]


def test_lines_come_in_order_with_what_is_set_aside_in_its_place(tmp_path, linter):
    path = written(
        tmp_path / "a.jsonl",
        "{not json",
        case("A"),
        case("B", records=[{"kind": "visit", "date": "30 Feb"}]),
        case("A"),
        '{"case_id": "C"}',
        case("D", extracted=""),
        *(case(f"E{number}") for number in range(6)),
        "[]",
    )
    items = in_one_and_in_several(linter, path, jobs=3)
    assert places(items) == [
        "a.jsonl:1", "A", "B", "a.jsonl:4", "a.jsonl:5: child", "a.jsonl:6",
        "E0", "E1", "E2", "E3", "E4", "E5", "a.jsonl:13",
    ]  # fmt: skip
    assert "came before" in items[3].why
    assert len(items[2].set_aside) == 1


def test_a_folder_of_many_files_comes_in_order(tmp_path, linter):
    for number in range(7):
        (tmp_path / f"{number}.json").write_text(json.dumps(case(f"C{number}"), indent=1))
    (tmp_path / "3.json").write_text("")
    (tmp_path / "5.json").write_text(json.dumps(case("C1")))
    items = in_one_and_in_several(linter, tmp_path)
    assert places(items) == ["C0", "C1", "C2", "3.json", "C4", "5.json", "C6"]


@pytest.mark.parametrize("folder", ["census", "tables", "demo"])
def test_every_format_comes_out_the_same(reading_linter, folder):
    items = in_one_and_in_several(reading_linter, FIXTURES / folder, as_at=DAY)
    assert any(isinstance(item, Checked) and item.results for item in items)


def test_a_first_file_without_a_day_is_said_and_one_that_repeats_it_is_not(tmp_path, linter):
    undated = case("A", extracted="")
    path = written(tmp_path / "a.jsonl", "{not json", undated, case("B"))
    for jobs in (1, 2):
        stream = check_paths(linter, [path], jobs=jobs)
        assert isinstance(next(stream), SetAside)
        with pytest.raises(AsAtError, match="--as-at"):
            next(stream)


def test_case_files_in_memory_and_paths_may_be_mixed(tmp_path, linter):
    given = [
        CaseFile.model_validate(case("A")),
        written(tmp_path / "a.jsonl", case("B"), case("C"), case("B")),
        written(tmp_path / "b.jsonl", case("B"), case("D", extracted="")),
        CaseFile.model_validate(case("A")),
    ]
    alone = list(check_all(linter, given, as_at=None))
    assert list(check_all(linter, given, jobs=2)) == alone
    assert places(alone) == ["A", "B", "C", "a.jsonl:3", "B", "b.jsonl:2", "A"]
    assert lint(given, linter=linter, jobs=2).findings == lint(given, linter=linter).findings


def test_nothing_to_check_yields_nothing(linter):
    assert list(check_all(linter, [], jobs=2)) == []


def test_teams_and_suppressions_are_those_of_the_configuration(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    suppressed = {
        "rule": "SUP001",
        "case": "A",
        "reason": "Looked at with the team",
        "author": "QA",
        "expires": "2027-01-01",
    }
    Path("known.yaml").write_text(json.dumps({"suppressions": [suppressed]}))
    settings = settings_of(
        {
            "select": ["VIS001", "SUP001"],
            "suppressions": "known.yaml",
            "overrides": [{"teams": ["Duty"], "ignore": ["SUP001"]}],
            "look_back": "6 months",
        }
    )
    path = written(tmp_path / "a.jsonl", case("A"), case("B", team="Duty"), case("C"))
    linter = Linter(Configuration(settings), look_back="all")
    items = in_one_and_in_several(linter, path)
    assert [len(item.results) for item in items] == [2, 1, 2]
    assert {found.status for found in items[0].results[0].findings} == {"suppressed"}
    assert {found.status for found in items[0].results[1].findings} == {"new"}


def test_what_is_raised_while_finding_files_comes_after_what_stands_before(linter):
    def given():
        yield CaseFile.model_validate(case("A"))
        raise ConfigurationError("no more")

    for jobs in (1, 2):
        stream = check_all(linter, given(), jobs=jobs)
        assert next(stream).case.case_id == "A"
        with pytest.raises(ConfigurationError, match="no more"):
            next(stream)


def test_a_linter_that_cannot_be_made_again_says_why(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("known.yaml").write_text("suppressions: []")
    linter = Linter(Configuration(settings_of({"suppressions": "known.yaml"})))
    Path("known.yaml").unlink()
    path = written(tmp_path / "a.jsonl", case("A"))
    with pytest.raises(CaselintError, match=r"known\.yaml"):
        list(check_paths(linter, [path], jobs=2))


def test_a_process_that_dies_is_an_error_with_the_place_it_had_come_to(tmp_path, linter):
    path = written(tmp_path / "a.jsonl", *(case(f"C{number}") for number in range(60)))
    stream = check_paths(linter, [path], jobs=2)
    next(stream)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(CaselintError, match=r"a\.jsonl:\d+ to .*a\.jsonl:\d+: a process .* ended"):
        list(stream)
    assert multiprocessing.active_children() == []


def test_a_stream_that_is_left_early_leaves_no_process(tmp_path, linter):
    path = written(tmp_path / "a.jsonl", *(case(f"C{number}") for number in range(60)))
    stream = check_paths(linter, [path], jobs=2)
    next(stream)
    stream.close()
    assert multiprocessing.active_children() == []


def test_no_more_is_read_ahead_than_the_processes_can_hold(linter):
    taken = []

    def given():
        for number in range(200):
            taken.append(number)
            yield CaseFile.model_validate(case(f"C{number}"))

    stream = check_all(linter, given(), jobs=2)
    next(stream)
    assert len(taken) <= 2 * 4 * 2
    stream.close()


def test_a_batch_is_full_by_number_or_by_size(tmp_path, monkeypatch):
    monkeypatch.setattr(batches, "FILES", 3)
    monkeypatch.setattr(batches, "BYTES", 1000)
    small = [case(f"S{number}") for number in range(4)]
    path = written(tmp_path / "a.jsonl", *small, case("L", team="x" * 1000), "{", case("E"))
    found = ((None, item) for item in checking.unread([path]))
    made = list(batches.batches(found))
    assert [len(batch.kept) for batch in made] == [3, 2, 2]
    assert [len(batch.units) for batch in made] == [3, 2, 2]
