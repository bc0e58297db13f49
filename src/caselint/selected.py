"""The rules of a run: which of a rulebook are asked for, by whom, and with what parameters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from caselint.config import Configuration, Settings
from caselint.errors import ConfigurationError
from caselint.rulebook import CompiledRule, Override, Rule, Rulebook, in_force

Overrides = Mapping[str, Mapping[str, Override]]
"""Parameters that are moved, by rule id and name."""


@dataclass(frozen=True, slots=True)
class Selected:
    """The rules of a run, compiled, each after those whose concerns it follows.

    `shown` are the rules whose results are wanted; others are there for their concerns alone, which
    those that are `followed` give. `before`: for each rule that has any, the rules beneath whose
    findings its own are shown. `reads` are the kinds of record whose narrative some rule reads.
    `family` says that some rule looks at the files of brothers and sisters.
    """

    rules: tuple[CompiledRule, ...]
    shown: frozenset[str]
    followed: frozenset[str] = frozenset()
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    reads: frozenset[str] = frozenset()
    family: bool = False

    @classmethod
    def of(
        cls,
        rulebook: Rulebook,
        shown: frozenset[str],
        overrides: Overrides,
    ) -> Selected:
        """Compile the rules shown, and those they depend on."""
        compiled: dict[str, CompiledRule] = {}
        front = list(shown)
        while front:
            rule = rulebook.rules[front.pop()]
            if rule.id in compiled:
                continue
            compiled[rule.id] = _compiled(rule, rulebook, overrides.get(rule.id, {}))
            front.extend(compiled[rule.id].concerns)
        graph = {id_: one.concerns for id_, one in sorted(compiled.items())}
        order = TopologicalSorter(graph).static_order()
        followed = frozenset(id_ for one in compiled.values() for id_ in one.concerns)
        before = {
            id_: tuple(dict.fromkeys((*one.rule.follows_from, *one.concerns)))
            for id_, one in compiled.items()
            if one.rule.follows_from or one.concerns
        }
        reads = frozenset(kind for one in compiled.values() for kind in one.reads)
        family = any(one.check.family for one in compiled.values())
        rules = tuple(compiled[id_] for id_ in order)
        return cls(rules, shown, followed, before, reads, family)


def _compiled(rule: Rule, rulebook: Rulebook, overrides: Mapping[str, Override]) -> CompiledRule:
    """A rule compiled with these parameters, once for all linters of the rulebook."""
    key = (rule.id, tuple(sorted((name, repr(given)) for name, given in overrides.items())))
    found: CompiledRule | None = rulebook.compiled.get(key)
    if found is None:
        found, faults = rulebook.compile(rule, in_force(rule, overrides))
        if faults:
            raise ConfigurationError(f"{rule.id}: {faults[0].message}")
        rulebook.compiled[key] = found
    return found


def chosen_for(
    team: str, rulebook: Rulebook, configuration: Configuration
) -> tuple[frozenset[str], Overrides]:
    """The ids of the rules that a team is shown, and its parameters.

    Raises `ConfigurationError` where a pattern names no rule, or a parameter is out of bounds.
    """
    settings = configuration.settings
    selects, ignores = settings.select, list(settings.ignore)
    overrides = _overrides(rulebook, settings, configuration.file, team)
    for extra in settings.overrides:
        if team in extra.teams:
            selects = extra.select if extra.select is not None else selects
            ignores += extra.ignore
    for rule_id, given in overrides.items():
        in_force(rulebook.rules[rule_id], given)
    for pattern in [*(selects or ()), *ignores]:
        if not any(matches(pattern, rule) for rule in rulebook.rules.values()):
            raise ConfigurationError(
                f'"{pattern}" selects no rule',
                place=configuration.file,
                hint="use a rule's id or its beginning, or a theme",
            )
    shown = frozenset(
        rule.id
        for rule in rulebook.rules.values()
        if _is_shown(rule, selects) and not any(matches(name, rule) for name in ignores)
    )
    return shown, overrides


def matches(pattern: str, rule: Rule) -> bool:
    """Whether a pattern names a rule: its id or the beginning of it, its name, or its theme."""
    return pattern in (rule.name, rule.theme, "all") or rule.id.startswith(pattern)


def _is_shown(rule: Rule, selects: Sequence[str] | None) -> bool:
    if rule.status != "stable":
        return selects is not None and rule.id in selects
    return selects is None or any(matches(pattern, rule) for pattern in selects)


def _overrides(
    rulebook: Rulebook, settings: Settings, file: str, team: str
) -> dict[str, dict[str, Override]]:
    """The parameters that are moved for a team, by rule id; a rule may be named by its name."""
    found: dict[str, dict[str, Override]] = {}
    layers = [(settings.parameters, file or "configuration")]
    layers += [
        (one.parameters, f"{file or 'configuration'}, team {team}")
        for one in settings.overrides
        if team in one.teams
    ]
    for parameters, origin in layers:
        for id_or_name, values in parameters.items():
            rule = rulebook.rule(id_or_name)
            for name, given in values.items():
                override = Override(given.value, given.reason, origin)
                found.setdefault(rule.id, {})[name] = override
    return found
