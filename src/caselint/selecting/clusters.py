"""Clusters: so many of a thing within a span, dated the day the number is reached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any, Final

from caselint.casefile import Unreadable
from caselint.casefile.timeline import order_of
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.durations import Duration
from caselint.selecting.paths import Path, Shape, compile_path
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import NOBODYS, UNKNOWN

KEYS: Final = ("at_least", "within", "in_a_row", "among", "distinct")


@dataclass(frozen=True, slots=True)
class Cluster:
    """`at_least` hits `within` a span; `in_a_row` with none between that does not qualify.

    A row is `among` the records for which that predicate is not false; it passes over others. With
    `distinct`, so many different values of a path. Counting starts afresh once the number is
    reached; a row that goes on past it stays one cluster.
    """

    at_least: int
    within: Duration | None
    in_a_row: bool
    distinct: Path | None
    among: Predicate = ALWAYS

    def gather(self, hits: Sequence[Hit], candidates: Sequence[Hit], scope: Scope) -> list[Hit]:
        """The clusters among `hits`; `candidates` also has the records that did not qualify."""
        if not hits or (self.distinct is None and len(hits) < self.at_least):
            return []
        if self.among is not ALWAYS:
            truths = self.among.truths(candidates, scope.at(None))
            both = zip(candidates, truths, strict=True)
            candidates = [hit for hit, truth in both if truth is not False]
        dated = [hit for hit in hits if hit.moment is not None]
        sure = self._gather([hit for hit in dated if hit.sure], candidates, scope, sure=True)
        reached = {hit.key for hit in sure}
        possible = self._gather(dated, candidates, scope, sure=False)
        return [*sure, *(hit.unsure() for hit in possible if hit.key not in reached)]

    def _gather(
        self, hits: Sequence[Hit], candidates: Sequence[Hit], scope: Scope, *, sure: bool
    ) -> list[Hit]:
        """The clusters that there surely are, or that there may be."""
        chosen = {id(hit) for hit in hits}
        if not self.in_a_row:
            candidates = hits
        elif sure and any(hit.moment is None for hit in candidates):
            # What has no readable date may stand anywhere in a row.
            return []
        found: list[Hit] = []
        open_hits: list[Hit] = []
        done = False
        for together in _moments(candidates):
            ours = [hit for hit in together if id(hit) in chosen]
            broken = len(ours) < len(together)
            if broken and sure:
                open_hits, done = [], False
                continue
            for hit in ours:
                if done:
                    break
                open_hits = [*self._near(open_hits, hit, scope, sure=sure), hit]
                if self._size(open_hits, scope, sure=sure) >= self.at_least:
                    found.append(hit.closing(tuple(open_hits)))
                    open_hits, done = [], self.in_a_row
            if broken:
                # Which came first cannot be told: the row may begin again with what is here.
                open_hits, done = ours, False
        return found

    def _near(self, hits: list[Hit], last: Hit, scope: Scope, *, sure: bool) -> list[Hit]:
        """Those of the hits that the last one is near enough to; the earliest may be too far."""
        if self.within is None or last.moment is None:
            return hits
        clocks = scope.view.clocks
        if self.within.unit != "hours" and hits:
            # Hits come in order: once one is near, so are all after it.
            for number, hit in enumerate(hits):
                if hit.moment is not None and clocks.within(hit.moment, last.moment, self.within):
                    return hits[number:]
            return []
        truths = (
            (hit, hit.moment is not None and clocks.within(hit.moment, last.moment, self.within))
            for hit in hits
        )
        return [hit for hit, truth in truths if truth or (truth is None and not sure)]

    def _size(self, hits: list[Hit], scope: Scope, *, sure: bool) -> int:
        if self.distinct is None:
            return len(hits)
        values: set[Any] = set()
        unknown = 0
        here = scope.at(None)
        for hit in hits:
            here.hit = hit
            value = self.distinct.read(here)
            for one in value if isinstance(value, list) else [value]:
                if one is None or one is UNKNOWN or isinstance(one, Unreadable):
                    unknown += 1
                elif one is not NOBODYS:
                    values.add(str(one).casefold())
        return len(values) + (0 if sure else unknown)


def _moments(hits: Sequence[Hit]) -> Iterator[list[Hit]]:
    """Dated hits, those together of which it cannot be told which came first."""
    dated = sorted([hit for hit in hits if hit.moment is not None], key=_order)
    if len({hit.day for hit in dated}) == len(dated):
        yield from ([hit] for hit in dated)
        return
    for _, day in groupby(dated, key=lambda hit: hit.day):
        on_day = list(day)
        if all(isinstance(hit.moment, datetime) for hit in on_day):
            for _, at_once in groupby(on_day, key=_order):
                yield list(at_once)
        else:
            yield on_day


def _order(hit: Hit) -> tuple[date, float]:
    return order_of(hit.moment)


def compile_cluster(data: Any, loc: Loc, ctx: Compiling, shape: Shape, depth: int = 0) -> Cluster:
    """Compile ``{at_least: 3, within: 6 weeks, in_a_row: yes, among: …, distinct: …}``."""
    plain = ctx.mapping(data, loc, KEYS, "a cluster")
    if "at_least" not in plain:
        ctx.fault(loc, '"at_least" is missing')
    at_least = ctx.number(plain.get("at_least", 2), (*loc, "at_least"))
    within = ctx.duration(plain["within"], (*loc, "within")) if "within" in plain else None
    in_a_row = ctx.flag(plain.get("in_a_row", "no"), (*loc, "in_a_row"))
    distinct = None
    if "distinct" in plain and shape.kinds:
        distinct = compile_path(plain["distinct"], (*loc, "distinct"), ctx, shape, None)
    among = ALWAYS
    if "among" in plain and shape.kinds:
        among = compile_predicate(plain["among"], (*loc, "among"), ctx, shape, None, depth)
    if "among" in plain and not in_a_row:
        ctx.fault((*loc, "among"), "`among` goes with `in_a_row: yes`", key=True)
    return Cluster(max(at_least, 1), within, in_a_row, distinct, among)
