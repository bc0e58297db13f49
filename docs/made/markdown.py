"""The few shapes of Markdown that made blocks have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; a bar in a cell is escaped, and a cell is one line."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def code(text: str) -> str:
    """A word of the program."""
    return f"`{text}`"


def codes(texts: Iterable[str]) -> str:
    """Words of the program, with commas."""
    return ", ".join(map(code, texts))


def plain(name: str) -> str:
    """A code as words: ``core_group`` is ``core group``."""
    return name.replace("_", " ")


def sentence(text: str | None) -> str:
    """The first paragraph of a docstring as a sentence, with the program's words marked."""
    first = (text or "").strip().partition("\n\n")[0]
    return " ".join(first.split()).replace("``", "`")
