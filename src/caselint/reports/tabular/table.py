"""What a table is, before anybody writes it: a name, headings, and rows of cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Cell = str | int | date | None
Look = Literal["text", "wide", "kind", "met", "number", "day"]
"""How a column looks: `wide` has sentences, `kind` a kind of finding, `met` ``7 of 9``."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, its width in characters, and how it looks."""

    words: str
    width: int
    look: Look = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a workbook, to be gone through once.

    `key` is what it is called in `[report.order]` and, with `sheet_` before it, the sentence that
    says what it holds. `name` is what the sheet is called, of at most 25 characters. On paper go
    the columns up to `printed`, or all.
    """

    key: str
    name: str
    headings: Sequence[Heading]
    rows: Iterable[Sequence[Cell]]
    printed: int = 0
