"""How often: one limit, or the tightest of several, one of which a plan may set itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caselint.casefile import BaseRecord, day_of
from caselint.casefile.timeline import Entry
from caselint.checks.opportunity import Frame, Opportunity
from caselint.datafile import Loc
from caselint.selecting.clocks import Clocks
from caselint.selecting.compiling import Compiling
from caselint.selecting.durations import Duration, read_duration
from caselint.selecting.needs import NOTHING, Need
from caselint.selecting.paths import compile_path
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selectors import Selector, compile_selector

_SOME = Duration(1, "months")
_AUGUST = 8


@dataclass(frozen=True, slots=True, eq=False)
class Frequency:
    """The terms of a limit. A term that is blank, uncovered or unreadable drops out.

    Where a version of the plan leaves its frequency blank, the last one stated before it holds.

    The tightest term is the one whose due day comes first. A plan may be looser than the standard:
    with a record of that decision (`looser_needs`) its own frequency counts, without one the
    standard does, and the plan version gives one query. Where the source holds no such records,
    the decision is left out like any other excuse.

    `on_working_days`: a due day on which nobody works is the next one on which they do. That is
    for what offices do; a child's visit or a statutory limit does not wait for Monday. `grace`: so
    much later nobody would ask yet. `without_august`: the days of August do not count, as schools
    are closed.
    """

    fixed: tuple[Duration, ...]
    fields: tuple[Callable[[Scope], Any], ...] = ()
    looser_needs: Selector | None = None
    on_working_days: bool = False
    grace: Duration | None = None
    without_august: bool = False

    @property
    def soft(self) -> Need:
        """What only excuses: the decisions that allow a plan to be looser."""
        return NOTHING if self.looser_needs is None else self.looser_needs.need

    def due(self, scope: Scope, at: date) -> tuple[date, date]:
        """The due day after a point: read strictly, and in the file's favour."""
        strict = self._due(scope, at, generous=False)
        if self.looser_needs is None or self._unheard(scope) or not self._own_differs(scope):
            return strict, strict
        return strict, max(strict, self._due(scope, at, generous=True))

    def is_unclear(self, scope: Scope, frame: Frame) -> bool:
        """Whether another limit may be in force than can be seen.

        Either a version of the plan cannot be dated, or there may be another plan, whose looser
        limit a decision allows.
        """
        if not self.fields or scope.period is None:
            return False
        versions = scope.period.versions
        undated = len(versions) > 1 and any(version.day is None for version in versions)
        eased = self.looser_needs is not None and not self._unheard(scope)
        return undated or (frame.may_be_longer and eased)

    def steady(self, scope: Scope) -> Duration | None:
        """The one limit of a whole period, where no version of the plan sets another."""
        if self.on_working_days or self.grace is not None or self.without_august:
            return None
        if len(self.fixed) == 1 and not (self.fields and self._own_differs(scope)):
            return self.fixed[0]
        return None

    def shown(self, scope: Scope, at: date) -> Duration:
        """The limit in force on a day, to be named in a message."""
        return self._limit(scope, at, generous=False)

    def _due(self, scope: Scope, at: date, *, generous: bool) -> date:
        """The day on which the limit runs out, the working day that follows it, and the grace."""
        clocks = scope.view.clocks
        due = self._runs_out(scope, at, generous=generous)
        if self.without_august:
            due = _without_august(at, due)
        while self.on_working_days and not clocks.is_working(due):
            due += timedelta(days=1)
        return due if self.grace is None else day_of(clocks.after(due, self.grace))

    def _runs_out(self, scope: Scope, at: date, *, generous: bool) -> date:
        """Previous point + N; when N changes on the way, the later of the old and the new due."""
        clocks = scope.view.clocks
        limit = self._limit(scope, at, generous=generous)
        due = day_of(clocks.after(at, limit))
        if not self.fields or scope.period is None or not self._own_differs(scope):
            return due
        for version in scope.period.versions:
            if version.day is None or not at < version.day <= due:
                continue
            changed = self._limit(scope, version.day, generous=generous)
            if changed != limit:
                due = max(due, day_of(clocks.after(version.day, changed)))
                limit = changed
        return due

    def _limit(self, scope: Scope, day: date, *, generous: bool) -> Duration:
        clocks = scope.view.clocks
        own = self._own(scope, day)
        standard = _tightest(self.fixed, day, clocks)
        if not own or own == self.fixed:
            return standard or _SOME
        plan = _tightest(own, day, clocks) or own[0]
        if standard is None or clocks.after(day, plan) <= clocks.after(day, standard):
            return plan
        if self._allowed(scope, day, generous=generous):
            return plan
        return standard

    def _own(self, scope: Scope, day: date) -> tuple[Duration, ...]:
        """The limits that the plan version in force on a day sets itself."""
        if not self.fields:
            return ()
        version = None if scope.period is None else scope.period.version_on(day)
        return scope.view.timeline.keep(
            (self, id(scope.period), id(version)), lambda: self._stated(scope, day, version)
        )

    def _stated(self, scope: Scope, day: date, version: BaseRecord | None) -> tuple[Duration, ...]:
        """What the version says or, where it is silent, the last one of its plan that is not."""
        read = self._read(scope, day)
        plan_id = None if version is None else version.__dict__.get("plan_id")
        if plan_id and scope.period is not None:
            # The versions of a period stand in the order of their days.
            before = [
                each.day
                for each in scope.period.versions
                if each.day is not None
                and each.day <= day
                and each.record.__dict__.get("plan_id") == plan_id
            ]
            while before and all(value is None for value in read):
                read = self._read(scope, before.pop())
        found = [read_duration(value) for value in read if isinstance(value, str)]
        return tuple(duration for duration in found if duration is not None)

    def _read(self, scope: Scope, day: date) -> list[Any]:
        inner = Scope(
            scope.view, Hit(None, None, "", day, True, ""), None, scope.period, scope.part
        )
        return [field(inner) for field in self.fields]

    def _own_differs(self, scope: Scope) -> bool:
        """Whether some version of the plan sets a limit that is not the standard's."""
        period = scope.period
        if period is None:
            return False
        return scope.view.timeline.keep(
            (self, id(period)),
            lambda: any(
                self._own(scope, version.day or period.start) not in ((), self.fixed)
                for version in period.versions
            ),
        )

    def _allowed(self, scope: Scope, day: date, *, generous: bool) -> bool:
        """Whether a decision that allows the plan to be looser stands by the version's end."""
        if self.looser_needs is None or scope.period is None or self._unheard(scope):
            return False
        until = _until(scope, day)
        selection = self.looser_needs.select(scope)
        if generous and selection.unknown:
            return True
        return any(
            (generous or hit.certain)
            and (hit.day is None or scope.period.start <= hit.day <= until)
            for hit in selection.hits
        )

    def _unheard(self, scope: Scope) -> bool:
        return bool(self.soft.missing(scope.view.coverage))

    def queries(self, scope: Scope, frame: Frame) -> Iterator[Opportunity]:
        """One query a plan version that is looser than the standard without a decision."""
        if self.looser_needs is None or not self.fixed:
            return
        clocks = scope.view.clocks
        unheard = self._unheard(scope)
        for version in frame.period.versions:
            day = version.day or frame.period.start
            standard = _tightest(self.fixed, day, clocks)
            own = self._own(scope, day)
            limit = _tightest(own, day, clocks)
            if standard is None or limit is None:
                continue
            looser = clocks.after(day, limit) > clocks.after(day, standard)
            if looser and not self._allowed(scope, day, generous=True):
                yield _looser(version, day, frame, limit, standard, unheard=unheard)


