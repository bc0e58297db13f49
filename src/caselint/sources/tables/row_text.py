"""What the bytes of one row say: its text, its cells, and whether a quotation mark is left open."""

from __future__ import annotations

import csv
from typing import Final

BYTES: Final = "latin-1"
"""The encoding in which every byte is a character."""


def quoted_cells(row: str, delimiter: str) -> list[str]:
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


def as_bytes(cell: str) -> bytes:
    """The bytes of a cell of a block."""
    return cell.encode(BYTES)


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


def leaves_open(line: bytes, delimiter: str) -> bool:
    """Whether a quotation mark is open at the end of a line with an odd number of them."""
    at = line.find(b'"')
    if line.count(b'"') == 1:
        return not at or line[at - 1 : at] == delimiter.encode()
    return is_open(decoded(line), delimiter)


def closes(first: bytes, last: bytes, delimiter: str, columns: int) -> bool:
    """Whether a last line surely closes the one mark that a first line opens, as most texts end."""
    if first.count(b'"') != 1 or last.count(b'"') != 1:
        return False
    mark = delimiter.encode()
    after = last[last.find(b'"') + 1 :].rstrip(b"\r\n")
    cells = first.count(mark, 0, first.find(b'"')) + after.count(mark) + 1
    return cells == columns and (not after or after.startswith(mark))


def is_open(text: str, delimiter: str) -> bool:
    """Whether a quotation mark is open at the end of a text."""
    try:
        list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
