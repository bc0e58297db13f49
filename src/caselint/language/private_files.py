"""Files that are their owner's alone, and a secret in one of them."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Final

_SECRET_BYTES: Final = 32


def make_private(path: Path) -> None:
    """See to it that a file is there, ours, and nobody else's to read. Raises `OSError`.

    A file that is there is not opened for that: where it is a database's, closing it would give up
    the locks that another connection of this process may hold on it.
    """
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    _keep_private(path)


def secret_of(path: Path) -> bytes:
    """The secret of a cache, made where there is none. Raises `OSError`."""
    for _ in range(2):
        with suppress(FileNotFoundError):
            _keep_private(path)
            found = path.read_bytes()
            if len(found) == _SECRET_BYTES:
                return found
            path.unlink()
        _make_secret(path)
    raise OSError


def _make_secret(path: Path) -> None:
    """Make a secret, whole at once; of several processes that do, the first one's counts."""
    partial = path.with_suffix(f".{os.getpid()}-{secrets.token_hex(4)}.tmp")
    number = os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(secrets.token_bytes(_SECRET_BYTES))
        try:
            os.link(partial, path)
        except FileExistsError:
            return
        except OSError:
            # Where files cannot have two names.
            partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def _keep_private(path: Path) -> None:
    found = path.stat()
    if hasattr(os, "geteuid"):
        if found.st_uid != os.geteuid():
            raise PermissionError
        if found.st_mode & 0o077:
            path.chmod(0o600)
