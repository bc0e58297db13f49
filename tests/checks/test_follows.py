"""After each trigger, does the answer come within N?"""

import pytest

from building import (
    CP,
    cited,
    concerns,
    counted,
    faults,
    judge,
    linter,
    plan,
    queries,
    record,
    rule,
    set_aside,
    spans,
    strengths,
    visit,
)
from building import a_case as case

CHECK = """
follows: {trigger: {kind: section47}, answer: {kind: conference}}
within: 15 working days
"""
ENQUIRY = record("section47", "2026-03-02")


def conference(day, **fields):
    return record("conference", day, type="initial", **fields)


# In time, late, not yet due


def test_on_the_due_day_is_in_time():
    assert counted(judge(CHECK, ENQUIRY, conference("2026-03-23"))) == {"met": 1}


@pytest.mark.parametrize(
    ("held", "state"),
    [("2026-03-21", "met"), ("2026-03-22", "met"), ("2026-03-23", "unmet")],
)
def test_an_answer_on_the_weekend_after_the_due_day_took_no_more_working_days(held, state):
    check = CHECK.replace("15", "14")  # due on Friday 20 March
    assert counted(judge(check, ENQUIRY, conference(held))) == {state: 1}


def test_what_is_due_on_a_friday_is_not_overdue_on_the_saturday():
    check = CHECK.replace("15", "14")
    assert counted(judge(check, ENQUIRY, as_at="2026-03-22")) == {"pending": 1}
    assert counted(judge(check, ENQUIRY, as_at="2026-03-23")) == {"unmet": 1}


def test_an_answer_after_the_limit_is_unmet_with_its_lateness():
    keys = {"wording": {"concern": "{took}, {late} late, due {due}: {answer}"}}
    result = judge(CHECK, ENQUIRY, conference("2026-03-25"), keys=keys)
    assert counted(result) == {"unmet": 1}
    (finding,) = concerns(result)
    assert finding.message == (
        "17 working days, 2 working days late, due 23 March 2026: conference of 25 March 2026"
    )
    assert cited(finding) == ["section47 2026-03-02", "conference 2026-03-25"]
    assert spans([finding]) == [("2026-03-02", "2026-03-25")]


def test_without_an_answer_the_span_runs_to_the_as_at_date():
    result = judge(CHECK, ENQUIRY)
    assert result.outcome == "not_evidenced"
    assert spans(concerns(result)) == [("2026-03-02", "2026-06-30")]


def test_on_the_due_day_it_is_pending_and_the_day_after_unmet():
    assert counted(judge(CHECK, ENQUIRY, as_at="2026-03-23")) == {"pending": 1}
    assert counted(judge(CHECK, ENQUIRY, as_at="2026-03-24")) == {"unmet": 1}


def test_an_answer_before_the_trigger_is_none():
    assert counted(judge(CHECK, ENQUIRY, conference("2026-03-01"))) == {"unmet": 1}


def test_on_one_day_times_tell_whether_the_answer_came_first():
    check = "follows: {trigger: {kind: missing_episode}, answer: {kind: visit}}\nwithin: 3 days"
    episode = record("missing_episode", "2026-03-02T12:00:00")
    assert counted(judge(check, episode, visit("2026-03-02T09:00:00"))) == {"unmet": 1}
    assert counted(judge(check, episode, visit("2026-03-02T15:00:00"))) == {"met": 1}
    assert counted(judge(check, episode, visit("2026-03-02"))) == {"met": 1}


def test_an_answer_is_never_its_own_trigger():
    check = "follows: {trigger: {kind: visit}, answer: {kind: visit}}\nwithin: 10 days"
    assert counted(judge(check, visit("2026-03-02"))) == {"unmet": 1}
    assert counted(judge(check, visit("2026-03-02"), visit("2026-03-09"))) == {"met": 1, "unmet": 1}


def test_an_answer_is_none_of_those_that_make_up_its_trigger():
    check = """
    follows:
      trigger: {kind: visit, where: {child_seen: no}, cluster: {at_least: 2, within: 3 days}}
      answer: {kind: visit}
    within: {before: 7 days, after: 7 days}
    """
    tried = [visit("2026-03-02", "no"), visit("2026-03-03", "no")]
    assert counted(judge(check, *tried)) == {"unmet": 1}
    assert counted(judge(check, *tried, visit("2026-03-05"))) == {"met": 1}


