"""What a case file looks like from afar: records and periods, no narrative, and a digest."""

from datetime import date

from caselint.casefile import Outline, OutlinedPeriod, OutlinedRecord, Timeline
from caselint.casefile.names import KnownName, names_in
from caselint.casefile.outline import content_digest, outline_of

from .making import case

AS_AT = date(2026, 6, 30)


def outlined(*records) -> Outline:
    return outline_of(Timeline(case(*records), AS_AT))


def test_records_stand_in_order_of_time_with_their_agency():
    visit = {
        "record_id": "v1",
        "kind": "visit",
        "type": "statutory",
        "date": "2026-03-02T16:00",
        "author": {"name": "Dawn Hill", "agency": "school"},
        "text": {"body": "Seen at home."},
    }
    note = {"record_id": "n1", "kind": "case_note", "date": "2026-02-01"}
    assert outlined(visit, note).records == (
        OutlinedRecord("n1", "case_note", "", date(2026, 2, 1), ""),
        OutlinedRecord("v1", "visit", "statutory", date(2026, 3, 2), "school"),
    )


def test_a_record_whose_date_cannot_be_read_is_there_without_a_day():
    (record,) = outlined({"record_id": "n1", "kind": "case_note", "date": "2026-02-31"}).records
    assert record.day is None


def test_an_appointment_that_was_attended_names_nobody():
    seen = {"record_id": "a", "kind": "appointment", "date": "2026-02-01", "attended": "yes"}
    (record,) = outlined(seen).records
    assert record.agency == ""


def test_periods_have_their_days_and_say_which_are_known():
    plan = {"kind": "plan", "plan_id": "P", "type": "child_protection", "started_at": "2026-01-05"}
    assert OutlinedPeriod("plan_open", "child_protection", date(2026, 1, 5)) in (
        outlined(plan).periods
    )


def test_no_narrative_and_no_name_is_in_it():
    note = {
        "kind": "case_note",
        "date": "2026-02-01",
        "text": {"body": "Mia said"},
        "author": {"name": "Dawn Hill"},
    }
    said = repr(outlined(note))
    assert "Mia" not in said
    assert "Dawn" not in said


def test_the_digest_is_of_what_the_file_says_and_not_of_where_it_came_from():
    note = {"record_id": "n", "kind": "case_note", "date": "2026-02-01", "text": {"body": "Seen."}}
    one, other = case(note), case(note)
    other.source.name = "another"
    assert content_digest(one) == content_digest(other)
    assert content_digest(one) != content_digest(case({**note, "text": {"body": "Heard."}}))


def test_half_a_surrogate_pair_has_a_digest_as_well():
    assert content_digest(
        case({"kind": "case_note", "date": "2026-02-01", "text": {"body": "\ud83d"}})
    )


def test_names_are_those_that_stand_in_fields_for_them():
    note = {
        "kind": "core_group",
        "date": "2026-02-01",
        "author": {"name": "Dawn Hill", "agency": "social_care"},
        "attended": ["health visitor", {"name": "Jo Brown", "role": "aunt"}],
    }
    assert KnownName("Dawn Hill", "worker") in names_in(case(note))
    assert KnownName("Jo Brown", "person") in names_in(case(note))
    assert "health visitor" not in {one.name for one in names_in(case(note))}
