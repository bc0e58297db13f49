"""Does every item meet these predicates?"""

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
    strengths,
    visit,
)

OWNED = "every: {kind: [plan, core_group], items: actions}\nmeets: {owner: {exists: yes}}"
COUNTED = {"wording": {"concern": "{items} of {of_items}", "strength": "{met}", "query": "{why}"}}


def actions(*owners):
    return [
        {"text": f"Action {n}", **({"owner": owner} if owner else {})}
        for n, owner in enumerate(owners)
    ]


def test_each_item_is_an_opportunity_and_findings_are_one_a_parent_record():
    result = judge(
        OWNED,
        plan("2026-01-05", actions=actions("SW", None, None)),
        record("core_group", "2026-02-05", actions=actions(None)),
        keys=COUNTED,
    )
    assert counted(result) == {"met": 1, "unmet": 3}
    assert [finding.message for finding in concerns(result)] == ["2 of 3", "1 of 1"]
    assert cited(concerns(result)[0]) == ["plan 2026-01-05"] * 2


def test_a_finding_quotes_the_items_that_fall_short():
    result = judge(OWNED, plan("2026-01-05", actions=actions("SW", None)))
    assert [item.quote for item in concerns(result)[0].evidence] == ["Action 1"]


def test_an_item_that_may_be_one_of_them_gives_at_best_unknown():
    check = "every: {kind: visit, where: {child_seen: yes}}\nmeets: {location: home}"
    blank = visit("2026-03-02", None, location="home")
    assert counted(judge(check, blank)) == {"unknown": 1}
    assert counted(judge(check, blank | {"location": "school"})) == {"unknown": 1}


def test_what_is_blank_in_an_item_is_unknown():
    check = "every: {kind: visit}\nmeets: {location: home}"
    result = judge(check, visit("2026-03-02"))
    assert counted(result) == {"unknown": 1}
    assert result.outcome == "not_assessable"


def test_a_record_that_was_set_aside_is_no_item():
    check = "every: {kind: visit}\nmeets: {location: home}"
    assert judge(check, set_aside("visit", "2026-03-02")).outcome == "not_applicable"


def test_a_blank_list_and_an_empty_one_have_no_items():
    for fields in ({}, {"actions": []}):
        assert judge(OWNED, plan("2026-01-05", **fields)).outcome == "not_applicable"


def test_of_several_kinds_those_that_the_source_holds_are_judged():
    result = judge(OWNED, plan("2026-01-05", actions=actions("SW")), covers={"plan": {}})
    assert counted(result) == {"met": 1}


def test_without_the_list_in_any_kind_it_cannot_be_assessed():
    covers = {"plan": {"fields": ["date"]}, "core_group": {"fields": ["date"]}}
    result = judge(OWNED, plan("2026-01-05"), covers=covers)
    assert result.outcome == "not_assessable"
    assert set(result.needs_missing) == {"plan.actions", "core_group.actions"}


def test_a_recorded_reason_makes_a_query():
    check = OWNED + "\nexcused_by: {itself: {status: dropped}}"
    dropped = [{"text": "Clinic", "status": "dropped"}]
    result = judge(check, plan("2026-01-05", actions=dropped))
    assert (counted(result), len(queries(result))) == ({"excused": 1}, 1)


def test_a_duty_may_lapse():
    check = OWNED + "\nunless: {itself: {status: dropped}}"
    dropped = [{"text": "Clinic", "status": "dropped"}]
    assert counted(judge(check, plan("2026-01-05", actions=dropped))) == {}
    unclear = [{"text": "Clinic", "status": "unknown"}]
    assert counted(judge(check, plan("2026-01-05", actions=unclear))) == {"unknown": 1}


def test_items_outside_the_period_are_none():
    check = "every: {kind: visit}\nmeets: {location: home}"
    ended = plan("2026-01-05", ended_at="2026-02-05")
    result = judge(check, ended, visit("2026-02-06", location="school"), applies=CP)
    assert counted(result) == {}


