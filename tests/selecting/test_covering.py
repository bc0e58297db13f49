"""A source that can fill only some of what lies within a field: what is asked of the rest."""

import pytest

from building import ask, concerns, judge, plan, record

DATED = {"plan": {"fields": ["date", "started_at", "ended_at", "type", "members.role"]}}


def covers(*fields: str) -> dict:
    return {"core_group": {"fields": ["date", *fields]}, **DATED}


GROUP = record(
    "core_group",
    "2026-03-10",
    actions=[{"text": "Home safety check", "status": "done"}],
    attended=[{"role": "teacher"}, {"role": "nurse"}],
    minutes={"sent_at": "2026-03-12", "sent_to": [{"role": "teacher"}]},
)

ASKED = [
    ("attended.report_sent", "attended.report_sent: {any: {exists: yes}}"),
    ("attended.report_sent", "attended: {any: {report_sent: {exists: yes}}}"),
    ("attended.report_sent", "attended: {count: {gte: 1, where: {report_sent: {exists: yes}}}}"),
    ("minutes.sent_to.acknowledged", "minutes.sent_to: {any: {acknowledged: {exists: yes}}}"),
    ("minutes.sent_to.acknowledged", "minutes.sent_to.acknowledged: {any: {exists: yes}}"),
    ("actions.impact", "actions: {any: {impact: {exists: yes}}}"),
    ("actions.impact", "actions: {any: {record.date: {exists: yes}, impact: {exists: yes}}}"),
    ("author.role", "author.role: {exists: yes}"),
]
LEFT_OUT = ("actions.text", "attended.role", "author.name", "minutes.sent_to.role")


@pytest.mark.parametrize(("field", "predicate"), ASKED)
def test_a_blank_within_a_list_is_blank_where_the_source_could_have_filled_it(field, predicate):
    assert ask(predicate, GROUP, covers=covers(*LEFT_OUT, field)) is False


@pytest.mark.parametrize(("field", "predicate"), ASKED)
def test_a_blank_within_a_list_is_unknown_where_it_could_not(field, predicate):
    assert ask(predicate, GROUP, covers=covers(*LEFT_OUT)) is None


@pytest.mark.parametrize(("field", "predicate"), ASKED)
def test_a_rule_that_asks_for_it_is_not_assessable_and_names_it(field, predicate):
    check = f"every: {{kind: core_group}}\nmeets: {{{predicate}}}"
    result = judge(check, GROUP, covers=covers(*LEFT_OUT))
    assert result.outcome == "not_assessable"
    assert result.needs_missing == (f"core_group.{field}",)
    assert concerns(judge(check, GROUP, covers=covers(*LEFT_OUT, field)))


def test_what_is_there_is_read_whatever_is_declared():
    assert ask("actions: {any: {status: done}}", GROUP, covers=covers("actions.text")) is True


IMPACT = "every: {kind: core_group, items: actions}\nmeets: {impact: {exists: yes}}"


def test_items_are_asked_at_their_own_depth():
    result = judge(IMPACT, GROUP, covers=covers("actions.text"))
    assert result.needs_missing == ("core_group.actions.impact",)
    assert len(concerns(judge(IMPACT, GROUP, covers=covers("actions")))) == 1
    assert len(concerns(judge(IMPACT, GROUP, covers=covers("actions.impact")))) == 1


def test_where_the_whole_list_is_missing_the_list_is_named_once():
    check = f"{IMPACT[:-1]}, owner: {{exists: yes}}}}"
    assert judge(check, GROUP, covers=covers()).needs_missing == ("core_group.actions",)


def test_items_within_a_part_are_asked_at_their_own_depth():
    check = "every: {kind: core_group, items: minutes.sent_to}\nmeets: {agency: {exists: yes}}"
    result = judge(check, GROUP, covers=covers("minutes.sent_at", "minutes.sent_to.role"))
    assert result.needs_missing == ("core_group.minutes.sent_to.agency",)
    assert judge(check, GROUP, covers=covers("minutes.sent_at")).needs_missing == (
        "core_group.minutes.sent_to",
    )


