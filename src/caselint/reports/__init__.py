"""Ways out, one module a format. What a format leans on is loaded when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Format:
    """One way out. `says` is a line for help texts.

    `streamed`: it takes case files as they come (as `JsonLines` does), otherwise a whole `Run`.
    """

    says: str
    module: str
    attribute: str
    streamed: bool = False

    def load(self) -> Callable[..., Any]:
        """What writes this format; its module says what it takes."""
        writer: Callable[..., Any] = getattr(import_module(self.module), self.attribute)
        return writer


FORMATS: Final[Mapping[str, Format]] = {
    "text": Format("for reading, on a terminal or printed", f"{__name__}.terminal", "render"),
    "json": Format("the whole run as one document", f"{__name__}.json_report", "write_json"),
    "jsonl": Format("a line a case file, as they come", f"{__name__}.jsonl", "JsonLines", True),
}
"""Every format by the name it is asked for with."""
