"""A folder of tables to a stream of case files, a batch of children at a time."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from caselint.casefile import SetAside
from caselint.casefile.assemble import LONGEST_TEXT
from caselint.errors import SourceError
from caselint.sources.supplied import Supplied, set_aside
from caselint.sources.tables import cells
from caselint.sources.tables.assembling import Assembling, torn_marks
from caselint.sources.tables.catalogue import Opened, open_table
from caselint.sources.tables.coverage import Declaring
from caselint.sources.tables.csv_file import NOT_READ, folded, ragged
from caselint.sources.tables.day_order import month_first
from caselint.sources.tables.drawing import Drawer, Drawn, Rows, owners_of
from caselint.sources.tables.export import EXPORT_NAME, Export, read_export
from caselint.sources.tables.index import Children, Faults, Indexed, Indexing
from caselint.sources.tables.relatives import Made, Relatives, names_others

CHILDREN_AT_ONCE: Final = 500
BYTES_AT_ONCE: Final = 3 * 1024 * 1024
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the rows of one child. A child with more is set aside."""


def read(
    paths: Sequence[Path], places: Sequence[str], folder: str, families: bool = False
) -> Iterator[Supplied | SetAside]:
    """Yield the case files of the tables at these paths; `places` is what messages call them.

    With `families`, those of brothers and sisters stand beside each other.
    """
    with ExitStack() as stack:
        export, tables, faults = _open(paths, places, stack)
        yield from faults
        if tables:
            yield from _Folder(tables, export, folder, families=families).read()
        elif not faults:
            yield SetAside(folder, "no table of children and none of records")


def _open(
    paths: Sequence[Path], places: Sequence[str], stack: ExitStack
) -> tuple[Export, list[Opened], list[SetAside]]:
    export = Export()
    tables: list[Opened] = []
    faults: list[SetAside] = []
    for path, place in zip(paths, places, strict=True):
        try:
            if folded(path.stem) == EXPORT_NAME:
                export, found = read_export(path, place)
                faults += found
                continue
            opened, found = open_table(path, place)
        except SourceError as error:
            faults.append(set_aside(error, place))
            continue
        except OSError as error:
            faults.append(SetAside(place, f"cannot be read: {error.strerror or 'unknown reason'}"))
            continue
        faults += found
        if opened is None:
            continue
        stack.callback(opened.file.close)
        if any(opened.table is other.table for other in tables):
            faults.append(SetAside(place, "a second file of the same table"))
        else:
            tables.append(opened)
    return export, tables, faults


