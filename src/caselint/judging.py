"""From opportunities to an outcome: what the look-back lets in, the counts, and what they say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from caselint.casefile import day_of
from caselint.checks import Opportunity
from caselint.errors import ConfigurationError
from caselint.findings import Counts, Outcome
from caselint.selecting.clocks import BankHolidays, Clocks
from caselint.selecting.durations import Duration, read_duration


@dataclass(frozen=True, slots=True)
class LookBack:
    """How far back opportunities are judged. `duration` None: all of the file.

    An opportunity is judged if its breach day (unmet) or answer day (met) lies inside; what is
    excused or unknown goes by its breach day. A breach still running when the window opens is
    judged. History stays visible to everything else.
    """

    duration: Duration | None

    def __str__(self) -> str:
        return "all" if self.duration is None else str(self.duration)

    def judged(
        self, opportunities: Iterable[Opportunity], as_at: date, clocks: Clocks
    ) -> list[Opportunity]:
        """The opportunities to be judged, on a file judged as at a day."""
        if self.duration is None:
            return list(opportunities)
        opens = _opens(self.duration, as_at, clocks.bank_holidays)
        return [one for one in opportunities if _inside(one, opens)]


@lru_cache(maxsize=256)
def _opens(duration: Duration, as_at: date, bank_holidays: BankHolidays) -> date:
    """The day before the first on which opportunities are judged: the same for many files."""
    return day_of(Clocks(bank_holidays).before(as_at, duration))


def read_look_back(text: str) -> LookBack:
    """Read ``12 months`` or ``all``."""
    if text.strip() == "all":
        return LookBack(None)
    duration = read_duration(text)
    if duration is None:
        raise ConfigurationError(
            f'"{text}" is no look-back', hint="such as `6 months`, `12 months`, `all`"
        )
    return LookBack(duration)


def _inside(one: Opportunity, opens: date) -> bool:
    if one.state == "pending":
        return True
    day = one.answered if one.state == "met" else one.breach
    if day is None or day > opens:
        return True
    return one.state == "unmet" and (one.until is None or one.until > opens)


def count(opportunities: Iterable[Opportunity]) -> Counts:
    """Count opportunities by state."""
    states = [one.state for one in opportunities]
    return Counts(
        states.count("met"),
        states.count("unmet"),
        states.count("excused"),
        states.count("unknown"),
        states.count("pending"),
    )


def outcome_of(counts: Counts) -> tuple[Outcome, str]:
    """The outcome that counts give, and why it is that one."""
    if counts.met + counts.unmet + counts.unknown == 0:
        return "not_applicable", _why_not(counts)
    if counts.judged == 0:
        return "not_assessable", "what the records supplied say cannot be read either way"
    if counts.unmet == 0:
        return "evidenced", ""
    return ("partly_evidenced" if counts.met else "not_evidenced"), ""


def _why_not(counts: Counts) -> str:
    if counts.pending and counts.excused:
        return "what is due is not due yet, or a reason is recorded"
    if counts.pending:
        return "what is due is not due yet"
    return "a reason is recorded" if counts.excused else "nothing in the file calls for it"


def is_strength(
    judged: Sequence[Opportunity], counts: Counts, exposure: int, *, worded: bool
) -> bool:
    """Whether nothing is unmet or unknown, and enough was met, some of it strongly.

    Where more occasions are asked about than were met, what was met is no strength of the file.
    """
    if not worded or counts.unmet or counts.unknown or counts.met < exposure:
        return False
    if counts.excused > counts.met:
        return False
    return any(one.strong for one in judged if one.state == "met")