def test_one_answer_may_serve_several_triggers():
    other = record("section47", "2026-03-04")
    assert counted(judge(CHECK, ENQUIRY, other, conference("2026-03-16"))) == {"met": 2}


# Windows


BOTH = """
follows: {trigger: {kind: case_note}, answer: {kind: assessment}}
within: {before: 30 days, after: 10 working days}
"""
NOTE = record("case_note", "2026-03-02")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-01-30", "unmet"),
        ("2026-01-31", "met"),
        ("2026-03-02", "met"),
        ("2026-03-16", "met"),
        ("2026-03-17", "unmet"),
    ],
)
def test_an_answer_may_come_before_or_after(day, state):
    assert counted(judge(BOTH, NOTE, record("assessment", day))) == {state: 1}


AHEAD = """
follows: {trigger: {kind: conference}, answer: {kind: information_share}}
within: {before: 3 days}
"""


@pytest.mark.parametrize(
    ("day", "state"), [("2026-02-01", "met"), ("2026-02-27", "met"), ("2026-02-28", "unmet")]
)
def test_before_alone_means_at_least_so_long_before(day, state):
    result = judge(AHEAD, conference("2026-03-02"), record("information_share", day))
    assert counted(result) == {state: 1}


HOURS = "follows: {trigger: {kind: missing_episode}, answer: {kind: visit}}\nwithin: 72 hours"


@pytest.mark.parametrize(
    ("trigger", "answer", "state"),
    [
        ("2026-03-02T10:00:00", "2026-03-05T10:00:00", "met"),
        ("2026-03-02T10:00:00", "2026-03-05T10:01:00", "unmet"),
        ("2026-03-02", "2026-03-04", "met"),
        ("2026-03-02", "2026-03-05", "unknown"),
        ("2026-03-02", "2026-03-07", "unmet"),
        ("2026-03-02T10:00:00", "2026-03-05", "unknown"),
    ],
)
def test_hours_are_read_both_ways_where_a_time_is_missing(trigger, answer, state):
    result = judge(HOURS, record("missing_episode", trigger), visit(answer))
    assert counted(result) == {state: 1}


# What is not sure


def test_an_unsure_trigger_gives_at_best_unknown():
    check = CHECK.replace("{kind: section47}", "{kind: section47, where: {child_seen: no}}")
    assert counted(judge(check, ENQUIRY)) == {"unknown": 1}
    assert counted(judge(check, ENQUIRY, conference("2026-03-09"))) == {"unknown": 1}
    assert judge(check, ENQUIRY).outcome == "not_assessable"


def test_an_unsure_answer_leaves_it_unknown():
    check = CHECK.replace("{kind: conference}", "{kind: conference, where: {quorate: yes}}")
    assert counted(judge(check, ENQUIRY, conference("2026-03-09"))) == {"unknown": 1}
    assert counted(judge(check, ENQUIRY, conference("2026-04-09"))) == {"unmet": 1}


def test_a_record_that_was_set_aside_may_be_the_answer():
    assert counted(judge(CHECK, ENQUIRY, set_aside("conference", "2026-03-09"))) == {"unknown": 1}
    assert counted(judge(CHECK, ENQUIRY, set_aside("conference", "2026-04-09"))) == {"unmet": 1}


def test_of_a_record_that_was_set_aside_no_duty_is_made():
    assert judge(CHECK, set_aside("section47", "2026-03-02")).outcome == "not_applicable"


def test_a_trigger_that_cannot_be_dated_is_unknown():
    assert counted(judge(CHECK, record("section47", "in March"))) == {"unknown": 1}


def test_dates_in_an_impossible_order_are_unknown():
    wrong = ENQUIRY | {"started_at": "2026-03-02", "completed_at": "2026-02-02"}
    assert counted(judge(CHECK, wrong)) == {"unknown": 1}


def test_an_answer_linked_to_its_trigger_that_lies_before_it_is_unknown():
    linked = conference("2026-02-23", links=["section47 2026-03-02"])
    result = judge(CHECK, ENQUIRY, linked)
    assert counted(result) == {"unknown": 1}


