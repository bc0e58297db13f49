"""Spans of time in which a duty can hold."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import Period, periods_named
from caselint.casefile.periods import join

from .making import AS_AT, covering, record, timeline

CP = "child_protection"
CIN = "child_in_need"


def plan(plan_id, start, end=None, type_=CP, **fields):
    return record(
        "plan", plan_id=plan_id, started_at=start, ended_at=end, type=type_,
        record_id=fields.pop("record_id", f"{plan_id}-{fields.get('version', 1)}"), **fields,
    )  # fmt: skip


def found(name, *records, types=(), **more):
    return periods_named(timeline(*records, **more), name, types)


def spans(name, *records, types=(), **more):
    return [
        (str(period.start), period.end and str(period.end))
        for period in found(name, *records, types=types, **more).periods
    ]


# Plans


def test_a_plan_is_open_from_its_start_to_its_end():
    assert spans("plan_open", plan("P", "2026-01-05", "2026-03-01")) == [
        ("2026-01-05", "2026-03-01")
    ]


def test_a_plan_without_an_end_is_open():
    assert spans("plan_open", plan("P", "2026-01-05")) == [("2026-01-05", None)]


def test_a_plan_that_ends_after_the_as_at_date_is_open():
    assert spans("plan_open", plan("P", "2026-01-05", "2026-09-01")) == [("2026-01-05", None)]


def test_an_open_period_runs_to_the_as_at_date():
    (period,) = found("plan_open", plan("P", "2026-01-05")).periods
    assert period.last_day(AS_AT) == AS_AT


def test_records_that_share_a_plan_id_are_one_period():
    assert spans(
        "plan_open",
        plan("P", "2026-01-05", version=1, date="2026-01-05"),
        plan("P", "2026-01-05", "2026-05-01", version=2, date="2026-03-05"),
    ) == [("2026-01-05", "2026-05-01")]


def test_a_plan_begins_with_the_earliest_start_of_its_versions():
    assert spans(
        "plan_open",
        plan("P", "2026-01-05", version=1, date="2026-01-05"),
        plan("P", "2026-03-05", version=2, date="2026-03-05"),
    ) == [("2026-01-05", None)]


def test_a_plan_without_a_start_begins_on_the_day_it_was_made():
    assert spans("plan_open", plan("P", None, date="2026-01-09")) == [("2026-01-09", None)]


@pytest.mark.parametrize(
    ("day", "version"), [("2026-01-05", 1), ("2026-03-04", 1), ("2026-03-05", 2), ("2026-06-01", 2)]
)
def test_the_latest_version_on_a_day_is_in_force(day, version):
    (period,) = found(
        "plan_open",
        plan("P", "2026-01-05", version=1, date="2026-01-05"),
        plan("P", "2026-01-05", version=2, date="2026-03-05"),
    ).periods
    assert period.version_on(date.fromisoformat(day)).version == version


def test_before_its_first_version_was_written_a_plan_reads_as_that_version():
    (period,) = found("plan_open", plan("P", "2026-01-05", date="2026-01-20")).periods
    assert period.version_on(date(2026, 1, 6)).version is None


def test_of_versions_made_on_one_day_the_highest_is_in_force():
    versions = [plan("P", "2026-01-05", version=number, date="2026-01-05") for number in (9, 10)]
    (period,) = found("plan_open", *versions).periods
    assert period.version_on(date(2026, 1, 6)).version == 10


def test_only_plans_of_the_type_asked_for_are_found():
    records = (plan("P", "2026-01-05", type_=CP), plan("Q", "2026-02-05", type_=CIN))
    assert spans("plan_open", *records, types=[CIN]) == [("2026-02-05", None)]


@pytest.mark.parametrize("second", ["2026-02-15", "2026-03-01", "2026-03-02"])
def test_plans_that_touch_or_overlap_are_joined(second):
    records = (plan("P", "2026-01-05", "2026-03-01"), plan("Q", second, "2026-05-01"))
    assert spans("plan_open", *records) == [("2026-01-05", "2026-05-01")]


def test_plans_with_a_day_between_them_are_two_periods():
    records = (plan("P", "2026-01-05", "2026-03-01"), plan("Q", "2026-03-03", "2026-05-01"))
    assert len(spans("plan_open", *records)) == 2


def test_a_plan_within_another_does_not_shorten_it():
    records = (plan("P", "2026-01-05", "2026-05-01"), plan("Q", "2026-02-01", "2026-03-01"))
    assert spans("plan_open", *records) == [("2026-01-05", "2026-05-01")]


def test_several_types_named_together_are_joined_together():
    records = (
        plan("P", "2026-01-05", "2026-03-01", type_=CP),
        plan("Q", "2026-03-01", type_=CIN),
    )
    assert spans("plan_open", *records, types=[CP, CIN]) == [("2026-01-05", None)]
    assert len(spans("plan_open", *records, types=[CP])) == 1


def test_joined_periods_keep_the_versions_of_all_their_plans_in_order():
    records = (plan("P", "2026-01-05", "2026-03-01"), plan("Q", "2026-03-01"))
    (period,) = found("plan_open", *records).periods
    assert [entry.record.plan_id for entry in period.versions] == ["P", "Q"]


def test_a_period_is_known_by_name_type_and_what_opened_it():
    (period,) = found("plan_open", plan("P", "2026-01-05")).periods
    assert period.period_id == "plan_open:child_protection:P"


def test_a_plan_that_ends_before_it_starts_has_no_known_end():
    (period,) = found("plan_open", plan("P", "2026-03-05", "2026-01-05")).periods
    assert (period.end, period.end_known) == (date(2026, 3, 5), False)


def test_a_plan_whose_end_cannot_be_read_has_no_known_end():
    (period,) = found("plan_open", plan("P", "2026-01-05", "soon")).periods
    assert (period.end, period.end_known) == (None, False)


def test_a_plan_whose_start_cannot_be_read_may_be_open():
    result = found("plan_open", plan("P", "soon", date="2026-01-05"))
    assert (result.periods, result.unknown) == ([], True)


def test_a_plan_of_unreadable_start_says_nothing_of_other_types():
    result = found("plan_open", plan("P", "soon", date="2026-01-05"), types=[CIN])
    assert (result.periods, result.unknown) == ([], False)


def test_a_plan_of_unknown_type_may_be_of_any():
    result = found("plan_open", plan("P", "2026-01-05", type_=None), types=[CP])
    assert (result.periods, result.unknown) == ([], True)


def test_where_plans_are_covered_and_there_is_none_none_is_open():
    result = found("plan_open", coverage=covering(plan={}))
    assert (result.periods, result.unknown) == ([], False)


@pytest.mark.parametrize(
    "coverage",
    [covering(visit={}), covering(plan={"types": [CIN]}), covering(plan={"fields": ["category"]})],
)
def test_where_plans_are_not_covered_it_is_unknown_whether_one_is_open(coverage):
    assert found("plan_open", types=[CP], coverage=coverage).unknown


def test_a_plan_that_is_known_leaves_types_that_are_not_covered_unknown():
    coverage = covering(plan={"types": [CP]})
    result = found("plan_open", plan("P", "2026-01-05"), types=[CP, CIN], coverage=coverage)
    assert len(result.periods) == 1
    assert result.unknown


def test_where_the_end_is_not_covered_it_is_not_known():
    coverage = covering(plan={"fields": ["started_at", "type", "plan_id"]})
    (period,) = found("plan_open", plan("P", "2026-01-05"), coverage=coverage).periods
    assert not period.end_known


def test_a_plan_that_was_set_aside_may_be_open():
    assert found("plan_open", record("plan", "2026-01-05", tpye=CP)).unknown


def test_a_version_that_was_set_aside_may_have_ended_the_plan():
    (period,) = found(
        "plan_open", plan("P", "2026-01-05"), record("plan", "2026-04-01", plan_id="P", tpye=CP)
    ).periods
    assert not period.end_known


def test_a_record_of_unknown_kind_may_be_a_plan():
    assert found("plan_open", record("pln", "2026-01-05")).unknown


# Looked after


def status(code, start, end=None, **fields):
    return record("legal_status", status=code, started_at=start, ended_at=end, **fields)


def placement(start, end=None):
    return record("placement", started_at=start, ended_at=end)


def test_a_legal_status_opens_being_looked_after():
    assert spans("looked_after", status("C2", "2026-01-05", "2026-03-01")) == [
        ("2026-01-05", "2026-03-01")
    ]


def test_a_legal_status_comes_before_a_placement_and_a_placement_before_a_plan():
    legal = status("C2", "2026-01-01")
    placed = placement("2026-01-10")
    planned = plan("P", "2026-01-20", type_="looked_after")
    assert spans("looked_after", legal, placed, planned) == [("2026-01-01", None)]
    assert spans("looked_after", placed, planned) == [("2026-01-10", None)]
    assert spans("looked_after", planned) == [("2026-01-20", None)]


def test_one_status_after_another_is_one_period():
    records = (status("C1", "2026-01-05", "2026-03-01"), status("C2", "2026-03-01"))
    assert spans("looked_after", *records) == [("2026-01-05", None)]


@pytest.mark.parametrize("code", ["V3", "V4"])
def test_short_breaks_do_not_mean_looked_after(code):
    result = found("looked_after", status(code, "2026-01-05"))
    assert (result.periods, result.unknown) == ([], False)


def test_the_placement_of_a_short_break_does_not_mean_looked_after():
    records = (status("V4", "2026-01-05", "2026-01-07"), placement("2026-01-05", "2026-01-07"))
    assert found("looked_after", *records).periods == []


@pytest.mark.parametrize("text", ["Awaiting advice from legal", None])
def test_a_status_that_cannot_be_told_may_mean_looked_after(text):
    assert found("looked_after", status("unknown", "2026-01-05", status_text=text)).unknown


@pytest.mark.parametrize(
    "text", ["Interim Supervision Order", "No legal status", "Special Guardianship Order"]
)
def test_a_status_named_as_another_one_does_not(text):
    assert not found("looked_after", status(text, "2026-01-05")).unknown


@pytest.mark.parametrize("kind", ["legal_status", "placement"])
def test_an_opener_that_was_set_aside_leaves_it_unknown(kind):
    assert found("looked_after", record(kind, "2026-01-05", stauts="C2")).unknown


def test_where_neither_status_nor_placement_is_covered_it_is_unknown():
    assert found("looked_after", coverage=covering(visit={})).unknown
    assert not found("looked_after", coverage=covering(placement={}, plan={})).unknown


# Section 47


def test_an_enquiry_runs_from_its_start_to_its_completion():
    enquiry = record("section47", started_at="2026-01-05", completed_at="2026-01-20")
    assert spans("section47_open", enquiry) == [("2026-01-05", "2026-01-20")]


def test_an_enquiry_that_was_set_aside_leaves_it_unknown():
    assert found("section47_open", record("section47", "2026-01-05", outcom="x")).unknown


def test_enquiries_that_are_not_covered_are_unknown():
    assert found("section47_open", coverage=covering(plan={})).unknown


def test_an_enquiry_completed_before_it_started_has_no_known_end():
    enquiry = record("section47", started_at="2026-01-20", completed_at="2026-01-05")
    assert not found("section47_open", enquiry).periods[0].end_known


# Episodes


def referral(day, decision="accepted"):
    return record("referral", day, decision=decision)


def closure(day):
    return record("closure", day)


def test_an_episode_runs_from_an_accepted_referral_to_closure():
    assert spans("episode", referral("2026-01-05"), closure("2026-03-01")) == [
        ("2026-01-05", "2026-03-01")
    ]


def test_a_referral_that_was_not_accepted_opens_nothing():
    records = (referral("2026-01-05", "redirected"), record("assessment", "2026-02-01"))
    assert spans("episode", *records) == [("2026-02-01", None)]


@pytest.mark.parametrize("kind", ["assessment", "plan", "allocation"])
def test_the_first_assessment_plan_or_allocation_opens_one_too(kind):
    assert spans("episode", record(kind, "2026-01-05"), record(kind, "2026-02-05")) == [
        ("2026-01-05", None)
    ]


def test_a_re_referral_opens_a_new_episode():
    records = (referral("2026-01-05"), closure("2026-02-01"), referral("2026-04-01"))
    assert spans("episode", *records) == [("2026-01-05", "2026-02-01"), ("2026-04-01", None)]


def test_a_re_referral_on_the_day_of_closure_opens_a_new_episode():
    records = (referral("2026-01-05"), closure("2026-02-01"), referral("2026-02-01"))
    assert spans("episode", *records) == [("2026-01-05", "2026-02-01"), ("2026-02-01", None)]


def test_an_assessment_on_the_day_of_closure_opens_nothing():
    records = (referral("2026-01-05"), record("assessment", "2026-02-01"), closure("2026-02-01"))
    assert spans("episode", *records) == [("2026-01-05", "2026-02-01")]


def test_a_referral_before_the_closure_of_that_day_opens_nothing():
    records = (
        referral("2026-01-05"), referral("2026-02-01T09:00"), closure("2026-02-01T17:00"),
    )  # fmt: skip
    assert spans("episode", *records) == [("2026-01-05", "2026-02-01")]


def test_a_case_may_open_and_close_on_one_day():
    assert spans("episode", referral("2026-01-05"), closure("2026-01-05")) == [
        ("2026-01-05", "2026-01-05")
    ]


def test_a_file_without_an_opener_is_in_an_episode_of_unknown_start():
    (period,) = found("episode", record("visit", "2026-01-05")).periods
    assert (period.type, period.start_known) == ("unknown_start", False)


def test_a_closure_ends_an_episode_of_unknown_start():
    records = (record("visit", "2026-01-05"), closure("2026-02-01"), referral("2026-03-01"))
    assert spans("episode", *records) == [("2026-01-05", "2026-02-01"), ("2026-03-01", None)]


def test_an_empty_file_says_nothing_of_episodes():
    assert found("episode").unknown


def test_where_closures_are_not_covered_an_open_end_is_not_known():
    coverage = covering(referral={})
    assert not found("episode", referral("2026-01-05"), coverage=coverage).periods[0].end_known


def test_a_closure_that_was_set_aside_leaves_an_open_end_unknown():
    records = (referral("2026-01-05"), record("closure", "2026-03-01", raeson="x"))
    assert not found("episode", *records).periods[0].end_known


@pytest.mark.parametrize("kind", ["referral", "assessment", "plan", "allocation"])
def test_an_opener_that_was_set_aside_may_have_opened_another(kind):
    records = (referral("2026-02-05"), record(kind, "2026-01-05", stray=1))
    assert found("episode", *records).unknown


def test_an_opener_set_aside_within_an_episode_changes_nothing():
    records = (referral("2026-01-05"), record("assessment", "2026-02-05", stray=1))
    assert not found("episode", *records).unknown


@pytest.mark.parametrize("order", [0, 1])
def test_the_order_of_ids_does_not_decide_what_comes_first_on_a_day(order):
    names = ["a", "b"]
    records = (
        referral("2026-01-05"),
        {**closure("2026-02-01"), "record_id": names[order]},
        {**referral("2026-02-01"), "record_id": names[1 - order]},
    )
    assert len(spans("episode", *records)) == 2


# In general


def test_a_period_that_does_not_exist_is_an_error():
    with pytest.raises(ValueError, match="no period of this name"):
        found("plan_opne")


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.one_of(st.none(), st.integers(0, 20))), max_size=6
)


def periods(spans_):
    first = date(2026, 1, 1)
    return [
        Period(
            "plan_open", CP, first + timedelta(start),
            None if length is None else first + timedelta(start + length), f"P{number}",
        )
        for number, (start, length) in enumerate(spans_)
    ]  # fmt: skip


@given(SPANS)
def test_joining_covers_the_same_days_and_no_other(spans_):
    parts, joined = periods(spans_), join(periods(spans_))
    days = [date(2026, 1, 1) + timedelta(number) for number in range(100)]
    for day in days:
        assert any(each.holds(day) for each in parts) == any(each.holds(day) for each in joined)


@given(SPANS)
def test_joined_periods_do_not_touch(spans_):
    joined = join(periods(spans_))
    for one, following in pairwise(joined):
        assert one.end is not None
        assert following.start > one.end + timedelta(days=1)