def _looser(
    version: Entry, day: date, frame: Frame, own: Duration, standard: Duration, *, unheard: bool
) -> Opportunity:
    decision = "could be looked for" if unheard else "was found in the records supplied"
    hit = Hit.of(version)
    return Opportunity(
        "excused",
        key=f"{frame.key}|looser|{hit.key}",
        breach=day,
        until=frame.period.end,
        start=day,
        end=day,
        due=day,
        part=frame.label,
        duty=(hit,),
        values=lambda: {"gap": own, "standard": standard},
        why=f"the plan sets {own}, looser than the standard of {standard}, and no decision on "
        f"that {decision}",
    )


def _until(scope: Scope, day: date) -> date:
    """The last day on which the plan version in force on `day` is in force."""
    assert scope.period is not None
    later = [each.day for each in scope.period.versions if each.day is not None and each.day > day]
    end = scope.period.last_day(scope.view.as_at)
    return min([end, *(day - timedelta(days=1) for day in later)])


def _without_august(at: date, due: date) -> date:
    """The due day where the days of August do not count."""
    left = (due - at).days
    while left:
        at += timedelta(days=1)
        left -= at.month != _AUGUST
    return at


def _tightest(terms: Sequence[Duration], day: date, clocks: Clocks) -> Duration | None:
    if len(terms) == 1:
        return terms[0]
    return min(terms, key=lambda term: day_of(clocks.after(day, term)), default=None)


def compile_frequency(data: Any, loc: Loc, ctx: Compiling) -> Frequency:
    """Compile `within` of a recurring duty."""
    if data is None:
        ctx.fault(loc[:-1], '"within" is missing')
        return Frequency((_SOME,))
    if not isinstance(data, Mapping):
        return Frequency((ctx.duration(data, loc) or _SOME,))
    keys = ("tightest_of", "looser_needs", "on_working_days", "grace", "without_august")
    plain = ctx.mapping(data, loc, keys, "a duration or tightest_of")
    terms = plain.get("tightest_of")
    if not isinstance(terms, list) or not terms:
        ctx.fault(loc, "expected `tightest_of`: a list of durations and fields")
        return Frequency((_SOME,))
    fixed: list[Duration] = []
    fields: list[Callable[[Scope], Any]] = []
    for number, term in enumerate(terms):
        at = (*loc, "tightest_of", number)
        if isinstance(term, Mapping):
            inner = ctx.mapping(term, at, ("field",), "{field: path}")
            fields.append(compile_path(inner.get("field"), (*at, "field"), ctx, None, None).read)
        else:
            fixed.append(ctx.duration(term, at) or _SOME)
    if not fixed:
        ctx.fault((*loc, "tightest_of"), "one term must be a duration that always holds")
        fixed.append(_SOME)
    looser = None
    if "looser_needs" in plain:
        looser = compile_selector(plain["looser_needs"], (*loc, "looser_needs"), ctx)
    on_working_days = ctx.flag(plain.get("on_working_days", "no"), (*loc, "on_working_days"))
    grace = ctx.duration(plain["grace"], (*loc, "grace")) if "grace" in plain else None
    without = ctx.flag(plain.get("without_august", "no"), (*loc, "without_august"))
    return Frequency(tuple(fixed), tuple(fields), looser, on_working_days, grace, without)
