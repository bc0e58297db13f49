"""The case files of brothers and sisters, beside the one that is being checked.

They are read when somebody looks at them, which for most files nobody does, and a few at a time are
kept: a family's files often follow each other, and each is then read once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Final, overload

from caselint.casefile import CaseFile
from caselint.sources.supplied import Supplied, Unread, supply

Reader = Callable[[bytes, str], CaseFile]

RECENT: Final = 6
"""Case files of families that are kept once they were read."""


class Beside(Sequence[CaseFile]):
    """Case files that `read` reads when they are first looked at.

    What cannot be read is not among them. Sent to another process, they are read first.
    """

    def __init__(self, read: Callable[[], Iterable[CaseFile]]) -> None:
        self._read = read
        self._files: tuple[CaseFile, ...] | None = None

    @property
    def files(self) -> tuple[CaseFile, ...]:
        """All of them."""
        if self._files is None:
            self._files = tuple(self._read())
        return self._files

    @overload
    def __getitem__(self, at: int) -> CaseFile: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[CaseFile, ...]: ...

    def __getitem__(self, at: int | slice) -> CaseFile | tuple[CaseFile, ...]:
        """One of them, or some."""
        return self.files[at]

    def __len__(self) -> int:
        """How many could be read."""
        return len(self.files)

    def __reduce__(self) -> tuple[Any, ...]:
        """What is sent to another process."""
        return tuple, (self.files,)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a case file lies: the bytes of a file, and the place that messages name."""

    file: str
    start: int
    length: int
    place: str


class Lying(Beside):
    """Case files that lie where they can be read again, each with the id that it is to have.

    Another process is told where they lie, and reads them itself.
    """

    def __init__(self, stretches: Sequence[tuple[str, Stretch]], reader: Reader) -> None:
        super().__init__(self._again)
        self._stretches = stretches
        self._reader = reader

    def __reduce__(self) -> tuple[Any, ...]:
        """What is sent to another process."""
        return Lying, (self._stretches, self._reader)

    def _again(self) -> Iterator[CaseFile]:
        for case_id, stretch in self._stretches:
            found = supply(partial(_at, stretch, self._reader), stretch.place)
            # The file may have been written anew since it was gone through.
            if isinstance(found, Supplied) and found.case_file.case_id == case_id:
                yield found.case_file


def beside(item: Unread, stretches: Sequence[tuple[str, Stretch]]) -> Unread:
    """A case file with those of its brothers and sisters beside it."""
    return Unread(
        item.data,
        item.place,
        partial(recently_read, item.reader),
        item.start,
        Lying(stretches, item.reader),
    )


@lru_cache(maxsize=RECENT)
def recently_read(reader: Reader, data: bytes, place: str) -> CaseFile:
    """A case file; the same object for the same bytes, if it was among the last that were read."""
    return reader(data, place)


def let_go() -> None:
    """Keep none of them any longer: what a run read is not to outlast it."""
    recently_read.cache_clear()


def _at(stretch: Stretch, reader: Reader) -> CaseFile:
    with Path(stretch.file).open("rb") as file:
        file.seek(stretch.start)
        return recently_read(reader, file.read(stretch.length), stretch.place)
