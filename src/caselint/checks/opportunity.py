"""An opportunity: one occasion on which a rule could be met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

from caselint.casefile import Period
from caselint.selecting.scope import Hit, View
from caselint.selecting.selection import records_of

_TRIED: Final = ("successful", "child_seen", "attended", "accepted", "quorate")
"""Flags of which `no` says that what was to happen was tried."""

State = Literal["met", "unmet", "excused", "unknown", "pending"]


@dataclass(slots=True, eq=False)
class Opportunity:
    """One occasion, and what became of it.

    `key` names it across runs. `breach` is the day after the due day (or what stands for it in a
    check that has none); `answered` the day on which it was met; `until` the day on which a breach
    ended, None while it runs. `duty` is what makes the occasion, `points` the records that qualify,
    `related` what else a reader wants to see. `values` gives what fills the wording. `group`:
    findings are one a group, where a check says one a parent record. A strength needs one met that
    is `strong`. `note` is a sentence that a reader of the finding needs besides its wording.
    `lacking` says what was not supplied, where that is why it is unknown. `met_by` gives what lies
    beside the duty and met it, for a strength to cite.
    """

    state: State
    key: str
    breach: date | None = None
    answered: date | None = None
    until: date | None = None
    start: date | None = None
    end: date | None = None
    due: date | None = None
    part: str = ""
    duty: tuple[Hit, ...] = ()
    points: tuple[Hit, ...] = ()
    related: tuple[Hit, ...] = ()
    values: Callable[[], Mapping[str, Any]] = dict
    group: str = ""
    why: str = ""
    strong: bool = True
    note: str = ""
    lacking: str = ""
    met_by: Callable[[], Iterable[Hit]] = tuple


@dataclass(slots=True, eq=False)
class Frame:
    """Where a check is measured: a period, and a part where the rule is measured for each apart.

    `unsure`: whether the rule applies here at all is unknown, so nothing is concluded.
    `may_be_longer`: there may be other periods, which may touch this one and be joined to it. Rules
    share frames: none is ever changed.
    """

    period: Period
    part: Any = None
    label: str = ""
    unsure: bool = False
    whole_time: bool = False
    may_be_longer: bool = False

    @property
    def key(self) -> str:
        """The period's id, and the part."""
        return f"{self.period.period_id}|{self.label}" if self.label else self.period.period_id

    def has(self, hit: Hit) -> bool:
        """Whether a hit belongs here: by its day or, where that cannot be read, its record's."""
        day = hit.day
        if day is None and hit.entry is not None:
            day = hit.entry.day
        return self.whole_time or day is None or self.period.holds(day)

    @property
    def end_known(self) -> bool:
        """Whether what lies in the period is known to its end."""
        return self.whole_time or self.period.end_known


def opener(period: Period, day: date | None = None) -> tuple[Hit, ...]:
    """The record that opened a period, as a hit to be cited; of joined ones, the last by `day`."""
    begun = [
        entry for entry in period.openers if day is None or entry.day is None or entry.day <= day
    ]
    chosen = (begun or period.openers)[-1:] if day is not None else period.openers[:1]
    return tuple(Hit.of(entry) for entry in chosen)


def not_held(frame: Frame) -> Opportunity:
    """The source does not hold the records in question: whether there is an occasion is unknown."""
    why = "the source does not hold the records in question"
    return Opportunity("unknown", f"{frame.key}|not held", part=frame.label, why=why)


def attempts(view: View, kinds: Iterable[str], start: date, end: date) -> list[Hit]:
    """Records of these kinds between two days which say that it was tried and did not happen."""
    return [
        hit.unsure()
        for hit in records_of(view.timeline, tuple(kinds))
        if hit.day is not None
        and start <= hit.day <= end
        and any(getattr(hit.thing, field, None) == "no" for field in _TRIED)
    ]
