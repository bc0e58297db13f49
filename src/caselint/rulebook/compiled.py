"""A rule made ready to be measured, with its parameters in force."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any, Final

from caselint.checks import Check, Per, compile_check
from caselint.datafile import Misfit, suggest
from caselint.rulebook.accuracy import NO_TEXT, Accuracy, Standing, standing_of
from caselint.rulebook.params import InForce
from caselint.rulebook.rulefile import Rule
from caselint.selecting.compiling import Compiling, KnownConcept
from caselint.selecting.needs import Need, all_of
from caselint.selecting.paths import Path
from caselint.selecting.predicates import ALWAYS, Predicate, compile_predicate
from caselint.selecting.spans import Span, compile_span

COMMON: Final = frozenset(
    {"met", "opportunities", "unmet", "excused", "unknown", "part", "why", "case"}
)
"""Placeholders that every wording may have."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule that can be measured.

    `span` are the periods in which the duty holds; None: the whole time covered. `concerns` are the
    rules whose concerns it is triggered by, `needed_kinds` the kinds of record that it needs,
    `shown_params` the parameters in force as text. `reads` are the kinds of record whose narrative
    it reads, `standing` what stands behind its concerns by how well that goes. `quoted` are the
    fields that evidence quotes, of which the first that is filled is shown.
    """

    rule: Rule
    check: Check
    per: Per
    span: Span | None
    when: Predicate | None
    need: Need
    params: Mapping[str, InForce]
    concerns: tuple[str, ...]
    needed_kinds: frozenset[str]
    shown_params: tuple[tuple[str, str], ...]
    reads: frozenset[str] = frozenset()
    standing: Standing = NO_TEXT
    quoted: tuple[Path, ...] = ()

    @property
    def exposure(self) -> int:
        """How many met opportunities make a strength."""
        return self.check.exposure if self.rule.exposure is None else self.rule.exposure

    @property
    def words_strength(self) -> bool:
        """Whether being met throughout is a strength, which a rule has to word."""
        return "strength" in self.rule.wording and self.rule.gives == "verdict"


_NO_CONCEPTS: Final[Mapping[str, KnownConcept]] = {}


def compile_rule(
    rule: Rule,
    params: Mapping[str, InForce],
    concepts: Mapping[str, KnownConcept] | None = _NO_CONCEPTS,
    accuracy: Accuracy | None = None,
) -> tuple[CompiledRule, list[Misfit]]:
    """Compile a rule, and give the faults found in it; with faults it is not to be used.

    `concepts` are those that text can be asked for; None where they are not known.
    """
    values = {name: given.value for name, given in params.items()}
    ctx = Compiling(values, concepts, rule.rests_on)
    span = None
    if rule.while_ is not None:
        span = compile_span(rule.while_, ("applies", "while"), ctx)
    when = None
    if rule.when is not None:
        when = compile_predicate(rule.when, ("applies", "when"), ctx, None, None)
    check, per = compile_check(rule.check, ("check",), ctx)
    if check is None:
        check = Check("none", lambda _, __: ())
    needs = [check.need, per.need]
    if span is not None:
        needs.append(span.need)
    needs.append((when or ALWAYS).need)
    need = all_of(needs)
    compiled = CompiledRule(
        rule,
        check,
        per,
        span,
        when,
        need,
        params,
        tuple(sorted(ctx.concerns)),
        frozenset(need.kinds()),
        tuple((name, _text(given.value)) for name, given in sorted(params.items())),
        frozenset(ctx.read),
        standing_of(
            (*check.sayings, *per.where.all_sayings, *(when or ALWAYS).all_sayings), accuracy
        ),
        tuple(path for path in check.paths if path.quotable),
    )
    _check_wording(rule, check, ctx)
    for name in rule.params:
        if name not in ctx.used and f"{{{name}}}" not in "".join(rule.wording.values()):
            ctx.fault(("params", name), f'the parameter "{name}" is used nowhere', key=True)
    return compiled, ctx.faults


def placeholders(text: str) -> Iterable[str]:
    """The names in braces in a wording; raises ValueError where the braces do not match."""
    return [name for _, name, _, _ in Formatter().parse(text) if name is not None]


def _check_wording(rule: Rule, check: Check, ctx: Compiling) -> None:
    known = {*COMMON, *check.says, *rule.params}
    for part, text in rule.wording.items():
        try:
            names = list(placeholders(text))
        except ValueError:
            ctx.fault(("wording", part), "the braces do not match")
            continue
        for name in names:
            if name not in known:
                hint = suggest(name, known)
                ctx.fault(("wording", part), f'there is no placeholder "{name}" here', hint)
    if "concern" not in rule.wording and not (rule.gives == "context" and "query" in rule.wording):
        ctx.fault(("wording",), '"concern" is missing')
    if "late" in rule.wording and check.kind != "follows":
        ctx.fault(("wording", "late"), "only a `follows` has late answers", key=True)
    excusable = "excused_by" in rule.check or "looser_needs" in str(rule.check.get("within"))
    if excusable and "query" not in rule.wording:
        ctx.fault(("wording",), '"query" is missing', "something can excuse here")


def _text(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
