"""Text from case files, made fit for files of text and for cells of a spreadsheet.

What could not be written is replaced by a mark, what could turn the reading order is left out, and
what a spreadsheet could take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import re
from typing import Final

_ENDS: Final = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNFIT: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    "\ufdd0-\ufdef\ufffe\uffff]"
)
_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
_RUNS: Final = re.compile(r"['\s]*[=+\-@＝＋－＠]")

CHARACTERS: Final = 32_767
"""What a cell can hold, in units of UTF-16."""

_MARK_ROOM: Final = 60
"""Units that stay free for saying that something was left out."""

NEW_LINE: Final = "⏎"
"""What stands for the end of a line where a value has to be one line."""


def visible(text: str) -> str:
    """Text that can be written as UTF-8 and as XML, with nothing but a line feed to end its lines.

    A control character becomes its picture (``␀``), a tab a space, half of a surrogate pair ``�``.
    """
    if text.isascii() and text.isprintable():
        return text
    return _UNFIT.sub(_shown, _ENDS.sub("\n", text))


def _shown(found: re.Match[str]) -> str:
    one = found[0]
    if one == "\t":
        return " "
    if one in _TURNING:
        return ""
    if one < " ":
        return chr(0x2400 + ord(one))
    return "␡" if one == "\x7f" else "�"


def one_line(text: str) -> str:
    """The same on one line, the ends of its lines marked by `NEW_LINE`."""
    return visible(text).replace("\n", NEW_LINE)


def defused(text: str) -> str:
    """Text that no spreadsheet takes for a formula, however often it is saved and opened again.

    Where it could, it begins with an apostrophe. The text itself is had back by taking one away
    wherever apostrophes or spaces stand before ``=``, ``+``, ``-`` or ``@``.
    """
    return f"'{text}" if _RUNS.match(text) else text


def cut(text: str) -> str:
    """Text that a cell can hold; where some of it is left out, it ends by saying how much."""
    if _units(text) <= CHARACTERS:
        return text
    kept = text[: CHARACTERS - _MARK_ROOM]
    while _units(kept) > CHARACTERS - _MARK_ROOM:
        kept = kept[: -max(1, (_units(kept) - CHARACTERS + _MARK_ROOM) // 2)]
    return f"{kept} […] {len(text) - len(kept):,} characters more than a cell can hold"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