def test_the_record_that_an_item_stands_in_is_asked_at_its_own_depth():
    check = (
        "every: {kind: core_group, items: actions}\nmeets: {record.minutes.sent_at: {exists: yes}}"
    )
    lacking = covers("actions", "minutes.sent_to")
    assert judge(check, GROUP, covers=lacking).needs_missing == ("core_group.minutes.sent_at",)
    assert judge(check, GROUP, covers=covers("actions", "minutes")).outcome == "evidenced"


def test_the_lists_of_the_plan_that_is_open_are_those_of_plans():
    check = (
        "every: {kind: core_group}\nmeets: {period.members: {any: {agency: {exists: yes}}}}",
        "{while: {plan_open: child_protection}}",
    )
    opened = plan("2026-01-05", members=[{"role": "teacher"}])
    result = judge(check[0], opened, GROUP, applies=check[1], covers=covers())
    assert result.needs_missing == ("plan.members.agency",)
    full = {**covers(), "plan": {}}
    assert concerns(judge(check[0], opened, GROUP, applies=check[1], covers=full))


INVOLVED = "involved.agencies: {contains: police}"


def test_who_was_involved_needs_one_field_that_says_it():
    check = f"every: {{kind: core_group}}\nmeets: {{{INVOLVED}}}"
    assert ask(INVOLVED, GROUP, covers=covers("attended.role")) is None
    assert judge(check, GROUP, covers=covers("attended.role")).needs_missing == (
        "core_group.attended.agency",
    )
    came = {**GROUP, "attended": [{"agency": "school"}]}
    assert ask(INVOLVED, came, covers=covers("attended.agency")) is False


@pytest.mark.parametrize(
    "predicate",
    [
        "involved.agencies: {contains: police}",
        "involved.agencies: {any: {ne: social_care}}",
        "involved.agencies: {all: {eq: social_care}}",
        "involved.agencies: {count: 2}",
        "involved.agencies: {count: {gte: 3}}",
        "involved.people: {any: {matches: chair}}",
    ],
)
def test_beside_those_who_are_seen_to_be_involved_others_may_be_where_no_field_says_who(predicate):
    held = {**GROUP, "author": {"agency": "social_care", "role": "social worker"}}
    assert ask(predicate, held, covers=covers("minutes")) is None
    came = {**held, "attended": [{"agency": "school", "role": "teacher"}]}
    assert ask(predicate, came, covers=covers("attended")) is not None


def test_those_who_are_seen_to_be_involved_are_whatever_is_declared():
    held = {**GROUP, "author": {"agency": "police"}}
    assert ask(INVOLVED, held, covers=covers("minutes")) is True
    assert ask("involved.agencies: {count: {gte: 1}}", held, covers=covers("minutes")) is True


def test_a_plan_may_be_linked_where_the_source_cannot_hold_the_plan_or_its_links():
    linked = "linked.plans: {contains: child_protection}"
    meeting = record("meeting", "2026-03-10")
    held = {"meeting": {"fields": ["date", "links"]}}
    unlinked = {**held, "plan": {"fields": ["date", "type"]}}
    assert ask(linked, meeting, covers=held) is None
    assert ask(linked, meeting, covers=unlinked) is None
    assert ask(linked, meeting, covers={**held, "plan": {"fields": ["date", "links"]}}) is False
    check = f"every: {{kind: meeting}}\nmeets: {{{linked}}}"
    assert judge(check, meeting, covers=held).needs_missing == ("plan",)
    assert judge(check, meeting, covers=unlinked).outcome == "not_assessable"
    told = {**meeting, "links": ["plan 2026-01-05"]}
    assert judge(check, told, plan("2026-01-05"), covers=unlinked).outcome == "evidenced"


def test_how_an_action_stands_needs_its_status():
    done = "every: {kind: core_group, items: actions}\nmeets: {thread.state: done}"
    assert judge(done, GROUP, covers=covers("actions.text")).needs_missing == (
        "core_group.actions.status",
    )
    assert judge(done, GROUP, covers=covers("actions.text", "actions.status")).outcome == (
        "evidenced"
    )


def test_of_several_kinds_the_one_that_lacks_only_what_lies_in_its_list_comes_nearest():
    check = "every: {kind: [meeting, core_group], items: actions}\nmeets: {impact: {exists: yes}}"
    found = judge(check, GROUP, covers={**covers("actions.text"), "meeting": {"fields": ["date"]}})
    assert found.needs_missing == ("core_group.actions.impact",)
