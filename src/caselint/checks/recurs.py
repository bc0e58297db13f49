"""`recurs`: do records like this come at least every N while the period is open?

::

    check:
      recurs: {kind: visit, where: {child_seen: yes}}
      within: $max_gap       # or {tightest_of: [$max_gap, {field: period.visit_frequency}],
                             #     looser_needs: SELECTOR, on_working_days: yes,
                             #     grace: 2 working days, without_august: yes}
      from: period_start               # or first_record
      unless: {child.unborn: yes}      # asked on the due day
      excused_by: {kind: management_decision, where: …}   # a recorded reason: a query
      strength_needs: {kind: visit, where: {child_seen_alone: yes}}

An opportunity is each interval that must contain a record. Due is the previous point + N. Points
are records that surely qualify. An interval within N is met; a longer one is unknown when records
that may qualify close every hole in it, otherwise unmet, once, quoting the first hole that stays
open. The interval still running at the as-at date is unmet once its due day has passed, else
pending; one that the period's end cuts short before its due day is no opportunity. Of an interval
in which the case was closed, though its plan stayed open, only the time before that is judged.

Where the source covers only part of the time, the part outside may hold anything: `first_record`
may lie there too, so that a period that began before is measured from the first day covered, for
breaches alone. Where the source gives only the latest record, only the interval that is still
running can be judged. Records of the same kinds that do not qualify (a visit at which the child was
not seen) are shown beside a breach.

A recorded reason makes a query of a breach where it stands within N of its end: what was put off
for a reason has come soon after, or is still to come. An interval on whose due day `unless` surely
holds is no opportunity. With `strength_needs`, a strength also needs one of these records in some
interval that is met.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from caselint.casefile import Period, day_of
from caselint.checks.check import Check
from caselint.checks.frequency import Frequency, compile_frequency
from caselint.checks.lapses import Reasons, compile_reasons
from caselint.checks.opportunity import Frame, Opportunity, State, not_held, opener
from caselint.datafile import Loc
from caselint.selecting.clocks import length
from caselint.selecting.compiling import Compiling
from caselint.selecting.durations import Duration
from caselint.selecting.needs import NOTHING, all_of
from caselint.selecting.predicates import Predicate, compile_predicate
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selection import records_of
from caselint.selecting.selectors import Selector, compile_selector

KEYS: Final = ("recurs", "within", "from", "unless", "excused_by", "strength_needs")
SAYS: Final = frozenset({"start", "end", "gap", "due", "standard"})
_DAY = timedelta(days=1)


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    with ctx.expecting():
        selector = compile_selector(data["recurs"], (*loc, "recurs"), ctx)
    frequency = compile_frequency(data.get("within"), (*loc, "within"), ctx)
    start = data.get("from", "period_start")
    if start not in ("period_start", "first_record"):
        ctx.fault((*loc, "from"), f'"{start}" is not one of period_start, first_record')
    excuses = compile_reasons(
        data.get("excused_by"), (*loc, "excused_by"), ctx, selector.shape, itself=False
    )
    lapse = None
    if "unless" in data:
        lapse = compile_predicate(data["unless"], (*loc, "unless"), ctx, None, None)
    needs = data.get("strength_needs")
    strong = None if needs is None else compile_selector(needs, (*loc, "strength_needs"), ctx)
    measure = _Recurs(selector, frequency, start == "first_record", excuses, strong, lapse).measure
    return Check(
        "recurs",
        measure,
        need=selector.need,
        soft=all_of((frequency.soft, excuses.every_need, NOTHING if lapse is None else lapse.need)),
        paths=selector.paths,
        says=SAYS,
        exposure=3,
        absence_of=selector.kinds,
        signature=("recurs", repr(data["recurs"]), "period"),
        sayings=selector.sayings,
    )


@dataclass(frozen=True, slots=True)
class _Recurs:
    selector: Selector
    frequency: Frequency
    from_first: bool
    excuses: Reasons
    strong: Selector | None
    lapse: Predicate | None = None

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        period = frame.period
        scope = Scope(view, None, None, period, frame.part)
        last = period.last_day(view.as_at)
        hits = self.selector.select(scope)
        inside = [h for h in hits.hits if h.day is None or period.start <= h.day <= last]
        sure = _by_day(inside)
        possible = [hit for hit in inside if not (hit.sure and hit.day is not None)]
        stretch = _Stretch(
            view, frame, self.frequency, self.selector, self.excuses, possible, scope, frame.key
        )
        stretch.steady = self.frequency.steady(scope)
        stretch.lapse = self.lapse
        stretch.cut = stretch.covered()
        stretch.recency_only = not view.coverage.uncut and any(
            map(view.coverage.last_only, stretch.kinds)
        )
        stretch.hopeless = (
            hits.unknown
            or any(hit.day is None for hit in possible)
            or self.frequency.is_unclear(scope, frame)
        )
        stretch.closures = _closures(view, period)
        stretch.qualifying = {hit.key for hit in inside}
        if self.strong is not None:
            stretch.strong = [hit.day for hit in self.strong.select(scope).hits if hit.sure]
        previous: Hit | None = None
        at = period.start
        breaches_only = False
        if self.from_first:
            opens = stretch.cut[0]
            if opens is not None and at < opens and (not sure or opens < _day_of(sure[0])):
                at, breaches_only = opens, True
            elif not sure:
                if possible or hits.unknown:
                    yield not_held(frame)
                return
            else:
                previous, sure = sure[0], sure[1:]
                at = _day_of(previous)
        for point in sure:
            if previous is None and point.day == at:
                previous = point
                continue
            day = _day_of(point)
            opportunity = stretch.between(at, previous, point, day)
            if opportunity is not None and (
                previous is not None or opportunity.state == "unmet" or not breaches_only
            ):
                yield opportunity
            at, previous = day, point
        running = stretch.running(at, previous, last)
        if running is not None and (
            previous is not None or running.state == "unmet" or not breaches_only
        ):
            yield running
        yield from self.frequency.queries(scope, frame)


def _day_of(hit: Hit) -> date:
    assert hit.day is not None
    return hit.day


def _closures(view: View, period: Period) -> list[date]:
    """The days on which the case was closed, of a plan: nobody keeps to one that stayed open."""
    if period.name != "plan_open":
        return []
    return [entry.day for entry in view.timeline.of(("closure",)) if entry.day is not None]


def _by_day(hits: Iterable[Hit]) -> list[Hit]:
    """Those that surely qualify, one a day: several on one day are one point."""
    found: dict[date, Hit] = {}
    for hit in hits:
        if hit.sure and hit.day is not None:
            found.setdefault(hit.day, hit)
    return [found[day] for day in sorted(found)]


@dataclass(slots=True)
class _Stretch:
    """Measures the intervals of one frame."""

    view: View
    frame: Frame
    frequency: Frequency
    selector: Selector
    excuses: Reasons
    possible: list[Hit]
    scope: Scope
    key: str
    hopeless: bool = False
    steady: Duration | None = None
    only_opener: tuple[Hit, ...] | None = None
    qualifying: Collection[str] = ()
    cut: tuple[date | None, date | None] = (None, None)
    recency_only: bool = False
    strong: list[date | None] | None = None
    closures: Sequence[date] = ()
    lapse: Predicate | None = None

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of record that there should be."""
        return self.selector.kinds

    def lapsed(self, due: date) -> bool:
        """Whether the duty surely did not hold on its due day."""
        if self.lapse is None:
            return False
        return self.lapse.test(self.scope.at(Hit(None, None, "", due, True, ""))) is True

    def due(self, at: date) -> tuple[date, date]:
        """The due day after a point: read strictly, and in the file's favour."""
        if self.steady is None:
            return self.frequency.due(self.scope, at)
        due = self.view.clocks.after(at, self.steady)
        return due, due

    def past(self, at: date, due: date, day: date) -> bool:
        """Whether a day lies past the due day after a point, as the limit in force there counts."""
        if day <= due:
            return False
        limit = self.steady or self.frequency.shown(self.scope, at)
        return self.view.clocks.past(due, day, limit)

    def between(self, at: date, previous: Hit | None, point: Hit, day: date) -> Opportunity | None:
        """The interval from one point to the next, which lies on `day`, if it is one."""
        strict, generous = self.due(at)
        if self.lapsed(strict):
            return None
        if not self.past(at, strict, day):
            return self._make("met", at, previous, point, day, strict)
        hole = self._hole(at, day) if self.past(at, generous, day) else None
        if hole is None or self.recency_only:
            return self._make("unknown", at, previous, point, day, strict)
        return self._breach(hole, previous, point, at)

    def running(self, at: date, previous: Hit | None, last: date) -> Opportunity | None:
        """The interval after the last point, if it is one."""
        period = self.frame.period
        strict, generous = self.due(at)
        if self.lapsed(strict):
            return None
        ended = period.end is not None and period.end <= self.view.as_at
        if not self.past(at, strict, last):
            if ended:
                return None
            return self._make("pending", at, previous, None, last, strict)
        hole = self._hole(at, last) if self.past(at, generous, last) else None
        if hole is None:
            return self._make("unknown", at, previous, None, last, strict)
        return self._breach(hole, previous, None, at)

    def _breach(
        self, hole: tuple[date, date, date], previous: Hit | None, point: Hit | None, first: date
    ) -> Opportunity:
        """A hole that stays open: unmet, unless a reason for it is, or may be, recorded."""
        start, end, due = hole
        # A reason holds for as long as the limit itself, not for good.
        since = day_of(self.view.clocks.before(end, self.frequency.shown(self.scope, start)))
        seen_from = previous or Hit(None, None, "", start, True, "")
        asked = (seen_from, max(start, since), end, self.scope)
        state, why = self.excuses.find(*asked) or ("unmet", "")
        reasons = self.excuses.records(*asked) if state == "excused" else ()
        return self._make(state, start, previous, point, end, due, first, why, reasons)

    def _hole(self, at: date, end: date) -> tuple[date, date, date] | None:
        """The first hole that stays open between two days: from, to, due; None if none surely."""
        if self.hopeless or self.frame.unsure or not self.frame.period.end_known:
            return None
        first, final = self.cut
        if first is not None and at < first:
            if end < first:
                return None
            at = first
        end = min((day for day in self.closures if at <= day < end), default=end)
        days = sorted({hit.day for hit in self.possible if hit.day and at < hit.day < end})
        for day in [*days, end]:
            due = self.due(at)[1]
            if self.past(at, due, day):
                cut = final is not None and due >= final
                return None if cut or not self._said_enough(at, day) else (at, day, due)
            at = day
        return None

    def _said_enough(self, start: date, end: date) -> bool:
        """Whether what lies in a hole has text enough for finding none to prove anything."""

        def holds(hit: Hit) -> bool:
            day = hit.day
            return day is not None and start <= day <= end and hit.key not in self.qualifying

        return self.selector.said_enough(self.scope, holds)

    def covered(self) -> tuple[date | None, date | None]:
        """The first and last day that the source covers; None where it is not cut."""
        if self.view.coverage.uncut:
            return None, None
        coverage = self.view.coverage
        firsts = [day for kind in self.kinds if (day := coverage.known_from(kind)) is not None]
        finals = [day for kind in self.kinds if (day := coverage.window(kind)[1]) is not None]
        return max(firsts, default=None), min(finals, default=None)

    def _make(
        self,
        state: State,
        start: date,
        previous: Hit | None,
        point: Hit | None,
        end: date,
        due: date,
        first: date | None = None,
        why: str = "",
        reasons: Iterable[Hit] = (),
    ) -> Opportunity:
        frame = self.frame
        if frame.unsure and state == "met":
            state = "unknown"
        related = tuple(reasons)
        if state != "met":
            related += self._beside(first or start, end, unmet=state == "unmet")
        before = () if previous is None else (previous,)
        return Opportunity(
            state,
            f"{self.key}|{'start' if previous is None else previous.key}",
            due + _DAY,
            end if state == "met" else None,
            frame.period.end if point is None else point.day,
            start,
            end,
            due,
            frame.label,
            self._opener(start),
            before if point is None else (*before, point),
            related,
            lambda: self._values(start, end),
            why=why,
            strong=self.strong is None
            or any(day is not None and start <= day <= end for day in self.strong),
            note=self.selector.unsaid if state == "unmet" else "",
        )

    def _beside(self, start: date, end: date, *, unmet: bool) -> tuple[Hit, ...]:
        """What a reader wants to see beside a hole: what may qualify, and what does not."""
        near = [hit for hit in self.possible if hit.day is not None and start <= hit.day <= end]
        return (*near, *self._not_qualifying(start, end)) if unmet else tuple(near)

    def _opener(self, day: date) -> tuple[Hit, ...]:
        """The record that opened the period by a day; found once where there is only one."""
        if len(self.frame.period.openers) > 1:
            return opener(self.frame.period, day)
        if self.only_opener is None:
            self.only_opener = opener(self.frame.period)
        return self.only_opener

    def _values(self, start: date, end: date) -> dict[str, Any]:
        standard = self.frequency.shown(self.scope, start)
        return {"gap": length(start, end, standard, self.view.clocks), "standard": standard}

    def _not_qualifying(self, start: date, end: date) -> list[Hit]:
        """Records of the same kinds between two days that are none of what is asked for."""
        return [
            hit.unsure()
            for hit in records_of(self.view.timeline, self.kinds)
            if hit.day is not None and start <= hit.day <= end and hit.key not in self.qualifying
        ]
