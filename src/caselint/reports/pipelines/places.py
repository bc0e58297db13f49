"""Where a case file stands, taken apart: the file, the line of it, and the place within."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath
from typing import Final, NamedTuple
from urllib.parse import quote

from caselint.reports.tabular.harmless import one_line

_PLACE: Final = re.compile(
    r"(?P<file>.+?)(?:: (?P<within>.+)|(?:, line |:)(?P<line>\d{1,9}))?", re.DOTALL
)


class Place(NamedTuple):
    """`file` is an address, absolute or relative to where caselint was run; `line` counts from 1.

    `within` is what stands after the file where it is no line: ``Child[3]``.
    """

    file: str
    line: int | None = None
    within: str = ""


def place_of(said: str) -> Place:
    """A place as a case file carries it: ``a.json``, ``a.jsonl:12``, ``census.xml: Child[3]``."""
    found = _PLACE.fullmatch(one_line(said))
    if found is None:
        return Place("")
    line = int(found["line"] or 0) or None
    return Place(_address(found["file"]), line, found["within"] or "")


def _address(path: str) -> str:
    """A path as an address; what looks like a scheme, and is none, is escaped."""
    windows = PureWindowsPath(path)
    if windows.drive and windows.root:
        named = quote(windows.as_posix(), safe="/:")
        return f"file:{named}" if named.startswith("//") else f"file:///{named}"
    parts = quote(path.replace("\\", "/"), safe="/")
    return f"file://{parts}" if parts.startswith("/") else parts
