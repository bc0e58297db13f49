"""What each element of the census becomes in a case file."""

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import Coverage, SetAside, Unreadable
from caselint.sources import read
from caselint.sources.cin_census import covers

from .inputs import HEADER, census, child_of, identified, read_bytes

EPISODE = """
<CINdetails>
  <CINreferralDate>2025-06-02</CINreferralDate>
  <PrimaryNeedCode>N1</PrimaryNeedCode>
  <CINclosureDate>2026-02-16</CINclosureDate>
  <ReasonForClosure>RC7</ReasonForClosure>
  <Assessments>
    <AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>
    <AssessmentInternalReviewDate>2025-06-17</AssessmentInternalReviewDate>
    <AssessmentAuthorisationDate>2025-07-24</AssessmentAuthorisationDate>
    <FactorsIdentifiedAtAssessment>
      <AssessmentFactors>3B</AssessmentFactors><AssessmentFactors>4B</AssessmentFactors>
    </FactorsIdentifiedAtAssessment>
  </Assessments>
  <CINPlanDates>
    <CINPlanStartDate>2025-12-15</CINPlanStartDate><CINPlanEndDate>2026-02-13</CINPlanEndDate>
  </CINPlanDates>
  <Section47>
    <S47ActualStartDate>2025-06-04</S47ActualStartDate>
    <InitialCPCtarget>2025-06-25</InitialCPCtarget>
    <DateOfInitialCPC>2025-06-20</DateOfInitialCPC>
    <ICPCnotRequired>false</ICPCnotRequired>
  </Section47>
  <ReferralNFA>false</ReferralNFA>
  <ChildProtectionPlans>
    <CPPstartDate>2025-06-20</CPPstartDate><CPPendDate>2025-12-15</CPPendDate>
    <InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse>
    <LatestCategoryOfAbuse>EMO</LatestCategoryOfAbuse>
    <Reviews><CPPreviewDate>2025-09-12</CPPreviewDate></Reviews>
  </ChildProtectionPlans>
</CINdetails>
"""


def records(case_file):
    """Each record by its id, with what is filled in it."""
    return {
        record.record_id: record.model_dump(exclude_none=True, exclude={"record_id"})
        for record in case_file.records
    }


def details(inside):
    return f"<CINdetails><CINreferralDate>2025-06-02</CINreferralDate>{inside}</CINdetails>"


def test_an_episode_becomes_records():
    assert records(child_of(EPISODE)) == {
        "referral-2025-06-02": {
            "kind": "referral",
            "date": "2025-06-02",
            "received_at": "2025-06-02",
            "reason": "N1 abuse or neglect",
            "decision": "accepted",
        },
        "assessment-2025-06-03": {
            "kind": "assessment",
            "date": "2025-06-03",
            "started_at": "2025-06-03",
            "authorised_at": "2025-07-24",
            "factors": ["3B", "4B"],
            "links": ["referral-2025-06-02"],
        },
        "section47-2025-06-04": {
            "kind": "section47",
            "date": "2025-06-04",
            "started_at": "2025-06-04",
        },
        "conference-initial-2025-06-20": {
            "kind": "conference",
            "date": "2025-06-20",
            "type": "initial",
            "links": ["section47-2025-06-04"],
        },
        "plan-child_in_need-2025-12-15": {
            "kind": "plan",
            "date": "2025-12-15",
            "type": "child_in_need",
            "plan_id": "child_in_need-2025-12-15",
            "started_at": "2025-12-15",
            "ended_at": "2026-02-13",
        },
        "plan-child_protection-2025-06-20": {
            "kind": "plan",
            "date": "2025-06-20",
            "type": "child_protection",
            "plan_id": "child_protection-2025-06-20",
            "started_at": "2025-06-20",
            "ended_at": "2025-12-15",
            "category": "emotional abuse",
        },
        "conference-review-2025-09-12": {
            "kind": "conference",
            "date": "2025-09-12",
            "type": "review",
            "links": ["plan-child_protection-2025-06-20"],
        },
        "closure-2026-02-16": {
            "kind": "closure",
            "date": "2026-02-16",
            "reason": "RC7 services ceased for any other reason",
        },
    }


def test_the_header_gives_authority_and_as_at_date():
    case_file = child_of("")

    assert case_file.authority == "999"
    assert (case_file.source.name, case_file.source.extracted_at) == (
        "cin_census",
        date(2026, 3, 31),
    )


@pytest.mark.parametrize("header", ["", "<Header><Source/></Header>", "<Header/>"])
def test_without_a_reference_date_no_day_is_invented(header):
    supplied, set_aside = read_bytes(census(identified("A"), header=header).encode(), "c.xml")

    assert supplied[0].case_file.source.extracted_at is None
    assert set_aside == []


