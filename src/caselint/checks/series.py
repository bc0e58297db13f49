"""`series`: do successive listings of one thing stay the same, slip or worsen?

::

    check:
      series: {of: actions}            # threads; or {of: SELECTOR, by: level}
      pattern: unchanged               # or slipping, worsening
      at_least: 3                      # listings in a row, the first included
      order: [low, medium, high]       # for worsening
      past_due: yes                    # of actions: only where a due day, if any, has passed

An opportunity is each thread with two listings or more, unmet when the pattern occurs. *Unchanged*
is text, due day and status all equal; an action that has not stood still because its due day was
moved on as often is no opportunity. *Slipping* is the due day moved on while the action is not
done, whether at each listing or at every other, and without a new next step. Recurring actions
never drift; an action done or dropped has come to its end, and with `past_due` one that was late on
a single list and done by the next has not drifted either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from caselint.casefile import Thread, Timeline, Unreadable, day_of, threads
from caselint.casefile.parts import Action
from caselint.casefile.threads import LISTING_KINDS, Listing, folded_words
from caselint.checks.check import Check
from caselint.checks.opportunity import Frame, Opportunity, State, not_held
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import Field, Need, all_of, any_of
from caselint.selecting.paths import ANYTHING, Path, compile_path
from caselint.selecting.saying import Saying
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import UNKNOWN

KEYS: Final = ("series", "pattern", "at_least", "order", "past_due")
_BOTH: Final = frozenset({"start", "end", "listings"})
_OF_ACTIONS: Final = _BOTH | {"text"}
_OF_VALUES: Final = _BOTH | {"first_value", "last_value"}
SAYS: Final = _OF_ACTIONS | _OF_VALUES
PATTERNS: Final = ("unchanged", "slipping", "worsening")
_ENDED: Final = ("done", "dropped")
Repeats = Callable[[Any, Any], bool | None]
"""Whether the pattern holds from one listing to the next; None when it cannot be known."""


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    at = (*loc, "series")
    plain = ctx.mapping(data["series"], at, ("of", "by"), "`of`: actions or a selector")
    pattern = data.get("pattern", "unchanged")
    if pattern not in PATTERNS:
        expected = ", ".join(PATTERNS)
        ctx.fault((*loc, "pattern"), f'"{pattern}" is not one of {expected}')
    at_least = ctx.number(data.get("at_least", 2), (*loc, "at_least"))
    if at_least < 2:
        ctx.fault((*loc, "at_least"), "a series has two listings or more")
    order = data.get("order", [])
    past_due = ctx.flag(data.get("past_due", "no"), (*loc, "past_due"))
    if pattern == "worsening" and ("by" not in plain or not order):
        ctx.fault(loc, "worsening needs `by`, and `order` from the lowest to the highest")
    says = _OF_ACTIONS
    sayings: tuple[Saying, ...] = ()
    if plain.get("of") == "actions":
        # A due day that the source cannot give has not stayed the same.
        fields = ("actions.due", "actions.status")
        need: Need = any_of(
            all_of(Field(kind, field) for field in fields) for kind in LISTING_KINDS
        )
        measure = _Actions(pattern, max(at_least, 2), past_due).measure
    else:
        selector = compile_selector(plain.get("of"), (*at, "of"), ctx)
        by = Path("", lambda _: None, ANYTHING)
        if "by" in plain:
            by = compile_path(plain["by"], (*at, "by"), ctx, selector.shape, None)
        else:
            ctx.fault(at, '"by" is missing')
        need = selector.need
        sayings = selector.sayings
        says = _OF_VALUES
        if past_due:
            ctx.fault((*loc, "past_due"), "only actions have a due day", key=True)
        ranks = {str(value).casefold(): rank for rank, value in enumerate(order)}
        measure = _Values(selector, by, pattern, max(at_least, 2), ranks).measure
    return Check(
        "series",
        measure,
        need=need,
        says=says,
        exposure=1,
        signature=("series", repr(data["series"]), str(pattern)),
        silent_strength=True,
        sayings=sayings,
    )


def first_run(
    listings: Sequence[Any],
    repeats: Repeats,
    at_least: int,
    counts: Callable[[Any], bool | None] = lambda _: True,
) -> tuple[int | None, bool]:
    """The position that completes the first run of `at_least` listings, and whether one may.

    `counts` says whether a listing can complete a run.
    """
    possible = 1
    sure = 1
    maybe = False
    for position, (one, other) in enumerate(pairwise(listings), start=1):
        truth = repeats(one, other)
        sure = sure + 1 if truth is True else 1
        possible = possible + 1 if truth is not False else 1
        completes = counts(other)
        if sure >= at_least and completes is True:
            return position, False
        maybe = maybe or (possible >= at_least and completes is not False)
    return None, maybe


@dataclass(frozen=True, slots=True)
class _Actions:
    pattern: str
    at_least: int
    past_due: bool

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        for thread in threads(view.timeline):
            if thread.recurring:
                continue
            listings = [
                listing
                for listing in thread.listings
                if frame.whole_time or frame.period.holds(listing.day)
            ]
            if len(listings) < 2:
                continue
            judged = self._judge(thread, listings, frame, view)
            if judged.state != "met" or not self._only_put_off(listings):
                yield judged

    def _only_put_off(self, listings: list[Listing]) -> bool:
        """Whether what did not stand still was moved on as often: its dates slipped instead."""
        if self.pattern != "unchanged":
            return False
        return first_run(_with_a_new_date(listings), _slipped, self.at_least)[0] is not None

    def _judge(
        self, thread: Thread, listings: list[Listing], frame: Frame, view: View
    ) -> Opportunity:
        repeats = _unchanged
        if self.pattern == "slipping":
            repeats = _slipped
            listings = _with_a_new_date(listings)
        position, maybe = first_run(
            listings, repeats, self.at_least, _past_due if self.past_due else lambda _: True
        )
        state: State = "unmet" if position is not None else ("unknown" if maybe else "met")
        chosen = listings
        if position is not None:
            end = position
            while end + 1 < len(listings) and repeats(listings[end], listings[end + 1]):
                end += 1
            chosen = listings[position - self.at_least + 1 : end + 1]
            if self.past_due and _was_done_next(chosen, listings[end + 1 :]):
                position, state, chosen = None, "met", listings
        if frame.unsure or (state == "unmet" and not frame.end_known):
            state = "unknown"
        if state == "unmet" and (
            _may_be_between(view.timeline, chosen[0].day, chosen[-1].day)
            or not all(_is_told(listing.action.recurring) for listing in thread.listings)
        ):
            state = "unknown"
        completed = listings[position if position is not None else -1].day
        return Opportunity(
            state,
            key=thread.key,
            breach=completed,
            answered=completed if state == "met" else None,
            until=chosen[-1].day,
            start=chosen[0].day,
            end=chosen[-1].day,
            part=frame.label,
            duty=tuple(_hit(listing) for listing in chosen),
            values=lambda: {"listings": len(chosen), "text": chosen[-1].action.text or ""},
        )


def _hit(listing: Listing) -> Hit:
    entry = listing.entry
    key = f"{entry.record.record_id}#{listing.action.action_id or listing.number}"
    return Hit(listing.action, entry, entry.kind, entry.moment, True, key)


def _may_be_between(timeline: Timeline, start: date, end: date) -> bool:
    """Whether a list of actions that cannot be read, or dated, may lie between two listings."""
    stones = timeline.tombstones_of(LISTING_KINDS)
    if any(stone.moment is None or start < day_of(stone.moment) < end for stone in stones):
        return True
    return any(
        entry.day is None and entry.record.__dict__.get("actions")
        for entry in timeline.of(LISTING_KINDS)
    )


def _unchanged(one: Listing, other: Listing) -> bool | None:
    first, second = one.action, other.action
    if first.status in _ENDED or second.status in _ENDED:
        return False
    if folded_words(first.text or "") != folded_words(second.text or ""):
        return False
    pairs = ((first.due, second.due), (first.status, second.status))
    told = [pair for pair in pairs if all(map(_is_told, pair))]
    if any(left != right for left, right in told):
        return False
    return True if len(told) == len(pairs) else None


def _with_a_new_date(listings: Sequence[Listing]) -> list[Listing]:
    """The listings without those that repeat a due day.

    A date that stands for two meetings and is moved on at the third has been moved once.
    """
    kept = list(listings[:1])
    for listing in listings[1:]:
        action, before = listing.action, kept[-1].action
        same = isinstance(action.due, date) and action.due == before.due
        if not same or action.status in _ENDED or before.status in _ENDED:
            kept.append(listing)
    return kept


def _was_done_next(run: Sequence[Listing], after: Sequence[Listing]) -> bool:
    """Whether an action that was late on one list alone was done on the next.

    It was late, and did not drift.
    """
    late = sum(_past_due(listing) is not False for listing in run)
    return late < 2 and bool(after) and after[0].action.status == "done"


def _past_due(listing: Listing) -> bool | None:
    """Whether the action was still listed after its due day; true where it has none."""
    due = listing.action.due
    if isinstance(due, Unreadable):
        return None
    return due is None or listing.day > day_of(due)


def _slipped(one: Listing, other: Listing) -> bool | None:
    first, second = one.action, other.action
    if first.status in _ENDED or second.status in _ENDED:
        return False
    if isinstance(first.due, date) and isinstance(second.due, date):
        if day_of(second.due) <= day_of(first.due) or _goes_another_way(first, second):
            return False
        return True if _is_told(first.status) and _is_told(second.status) else None
    return None if not (_is_told(first.due) and _is_told(second.due)) else False


def _goes_another_way(first: Action, second: Action) -> bool:
    """Whether the new due day comes with a next step that was not there before."""
    step = folded_words(second.next_step or "")
    return bool(step) and step != folded_words(first.next_step or "")


def _is_told(value: object) -> bool:
    """Whether a value can be read, a blank being as good as one."""
    return not (isinstance(value, Unreadable) or value == "unknown")


@dataclass(frozen=True, slots=True)
class _Values:
    selector: Selector
    by: Path
    pattern: str
    at_least: int
    ranks: dict[str, int]

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        scope = Scope(view, None, None, frame.period, frame.part)
        selection = self.selector.select(scope)
        if selection.unknown:
            yield not_held(frame)
        inside = [hit for hit in selection.hits if frame.has(hit)]
        hits = [hit for hit in inside if hit.certain]
        doubtful = [hit.day for hit in inside if not hit.certain]
        if len(hits) < 2:
            return
        values = [(hit, self.by.read(scope.at(hit))) for hit in hits]
        position, maybe = first_run(values, self._repeats, self.at_least)
        state: State = "unmet" if position is not None else ("unknown" if maybe else "met")
        last = position if position is not None else len(values) - 1
        first = max(0, last - self.at_least + 1) if position is not None else 0
        chosen = values[first : last + 1]
        completed = chosen[-1][0].day
        if frame.unsure or (state == "unmet" and not frame.end_known):
            state = "unknown"
        if state == "met" and doubtful:
            state = "unknown"
        days = [hit.day for hit, _ in chosen if hit.day is not None]
        if state == "unmet" and any(not day or days[0] <= day <= days[-1] for day in doubtful):
            state = "unknown"
        yield Opportunity(
            state,
            key=f"{frame.key}|{self.by.text}",
            breach=completed,
            answered=completed if state == "met" else None,
            until=completed,
            start=chosen[0][0].day,
            end=completed,
            part=frame.label,
            duty=tuple(hit for hit, _ in chosen),
            values=lambda: {
                "listings": len(chosen),
                "first_value": chosen[0][1],
                "last_value": chosen[-1][1],
                "text": "",
            },
        )

    def _repeats(self, one: tuple[Hit, Any], other: tuple[Hit, Any]) -> bool | None:
        first, second = one[1], other[1]
        if first in (None, UNKNOWN) or second in (None, UNKNOWN):
            return None
        if self.pattern == "unchanged":
            return bool(first == second)
        if self.pattern == "slipping":
            if isinstance(first, date) and isinstance(second, date):
                return second > first
            return None
        ranks = self.ranks.get(str(first).casefold()), self.ranks.get(str(second).casefold())
        if ranks[0] is None or ranks[1] is None:
            return None
        return ranks[1] > ranks[0]
