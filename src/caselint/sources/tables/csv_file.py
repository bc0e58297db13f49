"""One CSV file: where its rows lie, and the cells of those that are asked for.

A file is gone through once, cheaply, to find its rows; they are read when their child's turn comes.
So a file of any size costs a few numbers a row. Rows are told apart in bytes, since every encoding
that is read keeps the characters of plain ASCII. UTF-8 is tried first, row by row; a row that is
none is Windows-1252.
"""

from __future__ import annotations

import codecs
import csv
import io
import mmap
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import accumulate, compress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from caselint.errors import SourceError
from caselint.sources.tables.regular import columns, cut
from caselint.sources.tables.row_text import (
    BYTES,
    closes,
    decoded,
    is_open,
    leaves_open,
    parsed,
    quoted_cells,
)

LONGEST: Final = 4 * 1024 * 1024
"""Bytes of one row. A longer one is set aside and never held in memory."""

DELIMITERS: Final = (",", ";", "\t", "|")
_QUOTE: Final = 0x22
_KEPT: Final = 16 * 1024 * 1024
"""Bytes that are read before their pages are handed back."""
_EDGE: Final = 64
"""Bytes that a pattern may take up, at most."""
_PIECE: Final = 64 * 1024
"""Bytes that are gone through at a time: few enough to stay at hand for the processor."""
_STEP: Final = 64 * 1024
"""Bytes between two places whose line is remembered."""
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

TOO_LONG: Final = f"a row of more than {LONGEST:,} bytes"
NOT_CLOSED: Final = "a quotation mark that is not closed"
NOT_READ: Final = "quotation marks or line ends that cannot be made out"


@dataclass(frozen=True, slots=True)
class Header:
    """The first row: its names as they stand, and where the rows begin (byte, line)."""

    names: tuple[str, ...]
    delimiter: str
    start: int
    line: int


@dataclass(frozen=True, slots=True)
class Row:
    """A row that cannot be read: where it begins, its cells as far as they are one, and why."""

    start: int
    cells: Sequence[bytes]
    why: str


@dataclass(slots=True)
class Block:
    """A stretch of rows: bytes `starts` to `ends`.

    `cells` are those of the columns that were asked for, each byte a character (see `as_bytes`);
    `faulty` are the rows that are set aside. `columns`: every one as `CsvFile.columns` gives it,
    where they were asked for and no row is odd.
    """

    cells: dict[int, list[str]]
    columns: list[list[str]] | None = None
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    faulty: list[Row] = field(default_factory=list)

    def add(self, start: int, end: int, cells: Sequence[bytes]) -> None:
        """Add one row."""
        self.starts.append(start)
        self.ends.append(end)
        for at, column in self.cells.items():
            column.append(cells[at].decode(BYTES))

    def keep(self, kept: Sequence[bool]) -> None:
        """Keep only these rows."""
        self.starts = list(compress(self.starts, kept))
        self.ends = list(compress(self.ends, kept))
        self.cells = {at: list(compress(column, kept)) for at, column in self.cells.items()}
        self.columns = self.columns and [list(compress(each, kept)) for each in self.columns]


