"""Files in a folder of each test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from caselint.sources import read

from .inputs import Read, split


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a file into a folder of this test."""

    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


@pytest.fixture
def read_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Read]:
    """Read paths given relative to the folder of this test, so that places are short."""
    monkeypatch.chdir(tmp_path)
    return lambda *paths, **options: split(read([Path(path) for path in paths], **options))
