"""Do records like this come at least every N while the period is open?"""

import pytest

from building import (
    CP,
    cited,
    concerns,
    counted,
    faults,
    judge,
    plan,
    queries,
    record,
    set_aside,
    spans,
    strengths,
    visit,
)

SEEN = "recurs: {kind: visit, where: {child_seen: yes}}\nwithin: 10 days"
PLAN = plan("2026-01-05")
CLOSED = plan("2026-01-05", ended_at="2026-01-30")


def visits(check=SEEN, *records, **more):
    return judge(check, *records, applies=CP, **more)


def test_the_day_of_the_trigger_is_day_0():
    result = visits(SEEN, PLAN, as_at="2026-01-15")
    assert counted(result) == {"pending": 1}
    assert (result.outcome, result.why) == ("not_applicable", "what is due is not due yet")


def test_the_interval_still_running_is_unmet_once_its_due_day_has_passed():
    result = visits(SEEN, PLAN, as_at="2026-01-16")
    assert result.outcome == "not_evidenced"
    assert spans(concerns(result)) == [("2026-01-05", "2026-01-16")]
    assert str(concerns(result)[0].due) == "2026-01-15"


def test_on_the_due_day_is_in_time():
    result = visits(SEEN, CLOSED, visit("2026-01-15"), visit("2026-01-25"))
    assert counted(result) == {"met": 2}
    assert result.outcome == "evidenced"


def test_a_day_later_is_not():
    result = visits(SEEN, CLOSED, visit("2026-01-16"), visit("2026-01-25"))
    assert counted(result) == {"met": 1, "unmet": 1}
    assert result.outcome == "partly_evidenced"
    assert spans(concerns(result)) == [("2026-01-05", "2026-01-16")]


@pytest.mark.parametrize(
    ("seen", "states"),
    [("2026-01-17", {"met": 1}), ("2026-01-18", {"met": 1}), ("2026-01-19", {"unmet": 1})],
)
def test_a_weekend_after_the_due_day_is_in_time_where_working_days_are_counted(seen, states):
    check = SEEN.replace("10 days", "9 working days")  # due on Friday 16 January
    assert counted(visits(check, plan("2026-01-05", ended_at="2026-01-21"), visit(seen))) == states


PUT_OFF = SEEN + "\nexcused_by: {kind: management_decision, where: {decision: {matches: put off}}}"
ASKS = {"wording": {"concern": "{start} to {end}.", "query": "{start} to {end}?"}}


def put_off(decided, *records, **more):
    decision = record("management_decision", decided, decision="The visit is put off")
    return visits(PUT_OFF, PLAN, decision, *records, keys=ASKS, **more)


def test_a_recorded_reason_makes_a_query_of_a_gap_and_is_cited():
    result = put_off("2026-01-12", visit("2026-01-20"), as_at="2026-01-25")
    assert counted(result) == {"excused": 1, "pending": 1}
    (finding,) = queries(result)
    assert cited(finding, related=True) == ["management_decision 2026-01-12"]
    assert finding.message.startswith("5 January 2026 to 20 January 2026?")


def test_a_reason_before_the_gap_or_long_before_its_end_excuses_nothing():
    assert counted(put_off("2026-01-04", visit("2026-01-20"), as_at="2026-01-25"))["unmet"] == 1
    assert counted(put_off("2026-01-06", visit("2026-01-20"), as_at="2026-01-25"))["unmet"] == 1


def test_a_gap_still_running_is_excused_until_the_limit_has_passed_again():
    assert counted(put_off("2026-01-12", as_at="2026-01-22")) == {"excused": 1}
    assert counted(put_off("2026-01-12", as_at="2026-01-23")) == {"unmet": 1}


