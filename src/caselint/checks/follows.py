"""`follows`: after each trigger, does the answer come within N?

::

    check:
      follows:
        trigger: {kind: section47, at: counted_from}
        answer: {kind: conference, where: {type: initial}}   # or {itself: {at: replied_at}}
      within: 15 working days          # or {before: 30 days, after: 10 working days}
      same: {agency: [author.agency, to_agency]}   # of trigger and answer; or [plan]
      unless: {itself: {outcome: no_conference}}   # the duty lapsed before it was due
      excused_by: {kind: management_decision}      # a recorded reason: a query, not a concern
      match: any                       # one answer may serve several triggers; or one_to_one
      strength_needs: {kind: conference}   # an answer of this kind, for a strength

An opportunity is each trigger. An answer after the limit is unmet, with its lateness. `before: N`
alone means at least N before. A trigger that is not sure gives at best unknown, and so does one
that rests on dates in an impossible order: an answer that is linked to its trigger and lies before
it is no answer, and no proof that there was none. With `applies.while`, a duty whose period ends on
or before the due day has lapsed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final

from caselint.casefile import day_of
from caselint.casefile.timeline import order_of
from caselint.checks.answers import Answers, Found, compile_answer
from caselint.checks.check import Check
from caselint.checks.lapses import Reasons, compile_reasons
from caselint.checks.opportunity import Frame, Opportunity, State, attempts, not_held
from caselint.datafile import Loc
from caselint.selecting.clocks import length
from caselint.selecting.compiling import Compiling
from caselint.selecting.computed import counted_from
from caselint.selecting.durations import Duration
from caselint.selecting.needs import all_of
from caselint.selecting.related import compile_same
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import negate

KEYS: Final = ("follows", "within", "same", "unless", "excused_by", "match", "strength_needs")
SAYS: Final = frozenset({"start", "end", "due", "standard", "late", "took", "trigger", "answer"})
_DAY = timedelta(days=1)


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    at = (*loc, "follows")
    plain = ctx.mapping(data["follows"], at, ("trigger", "answer"), "`trigger` and `answer`")
    for key in ("trigger", "answer"):
        if key not in plain:
            ctx.fault(at, f'"{key}" is missing')
    trigger = compile_selector(plain.get("trigger", {"kind": "visit"}), (*at, "trigger"), ctx)
    limit = _limit(data.get("within"), (*loc, "within"), ctx)
    with ctx.expecting():
        answer, answer_shape = compile_answer(
            plain.get("answer"), (*at, "answer"), ctx, trigger.shape
        )
    same = compile_same(data.get("same"), (*loc, "same"), ctx, trigger.shape, answer_shape)
    unless = compile_reasons(data.get("unless"), (*loc, "unless"), ctx, trigger.shape)
    excuses = compile_reasons(data.get("excused_by"), (*loc, "excused_by"), ctx, trigger.shape)
    match = data.get("match", "any")
    if match not in ("any", "one_to_one"):
        ctx.fault((*loc, "match"), f'"{match}" is not one of any, one_to_one')
    answers = replace(answer, same=same, limit=limit)
    needs = data.get("strength_needs")
    strong = None if needs is None else compile_selector(needs, (*loc, "strength_needs"), ctx)
    one_to_one = match == "one_to_one"
    measure = _Follows(trigger, answers, unless, excuses, limit, one_to_one, strong).measure
    return Check(
        "follows",
        measure,
        need=all_of((trigger.need, answer.need, same.need, unless.need)),
        soft=excuses.every_need,
        paths=(*trigger.paths, *answer.paths),
        says=SAYS,
        exposure=1,
        absence_of=() if answer.selector is None else answer.selector.kinds,
        calls_for=trigger.stands_on,
        signature=("follows", repr(plain.get("trigger")), repr(plain.get("answer"))),
        sayings=(*trigger.sayings, *answer.sayings),
    )


@dataclass(frozen=True, slots=True)
class Limit:
    """How long before and after the trigger an answer counts.

    `before` alone: an answer has to come at least so long before.
    """

    before: Duration | None = None
    after: Duration | None = None

    @property
    def shown(self) -> Duration:
        """The limit as a message names it."""
        return self.after or self.before or Duration(0, "days")

    def due(self, trigger: date, scope: Scope) -> date:
        """The last moment in time for an answer."""
        clocks = scope.view.clocks
        if self.after is not None:
            return clocks.after(trigger, self.after)
        return clocks.before(trigger, self.before or Duration(0, "days"))

    def opens(self, trigger: Hit, scope: Scope) -> date | None:
        """The first day on which an answer counts; None: at any time before."""
        if self.after is None:
            return None
        if self.before is None:
            return trigger.day
        assert trigger.moment is not None
        return day_of(scope.view.clocks.before(trigger.moment, self.before))

    def too_early(self, trigger: Hit, answer: Hit, scope: Scope) -> bool | None:
        """Whether an answer came before it could count; None where times leave it open."""
        if self.after is None:
            return False
        first, then = trigger.moment, answer.moment
        assert first is not None
        assert then is not None
        if _day(answer) >= _day(trigger):
            if self.before is not None:
                return False
            return isinstance(then, datetime) and isinstance(first, datetime) and then < first
        return self.before is None or negate(scope.view.clocks.within(then, first, self.before))

    def in_time(self, trigger: Hit, answer: Hit, due: date, scope: Scope) -> bool | None:
        """Whether an answer came in time; None where a missing time of day leaves it open."""
        clocks = scope.view.clocks
        if self.shown.unit != "hours":
            if self.after is None:
                return _day(answer) <= day_of(due)
            return not clocks.past(day_of(due), _day(answer), self.after)
        assert trigger.moment is not None
        assert answer.moment is not None
        if self.after is None:
            return clocks.ahead(answer.moment, trigger.moment, self.shown)
        in_time = clocks.within(trigger.moment, answer.moment, self.after)
        return _day(answer) < _day(trigger) or in_time


def _day(hit: Hit) -> date:
    assert hit.day is not None
    return hit.day


def _limit(data: Any, loc: Loc, ctx: Compiling) -> Limit:
    if data is None:
        ctx.fault(loc[:-1], '"within" is missing')
        return Limit(after=Duration(1, "days"))
    if not isinstance(data, Mapping):
        return Limit(after=ctx.duration(data, loc) or Duration(1, "days"))
    plain = ctx.mapping(data, loc, ("before", "after"), "a duration, or before and after")
    before = ctx.duration(plain["before"], (*loc, "before")) if "before" in plain else None
    after = ctx.duration(plain["after"], (*loc, "after")) if "after" in plain else None
    if before is None and after is None:
        ctx.fault(loc, "expected `before`, `after` or both")
        return Limit(after=Duration(1, "days"))
    return Limit(before, after)


@dataclass(slots=True, eq=False)
class _Occasion:
    """A trigger, its due moment, what there is by way of an answer, and the answer that serves it.

    `scope` is seen from the trigger. `possible`: something else may be an answer in time.
    """

    trigger: Hit
    scope: Scope
    due: date
    found: Found
    in_time: Hit | None = None
    late: Hit | None = None
    possible: bool = False


@dataclass(frozen=True, slots=True)
class _Follows:
    trigger: Selector
    answers: Answers
    unless: Reasons
    excuses: Reasons
    limit: Limit
    one_to_one: bool
    strong: Selector | None

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        scope = Scope(view, None, None, frame.period, frame.part)
        selection = self.trigger.select(scope)
        if selection.unknown:
            yield not_held(frame)
        occasions: list[_Occasion] = []
        for hit in selection.hits:
            # A record that was set aside may be a trigger; no duty is made of it.
            if (hit.thing is None and not hit.members) or not frame.has(hit):
                continue
            if hit.moment is None:
                why = "its date cannot be read, or stands in an impossible order with others"
                yield self._make("unknown", hit, None, None, frame, scope, why=why)
                continue
            seen_from = Scope(view, None, hit, frame.period, frame.part)
            due = self.limit.due(hit.moment, scope)
            found = self.answers.find(hit, due, seen_from)
            occasions.append(_Occasion(hit, seen_from, due, found))
        if not occasions:
            return
        occasions.sort(key=_by_due_day)
        if self.one_to_one:
            _match_one_to_one(occasions)
        else:
            _match(occasions)
        concerns = Counter(each.trigger.day for each in occasions if each.trigger.kind == "concern")
        for occasion in occasions:
            opportunity = self._judge(occasion, frame)
            if opportunity is not None:
                day = occasion.trigger.day
                if concerns[day] > 1:
                    # Two concerns of one day, of two agencies say, are told of in one sentence.
                    opportunity = replace(opportunity, group=f"{day}|{frame.label}")
                yield opportunity

    def _judge(self, occasion: _Occasion, frame: Frame) -> Opportunity | None:
        trigger, scope, due = occasion.trigger, occasion.scope, occasion.due
        if occasion.in_time is not None:
            sure = trigger.sure and not frame.unsure
            state: State = "met" if sure else "unknown"
            return self._make(state, trigger, due, occasion.in_time, frame, scope)
        start, due_day = trigger.day, day_of(due)
        assert start is not None
        window = (start, due_day) if start <= due_day else (due_day, start)
        lapsed = self.unless.hold(trigger, *window, scope)
        if lapsed is True or self._period_over(due_day, frame):
            return None
        state = "unmet"
        why = ""
        late = None if occasion.late is None else occasion.late.day
        as_at = scope.view.as_at
        reasons: list[Hit] = []
        if not scope.view.clocks.past(due_day, as_at, self.limit.shown):
            state = "pending"
        elif (
            not trigger.sure
            or frame.unsure
            or occasion.possible
            or lapsed is None
            or not frame.end_known
            or not self.answers.said_enough(trigger, scope)
        ):
            state = "unknown"
        else:
            until = late if late is not None and late >= start else as_at
            excuse = self.excuses.find(trigger, start, until, scope)
            if excuse is not None:
                state, why = excuse
                reasons = self.excuses.records(trigger, start, until, scope)
        related = [*occasion.found.near, *reasons]
        if state == "unmet" and self.answers.selector is not None:
            ends = sorted((start, late or as_at))
            related += attempts(scope.view, self.answers.selector.kinds, ends[0], ends[1])
            related += self.answers.read_for_it(trigger, scope)
        return self._make(state, trigger, due, occasion.late, frame, scope, why, related)

    def _period_over(self, due: date, frame: Frame) -> bool:
        end = frame.period.end
        return not frame.whole_time and end is not None and end <= due

    def _make(
        self,
        state: State,
        trigger: Hit,
        due: date | None,
        answer: Hit | None,
        frame: Frame,
        scope: Scope,
        why: str = "",
        related: Sequence[Hit] = (),
    ) -> Opportunity:
        view = scope.view
        answered = None if answer is None else answer.day
        due_day = None if due is None else day_of(due)
        closes = None if frame.whole_time else frame.period.end
        # A breach ends with its period, however late an answer comes after that.
        until = min((day for day in (answered, closes) if day is not None), default=None)

        def values() -> dict[str, Any]:
            standard = self.limit.shown
            said: dict[str, Any] = {"standard": standard, "trigger": trigger, "answer": answer}
            if trigger.moment is not None and due is not None:
                end = (None if answer is None else answer.moment) or view.as_at
                said["took"] = length(trigger.moment, end, standard, view.clocks)
                said["late"] = length(due, end, standard, view.clocks)
            return said

        return Opportunity(
            state,
            f"{trigger.key}|{frame.label}" if frame.label else trigger.key,
            None if due_day is None else due_day + _DAY,
            answered,
            until,
            trigger.day,
            answered or view.as_at,
            due_day,
            frame.label,
            (trigger, *trigger.members),
            () if answer is None else (answer,),
            tuple(related),
            values,
            why=why,
            strong=state != "met" or self._is_strong(answer, scope),
            note=self._note(trigger, answer, scope) if state in ("unmet", "excused") else "",
        )

    def _is_strong(self, answer: Hit | None, scope: Scope) -> bool:
        """Whether an answer is one of those that a strength needs."""
        if self.strong is None or answer is None:
            return True
        return any(hit.key == answer.key for hit in self.strong.select(scope).sure)

    def _note(self, trigger: Hit, answer: Hit | None, scope: Scope) -> str:
        """What a reader needs besides: that no wording was recognised, from which day it counts."""
        unsaid = self.answers.unsaid(scope.at(trigger)) if answer is None else ""
        return " ".join(filter(None, (unsaid, self._counted_from(trigger, scope))))

    def _counted_from(self, trigger: Hit, scope: Scope) -> str:
        """From which day an enquiry is counted, and why from that one."""
        dated_by = [path.text for path in self.trigger.dated_by]
        if "counted_from" not in dated_by or trigger.entry is None:
            return ""
        return f"It is counted from {counted_from(scope.view, trigger.entry)[1]}."


def _by_due_day(occasion: _Occasion) -> Any:
    return order_of(occasion.due), occasion.trigger.key


def _match(occasions: Iterable[_Occasion]) -> None:
    """The first answer serves each trigger; one answer may serve several."""
    for each in occasions:
        found = each.found
        each.in_time, each.late = _first(found.timely), _first(found.after)
        each.possible = found.possible or bool(found.maybe)


def _match_one_to_one(occasions: Sequence[_Occasion]) -> None:
    """Which answer serves which trigger; these are in order of due day.

    Each trigger in turn takes the first answer in time that is left. That is done twice: strictly
    with all triggers and what surely answers, and in the file's favour with what is surely a
    trigger and all that may answer.
    """
    strict = _paired((each.trigger, each.found.timely) for each in occasions)
    generous = _paired(
        (each.trigger, [*each.found.timely, *each.found.maybe])
        for each in occasions
        if each.trigger.sure
    )
    taken = {_name(answer) for answer in strict.values()}
    for each in occasions:
        each.in_time = strict.get(id(each.trigger))
        if each.in_time is None:
            each.late = _first(one for one in each.found.after if _name(one) not in taken)
        if each.late is not None:
            taken.add(_name(each.late))
        each.possible = each.found.possible or id(each.trigger) in generous


def _first(hits: Iterable[Hit]) -> Hit | None:
    return min(hits, key=_by_moment, default=None)


def _by_moment(hit: Hit) -> tuple[tuple[date, float], str]:
    return order_of(hit.moment), hit.key


def _name(hit: Hit) -> tuple[str, date | None]:
    return hit.key, hit.moment


def _paired(found: Iterable[tuple[Hit, Sequence[Hit]]]) -> dict[int, Hit]:
    """For each trigger (by identity) in turn, the first answer that no other has taken."""
    pairs: dict[int, Hit] = {}
    taken: set[tuple[str, date | None]] = set()
    for trigger, answers in found:
        answer = _first(each for each in answers if _name(each) not in taken)
        if answer is not None:
            pairs[id(trigger)] = answer
            taken.add(_name(answer))
    return pairs
