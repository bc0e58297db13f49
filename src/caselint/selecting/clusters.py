"""Clusters: so many of a thing within a span, dated the day the number is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.durations import Duration
from caselint.selecting.paths import Path, Shape, compile_path
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.unknown import UNKNOWN

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
        candidates = [hit for hit in candidates if self.among.test(scope.at(hit)) is not False]
        sure = self._gather([hit for hit in hits if hit.sure], candidates, scope)
        if all(hit.sure for hit in hits):
            return sure
        reached = {hit.key for hit in sure}
        dated = [hit for hit in hits if hit.moment is not None]
        possible = self._gather(dated, candidates, scope)
        return [*sure, *(replace(hit, sure=False) for hit in possible if hit.key not in reached)]

    def _gather(self, hits: Sequence[Hit], candidates: Sequence[Hit], scope: Scope) -> list[Hit]:
        chosen = {id(hit) for hit in hits}
        found: list[Hit] = []
        open_hits: list[Hit] = []
        done = False
        for hit in candidates if self.in_a_row else hits:
            if id(hit) not in chosen:
                open_hits, done = [], False
                continue
            if hit.moment is None or done:
                continue
            open_hits = [*self._near(open_hits, hit, scope), hit]
            if self._size(open_hits, scope) >= self.at_least:
                found.append(replace(hit, members=tuple(open_hits)))
                open_hits, done = [], self.in_a_row
        return found

    def _near(self, hits: list[Hit], last: Hit, scope: Scope) -> list[Hit]:
        if self.within is None or last.moment is None:
            return hits
        clocks = scope.view.clocks
        return [
            hit
            for hit in hits
            if hit.moment is not None
            and clocks.within(hit.moment, last.moment, self.within) is not False
        ]

    def _size(self, hits: list[Hit], scope: Scope) -> int:
        if self.distinct is None:
            return len(hits)
        values = {str(self.distinct.read(scope.at(hit))).casefold() for hit in hits}
        return len(values - {str(UNKNOWN).casefold(), "none"})


def compile_cluster(data: Any, loc: Loc, ctx: Compiling, shape: Shape, depth: int = 0) -> Cluster:
    """Compile ``{at_least: 3, within: 6 weeks, in_a_row: yes, among: …, distinct: …}``."""
    plain = ctx.mapping(data, loc, KEYS, "a cluster")
    if "at_least" not in plain:
        ctx.fault(loc, '"at_least" is missing')
    at_least = ctx.number(plain.get("at_least", 2), (*loc, "at_least"))
    within = ctx.duration(plain["within"], (*loc, "within")) if "within" in plain else None
    in_a_row = plain.get("in_a_row", False) in (True, "yes")
    distinct = None
    if "distinct" in plain and shape.kinds:
        distinct = compile_path(plain["distinct"], (*loc, "distinct"), ctx, shape, None)
    among = ALWAYS
    if "among" in plain and shape.kinds:
        among = compile_predicate(plain["among"], (*loc, "among"), ctx, shape, None, depth)
    if "among" in plain and not in_a_row:
        ctx.fault((*loc, "among"), "`among` goes with `in_a_row: yes`", key=True)
    return Cluster(max(at_least, 1), within, in_a_row, distinct, among)
