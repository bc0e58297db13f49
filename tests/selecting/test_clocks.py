"""Durations and the three clocks."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.selecting.clocks import Clocks, length
from caselint.selecting.durations import Duration, read_duration

CLOCKS = Clocks()
LONDON = ZoneInfo("Europe/London")


def limit(text):
    duration = read_duration(text)
    assert duration is not None
    return duration


def on(text):
    return date.fromisoformat(text)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("10 working days", 10, "working days"),
        ("1 working day", 1, "working days"),
        ("6 weeks", 6, "weeks"),
        ("72 hours", 72, "hours"),
        ("3 Months", 3, "months"),
        ("2 years", 2, "years"),
        ("14 days", 14, "days"),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text, number, unit):
    assert read_duration(text) == Duration(number, unit)


@pytest.mark.parametrize("text", ["six weeks", "weekly", "6", "weeks", "-1 days", "1.5 weeks", ""])
def test_what_is_not_written_as_a_duration_is_none(text):
    assert read_duration(text) is None


@pytest.mark.parametrize(
    ("trigger", "within", "due"),
    [
        ("2026-03-02", "10 days", "2026-03-12"),
        ("2026-03-02", "6 weeks", "2026-04-13"),
        ("2026-01-31", "1 month", "2026-02-28"),
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2025-11-30", "3 months", "2026-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2026-03-02", "0 days", "2026-03-02"),
    ],
)
def test_the_day_of_the_trigger_is_day_0_and_months_clamp(trigger, within, due):
    assert CLOCKS.after(on(trigger), limit(within)) == on(due)


@pytest.mark.parametrize(
    ("later", "within", "day"),
    [
        ("2026-03-31", "1 month", "2026-02-28"),
        ("2026-03-12", "10 days", "2026-03-02"),
        ("2026-03-16", "10 working days", "2026-03-02"),
    ],
)
def test_time_is_counted_backwards_alike(later, within, day):
    assert CLOCKS.before(on(later), limit(within)) == on(day)


@pytest.mark.parametrize(
    ("trigger", "within", "due"),
    [
        ("2026-03-02", "5 working days", "2026-03-09"),
        ("2026-03-06", "1 working day", "2026-03-09"),
        ("2026-03-07", "1 working day", "2026-03-09"),
        ("2026-04-02", "1 working day", "2026-04-07"),
        ("2025-12-24", "2 working days", "2025-12-30"),
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(trigger, within, due):
    assert CLOCKS.after(on(trigger), limit(within)) == on(due)


def test_bank_holidays_may_count_as_working_days():
    assert Clocks("working").after(on("2026-04-02"), limit("1 working day")) == on("2026-04-03")
    assert Clocks("working").is_working(on("2026-04-03"))
    assert not Clocks("free").is_working(on("2026-04-03"))


@pytest.mark.parametrize(
    ("due", "day", "within", "truth"),
    [
        ("2026-06-19", "2026-06-19", "5 working days", False),
        ("2026-06-19", "2026-06-20", "5 working days", False),  # the Saturday after a Friday
        ("2026-06-19", "2026-06-21", "5 working days", False),
        ("2026-06-19", "2026-06-22", "5 working days", True),
        ("2026-04-02", "2026-04-06", "1 working day", False),  # Easter Monday after Maundy Thursday
        ("2026-06-19", "2026-06-20", "7 days", True),
    ],
)
def test_free_days_after_the_due_day_are_in_time_where_working_days_are_counted(
    due, day, within, truth
):
    assert CLOCKS.past(on(due), on(day), limit(within)) is truth


def test_what_is_over_a_limit_in_hours_never_reads_as_the_limit():
    over = length(at("2026-03-02T10:00"), at("2026-03-05T10:00:20"), limit("72 hours"), CLOCKS)
    assert over == "72 hours and 1 minute"


def test_limits_in_days_ignore_the_time_of_day():
    assert CLOCKS.within(at("2026-03-02T23:00"), at("2026-03-03T00:05"), limit("1 day")) is True
    assert CLOCKS.within(at("2026-03-02T00:05"), at("2026-03-03T23:55"), limit("1 day")) is True
    assert CLOCKS.within(at("2026-03-02T23:55"), at("2026-03-04T00:05"), limit("1 day")) is False


@pytest.mark.parametrize(
    ("trigger", "answer", "truth"),
    [
        ("2026-03-02T10:00", "2026-03-03T10:00", True),
        ("2026-03-02T10:00", "2026-03-03T10:01", False),
    ],
)
def test_hours_between_times_are_exact(trigger, answer, truth):
    assert CLOCKS.within(at(trigger), at(answer), limit("24 hours")) is truth


@pytest.mark.parametrize(
    ("trigger", "answer", "truth"),
    [
        ("2026-03-02", "2026-03-04", True),
        ("2026-03-02", "2026-03-05", None),
        ("2026-03-02", "2026-03-06", None),
        ("2026-03-02", "2026-03-07", False),
    ],
)
def test_a_date_without_a_time_is_the_whole_day_so_hours_are_read_both_ways(trigger, answer, truth):
    assert CLOCKS.within(on(trigger), on(answer), limit("72 hours")) is truth


def test_hours_run_on_the_clock_when_summer_time_begins():
    begins = at("2026-03-28T12:00")
    assert CLOCKS.after(begins, limit("24 hours")) == at("2026-03-29T13:00")


@pytest.mark.parametrize(
    ("answer", "truth"), [("2026-02-27", True), ("2026-02-28", None), ("2026-03-01", None)]
)
def test_at_least_so_many_hours_before_is_read_both_ways_too(answer, truth):
    assert CLOCKS.ahead(on(answer), on("2026-03-02"), limit("48 hours")) is truth


def test_at_least_so_long_before():
    assert CLOCKS.ahead(on("2026-03-02"), on("2026-03-05"), limit("3 days")) is True
    assert CLOCKS.ahead(on("2026-03-03"), on("2026-03-05"), limit("3 days")) is False
    assert CLOCKS.ahead(at("2026-03-02T10:00"), at("2026-03-03T09:59"), limit("24 hours")) is False
    assert CLOCKS.ahead(at("2026-03-02T10:00"), at("2026-03-03T10:00"), limit("24 hours")) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6 weeks", "30 working days"),
        ("30 days", "1 month"),
        ("48 hours", "2 days"),
        ("14 days", "10 working days"),
    ],
)
def test_bounds_are_compared_at_7_days_to_5_working_days_and_30_to_a_month(one, other):
    assert limit(one).rough_days == pytest.approx(limit(other).rough_days)


@pytest.mark.parametrize(
    ("start", "end", "unit", "words"),
    [
        ("2026-01-05", "2026-03-16", "weeks", "10 weeks"),
        ("2026-01-05", "2026-03-17", "weeks", "10 weeks and 1 day"),
        ("2026-01-05", "2026-01-06", "weeks", "1 day"),
        ("2026-01-05", "2026-03-16", "days", "70 days"),
        ("2026-03-02", "2026-03-16", "working days", "10 working days"),
        ("2026-01-20", "2026-04-01", "months", "2 months and 12 days"),
        ("2026-01-31", "2026-02-28", "months", "1 month"),
        ("2026-01-31", "2026-03-30", "months", "1 month and 30 days"),
        ("2025-02-10", "2026-09-30", "years", "19 months and 20 days"),
        ("2026-01-05", "2026-01-25", "months", "2 weeks and 6 days"),
        ("2026-01-05", "2026-01-12", "months", "7 days"),
    ],
)
def test_a_length_is_said_in_the_unit_of_the_standard(start, end, unit, words):
    assert length(on(start), on(end), Duration(1, unit), CLOCKS) == words


DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(0, 60))
def test_so_many_working_days_on_are_so_many_working_days_away(day, number):
    later = CLOCKS.after(day, Duration(number, "working days"))
    assert CLOCKS.working_days(day, later) == number
    assert number == 0 or CLOCKS.is_working(later)


@given(DAYS, DAYS, st.sampled_from(["5 working days", "3 weeks", "2 months", "10 days"]))
def test_an_answer_is_in_time_up_to_the_due_day_and_not_after(trigger, answer, within):
    due = CLOCKS.after(trigger, limit(within))
    assert CLOCKS.within(trigger, answer, limit(within)) is (answer <= due)
