import io

import pytest
from lxml import etree

from caselint.findings import Run
from caselint.reports.pipelines.junit import write_junit

from ..conftest import HEADER, checked, finding, result
from ..hostile import HOSTILE, hostile_run


def written(run):
    stream = io.StringIO()
    write_junit(run, stream)
    return stream.getvalue()


def read(run):
    return etree.fromstring(written(run).encode())


def suite(run, name):
    (found,) = read(run).xpath("testsuite[@name=$name]", name=name)
    return found


def case(run, name, rule):
    (found,) = suite(run, name).xpath("testcase[starts-with(@name, $rule)]", rule=rule)
    return found


def test_a_suite_a_case_file_after_one_for_the_run(children):
    names = read(children).xpath("testsuite/@name")
    assert names == ["the run", "C-104", "C-117", "C-122"]


def test_counts_are_those_of_the_cases(children):
    for one in read(children):
        assert int(one.get("tests")) == len(one.findall("testcase"))
        assert int(one.get("failures")) == len(one.findall("testcase/failure"))
        assert int(one.get("errors")) == len(one.findall("testcase/error"))
        assert int(one.get("skipped")) == len(one.findall("testcase/skipped"))


def test_a_concern_is_a_failure_with_its_records_and_next_step(children):
    failure = case(children, "C-104", "CGR002").find("failure")
    assert failure.get("type") == "concern, medium"
    assert failure.get("message").startswith("Concern: No core group is evidenced from 14 April")
    assert "Multi-agency procedure." in failure.text
    assert "Records: P-3, CG-2, CG-3." in failure.text
    assert "Next step: Record the core groups" in failure.text


def test_strengths_and_queries_do_not_fail(children):
    kept = case(children, "C-117", "SUP001")
    assert kept.find("failure") is None
    assert kept.findtext("system-out").startswith("Strength: Supervision is evidenced")
    asked = case(children, "C-104", "CON003")
    assert asked.findtext("system-out").startswith("Query: The visit is flagged")


def test_what_is_suppressed_does_not_fail(children):
    assert case(children, "C-117", "VOI004").find("failure") is None


def test_advice_of_a_rule_for_context_does_not_fail():
    run = Run(HEADER)
    advice = finding("SUP001", "C-1", "concern", "Words to think about.")
    run.add(
        checked("C-1"), [result("SUP001", "C-1", "not_evidenced", advice)._replace(gives="context")]
    )
    assert case(run, "C-1", "SUP001").findtext("system-out").startswith("Advice: Words")


def test_what_could_not_be_assessed_is_skipped_with_the_reason(children):
    skipped = case(children, "C-122", "SUP001").find("skipped")
    assert skipped.get("message") == "Not assessable: the source does not hold supervision"


def test_a_rule_in_error_is_an_error(children):
    assert case(children, "C-122", "CON003").find("error").get("type") == "ZeroDivisionError"


def test_a_rule_without_an_occasion_is_left_out(children):
    assert not suite(children, "C-117").xpath("testcase[starts-with(@name, 'CON003')]")


def test_the_run_says_what_was_set_aside_and_what_is_suspect(children, suspects, nothing):
    aside = case(children, "the run", "Nothing was set aside").find("failure")
    assert aside.get("message") == "exports/C-117.json, records[12].date: is not a day that exists"
    assert "No supervision record occurs" in case(suspects, "the run", "Suspect").findtext(
        "system-out"
    )
    assert case(nothing, "the run", "Case files").find("error") is not None


def test_a_concern_on_suspect_coverage_says_so(suspects):
    said = case(suspects, "M-000", "SUP001").find("failure").text
    assert "Rests on suspect coverage: no supervision record" in said


def test_findings_of_two_files_of_one_id_stand_once_and_none_is_lost():
    run = Run(HEADER)
    concern = finding("SUP001", "C-1", "concern", "None since March.")
    run.add(checked("C-1", source="a"), [result("SUP001", "C-1", "not_applicable")])
    run.add(checked("C-1", source="b"), [result("SUP001", "C-1", "not_evidenced", concern)])
    run.add_finding(finding("CGR002", "C-9", "concern", "Of no file."))
    assert len(read(run).xpath("//failure")) == 2


def test_nothing_of_the_narrative_is_quoted(children):
    quotes = [item.quote for one in children.findings for item in one.evidence]
    text = "".join(read(children).itertext())
    assert not [quote for quote in quotes if len(quote) > 15 and quote in text]


def test_what_is_hostile_is_xml_all_the_same():
    root = read(hostile_run())
    assert len(root.findall("testsuite")) == 1 + len({*HOSTILE})
    assert len(root.xpath("//failure[starts-with(@type, 'concern')]")) == len(HOSTILE)


@pytest.mark.parametrize("which", ["children", "crowd"])
def test_the_same_run_gives_the_same_text(which, request):
    run = request.getfixturevalue(which)
    assert written(run) == written(run)
