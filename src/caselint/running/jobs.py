"""How many processes check: as many as asked for, or as many as pay.

A process of its own takes about a second to start and to load the rulebook. Case files take longer
than that in all once there are some hundred of them, which is about `PAYS_FROM`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, Literal

from caselint.errors import ConfigurationError
from caselint.sources.reading import files_in
from caselint.sources.recognise import SUFFIXES, TOGETHER

Jobs = int | Literal["auto"]
"""A number of processes from 1, or ``"auto"``."""

PAYS_FROM: Final = 20_000_000
"""Bytes of input from which ``"auto"`` takes more than one process."""

MOST: Final = 60
"""Processes at the same time: on Windows, no more can be waited for."""


def number_of(jobs: Jobs, paths: Iterable[Path | str]) -> int:
    """How many processes are to check what stands at these paths; raises `ConfigurationError`."""
    if jobs != "auto":
        if not isinstance(jobs, int) or jobs < 1:
            raise ConfigurationError("jobs is no number of processes", hint="1 or more, or auto")
        return min(jobs, MOST)
    return min(processors(), MOST) if _is_large(paths) else 1


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _is_large(paths: Iterable[Path | str]) -> bool:
    total = 0
    for size in _sizes(paths):
        total += size
        if total >= PAYS_FROM:
            return True
    return False


def _sizes(paths: Iterable[Path | str]) -> Iterator[int]:
    for path in map(Path, paths):
        for found in files_in(path):
            for file in found if isinstance(found, list) else [found]:
                if isinstance(file, Path) and (file == path or _may_be_read(file)):
                    yield _size(file)


def _may_be_read(file: Path) -> bool:
    return file.suffix.casefold() in SUFFIXES | TOGETHER


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):
        return 0
