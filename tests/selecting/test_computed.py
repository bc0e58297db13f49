"""Computed fields: how an action stands, what a record is linked to, dates that cannot be right."""

import pytest

from building import ask, cited, concerns, days, judge, plan, queries, record, select

OPEN = [{"text": "Home safety check", "owner": "Duty", "status": "open"}]
DONE = [{"text": "Home safety check", "owner": "Duty", "status": "done"}]
CLOSED = record("closure", "2026-03-10")
STANDS_OPEN = "has: {kind: [plan, core_group], items: actions, where: {thread.standing: open}}"


def group(day, actions):
    return record("core_group", day, actions=actions)


def test_an_action_stands_as_it_was_last_listed_by_the_day_of_what_asks():
    assert ask(STANDS_OPEN, CLOSED, group("2026-02-10", OPEN)) is True
    assert ask(STANDS_OPEN, CLOSED, group("2026-02-10", OPEN), group("2026-03-10", DONE)) is False
    assert ask(STANDS_OPEN, CLOSED, group("2026-02-10", OPEN), group("2026-03-11", DONE)) is True
    assert ask(STANDS_OPEN, CLOSED, group("2026-03-11", OPEN)) is False


def test_without_anything_that_asks_it_is_the_day_of_judging():
    groups = [group("2026-02-10", OPEN), group("2026-03-10", OPEN), group("2026-04-10", DONE)]
    standing = "{kind: core_group, items: actions, where: {thread.standing: %s}}"
    assert days(select(standing % "open", *groups, as_at="2026-03-31")) == ["2026-03-10"]
    assert days(select(standing % "listed_again", *groups, as_at="2026-03-31")) == ["2026-02-10"]
    assert days(select(standing % "done", *groups)) == ["2026-04-10"]


@pytest.mark.parametrize("status", [None, "unknown", "perhaps"])
def test_a_status_that_is_not_known_leaves_it_open_how_the_action_stands(status):
    action = [{"text": "Home safety check", "owner": "Duty", "status": status}]
    assert ask(STANDS_OPEN, CLOSED, group("2026-02-10", action)) is None


@pytest.mark.parametrize(
    ("action", "truth"),
    [
        ({"text": "Home safety check"}, False),
        ({"text": "Weekly visits"}, True),
        ({"text": "Weekly visits", "recurring": "no"}, False),
        ({"text": "Home safety check", "recurring": "yes"}, True),
    ],
)
def test_an_action_recurs_by_its_flag_or_else_by_its_words(action, truth):
    has = "has: {kind: core_group, items: actions, where: {thread.recurring: yes}}"
    assert ask(has, CLOSED, group("2026-02-10", [action])) is truth


LINKED = "linked.plans: {contains: child_protection}"


def test_a_plan_is_linked_whichever_of_the_two_says_so():
    meeting = record("meeting", "2026-03-10")
    assert ask(LINKED, meeting, plan("2026-01-05")) is False
    assert ask(LINKED, meeting, plan("2026-01-05", links=["meeting 2026-03-10"])) is True
    assert ask(LINKED, {**meeting, "links": ["plan 2026-01-05"]}, plan("2026-01-05")) is True
    assert ask(LINKED, {**meeting, "links": ["P9"]}, plan("2026-01-05")) is None
    covers = {"meeting": {"fields": ["date"]}, "plan": None}
    result = judge(f"every: {{kind: meeting}}\nmeets: {{{LINKED}}}", meeting, covers=covers)
    assert result.needs_missing == ("meeting.links",)


ORDER = (
    "every: {kind: any, where: {out_of_order: {exists: yes}}}\nmeets: {out_of_order: {count: 0}}"
)


def told(*records, **case):
    keys = {"wording": {"query": "{found}"}, "gives": "context"}
    return [each.message for each in queries(judge(ORDER, *records, keys=keys, **case))]


def test_dates_that_cannot_be_right_are_told_with_their_fields():
    assert told(plan("2026-01-05", ended_at="2026-01-04")) == [
        "ended_at 2026-01-04 lies before started_at 2026-01-05"
    ]
    assert told(plan("2026-01-05", ended_at="2026-01-05")) == []


def test_an_assessment_does_not_come_before_the_referral_that_it_is_linked_to():
    referral = record("referral", "2026-02-02")
    early = record("assessment", "2026-02-01", started_at="2026-02-01")
    assert told(referral, early) == []
    linked = {**early, "links": [referral["record_id"]]}
    expected = ["started_at 2026-02-01 lies before the referral's date 2026-02-02"]
    assert told(referral, linked) == expected
    assert told({**referral, "links": [early["record_id"]]}, early) == expected


def test_a_date_that_cannot_be_read_leaves_the_order_open():
    result = judge(ORDER, plan("2026-01-05", ended_at="2026-02-30"))
    assert result.outcome == "not_assessable"
    both = record("referral", "2026-02-02", received_at="2026-02-02", decided_at="2026-02-01")
    assert told({**both, "feedback_at": "soon"}) == [
        "decided_at 2026-02-01 lies before received_at 2026-02-02"
    ]


def test_what_a_question_turned_on_is_cited_beside_the_concern():
    check = "every: {kind: closure}\nmeets: {has: {kind: core_group, items: actions, at_most: 0}}"
    (concern,) = concerns(judge(check, CLOSED, group("2026-02-10", OPEN)))
    assert cited(concern) == ["closure 2026-03-10"]
    assert cited(concern, related=True) == ["core_group 2026-02-10"]


