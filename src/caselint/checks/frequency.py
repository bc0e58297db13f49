"""How often: one limit, or the tightest of several, one of which a plan may set itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from caselint.casefile import day_of
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


@dataclass(frozen=True, slots=True)
class Frequency:
    """The terms of a limit. A term that is blank, uncovered or unreadable drops out.

    The tightest term is the one whose due day comes first. A plan may be looser than the standard:
    with a record of that decision (`looser_needs`) its own frequency counts, without one the
    standard does, and the plan version gives one query.
    """

    fixed: tuple[Duration, ...]
    fields: tuple[Callable[[Scope], Any], ...] = ()
    looser_needs: Selector | None = None
    need: Need = NOTHING

    def due(self, scope: Scope, at: date) -> tuple[date, date]:
        """The due day after a point: read strictly, and in the file's favour."""
        strict = self._due(scope, at, generous=False)
        if self.looser_needs is None:
            return strict, strict
        return strict, max(strict, self._due(scope, at, generous=True))

    def shown(self, scope: Scope, at: date) -> Duration:
        """The limit in force on a day, to be named in a message."""
        return self._limit(scope, at, generous=False)

    def _due(self, scope: Scope, at: date, *, generous: bool) -> date:
        """Previous point + N; when N changes on the way, the later of the old and the new due."""
        clocks = scope.view.clocks
        limit = self._limit(scope, at, generous=generous)
        due = day_of(clocks.after(at, limit))
        if not self.fields or scope.period is None:
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
        standard = _tightest(list(self.fixed), day, clocks)
        if not own:
            return standard or _SOME
        plan = _tightest(own, day, clocks) or own[0]
        if standard is None or clocks.after(day, plan) <= clocks.after(day, standard):
            return plan
        if self._allowed(scope, day, generous=generous):
            return plan
        return standard

    def _own(self, scope: Scope, day: date) -> list[Duration]:
        inner = Scope(
            scope.view, Hit(None, None, "", day, True, ""), None, scope.period, scope.part
        )
        read = [field(inner) for field in self.fields]
        found = [read_duration(value) for value in read if isinstance(value, str)]
        return [duration for duration in found if duration is not None]

    def _allowed(self, scope: Scope, day: date, *, generous: bool) -> bool:
        """Whether a decision that allows the plan to be looser stands by the version's end."""
        if self.looser_needs is None or scope.period is None:
            return False
        until = _reign(scope, day)[1]
        selection = self.looser_needs.select(scope)
        if generous and (selection.unknown or self.looser_needs.need.missing(scope.view.coverage)):
            return True
        return any(
            (generous or hit.sure) and (hit.day is None or scope.period.start <= hit.day <= until)
            for hit in selection.hits
        )

    def queries(self, scope: Scope, frame: Frame) -> Iterator[Opportunity]:
        """One query a plan version that is looser than the standard without a decision."""
        if self.looser_needs is None or not self.fixed:
            return
        clocks = scope.view.clocks
        seen: set[Duration] = set()
        for version in frame.period.versions:
            day = version.day or frame.period.start
            standard = _tightest(list(self.fixed), day, clocks)
            own = self._own(scope, day)
            if standard is None or not own or own[0] in seen:
                continue
            seen.add(own[0])
            looser = clocks.after(day, own[0]) > clocks.after(day, standard)
            if looser and not self._allowed(scope, day, generous=True):
                yield _looser(version, day, frame, own[0], standard)


def _looser(
    version: Entry, day: date, frame: Frame, own: Duration, standard: Duration
) -> Opportunity:
    record = version.record
    hit = Hit(record, version, version.kind, version.moment, True, record.record_id)
    return Opportunity(
        "excused",
        key=f"{frame.key}|looser|{record.record_id}",
        breach=day,
        until=frame.period.end,
        start=day,
        end=day,
        due=day,
        part=frame.label,
        duty=(hit,),
        values={"gap": own, "standard": standard},
        why=f"the plan sets {own}, looser than the standard of {standard}, and no decision on "
        "that was found in the records supplied",
    )


def _reign(scope: Scope, day: date) -> tuple[date, date]:
    """The days on which the plan version in force on `day` is in force."""
    assert scope.period is not None  # noqa: S101
    start, end = scope.period.start, scope.period.last_day(scope.view.as_at)
    for version in scope.period.versions:
        if version.day is None:
            continue
        if version.day <= day:
            start = version.day
        else:
            end = min(end, version.day - timedelta(days=1))
            break
    return start, end


def _tightest(terms: list[Duration], day: date, clocks: Clocks) -> Duration | None:
    return min(terms, key=lambda term: day_of(clocks.after(day, term)), default=None)


def compile_frequency(data: Any, loc: Loc, ctx: Compiling) -> Frequency:
    """Compile `within` of a recurring duty."""
    if data is None:
        ctx.fault(loc[:-1], '"within" is missing')
        return Frequency((_SOME,))
    if not isinstance(data, Mapping):
        return Frequency((ctx.duration(data, loc) or _SOME,))
    plain = ctx.mapping(data, loc, ("tightest_of", "looser_needs"), "a duration or tightest_of")
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
    looser = None
    if "looser_needs" in plain:
        looser = compile_selector(plain["looser_needs"], (*loc, "looser_needs"), ctx)
    return Frequency(tuple(fixed), tuple(fields), looser)