def test_a_reference_date_that_cannot_be_read_is_set_aside():
    header = HEADER.replace("2026-03-31", "31 March")
    supplied, set_aside = read_bytes(census(identified("A"), header=header).encode(), "c.xml")

    assert supplied[0].case_file.source.extracted_at is None
    assert set_aside == [SetAside("c.xml: Header/ReferenceDate", "not a date")]


def test_the_child():
    case_file = child_of(
        "<PersonBirthDate>2025-12-16</PersonBirthDate>"
        "<ExpectedPersonBirthDate>2025-12-19</ExpectedPersonBirthDate>"
        "<PersonDeathDate>2026-01-02</PersonDeathDate>"
        "<Sex>F</Sex><Ethnicity>WBRI</Ethnicity>"
        "<Disabilities><Disability>HEAR</Disability><Disability>XYZ</Disability></Disabilities>"
    )

    assert case_file.child.model_dump(exclude_none=True) == {
        "child_id": "FX-1",
        "date_of_birth": "2025-12-16",
        "expected_date_of_birth": "2025-12-19",
        "died_on": "2026-01-02",
        "sex": "female",
        "ethnicity": "WBRI",
        "disabilities": ["hearing", "XYZ"],
    }


@pytest.mark.parametrize(
    ("inside", "disabilities"),
    [
        ("", None),
        ("<Disabilities/>", None),
        ("<Disabilities><Disability>NONE</Disability></Disabilities>", []),
    ],
)
def test_no_disability_is_told_apart_from_nothing_said(inside, disabilities):
    assert child_of(inside).child.disabilities == disabilities


@pytest.mark.parametrize(
    ("inside", "sex"),
    [
        ("<Sex>M</Sex>", "male"),
        ("<Sex>2</Sex>", "female"),
        ("<GenderCurrent>1</GenderCurrent>", "male"),
        ("<GenderCurrent>0</GenderCurrent>", "unknown"),
        ("<GenderCurrent>9</GenderCurrent>", "indeterminate"),
        ("<Sex/><GenderCurrent>F</GenderCurrent>", "female"),
        ("", None),
    ],
)
def test_sex_of_this_year_and_of_earlier_ones(inside, sex):
    assert child_of(inside).child.sex == sex


@pytest.mark.parametrize(
    ("flag", "decision"),
    [
        ("0", "accepted"),
        ("false", "accepted"),
        ("False", "accepted"),
        ("1", "no_further_action"),
        ("true", "no_further_action"),
        ("True", "no_further_action"),
        ("", None),
    ],
)
def test_every_spelling_of_a_flag(flag, decision):
    case_file = child_of(details(f"<ReferralNFA>{flag}</ReferralNFA>"))

    assert case_file.records[0].decision == decision


def test_a_flag_that_cannot_be_read_is_set_aside_alone():
    supplied, _ = read_bytes(
        census(identified("A", details("<ReferralNFA>perhaps</ReferralNFA>"))).encode(), "c.xml"
    )
    case_file = supplied[0].case_file

    assert isinstance(case_file.records[0].decision, Unreadable)
    assert case_file.set_aside == (
        SetAside(
            "c.xml: Child[1]/CINdetails[1]/ReferralNFA (line 4)",
            "neither 0, 1, true nor false",
            "A",
        ),
    )


def test_an_enquiry_that_needed_no_conference_says_so():
    case_file = child_of(
        details(
            "<Section47><S47ActualStartDate>2025-06-04</S47ActualStartDate>"
            "<ICPCnotRequired>true</ICPCnotRequired></Section47>"
        )
    )

    assert records(case_file)["section47-2025-06-04"]["outcome"] == "no_conference"


def test_a_target_is_no_event():
    case_file = child_of(
        details(
            "<Section47><S47ActualStartDate>2025-06-04</S47ActualStartDate>"
            "<InitialCPCtarget>2025-06-25</InitialCPCtarget></Section47>"
        )
    )

    assert [record.kind for record in case_file.records] == ["referral", "section47"]


def test_a_conference_named_in_two_places_is_one():
    case_file = child_of(
        details(
            "<DateOfInitialCPC>2025-06-20</DateOfInitialCPC>"
            "<Section47><S47ActualStartDate>2025-06-04</S47ActualStartDate>"
            "<DateOfInitialCPC>2025-06-20</DateOfInitialCPC></Section47>"
        )
    )

    assert [record.links for record in case_file.records if record.kind == "conference"] == [
        ["section47-2025-06-04"]
    ]


def test_a_conference_of_another_day_is_another():
    case_file = child_of(
        details(
            "<DateOfInitialCPC>2025-12-06</DateOfInitialCPC>"
            "<Section47><S47ActualStartDate>2025-06-04</S47ActualStartDate>"
            "<DateOfInitialCPC>2025-06-20</DateOfInitialCPC></Section47>"
        )
    )

    assert {
        record.record_id: record.links
        for record in case_file.records
        if record.kind == "conference"
    } == {
        "conference-initial-2025-12-06": None,
        "conference-initial-2025-06-20": ["section47-2025-06-04"],
    }


