"""Which plan a record belongs to."""

import pytest

from caselint.casefile.plans import plan_of, plan_type_of

from .making import record, timeline

CP = record("plan", record_id="cp", plan_id="CP", type="child_protection", started_at="2026-01-01")
CIN = record("plan", record_id="cin", plan_id="CIN", type="child_in_need", started_at="2026-01-01")
EXPLOITATION = record(
    "plan", record_id="ex", plan_id="EX", type="exploitation", started_at="2026-01-01"
)


def plan(thing, *others):
    line = timeline({**thing, "record_id": "it"}, *others)
    return plan_of(line, line.by_id["it"])


def test_a_plan_belongs_to_itself():
    assert plan({**CP, "plan_id": "P7"}) == "P7"


def test_a_plan_without_plan_id_is_known_by_its_record():
    assert plan({**CP, "plan_id": None}) == "it"


def test_its_own_plan_id_comes_first():
    assert plan(record("plan_review", "2026-02-01", plan_id="CIN", links=["cp"]), CP) == "CIN"


def test_a_linked_plan_comes_second():
    assert plan(record("supervision", "2026-02-01", links=["cin"]), CP, CIN) == "CIN"


def test_a_plan_may_link_to_the_record():
    assert plan(record("supervision", "2026-02-01"), CP, {**CIN, "links": ["it"]}) == "CIN"


def test_of_two_linked_plans_the_one_of_its_type_counts():
    meeting = record("meeting", "2026-02-01", type="map", links=["cp", "ex"])
    assert plan(meeting, CP, EXPLOITATION) == "EX"


def test_two_linked_plans_of_no_type_of_its_own_leave_it_unknown():
    assert plan(record("supervision", "2026-02-01", links=["cp", "cin"]), CP, CIN) is None


def test_the_one_open_plan_of_its_type_comes_third():
    assert plan(record("core_group", "2026-02-01"), CP, CIN) == "CP"


def test_a_record_of_no_type_of_its_own_belongs_to_the_one_open_plan():
    assert plan(record("supervision", "2026-02-01"), CIN) == "CIN"


def test_with_two_plans_open_it_is_unknown():
    assert plan(record("supervision", "2026-02-01"), CP, CIN) is None


@pytest.mark.parametrize(("day", "belongs"), [("2025-12-31", None), ("2026-01-01", "CP")])
def test_a_plan_must_be_open_that_day(day, belongs):
    assert plan(record("core_group", day), CP) == belongs


def test_a_record_of_unreadable_date_belongs_to_none():
    assert plan(record("core_group", "soon"), CP) is None


def test_a_link_to_nowhere_does_not_count():
    assert plan(record("core_group", "2026-02-01", links=["gone"]), CP) == "CP"


@pytest.mark.parametrize(
    ("kind", "type_", "plan_type"),
    [
        ("conference", "initial", "child_protection"),
        ("core_group", None, "child_protection"),
        ("visit", "child_in_need", "child_in_need"),
        ("visit", "statutory", None),
        ("meeting", "map", "exploitation"),
        ("meeting", "looked_after_review", "looked_after"),
        ("meeting", "network", None),
        ("supervision", "case", None),
    ],
)
def test_a_kind_belongs_to_a_type_of_plan_or_to_none(kind, type_, plan_type):
    (entry,) = timeline(record(kind, "2026-02-01", type=type_)).entries
    assert plan_type_of(entry) == plan_type


def test_an_open_plan_whose_type_cannot_be_read_may_be_the_one():
    unclear = {**CIN, "type": "cannot be read"}
    assert plan(record("core_group", "2026-02-01"), CP, unclear) is None
