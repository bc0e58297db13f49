"""Computed fields: what a rule may ask for that no export writes down.

The table `COMPUTED` has them by what they are asked of (record, item, child, period) and name. Each
says which kinds know it, what it needs of the source, and what it gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from caselint.casefile import Entry, Thread, Timeline, Unreadable, day_of, periods_named
from caselint.casefile.beginning import begins_late
from caselint.casefile.coverage import is_field
from caselint.casefile.narrative import SECTIONS, section_meaning
from caselint.casefile.parts import Action, Part
from caselint.casefile.periods import PLAN_TYPES, plans
from caselint.casefile.plans import plan_of
from caselint.casefile.records import Plan, Section47
from caselint.casefile.threads import thread_of
from caselint.selecting.date_order import dates_in_order, linked
from caselint.selecting.durations import Duration
from caselint.selecting.involved import PARTNERS, SCHOOLS, agencies_in, told_of
from caselint.selecting.needs import Field, Need, any_of
from caselint.selecting.scope import Scope, View
from caselint.selecting.spoken_of import speaks_of_action
from caselint.selecting.unknown import UNKNOWN

LOOK_BACK_FOR_STRATEGY: Final = Duration(15, "working days")
"""How far before an enquiry its strategy discussion is looked for, where none is linked."""
_YES_NO: Final = ("yes", "no", "not_applicable", "unknown")
_STATES: Final = ("open", "done", "not_done", "dropped")
_INVOLVED: Final = ("author", "present", "with", "attended")
_AGENCIES: Final = ("from_agency", "to_agency", "agency")
_NAMED: Final = ("person_id", "name", "role")
_TOLD_APART: Final = ("action_id", "text")
"""What one of is needed to follow an action through its listings."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A field that is worked out. `read` gives a value, None for a blank, or UNKNOWN.

    `fields` must all be covered, of `either` one (those of them that the kind has). Both stand in
    the thing at hand. `beside` is where it may stand too: nothing needs it, but without it a blank
    is unknown. `reaches`: it looks beyond the thing, to the ``trigger``. `fixed` says whether it is
    the same of everything in a file.
    """

    read: Callable[[Scope], Any]
    category: Any
    many: bool = False
    kinds: tuple[str, ...] | None = None
    fields: tuple[str, ...] = ()
    choices: tuple[str, ...] | None = None
    also: tuple[Need, ...] = ()
    reaches: str = ""
    either: tuple[str, ...] = ()
    beside: tuple[Need, ...] = ()
    fixed: Callable[[Scope], bool] | None = None

    def needs(self, kind: str, items: str = "") -> Iterable[Need]:
        """What a source must cover for this to be known of a kind, or of the items in it."""
        within = f"{items}." if items else ""
        either = (Field(kind, within + field) for field in self.either)
        held = (need for need in either if is_field(kind, need.field))
        return [*(Field(kind, within + field) for field in self.fields), any_of(held), *self.also]


def _moment(scope: Scope) -> Any:
    """When the record happened: its `date`, else its `started_at`."""
    hit = scope.hit
    if hit is None or hit.entry is None or hit.entry.moment is None:
        return UNKNOWN
    return hit.entry.moment


def _plan(scope: Scope) -> Any:
    """The id of the plan that the record belongs to; unknown when it cannot be told."""
    entry = _entry(scope)
    if entry is None:
        return UNKNOWN
    timeline = scope.view.timeline
    found = plan_of(timeline, entry)
    if found is None or (not _names_plan(timeline, entry) and _plans_unclear(timeline)):
        return UNKNOWN
    return found


def _names_plan(timeline: Timeline, entry: Entry) -> bool:
    """Whether the record says itself which plan it belongs to, or a link does."""
    own = entry.kind == "plan" or getattr(entry.record, "plan_id", None)
    return bool(own) or any(other.kind == "plan" for other in linked(timeline, entry))


def _plans_unclear(timeline: Timeline) -> bool:
    """Whether there may be plans besides those whose opening is known."""

    def ask() -> bool:
        if timeline.tombstones_of(("plan",)):
            return True
        records = [entry.record for entry in timeline.of(("plan",))]
        named = {getattr(record, "plan_id", None) or record.record_id for record in records}
        return bool(named - {plan.opener_id for plan in plans(timeline)})

    return timeline.keep("plans unclear", ask)


def _episode(scope: Scope) -> Any:
    """The episode in which the record lies, by its opener; unknown outside of any."""
    entry = _entry(scope)
    if entry is None or entry.day is None:
        return UNKNOWN
    found = periods_named(scope.view.timeline, "episode")
    for period in found.periods:
        if period.holds(entry.day) and not found.unknown:
            return period.opener_id
    return UNKNOWN


def _counted_from(scope: Scope) -> Any:
    """The day from which an initial conference is counted: see `counted_from`."""
    entry = _entry(scope)
    return UNKNOWN if entry is None else counted_from(scope.view, entry)[0]


def counted_from(view: View, entry: Entry) -> tuple[Any, str]:
    """The day an enquiry is counted from, and why.

    The strategy discussion with `section47: yes` that is linked; else the latest such one within 15
    working days up to `started_at`; else `started_at`. Source: T09, which counts from the strategy
    discussion at which the enquiry was started.
    """
    record = entry.record
    assert isinstance(record, Section47)
    timeline = view.timeline
    discussions = [
        other
        for other in timeline.of(("strategy_discussion",))
        if other.record.section47 == "yes" and other.moment is not None  # type: ignore[attr-defined]
    ]
    linked = [
        other
        for other in discussions
        if other.record.record_id in (record.links or ())
        or record.record_id in (other.record.links or ())
    ]
    if linked:
        return linked[-1].moment, "the strategy discussion that is linked to it"
    started = record.started_at if record.started_at is not None else entry.moment
    if not isinstance(started, date):
        return UNKNOWN, ""
    last = day_of(started)
    first = view.clocks.before(last, LOOK_BACK_FOR_STRATEGY)
    near = [other for other in discussions if other.day is not None and first <= other.day <= last]
    if near:
        return near[-1].moment, "the last strategy discussion before it that started an enquiry"
    return started, "the start of the enquiry, as no strategy discussion that started it was found"


def _section(meaning: str) -> Computed:
    def read(scope: Scope) -> Any:
        entry = _entry(scope)
        if entry is None:
            return UNKNOWN
        texts = [
            text
            for section, text in (entry.record.text or {}).items()
            if text and section_meaning(section) == meaning
        ]
        return "\n".join(texts) or None

    return Computed(read, "text", fields=("text",))


def _plan_open(type_: str) -> Computed:
    """Whether a plan of this type is open on the day of the record."""

    def read(scope: Scope) -> Any:
        entry = _entry(scope)
        if entry is None or entry.day is None:
            return UNKNOWN
        found = periods_named(scope.view.timeline, "plan_open", (type_,))
        for period in found.periods:
            if period.holds(entry.day):
                return "yes" if period.end_known else UNKNOWN
        return UNKNOWN if found.unknown else "no"

    also = (Field("plan", "started_at", (type_,)),)
    return Computed(read, "flag", fields=("date",), choices=_YES_NO, also=also)


def _involved_agencies(scope: Scope) -> Any:
    """Author, present, with, attended, from and to: the agencies involved in a record."""
    entry = _entry(scope)
    if entry is None:
        return UNKNOWN
    timeline = scope.view.timeline
    return timeline.keep(("agencies in", entry), lambda: agencies_in(timeline, entry))


def _told_agencies(scope: Scope) -> Any:
    """Agencies that a case note which lists nobody may tell of: a list of one unknown, or none.

    Where something is measured for each agency apart, that agency alone is looked for.
    """
    entry = _entry(scope)
    if entry is None:
        return UNKNOWN
    agencies = (scope.part.removeprefix("other: "),) if isinstance(scope.part, str) else PARTNERS
    told = scope.view.timeline.keep(("told of", entry, agencies), lambda: told_of(entry, agencies))
    return [UNKNOWN] if told else []


def _told_school(scope: Scope) -> Any:
    """Whether a case note that lists nobody tells of word with a school: unknown, or no."""
    entry = _entry(scope)
    return UNKNOWN if entry is None or told_of(entry, SCHOOLS) else "no"


def _involved_people(scope: Scope) -> Any:
    """The people involved in a record, by person id, name and role."""
    entry = _entry(scope)
    return UNKNOWN if entry is None else entry.involved_people


def _unreadable(scope: Scope) -> Any:
    """The fields whose value cannot be read, by path; an empty list when all can."""
    hit = scope.hit
    thing = None if hit is None else (hit.entry.record if hit.entry is not None else hit.thing)
    if thing is None:
        return UNKNOWN
    return [] if scope.view.timeline.all_readable else unreadable_fields(thing)


def _all_readable(scope: Scope) -> bool:
    return scope.view.timeline.all_readable


def unreadable_fields(part: Part) -> list[str]:
    """The paths of the values in a part of a case file that cannot be read."""
    found: list[str] = []
    for name, value in part.__dict__.items():
        if value is None or value.__class__ is str:
            continue
        if isinstance(value, Unreadable):
            found.append(name.rstrip("_"))
        elif isinstance(value, Part):
            found.extend(f"{name}.{inner}" for inner in unreadable_fields(value))
        elif isinstance(value, list):
            for number, entry in enumerate(value):
                if isinstance(entry, Part):
                    found.extend(f"{name}[{number}].{inner}" for inner in unreadable_fields(entry))
    return found


def _out_of_order(scope: Scope) -> Any:
    """The dates of a record that stand in an impossible order, in words (`dates_in_order`).

    Blank where no two dates can be compared; unknown where one cannot be read and the others are in
    order.
    """
    entry = _entry(scope)
    if entry is None:
        return UNKNOWN
    timeline = scope.view.timeline
    return timeline.keep(("out of order", entry), lambda: _wrong_order(timeline, entry))


def _wrong_order(timeline: Timeline, entry: Entry) -> Any:
    pairs = list(dates_in_order(timeline, entry))
    wrong = [pair.in_words for pair in pairs if pair.reversed]
    if wrong or not any(pair.unreadable for pair in pairs):
        return wrong if pairs else None
    return UNKNOWN


def _linked_plans(scope: Scope) -> Any:
    """The types of the plans that the record links to, or that link to it.

    A link to a record that is not on the file may be one to a plan.
    """
    entry = _entry(scope)
    if entry is None:
        return UNKNOWN
    timeline = scope.view.timeline
    plans = [other.record for other in linked(timeline, entry) if other.kind == "plan"]
    types = [plan.type for plan in plans if isinstance(plan, Plan)]
    astray = any(link not in timeline.by_id for link in entry.record.links or ())
    return [*dict.fromkeys(types), *([UNKNOWN] if astray else [])]


def _age(scope: Scope) -> Any:
    """The child's age in whole years on the day; -1 before birth."""
    born = _born(scope)
    if born is UNKNOWN or born is None:
        return born
    day = scope.day
    if day < born:
        return -1
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _records_begin(scope: Scope) -> Any:
    """The day on which the records begin, where that is long after what they speak of began."""
    timeline = scope.view.timeline
    return timeline.keep("records begin", lambda: begins_late(timeline))