# The same agency, plan, episode


SAME = """
follows: {trigger: {kind: information_request}, answer: {kind: information_share}}
within: 10 days
same: {agency: [to_agency, from_agency]}
"""
REQUEST = record("information_request", "2026-03-02", to_agency="school")


@pytest.mark.parametrize(
    ("agency", "state"), [("school", "met"), ("gp", "unmet"), (None, "unknown")]
)
def test_trigger_and_answer_may_have_to_agree(agency, state):
    share = record("information_share", "2026-03-09", **({"from_agency": agency} if agency else {}))
    assert counted(judge(SAME, REQUEST, share)) == {state: 1}


# Answers on the trigger itself


REPLY = """
follows: {trigger: {kind: information_request}, answer: {itself: {at: replied_at}}}
within: 10 days
"""


@pytest.mark.parametrize(
    ("replied", "state"),
    [
        ("2026-03-12", "met"),
        ("2026-03-13", "unmet"),
        (None, "unmet"),
        ("soon", "unknown"),
        ("2026-03-01", "unknown"),
    ],
)
def test_the_trigger_may_answer_itself(replied, state):
    request = REQUEST if replied is None else REQUEST | {"replied_at": replied}
    assert counted(judge(REPLY, request)) == {state: 1}


def test_a_date_that_the_source_cannot_fill_cannot_be_assessed():
    covers = {"information_request": {"fields": ["date", "to_agency"]}}
    result = judge(REPLY, REQUEST, covers=covers)
    assert result.needs_missing == ("information_request.replied_at",)


ASSESSED = """
follows:
  trigger: {kind: assessment, at: started_at}
  answer: {itself: {at: [authorised_at, completed_at]}}
within: 45 working days
"""


@pytest.mark.parametrize(
    ("dates", "state"),
    [
        ({"completed_at": "2026-03-02"}, "met"),
        ({"authorised_at": "2026-05-01", "completed_at": "2026-03-02"}, "unmet"),
        ({"authorised_at": "soon", "completed_at": "2026-03-02"}, "unknown"),
    ],
)
def test_the_first_date_that_is_filled_counts(dates, state):
    assessment = record("assessment", "2026-01-05", started_at="2026-01-05", **dates)
    assert counted(judge(ASSESSED, assessment)) == {state: 1}


def test_of_several_dates_those_that_the_source_can_fill_count():
    covers = {"assessment": {"fields": ["date", "started_at", "completed_at"]}}
    assessment = record(
        "assessment", "2026-01-05", started_at="2026-01-05", completed_at="2026-03-02"
    )
    assert counted(judge(ASSESSED, assessment, covers=covers)) == {"met": 1}


# Lapsed and excused


UNLESS = CHECK + "unless: {itself: {outcome: no_conference}}"
CLOSED = CHECK + "unless: {kind: closure}"


def test_a_duty_that_lapsed_before_it_was_due_is_no_opportunity():
    result = judge(UNLESS, ENQUIRY | {"outcome": "no_conference"})
    assert (result.outcome, counted(result)) == ("not_applicable", {})
    assert counted(judge(UNLESS, ENQUIRY | {"outcome": "conference"})) == {"unmet": 1}


def test_whether_it_lapsed_may_be_unknown():
    assert counted(judge(UNLESS, ENQUIRY)) == {"unknown": 1}


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        ("2026-03-01", {"unmet": 1}),
        ("2026-03-02", {}),
        ("2026-03-23", {}),
        ("2026-03-24", {"unmet": 1}),
    ],
)
def test_unless_looks_from_the_trigger_to_the_due_day(day, counts):
    assert counted(judge(CLOSED, ENQUIRY, record("closure", day))) == counts


def test_what_lapses_a_duty_is_a_need():
    result = judge(CLOSED, ENQUIRY, covers={"section47": {}, "conference": {}})
    assert (result.outcome, result.needs_missing) == ("not_assessable", ("closure",))


EXCUSED = CHECK + "excused_by: {kind: management_decision, where: {decision: {matches: delay}}}"