def test_elements_that_say_the_same_are_one_record():
    assert records(child_of(EPISODE + EPISODE)) == records(child_of(EPISODE))


def test_several_episodes_of_one_child_are_one_case_file():
    case_file = child_of(
        details("<ReferralNFA>1</ReferralNFA>") + EPISODE.replace("2025-06-02", "2025-11-03")
    )

    assert [record.record_id for record in case_file.records if record.kind == "referral"] == [
        "referral-2025-06-02",
        "referral-2025-11-03",
    ]


def test_empty_elements_are_no_records():
    case_file = child_of(
        details(
            "<Assessments/><Section47> </Section47><CINPlanDates/>"
            "<ChildProtectionPlans><CPPstartDate/></ChildProtectionPlans>"
        )
    )

    assert [record.kind for record in case_file.records] == ["referral"]


def test_an_assessment_without_a_start_is_dated_by_its_authorisation():
    case_file = child_of(
        details(
            "<Assessments><AssessmentAuthorisationDate>2025-07-24</AssessmentAuthorisationDate>"
            "</Assessments>"
        )
    )

    assert records(case_file)["assessment-2025-07-24"]["date"] == "2025-07-24"


def test_a_time_after_a_date_is_left_off():
    case_file = child_of("<PersonBirthDate>2025-12-16T00:00:00Z</PersonBirthDate>")

    assert case_file.child.date_of_birth == date(2025, 12, 16)


def test_a_date_that_cannot_be_is_set_aside_alone_with_its_place():
    data = census(
        identified("A"),
        identified(
            "B",
            details(
                "\n<Assessments><AssessmentActualStartDate>2025-06-03</AssessmentActualStartDate>"
                "</Assessments>\n"
                "<Assessments><AssessmentActualStartDate>2025-02-30</AssessmentActualStartDate>"
                "</Assessments>"
            ),
        ),
    )

    supplied, set_aside = read_bytes(data.encode(), "c.xml")
    case_file = supplied[1].case_file

    assert set_aside == []
    assert len(case_file.records) == 3
    assert [(item.place, item.why) for item in case_file.set_aside] == [
        (
            "c.xml: Child[2]/CINdetails[1]/Assessments[2]/AssessmentActualStartDate (line 7)",
            "not a date",
        )
    ]


@pytest.mark.parametrize(
    "inside",
    [
        "<CINreferralDate>Zoë, 3pm</CINreferralDate>",
        "<CINreferralDate>2025-06-02</CINreferralDate><CINclosureDate>Zoë</CINclosureDate>",
        "<Assessments><AssessmentActualStartDate>Zoë</AssessmentActualStartDate></Assessments>",
        "<DateOfInitialCPC>Zoë</DateOfInitialCPC>",
        "<ChildProtectionPlans><CPPstartDate>Zoë</CPPstartDate></ChildProtectionPlans>",
        "<ReferralNFA>Zoë</ReferralNFA><CINreferralDate>2025-06-02</CINreferralDate>",
    ],
)
def test_nothing_that_is_set_aside_quotes_the_file(inside):
    supplied, _ = read_bytes(
        census(identified("A", f"<CINdetails>{inside}</CINdetails>")).encode(), "c.xml"
    )
    case_file = supplied[0].case_file

    assert case_file.set_aside
    assert "Zoë" not in repr(case_file.set_aside)
    assert not any("Zoë" in record.record_id for record in case_file.records)


def test_a_referral_date_that_cannot_be_is_set_aside_once():
    supplied, _ = read_bytes(
        census(
            identified("A", "<CINdetails><CINreferralDate>soon</CINreferralDate></CINdetails>")
        ).encode(),
        "c.xml",
    )

    assert [item.place for item in supplied[0].case_file.set_aside] == [
        "c.xml: Child[1]/CINdetails[1]/CINreferralDate (line 4)"
    ]


def test_a_record_without_any_date_leaves_a_tombstone():
    supplied, _ = read_bytes(
        census(
            identified("A", details("<Section47><ICPCnotRequired>0</ICPCnotRequired></Section47>"))
        ).encode(),
        "c.xml",
    )
    case_file = supplied[0].case_file

    assert [(item.place, item.why) for item in case_file.set_aside] == [
        ("c.xml: Child[1]/CINdetails[1]/Section47[1] (line 4)", "the record has no date")
    ]
    assert [stone.kind for stone in case_file.tombstones] == ["section47"]


def test_a_child_without_an_identifier_is_set_aside_and_the_next_is_read():
    supplied, set_aside = read_bytes(census("<Sex>F</Sex>", identified("B")).encode(), "c.xml")

    assert [item.place for item in supplied] == ["c.xml: Child[2]"]
    assert set_aside == [SetAside("c.xml: Child[1]", "the child has no LAchildID")]


