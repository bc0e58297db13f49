"""Parameters of a rule: defaults, bounds, and an organisation's own values with their reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from caselint.datafile import suggest
from caselint.errors import ConfigurationError
from caselint.rulebook.rulefile import Param, Rule
from caselint.selecting.durations import read_duration


@dataclass(frozen=True, slots=True)
class Override:
    """An organisation's own value of a parameter, and why."""

    value: Any
    reason: str
    origin: str = "configuration"


@dataclass(frozen=True, slots=True)
class InForce:
    """A parameter in force: its value, and where that came from."""

    value: Any
    origin: str
    reason: str = ""


def in_force(rule: Rule, overrides: Mapping[str, Override]) -> dict[str, InForce]:
    """The parameters of a rule; raises `ConfigurationError` for one out of bounds or unknown."""
    for name in overrides:
        if name not in rule.params:
            raise ConfigurationError(
                f'{rule.id} has no parameter "{name}"',
                place=overrides[name].origin,
                hint=suggest(name, rule.params) or f"it has {', '.join(rule.params) or 'none'}",
            )
    found = {}
    for name, param in rule.params.items():
        override = overrides.get(name)
        if override is None:
            found[name] = InForce(param.default, "default")
            continue
        why = out_of_bounds(override.value, param)
        if why:
            raise ConfigurationError(f"{rule.id}.{name}: {why}", place=override.origin)
        found[name] = InForce(override.value, override.origin, override.reason)
    return found


def out_of_bounds(value: Any, param: Param) -> str:
    """Why a value may not stand for a parameter; empty when it may.

    Durations are compared at 7 days to 5 working days and 30 days to a month.
    """
    if isinstance(param.default, str) and read_duration(param.default) is not None:
        if not isinstance(value, str) or read_duration(value) is None:
            return "expected a duration, such as 6 weeks"
    elif type(value) is not type(param.default):
        return f"expected {_kind(param.default)}"
    size = _size(value)
    if size is None:
        return ""
    looser = _looser(param)
    tightest, loosest = _size(param.tightest), _size(param.loosest)
    if tightest is not None and (size - tightest) * looser < 0:
        return f"{value} is tighter than the tightest that is allowed, {param.tightest}"
    if loosest is not None and (size - loosest) * looser > 0:
        return f"{value} is looser than the loosest that is allowed, {param.loosest}"
    return ""


def _looser(param: Param) -> int:
    """Which way is looser: 1 where a larger value is, -1 where a smaller one is."""
    tightest, loosest = _size(param.tightest), _size(param.loosest)
    default = _size(param.default) or 0.0
    low = tightest if tightest is not None else default
    high = loosest if loosest is not None else default
    return 1 if high >= low else -1


def _size(value: Any) -> float | None:
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return float(value)
    duration = read_duration(value) if isinstance(value, str) else None
    return None if duration is None else duration.rough_days


def _kind(value: Any) -> str:
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, int):
        return "a whole number"
    return "a list" if isinstance(value, list) else "text"
