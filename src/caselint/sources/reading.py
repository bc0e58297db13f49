"""Files and folders in, case files out, one at a time and in the same order every time."""

from __future__ import annotations

import io
import itertools
import os
from collections.abc import Generator, Iterable, Iterator, Sequence
from pathlib import Path

from caselint.casefile import SetAside
from caselint.errors import SourceError
from caselint.sources.beginning import LONGEST
from caselint.sources.case_ids import CaseIds
from caselint.sources.recognise import (
    FOLDERS,
    SOURCES,
    SUFFIXES,
    TOGETHER,
    recognise,
    source_named,
)
from caselint.sources.relatives import Relatives
from caselint.sources.supplied import (
    FolderFormat,
    Format,
    Item,
    Supplied,
    Unread,
    set_aside,
    whole,
)


def read(
    paths: Iterable[Path | str] | Path | str, *, source: str | None = None
) -> Iterator[Supplied | SetAside]:
    """Read every case file at these paths: files as given, folders by name and all the way down.

    What cannot be read is yielded as `SetAside`, and the rest goes on. `source` names the format of
    all files, which is then not looked for; raises `ConfigurationError` when there is none of that
    name. A file that is reached twice is read once; a case id that comes twice is set aside.
    """
    given = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    return _first_of_each_id(unread(given, source=source))


def unread(
    paths: Iterable[Path | str], *, source: str | None = None, relatives: Relatives | None = None
) -> Iterator[Item]:
    """What stands at these paths, as `read` goes through them, and unread as far as can be.

    Whoever reads it looks out for case ids that come twice, with `CaseIds`. With `relatives`, case
    files come with those of brothers and sisters beside them.
    """
    chosen = None if source is None else source_named(source)
    return _Reading(chosen, relatives).read(Path(path) for path in paths)


def relatives_at(paths: Iterable[Path | str], *, source: str | None = None) -> Relatives:
    """Go through what stands at these paths, to see which case files belong together.

    That is seen of all case files in the native form that can be read a second time, which a pipe
    cannot. Tables and what else is read together sees to it by itself, each folder apart.
    """
    chosen = None if source is None else source_named(source)
    return _FirstPass(chosen).relatives(Path(path) for path in paths)


def _first_of_each_id(items: Iterable[Item]) -> Iterator[Supplied | SetAside]:
    ids = CaseIds()
    for item in map(whole, items):
        if isinstance(item, SetAside):
            yield item
        else:
            yield ids.again(item.case_file.case_id, item.place) or item


Items = Generator[Item, None, bool]
"""What was found, and in the end whether any of it was in a format that is known."""


