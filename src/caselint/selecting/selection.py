"""Selecting at work: the things of some kinds on a timeline, and which of them qualify.

Everything of a kind is made into hits once a timeline, in order of moment, and all selectors share
them. Where every one of them has a day to go by, choosing among them keeps that order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, compress
from operator import attrgetter
from typing import Any, Final

from caselint.casefile import Entry, Unreadable, day_of
from caselint.casefile.agencies import agency_named
from caselint.casefile.parts import Part
from caselint.casefile.timeline import Timeline, order_of
from caselint.selecting.clusters import Cluster
from caselint.selecting.comparing import Truth
from caselint.selecting.paths import SUBJECTS, Path, Shape, fillable
from caselint.selecting.predicates import ALWAYS, Predicate
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.spans import Span
from caselint.selecting.unknown import UNKNOWN

_PLACE: Final = attrgetter("entry.order")
_KEY_FIELDS: Final = ("action_id", "goal_id", "person_id", "agency", "name", "role", "text")


@dataclass(slots=True)
class Selection:
    """What was selected, by moment. `unknown`: the source cannot say what there is at all."""

    hits: Sequence[Hit]
    unknown: bool = False

    @property
    def sure(self) -> list[Hit]:
        """The hits that surely qualify."""
        return [hit for hit in self.hits if hit.sure]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a selector takes its hits from, and what it asks of them.

    `between` is the selector of the records between the first and the last of which hits are to
    lie, `records_of` the agency whose own records are asked for, or ``$part``. With `as_they_are`,
    records are taken of which otherwise nothing is concluded.
    """

    shape: Shape
    where: Predicate
    at: tuple[Path, ...]
    take: str
    cluster: Cluster | None
    span: Span | None
    between: Any
    records_of: str | None
    as_they_are: bool

    def select(self, scope: Scope) -> Selection:
        """What qualifies, surely or perhaps."""
        if self.records_of is not None and not self._is_held(scope):
            return Selection([], unknown=True)
        shape = self.shape
        timeline = scope.view.timeline
        of_shape = (shape.kinds, shape.items)
        candidates: _Candidates | None = timeline.kept.get(of_shape)
        if candidates is None:
            candidates = timeline.kept[of_shape] = _candidates(timeline, shape)
        stones = self._tombstones(scope) if timeline.tombstones else []
        if not candidates.hits and not stones:
            return Selection(())
        if self.at or stones or not candidates.plain:
            hits, weighed = self._weigh(candidates.hits, stones, scope)
        else:
            hits, weighed = self._choose(candidates.hits, scope)
        if self.span is not None:
            hits = self.span.keep(hits, scope)
        if self.between is not None:
            hits = self._between(hits, scope)
        if self.cluster is not None:
            hits = in_order(self.cluster.gather(hits, weighed, scope))
        return Selection(hits if self.take == "all" else _take(hits, self.take))

    def _choose(
        self, candidates: Sequence[Hit], scope: Scope
    ) -> tuple[Sequence[Hit], Sequence[Hit]]:
        """The hits that qualify, and all hits; each has a day of its own and stays in its place."""
        where, shape = self.where, self.shape
        if where.test is ALWAYS.test:
            return candidates, candidates
        here = scope.at(None)
        if where.first is None or where.then is None:
            return _chosen(candidates, where.truths(candidates, here))
        # What the part or the trigger cannot change is asked once for all of them.
        near, far = where.first, where.then
        key = (near.test, shape.kinds, shape.items)
        first: list[Truth] = scope.view.timeline.keep(key, lambda: near.truths(candidates, here))
        open_ = [at for at, truth in enumerate(first) if truth is not False]
        then = far.truths([candidates[at] for at in open_], here)
        truths = first.copy()
        for at, second in zip(open_, then, strict=True):
            if second is not True:
                truths[at] = second
        return _chosen(candidates, truths)

    def _weigh(
        self, candidates: Sequence[Hit], stones: Sequence[Hit], scope: Scope
    ) -> tuple[Sequence[Hit], Sequence[Hit]]:
        """The hits that qualify, and all hits, where a date is asked for or may be missing."""
        hits = list(stones)
        others: list[Hit] = []
        here = scope.at(None)
        truths = self.where.truths(candidates, here)
        for hit, truth in zip(candidates, truths, strict=True):
            here.hit = hit
            if truth is False:
                others.append(hit)
                continue
            dated = self._dated(hit, here)
            if dated is None:
                continue
            moment, readable = dated
            sure = truth is True
            if not self.as_they_are:
                sure = sure and readable
                if hit.entry is not None and hit.entry.doubtful:
                    moment, sure = None, False
            same = sure and moment is hit.moment
            hits.append(hit if same else hit.dated(moment, sure=sure))
        return in_order(hits), in_order([*hits, *others]) if self.cluster is not None else ()

    def _is_held(self, scope: Scope) -> bool:
        """Whether the source holds the records of the agency whose own records are asked for."""
        owner = scope.part if self.records_of == "$part" else self.records_of
        return owner is not None and agency_named(str(owner)) in scope.view.records_from

    def _dated(self, hit: Hit, scope: Scope) -> tuple[date | None, bool] | None:
        """The moment of a hit and whether it can be read; None when it is blank."""
        if not self.at:
            return hit.moment, hit.moment is not None or hit.entry is None
        uncovered = False
        for path in self.at if scope.view.coverage.full else fillable(self.at, scope):
            value = path.read(scope)
            if isinstance(value, date):
                return value, not uncovered
            uncovered |= value is UNKNOWN
        return (None, False) if uncovered else None

    def _between(self, hits: Sequence[Hit], scope: Scope) -> list[Hit]:
        ends = [hit.moment for hit in self.between.select(scope).hits if hit.moment is not None]
        if not ends:
            return []
        first, last = min(ends, key=order_of), max(ends, key=order_of)
        return [hit for hit in hits if hit.day is None or day_of(first) <= hit.day <= day_of(last)]

    def _tombstones(self, scope: Scope) -> list[Hit]:
        if self.shape.kinds[0] in SUBJECTS:
            return []
        stones = scope.view.timeline.tombstones_of(self.shape.kinds)
        return [
            Hit(None, None, stone.kind or "", stone.moment, False, stone.record_id or "set-aside")
            for stone in stones
        ]


