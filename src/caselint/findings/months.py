"""So many months from a day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def add_months(day: date, number: int) -> date:
    """The same day of another month, or its last where it has no such day; before, if negative.

    A day that no calendar has becomes the first or the last that there is.

    >>> add_months(date(2026, 1, 31), 1), add_months(date(2026, 1, 31), -2)
    (datetime.date(2026, 2, 28), datetime.date(2025, 11, 30))
    """
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
