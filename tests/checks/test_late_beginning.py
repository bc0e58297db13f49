"""Files whose events begin long after a plan or placement did: the time before is not judged."""

from building import CP, concerns, counted, judge, plan, record, spans, visit

OLD = plan("2024-03-04", record_id="P1")
NOTES = [record("case_note", f"2026-01-{day:02}") for day in range(5, 17)]
"""Twelve of them, from 5 January 2026 on."""
SEEN = "recurs: {kind: visit, where: {child_seen: yes}}\nwithin: 10 days"
REVIEWED = "follows: {trigger: {kind: plan}, answer: {kind: plan_review}}\nwithin: 3 months"
MET = "present: {kind: meeting, during: period}\nat_least: 1"


def test_an_interval_is_counted_from_the_first_event():
    result = judge(SEEN, OLD, *NOTES, visit("2026-01-20"), applies=CP, as_at="2026-01-21")
    assert spans(concerns(result)) == [("2026-01-05", "2026-01-20")]


def test_what_followed_a_plan_from_before_is_unknown_whether_it_came_or_not():
    assert counted(judge(REVIEWED, OLD, *NOTES)) == {"unknown": 1}
    late = record("plan_review", "2026-02-02")
    assert counted(judge(REVIEWED, OLD, *NOTES, late)) == {"unknown": 1}


def test_what_follows_a_plan_from_within_is_judged():
    new = plan("2026-01-12", record_id="P2")
    result = judge(REVIEWED, OLD, *NOTES, new, as_at="2026-06-30")
    assert counted(result) == {"unknown": 1, "unmet": 1}


def test_a_meeting_may_have_been_held_before():
    assert counted(judge(MET, OLD, *NOTES, applies=CP)) == {"unknown": 1}
    held = record("meeting", "2026-01-14")
    assert counted(judge(MET, OLD, *NOTES, held, applies=CP)) == {"met": 1}


def test_where_an_event_stands_beside_the_beginning_everything_is_judged():
    referred = record("referral", "2024-02-26")
    assert counted(judge(REVIEWED, OLD, *NOTES, referred)) == {"unmet": 1}
    result = judge(SEEN, OLD, *NOTES, referred, applies=CP, as_at="2026-01-21")
    assert spans(concerns(result)) == [("2024-03-04", "2026-01-21")]


def test_a_file_of_a_few_events_is_not_taken_to_be_cut():
    assert counted(judge(REVIEWED, OLD, *NOTES[1:])) == {"unmet": 1}


def test_three_months_are_not_long_before():
    near = plan("2025-10-05", record_id="P1")
    assert counted(judge(REVIEWED, near, *NOTES)) == {"unmet": 1}
    assert counted(judge(REVIEWED, plan("2025-10-04", record_id="P1"), *NOTES)) == {"unknown": 1}


def test_events_without_a_day_begin_nothing():
    undated = [record("case_note") for _ in range(12)]
    assert counted(judge(REVIEWED, OLD, *undated)) == {"unmet": 1}


def test_a_beginning_that_is_declared_holds_instead():
    covers = {"plan": {}, "case_note": {}, "visit": {"from": "2024-01-01"}}
    result = judge(SEEN, OLD, *NOTES, applies=CP, covers=covers, as_at="2026-01-21")
    assert spans(concerns(result)) == [("2024-03-04", "2026-01-21")]


def test_where_the_source_says_from_when_on_it_holds_events_nothing_is_guessed():
    covers = {"plan": {}, "plan_review": {}, "case_note": {"from": "2026-01-01"}}
    assert counted(judge(REVIEWED, OLD, *NOTES, covers=covers)) == {"unmet": 1}


def test_the_day_of_the_first_event_can_be_asked_for():
    asked = "every: {subject: child}\nmeets: {child.records_begin: {exists: no}}"
    assert counted(judge(asked, OLD, *NOTES)) == {"unmet": 1}
    assert counted(judge(asked, OLD)) == {"met": 1}