def test_a_strength_may_need_more_than_that_records_came():
    check = SEEN + "\nstrength_needs: {kind: visit, where: {child_seen_alone: yes}}"
    keys = {"exposure": 1, "wording": {"concern": "None.", "strength": "Seen."}}
    seen = visit("2026-01-14")
    result = visits(check, CLOSED, seen, visit("2026-01-20"), visit("2026-01-29"), keys=keys)
    assert counted(result)["met"] == 3
    assert not strengths(result)
    alone = visit("2026-01-20", child_seen_alone="yes")
    assert strengths(visits(check, CLOSED, seen, alone, visit("2026-01-29"), keys=keys))


def test_what_did_not_take_place_cannot_excuse_itself():
    found = faults(SEEN + "\nexcused_by: {itself: {child_seen: no}}", **ASKS)
    assert "nothing to be asked" in " ".join(found)


def test_the_end_of_the_period_cuts_short_what_was_not_due_before_it():
    assert counted(visits(SEEN, CLOSED, visit("2026-01-14"), visit("2026-01-20"))) == {"met": 2}


def test_what_was_due_before_the_period_ended_is_unmet():
    result = visits(SEEN, CLOSED, visit("2026-01-14"))
    assert spans(concerns(result)) == [("2026-01-14", "2026-01-30")]


def test_several_records_on_one_day_are_one_point():
    twice = [visit("2026-01-14"), visit("2026-01-14", record_id="v2")]
    assert counted(visits(SEEN, CLOSED, *twice, visit("2026-01-20"))) == {"met": 2}


def test_a_record_on_the_first_day_is_a_point():
    result = visits(SEEN, PLAN, visit("2026-01-05"), as_at="2026-01-20")
    assert counted(result) == {"unmet": 1}
    assert cited(concerns(result)[0]) == ["plan 2026-01-05", "visit 2026-01-05"]


def test_records_outside_the_period_are_no_points():
    result = visits(SEEN, CLOSED, visit("2026-01-04"), visit("2026-02-01"))
    assert spans(concerns(result)) == [("2026-01-05", "2026-01-30")]


def test_an_absence_cites_what_makes_the_duty_and_the_records_on_both_sides():
    result = visits(SEEN, CLOSED, visit("2026-01-08"), visit("2026-01-28"))
    assert cited(concerns(result)[0]) == [
        "plan 2026-01-05",
        "visit 2026-01-08",
        "visit 2026-01-28",
    ]


def test_an_attempt_is_shown_as_related():
    result = visits(SEEN, CLOSED, visit("2026-01-08"), visit("2026-01-14", "no"))
    (finding,) = concerns(result)
    assert spans([finding]) == [("2026-01-08", "2026-01-30")]
    assert cited(finding, related=True) == ["visit 2026-01-14"]


def test_an_interval_that_unsure_points_close_is_unknown():
    result = visits(
        SEEN, CLOSED, visit("2026-01-08"), visit("2026-01-17", None), visit("2026-01-26")
    )
    assert counted(result) == {"met": 1, "unknown": 1}


def test_the_first_hole_that_stays_open_is_quoted_and_the_finding_keyed_on_the_sure_point():
    unsure = visits(SEEN, CLOSED, visit("2026-01-08"), visit("2026-01-14", None))
    assert spans(concerns(unsure)) == [("2026-01-14", "2026-01-30")]
    sure = visits(SEEN, CLOSED, visit("2026-01-08"))
    assert concerns(unsure)[0].fingerprint == concerns(sure)[0].fingerprint


def test_a_tombstone_where_a_visit_might_have_been_makes_the_gap_unknown():
    with_stone = [visit("2026-01-08"), visit("2026-01-26")]
    assert counted(visits(SEEN, CLOSED, *with_stone))["unmet"] == 1
    stone = set_aside("visit", "2026-01-17")
    assert counted(visits(SEEN, CLOSED, *with_stone, stone)) == {"met": 1, "unknown": 1}


def test_a_record_whose_date_cannot_be_read_may_lie_in_any_gap():
    result = visits(SEEN, CLOSED, visit("2026-01-08"), visit("in January", record_id="v"))
    assert counted(result) == {"met": 1, "unknown": 1}


