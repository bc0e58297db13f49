"""From paths to a run: what is read is checked, and what cannot be is said."""

import json

import pytest

from caselint import AsAtError, CaseFile, Linter, lint
from caselint.casefile import SetAside
from caselint.config import Configuration
from caselint.running import check_paths


def case(name: str, **more) -> dict:
    return {"case_id": name, "child": {"child_id": name}, **more}


SAID = {"source": {"extracted_at": "2026-03-31"}}


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(Configuration())


def written(path, *cases: dict):
    path.write_text("".join(json.dumps(each) + "\n" for each in cases))
    return path


def test_a_folder_is_checked_file_by_file_in_order(tmp_path, linter):
    written(tmp_path / "b.jsonl", case("B", **SAID))
    written(tmp_path / "a.jsonl", case("A1", **SAID), case("A2", **SAID))
    run = lint(tmp_path, linter=linter)
    assert [checked.case_id for checked in run.cases] == ["A1", "A2", "B"]


def test_a_case_file_in_memory_is_checked(linter):
    run = lint(CaseFile.model_validate(case("A")), as_at="2026-03-31", linter=linter)
    assert run.tally.totals["cases"] == 1


def test_case_files_and_paths_may_be_mixed(tmp_path, linter):
    path = written(tmp_path / "b.jsonl", case("B"))
    run = lint([CaseFile.model_validate(case("A")), path], as_at="2026-03-31", linter=linter)
    assert [checked.case_id for checked in run.cases] == ["A", "B"]


def test_every_rule_and_case_file_has_a_result(linter):
    files = [CaseFile.model_validate(case(name)) for name in "AB"]
    run = lint(files, as_at="2026-03-31", linter=linter)
    assert len(list(run.results)) == 2 * len(linter.selected.shown)


def test_without_any_as_at_date_the_first_file_says_so_with_a_hint(tmp_path, linter):
    path = written(tmp_path / "a.jsonl", case("A"))
    with pytest.raises(AsAtError, match="--as-at"):
        lint(path, linter=linter)


def test_a_later_file_without_a_date_is_set_aside_and_the_rest_is_checked(tmp_path, linter):
    path = written(tmp_path / "a.jsonl", case("A", **SAID), case("B"), case("C", **SAID))
    items = list(check_paths(linter, [path]))
    assert [isinstance(item, SetAside) for item in items] == [False, True, False]


def test_what_cannot_be_read_is_set_aside_with_its_place(tmp_path, linter):
    (tmp_path / "a.jsonl").write_text('{"case_id": \n')
    written(tmp_path / "b.jsonl", case("B", **SAID))
    run = lint(tmp_path, linter=linter)
    assert (len(run.cases), len(run.tally.set_aside)) == (1, 1)
    assert "a.jsonl:1" in run.tally.set_aside[0].place


def test_a_run_as_a_table_has_a_row_a_finding(tmp_path, linter):
    plan = {"kind": "plan", "type": "child_protection", "started_at": "2025-06-02"}
    path = written(tmp_path / "a.jsonl", case("A", records=[plan], **SAID))
    run = lint(path, linter=linter)
    frame = run.to_pandas()
    assert len(frame) == len(run.findings) > 0
    assert set(frame["kind"]) <= {"concern", "strength", "query"}


def test_the_table_of_a_run_without_findings_has_its_columns(linter):
    run = lint(CaseFile.model_validate(case("A")), as_at="2026-03-31", linter=linter)
    assert "fingerprint" in run.to_pandas().columns
