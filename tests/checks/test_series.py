"""Do successive listings of one thing change, slip, worsen?"""

import pytest

from building import (
    CP,
    cited,
    concerns,
    counted,
    faults,
    judge,
    plan,
    record,
    set_aside,
    spans,
    strengths,
)

SAME = "series: {of: actions}\npattern: unchanged\nat_least: 3"
SLIPS = "series: {of: actions}\npattern: slipping\nat_least: 2"
WORSE = """
series: {of: {kind: screening}, by: level}
pattern: worsening
at_least: 3
order: [low, medium, high]
"""
MONTHS = ("2026-01-05", "2026-02-02", "2026-03-02", "2026-04-06")


def listed(*actions, kind="core_group"):
    """One record a month, each with one listing of the action (None: without it)."""
    base = {"action_id": "1", "text": "Refer to the parenting course", "owner": "SW"}
    return [
        record(kind, day, actions=[base | action])
        for day, action in zip(MONTHS, actions, strict=False)
        if action is not None
    ]


OPEN = {"status": "open", "due": "2026-02-01"}


def judged(check, *records, **more):
    return judge(check, plan("2026-01-01", plan_id="P"), *records, **more)


def test_three_in_a_row_the_first_included_are_unmet():
    result = judged(SAME, *listed(OPEN, OPEN, OPEN))
    assert counted(result) == {"unmet": 1}
    (finding,) = concerns(result)
    assert cited(finding) == [f"core_group {day}" for day in MONTHS[:3]]
    assert counted(judged(SAME, *listed(OPEN, OPEN))) == {"met": 1}


def test_a_thread_with_one_listing_is_no_opportunity():
    assert judged(SAME, *listed(OPEN)).outcome == "not_applicable"


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Refer to the other parenting course", "status": "open", "due": "2026-02-01"},
        {"status": "open", "due": "2026-03-01"},
        {"status": "not_done", "due": "2026-02-01"},
    ],
)
def test_unchanged_is_text_due_and_status_all_equal(change):
    assert counted(judged(SAME, *listed(OPEN, change, OPEN))).get("unmet") is None


def test_words_that_differ_in_case_and_stops_alone_are_equal():
    shouted = OPEN | {"text": "REFER to the parenting course!"}
    assert counted(judged(SAME, *listed(OPEN, shouted, OPEN))) == {"unmet": 1}


def test_recurring_actions_never_drift():
    recurring = OPEN | {"recurring": "yes"}
    assert counted(judged(SAME, *listed(recurring, recurring, recurring))) == {}
    weekly = OPEN | {"text": "Weekly call to school"}
    assert counted(judged(SAME, *listed(weekly, weekly, weekly))) == {}


def test_an_action_that_is_done_has_come_to_its_end():
    done = OPEN | {"status": "done"}
    assert counted(judged(SAME, *listed(done, done, done))) == {"met": 1}


def test_what_cannot_be_read_may_be_unchanged():
    unclear = OPEN | {"due": "in spring"}
    assert counted(judged(SAME, *listed(OPEN, unclear, OPEN))) == {"unknown": 1}


def test_slipping_is_the_due_day_moved_on_and_not_done():
    moved = OPEN | {"due": "2026-03-01"}
    assert counted(judged(SLIPS, *listed(OPEN, moved))) == {"unmet": 1}
    assert counted(judged(SLIPS, *listed(moved, OPEN))) == {"met": 1}
    assert counted(judged(SLIPS, *listed(OPEN, OPEN))) == {"met": 1}
    assert counted(judged(SLIPS, *listed(OPEN, moved | {"status": "done"}))) == {"met": 1}


def test_a_list_that_was_set_aside_may_have_broken_the_row():
    row = listed(OPEN, OPEN, OPEN)
    assert counted(judged(SAME, *row, set_aside("core_group", "2026-02-09"))) == {"unknown": 1}
    assert counted(judged(SAME, *row, set_aside("core_group", "2026-05-09"))) == {"unmet": 1}


def test_a_list_that_cannot_be_dated_may_have_broken_the_row():
    undated = record("core_group", "in winter", actions=[{"text": "Another"}])
    assert counted(judged(SAME, *listed(OPEN, OPEN, OPEN), undated)) == {"unknown": 1}


def screened(*levels):
    return [
        record("screening", day, level=level) for day, level in zip(MONTHS, levels, strict=False)
    ]


def test_worsening_is_rising_in_the_order_given():
    result = judge(WORSE, *screened("low", "medium", "high"))
    assert counted(result) == {"unmet": 1}
    assert spans(concerns(result)) == [("2026-01-05", "2026-03-02")]
    assert counted(judge(WORSE, *screened("low", "medium", "medium"))) == {"met": 1}
    assert counted(judge(WORSE, *screened("high", "medium", "low"))) == {"met": 1}


def test_a_value_that_is_not_in_the_order_leaves_it_unknown():
    assert counted(judge(WORSE, *screened("low", "severe", "high"))) == {"unknown": 1}


