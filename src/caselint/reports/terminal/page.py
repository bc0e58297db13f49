"""A page on a terminal: paragraphs with a hanging label, cleaned, never wider than the terminal.

The one gate through which text from files reaches the terminal: it is put there as `Text`, so that
markup in it is only text, and without what could steer a terminal or turn the reading order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from rich.console import Console, RenderableType
from rich.text import Text

_SPACE: Final = re.compile(r"\s+")
_STEERING: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_TYPEWRITER: Final = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "·": "-", "─": "-"}
)
_NARROWEST: Final = 16
"""Columns that a paragraph keeps for itself, whatever its margin."""


class Page:
    """Writes paragraphs to a console."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self.width = console.width
        self._encoding = console.encoding

    def text(self, value: str, style: str = "") -> Text:
        """A value as it may be shown: on one line, harmless, in letters that the output has."""
        shown = _STEERING.sub("", _SPACE.sub(" ", value))
        if not self._encoding.lower().startswith("utf"):
            shown = shown.translate(_TYPEWRITER)
            shown = shown.encode(self._encoding, "replace").decode(self._encoding)
        return Text(shown, style, overflow="fold")

    def put(
        self,
        *parts: str | tuple[str, str],
        indent: int = 0,
        hang: int = 0,
        label: str | None = None,
    ) -> None:
        """A paragraph of parts, each a value or a value with its style.

        It begins at `indent`, and its further lines `hang` columns right of that. With a `label`
        all its lines begin there, and the label stands in the space before the first.
        """
        body = Text()
        for part in parts:
            body.append_text(self.text(*part) if isinstance(part, tuple) else self.text(part))
        margin = indent + hang
        start = Text(" " * indent)
        if label is not None:
            start.append_text(self.text(label, "dim"))
            start.pad_right(margin - start.cell_len)
        if margin + _NARROWEST > self.width:
            body, start, margin = Text(" ").join([self.text(label or ""), body]), Text(), 0
        for line in self._lines(body, self.width - margin):
            line.rstrip()
            self._console.print(start + line, highlight=False, soft_wrap=True)
            start = Text(" " * margin)

    def _lines(self, body: Text, width: int) -> Iterable[Text]:
        if body.cell_len <= width:
            return [body]
        return body.wrap(self._console, width, overflow="fold")

    def blank(self) -> None:
        """An empty line."""
        self._console.print()

    def heading(self, words: str) -> None:
        """The heading of a part of the report."""
        self.blank()
        self._console.print(self.text(words.upper(), "bold"), highlight=False)

    def line(self) -> None:
        """A line across the page."""
        self._console.print(self.text("─" * self.width, "dim"), highlight=False, soft_wrap=True)

    def show(self, what: RenderableType) -> None:
        """Anything else that rich can show; whoever makes it takes its text from `text`."""
        self._console.print(what, highlight=False)
