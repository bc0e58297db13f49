"""A saved run read back is the run that was saved."""

import io
import json
import re
from dataclasses import replace
from datetime import date

import pytest

from caselint.errors import SavedRunError
from caselint.findings import Evidence, Run, SuppressionNote
from caselint.findings.figures import by_rule
from caselint.findings.narrowing import only
from caselint.reports.json_report import write_json
from caselint.reports.jsonl import write_lines
from caselint.reports.saved import read_run

from .conftest import AS_AT


def written(run):
    stream = io.StringIO()
    write_json(run, stream)
    return stream.getvalue()


def saved(tmp_path, text, name="run.json"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["children", "crowd", "nothing"])
def test_a_document_read_back_is_written_as_it_was(name, request, tmp_path):
    run = request.getfixturevalue(name)
    assert written(read_run(saved(tmp_path, written(run)))) == written(run)


def test_a_stream_read_back_is_the_same_run(children, tmp_path):
    stream = io.StringIO()
    write_lines(children, stream)
    again = read_run(saved(tmp_path, stream.getvalue(), "run.jsonl"))
    assert again.tally.totals == children.tally.totals
    assert again.sorted_findings() == children.sorted_findings()


def test_a_document_that_was_laid_out_anew_is_read_all_the_same(children, tmp_path):
    pretty = json.dumps(json.loads(written(children)), indent=4)
    assert written(read_run(saved(tmp_path, pretty))) == written(children)


def test_counts_are_those_of_the_run(children, tmp_path):
    again = read_run(saved(tmp_path, written(children)))
    assert again.tally.suspect_coverage == children.tally.suspect_coverage
    assert again.tally.not_assessable == children.tally.not_assessable
    assert by_rule(again) == by_rule(children)


def test_two_files_of_one_id_keep_their_own_results(children, tmp_path):
    case, results = next(children.by_case())
    twice = Run(children.header)
    twice.add(replace(case, source="b"), results)
    twice.add(
        replace(case, source="a"), [one._replace(outcome="not_applicable") for one in results]
    )
    assert written(read_run(saved(tmp_path, written(twice)))) == written(twice)


def test_a_document_cut_short_is_refused(children, tmp_path):
    text = written(children)
    for end in (text.rindex("]"), text.index('"findings"'), 30):
        with pytest.raises(SavedRunError):
            read_run(saved(tmp_path, text[:end]))


def test_a_stream_without_its_closing_line_is_refused(children, tmp_path):
    stream = io.StringIO()
    write_lines(children, stream)
    cut = "".join(stream.getvalue().splitlines(keepends=True)[:-1])
    with pytest.raises(SavedRunError, match="cut short"):
        read_run(saved(tmp_path, cut, "run.jsonl"))


def test_what_is_faulty_is_named_by_its_line_and_never_quoted(children, tmp_path):
    text = re.sub(r'"kind":"(concern|query|strength)"', '"kind":"Mia Brown"', written(children))
    with pytest.raises(SavedRunError) as raised:
        read_run(saved(tmp_path, text))
    assert "line" in str(raised.value)
    assert "kind" in str(raised.value)
    assert "Mia" not in str(raised.value)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "Mia", '{"schema_version":1}', "[" * 100_000, "\x00", '{"line":"x"}']
)
def test_what_is_no_run_is_refused(text, tmp_path):
    with pytest.raises(SavedRunError):
        read_run(saved(tmp_path, text))


def test_bytes_that_are_no_text_are_refused(tmp_path):
    path = tmp_path / "run.json"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SavedRunError):
        read_run(path)


def test_evidence_from_a_sisters_file_is_read_back(children, tmp_path):
    children.findings[0] = cited = children.findings[0]._replace(
        evidence=(Evidence("A-1", "assessment", case_id="C-2"),)
    )
    text = written(children)
    assert text.count('"case_id":"C-2"}') == 1
    for again in (text, json.dumps(json.loads(text), indent=4)):
        assert cited in read_run(saved(tmp_path, again)).findings


def test_the_form_before_is_read(children, tmp_path):
    text = written(children).replace('"schema_version":"1.2"', '"schema_version":"1.1"')
    assert written(read_run(saved(tmp_path, text))) == written(children)


def test_another_form_is_refused_by_its_version(children, tmp_path):
    text = written(children).replace('"schema_version":"1.2"', '"schema_version":"9.0"')
    with pytest.raises(SavedRunError, match=r"9\.0"):
        read_run(saved(tmp_path, text))


def test_a_run_of_some_cases_has_their_results_and_findings_alone(children):
    one = children.cases[0].case_id
    narrowed = only(children, [one])
    assert {case.case_id for case in narrowed.cases} == {one}
    assert {result.case_id for result in narrowed.results} == {one}
    assert narrowed.sorted_findings() == [
        found for found in children.sorted_findings() if found.case_id == one
    ]


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_what_was_known_and_what_was_put_aside_is_read_back(form, children, tmp_path):
    notes = (
        SuppressionNote(
            "CGR002", "", "CG-2", "Kept elsewhere.", "QA", AS_AT, None, date(2025, 9, 30)
        ),
        SuppressionNote("SUP001", "C-104", "", "Kept elsewhere.", "QA", date(2026, 12, 31)),
    )
    children.suppressed_by(notes)
    children.header = replace(children.header, baseline="2026-06-30", new_only=True)
    stream = io.StringIO()
    (write_json if form == "json" else write_lines)(children, stream)
    again = read_run(saved(tmp_path, stream.getvalue()))
    assert again.header == children.header
    assert again.tally.suppressions == children.tally.suppressions
    assert again.tally.totals == children.tally.totals
    assert [one.state for one in again.tally.suppressions] == ["expired", "active"]


def test_a_run_saved_before_there_were_suppressions_is_read(children, tmp_path):
    document = json.loads(written(children))
    for key in ("suppressions", "baseline", "new_only"):
        del document[key]
    assert read_run(saved(tmp_path, json.dumps(document))).header == children.header
