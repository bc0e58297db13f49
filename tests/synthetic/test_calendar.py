from datetime import date

import pytest

from caselint.synthetic import calendar


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        (date(2026, 4, 2), 1, date(2026, 4, 7)),  # over Good Friday and Easter Monday
        (date(2025, 12, 24), 2, date(2025, 12, 30)),
        (date(2026, 3, 2), 0, date(2026, 3, 2)),
        (date(2026, 4, 7), -1, date(2026, 4, 2)),
        (date(2026, 3, 7), 1, date(2026, 3, 9)),  # from a Saturday
    ],
)
def test_working_days_leave_out_weekends_and_bank_holidays(
    start: date, number: int, expected: date
) -> None:
    assert calendar.plus(start, number) == expected


def test_the_day_counted_from_is_day_nought() -> None:
    assert calendar.working_days_from(date(2026, 3, 2), date(2026, 3, 4)) == 2


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 11, 15), 3, date(2026, 2, 15)),
    ],
)
def test_a_month_is_a_calendar_month(day: date, months: int, expected: date) -> None:
    assert calendar.months_after(day, months) == expected


def test_schools_are_closed_in_august() -> None:
    assert not calendar.in_term(date(2025, 8, 12))
    assert calendar.in_term(date(2025, 11, 12))


def test_a_child_is_a_year_older_on_the_birthday() -> None:
    born = date(2015, 6, 10)
    assert calendar.age_on(born, date(2025, 6, 9)) == 9
    assert calendar.age_on(born, date(2025, 6, 10)) == 10