def test_one_that_cannot_be_dated_or_was_set_aside_may_have_broken_the_row():
    row = screened("low", "medium", "high")
    undated = record("screening", "in winter", level="low")
    assert counted(judge(WORSE, *row, undated)) == {"unknown": 1}
    assert counted(judge(WORSE, *row, set_aside("screening", "2026-02-09"))) == {"unknown": 1}
    assert counted(judge(WORSE, *row, set_aside("screening", "2026-05-09"))) == {"unmet": 1}


def test_the_listing_that_completes_the_pattern_is_the_breach():
    settings = {"look_back": "3 months"}
    row = listed(OPEN, OPEN, OPEN)
    assert counted(judged(SAME, *row, settings=settings, as_at="2026-06-01")) == {"unmet": 1}
    assert counted(judged(SAME, *row, settings=settings, as_at="2026-06-02")) == {}


def test_a_series_is_no_strength_unless_one_is_worded():
    silent = {"wording": {"concern": "{listings}"}}
    assert strengths(judged(SAME, *listed(OPEN, OPEN), keys=silent)) == []


def test_listings_outside_the_period_do_not_count():
    ended = plan("2026-01-01", plan_id="P", ended_at="2026-02-15")
    result = judge(SAME, ended, *listed(OPEN, OPEN, OPEN), applies=CP)
    assert counted(result) == {"met": 1}


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (SAME.replace("unchanged", "stuck"), "not one of unchanged"),
        (SAME.replace("3", "1"), "two listings or more"),
        ("series: {of: {kind: screening}}\npattern: slipping", '"by" is missing'),
        ("series: {of: {kind: screening}, by: level}\npattern: worsening", "worsening needs"),
    ],
)
def test_a_faulty_check_is_found_when_the_rule_is_loaded(check, fault):
    assert fault in " ".join(faults(check))


def test_actions_whose_due_day_the_source_cannot_give_are_not_called_unchanged():
    covers = {"core_group": {"fields": ["date", "actions.text", "actions.status"]}}
    result = judge(SAME, *listed(OPEN, OPEN, OPEN), covers=covers)
    assert result.outcome == "not_assessable"
    assert "core_group.actions.due" in result.needs_missing


def due_on(day, status="open"):
    return {"status": status, "due": day}


def test_a_date_that_stands_for_two_lists_and_then_moves_was_moved_once():
    moved = [due_on("2026-02-01"), due_on("2026-02-01"), due_on("2026-03-01")]
    thrice = SLIPS.replace("at_least: 2", "at_least: 3")
    assert counted(judged(SLIPS, *listed(*moved))) == {"unmet": 1}
    assert counted(judged(thrice, *listed(*moved))) == {"met": 1}
    again = [*moved, due_on("2026-05-01")]
    (finding,) = concerns(judged(thrice, *listed(*again)))
    assert cited(finding) == [f"core_group {day}" for day in (MONTHS[0], MONTHS[2], MONTHS[3])]


def test_an_action_whose_date_slipped_as_often_has_not_moved_on():
    moved = [due_on(f"2026-0{month}-20") for month in (2, 3, 4)]
    assert judged(SAME, *listed(*moved)).outcome == "not_applicable"
    assert counted(judged(SAME, *listed(*moved[:2]))) == {"met": 1}
    assert counted(judged(SAME, *listed(*moved[:2], due_on("2026-03-20", "done")))) == {"met": 1}


def test_a_date_moved_on_with_a_new_next_step_has_not_slipped():
    moved = {"status": "open", "due": "2026-03-01"}
    assert counted(judged(SLIPS, *listed(OPEN, moved))) == {"unmet": 1}
    stepped = moved | {"next_step": "Assessment on 2 June"}
    assert counted(judged(SLIPS, *listed(OPEN, stepped))) == {"met": 1}
    carried_on = stepped | {"due": "2026-04-01"}
    assert counted(judged(SLIPS, *listed(OPEN, stepped, carried_on))) == {"unmet": 1}


def test_a_date_that_stays_has_not_slipped():
    assert counted(judged(SLIPS, *listed(OPEN, OPEN, OPEN))) == {"met": 1}


LATE = SAME + "\npast_due: yes"


def test_an_action_late_on_one_list_alone_and_done_on_the_next_has_not_drifted():
    done = due_on("2026-02-20", "done")
    late = due_on("2026-02-20")
    assert counted(judged(LATE, *listed(late, late, late))) == {"unmet": 1}
    assert counted(judged(LATE, *listed(late, late, late, done))) == {"met": 1}
    dropped = due_on("2026-02-20", "dropped")
    assert counted(judged(LATE, *listed(late, late, late, dropped))) == {"unmet": 1}


def test_one_that_was_late_on_two_lists_has_though_it_was_done_in_the_end():
    late, done = due_on("2026-01-31"), due_on("2026-01-31", "done")
    assert counted(judged(LATE, *listed(late, late, late, done))) == {"unmet": 1}
