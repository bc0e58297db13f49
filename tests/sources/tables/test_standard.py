"""The tables of the Standard Safeguarding Dataset, with the ways that systems fill them."""

from datetime import date, datetime

import pytest

from caselint.casefile.values import LONDON
from caselint.sources.tables.standard import STANDARD

from .conftest import told

PERSON = """
    pers_person_id,pers_forename,pers_surname,pers_sex,pers_dob
    K1,Nell,Archer,F,2016-05-14
"""


def records(case_file, kind):
    return [record for record in case_file.records if record.kind == kind]


def the(case_file, kind):
    (only,) = records(case_file, kind)
    return only


def test_a_person_is_a_child(child_in):
    child = child_in(
        ssd_person="""
        pers_person_id,pers_forename,pers_surname,pers_sex,pers_ethnicity,pers_dob,pers_expected_dob,pers_death_date,pers_legacy_id
        K1,Nell,Archer,F,WBRI,14/05/2016,NULL,,OLD-9
        """,
        ssd_disability="""
        disa_table_id,disa_person_id,disa_disability_code
        1,K1,LD
        2,K1,HEAR
        """,
        ssd_immigration_status="""
        immi_person_id,immi_immigration_status,immi_immigration_status_start_date
        K1,Seeking asylum,2024-01-01
        K1,Refugee,2025-02-01
        """,
    )
    assert child.case_id == "K1"
    assert child.previous_case_ids == ["OLD-9"]
    assert child.child.model_dump(mode="json", exclude_none=True) == {
        "child_id": "K1",
        "name": "Nell Archer",
        "date_of_birth": "2016-05-14",
        "sex": "female",
        "ethnicity": "WBRI",
        "disabilities": ["learning", "hearing"],
        "immigration_status": "Refugee",
    }


@pytest.mark.parametrize("name", ["ssd_cp_visits", "cp_visits", "SSD_CP_VISITS", "CP Visits"])
@pytest.mark.parametrize("prefix", ["cppv_", "", "CPPV_"])
def test_names_are_read_with_and_without_prefix_in_any_capitals(child_in, name, prefix):
    case_file = child_in(
        person=PERSON,
        **{name: f"{prefix}person_id,{prefix}cp_visit_id,{prefix}cp_visit_date\nK1,V1,2026-01-05"},
    )
    visit = the(case_file, "visit")
    assert (visit.record_id, visit.date, visit.type) == (
        "visit-V1",
        date(2026, 1, 5),
        "child_protection",
    )


def test_a_referral_with_its_closure_team_and_outcome(child_in):
    case_file = child_in(
        person=PERSON,
        cin_episodes="""
        cine_referral_id,cine_person_id,cine_referral_date,cine_cin_primary_need_code,cine_referral_source_code,cine_referral_outcome_json,cine_close_reason,cine_close_date,cine_referral_team
        R1,K1,2025-10-20,N1,2A,"{""OUTCOME_SINGLE_ASSESSMENT_FLAG"": ""Y""}",RC8,2025-12-01,Duty
        R2,K1,2026-01-10,N5,1A,"{""OUTCOME_NFA_FLAG"": ""Y""}",,,North
        """,
    )
    first, second = records(case_file, "referral")
    assert (first.decision, first.from_agency, first.reason) == (
        "accepted",
        "school",
        "N1 abuse or neglect",
    )
    assert (second.decision, second.from_agency) == ("no_further_action", None)
    closure = the(case_file, "closure")
    assert (closure.date, closure.links) == (date(2025, 12, 1), ["cine-R1"])
    assert case_file.team == "North"


@pytest.mark.parametrize(
    ("cell", "outcome"),
    [
        ('{"OUTCOME_CP_CONFERENCE_FLAG":"Y","OUTCOME_NFA_FLAG":"N"}', "conference"),
        ('{"OUTCOME_NFA_FLAG":true}', "no_conference"),
        ('["Initial CP Conference"]', "conference"),
        ("No further action", "no_conference"),
        ('{"OUTCOME_NFA_FLAG":"N"}', None),
        ("{broken", None),
        ("", None),
    ],
)
def test_the_outcome_of_an_enquiry_is_read_tolerantly(child_in, cell, outcome):
    quoted = '"' + cell.replace('"', '""') + '"'
    case_file = child_in(
        person=PERSON,
        s47_enquiry="s47e_s47_enquiry_id,s47e_person_id,s47e_s47_start_date,s47e_s47_outcome_json\n"
        f"S1,K1,2026-01-05,{quoted}",
    )
    assert the(case_file, "section47").outcome == outcome


