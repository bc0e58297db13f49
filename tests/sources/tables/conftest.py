"""A folder of small tables, read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from caselint.casefile import CaseFile

from ..inputs import Read


@pytest.fixture
def tables(put, read_in) -> Callable[..., Read]:
    """Write tables (``cp_visits="…"``; bytes are written as they are) and read their folder."""

    def read(_source: str | None = None, **files: str | bytes) -> Read:
        for name, text in files.items():
            data = text if isinstance(text, bytes) else _lines(text)
            put(f"export/{name}.csv", data)
        return read_in("export", source=_source)

    return read


@pytest.fixture
def child_in(tables) -> Callable[..., CaseFile]:
    """The case file of the only child in tables of which nothing is set aside."""

    def read(**files: str) -> CaseFile:
        supplied, set_aside = tables(**files)
        assert set_aside == []
        assert len(supplied) == 1
        return supplied[0].case_file

    return read


def _lines(text: str) -> str:
    """Text as it stands in a test, without the indentation."""
    return "".join(f"{line.strip(' ')}\n" for line in text.strip("\n ").split("\n"))


def told(set_aside: Any) -> list[tuple[str, str]]:
    return [(each.place, each.why) for each in set_aside]
