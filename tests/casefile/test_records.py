"""Every kind of record and its fields, as the contract lists them."""

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from caselint.casefile.parts import Action, Author, Contribution, Goal, Member, Minutes
from caselint.casefile.records import (
    LEGAL_STATUS,
    LOOKED_AFTER_STATUS,
    RECORD_KINDS,
    event_moment,
)
from caselint.casefile.values import Unreadable

from .making import read

EVERY = "record_id kind date recorded_at author text links"
MEETING = (
    "chair invited attended apologies child_invited child_attended child_views_by parents_invited "
    "parents_attended contributions actions minutes quorate"
)
FRONT_DOOR = (
    "from_agency to_agency received_at reason decision decided_at threshold feedback_at consent "
    "fields_missing"
)
OVERSIGHT = "type supervisor agency decision rationale actions"
INFORMATION = "from_agency to_agency basis decision replied_at"
MOVING = "from_area to_area placement_type started_at ended_at host_notified_at host_notified"
SPELL = "status started_at ended_at notified_at"

FIELDS = {
    "contact": FRONT_DOOR,
    "referral": FRONT_DOOR,
    "early_help": "started_at ended_at lead outcome",
    "assessment": ("type started_at completed_at authorised_at child_seen factors covers outcome"),
    "strategy_discussion": f"{MEETING} type decided_at outcome section47",
    "section47": "started_at completed_at outcome child_seen child_seen_alone",
    "conference": f"{MEETING} type outcome",
    "core_group": f"{MEETING} type",
    "meeting": f"{MEETING} type",
    "plan": (
        "plan_id version type started_at ended_at category visit_frequency members goals actions "
        "child_view contingency"
    ),
    "plan_review": "plan_id actions next_review_due",
    "visit": (
        "type successful child_seen child_seen_alone reason_not_alone bedroom_seen announced "
        "location present"
    ),
    "case_note": "type title tool with actions",
    "communication": "from_agency to_agency direction method with",
    "supervision": OVERSIGHT,
    "management_decision": OVERSIGHT,
    "screening": "tool level score review_due",
    "missing_episode": "started_at ended_at reported_to",
    "return_interview": "episode_id offered accepted held_at interviewer independent",
    "escalation": "dispute_id stage raised_by raised_with agency issue resolved_at outcome",
    "information_share": INFORMATION,
    "information_request": INFORMATION,
    "consent": "given_by scope given overridden_because",
    "file_transfer": "what from_agency to_agency sent_at received_at",
    "education_change": "type from_school to_school left_at started_at",
    "placement": MOVING,
    "move": MOVING,
    "allocation": "worker role team started_at ended_at handover",
    "legal_status": SPELL,
    "involvement": f"{SPELL} agency",
    "appointment": "service for attended",
    "advocacy": "offered accepted advocate",
    "disruption": "type target outcome",
    "document": "type updated_at last_entry_at",
    "significant_event": "event_type action_taken",
    "closure": "reason decided_by child_informed partners_informed summary",
}

BESIDE = {
    "contact": "decision_text from_organisation to_organisation",
    "referral": "decision_text from_organisation to_organisation",
    "assessment": "outcome_text",
    "strategy_discussion": "outcome_text",
    "section47": "outcome_text",
    "conference": "outcome_text",
    "meeting": "outcome",
    "communication": "from_organisation to_organisation",
    "supervision": "organisation",
    "management_decision": "organisation",
    "missing_episode": "organisation",
    "escalation": "outcome_text organisation",
    "information_share": "from_organisation to_organisation",
    "information_request": "from_organisation to_organisation",
    "file_transfer": "from_organisation to_organisation",
    "legal_status": "status_text",
    "involvement": "organisation",
}
"""The texts beside codes, and the organisations beside agencies."""


def names(model):
    return {field.alias or name for name, field in model.model_fields.items()}


def test_the_kinds_are_those_of_the_contract():
    assert set(RECORD_KINDS) == set(FIELDS)


