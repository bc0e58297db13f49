"""What `rules.md` takes from selecting: selectors, predicates, computed fields, logic, periods."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, get_args

from caselint.casefile import Coverage, Covers, Timeline, assemble
from caselint.casefile.periods import PERIODS, PLAN_TYPES
from caselint.checks.parts import PARTS
from caselint.selecting.clocks import Clocks
from caselint.selecting.clusters import KEYS as CLUSTER_KEYS
from caselint.selecting.comparing import OPERATORS
from caselint.selecting.compiling import Compiling
from caselint.selecting.computed import COMPUTED, Computed
from caselint.selecting.durations import Unit
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import COMBINATORS, compile_predicate
from caselint.selecting.related import HAS_KEYS
from caselint.selecting.saying import ASSERTIONS, SPEAKERS, WHOSE
from caselint.selecting.saying import KEYS as SAYS_KEYS
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.selectors import KEYS as SELECTOR_KEYS
from caselint.selecting.unknown import every, negate, some
from made.markdown import code, codes, sentence, table

SELECTING: Final[dict[str, str]] = {
    "kind": "One kind of record, or a list of them; `any` for all.",
    "items": "A list in the record whose items are meant, such as `actions`.",
    "subject": "`person`, `agency` or `child` in place of records.",
    "concern": "The concerns of another rule, by its id; each is dated on its breach day.",
    "any_of": "Several selectors; what any of them selects.",
    "where": "The predicate that must hold.",
    "at": "Which date dates it. Of a list, the first that is filled counts.",
    "take": "`all`, `first` or `last`.",
    "cluster": "So many within a time count as one.",
    "during": "A period, `period` for the one at hand, or `{between: SELECTOR}`.",
    "records_of": "An agency (or `$part`) whose own records are asked for. Unknown unless the "
    "source holds them.",
}
CLUSTERS: Final[dict[str, str]] = {
    "at_least": "How many there must be. Needed.",
    "within": "In how long.",
    "in_a_row": "`yes`: with none between them that does not qualify.",
    "among": "Which records can break a row; others are passed over.",
    "distinct": "A path: so many different values of it are needed.",
}
HAS: Final[dict[str, str]] = {
    "within": "`before`, `after` or both: how far from this record.",
    "same": "What must be the same of both.",
    "at_least": "How many there must be; one, unless you say.",
    "at_most": "How many there may be; `0` for none.",
}
OPERATOR: Final[dict[str, tuple[str, str]]] = {
    "eq": ("is equal to", "eq: initial"),
    "ne": ("is not equal to", "ne: initial"),
    "in": ("is one of", "in: [initial, review]"),
    "gt": ("is more than, or later than", "gt: 2026-01-31"),
    "gte": ("is at least, or not before", "gte: 2026-01-31"),
    "lt": ("is less than, or earlier than", "lt: 2026-01-31"),
    "lte": ("is at most, or not after", "lte: 2026-01-31"),
    "exists": ("is filled (`yes`) or blank (`no`)", "exists: yes"),
    "matches": ("text that matches a regular expression", 'matches: "exten[ds]"'),
    "contains": ("a list that has this entry; text that has these words", "contains: gp"),
    "any": ("a list in which one entry meets this", "any: {agency: gp}"),
    "all": ("a list in which every entry meets this", "all: {owner: {exists: yes}}"),
    "not": ("does not meet this", "not: {eq: done}"),
    "count": ("how many entries; with `where`, of those", "count: {gte: 2}"),
}
COMBINED: Final[dict[str, str]] = {
    "any": "A list of predicates, of which one must hold.",
    "all": "A list of predicates, which must all hold.",
    "not": "A predicate that must not hold.",
    "possibly": "A predicate that must not be surely false. It asks nothing of the source.",
    "has": "Related records.",
    "says": "What the narrative says.",
}
SAID: Final[dict[str, str]] = {
    "concept": "The concept that is to be said. `says: drift_cue` is short for it.",
    "any_of": "In place of it, several concepts, of which one is to be said.",
    "all_of": "In place of it, several concepts, of which every one is to be said.",
    "sense": "Of its senses this one, or one of these.",
    "assertion": "`affirmed`, unless you say otherwise; one of {assertions}, or several, or `any`.",
    "speaker": "Whose words it is to be in: one of {speakers}, or several. Anybody's, unless said.",
    "subject": "Whom it is to be about: one of {whose}, or several, or `any`. Unless said: for "
    "concepts about a child `this_child` or `unknown`, for others anybody.",
    "section": "Only in this section, or these: one with a [meaning](casefile.md#narrative), "
    "`body` for all others, or a field that holds sentences, such as `decision`, `actions` or "
    "`actions.impact`. Of an item: one of its own fields.",
    "within": "`sentence`: all of `all_of` in one sentence. Otherwise anywhere in the record.",
    "hedged": "`yes`: only what is said with a doubt (may, query, alleged). `no`: only without.",
}
PERIOD: Final[dict[str, tuple[str, str]]] = {
    "plan_open": ("a plan's `started_at`", "the `ended_at` of its last version"),
    "looked_after": (
        "a legal status that means it; else a placement; else a looked-after plan",
        "its `ended_at`",
    ),
    "section47_open": ("the `started_at` of an enquiry", "its `completed_at`"),
    "episode": (
        "an accepted referral, or the first assessment, plan or allocation",
        "the closure",
    ),
}
COMPUTED_WORDS: Final[dict[tuple[str, str], str]] = {
    ("record", "counted_from"): "The day from which an initial conference is counted: that of the "
    "strategy discussion with `section47: yes` that is linked; else of the last such one in the 15 "
    "working days up to the start; else the start.",
    ("record", "out_of_order"): "The dates that stand in an impossible order, in words.",
    (
        "item",
        "thread.standing",
    ): "How the action stands on the day of the trigger: its status, "
    "where this is its last listing by then; `listed_again`, where there is a later one by then; "
    "`not_listed_yet`, where this one comes later.",
    ("period", "type"): "The type of plan, or what opened the period.",
    ("period", "start"): "The first day.",
    ("period", "end"): "The last day; blank while it is open.",
}
COMPUTED_GROUPS: Final = {
    "plan_open": ("plan_open.TYPE", "Whether a plan of this type is open on its day."),
    "text": (
        "text.MEANING",
        "What stands in the sections of narrative with this [meaning](casefile.md#narrative); of "
        "what it says, [`says`](#what-the-narrative-says) asks.",
    ),
}
"""Fields of which there is one for each of a closed set, with what is shown for all of them."""
_WORDS: Final = {True: "true", False: "false", None: "unknown"}


def selector_keys() -> str:
    """The keys of a selector."""
    return _keys(SELECTOR_KEYS, SELECTING)


def cluster_keys() -> str:
    """The keys of a cluster."""
    return _keys(CLUSTER_KEYS, CLUSTERS)


def has_keys() -> str:
    """What `has` adds to the keys of a selector."""
    return _keys(HAS_KEYS, HAS)


def combinators() -> str:
    """What may stand beside paths in a predicate."""
    return _keys(COMBINATORS, COMBINED)


def said() -> str:
    """What may be asked of narrative."""
    known = {"assertions": ASSERTIONS, "speakers": SPEAKERS, "whose": WHOSE}
    words = {name: codes(each) for name, each in known.items()}
    return _keys(SAYS_KEYS, {key: text.format(**words) for key, text in SAID.items()})


def _keys(keys: tuple[str, ...], meanings: Mapping[str, str]) -> str:
    return table(["key", "meaning"], [[code(key), meanings.get(key, "")] for key in keys])


def operators() -> str:
    """The operators, with what each says."""
    rows = []
    for name in OPERATORS:
        says, example = OPERATOR.get(name, ("", ""))
        rows.append([code(name), says, code(example) if example else ""])
    return table(["operator", "is true of what", "such as"], rows)


def computed() -> str:
    """Computed fields, by what they are asked of."""
    rows: dict[tuple[str, str], list[str]] = {}
    for (of, name), field in COMPUTED.items():
        group = next((group for group in COMPUTED_GROUPS if name.startswith(group + ".")), None)
        shown, said = COMPUTED_GROUPS[group] if group else (name, _said(of, name, field))
        asked = {"record": "a record", "item": "an item of a record"}.get(of, f"`{of}.`")
        only = f" ({codes(field.kinds)} only)" if field.kinds else ""
        rows[of, shown] = [asked + only, code(shown), _category(field), said]
    order = list(dict.fromkeys(of for of, _ in rows))
    ordered = sorted(rows.items(), key=lambda pair: order.index(pair[0][0]))
    return table(["asked of", "field", "gives", "what it is"], [row for _, row in ordered])


def _said(of: str, name: str, field: Computed) -> str:
    return COMPUTED_WORDS.get((of, name)) or sentence(field.read.__doc__)


def _category(field: Computed) -> str:
    if field.choices == PLAN_TYPES:
        said = "types of plan" if field.many else "type of plan"
    elif field.category == "code" and field.choices:
        said = codes(field.choices)
    else:
        one, many = _CATEGORIES.get(field.category, (field.category, field.category))
        said = many if field.many else one
    return f"list of {said}" if field.many else said


_CATEGORIES: Final = {
    "moment": ("date", "dates"),
    "flag": ("yes or no", "yes or no"),
    "text": ("text", "texts"),
    "agency": ("agency", "agencies"),
    "number": ("number", "numbers"),
}


def periods() -> str:
    """The periods."""
    rows = [[code(name), *PERIOD.get(name, ("", ""))] for name in PERIODS]
    return f"{table(['period', 'opens with', 'closes with'], rows)}\n\nTypes of plan for " + (
        f"`plan_open`: {codes(PLAN_TYPES)}."
    )


def parts() -> str:
    """What a rule can be measured for apart."""
    return f"`per` is one of {codes(PARTS)}."


def units() -> str:
    """The units of durations."""
    return f"A duration is a whole number and one of: {', '.join(get_args(Unit))}."


def truth_tables() -> str:
    """Kleene's and, or and not."""
    truths = (True, False, None)
    rows = [
        [_WORDS[one], _WORDS[other], _WORDS[every((one, other))], _WORDS[some((one, other))]]
        for number, one in enumerate(truths)
        for other in truths[number:]
    ]
    negated = ", ".join(f"not {_WORDS[one]} is {_WORDS[negate(one)]}" for one in truths)
    head = ["one", "other", "both (`all`)", "either (`any`)"]
    return f"{table(head, rows)}\n\nAnd {negated}."


