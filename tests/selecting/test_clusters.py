"""So many of a thing within a span."""

import pytest

from building import days, faults, record, select, set_aside, visit

ROW = "{kind: visit, where: {child_seen: no}, cluster: {at_least: 3, in_a_row: yes}}"
NEAR = "{kind: visit, where: {child_seen: no}, cluster: {at_least: 3, within: 2 weeks}}"


def missed(*dates):
    return [visit(day, "no") for day in dates]


def test_a_cluster_is_dated_the_day_the_number_is_reached():
    found = select(ROW, *missed("2026-03-02", "2026-03-09", "2026-03-16"))
    assert days(found) == ["2026-03-16"]
    assert [hit.key for hit in found.hits[0].members] == [
        "visit 2026-03-02",
        "visit 2026-03-09",
        "visit 2026-03-16",
    ]


def test_one_between_that_does_not_qualify_breaks_the_row():
    found = select(ROW, *missed("2026-03-02", "2026-03-09", "2026-03-16"), visit("2026-03-10"))
    assert days(found) == []


def test_a_row_that_goes_on_stays_one_cluster():
    found = select(ROW, *missed("2026-03-02", "2026-03-09", "2026-03-16", "2026-03-23"))
    assert days(found) == ["2026-03-16"]


def test_after_a_break_a_row_may_be_reached_again():
    first = missed("2026-03-02", "2026-03-03", "2026-03-04")
    again = missed("2026-03-06", "2026-03-07", "2026-03-08")
    found = select(ROW, *first, visit("2026-03-05"), *again)
    assert days(found) == ["2026-03-04", "2026-03-08"]


def test_a_span_reaches_to_its_last_day():
    assert days(select(NEAR, *missed("2026-03-02", "2026-03-09", "2026-03-16"))) == ["2026-03-16"]
    assert days(select(NEAR, *missed("2026-03-02", "2026-03-09", "2026-03-17"))) == []


def test_a_span_slides():
    found = select(NEAR, *missed("2026-02-02", "2026-03-02", "2026-03-09", "2026-03-16"))
    assert days(found) == ["2026-03-16"]


def test_counting_starts_afresh_once_the_number_is_reached():
    found = select(NEAR, *missed(*(f"2026-03-0{n}" for n in range(1, 7))))
    assert days(found) == ["2026-03-03", "2026-03-06"]


def test_what_may_be_one_of_them_makes_a_cluster_that_is_not_sure():
    found = select(ROW, *missed("2026-03-02", "2026-03-16"), visit("2026-03-09", None))
    assert days(found) == ["2026-03-16?"]


def test_what_may_break_a_row_makes_it_not_sure():
    row = missed("2026-03-02", "2026-03-09", "2026-03-16")
    assert days(select(ROW, *row, set_aside("visit", "2026-03-10"))) == ["2026-03-10?"]
    assert days(select(ROW, *row, visit("one day", "yes", record_id="v"))) == ["2026-03-16?"]


def test_on_one_day_without_times_which_came_first_is_not_known():
    same_day = [
        *missed("2026-03-02", "2026-03-09", "2026-03-16"),
        visit("2026-03-16", record_id="v"),
    ]
    assert days(select(ROW, *same_day)) == ["2026-03-16?"]
    timed = [
        *missed("2026-03-02", "2026-03-09", "2026-03-16T09:00:00"),
        visit("2026-03-16T10:00:00", record_id="v"),
    ]
    assert days(select(ROW, *timed)) == ["2026-03-16"]


DISTINCT = "{kind: case_note, cluster: {at_least: 2, within: 2 weeks, distinct: author.agency}}"


def note(day, agency):
    return record("case_note", day, **({"author": {"agency": agency}} if agency else {}))


@pytest.mark.parametrize(
    ("agencies", "found"),
    [
        (("school", "school"), []),
        (("school", "gp"), ["2026-03-03"]),
        (("school", None), ["2026-03-03?"]),
    ],
)
def test_so_many_different_ones_may_be_asked_for(agencies, found):
    notes = [note(f"2026-03-0{n + 2}", agency) for n, agency in enumerate(agencies)]
    assert days(select(DISTINCT, *notes)) == found


def test_a_cluster_needs_its_number():
    assert '"at_least" is missing' in faults(
        "present: {kind: visit, cluster: {within: 2 weeks}}\nat_most: 0"
    )