def _chosen(
    candidates: Sequence[Hit], truths: Sequence[Truth]
) -> tuple[Sequence[Hit], Sequence[Hit]]:
    """The candidates that qualify, and all of them, told apart by being sure."""
    if None not in truths:
        return list(compress(candidates, truths)), candidates
    weighed = [
        hit.unsure() if truth is None else hit
        for hit, truth in zip(candidates, truths, strict=True)
    ]
    return [hit for hit, truth in zip(weighed, truths, strict=True) if truth is not False], weighed


@dataclass(slots=True, eq=False)
class _Candidates:
    """Everything of some kinds, in order. `plain`: each record has a day, and none is doubtful."""

    hits: Sequence[Hit]
    plain: bool


def _candidates(timeline: Timeline, shape: Shape) -> _Candidates:
    if not shape.kinds:
        return _Candidates((), plain=True)
    if shape.kinds[0] in SUBJECTS:
        return _Candidates(list(_subjects(shape.kinds[0], timeline)), plain=True)
    records = records_of(timeline, shape.kinds)
    plain = timeline.all_plain or not any(map(_is_odd, records))
    if not shape.items:
        return _Candidates(records, plain)
    held = [kind for kind in dict.fromkeys(shape.kinds) if kind in timeline.by_kind]
    lists = [_items(timeline, kind, shape.items) for kind in held]
    if len(lists) == 1:
        return _Candidates(lists[0], plain)
    return _Candidates(in_order([item for items in lists for item in items]), plain)


