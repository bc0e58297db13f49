"""A folder of pages that stands whole or not at all, and can be told from anybody else's."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from caselint.errors import ConfigurationError

MARK: Final = "made-by-caselint.txt"
"""The file by which caselint knows a folder that it made, and may replace or remove."""

_SAYS: Final = (
    "caselint made this folder. It belongs to the report beside it, and is replaced or removed\n"
    "with all that is in it when that report is written again.\n"
)


class FolderOfPages:
    """Text files on their way into the folder `path`, readable by their owner alone.

    They are written into a folder beside it (`made`), which takes its place when the block ends
    well; if it raises, nothing is left behind and what stood there before still stands.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.parent.resolve() / path.name

    @property
    def made(self) -> Path:
        """The folder that is written into, until the block ends."""
        return self._made

    def __enter__(self) -> Self:
        """Make the folder that is written into."""
        _check(self._path)
        try:
            made = tempfile.mkdtemp(dir=self._path.parent, prefix=f".{self._path.name[:100]}.")
        except OSError as error:
            raise _unwritable(self._path, error) from error
        self._made = Path(made)
        write_text(self._made / MARK, _SAYS)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Swap, or leave everything as it was."""
        if error is not None:
            shutil.rmtree(self._made, ignore_errors=True)
            if isinstance(error, OSError):
                raise _unwritable(self._path, error) from error
            return
        old = self._made.with_name(f"{self._made.name}.old")
        try:
            if self._path.exists():
                self._path.rename(old)
            self._made.rename(self._path)
        except OSError as failed:
            with suppress(OSError):
                if old.exists() and not self._path.exists():
                    old.rename(self._path)
            shutil.rmtree(self._made, ignore_errors=True)
            raise _unwritable(self._path, failed) from failed
        shutil.rmtree(old, ignore_errors=True)


def write_text(path: Path, text: str) -> None:
    """Write a new file that its owner alone can read."""
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as stream:
        stream.write(text.encode())


def remove_folder(path: Path) -> None:
    """Remove a folder of an earlier report, if it is one that caselint made."""
    if not path.is_symlink() and (path / MARK).is_file():
        shutil.rmtree(path, ignore_errors=True)


def _check(path: Path) -> None:
    """Raise where something stands in the way that caselint did not make."""
    if path.exists() and (path.is_symlink() or not (path / MARK).is_file()):
        raise ConfigurationError(
            "a folder stands here that caselint did not make",
            place=str(path),
            hint="write the report under another name, or move the folder away",
        )


def _unwritable(path: Path, error: OSError) -> ConfigurationError:
    return ConfigurationError(
        "the report cannot be written here",
        place=str(path),
        hint=error.strerror or type(error).__name__,
    )