def test_a_query_cites_the_reason_that_is_recorded():
    check = """
follows: {trigger: {kind: visit}, answer: {kind: supervision}}
within: 5 days
excused_by: {kind: management_decision}
"""
    decision = record("management_decision", "2026-03-12")
    (query,) = queries(judge(check, record("visit", "2026-03-10"), decision))
    assert cited(query, related=True) == ["management_decision 2026-03-12"]


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ({"Professional analysis": "What holds her back is fear."}, True),
        ({"Conclusion": "What holds her back is fear."}, True),
        ({"body": "What holds her back is fear."}, False),
        ({"analysis": ""}, False),
        (None, False),
    ],
)
def test_a_section_of_narrative_is_asked_for_by_its_meaning(text, truth):
    asked = "has: {kind: assessment, where: {text.analysis: {exists: yes}}}"
    assert ask(asked, CLOSED, record("assessment", "2026-02-10", text=text)) is truth


def test_whether_a_section_is_filled_is_unknown_where_the_source_has_no_narrative():
    asked = "has: {kind: assessment, where: {text.analysis: {exists: yes}}}"
    covers = {"closure": {}, "assessment": {"fields": ["date"]}}
    assert ask(asked, CLOSED, record("assessment", "2026-02-10"), covers=covers) is None


SPOKEN_OF = """
every: {kind: core_group, items: actions}
meets: {status: done}
excused_by: {kind: [visit, appointment, case_note, meeting], where: {speaks_of_action: yes}}
"""


def spoken_of(text, *records, **more):
    actions = [{"text": text, "owner": "Duty", "status": "open"}]
    return judge(SPOKEN_OF, group("2026-02-10", actions), *records, **more)


@pytest.mark.parametrize(
    "later",
    [
        record("appointment", "2026-03-02", service="Sleep clinic"),
        record("visit", "2026-03-02", text="Back from the sleep clinic; appointments go on."),
        record("case_note", "2026-03-02", title="Sleep: letter from the clinic"),
    ],
)
def test_a_later_record_may_speak_of_an_action_in_its_words_or_their_beginnings(later):
    (query,) = queries(spoken_of("Sleep clinic appointment", later))
    assert cited(query, related=True) == [later["record_id"]]


@pytest.mark.parametrize(
    "other",
    [
        record("visit", "2026-03-02", text="Mum has an appointment at the bank."),
        record("visit", "2026-02-10", text="We spoke of the sleep clinic."),
        record("visit", "2026-01-12", text="We spoke of the sleep clinic."),
    ],
)
def test_one_word_in_common_is_chance_and_what_came_before_is_no_answer(other):
    assert not queries(spoken_of("Sleep clinic appointment", other))


@pytest.mark.parametrize(
    ("action", "later"),
    [
        ("IHA", record("appointment", "2026-03-02", service="Initial health assessment")),
        ("Speech & language therapy", record("visit", "2026-03-02", text="SALT came on Monday.")),
        ("PEP to be completed", record("meeting", "2026-03-02", text="Personal Education Plan.")),
    ],
)
def test_a_name_of_the_trade_is_known_in_full_and_by_its_letters(action, later):
    (query,) = queries(spoken_of(action, later))
    assert cited(query, related=True) == [later["record_id"]]


@pytest.mark.parametrize(
    ("action", "text"),
    [
        ("IHA", "His health is good. He goes to initial training, and an assessment is planned."),
        ("PEP to be completed", "The education plan was talked about."),
    ],
)
def test_the_words_of_a_name_apart_from_each_other_are_not_that_name(action, text):
    assert not queries(spoken_of(action, record("visit", "2026-03-02", text=text)))


def test_names_of_the_family_and_words_of_any_record_tell_no_action_from_others():
    seen = record("visit", "2026-03-02", text="Visited Mateo at home. His mum was at work.")
    found = spoken_of(
        "Visit Mateo at home with his mum", seen, child={"child_id": "K1", "name": "Mateo Moreno"}
    )
    assert not queries(found)


POLICE = "involved.agencies: {contains: police}"


@pytest.mark.parametrize(
    ("person", "truth"),
    [
        ({"role": "Team manager"}, None),
        ({"name": "Jo Bland"}, None),
        ({"role": "Social worker", "name": "Jo Bland"}, False),
        ({"role": "Mother"}, False),
        ({"role": "MGM"}, False),
        ({"name": "Grace Osei"}, False),
        ({"person_id": "P1"}, False),
        ({"role": "teacher", "agency": "school"}, False),
    ],
)
def test_somebody_without_an_agency_may_be_of_any_unless_of_the_family(person, truth):
    held = record("core_group", "2026-03-10", attended=[{"agency": "school"}, person])
    people = [{"person_id": "P1", "name": "Grace Osei", "relationship": "mother"}]
    assert ask(POLICE, held, people=people) is truth


def test_who_is_on_the_other_end_of_a_call_is_of_the_agency_that_is_named():
    head = [{"role": "head teacher"}]
    call = record("communication", "2026-03-10", to_agency="school", **{"with": head})
    assert ask(POLICE, call) is False
    assert ask(POLICE, record("communication", "2026-03-10")) is None


TOLD = "told.school: yes"


@pytest.mark.parametrize(
    ("fields", "truth"),
    [
        ({"text": "The school rang."}, None),
        ({"title": "Call from nursery"}, None),
        ({"text": "Police rang."}, False),
        ({"text": "The school rang.", "with": [{"role": "Mother"}]}, False),
        ({"text": "Letter to school.", "author": {"agency": "gp"}}, False),
    ],
)
def test_a_note_that_lists_nobody_may_tell_of_word_with_a_school(fields, truth):
    assert ask(TOLD, record("case_note", "2026-03-10", **fields)) is truth