def _items(timeline: Timeline, kind: str, path: str) -> Sequence[Hit]:
    """The items of a list in every record of one kind, in order."""

    def find() -> Sequence[Hit]:
        return in_order(
            Hit(item, hit.entry, kind, hit.moment, True, key)
            for hit in records_of(timeline, (kind,))
            if hit.entry is not None
            for item, key in items_of(hit.entry, path)
        )

    return timeline.keep(("items", kind, path), find)


def _is_odd(hit: Hit) -> bool:
    """Whether a record has no day that is known, or dates that contradict each other."""
    return hit.moment is None or (hit.entry is not None and hit.entry.doubtful)


def records_of(timeline: Timeline, kinds: tuple[str, ...]) -> Sequence[Hit]:
    """The records of some kinds as hits, in order; one hit a record, whoever asks."""
    hits = timeline.keep("records", lambda: _by_kind(timeline))
    held = hits.keys() & set(kinds) if len(kinds) > 1 else kinds
    if len(held) < 2:
        return next((hits.get(kind, ()) for kind in held), ())
    return [
        hit for hit in timeline.keep("all records", lambda: _in_order(hits)) if hit.kind in held
    ]


def _by_kind(timeline: Timeline) -> dict[str, list[Hit]]:
    return {kind: list(map(Hit.of, entries)) for kind, entries in timeline.by_kind.items()}


def _in_order(hits: dict[str, list[Hit]]) -> list[Hit]:
    return sorted(chain.from_iterable(hits.values()), key=_PLACE)


def _subjects(subject: str, timeline: Timeline) -> Iterator[Hit]:
    if subject == "child":
        yield Hit(timeline.child, None, "child", None, True, timeline.child.child_id)
    elif subject == "person":
        for person in timeline.people:
            yield Hit(person, None, "person", None, True, person.person_id)
    else:
        for spell in timeline.agencies:
            yield Hit(spell, None, "agency", None, True, spell.agency or spell.organisation or "")


def items_of(entry: Entry, path: str) -> Iterator[tuple[Part, str]]:
    """The items of a list in a record, each with a key that stays when others come or go."""
    value: Any = entry.record
    for step in path.split("."):
        value = getattr(value, f"{step}_" if step in ("from", "with", "for") else step, None)
        if not value or isinstance(value, Unreadable):
            return
    seen: dict[str, int] = {}
    for item in value:
        stem = f"{entry.record.record_id}#{item_key(item)}"
        times = seen[stem] = seen.get(stem, 0) + 1
        yield item, stem if times == 1 else f"{stem}-{times}"


def item_key(item: Part) -> str:
    """A name for an item: its id, else a short hash of what tells it from others."""
    given = item.__dict__
    for name in _KEY_FIELDS:
        value = given.get(name)
        if value:
            text = str(value)
            if name.endswith("_id"):
                return text
            return hashlib.sha256(f"{name}:{text}".encode()).hexdigest()[:8]
    return "item"


def in_order(hits: Iterable[Hit]) -> list[Hit]:
    """Hits by moment; those without one first."""
    found = list(hits)
    if len(found) > 1:
        found.sort(key=_by_moment)
    return found


def _by_moment(hit: Hit) -> tuple[date, float, str]:
    moment, entry = hit.moment, hit.entry
    if entry is None or moment is not entry.moment:
        return (*order_of(moment), hit.key)
    order = entry.order
    return order if hit.key is order[2] else (order[0], order[1], hit.key)


def _take(hits: Sequence[Hit], take: str) -> Sequence[Hit]:
    """The first or last of the hits; with unsure ones on the way, those too, and none is sure."""
    ordered = hits if take == "first" else hits[::-1]
    undated = [hit for hit in ordered if hit.moment is None]
    chosen: list[Hit] = []
    for hit in (hit for hit in ordered if hit.moment is not None):
        chosen.append(hit)
        if hit.sure:
            break
    if len(chosen) == 1 and not undated:
        return chosen
    return in_order([hit.unsure() for hit in (*chosen, *undated)])