def _unborn(scope: Scope) -> Any:
    """Whether the child was not born yet on the day."""
    born = _born(scope)
    if born is UNKNOWN or born is None:
        return born
    return "yes" if scope.day < born else "no"


def _born(scope: Scope) -> Any:
    child = scope.view.timeline.child
    if isinstance(child.date_of_birth, date):
        return day_of(child.date_of_birth)
    expected = child.expected_date_of_birth
    if child.date_of_birth is None and isinstance(expected, date):
        due = day_of(expected)
        return due if scope.view.as_at < due + timedelta(days=42) else UNKNOWN
    if child.date_of_birth is None and expected is None:
        return None if scope.view.coverage.field("child", "date_of_birth") else UNKNOWN
    return UNKNOWN


def _days_open(scope: Scope) -> Any:
    """Days from the period's start to the day."""
    return UNKNOWN if scope.period is None else (scope.day - scope.period.start).days


def _period_type(scope: Scope) -> Any:
    return UNKNOWN if scope.period is None else scope.period.type


def _period_start(scope: Scope) -> Any:
    return UNKNOWN if scope.period is None else scope.period.start


def _period_end(scope: Scope) -> Any:
    if scope.period is None or not scope.period.end_known:
        return UNKNOWN
    return scope.period.end


def _thread_key(scope: Scope) -> Any:
    """The thread that the action belongs to."""
    thread = _thread(scope)
    return UNKNOWN if thread is None else thread.key


