"""One rule, explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from caselint.cli.explaining.in_words import in_words, needs_in_words
from caselint.config import Configuration, ParameterValue
from caselint.examples import Example, check_example, examples_of
from caselint.reports.terminal.page import Page
from caselint.reports.wording import OUTCOME_WORDS, binding, plain, standard, titled
from caselint.rulebook import InForce, Override, Param, Rule, Rulebook, Standing, in_force

EXAMPLES: Final = 2
_FIRES: Final = ("not_evidenced", "partly_evidenced")


def explain_rule(rule: Rule, rulebook: Rulebook, configuration: Configuration, page: Page) -> None:
    """Write what a rule asks, why, with which parameters, on what ground, and where it errs."""
    params = parameters(rule, configuration)
    page.put((f"{rule.id} {rule.name}", "bold"))
    page.put(rule.title, indent=2)
    page.put(_standing(rule), indent=2)
    page.heading("Why")
    page.put(rule.why, indent=2)
    page.heading("What it checks")
    for sentence in in_words(rule, params):
        page.put(sentence, indent=2)
    if rule.params:
        page.heading("Parameters in force")
        _parameters(rule, params, configuration, page)
    page.heading("What it needs of a source")
    compiled = rulebook.compile(rule, params)[0]
    page.put("; ".join(needs_in_words(compiled.need)) or "nothing but the file itself", indent=2)
    _reading(compiled.standing, page)
    page.heading("Where it comes from")
    _sources(rule, rulebook, page)
    if rule.gets_wrong:
        page.heading("What it is known to get wrong")
        for case in rule.gets_wrong:
            page.put(case, indent=2)
    _examples(examples_of(rule, rulebook.audit_findings), rulebook, page)
    page.blank()
    page.put(("The rule file: ", "dim"), rule.file)


def _reading(standing: Standing, page: Page) -> None:
    """How well the text that it reads is read, and what that makes of its concerns."""
    if not standing.figures:
        return
    page.heading("How well its text is read")
    for sentence in standing.figures:
        page.put(sentence, indent=2)
    if not standing.enough:
        words = "So what it finds is a query, not a concern: a concern needs 95 of 100."
        page.put(words, indent=2)


def parameters(rule: Rule, configuration: Configuration, team: str = "") -> dict[str, InForce]:
    """The parameters in force, for everybody or for one team."""
    settings = configuration.settings
    file = configuration.file or "configuration"
    given = _overrides(settings.parameters.get(rule.id, {}), file)
    for one in settings.overrides:
        if team and team in one.teams:
            given |= _overrides(one.parameters.get(rule.id, {}), f"{file}, team {team}")
    return in_force(rule, given)


def _overrides(values: Mapping[str, ParameterValue], origin: str) -> dict[str, Override]:
    return {name: Override(one.value, one.reason, origin) for name, one in values.items()}


def _standing(rule: Rule) -> str:
    parts = [f"theme {plain(rule.theme)}", f"severity {rule.severity}"]
    if rule.gives == "context":
        parts.append("gives context only: queries, never counted in n of N")
    if rule.status == "deprecated":
        parts.append(f"deprecated, replaced by {rule.replaced_by}")
    elif rule.status == "draft":
        parts.append("a draft: it runs only when selected by its id")
    if not rule.suppressible:
        parts.append("its findings cannot be put aside")
    return f"{titled(', '.join(parts))}. {binding(rule.force)}."


def _parameters(
    rule: Rule, params: Mapping[str, InForce], configuration: Configuration, page: Page
) -> None:
    for name, param in rule.params.items():
        page.put(
            (name, "bold"), f" {_value(params[name].value)}{_origin(params[name], param)}", indent=2
        )
        if param.about:
            page.put(param.about, indent=4)
    for team in dict.fromkeys(t for one in configuration.settings.overrides for t in one.teams):
        for name, given in parameters(rule, configuration, team).items():
            if given != params[name]:
                words = f" {_value(given.value)}{_origin(given, rule.params[name])}"
                page.put((name, "bold"), words, indent=2)


def _origin(given: InForce, param: Param) -> str:
    bounds = ""
    if param.tightest is not None and param.loosest is not None:
        bounds = f"may be {_value(param.tightest)} to {_value(param.loosest)}"
    if given.origin == "default":
        return f" (the default{'; ' if bounds else ''}{bounds})"
    default = f"the default is {_value(param.default)}"
    reason = f" Reason: {given.reason}" if given.reason else ""
    return f" ({'; '.join(filter(None, (default, bounds)))}), set in {given.origin}.{reason}"


def _value(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _sources(rule: Rule, rulebook: Rulebook, page: Page) -> None:
    for name in rule.standards:
        page.put(standard(rulebook.standards[name], address=True), indent=2, hang=2)
    rows = dict.fromkeys((*rule.audit, *rule.serves))
    for row in rows:
        if row in rulebook.audit_findings:
            page.put((f"{row} ", "bold"), rulebook.audit_findings[row].finding, indent=2, hang=2)
    if not rule.standards and not rows:
        page.put("It names no standard and no audit finding.", indent=2)


def _examples(examples: Iterable[Example], rulebook: Rulebook, page: Page) -> None:
    chosen = _chosen(list(examples))
    if not chosen:
        return
    page.heading("Examples")
    for example in chosen:
        outcome = example.shape.expect.outcome
        page.put(
            f"{titled(example.name)}, as at {example.shape.as_at}: {OUTCOME_WORDS[outcome]}.",
            indent=2,
        )
        for finding in check_example(example, rulebook).findings[:1]:
            page.put(f"“{finding.message}”", indent=4)


def _chosen(examples: list[Example]) -> list[Example]:
    """One that fires and one that is evidenced, as far as there are any."""
    fires = [one for one in examples if one.shape.expect.outcome in _FIRES]
    silent = [one for one in examples if one.shape.expect.outcome == "evidenced"]
    return [*fires[:1], *silent[:1]][:EXAMPLES]
