"""What every kind of check hands back when it is compiled."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from caselint.checks.opportunity import Frame, Opportunity
from caselint.selecting.needs import NOTHING, Need
from caselint.selecting.paths import Path
from caselint.selecting.saying import Saying
from caselint.selecting.scope import View

Measure = Callable[[View, Frame], Iterable[Opportunity]]


@dataclass(frozen=True, slots=True)
class Check:
    """A compiled check: it turns one frame of a file into opportunities.

    `need` is what a source must cover; `soft` is what only excuses, and is named when missing.
    `paths` are the fields for evidence to quote, `says` the placeholders that its wording may have.
    `exposure` is how many met opportunities make a strength. `signature` tells which checks raise
    concerns on the same opportunities. With `silent_strength` being met is the mere absence of
    something (an at-most check), which is a strength only where the rule words one.
    `absence_of` are the kinds of record whose absence makes a concern, `calls_for` those without
    any of which there is no occasion (none: the check does not say). `sayings` are what a concern
    needs of narrative: for evidence to quote, and for how far it can be relied on; `choosing` are
    those of them that only chose what is judged, which a strength does not quote in place of what
    met it. `family` says that it looks at the files of brothers and sisters.
    """

    kind: str
    measure: Measure
    need: Need = NOTHING
    soft: Need = NOTHING
    paths: tuple[Path, ...] = ()
    says: frozenset[str] = frozenset()
    exposure: int = 1
    signature: tuple[str, ...] = ()
    silent_strength: bool = False
    absence_of: tuple[str, ...] = ()
    calls_for: tuple[str, ...] = ()
    sayings: tuple[Saying, ...] = ()
    choosing: tuple[Saying, ...] = ()
    family: bool = False
