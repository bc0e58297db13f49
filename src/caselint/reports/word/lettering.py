"""Text of a run as it may stand in a Word document: the one place where it is made fit.

What XML cannot carry is shown as �, so that a reader sees that something stood there. Characters
that turn the order of reading are left out, and what is longer than a page bears is cut, visibly.
"""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 600
"""Characters of one text, unless whoever writes it asks for more or fewer."""

_SPACE: Final = re.compile(r"[\s\x1c-\x1f\x85\u2028\u2029]+")
_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def legible(text: str, most: int = LONGEST) -> str:
    """A text on one line, fit for XML, of at most about `most` characters."""
    if len(text) > 2 * most:
        text = f"{text[: 2 * most]} […]"
    if text.isprintable() and "  " not in text:  # most are: nothing in them is to be replaced
        shown = text.strip()
    else:
        shown = _UNFIT.sub("\ufffd", _TURNS.sub("", _SPACE.sub(" ", text))).strip()
    if len(shown) <= most:
        return shown
    return f"{shown[:most].rstrip(' […]')} […]"