def _thread_state(scope: Scope) -> Any:
    """The status of the action as last listed by the as-at date."""
    thread = _thread(scope)
    if thread is None:
        return UNKNOWN
    state = thread.state_on(scope.view.as_at)
    return UNKNOWN if state == "unknown" else state


def _thread_standing(scope: Scope) -> Any:
    """How the action's thread stands on the day of the trigger: its status, at its last listing.

    The trigger of a `has` is the thing that has it; without any, the day is the as-at date. So that
    a thread is met with once, its earlier listings give ``listed_again`` and later ones
    ``not_listed_yet``.
    """
    thread = _thread(scope)
    day = scope.view.as_at if scope.trigger is None else scope.trigger.day
    if thread is None or day is None or scope.hit is None or scope.hit.day is None:
        return UNKNOWN
    last = thread.listing_on(day)
    if last is None or scope.hit.day > day:
        return "not_listed_yet"
    if last.action is not scope.hit.thing:
        return "listed_again"
    status = last.action.status
    return UNKNOWN if isinstance(status, Unreadable) or status == "unknown" else status


def _thread_recurring(scope: Scope) -> Any:
    """Whether the action is meant to go on, by its flag or its words."""
    thread = _thread(scope)
    if thread is None:
        return UNKNOWN
    return "yes" if thread.recurring else "no"


