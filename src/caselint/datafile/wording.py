"""How messages quote, list and suggest, so that every fault sounds alike.

Data files may be written by anyone, so what a message quotes is shortened and holds no character
that could move a terminal's cursor.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

QUOTED = 60
"""The most characters of a value that a message shows."""

LISTED = 12
"""The most choices that a message lists."""

CLOSE_ENOUGH = 0.6
"""How alike (0 to 1, as `difflib` measures it) a suggestion must be."""


def suggest(word: str, choices: Iterable[str]) -> str:
    """Give `did you mean "x"?` for the choice most like `word`, or "" where none is like it.

    Case makes no difference.
    """
    spellings = {choice.casefold(): choice for choice in choices}
    close = difflib.get_close_matches(word[:QUOTED].casefold(), spellings, 1, CLOSE_ENOUGH)
    return f'did you mean "{shown(spellings[close[0]])}"?' if close else ""


def quoted(text: str) -> str:
    """Give the text in double quotes, on one line, at most 60 characters long."""
    return f'"{shown(text)}"'


def described(value: object) -> str:
    """Say in plain words what a value from a data file is, for "expected …, not …"."""
    match value:
        case None:
            return "nothing"
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case dict():
            return "keys with values"
        case list():
            return "a list"
        case _:
            return f"a {type(value).__name__}"


def listed(choices: Sequence[str]) -> str:
    """Give the choices parted by commas, the first twelve of them where there are more."""
    names = ", ".join(shown(choice) for choice in choices[:LISTED])
    more = len(choices) - LISTED
    return f"{names} and {more} more" if more > 0 else names


def shown(text: str) -> str:
    """Give the text on one line, shortened, with anything that does not print escaped."""
    if len(text) > QUOTED:
        text = text[: QUOTED - 1].rstrip() + "…"
    if text.isprintable():
        return text
    return "".join(
        mark if mark.isprintable() else _ESCAPES.get(mark, _escape(mark)) for mark in text
    )


_ESCAPES = {"\n": " ", "\t": " ", "\r": " "}


def _escape(mark: str) -> str:
    return mark.encode("unicode_escape").decode("ascii")
