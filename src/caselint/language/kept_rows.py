"""Rows of numbers that are kept in a file from run to run, under names that nobody can guess.

The file is SQLite's, for several processes at once, and beside it stands a secret of this cache: a
name is a keyed hash, so that who has the file alone cannot try out which short texts were read.
Both are readable by their owner alone. What is kept is a convenience: a file that is locked, full,
damaged, read-only or somebody else's is done without, and never an error.

Rows are used by the week. As a week begins, those go that were used neither in it nor in the one
before. When the file is full, those go that were not used this week; if that does not help, it
takes in no more, so that a cache which is too small for everything still helps with a part.
"""

from __future__ import annotations

import os
import time
import weakref
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from caselint.language.private_files import make_private, secret_of

if TYPE_CHECKING:
    import sqlite3

FILE: Final = "mentions-1.sqlite3"
SECRET: Final = "mentions.key"  # noqa: S105 - the name of a file
LIMIT: Final = 256_000_000
"""Bytes that the file takes at most."""

_OURS: Final = 0x63734C6D
"""Marks a file of SQLite's as one of these."""
_SEAL_BYTES: Final = 8
_PATIENCE: Final = 2.0
"""Seconds that another process may keep the file locked before it is done without."""
_PAGE: Final = 4096
_AT_ONCE: Final = 500
"""Rows that are asked for in one question."""
_SLICES: Final = 16
_WEEK: Final = 7 * 24 * 3600
_TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS rows"
    " (name BLOB PRIMARY KEY, week INTEGER NOT NULL, row BLOB NOT NULL) WITHOUT ROWID"
)


