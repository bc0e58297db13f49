"""Files that caselint writes: readable by their owner alone, and whole or not there at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from caselint.errors import ConfigurationError


@contextmanager
def open_output(path: str | os.PathLike[str]) -> Iterator[TextIO]:
    """A text stream (UTF-8) that becomes the file at `path` when the block ends well.

    It is written beside it under a name of its own, mode 0600, and then takes its place. If the
    block raises, nothing is left behind and what stood there before still stands. A device or pipe
    is written to as it is. Raises `ConfigurationError` where nothing can be written.
    """
    with _replacing(Path(path), "w") as stream:
        yield cast(TextIO, stream)


@contextmanager
def open_binary_output(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """The same for bytes."""
    with _replacing(Path(path), "wb") as stream:
        yield cast(BinaryIO, stream)


@contextmanager
def _replacing(path: Path, mode: str) -> Iterator[TextIO | BinaryIO]:
    target = path.resolve()
    if target.exists() and not target.is_file():
        with _opened(target, target, mode) as stream:
            yield stream
        return
    try:
        number, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.")
    except OSError as error:
        raise _unwritable(target, error) from error
    try:
        with _opened(number, target, mode) as stream:
            yield stream
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def make_folder(path: Path) -> Path:
    """Make a folder that its owner alone can open, unless it is there already."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from error
    return path


def _opened(where: int | Path, target: Path, mode: str) -> TextIO | BinaryIO:
    try:
        if mode == "wb":
            return cast(BinaryIO, open(where, mode))  # noqa: PTH123
        return cast(TextIO, open(where, mode, encoding="utf-8", newline="\n"))  # noqa: PTH123
    except OSError as error:
        raise _unwritable(target, error) from error


def _unwritable(target: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        "the report cannot be written here",
        place=str(target),
        hint=error.strerror or type(error).__name__,
    )
