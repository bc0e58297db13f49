import io
import json

import pytest
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif

from caselint.findings import Evidence, Run
from caselint.reports.pipelines.sarif import FINGERPRINT, write_sarif

from ..conftest import HEADER, checked, finding, result
from ..hostile import hostile_run, with_baseline


def written(run):
    stream = io.StringIO()
    write_sarif(run, stream)
    return stream.getvalue()


def read(run):
    document = json.loads(written(run))
    (only,) = document["runs"]
    return only


def results(run):
    return {
        (one["ruleId"], one["properties"]["case_id"], one["kind"]): one
        for one in read(run)["results"]
    }


@pytest.mark.parametrize("which", ["children", "suspects", "crowd", "nothing"])
def test_it_is_sarif(which, request):
    Sarif.model_validate_json(written(request.getfixturevalue(which)))


def test_what_is_hostile_is_sarif_as_well():
    text = written(with_baseline(hostile_run()))
    Sarif.model_validate_json(text)
    text.encode()
    assert "\\ud800" not in text


def test_it_says_which_version_of_the_form_it_has(children):
    document = json.loads(written(children))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-2.1.0.json")


def test_a_strength_passed_a_concern_failed_and_a_query_is_to_be_reviewed(children):
    kinds = {
        (one["kind"], one["properties"]["kind"], one["level"]) for one in read(children)["results"]
    }
    assert kinds == {
        ("pass", "strength", "none"),
        ("fail", "concern", "error"),
        ("fail", "concern", "warning"),
        ("fail", "concern", "note"),
        ("review", "query", "none"),
    }


def test_a_concern_of_a_rule_for_context_informs_and_does_not_fail():
    run = Run(HEADER)
    advice = finding("SUP001", "C-1", "concern", "Words to think about.")
    run.add(
        checked("C-1"), [result("SUP001", "C-1", "not_evidenced", advice)._replace(gives="context")]
    )
    (one,) = read(run)["results"]
    assert (one["kind"], one["level"]) == ("informational", "none")


def test_a_result_stands_at_a_record_of_the_file_and_names_the_others(children):
    lapse = results(children)["CGR002", "C-104", "fail"]
    (place,) = lapse["locations"]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "exports/C-104.json"
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"] == [
        {"name": "P-3", "fullyQualifiedName": "C-104/plan/P-3", "kind": "plan"}
    ]
    others = [
        (one["logicalLocations"][0]["name"], one["message"]["text"])
        for one in lapse["relatedLocations"]
    ]
    assert others == [
        ("CG-2", "It rests on this as well."),
        ("CG-3", "It rests on this as well."),
        ("N-31", "Shown beside it."),
    ]
    assert lapse["relatedLocations"][2]["properties"]["passages"] == [
        {"section": "body", "start": 112, "end": 163}
    ]


def test_a_line_of_a_file_is_a_region_of_it():
    run = Run(HEADER)
    run.add(
        checked("C-1", place="all.jsonl:12"),
        [result("SUP001", "C-1", "evidenced", finding("SUP001", "C-1", "strength", "Kept pace."))],
    )
    (one,) = read(run)["results"]
    physical = one["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 12}
    assert physical["artifactLocation"] == {"uri": "all.jsonl", "index": 0}


def test_nothing_of_the_narrative_is_quoted(children):
    quotes = [item.quote for one in children.findings for item in one.evidence if item.quote]
    text = written(children)
    assert quotes
    assert not [quote for quote in quotes if len(quote) > 15 and quote in text]


def test_a_finding_is_known_again_by_its_fingerprint(children):
    prints = {one["partialFingerprints"][FINGERPRINT] for one in read(children)["results"]}
    assert prints == {found.fingerprint for found in children.findings}


def test_what_is_suppressed_says_so(children):
    marked = [one for one in read(children)["results"] if "suppressions" in one]
    assert [one["suppressions"] for one in marked] == [[{"kind": "external"}]]


def test_what_a_baseline_has_is_unchanged_and_without_one_nothing_is_said(children):
    assert not any("baselineState" in one for one in read(children)["results"])
    known = {one["baselineState"] for one in read(with_baseline(children))["results"]}
    assert known == {"new", "unchanged"}


def test_a_rule_has_its_help_its_force_and_its_level(children):
    rules = read(children)["tool"]["driver"]["rules"]
    rule = next(one for one in rules if one["id"] == "SUP001")
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "Local policy, binding only where it is in force." in rule["help"]["text"]
    assert "Known to get wrong: Supervision recorded" in rule["help"]["text"]
    assert rule["properties"]["tags"] == ["supervision"]
    for one in read(children)["results"]:
        assert rules[one["ruleIndex"]]["id"] == one["ruleId"]


def test_what_could_not_be_said_are_notifications(children, suspects, nothing):
    def told(run):
        (invocation,) = read(run)["invocations"]
        return [
            (one["descriptor"]["id"], one["level"])
            for one in invocation["toolExecutionNotifications"]
        ]

    assert told(children) == [
        ("not-assessable", "note"),
        ("not-assessable", "note"),
        ("not-assessable", "note"),
        ("set-aside", "warning"),
        ("set-aside", "warning"),
        ("rule-error", "error"),
    ]
    assert told(suspects) == [("suspect-coverage", "warning")]
    assert told(nothing) == [("nothing-read", "error")]


def test_what_rests_on_suspect_coverage_says_on_which(suspects):
    marked = {
        (one["ruleId"], one["properties"].get("rests_on_suspect"))
        for one in read(suspects)["results"]
    }
    assert marked == {("SUP001", "supervision"), ("CGR002", None)}


def test_a_finding_of_a_rule_that_the_run_does_not_have_is_kept():
    run = Run(HEADER)
    odd = finding("SUP001", "C-1", "concern", "Odd.", evidence=())._replace(rule="ZZZ999")
    run.add(checked("C-1"), [])
    run.add_finding(odd)
    (one,) = read(run)["results"]
    assert one["ruleId"] == "ZZZ999"
    assert one["locations"][0]["logicalLocations"][0]["kind"] == "case file"


def test_two_pieces_of_one_record_are_one_place():
    run = Run(HEADER)
    twice = (
        Evidence("V-1", "visit", None, "body", 0, 4, "seen"),
        Evidence("V-1", "visit", None, "body", 9, 14, "alone"),
    )
    found = finding("SUP001", "C-1", "query", "Which is it?", evidence=twice)
    run.add(checked("C-1"), [result("SUP001", "C-1", "evidenced", found)])
    (one,) = read(run)["results"]
    assert len(one["locations"][0]["properties"]["passages"]) == 2
    assert "relatedLocations" not in one


def test_a_record_of_a_sisters_file_stands_in_that_file():
    run = Run(HEADER)
    both = (Evidence("A-1", "assessment"), Evidence("A-1", "assessment", case_id="C-2"))
    found = finding("SUP001", "C-1", "concern", "Alike.", evidence=both)
    run.add(checked("C-1"), [result("SUP001", "C-1", "evidenced", found)])
    (one,) = read(run)["results"]
    (other,) = one["relatedLocations"]
    assert other["logicalLocations"][0]["fullyQualifiedName"] == "C-2/assessment/A-1"
    assert "physicalLocation" not in other


def test_the_same_run_gives_the_same_text(children):
    assert written(children) == written(children)
