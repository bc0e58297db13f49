"""Which records, items and people a rule names."""

import pytest

from building import a_case, a_view, days, faults, plan, record, select, set_aside, visit
from caselint.selecting.compiling import Compiling
from caselint.selecting.scope import Scope
from caselint.selecting.selectors import compile_selector

CARE, SCHOOL = {"agency": "social_care"}, {"agency": "school"}


def test_a_kind_or_several_are_selected_in_order_of_date():
    found = select(
        "kind: [visit, supervision]", visit("2026-03-02"), record("supervision", "2026-02-02")
    )
    assert days(found) == ["2026-02-02", "2026-03-02"]


def test_what_may_qualify_is_selected_but_not_sure():
    found = select(
        "{kind: visit, where: {child_seen: yes}}",
        visit("2026-03-02"),
        visit("2026-03-03", "no"),
        visit("2026-03-04", None),
    )
    assert days(found) == ["2026-03-02", "2026-03-04?"]


def test_a_record_dated_after_the_as_at_date_is_not_there():
    assert days(select("kind: visit", visit("2026-07-01"))) == []


def test_a_record_that_was_set_aside_may_be_anything_that_its_kind_and_date_allow():
    found = select(
        "{kind: visit, where: {child_seen: yes}}",
        set_aside("visit", "2026-03-02"),
        set_aside("plan", "2026-03-02"),
    )
    assert days(found) == ["2026-03-02?"]


ASSESSED = record("assessment", "2026-01-05", started_at="2026-01-05")


def test_another_date_may_date_a_record():
    at = "{kind: assessment, at: completed_at}"
    assert days(select(at, ASSESSED | {"completed_at": "2026-02-09"})) == ["2026-02-09"]


def test_a_record_whose_date_is_blank_is_not_selected():
    assert days(select("{kind: assessment, at: completed_at}", ASSESSED)) == []


def test_where_the_date_is_unreadable_the_selection_is_unknown():
    unreadable = ASSESSED | {"completed_at": "soon"}
    assert days(select("{kind: assessment, at: completed_at}", unreadable)) == ["None?"]


def test_where_the_date_is_uncovered_the_selection_is_unknown():
    covers = {"assessment": {"fields": ["date", "started_at"]}}
    found = select("{kind: assessment, at: completed_at}", ASSESSED, covers=covers)
    assert days(found) == ["None?"]


FIRST_FILLED = "{kind: assessment, at: [authorised_at, completed_at]}"


def test_of_several_dates_the_first_that_is_filled_counts():
    both = ASSESSED | {"authorised_at": "2026-02-11", "completed_at": "2026-02-09"}
    assert days(select(FIRST_FILLED, both)) == ["2026-02-11"]
    one = ASSESSED | {"completed_at": "2026-02-09"}
    assert days(select(FIRST_FILLED, one)) == ["2026-02-09"]
    assert days(select(FIRST_FILLED, ASSESSED)) == []


def test_of_several_dates_one_that_is_filled_and_unreadable_leaves_the_others_unsure():
    unclear = ASSESSED | {"authorised_at": "soon", "completed_at": "2026-02-09"}
    assert days(select(FIRST_FILLED, unclear)) == ["2026-02-09?"]


def test_of_several_dates_those_that_the_source_can_fill_count():
    covers = {"assessment": {"fields": ["date", "started_at", "completed_at"]}}
    one = ASSESSED | {"completed_at": "2026-02-09"}
    assert days(select(FIRST_FILLED, one, covers=covers)) == ["2026-02-09"]


def test_a_record_with_dates_in_an_impossible_order_has_no_sure_day():
    wrong = ASSESSED | {"completed_at": "2025-12-01"}
    assert days(select("kind: assessment", wrong)) == ["None?"]


THREE = [visit("2026-03-02"), visit("2026-03-04"), visit("2026-03-06")]


@pytest.mark.parametrize(("take", "day"), [("first", "2026-03-02"), ("last", "2026-03-06")])
def test_the_first_or_the_last_may_be_taken(take, day):
    assert days(select(f"{{kind: visit, take: {take}}}", *THREE)) == [day]


def test_which_is_the_first_is_not_sure_where_an_earlier_one_may_qualify():
    found = select(
        "{kind: visit, where: {child_seen: yes}, take: first}", visit("2026-03-01", None), *THREE
    )
    assert days(found) == ["2026-03-01?", "2026-03-02?"]


def test_which_is_the_last_is_not_sure_where_one_cannot_be_dated():
    found = select("{kind: visit, take: last}", visit("at once", record_id="v"), *THREE)
    assert days(found) == ["None?", "2026-03-06?"]


def test_a_named_period_bounds_the_selection_both_ends_included():
    open_plan = plan("2026-03-04", ended_at="2026-03-06")
    found = select(
        "{kind: visit, during: plan_open}",
        open_plan,
        *THREE,
        visit("2026-03-07"),
    )
    assert days(found) == ["2026-03-04", "2026-03-06"]


def test_back_to_back_plans_are_one_period_of_the_types_named():
    joined = [
        plan("2026-03-01", ended_at="2026-03-03"),
        plan("2026-03-04", "child_in_need", ended_at="2026-03-05"),
        plan("2026-03-06", "early_help"),
    ]
    during = "{kind: visit, during: {plan_open: [child_protection, child_in_need]}}"
    assert days(select(during, *joined, *THREE)) == ["2026-03-02", "2026-03-04"]


