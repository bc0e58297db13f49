"""`present`: are there at least, or at most, n like this in the period?

::

    check:
      present: {kind: communication, during: {between: {kind: core_group}}}
      at_least: 1                      # or at_most: 2
      strength_needs: {kind: communication, where: {direction: in}}
      per: agency                      # measured for each apart

An opportunity is each period (with `during: {between: …}`, each interval between two of those), or
part of one. At-most checks give no strength unless one is worded; with `strength_needs`, a strength
also needs one of these records in some opportunity that is met. A strength of an at-most check
cites them.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from caselint.checks.check import Check
from caselint.checks.opportunity import Frame, Opportunity, State, attempts, opener
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selection import Selection
from caselint.selecting.selectors import Selector, compile_selector

KEYS: Final = ("present", "at_least", "at_most", "strength_needs")
SAYS: Final = frozenset({"start", "end", "found", "wanted", "standard"})


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    with ctx.expecting() if "at_most" not in data else nullcontext():
        selector = compile_selector(data["present"], (*loc, "present"), ctx)
    if ("at_least" in data) == ("at_most" in data):
        ctx.fault(loc, "expected either `at_least` or `at_most`")
    at_most = ctx.number(data["at_most"], (*loc, "at_most")) if "at_most" in data else None
    at_least = ctx.number(data.get("at_least", 1), (*loc, "at_least"))
    needs = data.get("strength_needs")
    strong = None if needs is None else compile_selector(needs, (*loc, "strength_needs"), ctx)
    return Check(
        "present",
        _Present(selector, at_least, at_most, strong).measure,
        need=selector.need,
        paths=selector.paths,
        says=SAYS,
        exposure=1,
        absence_of=selector.kinds if at_most is None else (),
        signature=("present", repr(data["present"]), repr(data.get("per"))),
        silent_strength=at_most is not None,
        sayings=selector.sayings,
    )


@dataclass(frozen=True, slots=True)
class _Present:
    selector: Selector
    at_least: int
    at_most: int | None
    strong: Selector | None

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        period = frame.period
        scope = Scope(view, None, None, period, frame.part)
        last = period.last_day(view.as_at)
        selection = self.selector.select(scope)
        if self.selector.between is None:
            yield self._judge(period.start, last, frame.key, (), selection, frame, scope)
            return
        ends = [
            hit
            for hit in self.selector.between.select(scope).hits
            if hit.sure and hit.day is not None and period.start <= hit.day <= last
        ]
        for one, other in pairwise(ends):
            assert one.day is not None
            assert other.day is not None
            key = f"{frame.key}|{one.key}"
            yield self._judge(one.day, other.day, key, (one, other), selection, frame, scope)

    def _judge(
        self,
        start: date,
        end: date,
        key: str,
        ends: tuple[Hit, ...],
        selection: Selection,
        frame: Frame,
        scope: Scope,
    ) -> Opportunity:
        sure: list[Hit] = []
        unsure: list[Hit] = []
        for hit in selection.hits:
            if hit.day is None or start <= hit.day <= end:
                (sure if hit.certain else unsure).append(hit)
        open_ended = selection.unknown or self._cut_off(start, end, scope)
        possible = len(sure) + len(unsure) if not open_ended else 1_000_000
        state, breach = self._state(sure, possible, end)
        if frame.unsure or self._bounded_elsewhere(state, ends, frame):
            state = "unknown"

        def inside(hit: Hit) -> bool:
            return hit.day is not None and start <= hit.day <= end

        if state == "unmet" and not self.selector.said_enough(scope, inside):
            state = "unknown"
        related = unsure
        if state == "unmet" and self.at_most is None:
            related = [
                *unsure,
                *attempts(scope.view, self.selector.kinds, start, end),
                *self.selector.read_for_it(scope, inside),
            ]
        strong = self._strong(start, end, scope)
        shown = strong if state == "met" and self.at_most is not None else sure
        running = not ends and frame.period.end is None
        return Opportunity(
            state,
            key,
            breach=breach,
            answered=self._answered(sure, end) if state == "met" else None,
            until=None if running else end,
            start=start,
            end=end,
            due=breach,
            part=frame.label,
            duty=ends or opener(frame.period),
            points=tuple(each for hit in shown for each in (*hit.members, hit)),
            related=tuple(related),
            strong=self.strong is None or bool(strong),
            note=self.selector.unsaid if state == "unmet" and not sure else "",
            values=lambda: {
                "found": len(sure),
                "wanted": self.at_least if self.at_most is None else self.at_most,
                "standard": self.at_least if self.at_most is None else self.at_most,
            },
        )

    def _strong(self, start: date, end: date, scope: Scope) -> list[Hit]:
        """The records that make a strength of what is met."""
        hits = [] if self.strong is None else self.strong.select(scope).sure
        return [hit for hit in hits if hit.day is not None and start <= hit.day <= end]

    def _bounded_elsewhere(self, state: State, ends: tuple[Hit, ...], frame: Frame) -> bool:
        """Whether the period's bounds are unknown, and others might give another answer."""
        if state == "unmet" and self.at_most is None and frame.may_be_longer and not ends:
            return True
        if frame.end_known:
            return False
        longest = frame.period.end is None and not ends
        found_none = (state == "met") == (self.at_most is not None)
        return not (longest and found_none)

    def _state(self, sure: list[Hit], possible: int, end: date) -> tuple[State, date]:
        if self.at_most is None:
            if len(sure) >= self.at_least:
                return "met", end
            return ("unmet" if possible < self.at_least else "unknown"), end
        if possible <= self.at_most:
            return "met", end
        if len(sure) > self.at_most:
            return "unmet", sure[self.at_most].day or end
        return "unknown", end

    def _answered(self, sure: list[Hit], end: date) -> date:
        if self.at_most is None and len(sure) >= self.at_least > 0:
            return sure[-1].day or end
        return end

    def _cut_off(self, start: date, end: date, scope: Scope) -> bool:
        """Whether some of the time is not covered.

        What there is too much of is told of the records supplied, so a file that begins late is no
        reason to hold back.
        """
        coverage = scope.view.coverage
        if coverage.uncut:
            return False
        for kind in self.selector.kinds:
            first, last = coverage.window(kind)
            if self.at_most is None:
                first = coverage.known_from(kind)
            if (first is not None and start < first) or (last is not None and end > last):
                return True
            if coverage.last_only(kind) and scope.view.timeline.of((kind,)):
                return True
        return False