def test_back_to_back_plans_are_joined():
    types = "{while: {plan_open: [child_protection, child_in_need]}}"
    first = plan("2026-01-05", ended_at="2026-01-20")
    second = plan("2026-01-21", "child_in_need", ended_at="2026-02-02")
    result = judge(SEEN, first, second, visit("2026-01-14"), visit("2026-01-24"), applies=types)
    assert counted(result) == {"met": 2}
    late = judge(SEEN, first, second, visit("2026-01-14"), applies=types)
    assert spans(concerns(late)) == [("2026-01-14", "2026-02-02")]


def test_plans_that_are_not_named_together_are_not_joined():
    first = plan("2026-01-05", ended_at="2026-01-14")
    other = plan("2026-01-15", "child_in_need")
    result = visits(SEEN, first, other)
    assert result.outcome == "not_applicable"


def test_the_plan_that_was_open_is_cited_of_joined_ones():
    first = plan("2026-01-05", ended_at="2026-01-20")
    second = plan("2026-01-20", record_id="second", ended_at="2026-02-20")
    result = visits(SEEN, first, second, visit("2026-01-15"), visit("2026-01-24"))
    assert cited(concerns(result)[0]) == ["second", "visit 2026-01-24"]


def test_months_are_calendar_months_and_clamp():
    check = "recurs: {kind: supervision}\nwithin: 1 month"
    ends = plan("2026-01-31", ended_at="2026-03-28")
    supervised = [record("supervision", "2026-02-28"), record("supervision", "2026-03-28")]
    assert counted(visits(check, ends, *supervised)) == {"met": 2}


@pytest.mark.parametrize(("bank_holidays", "outcome"), [("free", "met"), ("working", "unmet")])
def test_bank_holidays_are_free_or_working_days_as_configured(bank_holidays, outcome):
    check = "recurs: {kind: visit}\nwithin: 2 working days"
    result = visits(
        check,
        plan("2026-04-02", ended_at="2026-04-09"),
        visit("2026-04-08"),
        settings={"calendar": {"bank_holidays": bank_holidays}},
    )
    assert counted(result) == {outcome: 1}


def test_from_the_first_record_on_if_asked():
    check = f"{SEEN}\nfrom: first_record"
    result = visits(check, PLAN, visit("2026-02-01"), visit("2026-02-08"), as_at="2026-02-10")
    assert counted(result) == {"met": 1, "pending": 1}


def test_from_the_first_record_on_there_is_no_occasion_without_one():
    assert visits(f"{SEEN}\nfrom: first_record", PLAN).outcome == "not_applicable"


def test_whether_there_is_a_first_record_may_be_unknown():
    result = visits(f"{SEEN}\nfrom: first_record", PLAN, visit("2026-02-01", None))
    assert result.outcome == "not_assessable"


def test_where_the_end_of_the_period_is_unknown_no_gap_is_sure():
    unclear = plan("2026-01-05", ended_at="soon")
    assert counted(visits(SEEN, unclear, visit("2026-01-08"))) == {"met": 1, "unknown": 1}


def test_a_strength_needs_three_that_are_met():
    two = [visit("2026-01-15"), visit("2026-01-25")]
    assert strengths(visits(SEEN, CLOSED, *two)) == []
    (strength,) = strengths(visits(SEEN, CLOSED, *two, visit("2026-01-29")))
    assert strength.message == "3 of 3"


def test_how_many_make_a_strength_is_a_key_of_the_rule():
    result = visits(SEEN, CLOSED, visit("2026-01-15"), visit("2026-01-25"), keys={"exposure": 2})
    assert [strength.message for strength in strengths(result)] == ["2 of 2"]


