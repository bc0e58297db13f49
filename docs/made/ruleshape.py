"""What `rules.md` takes from the shape of a rule file: its keys, its examples, its checks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import ModuleType
from typing import Any, Final, Literal, get_args, get_origin

from pydantic import BaseModel

from caselint.checks import KINDS
from caselint.examples import ExampleFile, Expectation
from caselint.rulebook import RuleFile
from caselint.rulebook.compiled import COMMON
from caselint.rulebook.rulefile import AppliesFile, ParamFile, WordingFile
from made.fields import named_fields
from made.markdown import code, codes, table

KEYS: Final[dict[str, str]] = {
    "id": "Two to five capital letters and three digits. It never changes.",
    "name": "Lower case with hyphens. The file is called `ID-name.yaml`.",
    "title": "What a good file shows, in one sentence.",
    "theme": "The name of the folder in which the file stands.",
    "severity": "How much a concern weighs.",
    "status": "A draft runs only where it is selected by its whole id; so does a deprecated rule.",
    "replaced_by": "The rule that stands in its place; a deprecated rule needs it.",
    "since": "The version of the rulebook in which it came.",
    "audit": "The audit findings that it serves. An example must speak to each.",
    "standards": "The standards that it rests on. The weakest of them says how binding it is.",
    "rests_on": "What a concern needs in order to be right: that something stands in the file "
    "(`presence`), or that nothing was missed (`absence`).",
    "gives": "`context` never counts in n of N, gives no strength and never fails a run.",
    "suppressible": "`false` where putting a finding aside could hide a child at risk: then "
    "[no suppression](known.md#put-a-finding-aside) of it is accepted.",
    "why": "Why it matters for the child. Readers see it.",
    "applies": "When the duty holds.",
    "params": "What an organisation may change, and how far.",
    "check": "What is looked at: [one kind of check](#checks).",
    "exposure": "How many opportunities must be met for a strength; else as the kind of check has "
    "it.",
    "follows_from": "Rules beneath whose concerns these are shown.",
    "wording": "What readers are told.",
    "gets_wrong": "What the rule is known to get wrong, each in a sentence.",
    "examples": "Small case files, with what the rule is to say of them.",
}
APPLIES: Final[dict[str, str]] = {
    "while": "The [periods](#periods) in which the duty holds. Without it, all the time that the "
    "source covers.",
    "when": "A predicate on the child (`child.`), the period (`period.`), the file (`case.team`) "
    "or on records (`has`).",
}
PARAM: Final[dict[str, str]] = {
    "default": "The value, unless a configuration says otherwise.",
    "tightest": "The strictest value that is allowed.",
    "loosest": "The most lenient value that is allowed.",
    "about": "What it is, where its name does not say it.",
}
WORDING: Final[dict[str, str]] = {
    "concern": "For each unmet opportunity, or each group of them.",
    "late": "The concern of a `follows` whose answer came after the limit. Without it, `concern` "
    "serves.",
    "strength": "Where nothing is unmet or unknown. Without it, there are no strengths.",
    "query": "For what is excused, and for context. Needed where something can excuse.",
    "next_step": "What the reader can do. Shown with concerns and queries.",
}
EXAMPLE: Final[dict[str, str]] = {
    "name": "What the example shows.",
    "audit": "The audit findings to which it speaks.",
    "shows": "`edge`: exactly on the limit. `gets_wrong`: one of what the rule gets wrong.",
    "as_at": "The day on which the file is judged.",
    "look_back": "How far back is judged.",
    "params": "Values of parameters for this example.",
    "case": "The case file. `case_id` and `child` may be left out.",
    "family": "The case files of brothers and sisters that are handed over with it.",
    "expect": "What the rule is to say.",
}
EXPECT: Final[dict[str, str]] = {
    "outcome": "The outcome.",
    "why": "A part of the reason for it.",
    "counts": "Opportunities by what became of them; those that are named must be right.",
    "concerns": "How many, or a list of what each must have, by start.",
    "strengths": "The same. Left out, strengths are not looked at.",
    "queries": "The same as for concerns.",
    "needs_missing": "What the source is found not to hold.",
    "set_aside": "How many values or records are set aside in the example on purpose.",
}
CHECKS: Final[dict[str, tuple[str, str]]] = {
    "recurs": (
        "Do records like this come at least so often while the period is open?",
        "each interval that must contain one",
    ),
    "follows": ("After each of these, does that come in time?", "each trigger"),
    "present": (
        "Are there at least, or at most, so many in the period?",
        "each period, or each part of it",
    ),
    "every": ("Does every one of these meet the predicates?", "each record or item"),
    "series": (
        "Do successive listings of one thing stay the same, slip or worsen?",
        "each thread with two listings or more",
    ),
    "similar": (
        "How alike are texts that should differ?",
        "each record, with the one that it is most like",
    ),
    "plugin": ("What does a Python function of your own say?", "as the function says"),
}
CHECK_KEYS: Final[dict[str, str]] = {
    "recurs.recurs": "A selector: the records that must come.",
    "recurs.within": "How often: a duration, or `tightest_of` several.",
    "recurs.from": "`period_start` (as is usual) or `first_record`: where the first interval "
    "begins.",
    "recurs.unless": "A predicate asked on the due day: where it holds, the interval is no "
    "opportunity.",
    "recurs.excused_by": "What recorded reason makes a query of a concern.",
    "recurs.strength_needs": "Records that must be there too for a strength.",
    "follows.follows": "`trigger`: a selector. `answer`: a selector, or `itself` with a date of "
    "the trigger.",
    "follows.within": "How long after the trigger, or `before` and `after`.",
    "follows.same": "What must be the same of trigger and answer.",
    "follows.unless": "For what reason the duty lapses before it is due.",
    "follows.excused_by": "What recorded reason makes a query of a concern.",
    "follows.match": "`any`: one answer may serve several triggers. `one_to_one`: one only.",
    "follows.strength_needs": "Of the answers, those of which a strength needs one.",
    "present.present": "A selector: what is counted.",
    "present.at_least": "How many there must be.",
    "present.at_most": "How many there may be.",
    "present.strength_needs": "Records that must be there too for a strength.",
    "every.every": "A selector: what is judged, each by itself.",
    "every.meets": "The predicate that each must meet.",
    "every.unless": "For what reason one is left out.",
    "every.excused_by": "What recorded reason makes a query of a concern.",
    "series.series": "`of: actions` for threads, or `of` a selector with `by`, the path to follow.",
    "series.pattern": "`unchanged`, `slipping` or `worsening`.",
    "series.at_least": "How many listings in a row make the pattern, the first included.",
    "series.order": "For `worsening`: the values from the lowest to the highest.",
    "series.past_due": "`yes`: of actions, only where the due day has passed, if there is one.",
    "similar.similar": "The records whose texts should differ.",
    "similar.section": "Meanings of sections to be compared; without it all narrative.",
    "similar.limit": "So many runs of three words in a hundred are too much: 80 unless said.",
    "similar.words": "Shorter texts are not compared: 40 unless said.",
    "similar.with": "`earlier` records of the file, or the same kind in the `family`'s files.",
    "plugin.plugin": "The name of an installed entry point.",
    "*.per": "Measured for each `agency`, `plan`, `person`, `child` or `action` apart.",
}
PLACEHOLDERS: Final[dict[str, str]] = {
    "met": "opportunities met",
    "unmet": "opportunities unmet",
    "excused": "opportunities excused",
    "unknown": "opportunities unknown",
    "opportunities": "opportunities met and unmet: the N of n of N",
    "part": "the agency, plan, person, child or action, with `per`",
    "why": "why it is excused",
    "case": "the case id",
    "start": "the day from which it is reckoned",
    "end": "the day to which it is reckoned",
    "due": "the due day",
    "gap": "how long the interval is",
    "standard": "the limit that was used",
    "late": "how long after the due day",
    "took": "how long it took",
    "trigger": "the trigger, by kind and day",
    "answer": "the answer, by kind and day",
    "found": "what was found, or how many",
    "wanted": "how many there should be",
    "items": "how many items of the record",
    "of_items": "of how many items",
    "named": "the items that fall short, as agencies, organisations or roles, or by their text",
    "date": "the day of the record",
    "related": "how many related records it turned on",
    "likeness": "how many runs of three words in a hundred two texts have in common",
    "limit": "so many of them make two texts alike",
    "listings": "how many listings",
    "text": "the words of the action, with `of: actions`",
    "first_value": "the first value, with `by`",
    "last_value": "the last value, with `by`",
}


def rule_keys() -> str:
    """The keys of a rule file."""
    return _keys(RuleFile, KEYS)


def inner_keys() -> str:
    """The keys of `applies`, `params` and `wording`."""
    parts = (
        ("applies", AppliesFile, APPLIES),
        ("each of `params`", ParamFile, PARAM),
        ("wording", WordingFile, WORDING),
    )
    return "\n\n".join(
        f"**{name if '`' in name else code(name)}**\n\n{_keys(model, meanings)}"
        for name, model, meanings in parts
    )


def example_keys() -> str:
    """The keys of an example, and of what it expects."""
    return f"{_keys(ExampleFile, EXAMPLE)}\n\n`expect` has:\n\n{_keys(Expectation, EXPECT)}"


def _keys(model: type[BaseModel], meanings: Mapping[str, str]) -> str:
    rows = []
    for name, field in named_fields(model):
        choices = _literal(field.annotation)
        said = f"{codes(choices)}. " if choices else ""
        default = "" if field.is_required() else _default(field.default)
        need = "needed" if field.is_required() else default
        rows.append([code(name), need, said + meanings.get(name, "")])
    return table(["key", "needed, or its default", "meaning"], rows)


def _literal(annotation: Any) -> list[str]:
    if get_origin(annotation) is Literal:
        return [str(value) for value in get_args(annotation)]
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return _literal(inner[0]) if len(inner) == 1 else []


def _default(value: Any) -> str:
    if isinstance(value, bool):
        return code(str(value).lower())
    return code(str(value)) if isinstance(value, (str, int)) else ""


def check_kinds() -> str:
    """The kinds of check: what each asks, and what an opportunity is."""
    rows = [[f"[`{kind}`](#{kind})", *CHECKS.get(kind, ("", ""))] for kind in KINDS]
    return table(["kind", "asks", "an opportunity is"], rows)


def check_keys(kind: str) -> str:
    """The keys of one kind of check, and its placeholders."""
    module = KINDS[kind]
    rows = [[code(key), _check_key(kind, key)] for key in (*module.KEYS, "per")]
    return f"{table(['key', 'meaning'], rows)}\n\n{_says(module)}"


def _check_key(kind: str, key: str) -> str:
    return CHECK_KEYS.get(f"{kind}.{key}") or CHECK_KEYS.get(f"*.{key}", "")


def _says(module: ModuleType) -> str:
    says: Iterable[str] = getattr(module, "SAYS", ())
    return f"Placeholders of its own: {codes(sorted(says))}." if says else ""


def placeholders() -> str:
    """Every placeholder, and which kinds of check have it."""
    says = {kind: set(getattr(module, "SAYS", ())) for kind, module in KINDS.items()}
    names = sorted(COMMON | {name for own in says.values() for name in own})
    rows = []
    for name in names:
        kinds = "all" if name in COMMON else codes(kind for kind in KINDS if name in says[kind])
        rows.append([f"`{{{name}}}`", kinds, PLACEHOLDERS.get(name, "")])
    return table(["placeholder", "checks", "says"], rows)


def _check_block(kind: str) -> Callable[[], str]:
    return lambda: check_keys(kind)


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "rule keys": rule_keys,
    "inner keys": inner_keys,
    "example keys": example_keys,
    "check kinds": check_kinds,
    "placeholders": placeholders,
    **{f"check {kind}": _check_block(kind) for kind in KINDS},
}
