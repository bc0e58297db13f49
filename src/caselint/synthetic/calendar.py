"""Days as practice counts them: working days, months and school terms in England.

The day counted from is day 0. Working days are Monday to Friday without the bank holidays of
England, from the `holidays` library.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

FIRST: Final = date(2007, 1, 1)
LAST: Final = date(2032, 12, 31)


@lru_cache(maxsize=1)
def _working_days() -> list[date]:
    import holidays

    free = holidays.country_holidays("GB", subdiv="ENG", years=range(FIRST.year, LAST.year + 1))
    days = (FIRST + timedelta(number) for number in range((LAST - FIRST).days + 1))
    return [day for day in days if day.weekday() < 5 and day not in free]


def is_working(day: date) -> bool:
    """Whether a day is a working day."""
    return on_or_after(day) == day


def on_or_after(day: date) -> date:
    """The day itself if it is a working day, else the next one."""
    days = _working_days()
    return days[bisect_left(days, day)]


def on_or_before(day: date) -> date:
    """The day itself if it is a working day, else the one before."""
    days = _working_days()
    return days[bisect_right(days, day) - 1]


def plus(day: date, working_days: int) -> date:
    """So many working days later (or, when negative, earlier)."""
    days = _working_days()
    if working_days >= 0:
        return days[bisect_right(days, day) + working_days - 1] if working_days else day
    return days[bisect_left(days, day) + working_days]


def working_days_from(start: date, end: date) -> int:
    """How many working days lie after `start`, up to and with `end`."""
    days = _working_days()
    return bisect_right(days, end) - bisect_right(days, start)


def days_after(day: date, number: int) -> date:
    """So many calendar days later."""
    return day + timedelta(number)


def months_after(day: date, months: int) -> date:
    """So many calendar months later; 31 January and one month is the last of February."""
    count = day.year * 12 + day.month - 1 + months
    year, month = divmod(count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError("no such month")


def in_term(day: date) -> bool:
    """Whether schools are in term, near enough: not in summer, at Christmas, Easter, half-term."""
    holidays_at = (
        ((7, 23), (9, 2)),
        ((10, 25), (11, 2)),
        ((12, 20), (12, 31)),
        ((1, 1), (1, 4)),
        ((2, 14), (2, 22)),
        ((4, 3), (4, 17)),
        ((5, 25), (6, 1)),
    )
    here = (day.month, day.day)
    return not any(first <= here <= last for first, last in holidays_at)


def age_on(born: date, day: date) -> int:
    """Whole years of age; negative before the birth."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