def test_factors_find_their_assessment_without_naming_the_child(child_in):
    case_file = child_in(
        person=PERSON,
        cin_assessments="""
        cina_assessment_id,cina_person_id,cina_assessment_start_date,cina_assessment_auth_date
        A1,K1,2026-01-05,2026-02-01
        A2,K1,2026-03-05,
        """,
        assessment_factors="""
        cinf_table_id,cinf_assessment_id,cinf_assessment_factors_json
        1,A1,"{""1B"": ""Yes"", ""2A"": ""No"", ""3A"": ""Y""}"
        """,
    )
    first, second = records(case_file, "assessment")
    assert first.factors == ["1B", "3A"]
    assert second.factors == []
    assert (first.date, first.authorised_at) == (date(2026, 1, 5), date(2026, 2, 1))


def test_conferences_not_yet_held_are_not_on_file(child_in):
    case_file = child_in(
        person=PERSON,
        initial_cp_conference="""
        icpc_icpc_id,icpc_person_id,icpc_icpc_transfer_in,icpc_icpc_target_date,icpc_icpc_date,icpc_icpc_outcome_cp_flag
        I1,K1,N,2026-01-20,2026-01-19,Y
        I2,K1,Y,2026-03-20,2026-03-19,N
        I3,K1,N,2026-04-20,,
        """,
        cp_reviews="""
        cppr_cp_review_id,cppr_person_id,cppr_cp_review_date,cppr_cp_review_due,cppr_cp_review_outcome_continue_cp,cppr_cp_review_quorate,cppr_cp_review_participation
        V1,K1,2026-04-10,2026-04-15,Y,Y,PN5
        V2,K1,,2026-10-10,,,
        """,
    )
    found = [(each.type, each.outcome, each.date.day) for each in records(case_file, "conference")]
    assert sorted(found) == [
        ("initial", "plan_made", 19),
        ("review", "plan_continued", 10),
        ("transfer_in", "no_plan", 19),
    ]
    review = next(each for each in records(case_file, "conference") if each.type == "review")
    assert (review.quorate, review.child_attended, review.child_views_by) == (
        "yes",
        "no",
        "an advocate",
    )


def test_a_plan_of_another_authority_is_not_judged_and_leaves_a_mark(child_in):
    case_file = child_in(
        person=PERSON,
        cp_plans="""
        cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date,cppl_cp_plan_ola,cppl_cp_plan_latest_category
        P1,K1,01-Dec-2025,N,NEG
        P2,K1,01-Jan-2026,Y,EMO
        """,
    )
    plan = the(case_file, "plan")
    assert (plan.plan_id, plan.type, plan.category) == ("cppl-P1", "child_protection", "neglect")
    (mark,) = case_file.tombstones
    assert (mark.kind, mark.moment) == ("plan", date(2026, 1, 1))


def test_a_visit_that_stands_in_several_tables_is_one_visit(child_in):
    case_file = child_in(
        person=PERSON,
        cin_visits="""
        cinv_person_id,cinv_cin_visit_id,cinv_cin_visit_date,cinv_cin_visit_seen,cinv_cin_visit_bedroom
        K1,7,2026-01-05,Y,Y
        K1,8,2026-01-15,Y,Y
        """,
        cp_visits="""
        cppv_person_id,cppv_cp_visit_id,cppv_cp_visit_date,cppv_cp_visit_seen,cppv_cp_visit_seen_alone
        K1,7,2026-01-05,Y,Y
        """,
        cla_visits="""
        clav_person_id,clav_cla_visit_id,clav_cla_visit_date,clav_cla_visit_seen
        K1,7,2026-01-05,N
        """,
    )
    merged, other = sorted(records(case_file, "visit"), key=lambda each: each.date)
    assert (merged.type, merged.bedroom_seen, merged.child_seen_alone) == (
        "child_protection",
        "yes",
        "yes",
    )
    assert merged.child_seen == "unknown"
    assert other.type == "child_in_need"


def test_a_visit_without_the_child_finds_the_child_through_the_plan(tables):
    supplied, set_aside = tables(
        person=PERSON,
        cp_plans="cppl_cp_plan_id,cppl_person_id,cppl_cp_plan_start_date\nP1,K1,2025-12-01",
        cp_visits="""
        cppv_cp_visit_id,cppv_cp_plan_id,cppv_cp_visit_date
        V1,P1,2026-01-05
        V2,P9,2026-01-06
        """,
    )
    visit = the(supplied[0].case_file, "visit")
    assert (visit.record_id, visit.links) == ("visit-V1", ["cppl-P1"])
    assert told(set_aside) == [
        (
            "export/cp_visits.csv:3",
            "the row that says whose it is does not stand in its table",
        )
    ]


ALONE = """
    cppv_person_id,cppv_cp_visit_id,cppv_cp_visit_date,cppv_cp_visit_seen_alone
    K1,V1,2026-01-05,Y
    K1,V2,2026-01-06,N
"""


