"""Rules that read narrative, tried with a reader that knows a handful of phrases by heart.

::

    result = judge("every: {kind: visit}\nmeets: {says: child_seen_alone}", visit(DAY, text=NOTE))

What text means is the business of `caselint.language` and its tests. Here a phrase is a mention.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import building
from building import a_case, a_view
from caselint.config import Configuration, settings_of
from caselint.findings import Result
from caselint.language.mention import Mention
from caselint.linter import Linter
from caselint.rulebook import Measured, Rule, Rulebook, Share, compile_rule, in_force
from caselint.selecting.compiling import Compiling, KnownConcept
from caselint.selecting.paths import Shape
from caselint.selecting.predicates import compile_predicate
from caselint.selecting.reading import Reading
from caselint.selecting.scope import Hit, Scope
from caselint.selecting.selectors import Selection, compile_selector

CONCEPTS = {
    "child_seen_alone": KnownConcept("Seen alone", "child"),
    "worry_told": KnownConcept("A worry told", "child"),
    "drift_cue": KnownConcept("Drift", "anyone"),
    "outcome_statement": KnownConcept("An outcome", "anyone"),
    "decision_rationale": KnownConcept("A reason", "anyone"),
    "exploitation_indicator": KnownConcept("A sign", "child", ("gifts", "older_person")),
}

PHRASES: dict[str, tuple[str, dict[str, Any]]] = {
    "seen alone": ("child_seen_alone", {"subject": "this_child"}),
    "not seen alone": ("child_seen_alone", {"assertion": "negated"}),
    "to be seen alone": ("child_seen_alone", {"assertion": "planned"}),
    "brother was seen alone": ("child_seen_alone", {"subject": "other_child"}),
    "perhaps seen by himself": ("child_seen_alone", {"hedged": True}),
    "likely by himself": ("child_seen_alone", {"certainty": "likely", "score": 0.7}),
    "I am frightened": ("worry_told", {"speaker": "child"}),
    "says he is frightened": ("worry_told", {"speaker": "parent"}),
    "frightened of him": ("worry_told", {"speaker": "unknown"}),
    "no change": ("drift_cue", {}),
    "will sleep through": ("outcome_statement", {}),
    "because": ("decision_rationale", {}),
    "new phone": ("exploitation_indicator", {"sense": "gifts"}),
    "older man": ("exploitation_indicator", {"sense": "older_person"}),
}

FILLER = " ".join(["The home was tidy and there was food."] * 6)
"""Forty-eight words that say nothing of this."""


class ByHeart:
    """A reader that knows `PHRASES`; the longest that fits counts. `seen` is what it was given."""

    def __init__(self) -> None:
        self.calls: list[list[str]] = []
        self.casts: list[Mapping[str, str]] = []
        self.authors: list[str] = []

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str]] = (),
        authors: Sequence[str] = (),
    ) -> Iterator[list[Mention]]:
        self.calls.append(list(texts))
        self.casts += casts
        self.authors += authors
        for text in texts:
            yield sorted(_mentions(text), key=lambda mention: mention.start)


def _mentions(text: str) -> Iterable[Mention]:
    taken: set[int] = set()
    for phrase in sorted(PHRASES, key=len, reverse=True):
        concept, fields = PHRASES[phrase]
        start = text.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not taken & set(range(start, end)):
                taken |= set(range(start, end))
                given = {"sense": "", "speaker": "professional", **fields}
                yield Mention(concept, start=start, end=end, text=phrase, **given)
            start = text.find(phrase, end)


class Spoken:
    """The language of a rulebook that reads by heart."""

    def __init__(self) -> None:
        self.reader = ByHeart()


def measured(precision: tuple[int, int] = (99, 100), recall: tuple[int, int] = (99, 100)) -> Any:
    """Figures that are the same for every concept."""
    return {id_: Measured(Share(*precision), Share(*recall)) for id_ in CONCEPTS}


def rulebook(*rules: Rule, accuracy: Any = None) -> Rulebook:
    """A rulebook of these rules, with the concepts above."""
    for one in rules:
        found = compile_rule(one, in_force(one, {}), CONCEPTS)[1]
        assert not found, [f"{fault.loc}: {fault.message}" for fault in found]
    return replace(
        building.rulebook(),
        rules={one.id: one for one in rules},
        concepts=CONCEPTS,
        accuracy=accuracy,
        language=Spoken(),  # type: ignore[arg-type]
    )


def linter(*rules: Rule, accuracy: Any = None, **settings: Any) -> Linter:
    """A linter of these rules, which judges all of the file unless told otherwise."""
    settings = {"look_back": "all", **settings}
    return Linter(
        Configuration(settings_of(settings)), rulebook=rulebook(*rules, accuracy=accuracy)
    )


def judge(
    check: str,
    *records: Mapping[str, Any],
    rests_on: str = "absence",
    accuracy: Any = None,
    applies: str = "",
    covers: Mapping[str, Any] | None = None,
    keys: Mapping[str, Any] | None = None,
    **case: Any,
) -> Result:
    """What one rule says of one case file; its concerns are concerns, unless figures are given."""
    one = building.rule(check, applies=applies, rests_on=rests_on, **(keys or {}))
    case_file = a_case(*records, covers=covers, **case)
    return linter(one, accuracy=accuracy).check(case_file, building.AS_AT)[0]


def ask(predicate: str, asked: Mapping[str, Any], *others: Mapping[str, Any], **more: Any) -> Any:
    """Whether a predicate holds of a record: true, false or None for unknown."""
    view = _view(asked, *others, **more)
    entry = view.timeline.by_id[asked["record_id"]]
    ctx = Compiling(concepts=CONCEPTS)
    compiled = compile_predicate(building.yaml(predicate), (), ctx, Shape((entry.kind,)), None)
    assert not ctx.faults, ctx.faults
    return compiled.test(Scope(view, Hit.of(entry)))


def select(selector: str, *records: Mapping[str, Any], **more: Any) -> Selection:
    """What a selector selects from a case file."""
    ctx = Compiling(concepts=CONCEPTS)
    compiled = compile_selector(building.yaml(selector), (), ctx)
    assert not ctx.faults, ctx.faults
    return compiled.select(Scope(_view(*records, **more)))


def faults(check: str, **keys: Any) -> list[str]:
    """What is wrong with a rule, as it is told when rules are loaded."""
    built = building.rule(check, **keys)
    found = compile_rule(built, in_force(built, {}), CONCEPTS)[1]
    return [f"{fault.message} {fault.hint}".strip() for fault in found]


def _view(*records: Mapping[str, Any], **more: Any) -> Any:
    view = a_view(*records, **more)
    kinds = frozenset(entry.kind for entry in view.timeline.entries)
    return replace(view, reading=Reading(view.timeline, ByHeart, kinds))
