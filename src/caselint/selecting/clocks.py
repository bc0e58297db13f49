"""The three clocks: working days, calendar days with weeks and months, and clock hours.

- The day of the trigger is day 0, and on the due day is in time. Where a limit counts working days,
  so is what comes on the free days after it.
- Limits in days ignore the time of day.
- A month is a calendar month and clamps: 31 January + 1 month is the last day of February.
- Hours run on the clock across the change of summer time. A date without a time is the whole day,
  so a limit in hours is read both ways.

Working days are Monday to Friday less England's bank holidays, from the `holidays` library. Some
authorities' systems count bank holidays as working days, so that is a setting.
"""

from __future__ import annotations

import calendar
from bisect import bisect_right
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Literal

from caselint.casefile.values import FIRST_YEAR, LAST_YEAR, LONDON, day_of
from caselint.selecting.durations import Duration, Unit

BankHolidays = Literal["free", "working"]
_DAY = timedelta(days=1)


class Clocks:
    """Adds durations to moments. `bank_holidays` says whether they are free or working days."""

    def __init__(self, bank_holidays: BankHolidays = "free") -> None:
        self.bank_holidays = bank_holidays

    def after(self, moment: date, duration: Duration) -> date:
        """The last moment in time: a day, or for hours counted from a time, a time."""
        if duration.unit == "hours":
            if isinstance(moment, datetime):
                later = moment.astimezone(UTC) + timedelta(hours=duration.number)
                return later.astimezone(LONDON)
            return moment + timedelta(days=-(-duration.number // 24))
        return _moved(day_of(moment), duration.number, duration.unit, self.bank_holidays)

    def before(self, moment: date, duration: Duration) -> date:
        """The day (for hours: the time) that lies so long before."""
        if duration.unit == "hours":
            if isinstance(moment, datetime):
                earlier = moment.astimezone(UTC) - timedelta(hours=duration.number)
                return earlier.astimezone(LONDON)
            return moment - timedelta(days=-(-duration.number // 24))
        return _moved(day_of(moment), -duration.number, duration.unit, self.bank_holidays)

    def within(self, trigger: date, answer: date, duration: Duration) -> bool | None:
        """Whether the answer came in time; None where a missing time of day leaves it open."""
        if duration.unit != "hours":
            return day_of(answer) <= self.after(trigger, duration)
        earliest, latest = _span(trigger)
        answered_earliest, answered_latest = _span(answer)
        limit = timedelta(hours=duration.number)
        if answered_latest - earliest <= limit:
            return True
        return False if answered_earliest - latest > limit else None

    def ahead(self, answer: date, trigger: date, duration: Duration) -> bool | None:
        """Whether the answer came at least so long before; None where times leave it open."""
        if duration.unit != "hours":
            return day_of(answer) <= self.before(trigger, duration)
        earliest, latest = _span(trigger)
        answered_earliest, answered_latest = _span(answer)
        limit = timedelta(hours=duration.number)
        if earliest - answered_latest >= limit:
            return True
        return False if latest - answered_earliest < limit else None

    def past(self, due: date, day: date, duration: Duration) -> bool:
        """Whether a day lies past a due day, as the limit counts: in working days, if one passed.

        What came on the Saturday after a due Friday took no more working days than were allowed.
        """
        if day <= due:
            return False
        return duration.unit != "working days" or self.working_days(due, day) > 0

    def is_working(self, day: date) -> bool:
        """Whether the day is a working day."""
        if day.weekday() >= 5:
            return False
        return self.bank_holidays == "working" or day not in _bank_holidays(day.year)

    def working_days(self, start: date, end: date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is before."""
        if end < start:
            return -self.working_days(end, start)
        weeks, rest = divmod((end - start).days, 7)
        weekdays = 5 * weeks + sum((start.weekday() + n) % 7 < 5 for n in range(1, rest + 1))
        if self.bank_holidays == "working":
            return weekdays
        for year in range(start.year, end.year + 1):
            free = _free_weekdays(year)
            weekdays -= bisect_right(free, end) - bisect_right(free, start)
        return weekdays


def add_months(day: date, number: int) -> date:
    """The same day of the month so many calendar months on, clamped to the month's last day."""
    months = day.year * 12 + day.month - 1 + number
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def length(start: date, end: date, duration: Duration, clocks: Clocks) -> str:
    """How long it was from `start` to `end`, in words, in the unit of the standard used."""
    first, last = day_of(start), day_of(end)
    if duration.unit == "working days":
        return _count(clocks.working_days(first, last), "working day")
    if duration.unit == "hours":
        if isinstance(start, datetime) and isinstance(end, datetime):
            # A minute begun counts, so that what is over 72 hours never reads as 72 hours.
            minutes = -int((start.astimezone(UTC) - end.astimezone(UTC)).total_seconds() // 60)
            hours, rest = divmod(minutes, 60)
            if hours < 96:
                return _count(hours, "hour") + (f" and {_count(rest, 'minute')}" if rest else "")
        return _count((last - first).days, "day")
    days = (last - first).days
    if duration.unit == "days" or days < 14:
        return _count(days, "day")
    if duration.unit in ("months", "years") and (months := _months(first, last)):
        rest = (last - add_months(first, months)).days
        return _count(months, "month") + (f" and {_count(rest, 'day')}" if rest else "")
    weeks, rest = divmod(days, 7)
    return _count(weeks, "week") + (f" and {_count(rest, 'day')}" if rest else "")


def _months(first: date, last: date) -> int:
    """Whole calendar months from one day to another."""
    months = 12 * (last.year - first.year) + last.month - first.month
    return months if add_months(first, months) <= last else months - 1


def _count(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _span(moment: date) -> tuple[datetime, datetime]:
    """The earliest and latest instant that a moment can mean."""
    if isinstance(moment, datetime):
        instant = moment.astimezone(UTC)
        return instant, instant
    start = datetime.combine(moment, time(0), LONDON).astimezone(UTC)
    return start, datetime.combine(moment + _DAY, time(0), LONDON).astimezone(UTC)


@lru_cache(maxsize=65536)
def _moved(day: date, number: int, unit: Unit, bank_holidays: BankHolidays) -> date:
    """The day so many units on, or for a number below nought before; asked of few days often."""
    if unit == "working days":
        return _working_day(day, number, free=bank_holidays == "free")
    if unit == "months":
        return add_months(day, number)
    if unit == "years":
        return add_months(day, 12 * number)
    return day + timedelta(days=number * (7 if unit == "weeks" else 1))


def _working_day(day: date, number: int, *, free: bool) -> date:
    step = _DAY if number > 0 else -_DAY
    left = abs(number)
    while left:
        day += step
        if day.weekday() < 5 and not (free and day in _bank_holidays(day.year)):
            left -= 1
    return day


@lru_cache(maxsize=512)
def _free_weekdays(year: int) -> tuple[date, ...]:
    """The bank holidays of a year that fall on Monday to Friday, in order."""
    return tuple(sorted(day for day in _bank_holidays(year) if day.weekday() < 5))


@lru_cache(maxsize=512)
def _bank_holidays(year: int) -> frozenset[date]:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return frozenset()
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv="ENG", years=year))