@pytest.mark.parametrize(
    ("system", "third", "meant"),
    [
        ("", "", "unknown"),
        ("", "K1,V3,2026-01-07,Not appropriate", "no"),
        ("", "K1,V3,2026-01-07,", "no"),
        ("eclipse", "K1,V3,2026-01-07,", "unknown"),
        ("mosaic", "", "no"),
        ("Liquidlogic", "", "no"),
        ("some other", "", "unknown"),
    ],
)
def test_n_says_that_the_child_was_not_alone_only_where_the_system_can_say_so(
    child_in, system, third, meant
):
    case_file = child_in(
        export=f"extracted_at,system\n2026-03-31,{system}",
        person=PERSON,
        cp_visits=f"{ALONE.rstrip()}\n{third}".rstrip(),
    )
    found = {each.record_id: each.child_seen_alone for each in records(case_file, "visit")}
    assert found["visit-V1"] == "yes"
    assert found["visit-V2"] == meant


def test_a_missing_episode_with_the_offer_of_an_interview(child_in):
    case_file = child_in(
        person=PERSON,
        missing="""
        miss_table_id,miss_person_id,miss_missing_episode_start_date,miss_missing_episode_end_date,miss_missing_rhi_offered,miss_missing_rhi_accepted
        1,K1,2026-01-05 22:10,2026-01-06 08:00,Y,N
        2,K1,2026-02-05,,,
        """,
    )
    first, second = records(case_file, "missing_episode")
    assert first.ended_at == datetime(2026, 1, 6, 8, tzinfo=LONDON)
    interview = the(case_file, "return_interview")
    assert (interview.episode_id, interview.offered, interview.accepted) == (
        first.record_id,
        "yes",
        "no",
    )
    covered = case_file.source.covers.kinds["return_interview"].fields
    assert "held_at" not in covered
    assert "date" not in covered
    assert second.ended_at is None


def test_an_involvement_is_an_allocation_by_id_and_role_never_by_name(child_in):
    case_file = child_in(
        person=PERSON,
        involvements="""
        invo_involvements_id,invo_professional_id,invo_professional_role_id,invo_professional_team,invo_involvement_start_date,invo_involvement_end_date,invo_person_id
        L1,W7,,North,2025-10-21,,K1
        L2,W8,Family support worker,Duty,2025-09-21,2025-10-20,K1
        """,
        professionals="""
        prof_professional_id,prof_professional_name,prof_professional_job_title
        W7,Somebody Made Up,Social worker
        """,
    )
    found = {each.worker: (each.role, each.team) for each in records(case_file, "allocation")}
    assert found == {"W7": ("Social worker", "North"), "W8": ("Family support worker", "Duty")}
    assert case_file.team == "North"
    assert "Made Up" not in case_file.model_dump_json()


def test_brothers_sisters_and_mothers_are_people_on_the_file(tables):
    supplied, set_aside = tables(
        person="person_id,dob\nK1,2016-05-14\nK2,2018-05-14\nK3,2001-05-14",
        family="fami_family_id,fami_person_id\nF1,K1\nF1,K2\nF2,K3",
        mother="moth_person_id,moth_childs_person_id\nK3,K1",
    )
    assert set_aside == []
    people = {
        item.case_file.case_id: {
            each.child_case_id: each.relationship for each in item.case_file.people or ()
        }
        for item in supplied
    }
    assert people == {"K1": {"K2": None, "K3": "mother"}, "K2": {"K1": None}, "K3": {}}


def test_looked_after_tables(child_in):
    case_file = child_in(
        person=PERSON,
        cla_episodes="""
        clae_cla_episode_id,clae_cla_id,clae_person_id,clae_cla_episode_start_date,clae_cla_episode_ceased_date
        E1,C1,K1,2025-12-01,
        """,
        legal_status="""
        lega_legal_status_id,lega_person_id,lega_legal_status,lega_legal_status_start_date
        G1,K1,V2,2025-12-01
        """,
        cla_reviews="""
        clar_cla_review_id,clar_cla_id,clar_cla_review_date,clar_cla_review_cancelled,clar_cla_review_participation
        W1,C1,2025-12-20,N,PN1
        W2,C1,2026-03-20,Y,
        """,
    )
    assert the(case_file, "placement").started_at == date(2025, 12, 1)
    assert the(case_file, "legal_status").status == "V2"
    assert the(case_file, "meeting").type == "looked_after_review"


def test_every_table_is_read_with_its_header_alone(tables):
    files = {
        f"ssd_{table.name}": ",".join(
            f"{table.prefix}{column}" for column in sorted(table.columns() | set(table.unused))
        )
        for table in STANDARD
    }
    files["ssd_person"] += "\n" + ",".join(
        "K1" if column == "person_id" else ""
        for column in sorted(STANDARD[0].columns() | set(STANDARD[0].unused))
    )
    supplied, set_aside = tables(**files)
    assert set_aside == []
    assert supplied[0].case_file.records == []
    kinds = supplied[0].case_file.source.covers.kinds
    assert {"visit", "plan", "conference", "allocation", "missing_episode"} <= kinds.keys()
    assert sorted(kinds["visit"].types) == ["child_in_need", "child_protection", "looked_after"]
