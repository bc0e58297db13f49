import copy
import io
import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from caselint.findings import SCHEMA_VERSION, Result
from caselint.reports.json_report import write_json
from caselint.reports.json_schema import run_schema
from caselint.reports.jsonl import JsonLines

RUN = Draft202012Validator(run_schema("json"))
DOCS = Path(__file__).parents[2] / "docs" / "json.md"
LINE = Draft202012Validator(run_schema("jsonl"))


def document(run):
    stream = io.StringIO()
    write_json(run, stream)
    return json.loads(stream.getvalue())


def lines(run):
    stream = io.StringIO()
    writer = JsonLines(stream)
    writer.begin(run.header)
    for case in run.cases:
        found = tuple(one for one in run.findings if one.case_id == case.case_id)
        results = [one for one in run.results if one.case_id == case.case_id]
        whole = Result("ALL", "t", (), (), "verdict", case.case_id, "evidenced", findings=found)
        aside = [one for one in run.tally.set_aside if one.case_id == case.case_id]
        writer.case(case, [*results, whole], aside)
    writer.end(run.tally)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def objects(value):
    """The first object of each shape within a value, where keys are fixed (parameters are free)."""
    places = {}

    def collect(inner, path):
        if isinstance(inner, dict):
            places.setdefault(path, inner)
            for key, further in inner.items():
                if key != "params":
                    collect(further, (*path, key))
        elif isinstance(inner, list):
            for further in inner:
                collect(further, path)

    collect(value, ())
    return places.values()


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_the_schemas_are_schemas(form):
    Draft202012Validator.check_schema(run_schema(form))


def test_whole_runs_fit_their_schema(children, suspects, crowd, nothing):
    for run in (children, suspects, crowd, nothing):
        RUN.validate(document(run))


def test_lines_fit_their_schema(children, suspects, nothing):
    for run in (children, suspects, nothing):
        for line in lines(run):
            LINE.validate(line)


def test_an_unknown_key_is_refused_wherever_it_stands(children, suspects):
    for run in (children, suspects):
        whole = document(run)
        for place in objects(whole):
            place["surprise"] = 1
            with pytest.raises(ValidationError):
                RUN.validate(whole)
            del place["surprise"]


def test_an_unknown_key_is_refused_on_every_line(children):
    for line in lines(children):
        for place in objects(line):
            place["surprise"] = 1
            with pytest.raises(ValidationError):
                LINE.validate(line)
            del place["surprise"]


def test_a_missing_key_is_refused(children):
    whole = document(children)
    for key in whole:
        less = {other: value for other, value in whole.items() if other != key}
        with pytest.raises(ValidationError):
            RUN.validate(less)


def test_no_finding_is_without_evidence(children):
    whole = document(children)
    whole["findings"][0]["evidence"] = []
    with pytest.raises(ValidationError):
        RUN.validate(whole)


def test_the_schemas_speak_of_the_version_that_is_written():
    for form in ("json", "jsonl"):
        assert run_schema(form)["$id"].endswith(f":{SCHEMA_VERSION}")
    assert run_schema("json")["properties"]["schema_version"]["const"] == SCHEMA_VERSION


def test_what_both_forms_share_is_said_alike_in_both():
    whole, line = run_schema("json")["$defs"], copy.deepcopy(run_schema("jsonl")["$defs"])
    del line["result"]["properties"]["findings"]
    line["result"]["required"].remove("findings")
    assert {name: line[name] for name in whole} == whole


def test_the_documentation_names_every_key():
    named = set(re.findall(r"`(\w+)(?:\[\])?`", DOCS.read_text(encoding="utf-8")))
    parts = ["finding", "evidence", "result", "counts", "set_aside", "rule_error"]
    keys = set(run_schema("json")["properties"])
    for part in parts:
        keys |= set(run_schema("json")["$defs"][part]["properties"])
    for line in ("header_line", "case_line", "closing_line"):
        keys |= set(run_schema("jsonl")["$defs"][line]["properties"])
    assert keys <= named


def test_the_documented_way_to_read_a_stream_works(children, tmp_path, monkeypatch):
    text = "".join(json.dumps(line) + "\n" for line in lines(children))
    (tmp_path / "run.jsonl").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    (snippet,) = re.findall(r"```python\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    names = {}
    exec(snippet, names)  # noqa: S102
    assert len(names["concerns"]) == 4
