"""Rows whose quotation marks stand as they should, taken apart many at a time.

A cell has no mark at all, or it stands between two and every mark within it is doubled. Then a
split at the marks gives by turns what is outside and what is inside of them, and with one mark left
in the place of each pair, every line is a row and every delimiter parts two cells. So no character
is looked at in Python. Where there are rows of any other kind, these functions give None, and each
row has to be gone through by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, repeat
from typing import Final

_MARK: Final = '"'
_EVERY_BYTE: Final = bytes(range(256))


def cut(
    text: str, delimiter: str, width: int, wanted: Sequence[int]
) -> tuple[list[int], list[list[str]]] | None:
    """Cut lines into rows of so many cells: how long each row is, and the columns wanted.

    A row that is open at the end is left out. In the last column, a carriage return that belongs
    to the line end may stand behind a cell.
    """
    pieces = text.split(_MARK)
    around, inside = pieces[::2], pieces[1::2]
    outside = _MARK.join(around)
    if len(pieces) % 2 == 0:
        outside = outside[: outside.rfind("\n") + 1]
        del inside[outside.count(_MARK) :]
        del around[len(inside) + 1 :]
    lines = outside.removesuffix("\n").split("\n")
    every = len(wanted) == width  # with every column, `_columns` sees how wide each row is
    if not outside or not (every or _as_wide(outside, delimiter, width, len(lines))):
        return None
    sizes = [len(line) + 1 for line in lines]
    found = [_cells_at(at, lines, delimiter) for at in wanted if not every]
    if inside:
        if "\r" in outside and outside.count("\r") > outside.count("\r\n"):
            return None
        if not _fill_cells(around, delimiter):
            return None
    if every or (inside and any(_MARK in "".join(column) for column in found)):
        cells = _columns(outside, inside, delimiter, width)
        if cells is None:
            return None
        found = [cells[at] for at in wanted]
    if inside:
        marks = list(map(str.count, lines, repeat(_MARK)))
        within = list(accumulate(map(len, inside), initial=0))
        reached = list(map(within.__getitem__, accumulate(marks, initial=0)))
        sizes = [
            size + mark + after - before
            for size, mark, before, after in zip(sizes, marks, reached, reached[1:], strict=False)
        ]
    if not outside.endswith("\n"):
        sizes[-1] -= 1  # the last row of a file may have no line end
    return sizes, found


def columns(text: str, delimiter: str, width: int) -> list[list[str]] | None:
    """The columns of lines that are rows of so many cells."""
    pieces = text.split(_MARK)
    if len(pieces) % 2 == 0:
        return None
    return _columns(_MARK.join(pieces[::2]), pieces[1::2], delimiter, width)


def _as_wide(outside: str, delimiter: str, width: int, rows: int) -> bool:
    """Whether each of so many lines has so many cells.

    Of such lines only this is left without all but delimiters and line ends, which takes a third
    of the time of counting in each line.
    """
    mark = delimiter.encode()
    others = _EVERY_BYTE.translate(None, mark + b"\n")
    left = outside.encode().translate(None, others)
    return left.removesuffix(b"\n") == b"\n".join([mark * (width - 1)] * rows)


def _cells_at(at: int, lines: Sequence[str], delimiter: str) -> list[str]:
    """The cells of lines in one column; the first, where most name the child, comes soonest."""
    if at == 0:
        return [line.partition(delimiter)[0] for line in lines]
    return [line.split(delimiter, at + 1)[at] for line in lines]


def _fill_cells(around: Sequence[str], delimiter: str) -> bool:
    """Whether marks are all of their cells, by the pieces of text around the marks.

    A piece of nothing stands between two marks of one cell.
    """
    ends = {piece[-1] for piece in filter(None, around[:-1])}
    return ends | {piece[0] for piece in filter(None, around[1:])} <= {delimiter, "\n", "\r"}


def _columns(outside: str, inside: list[str], delimiter: str, width: int) -> list[list[str]] | None:
    """The columns of cells.

    `outside` is the text with one mark in the place of each pair and of what is `inside`. The line
    ends are made cells of their own: if all of them come to stand in the column behind the last,
    every row is as wide as it should be.
    """
    if "\r" in outside:
        outside = outside.replace("\r\n", "\n")
        if inside and "\r" in outside:
            return None
    if not outside.endswith("\n"):
        outside += "\n"
    cells = outside.replace("\n", f"{delimiter}\n{delimiter}").split(delimiter)
    cells.pop()
    rows, step = outside.count("\n"), width + 1
    if len(cells) != rows * step or cells[width::step].count("\n") != rows:
        return None
    columns = [cells[at::step] for at in range(width)]
    if inside:
        marked = [at for at, column in enumerate(columns) if _MARK in "".join(column)]
        alone = len(marked) == 1
        filled = _put_back(columns[marked[0]] if alone else cells, inside)
        if filled is None:
            return None
        if not alone:
            return [filled[at::step] for at in range(width)]
        columns[marked[0]] = filled
    return columns


def _put_back(cells: list[str], inside: list[str]) -> list[str] | None:
    """Put the texts where their marks stand; None where a mark stands beside anything else."""
    if cells.count(_MARK) == len(inside):
        if len(inside) == len(cells):
            return inside
        following = iter(inside)
        return [next(following) if cell == _MARK else cell for cell in cells]
    put = 0
    for number, cell in enumerate(cells):
        if _MARK in cell:
            marks = len(cell)
            if cell != _MARK * marks:
                return None
            # Texts that stand in one cell had a doubled mark between them.
            cells[number] = _MARK.join(inside[put : put + marks])
            put += marks
    return cells
