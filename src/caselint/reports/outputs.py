"""Files that caselint writes: readable by their owner alone, and whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from caselint.errors import ConfigurationError


@contextmanager
def open_output(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A text stream (UTF-8) that becomes the file at `path` when the block ends well.

    It is written beside it under a name of its own, mode 0600, and then takes its place. If the
    block raises, nothing is left behind and what stood there before still stands. A device or pipe
    is written to as it is. Raises `ConfigurationError` where nothing can be written.
    """
    target = Path(path).resolve()
    if target.exists() and not target.is_file():
        with _opened(target, target) as stream:
            yield stream
        return
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with _opened(number, target) as stream:
            yield stream
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _opened(where: int | Path, target: Path) -> TextIO:
    try:
        return open(where, "w", encoding="utf-8", newline="\n")  # noqa: PTH123
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        "the report cannot be written here",
        place=str(target),
        hint=error.strerror or type(error).__name__,
    )
