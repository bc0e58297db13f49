import io
import json

import pytest

from caselint.casefile.setaside import SetAside
from caselint.findings import Evidence, Finding, Result, Run
from caselint.reports.json_form import encode
from caselint.reports.json_report import write_json
from caselint.reports.jsonl import JsonLines


def written(run):
    stream = io.StringIO()
    write_json(run, stream)
    return stream.getvalue()


def streamed(run, arrivals):
    stream = io.StringIO()
    lines = JsonLines(stream)
    lines.begin(run.header)
    for case, results, set_aside in arrivals:
        lines.case(case, results, set_aside)
    lines.end(run.tally)
    return [json.loads(line) for line in stream.getvalue().split("\n")[:-1]]


@pytest.fixture
def arrivals(children):
    """The case files of the run of three children, each with whole results, last one first."""
    taken = []
    for case in reversed(children.cases):
        found = [one for one in children.findings if one.case_id == case.case_id]
        results = [
            Result(**{
                field: getattr(result, field)
                for field in result._fields
                if field != "findings"
            }, findings=tuple(one for one in found if one.rule == result.rule))
            for result in children.results
            if result.case_id == case.case_id
        ]  # fmt: skip
        aside = [one for one in children.tally.set_aside if one.case_id == case.case_id]
        taken.append((case, results, aside))
    return taken


def test_a_run_says_what_it_was_made_with(children):
    document = json.loads(written(children))
    assert document["schema_version"] == "1.2"
    assert document["rulebook"] == {
        "id": "core",
        "version": "0.1.0",
        "hash": "3f2a9c41d07be6558812",
    }
    assert document["as_at"] == "2026-09-30"
    assert document["look_back"] == "12 months"
    assert [rule["id"] for rule in document["rules"]][:2] == ["SUP001", "CGR002"]


def test_a_finding_carries_all_that_is_known_of_it(children):
    document = json.loads(written(children))
    finding = next(one for one in document["findings"] if one["rule"] == "CGR006")
    assert set(finding) == set(Finding._fields)
    assert set(finding["evidence"][0]) == set(Evidence._fields) - {"case_id"}
    assert finding["part"] == "conference chair"
    assert finding["follows_from"][0] in {one["fingerprint"] for one in document["findings"]}


def test_a_result_has_its_counts_and_parameters(children):
    first = next(
        one
        for one in json.loads(written(children))["results"]
        if (one["case_id"], one["rule"]) == ("C-104", "SUP001")
    )
    assert first["outcome"] == "partly_evidenced"
    assert first["counts"] == {"met": 3, "unmet": 1, "excused": 0, "unknown": 0, "pending": 1}
    assert first["params"] == {"max_gap": "2 months"}


def test_narrative_is_kept_exactly_as_it_stands(children):
    text = written(children)
    assert "nobody at my new school knows me – ‘not even the tutor’ 😟" in text


def test_everything_is_ordered_by_case_rule_and_fingerprint(children):
    document = json.loads(written(children))
    for name, keys in (
        ("cases", ["case_id"]),
        ("results", ["case_id", "rule"]),
        ("findings", ["case_id", "rule", "fingerprint"]),
    ):
        order = [[one[key] for key in keys] for one in document[name]]
        assert order == sorted(order)


def test_the_order_in_which_files_arrive_changes_nothing(children, arrivals):
    again = Run(children.header)
    for case, results, set_aside in (arrivals[1], arrivals[0], arrivals[2]):
        again.add(case, reversed(results))
        again.tally.set_aside[:0] = set_aside
    again.tally.set_aside.insert(0, children.tally.set_aside[-1])
    assert written(again) == written(children)


def test_each_entry_stands_on_a_line_of_its_own(children):
    lines = written(children).splitlines()
    entries = [json.loads(line.rstrip(",")) for line in lines if line.startswith("{") and line[1:]]
    assert len([one for one in entries if "fingerprint" in one]) == len(children.findings)


def test_days_that_differ_are_with_each_case_alone(children, arrivals):
    other = Run(children.header)
    for number, (case, results, _) in enumerate(arrivals):
        other.add(
            type(case)(
                *(getattr(case, name) for name in ("case_id", "team", "agency", "source")),
                case.as_at.replace(day=1 + number),
                case.place,
                case.records,
            ),
            results,
        )
    document = json.loads(written(other))
    assert document["as_at"] is None
    assert len({case["as_at"] for case in document["cases"]}) == 3


def test_a_run_without_case_files_is_a_whole_document(nothing):
    document = json.loads(written(nothing))
    assert document["as_at"] == "2026-09-30"
    assert document["cases"] == document["findings"] == document["results"] == []
    assert document["totals"]["cases"] == 0


def test_lines_come_in_order_of_arrival_between_header_and_closing(children, arrivals):
    lines = streamed(children, arrivals)
    assert [line["line"] for line in lines] == ["header", "case", "case", "case", "closing"]
    assert [line["case"]["case_id"] for line in lines[1:-1]] == ["C-122", "C-117", "C-104"]


def test_both_forms_say_the_same(children, arrivals):
    document = json.loads(written(children))
    header, *cases, closing = streamed(children, arrivals)
    findings = [
        found for line in cases for result in line["results"] for found in result.pop("findings")
    ]
    results = [result for line in cases for result in line["results"]]
    assert sorted(map(encode, findings)) == sorted(map(encode, document["findings"]))
    assert sorted(map(encode, results)) == sorted(map(encode, document["results"]))
    for part in (header, closing):
        for key in part.keys() - {"line"}:
            assert part[key] == document[key]


def test_a_case_line_has_what_was_set_aside_of_it_and_the_closing_line_has_all(children, arrivals):
    _, *cases, closing = streamed(children, arrivals)
    assert [len(line["set_aside"]) for line in cases] == [0, 1, 0]
    assert len(closing["set_aside"]) == 2


def test_a_line_is_a_line_whatever_the_file_holds(children):
    mess = "a\nb\u2028c\u0085d\x1be\ud800f"
    stream = io.StringIO()
    case = children.cases[0]
    JsonLines(stream).case(case, [], [SetAside(mess, "is not a date")])
    text = stream.getvalue()
    text.encode()
    assert len(text.splitlines()) == 1
    assert "\x1b" not in text
    assert json.loads(text)["set_aside"][0]["place"] == mess


def test_a_standard_carries_its_trigger_what_is_due_its_nation_and_its_note(children):
    (first, *_) = json.loads(written(children))["standards"]
    assert (first["trigger"], first["due"], first["nation"], first["note"]) == (
        "the last supervision of the case",
        "the next supervision of the case",
        "england",
        "Supervision in a group counts.",
    )