def test_nothing_unmet_or_unknown_may_stand_beside_a_strength():
    met = [visit("2026-01-08"), visit("2026-01-12"), visit("2026-01-16")]
    assert len(strengths(visits(SEEN, CLOSED, *met, visit("2026-01-22")))) == 1
    assert strengths(visits(SEEN, CLOSED, *met)) == []


def test_an_interval_in_which_the_case_was_closed_is_judged_up_to_the_closure():
    closure = record("closure", "2026-01-20")
    result = visits(SEEN, PLAN, visit("2026-01-12"), closure, visit("2026-03-02"))
    assert counted(result) == {"met": 1, "unknown": 1, "unmet": 1}
    assert spans(concerns(result)) == [("2026-03-02", "2026-06-30")]
    late = record("closure", "2026-01-23")
    result = visits(SEEN, PLAN, visit("2026-01-12"), late, as_at="2026-03-02")
    assert spans(concerns(result)) == [("2026-01-12", "2026-01-23")]


# Coverage


def test_time_before_the_source_begins_is_unknown():
    covers = {"plan": {}, "visit": {"from": "2026-01-20"}}
    result = visits(SEEN, CLOSED, visit("2026-01-25"), covers=covers)
    assert counted(result) == {"unknown": 1}


def test_a_gap_is_cut_to_what_the_source_covers():
    covers = {"plan": {}, "visit": {"from": "2026-01-10"}}
    result = visits(SEEN, CLOSED, visit("2026-01-25"), covers=covers)
    assert spans(concerns(result)) == [("2026-01-10", "2026-01-25")]


def test_time_after_the_source_ends_is_unknown():
    covers = {"plan": {}, "visit": {"to": "2026-01-24"}}
    result = visits(SEEN, CLOSED, visit("2026-01-14"), covers=covers)
    assert counted(result) == {"met": 1, "unknown": 1}


def test_time_after_the_extract_is_unknown():
    source = {"extracted_at": "2026-01-12"}
    assert counted(visits(SEEN, PLAN, source=source, as_at="2026-03-31")) == {"unknown": 1}


def test_the_last_visit_alone_gives_recency_and_not_regularity():
    covers = {"plan": {}, "visit": {"granularity": "last_only"}}
    result = visits(SEEN, PLAN, visit("2026-03-02"), covers=covers)
    assert counted(result) == {"unknown": 1, "unmet": 1}
    assert spans(concerns(result)) == [("2026-03-02", "2026-06-30")]


def test_a_kind_that_is_not_covered_cannot_be_assessed():
    result = visits(SEEN, PLAN, covers={"plan": {}})
    assert (result.outcome, result.needs_missing) == ("not_assessable", ("visit",))


def test_a_field_that_is_not_covered_cannot_be_assessed():
    result = visits(SEEN, PLAN, covers={"plan": {}, "visit": {"fields": ["date"]}})
    assert (result.outcome, result.needs_missing) == ("not_assessable", ("visit.child_seen",))


# The tightest of several limits

OWN = """
recurs: {kind: visit}
within:
  tightest_of: [4 weeks, {field: period.visit_frequency}]
  looser_needs: {kind: management_decision, where: {decision: {matches: frequency}}}
"""


def planned(frequency, day="2026-01-05", **fields):
    return plan(day, plan_id="P", visit_frequency=frequency, record_id=f"plan {day}", **fields)


def test_where_a_version_leaves_its_frequency_blank_the_last_stated_one_holds():
    versions = [
        planned("2 weeks"),
        planned(None, "2026-01-12", started_at="2026-01-05"),
        planned(None, "2026-01-26", started_at="2026-01-05", ended_at="2026-03-02"),
    ]
    result = visits(OWN, *versions, visit("2026-01-19"), visit("2026-02-03"), visit("2026-02-17"))
    assert spans(concerns(result)) == [("2026-01-19", "2026-02-03")]