def test_what_may_lie_in_a_period_is_not_sure():
    unclear = plan("2026-03-04", ended_at="some time")
    found = select("{kind: visit, during: plan_open}", unclear, *THREE)
    assert days(found) == ["2026-03-04?", "2026-03-06?"]


def test_what_one_selector_is_unsure_of_another_may_be_sure_of():
    unclear = plan("2026-03-04", ended_at="some time")
    view = a_view(unclear, *THREE)
    ctx = Compiling()
    in_period = compile_selector({"kind": "visit", "during": "plan_open"}, (), ctx)
    at_any_time = compile_selector({"kind": "visit"}, (), ctx)
    assert not any(hit.sure for hit in in_period.select(Scope(view)).hits)
    assert all(hit.sure for hit in at_any_time.select(Scope(view)).hits)


def test_between_keeps_to_the_days_from_the_first_to_the_last_of_others():
    ends = [record("core_group", "2026-03-03"), record("core_group", "2026-03-05")]
    found = select("{kind: visit, during: {between: {kind: core_group}}}", *ends, *THREE)
    assert days(found) == ["2026-03-04"]


def test_the_items_of_a_list_are_selected_each_with_its_record():
    actions = [{"text": "Ring school", "owner": "SW"}, {"text": "Clinic"}]
    found = select(
        "{kind: plan, items: actions, where: {owner: {exists: yes}, record.plan_id: P1}}",
        plan("2026-03-04", actions=actions, plan_id="P1"),
    )
    assert [hit.thing.text for hit in found.hits] == ["Ring school"]


def test_items_may_lie_deeper():
    minutes = {"sent_at": "2026-03-04", "sent_to": ["gp", "school"]}
    found = select(
        "{kind: meeting, items: minutes.sent_to, at: sent_at, where: {agency: gp}}",
        record("meeting", "2026-03-02", minutes=minutes),
    )
    assert days(found) == ["2026-03-04"]


def test_deeper_items_are_covered_by_the_field_they_stand_in():
    covers = {"meeting": {"fields": ["date", "minutes"]}}
    found = select(
        "{kind: meeting, items: minutes.sent_to, where: {acknowledged: {exists: no}}}",
        record("meeting", "2026-03-02", minutes={"sent_to": ["gp"]}),
        covers=covers,
    )
    assert [hit.sure for hit in found.hits] == [True]


def test_people_may_be_selected():
    people = [
        {"person_id": "p1", "relationship": "father"},
        {"person_id": "p2", "relationship": "mother"},
    ]
    found = select("{subject: person, where: {relationship: father}}", people=people)
    assert [(hit.key, hit.certain) for hit in found.hits] == [("p1", True)]


def test_one_of_several_selectors_is_enough():
    found = select(
        "any_of: [{kind: visit, where: {child_seen: yes}}, {kind: visit, where: {child_seen: no}}]",
        visit("2026-03-02"),
        visit("2026-03-03", "no"),
    )
    assert days(found) == ["2026-03-02", "2026-03-03"]


def test_an_agencys_own_records_are_unknown_where_the_source_is_another_agencys():
    school = "{kind: visit, records_of: school}"
    assert select(school, visit("2026-03-02", author=CARE)).unknown
    assert not select(school, visit("2026-03-02", author=SCHOOL)).unknown


def test_whose_records_these_are_may_be_declared():
    found = select(
        "{kind: visit, records_of: school}",
        visit("2026-03-02"),
        covers={"records_from": ["school"]},
    )
    assert not found.unknown


def test_items_are_named_so_that_others_may_come_and_go():
    actions = [{"action_id": "7", "text": "Ring school"}, {"text": "Clinic"}, {"text": "Clinic"}]
    keys = [
        [
            hit.key
            for hit in select("{kind: plan, items: actions}", plan("2026-03-04", actions=few)).hits
        ]
        for few in (actions, actions[:2], actions[1:])
    ]
    assert keys[0][0] == "plan 2026-03-04#7"
    assert set(keys[1]) < set(keys[0])
    assert set(keys[2]) < set(keys[0])


@pytest.mark.parametrize(
    ("selector", "fault"),
    [
        ("{kind: visti}", 'did you mean "visit"'),
        ("{where: {child_seen: yes}}", "a selector needs"),
        ("{kind: visit, take: second}", "not one of all, first, last"),
        ("{kind: visit, at: location}", "is no date"),
        ("{kind: visit, items: location}", "is no list of items"),
        ("{kind: visit, during: plans_open}", 'did you mean "plan_open"'),
        ("{kind: visit, during: {plan_open: child_protecton}}", "no type of plan"),
        ("{kind: visit, records_of: scool}", "no agency"),
        ("{kind: visit, were: {}}", "unknown key"),
        ("{subject: uncle}", "not one of"),
        ("{any_of: []}", "expected a list"),
        ("visits", "expected a selector"),
    ],
)
def test_a_faulty_selector_is_found_when_the_rule_is_loaded(selector, fault):
    assert fault in " ".join(faults(f"present: {selector}\nat_least: 1"))


def test_the_case_file_of_a_test_is_whole():
    assert not a_case(*THREE).set_aside


def test_an_item_is_asked_about_the_record_in_which_it_stands():
    actions = [{"text": "Ring school"}]
    found = select(
        "{kind: meeting, items: actions, where: {record.type: map}}",
        record("meeting", "2026-03-02", type="map", actions=actions),
        record("meeting", "2026-03-03", type="network", actions=actions),
    )
    assert days(found) == ["2026-03-02"]
