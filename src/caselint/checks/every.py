"""`every`: does every item meet these predicates?

::

    check:
      every: {kind: [plan, core_group], items: actions}
      meets: {owner: {exists: yes}, due: {exists: yes}}
      excused_by: {itself: {status: dropped}}

An opportunity is each item; findings are one a parent record, naming its items. An item that is not
surely selected gives at best unknown. Of several kinds, those that the source holds are judged. A
wording may say what stands in the first field that `meets` looks at (`{found}`), and how many
records a `has` in it turned on (`{related}`), which are cited.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from caselint.checks.check import Check
from caselint.checks.lapses import Reasons, compile_reasons
from caselint.checks.opportunity import Frame, Opportunity, State, not_held
from caselint.datafile import Loc
from caselint.selecting.compiling import Compiling
from caselint.selecting.needs import all_of, one_kind_of
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.saying import unsaid
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import Selector, compile_selector
from caselint.selecting.unknown import NOBODYS, UNKNOWN

KEYS: Final = ("every", "meets", "unless", "excused_by")
SAYS: Final = frozenset({"start", "items", "of_items", "named", "date", "found", "related"})


def compile_check(data: dict[str, Any], loc: Loc, ctx: Compiling) -> Check:
    """Compile the check; faults go to `ctx`."""
    selector = compile_selector(data["every"], (*loc, "every"), ctx)
    if "meets" not in data:
        ctx.fault(loc, '"meets" is missing')
    with ctx.expecting():
        meets = compile_predicate(data.get("meets", {}), (*loc, "meets"), ctx, selector.shape, None)
    unless = compile_reasons(data.get("unless"), (*loc, "unless"), ctx, selector.shape)
    excuses = compile_reasons(data.get("excused_by"), (*loc, "excused_by"), ctx, selector.shape)
    return Check(
        "every",
        _Every(selector, meets, unless, excuses).measure,
        need=one_kind_of(all_of((selector.need, meets.need, unless.need)), selector.kinds),
        soft=excuses.every_need,
        paths=(*meets.paths, *selector.paths),
        says=SAYS,
        exposure=3,
        calls_for=selector.stands_on,
        signature=("every", repr(data["every"]), repr(data.get("meets"))),
        sayings=(*meets.all_sayings, *selector.sayings),
        choosing=tuple(selector.sayings) if meets.all_sayings else (),
    )


@dataclass(frozen=True, slots=True)
class _Every:
    selector: Selector
    meets: Predicate
    unless: Reasons
    excuses: Reasons

    def measure(self, view: View, frame: Frame) -> Iterator[Opportunity]:
        scope = Scope(view, None, None, frame.period, frame.part)
        selection = self.selector.select(scope)
        if selection.unknown:
            yield not_held(frame)
        here = scope.at(None)
        hits: list[Hit] = []
        lapses: list[bool | None] = []
        for hit in selection.hits:
            if hit.thing is None or not (frame.whole_time or frame.has(hit)):
                continue
            lapsed: bool | None = False
            if self.unless.reasons:
                here.hit = hit
                lapsed = self.unless.hold(hit, here.day, view.as_at, here)
            if lapsed is not True:
                hits.append(hit)
                lapses.append(lapsed)
        truths = self.meets.truths(hits, here)
        for hit, lapsed, truth in zip(hits, lapses, truths, strict=True):
            here.hit = hit
            yield self._judge(hit, frame, here, lapsed, truth)

    def _judge(
        self, hit: Hit, frame: Frame, here: Scope, lapsed: bool | None, truth: bool | None
    ) -> Opportunity:
        day = here.day
        state: State = "met" if truth is True else "unmet"
        why = ""
        related: tuple[Hit, ...] = ()
        against = 0
        # What is met need not be inside the period for sure: nothing is held against the file.
        doubtful = not hit.sure or frame.unsure
        doubtful = doubtful or (truth is False and (lapsed is None or not frame.end_known))
        if truth is None or doubtful:
            state = "unknown"
        elif truth is False:
            # A reason may ask after the thing that it excuses.
            seen = Scope(here.view, None, hit, here.period, here.part)
            excuse = self.excuses.find(hit, day, here.view.as_at, seen)
            if excuse is not None:
                state, why = excuse
            if state != "unknown":
                related = tuple(self.meets.related(here))
                against = len(related)
            if state == "excused":
                related += tuple(self.excuses.records(hit, day, here.view.as_at, seen))
        key, group = hit.key, hit.key if hit.entry is None else hit.entry.record.record_id
        if frame.label:
            key, group = f"{key}|{frame.label}", f"{group}|{frame.label}"
        # By position, for there is one for every item: names take longer than the rest.
        opportunity = Opportunity(
            state,
            key,
            day,
            day if state == "met" else None,
            day,
            hit.day,
            hit.day,
            None,
            frame.label,
            (hit,),
            (),
            related,
            lambda: {"date": hit.day, "found": self._found(here.at(hit)), "related": against},
            group,
            why,
        )
        if state == "met" and self.meets.related is not ALWAYS.related:
            opportunity.met_by = lambda: self.meets.related(here.at(hit))
        elif state in ("unmet", "excused"):
            opportunity.note = unsaid(self.meets.unsaid(here))
        return opportunity

    def _found(self, here: Scope) -> Any:
        """What stands in the first field that `meets` looks at."""
        for path in self.meets.paths[:1]:
            value = path.read(here)
            if value is not None and value is not UNKNOWN and value is not NOBODYS and value != []:
                return value
        return "nothing"
