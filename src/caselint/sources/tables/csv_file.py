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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, compress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from caselint.errors import SourceError

LONGEST: Final = 4 * 1024 * 1024
"""Bytes of one row. A longer one is set aside and never held in memory."""

DELIMITERS: Final = (",", ";", "\t", "|")
_QUOTE: Final = 0x22
_KEPT: Final = 16 * 1024 * 1024
"""Bytes that are read before their pages are handed back."""
_EDGE: Final = 64
"""Bytes that a pattern may take up, at most."""
_PIECE: Final = 256 * 1024
"""Bytes that are gone through at a time."""
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

    line: int
    cells: Sequence[bytes]
    why: str


@dataclass(slots=True)
class Block:
    """A stretch of rows: bytes `starts` to `ends`, from physical lines `lines` on.

    `cells` are the first cells of each, as bytes; `faulty` are the rows that are set aside.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    cells: list[list[bytes]] = field(default_factory=list)
    faulty: list[Row] = field(default_factory=list)

    def add(self, start: int, end: int, line: int, cells: list[bytes]) -> None:
        """Add one row."""
        self.starts.append(start)
        self.ends.append(end)
        self.lines.append(line)
        self.cells.append(cells)

    def keep(self, kept: Sequence[bool]) -> None:
        """Keep only these rows."""
        self.starts = list(compress(self.starts, kept))
        self.ends = list(compress(self.ends, kept))
        self.lines = list(compress(self.lines, kept))
        self.cells = list(compress(self.cells, kept))


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

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()
        self._stream.close()

    def found(self, pattern: re.Pattern[bytes]) -> Iterator[int]:
        """Where in the file a pattern is found, as bytes from its beginning."""
        start, size = 0, len(self._map)
        while start < size:
            end = min(start + _KEPT, size)
            # What is looked for may lie across the edge; it belongs to where it begins.
            for match in pattern.finditer(self._map, start, min(end + _EDGE, size)):
                if match.start() >= end:
                    break
                yield match.start()
            self.forget()
            start = end

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

    def blocks(self, header: Header, wanted: int) -> Iterator[Block]:
        """Every row below the header, with its first `wanted` cells."""
        position, line = header.start, header.line
        kept = position
        while position < len(self._map):
            if position - kept > _KEPT:
                self.forget()
                kept = position
            block = Block()
            data = self._piece(position)
            if _QUOTE in data or not self._plain(data, position, line, header, wanted, block):
                position, line = self._careful(data, position, line, header, wanted, block)
            else:
                position += len(data)
                line += len(block.lines)
            yield block
        self.forget()

    def forget(self) -> None:
        """Hand the pages that were read back to the system, which has them at hand still.

        A mapped file counts as memory of the process as far as it was read.
        """
        if isinstance(self._map, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
            self._map.madvise(mmap.MADV_DONTNEED)

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
    def _plain(
        data: bytes, position: int, line: int, header: Header, wanted: int, block: Block
    ) -> bool:
        """Take in lines that have no quotation mark, so that each is a row; False if any is odd."""
        if len(data) > LONGEST:
            return False
        lines = data.split(b"\n")
        if not lines[-1]:
            lines.pop()
        delimiter = header.delimiter.encode()
        between = len(header.names) - 1
        if [each.count(delimiter) for each in lines].count(between) < len(lines):
            return False
        ends = list(accumulate((len(each) + 1 for each in lines), initial=position))
        block.starts = ends[:-1]
        block.ends = [*ends[1:-1], position + len(data)]
        block.lines = list(range(line + 1, line + 1 + len(lines)))
        block.cells = [each.split(delimiter, wanted) for each in lines]
        return True

    def _careful(
        self, data: bytes, position: int, line: int, header: Header, wanted: int, block: Block
    ) -> tuple[int, int]:
        """Take in lines one by one; gives where the next row begins, and the line before it."""
        delimiter = header.delimiter.encode()
        between = len(header.names) - 1
        beyond = position + len(data)
        if len(data) > LONGEST:
            block.faulty.append(Row(line + 1, (), TOO_LONG))
            return self._map.find(b"\n", position) + 1 or len(self._map), line + 1
        while position < beyond:
            stop = data.find(b"\n", len(data) - (beyond - position)) + 1 or len(data)
            each = data[len(data) - (beyond - position) : stop]
            end = position + len(each)
            line += 1
            if _QUOTE not in each:
                cells = each.split(delimiter)
                if len(cells) == between + 1:
                    block.add(position, end, line, cells)
                elif each.strip(b"\r\n \t;,|"):
                    block.faulty.append(Row(line, cells, ragged(len(cells), between + 1)))
            elif each.count(b'"') % 2 and _leaves_open(each, header.delimiter):
                closed = self._closed(end, each, header)
                if closed is None:
                    block.faulty.append(Row(line, (), NOT_CLOSED))
                else:
                    whole = self._map[position:closed]
                    self._quoted(position, whole, line, header, wanted, block)
                    line += whole.count(b"\n", 0, -1)
                    end = closed
            else:
                self._quoted(position, each, line, header, wanted, block)
            position = end
        return position, line

    def _quoted(
        self, start: int, data: bytes, line: int, header: Header, wanted: int, block: Block
    ) -> None:
        """Take in one row that has quotation marks and is whole."""
        cells = data.split(header.delimiter.encode(), wanted)
        if len(cells) > wanted and data.find(b'"') >= len(data) - len(cells[-1]):
            block.add(start, start + len(data), line, cells)
            return
        found = parsed(decoded(data), header.delimiter)
        if found is None:
            block.faulty.append(Row(line, (), NOT_CLOSED))
        elif len(found) != len(header.names):
            block.faulty.append(Row(line, (), ragged(len(found), len(header.names))))
        else:
            encoded = [cell.encode(errors="replace") for cell in found]
            block.add(start, start + len(data), line, encoded)

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
            if _closes(data, more, header):
                return start + len(more)
            text = decoded(b"".join(parts))
            if _is_open(text, header.delimiter):
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
            row.rstrip("\r\n").split(delimiter) if '"' not in row else _cells(row, delimiter)
            for row in rows
        ]


def _cells(row: str, delimiter: str) -> list[str]:
    """The cells of one row with quotation marks; none where these do not come out.

    One long text in quotation marks, and nothing else in any, is what most such rows are: it is
    cut out without looking at each of its characters. The csv module reads all others.
    """
    if row.count('"') == 2:
        before, text, after = row.split('"')
        after = after.rstrip("\r\n")
        if (not before or before[-1] == delimiter) and (not after or after[0] == delimiter):
            cells = before.split(delimiter)
            cells[-1] = text
            return cells + after.split(delimiter)[1:]
    return parsed(row, delimiter) or []


def decoded(data: bytes) -> str:
    """Bytes as text: UTF-8, else Windows-1252, in which a few bytes stand for nothing."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def parsed(text: str, delimiter: str, *, strict: bool = True) -> list[str] | None:
    """The cells of one row; None where its quotation marks do not come out."""
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=strict))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _leaves_open(line: bytes, delimiter: str) -> bool:
    """Whether a quotation mark is open at the end of a line with an odd number of them."""
    at = line.find(b'"')
    if line.count(b'"') == 1:
        return not at or line[at - 1 : at] == delimiter.encode()
    return _is_open(decoded(line), delimiter)


def _closes(first: bytes, last: bytes, header: Header) -> bool:
    """Whether a last line surely closes the one mark that a first line opens, as most texts end."""
    if first.count(b'"') != 1 or last.count(b'"') != 1:
        return False
    delimiter = header.delimiter.encode()
    after = last[last.find(b'"') + 1 :].rstrip(b"\r\n")
    cells = first.count(delimiter, 0, first.find(b'"')) + after.count(delimiter) + 1
    return cells == len(header.names) and (not after or after.startswith(delimiter))


def _is_open(text: str, delimiter: str) -> bool:
    """Whether a quotation mark is open at the end of a text."""
    try:
        list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


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
