"""A fault: one thing wrong in a data file, and the place where a person can put it right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from caselint.datafile.wording import shown

Loc: TypeAlias = tuple[str | int, ...]
"""The way from a document's root to one of its parts: keys, and list positions from 0."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `line` and `column` count from 1; `path` is dotted, `examples[1].case`.

    `path` is empty where the whole file is meant or where it was too broken to have one.
    """

    file: str
    line: int
    column: int
    path: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        path = f"{self.path}: " if self.path else ""
        hint = f", {self.hint}" if self.hint else ""
        return f"{self.file}:{self.line}:{self.column}: {path}{self.message}{hint}"


def dotted(loc: Loc) -> str:
    """Write a way through a document as people read it: `examples[1].case`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{shown(step)}" for step in loc)
    return "".join(steps).removeprefix(".")