class _Reading:
    """One run over many files. It remembers which files it has met, and no more.

    With `relatives`, each case file comes with those of its brothers and sisters beside it.
    """

    def __init__(
        self, chosen: Format | FolderFormat | None, relatives: Relatives | None = None
    ) -> None:
        self._relatives = relatives
        self._chosen = chosen if isinstance(chosen, Format) else None
        self._chosen_folder = chosen if isinstance(chosen, FolderFormat) else None
        self._files: set[tuple[int, int]] = set()

    def read(self, paths: Iterable[Path]) -> Iterator[Item]:
        for folder, together in itertools.groupby(paths, self._folder_of):
            if folder is not None:
                yield from self._read_together(folder, list(together), given=True)
                continue
            for path in together:
                yield from self._read_folder(path) if path.is_dir() else self._read_file(path)

    def _folder_of(self, path: Path) -> Path | None:
        """The folder of a file that is read together with others; None for any other path."""
        if self._chosen is not None or path.is_dir():
            return None
        alone = self._chosen_folder is None and path.suffix.casefold() not in TOGETHER
        return None if alone else path.parent

    def _read_folder(self, folder: Path) -> Items:
        recognised = False
        passed_over = 0
        for path in files_in(folder):
            if isinstance(path, SetAside):
                yield path
            elif isinstance(path, list):
                found = yield from self._read_together(path[0].parent, path)
                recognised |= found
                passed_over += 0 if found else len(path)
            elif path.suffix.casefold() in SUFFIXES and self._chosen_folder is None:
                recognised |= yield from self._read_file(path)
            else:
                passed_over += 1
        if not recognised:
            titles = ", ".join(source.title for source in SOURCES.values())
            others = f"; {passed_over} files are named otherwise" if passed_over else ""
            why = f"nothing in this folder could be recognised as {titles}{others}"
            yield SetAside(place_of(folder), why)
        return recognised

    def _read_together(self, folder: Path, paths: Sequence[Path], *, given: bool = False) -> Items:
        """Read files that belong together; in a format of none, those given are read each alone."""
        chosen = self._chosen_folder
        if chosen is None and self._chosen is None:
            found = (format_ for format_ in FOLDERS if any(map(format_.recognises, paths)))
            chosen = next(found, None)
        if chosen is None:
            for path in paths if given else ():
                yield from self._read_file(path)
            return False
        unmet = [path for path in paths if not self._met_at(path)]
        yield from self._of_folder(chosen, unmet, folder)
        return True

    def _of_folder(
        self, format_: FolderFormat, paths: Sequence[Path], folder: Path
    ) -> Iterator[Item]:
        """What files hold that belong together."""
        places = [place_of(path) for path in paths]
        yield from format_.read(paths, places, place_of(folder), self._relatives is not None)

    def _of_file(self, format_: Format, stream: io.BufferedReader, path: Path) -> Iterator[Item]:
        """What one file holds."""
        items = format_.read(stream, place_of(path))
        if not self._relatives:
            yield from items
            return
        for item in items:
            yield self._relatives.joined(item, path) if isinstance(item, Unread) else item

    def _met_at(self, path: Path) -> bool:
        try:
            return self._met(path.stat())
        except (OSError, ValueError):
            return False

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
                yield from self._of_file(format_, stream, path)
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


class _FirstPass(_Reading):
    """Goes through files to see which belong together; of each, only its bytes are looked at."""

    def __init__(self, chosen: Format | FolderFormat | None) -> None:
        super().__init__(chosen)
        self._found = Relatives()

    def relatives(self, paths: Iterable[Path]) -> Relatives:
        """The families among the files at these paths."""
        for _ in self.read(paths):
            pass
        self._found.settle()
        return self._found

    def _read_file(self, path: Path) -> Items:
        # What comes through a pipe, or from a terminal, is there once.
        if not path.is_file() or path.parts[:2] == ("/", "dev"):
            return False
        return (yield from super()._read_file(path))

    def _of_file(self, format_: Format, stream: io.BufferedReader, path: Path) -> Iterator[Item]:
        if format_.glances is not None:
            for item in format_.read(stream, place_of(path)):
                if isinstance(item, Unread):
                    self._found.add(format_.glances(item.data), item, path)
        return iter(())

    def _of_folder(self, *_: object) -> Iterator[Item]:
        return iter(())


def files_in(folder: Path) -> Iterator[Path | list[Path] | SetAside]:
    """Every file in a folder and the folders in it, by name; hidden ones are left out.

    Files that may belong together come as one list, in the place of the first of them. Links to
    folders are not followed, as they can lead round in a circle.
    """
    waiting = [folder]
    together: dict[Path, list[Path]] = {}
    while waiting:
        path = waiting.pop()
        try:
            if path.is_dir():
                within = [entry for entry in path.iterdir() if not entry.name.startswith(".")]
                within = [entry for entry in within if not (entry.is_symlink() and entry.is_dir())]
                waiting.extend(sorted(within, reverse=True))
                together[path] = [entry for entry in sorted(within) if _may_belong_together(entry)]
            elif path.parent in together and _may_belong_together(path):
                if path == together[path.parent][0]:
                    yield together[path.parent]
            elif path.is_file():
                yield path
        except OSError as error:
            yield SetAside(place_of(path), f"cannot be read: {error.strerror}")


def _may_belong_together(path: Path) -> bool:
    return path.suffix.casefold() in TOGETHER and path.is_file()


def place_of(path: Path) -> str:
    """How messages name a path: with forward slashes, and nothing that upsets a terminal."""
    text = os.fsencode(path.as_posix()).decode(errors="replace")
    return "".join(letter if letter.isprintable() else "?" for letter in text)
