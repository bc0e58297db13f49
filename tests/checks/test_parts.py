"""Rules that are measured for each agency, plan, person, child or action apart."""

from building import CP, concerns, counted, faults, judge, plan, record, visit

SEEN_BY = """
present: {kind: visit, where: {author.agency: $part}}
at_least: 1
per: agency
"""
MEMBERS = plan("2026-01-05", members=[{"agency": "gp"}, {"agency": "school"}])


def test_each_agency_of_the_plan_is_measured_apart():
    seen = visit("2026-02-02", author={"agency": "school"})
    result = judge(SEEN_BY, MEMBERS, seen, applies=CP)
    assert counted(result) == {"met": 1, "unmet": 1}
    assert [finding.part for finding in concerns(result)] == ["gp"]


def test_without_members_those_invited_to_the_latest_conference_are_the_agencies():
    invited = record("conference", "2026-02-02", invited=[{"agency": "police"}])
    result = judge(SEEN_BY, plan("2026-01-05"), invited, applies=CP)
    assert [finding.part for finding in concerns(result)] == ["police"]


def test_without_either_the_agencies_on_the_plan_are_unknown():
    assert judge(SEEN_BY, plan("2026-01-05"), applies=CP).outcome == "not_assessable"


def test_outside_of_a_plan_the_agencies_that_the_file_lists_count():
    seen = visit("2026-02-02", author={"agency": "school"})
    result = judge(SEEN_BY, seen, agencies=[{"agency": "gp"}])
    assert [finding.part for finding in concerns(result)] == ["gp"]


def test_an_agencys_own_records_are_needed_to_say_what_it_did_not_do():
    own = SEEN_BY.replace(
        "where: {author.agency: $part}", "where: {author.agency: $part}, records_of: $part"
    )
    seen = visit("2026-02-02", author={"agency": "school"})
    result = judge(own, MEMBERS, seen, applies=CP)
    assert counted(result) == {"met": 1, "unknown": 1}


def test_each_plan_is_measured_apart_though_joined_by_the_period():
    check = "present: {kind: visit, during: period}\nat_least: 1\nper: plan"
    first = plan("2026-01-05", plan_id="P1", ended_at="2026-02-05")
    second = plan("2026-02-06", plan_id="P2", record_id="p2")
    other = plan("2026-01-05", "early_help", plan_id="P3", record_id="p3")
    result = judge(check, first, second, other, visit("2026-01-09"), applies=CP)
    assert counted(result) == {"met": 1, "unmet": 1}
    assert [finding.part for finding in concerns(result)] == ["P2"]


INVOLVED = """
present: {kind: visit, where: {involved.people: {contains: $part}}}
at_least: 1
per: {person: {caring_role: yes}}
"""


def test_each_person_chosen_is_measured_apart():
    people = [
        {"person_id": "p1", "caring_role": "yes"},
        {"person_id": "p2", "caring_role": "no"},
        {"person_id": "p3"},
    ]
    result = judge(INVOLVED, visit("2026-02-02"), people=people)
    assert counted(result) == {"unmet": 1, "unknown": 1}
    assert [finding.part for finding in concerns(result)] == ["p1"]


def test_each_action_is_measured_apart():
    check = """
    present: {kind: core_group, items: actions, where: {action: $part}}
    at_least: 1
    per: action
    """
    result = judge(
        check,
        plan("2026-01-05", plan_id="P", actions=[{"text": "Ring school"}, {"text": "Clinic"}]),
        record("core_group", "2026-02-05", actions=[{"text": "Ring school"}]),
    )
    assert counted(result) == {"met": 1, "unmet": 1}


def test_the_child_may_be_the_part():
    result = judge("present: {kind: visit}\nat_least: 1\nper: child", record("plan", "2026-01-05"))
    assert [finding.part for finding in concerns(result)] == ["K1"]


def test_parts_have_findings_of_their_own():
    result = judge(SEEN_BY, MEMBERS, visit("2026-02-02"), applies=CP)
    assert counted(result) == {"unknown": 2}
    assert (
        len({finding.fingerprint for finding in concerns(judge(SEEN_BY, MEMBERS, applies=CP))}) == 2
    )


def test_what_is_no_part_is_found_when_the_rule_is_loaded():
    assert "not one of" in " ".join(faults("present: {kind: visit}\nat_least: 1\nper: team"))