@pytest.mark.parametrize("kind", FIELDS)
def test_a_kind_has_the_fields_of_the_contract_and_no_other(kind):
    expected = f"{EVERY} {FIELDS[kind]} {BESIDE.get(kind, '')}".split()
    assert names(RECORD_KINDS[kind]) == set(expected)


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        (Author, "name role agency organisation"),
        (Contribution, "agency organisation view"),
        (Minutes, "sent_at sent_to"),
        (Goal, "goal_id outcome baseline measure due owner"),
        (Member, "agency organisation role name person_id from to"),
        (
            Action,
            "action_id text owner agency organisation target due status completed_at impact "
            "outcome_met next_step recurring",
        ),
    ],
)
def test_a_part_has_the_fields_of_the_contract(part, fields):
    assert names(part) == set(fields.split())


FLAGS = {
    "contact": "consent",
    "referral": "consent",
    "assessment": "child_seen",
    "strategy_discussion": (
        "child_invited child_attended parents_invited parents_attended quorate section47"
    ),
    "section47": "child_seen child_seen_alone",
    "conference": "child_invited child_attended parents_invited parents_attended quorate",
    "visit": "successful child_seen child_seen_alone bedroom_seen announced",
    "return_interview": "offered accepted independent",
    "consent": "given",
    "allocation": "handover",
    "appointment": "attended",
    "advocacy": "offered accepted",
    "closure": "child_informed",
}


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind, fields in FLAGS.items() for field in fields.split()]
)
def test_a_yes_or_no_field_is_a_flag(kind, field):
    assert getattr(read(kind, **{field: False}), field) == "no"


MOMENTS = [
    (kind, field)
    for kind in FIELDS
    for field in sorted(names(RECORD_KINDS[kind]))
    if field.endswith("_at") or field in ("date", "review_due", "next_review_due")
]


@pytest.mark.parametrize(("kind", "field"), MOMENTS)
def test_a_field_that_says_when_is_a_moment(kind, field):
    assert getattr(read(kind, **{field: "2026-01-31"}), field) == date(2026, 1, 31)


CODES = {
    ("contact", "decision"): "accepted early_help redirected information_only no_further_action",
    ("referral", "decision"): "accepted early_help redirected information_only no_further_action",
    ("referral", "threshold"): "early_help s17 s47 none",
    ("assessment", "type"): "child_and_family pre_birth parenting risk early_help",
    ("assessment", "outcome"): "s47 child_in_need early_help no_further_action",
    ("strategy_discussion", "outcome"): "s47 no_s47",
    ("section47", "outcome"): "conference no_conference",
    ("conference", "type"): "initial review transfer_in pre_birth",
    ("conference", "outcome"): "plan_made plan_continued plan_ended no_plan",
    ("meeting", "type"): (
        "map mace network family_group child_in_need professionals discharge looked_after_review"
    ),
    ("plan", "type"): (
        "child_protection child_in_need looked_after early_help pathway safety exploitation"
    ),
    ("visit", "type"): "statutory child_protection child_in_need looked_after other",
    ("case_note", "type"): "telephone email direct_work agency_update management other",
    ("communication", "direction"): "in out two_way",
    ("supervision", "type"): "case reflective group",
    ("escalation", "outcome"): "agreed not_agreed",
    ("education_change", "type"): "school_move exclusion missing_education absence",
    ("legal_status", "status"): "C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3",
    ("appointment", "for"): "child adult",
    ("document", "type"): "chronology genogram case_summary previous_history safety_plan",
}


@pytest.mark.parametrize(
    ("kind", "field", "code"),
    [(kind, field, code) for (kind, field), codes in CODES.items() for code in codes.split()],
)
def test_a_code_is_taken_as_it_stands(kind, field, code):
    assert read(kind, **{field: code}).model_dump(by_alias=True)[field] == code


WORDED = [
    ("contact", "decision"),
    ("referral", "decision"),
    ("assessment", "outcome"),
    ("strategy_discussion", "outcome"),
    ("section47", "outcome"),
    ("conference", "outcome"),
    ("escalation", "outcome"),
    ("legal_status", "status"),
]


@pytest.mark.parametrize(("kind", "field"), WORDED)
def test_other_text_given_as_a_code_moves_beside_it(kind, field):
    record = read(kind, **{field: "Agreed to think again"})
    assert getattr(record, field) == "unknown"
    assert getattr(record, f"{field}_text") == "Agreed to think again"