def blanks() -> str:
    """What each operator says of what is blank, uncovered or unreadable, as it was tried."""
    rows = []
    for name in OPERATORS:
        field, operand = _TRIED[name]
        row = [code(name)]
        row += [_try(field, {name: operand}, state) for state in ("blank", "empty", "uncovered")]
        rows.append(row)
    head = ["operator", "blank", "empty list", "uncovered, unreadable or “unknown”"]
    return table(head, rows)


_TRIED: Final[dict[str, tuple[str, Any]]] = {
    "eq": ("type", "initial"),
    "ne": ("type", "initial"),
    "in": ("type", ["initial", "review"]),
    "gt": ("recorded_at", "2026-01-31"),
    "gte": ("recorded_at", "2026-01-31"),
    "lt": ("recorded_at", "2026-01-31"),
    "lte": ("recorded_at", "2026-01-31"),
    "exists": ("attended", "yes"),
    "matches": ("chair", "x"),
    "contains": ("attended.name", "x"),
    "any": ("attended", {"name": "x"}),
    "all": ("attended", {"name": {"exists": "yes"}}),
    "not": ("type", {"eq": "initial"}),
    "count": ("attended", {"eq": 0}),
}


def _try(field: str, operand: Mapping[str, Any], state: str) -> str:
    name = field.partition(".")[0]
    if state == "empty" and name != "attended":
        return "–"
    record: dict[str, Any] = {"kind": "conference", "date": "2026-02-02"}
    if state == "empty":
        record[name] = []
    case_file = assemble(
        {"case_id": "C", "child": {"child_id": "K"}, "records": [record]}, lambda _: ""
    )
    declared = Covers.model_validate({"kinds": {"conference": {"fields": ["date"]}}})
    coverage = Coverage(declared if state == "uncovered" else None)
    timeline = Timeline(case_file, date(2026, 3, 1), coverage)
    (entry,) = timeline.entries
    ctx = Compiling()
    predicate = compile_predicate({field: operand}, (), ctx, Shape(("conference",)), None)
    assert not ctx.faults, ctx.faults
    hit = Hit(entry.record, entry, entry.kind, entry.moment, True, entry.record.record_id)
    return _WORDS[predicate.test(Scope(View(timeline, coverage, Clocks()), hit))]


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "selector keys": selector_keys,
    "cluster keys": cluster_keys,
    "has keys": has_keys,
    "combinators": combinators,
    "says keys": said,
    "operators": operators,
    "computed fields": computed,
    "periods": periods,
    "parts of per": parts,
    "units": units,
    "truth tables": truth_tables,
    "blanks": blanks,
}