def decision(day, text="Agreed to delay the conference"):
    return record("management_decision", day, decision=text)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        ("2026-03-01", "unmet"),
        ("2026-03-02", "excused"),
        ("2026-04-01", "excused"),
        ("2026-04-02", "unmet"),
    ],
)
def test_excused_by_looks_from_the_trigger_to_the_answer(day, state):
    late = conference("2026-04-01")
    assert counted(judge(EXCUSED, ENQUIRY, late, decision(day))) == {state: 1}


def test_excused_by_looks_to_the_as_at_date_where_there_is_no_answer():
    assert counted(judge(EXCUSED, ENQUIRY, decision("2026-06-30"))) == {"excused": 1}


def test_what_is_excused_is_a_query_and_no_concern():
    result = judge(EXCUSED, ENQUIRY, decision("2026-03-09"))
    assert (result.outcome, result.why) == ("not_applicable", "a reason is recorded")
    assert (len(queries(result)), concerns(result), strengths(result)) == (1, [], [])


def test_what_may_be_an_excuse_leaves_it_unknown():
    assert counted(judge(EXCUSED, ENQUIRY, record("management_decision", "2026-03-09"))) == {
        "unknown": 1
    }


def test_an_excuse_that_is_not_covered_is_left_out_and_named():
    result = judge(EXCUSED, ENQUIRY, covers={"section47": {}, "conference": {}})
    assert counted(result) == {"unmet": 1}
    assert result.needs_missing == ("management_decision",)
    assert concerns(result)[0].message.endswith(
        "A recorded reason could not be looked for: the source holds no management decision."
    )


def test_of_several_excuses_each_that_is_not_covered_is_named():
    check = CHECK + "excused_by: [{kind: management_decision}, {kind: closure}]"
    covers = {"section47": {}, "conference": {}, "closure": {}}
    result = judge(check, ENQUIRY, covers=covers)
    assert result.needs_missing == ("management_decision",)
    excused = judge(check, ENQUIRY, record("closure", "2026-03-09"), covers=covers)
    assert counted(excused) == {"excused": 1}


# One to one


ONE_TO_ONE = CHECK + "match: one_to_one"
TWO = [ENQUIRY, record("section47", "2026-03-09")]


def test_one_to_one_an_answer_serves_one_trigger():
    assert counted(judge(ONE_TO_ONE, *TWO, conference("2026-03-16"))) == {"met": 1, "unmet": 1}
    both = [conference("2026-03-16"), conference("2026-03-17")]
    assert counted(judge(ONE_TO_ONE, *TWO, *both)) == {"met": 2}


def test_the_trigger_that_is_due_first_takes_the_first_answer():
    result = judge(ONE_TO_ONE, *TWO, conference("2026-03-16"))
    assert cited(concerns(result)[0])[0] == "section47 2026-03-09"


def test_an_answer_that_serves_one_trigger_is_not_the_late_answer_of_another():
    result = judge(ONE_TO_ONE, *TWO, conference("2026-03-26"))
    (finding,) = concerns(result)
    assert cited(finding) == ["section47 2026-03-02"]
    assert counted(result) == {"met": 1, "unmet": 1}


def test_a_trigger_that_is_not_sure_takes_no_answer_from_one_that_is():
    check = ONE_TO_ONE.replace("{kind: section47}", "{kind: section47, where: {child_seen: no}}")
    unsure, sure = TWO[0], TWO[1] | {"child_seen": "no"}
    assert counted(judge(check, unsure, sure, conference("2026-03-16"))) == {"unknown": 2}


def test_an_answer_that_is_not_sure_may_free_another():
    check = ONE_TO_ONE.replace("{kind: conference}", "{kind: conference, where: {quorate: yes}}")
    # The first may be served by the unsure one; then the sure one is left for the second.
    answers = [conference("2026-03-04"), conference("2026-03-16", quorate="yes")]
    assert counted(judge(check, *TWO, *answers)) == {"met": 1, "unknown": 1}


# Periods, coverage, wording


def test_a_duty_whose_period_ended_before_it_was_due_has_lapsed():
    ended = plan("2026-01-05", ended_at="2026-03-20")
    assert counted(judge(CHECK, ended, ENQUIRY, applies=CP)) == {}
    longer = plan("2026-01-05", ended_at="2026-04-20")
    assert counted(judge(CHECK, longer, ENQUIRY, applies=CP)) == {"unmet": 1}