@pytest.mark.parametrize(("kind", "field"), WORDED)
def test_a_blank_code_stays_blank_beside_its_text(kind, field):
    record = read(kind, **{field: "", f"{field}_text": "see notes"})
    assert (getattr(record, field), getattr(record, f"{field}_text")) == (None, "see notes")


def test_text_given_as_a_code_does_not_drive_out_the_text_beside_it():
    record = read("conference", outcome="Split decision", outcome_text="Police dissented")
    assert record.outcome_text == "Split decision\nPolice dissented"


def test_text_beside_a_code_leaves_the_code():
    record = read("section47", outcome="Conference", outcome_text="Risk substantiated")
    assert (record.outcome, record.outcome_text) == ("conference", "Risk substantiated")


@pytest.mark.parametrize("kind", ["supervision", "management_decision", "information_request"])
def test_elsewhere_a_decision_is_a_sentence(kind):
    assert read(kind, decision="Accepted, with regret").decision == "Accepted, with regret"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("section 20", "V2"),
        ("Section 20", "V2"),
        ("s20", "V2"),
        ("v2", "V2"),
        ("V2 - Section 20", "V2"),
        ("Interim Care Order", "C1"),
        ("Full care order", "C2"),
        ("care order", "C2"),
        ("C2 – full care order".replace("–", "-"), "C2"),
        ("Placement order", "E1"),
        ("Police protection", "L1"),
        ("Emergency protection order", "L2"),
        ("respite", "V4"),
    ],
)
def test_a_legal_status_goes_by_its_usual_names(given, code):
    assert read("legal_status", status=given).status == code


def test_every_legal_status_but_short_breaks_means_looked_after():
    assert set(LEGAL_STATUS) - LOOKED_AFTER_STATUS == {"V3", "V4"}


@pytest.mark.parametrize(
    ("given", "sections"),
    [
        ("Seen at home.", {"body": "Seen at home."}),
        ({"analysis": "Calmer."}, {"analysis": "Calmer."}),
        ({"analysis": None, "risk": "Low."}, {"risk": "Low."}),
        ("", None),
        (None, None),
        ({}, {}),
        ("Line one\r\nline two", {"body": "Line one\r\nline two"}),
    ],
)
def test_text_is_narrative_by_section_and_plain_text_is_the_body(given, sections):
    assert read("visit", text=given).text == sections


def test_a_plain_author_is_a_name():
    assert read("visit", author="A worker").author.name == "A worker"


def test_a_number_will_do_for_an_id():
    assert read("visit", record_id=41).record_id == "41"


def test_a_plan_version_may_be_a_number_or_a_text():
    assert read("plan", version=2).version == 2
    assert read("plan", version="2b").version == "2b"


def test_an_unknown_field_is_a_fault():
    with pytest.raises(ValidationError, match="extra_forbidden"):
        read("visit", child_sen="yes")


def test_a_record_without_kind_is_a_fault():
    with pytest.raises(ValidationError, match="missing"):
        RECORD_KINDS["visit"].model_validate({"date": "2026-01-01"})


@pytest.mark.parametrize(
    ("fields", "moment"),
    [
        ({"date": "2026-01-05"}, date(2026, 1, 5)),
        ({"started_at": "2026-01-01"}, date(2026, 1, 1)),
        ({"date": "2026-01-05", "started_at": "2026-01-01"}, date(2026, 1, 5)),
        ({}, None),
        ({"date": Unreadable("not a date"), "started_at": "2026-01-01"}, Unreadable("not a date")),
    ],
)
def test_a_record_happened_on_its_date_or_when_it_started(fields, moment):
    assert event_moment(read("section47", **fields)) == moment


def test_a_kind_without_a_start_has_no_other_date():
    assert event_moment(read("visit")) is None


def test_a_missing_episode_keeps_its_times():
    episode = read("missing_episode", started_at="2026-01-01T22:00", ended_at="2026-01-02T03:15")
    assert isinstance(event_moment(episode), datetime)