class _Folder:
    """The tables of one folder, gone through once and then read child by child."""

    def __init__(
        self, tables: Sequence[Opened], export: Export, folder: str, *, families: bool
    ) -> None:
        self._faults = Faults()
        self._export = export
        self._folder = folder
        aside = [opened for opened in tables if not opened.table.child]
        self._tables = [opened for opened in tables if opened.table.child]
        self._roles = {
            key: role
            for opened in aside
            for key, role in _pairs(opened, "professional_id", "professional_job_title")
        }
        indexing = Indexing(self._tables, self._faults)
        self._indexed = indexing.run()
        self._children: Children = indexing.children
        self._drawers = self._prepare()
        case_ids = {
            child: case_id
            for opened in self._tables
            for child, case_id in _pairs(opened, opened.child, "case_id")
        }
        self._assembling = Assembling(
            Declaring(
                [drawer for _, drawers in self._drawers for drawer in drawers], export.begins_day
            ),
            export,
            *_families(self._indexed),
            case_ids,
            folder,
        )
        self._relatives = Relatives(self._children, case_ids)
        if families:
            self._find_relatives()

    def _prepare(self) -> list[tuple[Indexed, list[Drawer]]]:
        """The drawers of each table; the tables of lists within records come first."""
        lists = frozenset(
            (draw.kind, draw.field)
            for opened in self._tables
            for draw in opened.table.draws
            if draw.of == "part"
        )
        found = []
        number = 0
        for indexed in self._indexed:
            opened = indexed.opened
            opened.doubted = self._doubted(opened)
            drawers = []
            for draw in opened.table.draws:
                number += 1
                drawer = Drawer(opened, draw, number, lists, self._roles)
                columns = drawer.filling.date_columns
                if columns and (american := month_first(indexed, columns)):
                    opened.month_first |= american
                    drawer = Drawer(opened, draw, number, lists, self._roles)
                drawers.append(drawer)
            found.append((indexed, drawers))
        return sorted(found, key=lambda pair: pair[1][0].draw.of != "part")

    def _doubted(self, opened: Opened) -> frozenset[str]:
        """The flags whose no may say nothing, by the system or else by what stands in them."""
        if self._export.system == "eclipse":
            return frozenset(opened.table.doubted)
        return frozenset() if self._export.system in ("liquidlogic", "mosaic") else opened.doubted

    def _find_relatives(self) -> None:
        """Draw the people of every child, by the tables that have any, to see who is whose."""
        drawers = [pair for pair in self._drawers if names_others(pair[0].opened)]
        children = len(self._children.ids) if drawers else 0
        for first in range(0, children, CHILDREN_AT_ONCE):
            drawn = self._unheard(first, min(first + CHILDREN_AT_ONCE, children), drawers)
            for number, each in enumerate(drawn, start=first):
                # Of people who cannot be read there is no case file either.
                with suppress(SourceError, ValidationError):
                    people = self._assembling.people(self._children.ids[number], each)
                    self._relatives.add(number, people)
        self._relatives.settle()

    def _again(self, number: int) -> Made:
        """The case file of one child, out of turn."""
        if self._children.bytes[number] > LARGEST:
            return None
        (drawn,) = self._unheard(number, number + 1, self._drawers)
        return self._supply(number, drawn)

    def _unheard(
        self, first: int, beyond: int, drawers: Sequence[tuple[Indexed, list[Drawer]]]
    ) -> list[Drawn]:
        """What tables say of some children; what is wrong with rows is told in their turn."""
        faults, self._faults = self._faults, Faults()
        try:
            return self._drawn(first, beyond, drawers)
        finally:
            self._faults = faults

    def read(self) -> Iterator[Supplied | SetAside]:
        """Every child in turn, then what was wrong with rows."""
        kept = 0
        for first, beyond, size in self._batches():
            if size > LARGEST:
                why = f"more than the {LARGEST:,} bytes that one child's rows may have"
                yield SetAside(self._folder, why, self._children.ids[first])
            else:
                yield from self._batch(first, beyond)
            kept += size
            if kept > BYTES_AT_ONCE:
                kept = 0
                for indexed in self._indexed:
                    indexed.opened.file.forget()
        yield from self._faults.told()

    def _batches(self) -> Iterator[tuple[int, int, int]]:
        """Children in turn, a few at a time: (first, beyond the last, bytes of their rows).

        One whose rows alone are more than is read at a time comes alone.
        """
        first = together = 0
        for number, size in enumerate(self._children.bytes):
            full = number - first == CHILDREN_AT_ONCE or together + size > BYTES_AT_ONCE
            if full and number > first:
                yield first, number, together
                first, together = number, 0
            together += size
        if self._children.ids:
            yield first, len(self._children.ids), together

    def _batch(self, first: int, beyond: int) -> Iterator[Supplied | SetAside]:
        with _collector_paused():
            drawn = self._drawn(first, beyond, self._drawers)
        for number, each in enumerate(drawn, start=first):
            item = self._relatives.joined(number, self._supply(number, each), self._again)
            if item is not None:
                yield item

    def _drawn(
        self, first: int, beyond: int, drawers: Sequence[tuple[Indexed, list[Drawer]]]
    ) -> list[Drawn]:
        """What tables say of the children of a batch."""
        drawn = [Drawn(careful=size > LONGEST_TEXT) for size in self._children.bytes[first:beyond]]
        for number in self._children.torn.keys() & range(first, beyond):
            each = drawn[number - first]
            each.tombstones += torn_marks(each, self._children.torn[number])
        for indexed, those in drawers:
            if runs := indexed.runs(first, beyond):
                rows = self._rows(indexed, runs, first, drawn)
                for drawer in those:
                    drawer.draw_rows(rows, drawn)
        return drawn

    def _rows(
        self,
        indexed: Indexed,
        runs: Sequence[tuple[int, int, int]],
        first: int,
        drawn: Sequence[Drawn],
    ) -> Rows:
        """The rows of a batch of one table; those that are ragged are set aside."""
        opened, begin, end = indexed.opened, runs[0][1], runs[-1][2]
        starts, ends = indexed.starts[begin:end], indexed.ends[begin:end]
        runs = [(child - first, one - begin, beyond - begin) for child, one, beyond in runs]
        if indexed.columns is not None:
            return Rows([column[begin:end] for column in indexed.columns], runs, starts)
        columns = opened.file.columns(opened.header, starts, ends)
        if columns is not None:
            return Rows(columns, runs, starts)
        width = len(opened.header.names)
        found = opened.file.cells(opened.header, starts, ends)
        whole = [len(row) == width for row in found]
        for row, start, owner in zip(found, starts, owners_of(runs), strict=True):
            if len(row) != width:
                self._faults.add(opened, start, ragged(len(row), width) if row else NOT_READ)
                each = drawn[owner]
                each.tombstones += torn_marks(each, [opened])
        padded = [row if kept else [""] * width for row, kept in zip(found, whole, strict=True)]
        return Rows(list(zip(*padded, strict=True)), runs, starts).only(whole)

    def _supply(self, number: int, drawn: Drawn) -> Made:
        named = number < self._children.named or not self._children.named
        if not named and not drawn.from_draws:
            return None
        child_id = self._children.ids[number]
        try:
            return Supplied(*self._assembling.assemble(child_id, drawn, named=named))
        except SourceError as error:
            return replace(set_aside(error, self._folder), case_id=child_id)
        except Exception as error:  # noqa: BLE001 - one bad case file must not stop a run
            why = f"cannot be read as a case file ({type(error).__name__})"
            return SetAside(self._folder, why, child_id)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep the garbage collector from looking through a batch while it is made.

    Nothing in it refers back to itself, so there is nothing to find, and looking takes a fifth of
    the time. It is never paused while the caller has the word.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _pairs(opened: Opened, key: str, value: str) -> Iterator[tuple[str, str]]:
    """The ids in one column of a table, each with what stands in another; nothing without both."""
    positions, width = opened.positions, len(opened.header.names)
    if not {key, value} <= positions.keys():
        return
    for block in opened.file.blocks(opened.header):
        for found in opened.file.cells(opened.header, block.starts, block.ends):
            if len(found) == width and (said := cells.tidy(found[positions[value]])):
                yield cells.identity(found[positions[key]]), said


def _families(
    tables: Sequence[Indexed],
) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The children of each family, and the families of each child."""
    members: dict[str, list[str]] = defaultdict(list)
    families: dict[str, list[str]] = defaultdict(list)
    for indexed in tables:
        opened = indexed.opened
        if opened.table.name != "family" or "family_id" not in opened.positions or not opened.child:
            continue
        for begin, end in zip(indexed.starts, indexed.ends, strict=True):
            (found,) = opened.file.cells(opened.header, [begin], [end]) or ([],)
            if len(found) != len(opened.header.names):
                continue
            family = cells.identity(found[opened.positions["family_id"]])
            child = cells.identity(found[opened.positions[opened.child]])
            if family and child not in members[family]:
                members[family].append(child)
                families[child].append(family)
    return members, families
