"""What is shared while one rule is compiled: its parameters, and the faults found in it.

Compilation goes on after a fault, so that all faults of a file are told at once. What a compiled
piece rests on comes back with it as a need.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from caselint.datafile import Loc, Misfit, suggest
from caselint.selecting.durations import Duration, read_duration


class KnownConcept(NamedTuple):
    """What a rule has to know of a concept: its title, whom it is about, its senses by name."""

    title: str
    about: str
    senses: tuple[str, ...] = ()


@dataclass(slots=True)
class Compiling:
    """One rule on its way from plain data to something that can be evaluated.

    `concepts` are those that text can be asked for; None where they are not known, since there are
    faults in their files. `rests_on` is the rule's.
    """

    params: Mapping[str, Any] = field(default_factory=dict)
    concepts: Mapping[str, KnownConcept] | None = field(default_factory=dict)
    rests_on: str = "presence"
    faults: list[Misfit] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    concerns: set[str] = field(default_factory=set)
    reached: set[str] = field(default_factory=set)
    """What is reached beyond the thing at hand: ``trigger``, ``period``, ``part``."""

    read: set[str] = field(default_factory=set)
    """The kinds of record whose narrative is read."""
    selecting: bool = False
    """Whether what is asked chooses among records, so that a record without text is not chosen."""
    on_absence: bool = False
    """Whether a concern rests on a no of what is asked."""
    blind: bool = False
    """Whether all that is asked of text is unknown, so that whatever might say it is selected."""

    @contextmanager
    def choosing(self) -> Iterator[None]:
        """Compile what chooses among records."""
        outer, self.selecting = self.selecting, True
        try:
            yield
        finally:
            self.selecting = outer

    @contextmanager
    def expecting(self) -> Iterator[None]:
        """Compile what is expected to be there: with `rests_on: absence`, a no makes a concern."""
        outer, self.on_absence = self.on_absence, self.rests_on == "absence"
        try:
            yield
        finally:
            self.on_absence = outer

    @property
    def blindly(self) -> Compiling:
        """The like, for compiling the same once more with all that is asked of text unknown."""
        return Compiling(self.params, None, self.rests_on, blind=True)

    @contextmanager
    def reaching(self, *, but: str = "") -> Iterator[set[str]]:
        """Gather what a piece reaches beyond the thing at hand; outside, `but` is not told."""
        outer, self.reached = self.reached, set()
        try:
            yield self.reached
        finally:
            outer |= self.reached - {but}
            self.reached = outer

    def fault(self, loc: Loc, message: str, hint: str = "", *, key: bool = False) -> None:
        """Note a fault at a place within the rule."""
        self.faults.append(Misfit(message, loc, hint, key=key))

    def unknown_key(self, loc: Loc, key: str, known: Any) -> None:
        """Note a key that means nothing here."""
        self.fault((*loc, key), f'unknown key "{key}"', suggest(key, known), key=True)

    def named(self, data: Any, *about: Any) -> str:
        """A name that pieces of rules share which mean the same, with the parameters in force.

        What one of them finds in a case file is kept by it, so that no other looks again. `about`
        is what else decides the meaning, such as the shape of what is asked about.
        """
        flags = (self.selecting, self.on_absence, self.blind)
        return sys.intern(repr((self._in_force(data), about, flags)))

    def _in_force(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: self._in_force(value) for key, value in data.items()}
        if isinstance(data, list):
            return [self._in_force(value) for value in data]
        if isinstance(data, str) and data[:1] == "$" and data[1:] in self.params:
            return (data, self.params[data[1:]])
        return data

    def value(self, operand: Any, loc: Loc) -> Any:
        """An operand with ``$name`` replaced by the parameter; ``$part`` stays."""
        if not isinstance(operand, str) or not operand.startswith("$") or operand == "$part":
            return operand
        name = operand[1:]
        if name not in self.params:
            hint = suggest(name, self.params)
            self.fault(loc, f'no parameter "{name}" is declared in `params`', hint)
            return None
        self.used.add(name)
        return self.params[name]

    def duration(self, operand: Any, loc: Loc) -> Duration | None:
        """An operand as a duration; a fault where it is none."""
        before = len(self.faults)
        value = self.value(operand, loc)
        if isinstance(value, Duration):
            return value
        found = read_duration(value) if isinstance(value, str) else None
        if found is None and len(self.faults) == before:
            self.fault(
                loc, "expected a duration", "such as `10 working days`, `6 weeks`, `72 hours`"
            )
        return found

    def number(self, operand: Any, loc: Loc) -> int:
        """An operand as a whole number; a fault where it is none."""
        before = len(self.faults)
        value = self.value(operand, loc)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        if len(self.faults) == before:
            self.fault(loc, "expected a whole number")
        return 0

    def flag(self, operand: Any, loc: Loc) -> bool:
        """An operand as yes or no; a fault where it is neither."""
        found = {True: True, "yes": True, False: False, "no": False}.get(operand)
        if found is None:
            self.fault(loc, "expected yes or no")
        return found is True

    def mapping(self, data: Any, loc: Loc, keys: Any, what: str) -> dict[str, Any]:
        """The data as a mapping with no keys but these; faults and an empty one otherwise."""
        if not isinstance(data, Mapping):
            self.fault(loc, f"expected {what}: a mapping")
            return {}
        known = tuple(keys)
        for key in data:
            if key not in known:
                self.unknown_key(loc, str(key), known)
        return {str(key): value for key, value in data.items() if key in known}