def _thread_listings(scope: Scope) -> Any:
    """How often the action has been listed."""
    thread = _thread(scope)
    return UNKNOWN if thread is None else len(thread.listings)


def _thread(scope: Scope) -> Thread | None:
    if scope.hit is None or not isinstance(scope.hit.thing, Action):
        return None
    return thread_of(scope.view.timeline, scope.hit.thing)


def _entry(scope: Scope) -> Entry | None:
    hit = scope.hit
    return None if hit is None else hit.entry


COMPUTED: Final[dict[tuple[str, str], Computed]] = {
    ("record", "date"): Computed(_moment, "moment", fields=("date",)),
    ("record", "plan"): Computed(_plan, "text"),
    ("record", "episode"): Computed(_episode, "text"),
    ("record", "counted_from"): Computed(
        _counted_from, "moment", kinds=("section47",), fields=("started_at",)
    ),
    ("record", "involved.agencies"): Computed(
        _involved_agencies,
        "agency",
        many=True,
        either=(*(f"{field}.agency" for field in _INVOLVED), *_AGENCIES),
    ),
    ("record", "told.agencies"): Computed(_told_agencies, "agency", many=True, reaches="part"),
    ("record", "told.school"): Computed(_told_school, "flag", choices=_YES_NO),
    ("record", "involved.people"): Computed(
        _involved_people,
        "text",
        many=True,
        either=tuple(f"{field}.{named}" for field in _INVOLVED for named in _NAMED),
    ),
    ("record", "speaks_of_action"): Computed(
        speaks_of_action, "flag", choices=_YES_NO, reaches="trigger"
    ),
    ("record", "unreadable"): Computed(_unreadable, "text", many=True, fixed=_all_readable),
    ("record", "out_of_order"): Computed(_out_of_order, "text", many=True),
    ("record", "linked.plans"): Computed(
        _linked_plans,
        "code",
        many=True,
        fields=("links",),
        choices=PLAN_TYPES,
        also=(Field("plan"),),
        beside=(Field("plan", "links"),),
    ),
    ("child", "unreadable"): Computed(_unreadable, "text", many=True),
    ("child", "age"): Computed(_age, "number", fields=("date_of_birth",)),
    ("child", "records_begin"): Computed(_records_begin, "moment"),
    ("child", "unborn"): Computed(_unborn, "flag", fields=("date_of_birth",), choices=_YES_NO),
    ("period", "days_open"): Computed(_days_open, "number"),
    ("period", "type"): Computed(_period_type, "text"),
    ("period", "start"): Computed(_period_start, "moment"),
    ("period", "end"): Computed(_period_end, "moment"),
    ("item", "plan"): Computed(_plan, "text"),
    ("item", "episode"): Computed(_episode, "text"),
    ("item", "action"): Computed(_thread_key, "text", either=_TOLD_APART),
    ("item", "thread.state"): Computed(
        _thread_state, "code", choices=_STATES, fields=("status",), either=_TOLD_APART
    ),
    ("item", "thread.standing"): Computed(
        _thread_standing,
        "code",
        choices=(*_STATES, "listed_again", "not_listed_yet"),
        fields=("status",),
        either=_TOLD_APART,
        reaches="trigger",
    ),
    ("item", "thread.recurring"): Computed(
        _thread_recurring, "flag", choices=_YES_NO, either=("recurring", "text")
    ),
    ("item", "thread.listings"): Computed(_thread_listings, "number", either=_TOLD_APART),
    **{("record", f"plan_open.{type_}"): _plan_open(type_) for type_ in PLAN_TYPES},
    **{("record", f"text.{meaning}"): _section(meaning) for meaning in (*SECTIONS, "body")},
}
"""Computed fields by what they are asked of, and name."""
