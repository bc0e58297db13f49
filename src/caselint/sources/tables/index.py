"""Whose rows are whose: for each table, where the rows of each child lie.

A row costs two numbers. Rows are put in order of child, children in the order in which tables
name them, those of the tables of children first.
"""

from __future__ import annotations

import operator
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from caselint.casefile import SetAside
from caselint.sources.tables import cells
from caselint.sources.tables.catalogue import Opened
from caselint.sources.tables.csv_file import Block, Row
from caselint.sources.tables.row_text import as_bytes, decoded

_ENOUGH: Final = 200
"""Distinct cells of a flag that are looked at."""
HELD: Final = 2 * 1024 * 1024
"""Bytes of a folder whose cells are held once its rows were found: ten times as much in memory."""
MOST_FAULTS: Final = 100
"""Faulty rows of one table that are told one by one; the rest is only counted."""


@dataclass(slots=True, eq=False)
class Indexed:
    """A table with its rows in order of child.

    `children`: the numbers of those who have rows here. `firsts`: the first row of each, and at the
    end how many rows there are. `starts`, `ends`: the bytes between which each row lies. `columns`:
    the cells of all rows, where these are held.
    """

    opened: Opened
    children: Sequence[int]
    firsts: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]
    columns: list[list[str]] | None = None

    def runs(self, first: int, beyond: int) -> list[tuple[int, int, int]]:
        """The rows of each of the children from `first` up to, not including, `beyond`.

        (child, first row, row beyond the last), for those who have any.
        """
        begin, end = bisect_left(self.children, first), bisect_left(self.children, beyond)
        firsts = self.firsts[begin : end + 1]
        return list(zip(self.children[begin:end], firsts, firsts[1:], strict=False))

    def sizes(self) -> Iterable[int]:
        """How many bytes the rows of each child have."""
        starts, ends = self.starts, self.ends
        if starts[1:] == ends[:-1]:  # row upon row, so that the first and last say all
            begins = [*map(starts.__getitem__, self.firsts[:-1]), *ends[-1:]]
            return map(operator.sub, begins[1:], begins)
        return (
            sum(ends[first:beyond]) - sum(starts[first:beyond])
            for first, beyond in pairwise(self.firsts)
        )


@dataclass(slots=True, eq=False)
class Children:
    """The children by number, in order. `named` is how many the tables of children name.

    `bytes`: how many the rows of each have; `torn`: the tables that have a row of a child that was
    set aside, in order.
    """

    ids: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    named: int = 0
    bytes: Sequence[int] = ()
    torn: dict[int, dict[Opened, None]] = field(default_factory=lambda: defaultdict(dict))

    def number(self, child_id: str) -> int:
        """The number of a child, who is taken in if new."""
        found = self.numbers.get(child_id)
        if found is None:
            found = self.numbers[child_id] = len(self.ids)
            self.ids.append(child_id)
        return found


NOBODY: Final = -1


class _Numbers(dict[str, int]):
    """The number of a child by the cell that names the child, as it stands in a file."""

    def __init__(self, children: Children) -> None:
        super().__init__()
        self._children = children

    def __missing__(self, cell: str) -> int:
        child_id = cells.identity(_unmarked(cell))
        number = self._children.number(child_id) if child_id else NOBODY
        self[cell] = number
        return number


class Faults:
    """What was wrong with rows, so many of each table; the rest is counted."""

    def __init__(self) -> None:
        self._told: list[SetAside] = []
        self._times: dict[str, int] = defaultdict(int)

    def add(self, opened: Opened, start: int, why: str) -> None:
        """One row that is set aside."""
        self._times[opened.place] += 1
        if self._times[opened.place] <= MOST_FAULTS:
            self._told.append(SetAside(opened.at(start), why))

    def told(self) -> Iterable[SetAside]:
        """Everything that was wrong, with a last word on what is not told one by one."""
        yield from self._told
        for place, times in self._times.items():
            if times > MOST_FAULTS:
                yield SetAside(
                    place, f"{times - MOST_FAULTS:,} more rows are set aside as these are"
                )


