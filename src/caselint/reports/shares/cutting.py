"""A saved run cut by its case files: a share of it is read as a saved run of fewer.

A document as caselint writes it has an entry a line, and its cases, results and findings stand in
order of the case id. So a share is a part of each of the three lists, and all that stands around
them. Where to cut is found by halving: only a few lines are looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO, Final

from caselint.errors import SavedRunError
from caselint.findings.run import Run
from caselint.reports.saved import run_of_lines

_MARKS: Final = (
    *(b'\n"cases":[\n', b'\n],\n"results":[\n', b'\n],\n"findings":[\n'),
    b'\n],\n"rule_totals":[',
)
"""What stands before, between and after the three lists."""

_CASE: Final = re.compile(rb'[{,]"case_id":("(?:[^"\\]|\\.)*")')
"""The case of an entry. Within a text quotation marks are escaped, so that this is the key."""

_AT_ONCE: Final = 1 << 22
"""Bytes that are looked at together."""

Span = tuple[int, int]
"""From one byte of the file to another; lines stand whole in it."""


@dataclass(frozen=True, slots=True)
class Share:
    """Some case files of a saved run: the spans of its file that tell of them, and of the run.

    `results` is which of these spans has the results. What was set aside is told by one share
    alone, for the run as a whole.
    """

    path: str
    spans: tuple[Span, ...]
    results: Span
    tells_set_aside: bool

    def lines(self) -> Iterator[str]:
        """The lines of a saved run of these case files alone."""
        with Path(self.path).open("rb") as stream:
            for at, end in self.spans:
                stream.seek(at)
                while at < end:
                    line = stream.readline()
                    at += len(line)
                    yield line.decode()


def shares_of(path: Path, number: int) -> list[Share]:
    """A saved run in so many shares or fewer, by case id and about as long as each other.

    None where it is no document as caselint writes it, with case files, results and findings.
    """
    try:
        lists = _lists(path)
        with _mapped(path) as text:
            return _cut(str(path), text, lists, number)
    except (OSError, ValueError, SavedRunError):
        return []


def read_share(share: Share) -> Run:
    """The run of a share alone.

    Raises `SavedRunError` where the run is not in order, so that it cannot be told what belongs to
    these case files.
    """
    run = run_of_lines(share.lines(), share.path)
    if not share.tells_set_aside:
        run.tally.set_aside.clear()
    ids = {case.case_id for case in run.cases}
    if run.tally.totals["results"] != _lines(Path(share.path), share.results) or not all(
        one.case_id in ids for one in run.findings
    ):
        raise SavedRunError("is not in order", place=share.path)
    return run


@contextmanager
def _mapped(path: Path) -> Iterator[mmap]:
    with path.open("rb") as stream, mmap(stream.fileno(), 0, access=ACCESS_READ) as text:
        yield text


def _lists(path: Path) -> list[Span]:
    """Where the entries stand: cases, results and findings. Raises `SavedRunError`.

    Read a piece at a time, since what is looked at in a file that is mapped counts as memory.
    """
    ends = []
    begins = []
    at = 0
    with path.open("rb") as stream:
        for mark in _MARKS:
            at = _find(stream, mark, at)
            ends.append(at + 1)
            at += len(mark) - 1
            begins.append(at + 1)
    return list(zip(begins[:-1], ends[1:], strict=True))


def _find(stream: BinaryIO, mark: bytes, at: int) -> int:
    """Where a mark stands that ought to come; raises `SavedRunError` where it does not."""
    while True:
        stream.seek(at)
        piece = stream.read(_AT_ONCE)
        if (found := piece.find(mark)) >= 0:
            return at + found
        if len(piece) < _AT_ONCE:
            raise SavedRunError("is not as caselint writes it")
        at += len(piece) - len(mark)


def _cut(path: str, text: mmap, lists: Sequence[Span], number: int) -> list[Share]:
    begin, end = lists[-1]
    wanted = (begin + (end - begin) * part // number for part in range(1, number))
    _, *ids = sorted({_case(text, _line(text, begin, at)) for at in (begin, *wanted)})
    bounds = [[one[0], *(_first(text, one, id_) for id_ in ids), one[1]] for one in lists]
    shares = []
    for part in range(len(ids) + 1):
        own = [(each[part], each[part + 1]) for each in bounds]
        around = [0, *(at for one in lists for at in one), len(text)]
        spans = [(around[0], around[1])]
        for which, span in enumerate(own):
            spans += [span, (around[2 * which + 2], around[2 * which + 3])]
        shares.append(Share(path, tuple(spans), own[1], tells_set_aside=not part))
    return shares


def _first(text: mmap, span: Span, case_id: str) -> int:
    """Where the first line of a list stands that is of this case or of a later one."""
    low, high = span
    while low < high:
        middle = _line(text, low, (low + high) // 2)
        if _case(text, middle) < case_id:
            low = text.find(b"\n", middle) + 1
        else:
            high = middle
    return low


def _line(text: mmap, begin: int, at: int) -> int:
    """Where the line begins in which this byte stands."""
    return max(begin, text.rfind(b"\n", begin, at) + 1)


def _case(text: mmap, line: int) -> str:
    """The case of the entry that begins here; raises `SavedRunError` where it names none."""
    found = _CASE.search(text[line : text.find(b"\n", line)])
    if found is None:
        raise SavedRunError("is not as caselint writes it")
    return str(json.loads(found[1]))


def _lines(path: Path, span: Span) -> int:
    at, end = span
    number = 0
    with path.open("rb") as stream:
        stream.seek(at)
        while piece := stream.read(min(_AT_ONCE, end - at)):
            number += piece.count(b"\n")
            at += len(piece)
    return number
