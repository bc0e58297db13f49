"""A case file whole: its shape, its JSON Schema, and that nothing is lost in writing."""

import json

import pytest
from jsonschema import Draft202012Validator

from caselint.casefile import CaseFile, Source, case_file_schema
from caselint.casefile.records import RECORD_KINDS

from .making import case, data, record

SCHEMA = Draft202012Validator(case_file_schema())

FULL = data(
    record("referral", "2026-01-05", decision="accepted", from_agency="school", text="Worried."),
    record("contact", "2026-01-04", decision="Passed to the duty team"),
    record(
        "conference",
        "2026-02-02",
        author={"name": "A", "agency": "independent_reviewing"},
        type="initial",
        attended=["Mum", {"agency": "gp", "report_sent": True}],
        minutes={"sent_at": "2026-02-10", "sent_to": ["GP", {"agency": "school"}]},
        contributions=[{"agency": "police", "view": "Agreed."}],
        actions=[{"text": "Ring school", "due": "2026-02-20", "target": "child"}],
    ),
    record(
        "plan",
        plan_id="P1",
        version=1,
        type="child_protection",
        started_at="2026-02-02",
        members=[{"agency": "gp", "from": "2026-02-02"}],
        goals=[{"outcome": "Safe at home"}],
    ),
    record("visit", "2026-02-09T16:00", type="statutory", child_seen=True, present=["Millie"]),
    record("case_note", "2026-02-11", text={"child_words": "I like it."}, **{"with": ["Mum"]}),
    record("appointment", "2026-02-12", attended="no", **{"for": "child"}),
    record("screening", "2026-02-12", tool="GCP2", score=3.5),
    record("legal_status", "2026-02-12", status="section 20"),
    authority="Anyshire",
    team="North",
    people=[{"person_id": "p1", "relationship": "mother", "from": "2020-01-01"}],
    agencies=[{"agency": "gp", "from": "2020-01-01", "lead_worker": "Dr B"}],
    previous_case_ids=["C0"],
    source={
        "name": "native",
        "extracted_at": "2026-03-01",
        "covers": {
            "records_from": ["social_care"],
            "kinds": {"visit": {"fields": ["date"], "from": "2025-01-01", "granularity": "all"}},
        },
    },
)


def with_change(change):
    changed = json.loads(json.dumps(FULL))
    change(changed)
    return changed


def test_a_case_file_has_the_fields_of_the_contract():
    assert set(CaseFile.model_fields) == {
        "case_id",
        "authority",
        "team",
        "child",
        "people",
        "agencies",
        "records",
        "previous_case_ids",
        "source",
    }


def test_a_source_has_the_fields_of_the_contract():
    assert set(Source.model_fields) == {"name", "extracted_at", "covers"}


def test_the_schema_is_valid():
    Draft202012Validator.check_schema(case_file_schema())


def test_the_schema_accepts_a_native_document():
    assert [error.message for error in SCHEMA.iter_errors(FULL)] == []


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_the_schema_accepts_a_bare_record_of_each_kind(kind):
    assert SCHEMA.is_valid(data(record(kind, "2026-01-01")))


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file["records"][4].update(child_sen="yes"),
        lambda file: file["records"][4].update(child_seen="perhaps"),
        lambda file: file["records"][4].update(kind="vist"),
        lambda file: file["records"][4].pop("kind"),
        lambda file: file["records"][2]["attended"].append({"nmae": "x"}),
        lambda file: file["records"][2]["actions"][0].update(deu="2026-01-01"),
        lambda file: file["records"][2].update(type="firstly"),
        lambda file: file["child"].update(dob="2020-01-01"),
        lambda file: file["people"][0].update(realtionship="mother"),
        lambda file: file["source"].update(extracted="2026-01-01"),
        lambda file: file.update(recrods=[]),
        lambda file: file.pop("case_id"),
        lambda file: file.update(records={}),
    ],
)
def test_the_schema_refuses_a_typo(change):
    assert not SCHEMA.is_valid(with_change(change))


def test_writing_a_case_file_and_reading_it_again_changes_nothing():
    whole = case(**{key: value for key, value in FULL.items() if key != "records"})
    whole.records = case(*FULL["records"]).records
    assert CaseFile.model_validate(whole.model_dump(by_alias=True)) == whole


def test_writing_a_case_file_as_json_and_reading_it_again_changes_nothing():
    whole = CaseFile.model_validate(FULL)
    assert CaseFile.model_validate_json(whole.model_dump_json(by_alias=True)) == whole


def test_what_cannot_be_read_survives_being_written():
    file = case(record("visit", "soon"))
    assert CaseFile.model_validate(file.model_dump(by_alias=True)).records == file.records


def test_what_is_written_fits_the_schema():
    written = CaseFile.model_validate(FULL).model_dump(by_alias=True, mode="json")
    assert [error.message for error in SCHEMA.iter_errors(written)] == []


def test_without_a_declaration_its_agencies_are_those_that_author_a_record():
    file = case(
        record("visit", "2026-01-01", author={"agency": "csc"}),
        record("visit", "2026-01-02", author={"agency": "GP"}),
        record("visit", "2026-01-03", author="Somebody"),
    )
    assert file.covered_agencies == {"social_care", "gp"}


def test_a_declaration_says_whose_own_records_these_are():
    source = {"covers": {"records_from": ["Police"]}}
    file = case(record("visit", "2026-01-01", author={"agency": "gp"}), source=source)
    assert file.covered_agencies == {"police"}


@pytest.mark.parametrize(
    ("records", "has"),
    [
        ([record("visit", "2026-01-01")], False),
        ([record("visit", "2026-01-01", text={"body": ""})], False),
        ([record("visit", "2026-01-01"), record("visit", "2026-01-02", text="Seen.")], True),
        ([record("supervision", "2026-01-01", rationale="Time to step down.")], True),
        ([], False),
    ],
)
def test_a_file_covers_narrative_when_a_record_has_some(records, has):
    assert case(*records).has_narrative is has
