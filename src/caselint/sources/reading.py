"""Files and folders in, case files out, one at a time and in the same order every time."""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from caselint.casefile import SetAside
from caselint.errors import SourceError
from caselint.sources.beginning import LONGEST
from caselint.sources.recognise import SOURCES, SUFFIXES, recognise, source_named
from caselint.sources.supplied import Format, Supplied, set_aside


def read(
    paths: Iterable[Path | str] | Path | str, *, source: str | None = None
) -> Iterator[Supplied | SetAside]:
    """Read every case file at these paths: files as given, folders by name and all the way down.

    What cannot be read is yielded as `SetAside`, and the rest goes on. `source` names the format of
    all files, which is then not looked for; raises `ConfigurationError` when there is none of that
    name. A file that is reached twice is read once; a case id that comes twice is set aside.
    """
    chosen = None if source is None else source_named(source)
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return _Reading(chosen).read(Path(path) for path in given)


Items = Generator[Supplied | SetAside, None, bool]
"""What was read, and in the end whether any of it was in a format that is known."""


class _Reading:
    """One run over many files. It remembers which files and case ids it has met, and no more."""

    def __init__(self, chosen: Format | None) -> None:
        self._chosen = chosen
        self._places: dict[bytes, str] = {}
        self._files: set[tuple[int, int]] = set()

    def read(self, paths: Iterable[Path]) -> Iterator[Supplied | SetAside]:
        for path in paths:
            yield from self._read_folder(path) if path.is_dir() else self._read_file(path)

    def _read_folder(self, folder: Path) -> Items:
        recognised = False
        passed_over = 0
        for path in files_in(folder):
            if isinstance(path, SetAside):
                yield path
            elif path.suffix.casefold() in SUFFIXES:
                recognised |= yield from self._read_file(path)
            else:
                passed_over += 1
        if not recognised:
            titles = ", ".join(source.title for source in SOURCES.values())
            others = f"; {passed_over} files are named otherwise" if passed_over else ""
            why = f"nothing in this folder could be recognised as {titles}{others}"
            yield SetAside(place_of(folder), why)
        return recognised

    def _read_file(self, path: Path) -> Items:
        file = place_of(path)
        recognised = False
        try:
            stream: io.BufferedReader = io.BufferedReader(path.open("rb", buffering=0), LONGEST)
            with stream:
                if self._met(os.fstat(stream.fileno())):
                    return True
                format_ = self._chosen or recognise(stream.peek())
                recognised = True
                for item in format_.read(stream, file):
                    yield self._once(item) if isinstance(item, Supplied) else item
        except SourceError as error:
            yield set_aside(error, file)
        except (OSError, ValueError) as error:
            reason = (isinstance(error, OSError) and error.strerror) or "its path is not valid"
            yield SetAside(file, f"cannot be read: {reason}")
        return recognised

    def _met(self, status: os.stat_result) -> bool:
        """Whether this very file was read before in the run, by whatever path."""
        key = (status.st_dev, status.st_ino)
        if not status.st_ino or key not in self._files:
            self._files.add(key)
            return False
        return True

    def _once(self, supplied: Supplied) -> Supplied | SetAside:
        """The case file, unless its id came before. Only hashes of ids are kept."""
        case_id = supplied.case_file.case_id
        digest = hashlib.blake2b(case_id.encode(errors="surrogatepass"), digest_size=16).digest()
        first = self._places.setdefault(digest, supplied.place)
        if first is supplied.place:
            return supplied
        return SetAside(
            supplied.place, f"a case file with this case_id came before, at {first}", case_id
        )


def files_in(folder: Path) -> Iterator[Path | SetAside]:
    """Every file in a folder and the folders in it, by name; hidden ones are left out.

    Links to folders are not followed, as they can lead round in a circle.
    """
    waiting = [folder]
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                within = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
                within = [entry for entry in within if not (entry.is_symlink() and entry.is_dir())]
                waiting.extend(sorted(within, reverse=True))
            elif path.is_file():
                yield path
        except OSError as error:
            yield SetAside(place_of(path), f"cannot be read: {error.strerror}")


def place_of(path: Path) -> str:
    """How messages name a path: with forward slashes, and nothing that upsets a terminal."""
    text = os.fsencode(path.as_posix()).decode(errors="replace")
    return "".join(letter if letter.isprintable() else "?" for letter in text)