def test_where_the_end_of_the_period_is_unknown_no_item_is_surely_in_it():
    check = "every: {kind: visit}\nmeets: {location: home}"
    unclear = plan("2026-01-05", ended_at="soon")
    result = judge(check, unclear, visit("2026-02-06", location="school"), applies=CP)
    assert counted(result) == {"unknown": 1}


def test_three_met_are_a_strength():
    assert strengths(judge(OWNED, plan("2026-01-05", actions=actions("SW", "HV")))) == []
    three = judge(OWNED, plan("2026-01-05", actions=actions("SW", "HV", "GP")))
    assert len(strengths(three)) == 1


def test_what_a_finding_turned_on_is_cited_beside_it():
    check = "every: {kind: visit}\nmeets: {has: {kind: visit, within: {after: 1 day}, at_most: 0}}"
    result = judge(check, visit("2026-03-02"), visit("2026-03-03"))
    assert cited(concerns(result)[0], related=True) == ["visit 2026-03-03"]


def test_the_agencys_records_may_not_be_held():
    check = "every: {kind: visit, records_of: school}\nmeets: {location: home}"
    assert judge(check, visit("2026-03-02")).outcome == "not_assessable"


def test_a_check_says_what_is_to_be_met():
    assert '"meets" is missing' in faults("every: {kind: visit}")


def test_the_entries_of_a_list_are_worded_by_what_they_are_and_never_by_name():
    meeting = record(
        "core_group", "2026-03-02", attended=[{"agency": "police"}, {"role": "chair", "name": "J"}]
    )
    check = "every: {kind: core_group}\nmeets: {attended: {count: {gte: 3}}}"
    keys = {"wording": {"concern": "Came: {found}.", "strength": "{met}"}}
    [concern] = concerns(judge(check, meeting, keys=keys))
    assert concern.message == "Came: police, chair."


def test_a_reason_may_ask_after_the_thing_that_it_excuses():
    check = """
    every: {kind: strategy_discussion}
    meets: {attended.agency: {contains: police}}
    excused_by:
      kind: strategy_discussion
      where: {date: {eq: {field: trigger.date}}, attended.agency: {contains: police}}
    """
    alone = record("strategy_discussion", "2026-03-02", attended=[{"agency": "school"}])
    both = {**alone, "record_id": "other", "attended": [{"agency": "police"}]}
    (query,) = queries(judge(check, alone, both))
    assert cited(query, related=True) == ["other"]
    later = {**both, "date": "2026-03-03"}
    assert len(concerns(judge(check, alone, later))) == 1


def test_a_strength_cites_what_met_it_beside_the_duty():
    check = "every: {kind: plan}\nmeets: {has: {kind: document, where: {type: chronology}}}"
    papers = record("document", "2026-01-20", type="chronology")
    keys = {"exposure": 1, "wording": {"concern": "None.", "strength": "One."}}
    result = judge(check, plan("2026-01-05"), papers, keys=keys)
    (finding,) = strengths(result)
    assert cited(finding) == ["plan 2026-01-05", "document 2026-01-20"]


def test_a_strength_says_so_where_a_question_is_asked_beside_it():
    keys = {
        "wording": {
            "concern": "{items}",
            "strength": "Each has an owner ({met}).",
            "query": "{why}",
        }
    }
    check = OWNED + "\nexcused_by: {itself: {status: dropped}}"
    dropped = {"text": "Dropped", "status": "dropped"}
    opened = plan("2026-01-05", actions=[*actions("SW", "SW", "SW"), dropped])
    (found,) = strengths(judge(check, opened, keys=keys))
    assert found.message == "Where no question is asked, each has an owner (3)."
    with_four = plan("2026-01-05", actions=[*actions("SW", "SW", "SW"), *[dropped] * 4])
    assert not strengths(judge(check, with_four, keys=keys))
