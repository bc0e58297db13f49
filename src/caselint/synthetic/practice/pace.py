"""Days at the pace of practice."""

from __future__ import annotations

from datetime import date

from caselint.synthetic import calendar
from caselint.synthetic.chance import Chance


def paced(chance: Chance, start: date, low: int, high: int, until: date) -> list[date]:
    """Working days from `low` to `high` working days apart, the first that long after `start`.

    The last lies after `until`: it is the next one planned.
    """
    days = []
    day = start
    while day <= until:
        day = calendar.plus(day, chance.between(low, high))
        days.append(day)
    return days


def weekly(chance: Chance, start: date, low: int, high: int, until: date) -> list[date]:
    """Working days at most `high` and about `low` weeks apart; the last lies after `until`."""
    days = []
    day = start
    while day <= until:
        step = chance.between(low * 7, high * 7)
        day = calendar.on_or_before(calendar.days_after(day, step))
        days.append(day)
    return days