def test_a_trigger_outside_the_period_is_none():
    assert counted(judge(CHECK, plan("2026-03-03"), ENQUIRY, applies=CP)) == {}


def test_an_answer_may_lie_where_the_source_does_not_reach():
    covers = {"section47": {}, "conference": {"to": "2026-03-20"}}
    assert counted(judge(CHECK, ENQUIRY, covers=covers)) == {"unknown": 1}
    covers = {"section47": {}, "conference": {"to": "2026-03-24"}}
    assert counted(judge(CHECK, ENQUIRY, covers=covers)) == {"unmet": 1}


def test_an_attempt_is_shown_as_related():
    check = """
    follows:
      trigger: {kind: missing_episode}
      answer: {kind: visit, where: {child_seen: yes}}
    within: 3 days
    """
    result = judge(check, record("missing_episode", "2026-03-02"), visit("2026-03-04", "no"))
    (finding,) = concerns(result)
    assert cited(finding, related=True) == ["visit 2026-03-04"]


def test_the_finding_says_from_which_day_an_enquiry_is_counted():
    check = CHECK.replace("{kind: section47}", "{kind: section47, at: counted_from}")
    started = ENQUIRY | {"started_at": "2026-03-02"}
    alone = judge(check, started)
    assert concerns(alone)[0].message.endswith(
        "as no strategy discussion that started it was found."
    )
    strategy = record("strategy_discussion", "2026-02-27", section47="yes")
    after = judge(check, started, strategy)
    assert spans(concerns(after)) == [("2026-02-27", "2026-06-30")]
    assert concerns(after)[0].message.endswith("before it that started an enquiry.")


def test_items_may_be_triggers_each_under_its_own_key():
    check = """
    follows: {trigger: {kind: plan, items: actions, at: due}, answer: {kind: visit}}
    within: 5 days
    """
    actions = [{"action_id": "1", "due": "2026-03-02"}, {"action_id": "2", "due": "2026-04-06"}]
    result = judge(check, plan("2026-01-05", actions=actions), visit("2026-03-04"))
    assert counted(result) == {"met": 1, "unmet": 1}


def test_one_met_is_a_strength():
    assert len(strengths(judge(CHECK, ENQUIRY, conference("2026-03-09")))) == 1


@pytest.mark.parametrize(("quorate", "found"), [("yes", 1), ("no", 0), (None, 0)])
def test_a_strength_may_need_an_answer_of_one_kind(quorate, found):
    check = CHECK + "strength_needs: {kind: conference, where: {quorate: yes}}"
    result = judge(check, ENQUIRY, conference("2026-03-23", quorate=quorate))
    assert counted(result) == {"met": 1}
    assert len(strengths(result)) == found


def test_the_source_may_not_hold_the_records_of_the_agency_whose_trigger_it_is():
    check = CHECK.replace("{kind: section47}", "{kind: section47, records_of: school}")
    assert judge(check, ENQUIRY).outcome == "not_assessable"


# Concerns of another rule as triggers


GROUPS = rule("recurs: {kind: core_group}\nwithin: 30 days", applies=CP, id="CGR001")
TOLD = rule(
    "follows: {trigger: {concern: CGR001}, answer: {kind: communication}}\nwithin: 5 working days",
    id="CGR002",
)
PLAN = plan("2026-03-02", ended_at="2026-05-30")


def told(*records, **settings):
    results = linter(GROUPS, TOLD, **settings).check(case(*records), "2026-06-30")
    return {result.rule: result for result in results}


def test_a_concern_triggers_on_its_breach_day():
    # Due 1 April, breached 2 April, five working days with Easter between: 13 April? No: the 13th.
    found = told(PLAN)["CGR002"]
    assert spans(concerns(found)) == [("2026-04-02", "2026-06-30")]
    assert str(concerns(found)[0].due) == "2026-04-13"
    assert counted(told(PLAN, record("communication", "2026-04-13"))["CGR002"]) == {"met": 1}
    assert counted(told(PLAN, record("communication", "2026-04-01"))["CGR002"]) == {"unmet": 1}


