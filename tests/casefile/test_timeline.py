"""A case file on a day: what is visible, in what order."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import Timeline

from .making import case, record, timeline

DAY = date(2026, 3, 31)


def ids(entries):
    return [entry.record.record_id for entry in entries]


def visit(record_id, day, **fields):
    return record("visit", day, record_id=record_id, **fields)


def test_records_stand_in_order_of_date():
    line = timeline(visit("b", "2026-02-01"), visit("a", "2026-03-01"), visit("c", "2026-01-01"))
    assert ids(line.entries) == ["c", "b", "a"]


def test_a_whole_day_comes_before_the_times_of_that_day():
    line = timeline(visit("a", "2026-01-05T00:00"), visit("b", "2026-01-05"))
    assert ids(line.entries) == ["b", "a"]


def test_records_of_one_moment_stand_in_order_of_id():
    line = timeline(visit("b", "2026-01-05"), visit("a", "2026-01-05"))
    assert ids(line.entries) == ["a", "b"]


def test_in_the_night_the_clocks_go_back_records_stand_as_they_happened():
    line = timeline(
        visit("after", "2026-10-25T01:10:00Z"), visit("before", "2026-10-25T00:50:00Z"),
        as_at=date(2026, 12, 1),
    )  # fmt: skip
    assert ids(line.entries) == ["before", "after"]


def test_a_record_dated_later_is_not_visible():
    line = timeline(visit("a", "2026-03-31T23:59"), visit("b", "2026-04-01"), as_at=DAY)
    assert ids(line.entries) == ["a"]


def test_a_record_whose_date_cannot_be_read_has_no_day_and_stands_first():
    line = timeline(visit("a", "2026-01-05"), visit("b", "soon"))
    assert ids(line.entries) == ["b", "a"]
    assert line.entries[0].day is None


def test_the_first_day_is_that_of_the_earliest_dated_record():
    assert timeline(visit("b", "soon"), visit("a", "2026-01-05")).first_day == date(2026, 1, 5)


def test_an_empty_file_has_no_first_day():
    assert timeline().first_day is None


def test_an_entry_knows_its_calendar_day_in_london():
    assert timeline(visit("a", "2026-07-01T23:30:00Z"), as_at=date(2026, 7, 2)).entries[
        0
    ].day == date(2026, 7, 2)


def test_later_dates_in_a_visible_record_read_as_blank():
    line = timeline(visit("a", "2026-03-01", recorded_at="2026-04-02"), as_at=DAY)
    assert line.entries[0].record.recorded_at is None


def test_entries_are_found_by_kind():
    line = timeline(visit("a", "2026-01-05"), record("closure", "2026-02-01", record_id="z"))
    assert ids(line.of(["closure"])) == ["z"]


def test_entries_of_several_kinds_stand_in_order_of_date():
    line = timeline(
        record("closure", "2026-02-01", record_id="z"),
        visit("b", "2026-03-01"),
        visit("a", "2026-01-01"),
    )
    assert ids(line.of(["closure", "visit"])) == ["a", "z", "b"]


def test_a_kind_that_is_named_twice_is_listed_once():
    assert ids(timeline(visit("a", "2026-01-05")).of(["visit", "visit"])) == ["a"]


def test_a_kind_that_does_not_occur_has_no_entries():
    assert list(timeline().of(["visit"])) == []


def test_records_are_found_by_what_links_to_them():
    line = timeline(
        visit("a", "2026-01-05"), record("supervision", "2026-01-09", record_id="s", links=["a"])
    )
    assert ids(line.linked_from["a"]) == ["s"]


def test_a_tombstone_dated_later_is_not_there():
    line = timeline(
        record("visit", "2026-04-01", child_sen="x"), record("visit", "2026-03-01", child_sen="x"),
        as_at=DAY,
    )  # fmt: skip
    assert [stone.moment for stone in line.tombstones] == [date(2026, 3, 1)]


@pytest.mark.parametrize(("kind", "found"), [("visit", 2), ("plan", 1)])
def test_a_tombstone_of_unknown_kind_could_be_any(kind, found):
    line = timeline(record("visit", "2026-03-01", child_sen="x"), record("vist", "2026-03-01"))
    assert len(line.tombstones_of([kind])) == found


def test_people_and_agencies_that_came_later_are_not_there():
    line = timeline(
        as_at=DAY,
        people=[{"person_id": "p"}, {"person_id": "q", "from": "2026-04-01"}],
        agencies=[{"agency": "gp", "to": "2026-04-01"}, {"agency": "camhs", "from": "2026-04-01"}],
    )
    assert [person.person_id for person in line.people] == ["p"]
    assert [(agency.agency, agency.to) for agency in line.agencies] == [("gp", None)]


def test_the_child_is_as_on_the_day():
    line = timeline(as_at=DAY, child={"child_id": "K", "died_on": "2026-04-01"})
    assert line.child.died_on is None


def test_what_is_kept_is_made_once():
    line, made = timeline(), []
    for _ in range(2):
        line.keep("key", lambda: made.append(1))
    assert made == [1]


@given(st.permutations(["2026-01-01", "2026-01-02", "2026-01-02T10:00", "soon", "2026-05-01"]))
def test_the_order_in_which_a_source_gives_records_changes_nothing(days):
    file = case(*(visit(day, day) for day in days))
    assert ids(Timeline(file, DAY).entries) == [
        "soon",
        "2026-01-01",
        "2026-01-02",
        "2026-01-02T10:00",
    ]