class Indexing:
    """Goes through the tables, each once; those that others reach a child through come first."""

    def __init__(self, tables: Sequence[Opened], faults: Faults) -> None:
        self.children: Final = Children()
        self._numbers = _Numbers(self.children)
        self._tables = tables
        self._faults = faults
        self._holds = sum(len(opened.file) for opened in tables) <= HELD
        self._reached: dict[tuple[str, str], dict[str, int]] = {}
        for opened in tables:
            for reach in opened.table.reach if not opened.child else ():
                if reach.column in opened.positions:
                    self._reached[reach.table, reach.id] = {}

    def run(self) -> list[Indexed]:
        """Every table with its rows in order of child, in the order in which they were given."""
        found = {}
        for opened in sorted(self._tables, key=_rank):
            found[opened] = self._index(opened)
            if _rank(opened)[0] == 0:
                self.children.named = len(self.children.ids)
        sizes = array("q", bytes(8 * len(self.children.ids)))
        for indexed in found.values():
            for child, size in zip(indexed.children, indexed.sizes(), strict=True):
                sizes[child] += size
        self.children.bytes = sizes
        return [found[opened] for opened in self._tables]

    def _index(self, opened: Opened) -> Indexed:
        child, starts, ends = array("l"), array("q"), array("q")
        often: Counter[int] = Counter()
        in_order = True
        positions = opened.positions
        at = positions.get(opened.child, -1)
        ids = [
            (positions[column], known)
            for (table, column), known in self._reached.items()
            if table == opened.table.name and column in positions
        ]
        watched = {
            column: positions[column] for column in opened.table.doubted if column in positions
        }
        seen: dict[str, set[str]] = {column: set() for column in watched}
        reaches = [
            (positions[reach.column], self._reached[reach.table, reach.id])
            for reach in opened.table.reach
            if reach.column in positions and (reach.table, reach.id) in self._reached
        ]
        wanted = {each for each, _ in (*ids, *reaches)} | set(watched.values())
        if at >= 0:
            wanted.add(at)
        held: list[list[str]] | None = [[] for _ in opened.header.names] if self._holds else None
        for block in opened.file.blocks(opened.header, wanted, every=self._holds):
            for row in block.faulty:
                self._set_aside(opened, row, at, row.why)
            found = self._owners(opened, block, at, reaches)
            in_order = in_order and found == sorted(found) and found[:1] >= list(child[-1:])
            often.update(found)
            child.fromlist(found)
            starts.fromlist(block.starts)
            ends.fromlist(block.ends)
            if held is None or block.columns is None:
                held = None
            else:
                held = list(map(operator.iadd, held, block.columns))
            for position, known in ids:
                for number, cell in zip(found, block.cells[position], strict=True):
                    known[cells.identity(_text(cell))] = number
            for column, position in watched.items():
                if len(values := seen[column]) < _ENOUGH:
                    values.update(block.cells[position])
        opened.doubted = frozenset(
            column for column in watched if _says_only_yes_and_no(seen[column])
        )
        if not in_order:
            order = sorted(range(len(child)), key=child.__getitem__)
            child, starts, ends = (
                array(each.typecode, map(each.__getitem__, order)) for each in (child, starts, ends)
            )
            held = held and [list(map(each.__getitem__, order)) for each in held]
        children = array("l", sorted(often))
        firsts = array("q", accumulate(map(often.__getitem__, children), initial=0))
        return Indexed(opened, children, firsts, starts, ends, held)

    def _owners(
        self,
        opened: Opened,
        block: Block,
        at: int,
        reaches: Sequence[tuple[int, dict[str, int]]],
    ) -> list[int]:
        """The child of each row of a block; nobody's rows are taken out of it."""
        if at >= 0:
            found = list(map(self._numbers.__getitem__, block.cells[at]))
            if NOBODY not in found:
                return found
        else:
            found = [NOBODY] * len(block.starts)
        for row, number in enumerate(found):
            if number == NOBODY:
                found[row] = self._reach(block, row, reaches)
        if NOBODY in found:
            for row, number in enumerate(found):
                if number == NOBODY and _says(opened, block, row):
                    self._faults.add(opened, block.starts[row], _nobody(opened))
            block.keep([number != NOBODY for number in found])
            found = [number for number in found if number != NOBODY]
        return found

    @staticmethod
    def _reach(block: Block, row: int, reaches: Sequence[tuple[int, dict[str, int]]]) -> int:
        for position, known in reaches:
            number = known.get(cells.identity(_text(block.cells[position][row])))
            if number is not None:
                return number
        return NOBODY

    def _set_aside(self, opened: Opened, row: Row, at: int, why: str) -> None:
        """Report a row; where it still says whose it is, the child's file is marked."""
        self._faults.add(opened, row.start, why)
        if 0 <= at < len(row.cells):
            number = self.children.numbers.get(cells.identity(decoded(row.cells[at])))
            if number is not None:
                self.children.torn[number][opened] = None


def _rank(opened: Opened) -> tuple[int, int]:
    """Tables of children first, and those that need another table to find the child last."""
    of_child = any(draw.of == "child" for draw in opened.table.draws)
    return (0 if of_child else 1, 0 if opened.child else 1)


def _text(cell: str) -> str:
    return decoded(as_bytes(cell))


def _unmarked(cell: str) -> str:
    return cells.tidy(_text(cell).strip().strip('"'))


def _says(opened: Opened, block: Block, row: int) -> bool:
    """Whether anything stands in a row."""
    (found,) = opened.file.cells(opened.header, [block.starts[row]], [block.ends[row]])
    return not found or any(map(cells.tidy, found))


def _nobody(opened: Opened) -> str:
    if opened.child:
        return f"no {opened.header.names[opened.positions[opened.child]].strip()}: nobody's row"
    return "the row that says whose it is does not stand in its table"


def _says_only_yes_and_no(values: Iterable[str]) -> bool:
    """Whether a flag is never left blank and knows no third answer: its no may then be made up."""
    texts = set(map(_unmarked, values))
    read = {cells.flag(text) if text else "" for text in texts}
    return "no" in read and read <= {"yes", "no"}
