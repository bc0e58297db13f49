"""Are there at least, or at most, n like this in the period?"""

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
    visit,
)

LEAST = "present: {kind: meeting, where: {type: family_group}, during: period}\nat_least: 1"
MOST = "present: {kind: allocation, during: period}\nat_most: 2"
PLAN = plan("2026-01-05", ended_at="2026-03-31")
MET = record("meeting", "2026-03-31", type="family_group")


def present(check, *records, **more):
    return judge(check, *records, applies=CP, **more)


def moves(*days):
    return [record("allocation", day) for day in days]


def test_at_least_so_many_are_there():
    assert counted(present(LEAST, PLAN, MET)) == {"met": 1}
    result = present(LEAST, PLAN)
    assert counted(result) == {"unmet": 1}
    assert spans(concerns(result)) == [("2026-01-05", "2026-03-31")]
    assert cited(concerns(result)[0]) == ["plan 2026-01-05"]


def test_what_lies_outside_the_period_does_not_count():
    assert counted(present(LEAST, PLAN, MET | {"date": "2026-04-01"})) == {"unmet": 1}


def test_an_open_period_runs_to_the_as_at_date():
    result = present(LEAST, plan("2026-01-05"), as_at="2026-02-09")
    assert spans(concerns(result)) == [("2026-01-05", "2026-02-09")]


def test_what_may_be_there_leaves_it_unknown():
    blank = record("meeting", "2026-02-02")
    assert counted(present(LEAST, PLAN, blank)) == {"unknown": 1}
    assert counted(present(LEAST, PLAN, set_aside("meeting", "2026-02-02"))) == {"unknown": 1}
    assert counted(present(LEAST, PLAN, set_aside("meeting", "2025-02-02"))) == {"unmet": 1}


def test_at_most_so_many_are_there_and_the_one_that_goes_over_is_the_breach():
    assert counted(present(MOST, PLAN, *moves("2026-01-06", "2026-02-06"))) == {"met": 1}
    over = moves("2026-01-06", "2026-02-06", "2026-03-06", "2026-03-20")
    (finding,) = concerns(present(MOST, PLAN, *over))
    assert str(finding.due) == "2026-03-06"
    assert len(cited(finding)) == 5


def test_what_may_go_over_leaves_at_most_unknown():
    two = moves("2026-01-06", "2026-02-06")
    assert counted(present(MOST, PLAN, *two, set_aside("allocation", "2026-03-06"))) == {
        "unknown": 1
    }


def test_an_at_most_check_gives_no_strength_unless_one_is_worded():
    silent = {"wording": {"concern": "{found}"}}
    assert strengths(present(MOST, PLAN, keys=silent)) == []
    assert len(strengths(present(MOST, PLAN))) == 1


def test_one_met_is_a_strength_of_an_at_least_check():
    assert len(strengths(present(LEAST, PLAN, MET))) == 1


BETWEEN = """
present: {kind: communication, during: {between: {kind: core_group}}}
at_least: 1
"""
GROUPS = [record("core_group", day) for day in ("2026-01-12", "2026-02-09", "2026-03-09")]


def test_each_interval_between_two_others_is_an_opportunity():
    said = record("communication", "2026-02-20")
    result = present(BETWEEN, PLAN, *GROUPS, said)
    assert counted(result) == {"met": 1, "unmet": 1}
    (finding,) = concerns(result)
    assert spans([finding]) == [("2026-01-12", "2026-02-09")]
    assert cited(finding) == ["core_group 2026-01-12", "core_group 2026-02-09"]


def test_without_two_of_them_there_is_no_interval():
    assert present(BETWEEN, PLAN, GROUPS[0]).outcome == "not_applicable"


@pytest.mark.parametrize(
    "window", [{"from": "2026-01-06"}, {"to": "2026-03-30"}], ids=["begins later", "ends sooner"]
)
def test_time_that_the_source_does_not_cover_leaves_an_absence_unknown(window):
    assert counted(present(LEAST, PLAN, covers={"plan": {}, "meeting": window})) == {"unknown": 1}


def test_at_most_is_unknown_too_where_more_may_lie_outside():
    covers = {"plan": {}, "allocation": {"from": "2026-02-01"}}
    assert counted(present(MOST, PLAN, *moves("2026-02-06"), covers=covers)) == {"unknown": 1}
    over = moves("2026-02-06", "2026-02-07", "2026-02-08")
    assert counted(present(MOST, PLAN, *over, covers=covers)) == {"unmet": 1}


def test_where_the_end_of_the_period_is_unknown_only_what_holds_of_any_end_is_known():
    unclear = plan("2026-01-05", ended_at="soon")
    assert counted(present(LEAST, unclear)) == {"unmet": 1}
    assert counted(present(LEAST, unclear, MET)) == {"unknown": 1}
    assert counted(present(MOST, unclear)) == {"met": 1}
    over = moves("2026-02-06", "2026-02-07", "2026-02-08")
    assert counted(present(MOST, unclear, *over)) == {"unknown": 1}


def test_people_may_be_counted():
    check = "present: {subject: person, where: {relationship: father}}\nat_least: 1"
    people = [{"person_id": "p1", "relationship": "father"}]
    assert counted(present(check, PLAN, people=people)) == {"met": 1}
    assert counted(present(check, PLAN, people=[])) == {"unmet": 1}


def test_a_finding_on_a_file_without_records_cites_the_child():
    result = judge("present: {kind: plan}\nat_least: 1")
    assert [(item.record_id, item.kind) for item in concerns(result)[0].evidence] == [
        ("K1", "child")
    ]


def test_an_attempt_is_shown_as_related():
    check = "present: {kind: visit, where: {child_seen: yes}}\nat_least: 1"
    result = present(check, PLAN, visit("2026-02-02", "no"))
    assert cited(concerns(result)[0], related=True) == ["visit 2026-02-02"]


def test_it_is_at_least_or_at_most():
    assert "expected either `at_least` or `at_most`" in faults("present: {kind: visit}")
    assert faults("present: {kind: visit}\nat_least: 1\nat_most: 2")
    assert "expected a whole number" in faults("present: {kind: visit}\nat_least: some")


def test_a_strength_may_need_more_than_that_the_rule_is_met():
    check = """
present: {kind: communication}
at_least: 1
strength_needs: {kind: communication, where: {direction: in}}
"""
    applies = CP
    made = plan("2026-01-05", ended_at="2026-03-05")
    out = record("communication", "2026-02-02", direction="out")
    inward = record("communication", "2026-02-09", direction="in")
    assert strengths(judge(check, made, out, applies=applies)) == []
    assert len(strengths(judge(check, made, out, inward, applies=applies))) == 1
    outside = record("communication", "2026-05-09", direction="in")
    assert strengths(judge(check, made, out, outside, applies=applies)) == []
