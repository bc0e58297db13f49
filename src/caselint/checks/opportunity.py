"""An opportunity: one occasion on which a rule could be met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from caselint.casefile import Period
from caselint.selecting.scope import Hit

State = Literal["met", "unmet", "excused", "unknown", "pending"]


@dataclass(slots=True, eq=False)
class Opportunity:
    """One occasion, and what became of it.

    `key` names it across runs. `breach` is the day after the due day (or what stands for it in a
    check that has none); `answered` the day on which it was met; `until` the day on which a breach
    ended, None while it runs. `duty` is what makes the occasion, `points` the records that qualify,
    `related` what else a reader wants to see. `values` fill the wording. `group`: findings are one
    a group, where a check says one a parent record.
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
    values: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""
    why: str = ""


@dataclass(slots=True, eq=False)
class Frame:
    """Where a check is measured: a period, and a part where the rule is measured for each apart.

    `unsure`: whether the rule applies here at all is unknown, so nothing is concluded.
    """

    period: Period
    part: Any = None
    label: str = ""
    unsure: bool = False
    whole_time: bool = False

    @property
    def key(self) -> str:
        """The period's id, and the part."""
        return f"{self.period.period_id}|{self.label}" if self.label else self.period.period_id


def opener(period: Period) -> tuple[Hit, ...]:
    """The record that opened a period, as a hit to be cited."""
    return tuple(
        Hit(entry.record, entry, entry.kind, period.start, True, entry.record.record_id)
        for entry in period.openers[:1]
    )
