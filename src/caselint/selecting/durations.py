"""Durations as people write them: ``10 working days``, ``6 weeks``, ``72 hours``, ``3 months``."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, Literal, NamedTuple, get_args

Unit = Literal["working days", "days", "weeks", "months", "years", "hours"]

_UNITS: Final[dict[str, Unit]] = {unit.removesuffix("s"): unit for unit in get_args(Unit)}
_FORM: Final = re.compile(r"\s*(\d{1,5})\s+([a-z]+(?: [a-z]+)?)\s*", re.IGNORECASE)
_DAYS: Final[dict[str, float]] = {
    "working days": 7 / 5,
    "days": 1,
    "weeks": 7,
    "months": 30,
    "years": 365,
    "hours": 1 / 24,
}


class Duration(NamedTuple):
    """A number of one unit. Which day it leads to is the clocks' business (`clocks.Clocks`)."""

    number: int
    unit: Unit

    def __str__(self) -> str:
        unit = self.unit.removesuffix("s") if self.number == 1 else self.unit
        return f"{self.number} {unit}"

    @property
    def rough_days(self) -> float:
        """Calendar days, at 7 to 5 working days and 30 to a month: to compare bounds only."""
        return self.number * _DAYS[self.unit]


@lru_cache(maxsize=1024)
def read_duration(text: str) -> Duration | None:
    """Read a duration; None when it is not written as one."""
    match = _FORM.fullmatch(text)
    if match is None:
        return None
    unit = _UNITS.get(match[2].lower().removesuffix("s"))
    return Duration(int(match[1]), unit) if unit else None
