"""A record as it stood on the as-at date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile.asat import as_at, began_by
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.records import RECORD_KINDS
from caselint.casefile.values import Unreadable

from .making import read

DAY = date(2026, 3, 31)
LATER = "2026-04-01"
ON_THE_DAY = "2026-03-31"


def stood(kind, **fields):
    return as_at(read(kind, **fields), DAY)


HAPPENED = [
    (kind, name)
    for kind, model in RECORD_KINDS.items()
    for name in model.model_fields
    if name.endswith("_at")
]


@pytest.mark.parametrize(("kind", "field"), HAPPENED)
def test_what_happened_later_reads_as_blank(kind, field):
    assert getattr(stood(kind, **{field: LATER}), field) is None


@pytest.mark.parametrize(("kind", "field"), HAPPENED)
def test_what_happened_on_the_day_stands(kind, field):
    assert getattr(stood(kind, **{field: ON_THE_DAY}), field) == DAY


@pytest.mark.parametrize(
    ("kind", "field"), [("plan_review", "next_review_due"), ("screening", "review_due")]
)
def test_a_target_stays(kind, field):
    assert getattr(stood(kind, **{field: LATER}), field) == date(2026, 4, 1)


def test_the_targets_of_actions_and_goals_stay():
    plan = stood("plan", actions=[{"due": LATER}], goals=[{"due": LATER}])
    assert plan.actions[0].due == plan.goals[0].due == date(2026, 4, 1)


def test_a_child_who_died_later_is_alive():
    assert as_at(Child(child_id="K", died_on=LATER), DAY).died_on is None


def test_an_expected_date_of_birth_stays():
    child = as_at(Child(child_id="K", expected_date_of_birth=LATER), DAY)
    assert child.expected_date_of_birth == date(2026, 4, 1)


@pytest.mark.parametrize("listed", [Person(person_id="p", to=LATER), InvolvedAgency(to=LATER)])
def test_an_end_that_lies_ahead_reads_as_blank(listed):
    assert as_at(listed, DAY).to is None


def test_an_action_completed_later_reads_open_and_without_impact():
    action = {
        "text": "Ring school",
        "completed_at": LATER,
        "status": "done",
        "impact": "Back at school.",
        "outcome_met": "yes",
        "next_step": "Review",
    }
    (read_back,) = stood("core_group", actions=[action]).actions
    assert read_back.model_dump(exclude_none=True) == {
        "text": "Ring school",
        "status": "open",
        "next_step": "Review",
    }


def test_an_action_completed_by_the_day_stands():
    action = {"completed_at": ON_THE_DAY, "status": "done", "outcome_met": "yes"}
    (read_back,) = stood("core_group", actions=[action]).actions
    assert (read_back.status, read_back.outcome_met) == ("done", "yes")


@pytest.mark.parametrize(
    ("kind", "field", "entries"),
    [
        ("plan", "members", [{"agency": "gp"}, {"agency": "police", "from": LATER}]),
        ("move", "host_notified", [{"agency": "gp"}, {"agency": "police", "at": LATER}]),
        ("closure", "partners_informed", [{"agency": "gp"}, {"agency": "police", "at": LATER}]),
    ],
)
def test_an_entry_of_a_list_dated_later_is_not_there(kind, field, entries):
    assert [entry.agency for entry in getattr(stood(kind, **{field: entries}), field)] == ["gp"]


def test_minutes_that_went_out_later_have_no_recipient_yet():
    minutes = stood("core_group", minutes={"sent_at": LATER, "sent_to": ["GP"]}).minutes
    assert (minutes.sent_at, minutes.sent_to) == (None, [])


def test_minutes_are_there_for_those_they_had_gone_to():
    sent_to = [{"agency": "gp", "sent_at": ON_THE_DAY}, {"agency": "police", "sent_at": LATER}]
    minutes = stood("core_group", minutes={"sent_to": sent_to}).minutes
    assert [to.agency for to in minutes.sent_to] == ["gp"]


def test_a_list_that_is_blank_stays_blank():
    assert stood("plan", started_at=LATER).members is None


def test_a_time_late_on_the_day_has_happened():
    assert stood("visit", recorded_at="2026-03-31T23:59").recorded_at is not None


def test_what_cannot_be_read_stays_unknown():
    assert isinstance(stood("plan", ended_at=Unreadable("not a date")).ended_at, Unreadable)


def test_a_record_that_needs_no_change_is_handed_back_as_it_is():
    plan = read("plan", started_at="2026-01-01", actions=[{"due": LATER}], members=["GP"])
    assert as_at(plan, DAY) is plan


def test_the_record_itself_is_left_as_it_is():
    plan = read("plan", actions=[{"completed_at": LATER, "status": "done"}])
    as_at(plan, DAY)
    assert plan.actions[0].status == "done"


def test_an_entry_began_by_the_day_or_did_not():
    assert began_by(Person(person_id="p", from_=ON_THE_DAY), DAY)
    assert not began_by(Person(person_id="p", from_=LATER), DAY)


@given(
    st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.dates(date(2026, 1, 1), date(2026, 12, 31))
)
def test_looking_back_twice_is_looking_back_to_the_earlier_day(one, other):
    plan = read(
        "plan",
        started_at="2026-02-01",
        ended_at="2026-11-01",
        members=[{"from": "2026-05-01", "to": "2026-09-01"}],
        actions=[{"completed_at": "2026-07-01", "status": "done"}],
    )
    assert as_at(as_at(plan, max(one, other)), min(one, other)) == as_at(plan, min(one, other))