class KeptRows:
    """The rows in a folder. Safe to be used by several threads; a fork opens the file for itself.

    `week` is the number of the week, by the clock where it is not given; `limit` in bytes. Neither
    has any part in what a row says.
    """

    def __init__(self, folder: Path, *, week: int | None = None, limit: int = LIMIT) -> None:
        self._folder = folder
        self._week = int(time.time()) // _WEEK if week is None else week
        self._limit = limit
        self._lock = Lock()
        self._file: sqlite3.Connection | None = None
        self._process = 0
        self._takes_in = True
        self._secret = b""
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._secret = secret_of(folder / SECRET)
        except OSError:
            return

    def named(self, *parts: bytes, size: int) -> blake2b:
        """The beginning of names of so many bytes, which these parts and the secret decide."""
        name = blake2b(key=self._secret, digest_size=size)
        for part in parts:
            name.update(len(part).to_bytes(8, "little") + part)
        return name

    def find(self, names: Sequence[bytes]) -> dict[bytes, bytes]:
        """The rows of these names, as far as they are kept and whole."""
        found: dict[bytes, bytes] = {}
        with self._lock:
            if (file := self._opened()) is None:
                return found
            import sqlite3

            try:
                idle: list[bytes] = []
                for at in range(0, len(names), _AT_ONCE):
                    some = names[at : at + _AT_ONCE]
                    asked = ",".join("?" * len(some))
                    rows = file.execute(
                        f"SELECT name, week, row FROM rows WHERE name IN ({asked})",  # noqa: S608
                        some,
                    )
                    for name, week, sealed in rows:
                        row = sealed[_SEAL_BYTES:]
                        if sealed[:_SEAL_BYTES] == self._seal(name, row):
                            found[name] = row
                            if week != self._week:
                                idle.append(name)
                if idle and self._takes_in:
                    self._use(file, idle)
            except (sqlite3.Error, TypeError) as error:
                self._give_up(error)
        return found

    def add(self, rows: Mapping[bytes, bytes]) -> None:
        """Keep rows under their names."""
        with self._lock:
            if not rows or not self._takes_in or (file := self._opened()) is None:
                return
            import sqlite3

            sealed = [
                (name, self._week, self._seal(name, row) + row)
                for name, row in sorted(rows.items())
            ]
            for again in (False, True):
                try:
                    _write(file, "INSERT OR REPLACE INTO rows VALUES (?, ?, ?)", sealed)
                except sqlite3.Error as error:
                    if not _is(error, "SQLITE_FULL"):
                        self._give_up(error)
                        return
                    if again or not self._drop(file, self._week):
                        self._takes_in = False
                        return
                else:
                    return

    def _use(self, file: sqlite3.Connection, names: Sequence[bytes]) -> None:
        """Note that rows were used this week; in a full file there may be no room for that."""
        import sqlite3

        used = [(self._week, name) for name in names]
        try:
            _write(file, "UPDATE rows SET week = ? WHERE name = ?", used)
        except sqlite3.Error as error:
            if not _is(error, "SQLITE_FULL"):
                raise
            self._takes_in = False

    def close(self) -> None:
        """Let go of the file; what was added stays."""
        with self._lock:
            if self._file is not None and self._process == os.getpid():
                _close(self._file, self._process)
            self._file = None

    def _seal(self, name: bytes, row: bytes) -> bytes:
        """What a row begins with in the file: damage shows, and so does a row in a wrong place."""
        return blake2b(name + row, key=self._secret, digest_size=_SEAL_BYTES).digest()

    def _opened(self) -> sqlite3.Connection | None:
        """The file, opened by this process; None where it is done without."""
        if not self._secret:
            return None
        if self._process != os.getpid():
            self._process = os.getpid()
            try:
                import sqlite3
            except ImportError:
                self._secret = b""
                return None
            try:
                self._file = self._open()
            except (sqlite3.Error, OSError, TypeError) as error:
                self._give_up(error)
        return self._file

    def _open(self) -> sqlite3.Connection | None:
        import sqlite3

        path = self._folder / FILE
        make_private(path)
        file = sqlite3.connect(
            path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
        )
        weakref.finalize(self, _close, file, os.getpid())
        tables = file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        (whose,) = file.execute("PRAGMA application_id").fetchone()
        if whose != _OURS and (whose or tables):
            return None
        file.execute(f"PRAGMA page_size = {_PAGE}")
        try:
            file.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            # Another process is at it, or has the file open as it was: that serves as well.
            if not _is(error, "SQLITE_BUSY", "SQLITE_LOCKED"):
                raise
        file.execute("PRAGMA synchronous = NORMAL")
        file.execute(f"PRAGMA journal_size_limit = {self._limit // _SLICES}")
        if whose != _OURS or not tables:
            file.execute("BEGIN IMMEDIATE")
            file.execute(_TABLES)
            file.execute(f"PRAGMA application_id = {_OURS}")
            file.execute("COMMIT")
        (size,) = file.execute("PRAGMA page_size").fetchone()
        file.execute(f"PRAGMA max_page_count = {max(self._limit // size, 8)}")
        # The week as of which idle rows were dropped last.
        (dropped,) = file.execute("PRAGMA user_version").fetchone()
        if dropped != self._week:
            self._drop(file, self._week - 1)
            file.execute(f"PRAGMA user_version = {self._week}")
        return file

    def _drop(self, file: sqlite3.Connection, since: int) -> bool:
        """Drop what was not used from one week to this one; whether there was any.

        In slices, so that neither the journal grows long nor others wait for long.
        """
        dropped = 0
        for number in range(_SLICES):
            least = bytes([number * 256 // _SLICES])
            beyond = bytes([(number + 1) * 256 // _SLICES - 1]) + b"\xff" * 32
            dropped += file.execute(
                "DELETE FROM rows WHERE name BETWEEN ? AND ? AND week NOT BETWEEN ? AND ?",
                (least, beyond, since, self._week),
            ).rowcount
        return dropped > 0

    def _give_up(self, error: Exception) -> None:
        """Do without the file from here on; a damaged one is removed, to be begun anew."""
        self._secret = b""
        file, self._file = self._file, None
        if file is not None:
            _close(file, self._process)
        if _is(error, "SQLITE_CORRUPT", "SQLITE_NOTADB"):
            for path in files_of(self._folder):
                with suppress(OSError):
                    path.unlink()


def files_of(folder: Path) -> list[Path]:
    """The files of the rows in a folder, but for the secret; SQLite puts two beside its own."""
    return [path for end in ("", "-wal", "-shm") if (path := folder / f"{FILE}{end}").is_file()]


def remove_rows(folder: Path) -> bool:
    """Remove the rows of a folder; false where they are in use, and left alone.

    Raises `OSError` where they cannot be removed.
    """
    paths = files_of(folder)
    if not paths:
        return True
    try:
        import sqlite3
    except ImportError:
        return False
    try:
        # Only who is alone with a file may take it out of this mode.
        with closing(sqlite3.connect(folder / FILE, timeout=0, isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.Error as error:
        if _is(error, "SQLITE_BUSY", "SQLITE_LOCKED"):
            return False
    for path in paths:
        path.unlink(missing_ok=True)
    return True


def _write(file: sqlite3.Connection, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Write all of the rows, or none."""
    file.execute("BEGIN IMMEDIATE")
    try:
        file.executemany(statement, rows)
        file.execute("COMMIT")
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise


def _is(error: Exception, *names: str) -> bool:
    """Whether an error of SQLite's is one of these, in whatever kind."""
    return str(getattr(error, "sqlite_errorname", "")).startswith(names)


def _close(file: sqlite3.Connection, process: int) -> None:
    """Close the file, in the process that opened it; for any other it is not to be touched."""
    if process == os.getpid():
        with suppress(Exception):
            file.close()