class CsvFile:
    """An open file of rows. Use it as a context, so that it is closed."""

    def __init__(self, path: Path) -> None:
        self._stream: io.BufferedReader = path.open("rb")
        try:
            self._map: mmap.mmap | bytes = mmap.mmap(
                self._stream.fileno(), 0, access=mmap.ACCESS_READ
            )
        except (ValueError, OSError):
            # A file of nothing, and some of what is no plain file, cannot be mapped.
            self._map = b""
        # Lines that were counted already, by bytes from the beginning: at each step, and the last.
        self._marks = [(0, 1)]
        self._last = (0, 1)
        # The limit of the csv module stands for the whole process; it is only ever raised.
        csv.field_size_limit(max(csv.field_size_limit(), LONGEST))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """How many bytes there are."""
        return len(self._map)

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()
        self._stream.close()

    def found(self, pattern: re.Pattern[bytes], begin: bytes) -> Iterator[int]:
        """Where in the file a pattern is found that begins so, as bytes from its beginning."""
        for start in range(0, len(self._map), _PIECE):
            data = self._map[start : start + _PIECE + _EDGE]
            # To look for one byte takes a tenth of the time that a pattern takes.
            if begin in data:
                for match in pattern.finditer(data):
                    # What lies across the edge belongs to where it begins.
                    if match.start() < _PIECE:
                        yield start + match.start()
            if start % _KEPT == 0:
                self.forget()
        self.forget()

    def header(self, known: frozenset[str]) -> Header:
        """Read the first row. `known` are the folded names by which a delimiter shows itself.

        Raises `SourceError` where there is none.
        """
        if self._map[:2] in _UTF16:
            raise SourceError("text in UTF-16", hint="save it as CSV in UTF-8")
        start = 3 if self._map[:3] == codecs.BOM_UTF8 else 0
        for line, (begin, data) in enumerate(self._lines(start), start=1):
            text = decoded(data).strip("\r\n")
            if not text.strip() or text.casefold().startswith("sep="):
                continue
            if "\r" in text:
                raise SourceError(
                    "lines that end in a carriage return alone", hint="save it as CSV in UTF-8"
                )
            names, delimiter = _columns(text, known)
            return Header(names, delimiter, begin + len(data), line)
        raise SourceError("the file is empty")

    def blocks(
        self, header: Header, wanted: Collection[int] = (), *, every: bool = False
    ) -> Iterator[Block]:
        """Every row below the header, with its cells at the positions that are wanted, or every."""
        position = kept = header.start
        while position < len(self._map):
            if position - kept > _KEPT:
                self.forget()
                kept = position
            block = Block({at: [] for at in wanted})
            data = self._piece(position)
            position = self._regular(data, position, header, block, every=every) or self._careful(
                data, position, header, block
            )
            yield block
        self.forget()

    def forget(self) -> None:
        """Hand the pages that were read back to the system, which has them at hand still.

        A mapped file counts as memory of the process as far as it was read.
        """
        if isinstance(self._map, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

    def line_of(self, start: int) -> int:
        """The physical line, from 1, on which the row stands that begins at a byte.

        Lines are only counted for messages: most files are told nothing of.
        """
        at, line = self._marks[min(start // _STEP, len(self._marks) - 1)]
        if at <= self._last[0] <= start:
            at, line = self._last
        while at < start:
            stop = min(start, (at // _STEP + 1) * _STEP)
            line += self._map[at:stop].count(b"\n")
            at = stop
            if at == len(self._marks) * _STEP:
                self._marks.append((at, line))
                if at % _KEPT == 0:
                    self.forget()
        self._last = at, line
        return line

    def _piece(self, position: int) -> bytes:
        """Whole lines from there on, so many at a time; of a line too long, its beginning."""
        data = self._map[position : position + _PIECE]
        if position + len(data) < len(self._map):
            stop = data.rfind(b"\n") + 1
            if not stop:
                end = self._map.find(b"\n", position) + 1 or len(self._map)
                return self._map[position : min(end, position + LONGEST + 1)]
            return data[:stop]
        return data

    @staticmethod
    def _regular(
        data: bytes, position: int, header: Header, block: Block, *, every: bool
    ) -> int | None:
        """Take in rows in one go, as `_careful` does one by one; None if any row is odd."""
        if len(data) > LONGEST:
            return None
        text, width = data.decode(BYTES), len(header.names)
        every = every and data.isascii()
        asked = range(width) if every else tuple(block.cells)
        found = cut(text, header.delimiter, width, asked)
        if found is None:
            return None
        sizes, cells = found
        block.ends = list(accumulate(sizes, initial=position))[1:]
        block.starts = [position, *block.ends[:-1]]
        if every:
            block.columns = cells
            cells = [cells[at] for at in block.cells]
        block.cells = dict(zip(block.cells, cells, strict=True))
        return block.ends[-1]

    def _careful(self, data: bytes, position: int, header: Header, block: Block) -> int:
        """Take in lines one by one; gives where the next row begins."""
        delimiter = header.delimiter.encode()
        between = len(header.names) - 1
        beyond = position + len(data)
        if len(data) > LONGEST:
            block.faulty.append(Row(position, (), TOO_LONG))
            return self._map.find(b"\n", position) + 1 or len(self._map)
        while position < beyond:
            stop = data.find(b"\n", len(data) - (beyond - position)) + 1 or len(data)
            each = data[len(data) - (beyond - position) : stop]
            end = position + len(each)
            if _QUOTE not in each:
                cells = each.split(delimiter)
                if len(cells) == between + 1:
                    block.add(position, end, cells)
                elif each.strip(b"\r\n \t;,|"):
                    block.faulty.append(Row(position, cells, ragged(len(cells), between + 1)))
            elif each.count(b'"') % 2 and leaves_open(each, header.delimiter):
                closed = self._closed(end, each, header)
                if closed is None:
                    block.faulty.append(Row(position, (), NOT_CLOSED))
                else:
                    self._quoted(position, self._map[position:closed], header, block)
                    end = closed
            else:
                self._quoted(position, each, header, block)
            position = end
        return position

    def _quoted(self, start: int, data: bytes, header: Header, block: Block) -> None:
        """Take in one row that has quotation marks and is whole."""
        wanted = 1 + max(block.cells, default=0)
        cells = data.split(header.delimiter.encode(), wanted)
        if len(cells) > wanted and data.find(b'"') >= len(data) - len(cells[-1]):
            block.add(start, start + len(data), cells)
            return
        found = parsed(decoded(data), header.delimiter)
        if found is None:
            block.faulty.append(Row(start, (), NOT_CLOSED))
        elif len(found) != len(header.names):
            block.faulty.append(Row(start, (), ragged(len(found), len(header.names))))
        else:
            encoded = [cell.encode(errors="replace") for cell in found]
            block.add(start, start + len(data), encoded)

    def _closed(self, position: int, data: bytes, header: Header) -> int | None:
        """Where the row ends whose quotation mark is open after `data`; None: it never closes.

        A mark that closes nothing must not swallow the rows below it: a row that comes out with
        too many cells, or with text behind a closing mark, is taken for one that never closes.
        """
        parts = [data]
        size = len(data)
        for start, more in self._lines(position):
            parts.append(more)
            size += len(more)
            if size > LONGEST:
                return None
            if _QUOTE not in more or _QUOTE not in more.replace(b'""', b""):
                continue
            if closes(data, more, header.delimiter, len(header.names)):
                return start + len(more)
            text = decoded(b"".join(parts))
            if is_open(text, header.delimiter):
                if len(parsed(text, header.delimiter, strict=False) or ()) > len(header.names):
                    return None
                continue
            found = parsed(text, header.delimiter)
            return start + len(more) if found and len(found) == len(header.names) else None
        return None

    def _lines(self, start: int) -> Iterator[tuple[int, bytes]]:
        """Every line from a byte on, with where it begins; of one too long, a piece too long."""
        data = self._map
        end = len(data)
        while start < end:
            stop = data.find(b"\n", start) + 1 or end
            yield start, data[start : min(stop, start + LONGEST + 1)]
            start = stop

    def columns(
        self, header: Header, starts: Sequence[int], ends: Sequence[int]
    ) -> list[list[str]] | None:
        """The columns of the rows that lie there; None where any row is odd."""
        return columns(self._text(starts, ends), header.delimiter, len(header.names))

    def _text(self, starts: Sequence[int], ends: Sequence[int]) -> str:
        """The rows that lie there as one text, each with a line end."""
        data = self._map
        if starts[1:] == ends[:-1]:
            # A view spares a copy of all of it; the file cannot be closed before it is released.
            with (
                memoryview(data) as whole,
                whole[starts[0] : ends[-1]] as rows,
                suppress(UnicodeDecodeError),
            ):
                return str(rows, "utf-8")
        pieces = (data[start:end] for start, end in zip(starts, ends, strict=True))
        texts = map(decoded, pieces)
        return "".join(row if row.endswith("\n") else f"{row}\n" for row in texts)

    def cells(self, header: Header, starts: Sequence[int], ends: Sequence[int]) -> list[list[str]]:
        """The cells of the rows that lie there; a row that cannot be read has none."""
        data = self._map
        pieces = [data[start:end] for start, end in zip(starts, ends, strict=True)]
        try:
            rows = list(map(bytes.decode, pieces))
        except UnicodeDecodeError:
            rows = list(map(decoded, pieces))
        delimiter = header.delimiter
        return [
            row.rstrip("\r\n").split(delimiter) if '"' not in row else quoted_cells(row, delimiter)
            for row in rows
        ]


def ragged(found: int, columns: int) -> str:
    """What is said of a row that is too short or too long."""
    return f"{found} cells, where the header has {columns}"


def _columns(text: str, known: frozenset[str]) -> tuple[tuple[str, ...], str]:
    """The names in a header, and the delimiter by which most of them are known."""
    best: tuple[int, int, tuple[str, ...], str] | None = None
    for rank, delimiter in enumerate(DELIMITERS):
        names = tuple(parsed(text, delimiter, strict=False) or ())
        score = sum(1 for name in names if folded(name) in known)
        if best is None or (score, -rank) > best[:2]:
            best = (score, -rank, names, delimiter)
    assert best is not None
    return best[2], best[3]


def folded(name: str) -> str:
    """The name of a column or table as it is looked up."""
    plain = name.replace("\xa0", " ").replace("\ufeff", "").strip().casefold()
    return "_".join(plain.replace("-", " ").split())
