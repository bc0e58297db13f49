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

An opportunity is each trigger. An answer after the limit is unmet, with its lateness. `before: N`
alone means at least N before. A trigger that is not sure gives at best unknown, and so does one
that rests on dates in an impossible order: an answer that is linked to its trigger and lies before
it is no answer, and no proof that there was none. With `applies.while`, a duty whose period ends on
or before the due day has lapsed.
"""

from __future__ import annotations

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

KEYS: Final = ("follows", "within", "same", "unless", "excused_by", "match")
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
    measure = _Follows(trigger, answers, unless, excuses, limit, match == "one_to_one").measure
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
    """How long before and after the trigger an answer counts."""

    before: Duration | None = None
    after: Duration | None = None

    @property
    def only_before(self) -> bool:
        """Whether the answer has to come at least so long before."""
        return self.after is None

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

    def opens(self, trigger: date, scope: Scope) -> date | None:
        """The first day on which an answer counts; None: at any time before."""
        if self.only_before:
            return None
        if self.before is None:
            return day_of(trigger)
        return day_of(scope.view.clocks.before(trigger, self.before))

    def too_early(self, trigger: date, answer: date, scope: Scope) -> bool | None:
        """Whether an answer came before it could count; None where times leave it open."""
        if self.only_before:
            return False
        if day_of(answer) >= day_of(trigger):
            timed = isinstance(answer, datetime) and isinstance(trigger, datetime)
            return self.before is None and timed and answer < trigger
        return self.before is None or negate(scope.view.clocks.within(answer, trigger, self.before))

    def in_time(self, trigger: date, answer: date, scope: Scope) -> bool | None:
        """Whether an answer came in time; None where a missing time of day leaves it open."""
        clocks = scope.view.clocks
        if self.after is None:
            return clocks.ahead(answer, trigger, self.before or Duration(0, "days"))
        return day_of(answer) < day_of(trigger) or clocks.within(trigger, answer, self.after)


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


@dataclass(frozen=True, slots=True)
class Match:
    """The answer that serves one trigger: in time, or late; and whether something else may."""

    in_time: Hit | None
    late: Hit | None
    possible: bool
    near: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class _Follows:
    trigger: Selector
    answers: Answers
    unless: Reasons
    excuses: Reasons
    limit: Limit
    one_to_one: bool

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        scope = Scope(view, None, None, frame.period, frame.part)
        selection = self.trigger.select(scope)
        if selection.unknown:
            yield not_held(frame)
        found: list[tuple[Hit, Found]] = []
        for hit in selection.hits:
            # A record that was set aside may be a trigger; no duty is made of it.
            if (hit.thing is None and not hit.members) or not frame.has(hit):
                continue
            if hit.moment is None:
                why = "its date cannot be read, or stands in an impossible order with others"
                yield self._make("unknown", hit, None, frame, scope, why=why)
                continue
            found.append((hit, self.answers.find(hit, self._seen_from(hit, scope))))
        found.sort(key=lambda pair: self._due_order(pair[0], scope))
        for hit, match in self._matched(found):
            opportunity = self._judge(hit, match, frame, scope)
            if opportunity is not None:
                yield opportunity

    def _seen_from(self, trigger: Hit, scope: Scope) -> Scope:
        return Scope(scope.view, None, trigger, scope.period, scope.part)

    def _due_order(self, hit: Hit, scope: Scope) -> Any:
        assert hit.moment is not None
        return order_of(self.limit.due(hit.moment, scope)), hit.key

    def _matched(self, found: Sequence[tuple[Hit, Found]]) -> Iterator[tuple[Hit, Match]]:
        """Which answer serves which trigger; `found` is in order of due day.

        One to one, each trigger in turn takes the first answer in time that is left. That is done
        twice: strictly with all triggers and what surely answers, and in the file's favour with
        what is surely a trigger and all that may answer.
        """
        if not self.one_to_one:
            for hit, each in found:
                timely, after = _first(each.timely), _first(each.after)
                yield hit, Match(timely, after, bool(each.possible or each.maybe), each.near)
            return
        strict = _paired((hit, each.timely) for hit, each in found)
        generous = _paired((hit, [*each.timely, *each.maybe]) for hit, each in found if hit.sure)
        taken = {_name(answer) for answer in strict.values()}
        for hit, each in found:
            timely = strict.get(id(hit))
            after = None
            if timely is None:
                after = _first(other for other in each.after if _name(other) not in taken)
            if after is not None:
                taken.add(_name(after))
            yield hit, Match(timely, after, each.possible or id(hit) in generous, each.near)

    def _judge(self, trigger: Hit, found: Match, frame: Frame, scope: Scope) -> Opportunity | None:
        moment = trigger.moment
        assert moment is not None
        seen_from = self._seen_from(trigger, scope)
        due = self.limit.due(moment, scope)
        if found.in_time is not None:
            sure = trigger.sure and not frame.unsure
            return self._make("met" if sure else "unknown", trigger, found.in_time, frame, scope)
        window = sorted((day_of(moment), day_of(due)))
        lapsed = self.unless.hold(trigger, window[0], window[1], seen_from)
        if lapsed is True or self._period_over(due, frame):
            return None
        state: State = "unmet"
        why = ""
        reasons: list[Hit] = []
        if scope.view.as_at <= day_of(due):
            state = "pending"
        elif (
            not trigger.sure
            or frame.unsure
            or found.possible
            or lapsed is None
            or not frame.end_known
            or not self.answers.said_enough(trigger, seen_from)
        ):
            state = "unknown"
        else:
            late = found.late.day if found.late is not None else None
            until = late if late is not None and late >= day_of(moment) else scope.view.as_at
            excuse = self.excuses.find(trigger, moment, until, seen_from)
            if excuse is not None:
                state, why = excuse
                reasons = self.excuses.records(trigger, moment, until, seen_from)
        related = [*found.near, *reasons]
        if state == "unmet" and self.answers.selector is not None:
            late_or_now = found.late.day if found.late is not None else None
            ends = sorted((day_of(moment), late_or_now or scope.view.as_at))
            related += attempts(scope.view, self.answers.selector.kinds, ends[0], ends[1])
            related += self.answers.read_for_it(trigger, seen_from)
        return self._make(state, trigger, found.late, frame, scope, why=why, related=related)

    def _period_over(self, due: date, frame: Frame) -> bool:
        end = frame.period.end
        return not frame.whole_time and end is not None and end <= day_of(due)

    def _make(
        self,
        state: State,
        trigger: Hit,
        answer: Hit | None,
        frame: Frame,
        scope: Scope,
        why: str = "",
        related: Sequence[Hit] = (),
    ) -> Opportunity:
        moment = trigger.moment
        due = None if moment is None else self.limit.due(moment, scope)
        answered = None if answer is None or answer.moment is None else answer.moment
        view = scope.view
        end = answered or view.as_at
        standard = self.limit.shown

        def values() -> dict[str, Any]:
            said: dict[str, Any] = {"standard": standard, "trigger": trigger, "answer": answer}
            if moment is not None and due is not None:
                said["took"] = length(moment, end, standard, view.clocks)
                said["late"] = length(due, end, standard, view.clocks)
            return said

        closes = None if frame.whole_time else frame.period.end
        return Opportunity(
            state,
            key=f"{trigger.key}|{frame.label}" if frame.label else trigger.key,
            breach=None if due is None else day_of(due) + _DAY,
            answered=None if answered is None else day_of(answered),
            until=day_of(answered) if answered is not None else closes,
            start=None if moment is None else day_of(moment),
            end=day_of(end),
            due=None if due is None else day_of(due),
            part=frame.label,
            duty=(trigger, *trigger.members),
            points=() if answer is None else (answer,),
            related=tuple(related),
            values=values,
            why=why,
            note=self._note(trigger, answer, scope) if state in ("unmet", "excused") else "",
        )

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


def _first(hits: Iterable[Hit]) -> Hit | None:
    return min(hits, key=lambda hit: (order_of(hit.moment), hit.key), default=None)


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