def test_the_records_that_the_concern_stands_on_are_cited_and_the_finding_placed_beneath_it():
    found = told(PLAN)
    (parent,) = concerns(found["CGR001"])
    (child,) = concerns(found["CGR002"])
    assert cited(child) == ["plan 2026-03-02"]
    assert child.follows_from == (parent.fingerprint,)


def test_a_rule_whose_concerns_are_followed_is_evaluated_even_when_ignored():
    found = told(PLAN, ignore=["CGR001"])
    assert set(found) == {"CGR002"}
    assert counted(found["CGR002"]) == {"unmet": 1}


def test_a_concern_before_the_look_back_still_triggers():
    old = plan("2024-01-05", ended_at="2024-03-30")
    found = told(old, look_back="12 months")
    assert found["CGR001"].outcome == "not_applicable"
    assert counted(found["CGR002"]) == {"unmet": 1}


def test_without_a_concern_the_rule_does_not_apply():
    groups = [record("core_group", day) for day in ("2026-03-20", "2026-04-18", "2026-05-15")]
    assert told(PLAN, *groups)["CGR002"].outcome == "not_applicable"


def test_where_the_rule_followed_cannot_be_assessed_neither_can_this():
    covers = {"plan": {}, "communication": {}}
    found = linter(GROUPS, TOLD).check(case(PLAN, covers=covers), "2026-06-30")[1]
    assert (found.outcome, found.needs_missing) == ("not_assessable", ("core_group",))


def test_one_concern_for_several_items_of_a_record_is_one_trigger():
    owners = rule("every: {kind: plan, items: actions}\nmeets: {owner: {exists: yes}}", id="ACT001")
    check = rule(
        "follows: {trigger: {concern: ACT001}, answer: {kind: supervision}}\nwithin: 5 days",
        id="ACT002",
    )
    actions = [{"text": "Ring school"}, {"text": "See the doctor"}]
    results = linter(owners, check).check(case(plan("2026-03-02", actions=actions)), "2026-06-30")
    assert counted(results[0]) == {"unmet": 2}
    assert counted(results[1]) == {"unmet": 1}


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        ("follows: {trigger: {kind: visit}}\nwithin: 5 days", '"answer" is missing'),
        ("follows: {trigger: {kind: visit}, answer: {kind: visit}}", '"within" is missing'),
        (CHECK + "match: each", "not one of any, one_to_one"),
        (CHECK + "excused: {kind: closure}", "did you mean"),
        (CHECK.replace("15 working days", "soon"), "expected a duration"),
        (CHECK.replace("15 working days", "{until: 3 days}"), "expected `before`, `after` or both"),
    ],
)
def test_a_faulty_check_is_found_when_the_rule_is_loaded(check, fault):
    assert fault in " ".join(faults(check))


IN_A_PLAN = """
follows: {trigger: {kind: section47}, answer: {kind: conference}}
within: 5 working days
"""


def test_a_breach_ends_with_its_period_however_late_the_answer():
    opened = plan("2026-01-05", ended_at="2026-03-31")
    late = conference("2026-09-01")
    year = {"applies": CP, "settings": {"look_back": "12 months"}}
    running = judge(IN_A_PLAN, opened, ENQUIRY, late, as_at="2027-03-30", **year)
    over = judge(IN_A_PLAN, opened, ENQUIRY, late, as_at="2027-06-30", **year)
    assert (counted(running), counted(over)) == ({"unmet": 1}, {})


def test_concerns_of_one_day_are_told_of_in_one_sentence():
    absent = rule(
        "every: {kind: core_group, items: invited}\nmeets: {report_sent: yes}\n", id="CGR001"
    )
    told_of = rule(
        "follows: {trigger: {concern: [CGR001, CGR002]}, answer: {kind: communication}}\n"
        "within: 5 days",
        id="TST002",
    )
    quorate = rule("every: {kind: core_group}\nmeets: {quorate: yes}", id="CGR002")
    invited = [{"agency": "school", "report_sent": "no"}]
    met = record("core_group", "2026-03-02", invited=invited, quorate="no")
    results = linter(absent, quorate, told_of).check(case(met), "2026-06-30")
    found = {result.rule: result for result in results}["TST002"]
    assert counted(found) == {"unmet": 2}
    assert len(concerns(found)) == 1
