"""What a source hands on: a case file with its place, or something set aside."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from caselint.casefile import CaseFile, SetAside
from caselint.errors import SourceError


@dataclass(frozen=True, slots=True)
class Supplied:
    """One case file as it came in. `place` is where: ``exports/a.jsonl:12``.

    `family` are the files of brothers and sisters, where they were asked for and lie beside it.
    They are read when they are looked at, which has to be before the next item is asked for.
    """

    case_file: CaseFile
    place: str
    family: Sequence[CaseFile] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """One case file that has been cut out of its file and not been read yet.

    Cutting is cheap and reading is dear, so this is what other processes are sent. `reader` is a
    function that a module has by name; it is given `data` and `place`. `start` is the byte of the
    file with which `data` begins. `family` is as in `Supplied`.
    """

    data: bytes
    place: str
    reader: Callable[[bytes, str], CaseFile]
    start: int = 0
    family: Sequence[CaseFile] = ()

    def read(self) -> Supplied | SetAside:
        """Read it now."""
        return supply(lambda: self.reader(self.data, self.place), self.place, self.family)


Item = Supplied | Unread | SetAside
"""What a format yields: a case file, what can be read to one, or what was set aside."""


class Glance(NamedTuple):
    """What is seen of a case file without reading it: its id, and whom it names of its family.

    The id is empty where it cannot be made out.
    """

    case_id: str
    children: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """One way in.

    `recognises` is asked about the first characters of a file, white space and byte order mark
    taken off. `read` is given the open file and the name by which messages call it; it yields what
    the file holds, one case file at a time. A format that can tell where a case file ends without
    reading it yields it `Unread`.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[str], bool]
    read: Callable[[io.BufferedReader, str], Iterator[Item]]
    glances: Callable[[bytes], Glance] | None = None


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """One way in for files that belong together: those of one folder are read in one go.

    `recognises` is asked about one file. `read` is given the files, the names by which messages
    call them, that of their folder, and whether families are to stand beside each other.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path], bool]
    read: Callable[[Sequence[Path], Sequence[str], str, bool], Iterator[Supplied | SetAside]]


def whole(item: Item) -> Supplied | SetAside:
    """The item, read if it was not."""
    return item.read() if isinstance(item, Unread) else item


def supply(
    build: Callable[[], CaseFile], place: str, family: Sequence[CaseFile] = ()
) -> Supplied | SetAside:
    """Build one case file; whatever goes wrong with it is set aside, and the next can follow."""
    try:
        return Supplied(build(), place, family)
    except SourceError as error:
        return set_aside(error, place)
    except Exception as error:  # noqa: BLE001 - one bad case file must not stop a run
        return SetAside(place, f"cannot be read as a case file ({type(error).__name__})")


def set_aside(error: SourceError, place: str) -> SetAside:
    """What an error says, as something set aside; `place` where the error names none."""
    why = f"{error.message} ({error.hint})" if error.hint else error.message
    return SetAside(error.place or place, why)
