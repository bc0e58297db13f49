"""A saved run shared out among processes: the shares are the run, and reports are the same."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from caselint.errors import SavedRunError
from caselint.findings import Run
from caselint.findings.narrowing import in_brief, only
from caselint.reports import FORMATS
from caselint.reports.json_report import write_json
from caselint.reports.publishing import publish, publish_shared
from caselint.reports.saved import read_run
from caselint.reports.shares import NotShared, cutting, read_share, shared_out, shares_of
from caselint.reports.style import PLAIN

from .hostile import hostile_run


def written(run: Run) -> str:
    stream = io.StringIO()
    write_json(run, stream)
    return stream.getvalue()


def saved(run: Run, folder: Path) -> Path:
    path = folder / "run.json"
    path.write_text(written(run), encoding="utf-8")
    return path


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes()
        for one in folder.rglob("*")
        if one.is_file() and one.name != "run.json"
    }


@pytest.mark.parametrize("number", [1, 2, 3, 50])
@pytest.mark.parametrize("name", ["children", "crowd", "suspects"])
def test_all_shares_together_are_the_run(name, number, request, tmp_path):
    run = request.getfixturevalue(name)
    shares = [read_share(share) for share in shares_of(saved(run, tmp_path), number)]
    assert 1 <= len(shares) <= number
    again = Run(shares[0].header)
    for share in shares:
        again.absorb(share)
    assert written(again) == written(run)


@pytest.mark.parametrize("size", [20, 64, 1000])
def test_shares_are_the_same_however_much_is_read_at_once(size, children, tmp_path, monkeypatch):
    path = saved(children, tmp_path)
    whole = [written(read_share(share)) for share in shares_of(path, 3)]
    monkeypatch.setattr(cutting, "_AT_ONCE", size)
    assert [written(read_share(share)) for share in shares_of(path, 3)] == whole


def test_a_share_is_a_run_of_its_case_files_alone(crowd, tmp_path):
    for share in map(read_share, shares_of(saved(crowd, tmp_path), 3)):
        those = only(crowd, {case.case_id for case in share.cases})
        those.tally.set_aside[:] = share.tally.set_aside
        assert written(share) == written(those)


def test_a_run_in_brief_counts_the_same_and_quotes_nothing(children):
    brief = in_brief(children)
    assert brief.tally.totals == children.tally.totals
    assert len(brief.findings) == len(children.findings)
    assert not any(one.message or one.evidence or one.next_step for one in brief.findings)
    assert not any(case.names or case.outline.records for case in brief.cases)


def test_hostile_case_ids_are_cut_between_and_not_within(tmp_path):
    run = hostile_run()
    shares = [read_share(share) for share in shares_of(saved(run, tmp_path), 4)]
    again = Run(shares[0].header)
    for share in shares:
        again.absorb(share)
    assert written(again) == written(run)


def test_what_caselint_did_not_lay_out_so_is_not_shared_out(children, nothing, tmp_path):
    path = saved(children, tmp_path)
    text = path.read_text(encoding="utf-8")
    for other in (json.dumps(json.loads(text)), "", "{}", text[: len(text) // 2], "\n" * 9):
        path.write_text(other, encoding="utf-8")
        assert shares_of(path, 2) == []
    assert shares_of(saved(nothing, tmp_path), 2) == []
    assert shares_of(tmp_path / "none", 2) == []


def test_a_run_out_of_order_is_read_in_one_piece(children, tmp_path):
    path = saved(children, tmp_path)
    lines = path.read_text(encoding="utf-8").split("\n")
    begin, end = lines.index('"results":['), lines.index('"findings":[')
    entries = [line.removesuffix(",") for line in lines[begin + 1 : end - 1]]
    lines[begin + 1 : end - 1] = ",\n".join(reversed(entries)).split("\n")
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(SavedRunError):
        list(map(read_share, shares_of(path, 50)))
    assert read_run(path).tally.totals == children.tally.totals


@pytest.fixture
def suspects_saved(suspects, tmp_path) -> Path:
    """A run in which all that the shares need to know of each other is told: suspects, known."""
    suspects.header = replace(suspects.header, baseline="2026-01-31", new_only=True)
    return saved(suspects, tmp_path)


def test_several_processes_write_the_same_reports(suspects_saved, tmp_path, monkeypatch):
    monkeypatch.setattr("caselint.reports.html.ONE_FILE_FINDINGS", 0)
    run = read_run(suspects_saved)
    shares = shares_of(suspects_saved, 2)
    assert len(shares) == 2
    with shared_out(shares) as shared:
        for form in ("html", "form-html", "form-word"):
            one, several = tmp_path / form / "one", tmp_path / form / "several"
            one.mkdir(parents=True)
            several.mkdir()
            publish(run, form, one / "report.html")
            FORMATS[form].load_shared()(shared, several / "report.html", PLAIN)
            assert files(several) == files(one)
            assert len(files(one)) > 1


def test_a_run_that_one_file_can_hold_is_not_shared_out(suspects, tmp_path):
    with pytest.raises(NotShared):
        FORMATS["html"].load_shared()(SimpleNamespace(run=suspects), tmp_path / "a.html", PLAIN)
    assert list(tmp_path.iterdir()) == []


def test_a_form_that_is_one_file_is_not_shared_out(children, tmp_path):
    assert publish_shared(saved(children, tmp_path), "csv", tmp_path / "a.csv", jobs=2) is None


def test_a_process_that_fails_leaves_it_to_the_one_that_asked(crowd, tmp_path):
    path = saved(crowd, tmp_path)
    assert len(shares_of(path, 2)) == 2
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"kind":"strength"', '"kind":"praise"'), encoding="utf-8")
    assert publish_shared(path, "form-html", tmp_path / "a.html", jobs=2) is None
    with pytest.raises(SavedRunError, match="line"):
        read_run(path)