def test_what_a_version_states_in_words_that_are_no_duration_is_not_what_was_stated_before():
    versions = [
        planned("2 weeks"),
        planned("as agreed", "2026-01-12", started_at="2026-01-05", ended_at="2026-02-20"),
    ]
    result = visits(OWN, *versions, visit("2026-01-19"), visit("2026-02-10"))
    assert counted(result) == {"met": 2}


def test_a_plan_that_is_tighter_than_the_standard_wins():
    result = visits(OWN, planned("2 weeks", ended_at="2026-02-01"), visit("2026-01-20"))
    assert spans(concerns(result)) == [("2026-01-05", "2026-01-20")]


@pytest.mark.parametrize("frequency", [None, "as needed"])
def test_a_term_that_is_blank_or_unreadable_drops_out(frequency):
    result = visits(OWN, planned(frequency, ended_at="2026-02-01"), visit("2026-02-01"))
    assert counted(result) == {"met": 1}


def test_a_term_that_is_uncovered_drops_out():
    covers = {
        "plan": {"fields": ["date", "type", "started_at", "ended_at"]},
        "visit": {},
        "management_decision": {},
    }
    result = visits(OWN, planned(None, ended_at="2026-02-01"), visit("2026-02-01"), covers=covers)
    assert counted(result) == {"met": 1}


def test_the_tightest_is_the_one_whose_due_day_comes_first_from_that_point():
    check = "recurs: {kind: visit}\nwithin: {tightest_of: [1 month, 30 days]}"
    february = plan("2026-01-31", ended_at="2026-03-02")
    result = visits(check, february, visit("2026-03-01"))
    assert str(concerns(result)[0].due) == "2026-02-28"
    march = plan("2026-03-01", ended_at="2026-04-02")
    assert str(concerns(visits(check, march, visit("2026-04-01")))[0].due) == "2026-03-31"


def test_a_looser_frequency_is_one_query_a_plan_version_and_the_standard_counts():
    versions = [
        planned("6 weeks"),
        planned("6 weeks", "2026-02-02", started_at="2026-01-05"),
        planned("2 weeks", "2026-03-02", started_at="2026-01-05", ended_at="2026-03-09"),
    ]
    seen = [visit(day) for day in ("2026-02-05", "2026-02-26", "2026-03-09")]
    result = visits(OWN, *versions, *seen)
    assert spans(queries(result)) == [("2026-01-05",) * 2, ("2026-02-02",) * 2]
    assert cited(queries(result)[0]) == ["plan 2026-01-05"]
    assert spans(concerns(result)) == [("2026-01-05", "2026-02-05")]


def test_with_a_decision_the_looser_frequency_counts():
    decision = record("management_decision", "2026-01-08", decision="Frequency of visits agreed")
    result = visits(OWN, planned("6 weeks", ended_at="2026-02-20"), visit("2026-02-05"), decision)
    assert counted(result) == {"met": 1}
    assert queries(result) == []


def test_what_may_be_the_decision_leaves_the_difference_unknown():
    decision = record("management_decision", "2026-01-08")
    result = visits(OWN, planned("6 weeks", ended_at="2026-02-20"), visit("2026-02-05"), decision)
    assert counted(result) == {"unknown": 1}


def test_decisions_that_the_source_does_not_hold_are_left_out_and_named():
    covers = {"plan": {}, "visit": {}}
    result = visits(
        OWN, planned("6 weeks", ended_at="2026-02-20"), visit("2026-02-05"), covers=covers
    )
    assert result.needs_missing == ("management_decision",)
    assert "could not be looked for" in concerns(result)[0].message
    assert "could be looked for" in queries(result)[0].message


def test_when_the_standard_changes_midway_due_is_the_later_of_old_and_new():
    # Due 2 February by the old limit, and 20 January + 1 week = 27 January by the new.
    tighter = [
        planned("4 weeks", ended_at="2026-02-10"),
        planned("1 week", "2026-01-20", started_at="2026-01-05", ended_at="2026-02-10"),
    ]
    assert counted(visits(OWN, *tighter, visit("2026-02-02")))["met"] == 1
    assert str(concerns(visits(OWN, *tighter, visit("2026-02-03")))[0].due) == "2026-02-02"