def test_of_a_broken_file_the_children_before_the_fault_are_read():
    data = census(identified("A"), identified("B"), identified("C")).replace(
        "</Child>\n</Ch", "</X>\n</Ch"
    )

    supplied, set_aside = read_bytes(data.encode(), "c.xml")

    assert [item.case_file.case_id for item in supplied] == ["A", "B"]
    assert set_aside == [SetAside("c.xml", "not well-formed XML (line 6)")]


def test_a_census_without_children_is_set_aside():
    assert read_bytes(census().encode(), "c.xml")[1] == [
        SetAside("c.xml", "a Children in Need census without any Child")
    ]


def test_other_roots_namespaces_and_stray_text_change_nothing():
    plain = census(identified("A", EPISODE))
    odd = census(
        identified("A", EPISODE.replace("</CINreferralDate>", "</CINreferralDate>stray")),
        root="CensusReturn",
    ).replace("<CensusReturn>", '<CensusReturn xmlns="urn:example">')

    one, other = (read_bytes(data.encode(), "c.xml")[0][0] for data in (plain, odd))

    assert one == other


@given(st.randoms(use_true_random=False))
def test_the_order_of_elements_changes_nothing(shuffled: random.Random):
    pieces = [
        details("<ReferralNFA>0</ReferralNFA>"),
        details("<ReferralNFA>1</ReferralNFA>"),
        details(
            "<ChildProtectionPlans><CPPstartDate>2025-07-01</CPPstartDate>"
            "<CPPendDate>2025-08-01</CPPendDate></ChildProtectionPlans>"
        ),
        EPISODE,
    ]
    before = records(child_of("".join(pieces)))
    shuffled.shuffle(pieces)

    assert records(child_of("".join(pieces))) == before


def test_all_children_of_a_file_share_one_coverage():
    supplied, _ = read_bytes(census(identified("A"), identified("B")).encode(), "c.xml")

    one, other = (item.case_file.source.covers for item in supplied)
    assert one is other


def test_coverage_says_what_the_census_can_and_cannot_tell():
    coverage = Coverage(covers(date(2026, 3, 31)))

    assert coverage.records_from == {"social_care"}
    assert coverage.field("assessment", "authorised_at")
    assert not coverage.field("assessment", "child_seen")
    assert coverage.type("conference", "review")
    assert not coverage.type("plan", "looked_after")
    assert not coverage.field("referral", "text")
    assert coverage.field("child", "died_on")
    assert not coverage.field("child", "school")
    for kind in ("supervision", "visit", "core_group", "case_note", "strategy_discussion"):
        assert not coverage.kind(kind)


@pytest.mark.parametrize("kind", ["referral", "assessment", "section47", "conference", "plan"])
def test_every_field_that_is_filled_is_covered(kind):
    coverage = Coverage(covers(date(2026, 3, 31)))

    filled = {
        field
        for record in child_of(EPISODE).records
        if record.kind == kind
        for field in record.model_dump(exclude_none=True)
    }
    assert filled
    assert all(coverage.field(kind, field) for field in filled)


@pytest.mark.parametrize(
    ("reference_day", "first_day"),
    [
        (date(2026, 3, 31), date(2025, 4, 1)),
        (date(2025, 9, 30), date(2025, 4, 1)),
        (date(2025, 4, 1), date(2025, 4, 1)),
        (None, None),
    ],
)
def test_coverage_begins_with_the_census_year_except_for_referrals(reference_day, first_day):
    coverage = Coverage(covers(reference_day))

    assert coverage.window("conference") == (first_day, reference_day)
    assert coverage.window("referral") == (None, reference_day)


def test_a_kind_that_a_child_has_from_before_the_year_is_not_cut_off(tmp_path):
    def child(name: str, started: str) -> str:
        return (
            f"<Child><ChildIdentifiers><LAchildID>{name}</LAchildID></ChildIdentifiers><CINdetails>"
            "<CINreferralDate>2025-01-06</CINreferralDate><Assessments>"
            f"<AssessmentActualStartDate>{started}</AssessmentActualStartDate></Assessments>"
            "</CINdetails></Child>"
        )

    file = tmp_path / "census.xml"
    file.write_text(
        "<Message><Header><ReferenceDate>2026-03-31</ReferenceDate></Header><Children>"
        + child("EARLIER", "2025-01-08")
        + child("WITHIN", "2025-04-02")
        + "</Children></Message>"
    )
    windows = {
        supplied.case_file.case_id: supplied.case_file.source.covers.kinds["assessment"].from_
        for supplied in read([file])
    }
    assert windows == {"EARLIER": None, "WITHIN": date(2025, 4, 1)}
