"""What a self-assessment form says of one child, theme by theme, whatever it is written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MESSAGE: Final = 1_200
"""Characters of what is said of a finding."""

LABEL: Final = 300
"""Characters of a title, a name or a number, which are short unless something is amiss."""


@dataclass(frozen=True, slots=True)
class Told:
    """One finding. `sort` is Strength, ``Concern, high`` or Query; `evidence` a line a piece."""

    kind: str
    sort: str
    message: str
    evidence: tuple[str, ...] = ()
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule with something to say of this file. `met` is its outcome and n of N in words."""

    rule: str
    title: str
    marks: str
    held_against: tuple[str, ...]
    met: str
    told: tuple[Told, ...]
    is_context: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """Criteria that are listed together: why, and each as its id and title."""

    why: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: criteria with something to say, and the others in lists."""

    name: str
    criteria: tuple[Criterion, ...]
    listings: tuple[Listing, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form of one child. `facts` are words and what stands there; `standards` in full."""

    case_id: str
    facts: tuple[tuple[str, str], ...] = ()
    suspects: tuple[str, ...] = ()
    themes: tuple[Theme, ...] = ()
    standards: tuple[str, ...] = ()


def cut(text: str, most: int) -> str:
    """A text of at most so many characters, which shows where it was cut."""
    return text if len(text) <= most else f"{text[:most].rstrip()} […]"