def test_a_change_to_a_looser_standard_counts_from_the_change():
    looser = [
        planned("1 week", ended_at="2026-03-01"),
        planned("4 weeks", "2026-01-10", started_at="2026-01-05", ended_at="2026-03-01"),
    ]
    assert counted(visits(OWN, *looser, visit("2026-02-07"))) == {"met": 1}
    assert str(concerns(visits(OWN, *looser, visit("2026-02-08")))[0].due) == "2026-02-07"


def test_one_term_must_be_a_limit_that_always_holds():
    found = faults(
        "recurs: {kind: visit}\nwithin: {tightest_of: [{field: period.visit_frequency}]}"
    )
    assert "one term must be a duration" in " ".join(found)


OFFICE = "recurs: {kind: supervision}\nwithin: {tightest_of: [2 months], on_working_days: yes}"


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ("2026-05-05", {"met": 1, "pending": 1}),  # 2 May is a Saturday, 4 May a bank holiday
        ("2026-05-06", {"unmet": 1, "pending": 1}),
    ],
)
def test_a_due_day_on_which_nobody_works_moves_to_the_next_working_day(held, kept):
    opened = plan("2026-03-02")
    result = judge(OFFICE, opened, record("supervision", held), applies=CP, as_at="2026-05-29")
    assert counted(result) == kept


def test_without_that_the_day_stands():
    check = OFFICE.replace(", on_working_days: yes", "")
    found = judge(check, plan("2026-03-02"), record("supervision", "2026-05-04"), applies=CP)
    assert [str(one.due) for one in concerns(found)][:1] == ["2026-05-02"]


def test_the_running_interval_waits_for_the_working_day_too():
    assert counted(judge(OFFICE, plan("2026-03-02"), applies=CP, as_at="2026-05-05")) == {
        "pending": 1
    }
    assert counted(judge(OFFICE, plan("2026-03-02"), applies=CP, as_at="2026-05-06")) == {
        "unmet": 1
    }


@pytest.mark.parametrize(
    ("held", "kept"),
    [
        ("2026-05-07", {"met": 1, "pending": 1}),  # due on 5 May, and two working days more
        ("2026-05-08", {"unmet": 1, "pending": 1}),
    ],
)
def test_grace_is_counted_from_the_working_day_on_which_it_is_due(held, kept):
    check = OFFICE.replace("yes}", "yes, grace: 2 working days}")
    opened = plan("2026-03-02")
    result = judge(check, opened, record("supervision", held), applies=CP, as_at="2026-05-29")
    assert counted(result) == kept


SCHOOL = "recurs: {kind: communication}\nwithin: {tightest_of: [4 months], without_august: yes}"


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-04-22", "2026-09-22"),
        ("2026-08-10", "2026-12-31"),  # as many days, from the end of August on
        ("2026-01-05", "2026-05-05"),
    ],
)
def test_the_days_of_august_can_be_left_out(start, due):
    result = judge(SCHOOL, plan(start), applies=CP, as_at="2027-03-01")
    assert [str(one.due) for one in concerns(result)] == [due]


UNBORN = "recurs: {kind: visit}\nwithin: 2 weeks\nunless: {child.unborn: yes}"


@pytest.mark.parametrize(
    ("born", "kept"),
    [
        ("2026-01-20", {}),
        ("2026-01-19", {"unmet": 1}),  # due on this day
        (None, {"unmet": 1}),  # what is not known leaves the duty standing
    ],
)
def test_an_interval_on_whose_due_day_the_duty_did_not_hold_is_no_opportunity(born, kept):
    child = {"child_id": "K1"} | ({} if born is None else {"date_of_birth": born})
    result = judge(UNBORN, plan("2026-01-05"), applies=CP, as_at="2026-02-02", child=child)
    assert counted(result) == kept
