"""Which tables a folder holds, and what in it is no table or no column that is known."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from caselint.casefile import SetAside
from caselint.casefile.faults import did_you_mean
from caselint.errors import SourceError
from caselint.sources.supplied import set_aside
from caselint.sources.tables.csv_file import CsvFile, Header, folded
from caselint.sources.tables.export import EXPORT_NAME
from caselint.sources.tables.own import OWN, is_section
from caselint.sources.tables.shapes import CHILD_COLUMN, Table
from caselint.sources.tables.standard import PASSED_OVER, STANDARD

SUFFIX: Final = ".csv"
TABLES: Final[tuple[Table, ...]] = (*STANDARD, *OWN)
_SHOWN: Final = 5
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.]{0,59}\Z")
_OTHER_CHILD_COLUMN: Final = "person_id"


@dataclass(slots=True, eq=False)
class Opened:
    """A table that is there: its file, its header, and where each column that is known stands."""

    table: Table
    file: CsvFile
    place: str
    header: Header
    positions: dict[str, int] = field(default_factory=dict)
    month_first: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()

    def at(self, start: int, column: str = "") -> str:
        """How messages name the row of it that begins at a byte, and a column of that row."""
        shown = column and f": {self.header.names[self.positions[column]].strip()}"
        return f"{self.place}:{self.file.line_of(start)}{shown}"

    @property
    def child(self) -> str:
        """The column of the child, as this file calls it; "" where it has none."""
        for column in (self.table.child, _OTHER_CHILD_COLUMN):
            if column and column in self.positions and _names_child(self.table, column):
                return column
        return ""


def _names_child(table: Table, column: str) -> bool:
    """Whether a column says whose row it is: `person_id` may, where it says nothing else."""
    return column == table.child or (table.child == CHILD_COLUMN and column not in table.columns())


def is_table(path: Path) -> bool:
    """Whether a file is a table that is known, by its name and the names in its header."""
    try:
        with CsvFile(path) as file:
            header = file.header(_all_columns())
            return _matching(path, header, at_least=2) is not None
    except (SourceError, OSError, ValueError):
        return False


def open_table(path: Path, place: str) -> tuple[Opened | None, list[SetAside]]:
    """Open one table, and say what of it is not read; None where it is none that is read.

    Raises `OSError` where the file cannot be opened.
    """
    name = _name(path)
    if name in PASSED_OVER or name == EXPORT_NAME:
        return None, []
    if name not in _by_name():
        why = "no table that caselint knows" + did_you_mean(name, _by_name())
        return None, [SetAside(place, why)]
    file = CsvFile(path)
    try:
        header = file.header(_all_columns())
        opened = Opened(_table(path, header), file, place, header)
        faults = _place_columns(opened)
        _check_columns(opened)
    except SourceError as error:
        file.close()
        return None, [set_aside(error, place)]
    return opened, faults


def _name(path: Path) -> str:
    return folded(path.stem).removeprefix("ssd_")


@cache
def _by_name() -> dict[str, tuple[Table, ...]]:
    found: dict[str, list[Table]] = defaultdict(list)
    for table in TABLES:
        for name in table.names:
            found[name].append(table)
    return {name: tuple(tables) for name, tables in found.items()}


@cache
def _known(table: Table) -> frozenset[str]:
    return table.columns() | frozenset(table.unused)


@cache
def _all_columns() -> frozenset[str]:
    found = {f"{table.prefix}{column}" for table in TABLES for column in _known(table)}
    return frozenset(found | {column for table in TABLES for column in _known(table)})


def _matching(path: Path, header: Header, at_least: int = 1) -> Table | None:
    """The table of this name that most of the header belongs to, so many columns at least."""
    names = {folded(name) for name in header.names}
    best: Table | None = None
    most = at_least - 1
    for table in _by_name().get(_name(path), ()):
        score = sum(1 for name in names if _column(table, name))
        if score > most:
            best, most = table, score
    return best


def _table(path: Path, header: Header) -> Table:
    found = _matching(path, header)
    if found is None:
        raise SourceError("no header with the columns of such a table")
    return found


def _column(table: Table, name: str) -> str:
    """The column of a table that a name in a header means; "" where it means none."""
    for column in (name.removeprefix(table.prefix), name):
        if column in _known(table) or any(is_section(column, draw) for draw in table.draws):
            return column
    others = table.child == CHILD_COLUMN and name == _OTHER_CHILD_COLUMN
    return name if others and _names_child(table, name) else ""


def _place_columns(opened: Opened) -> list[SetAside]:
    table, unknown = opened.table, []
    found = [_column(table, folded(name)) for name in opened.header.names]
    times = Counter(filter(None, found))
    for position, column in enumerate(found):
        if not column:
            unknown.append(opened.header.names[position])
        elif times[column] == 1:
            opened.positions[column] = position
    faults = []
    if repeated := [column for column, often in times.items() if often > 1]:
        why = f"columns that stand more than once, and are not read: {_shown(repeated)}"
        faults.append(SetAside(opened.place, why))
    if unknown := [name for name in unknown if name.strip()]:
        known = sorted(_known(table))
        hint = did_you_mean(folded(unknown[0]), known) if len(unknown) == 1 else ""
        faults.append(
            SetAside(opened.place, f"columns that are not known: {_shown(unknown)}{hint}")
        )
    return faults


def _shown(names: Sequence[str]) -> str:
    """Names of columns; what is no single word may be the cells of a row, and is only counted."""
    plain = [name.strip() for name in names if _WORD.match(name.strip())][:_SHOWN]
    rest = len(names) - len(plain)
    listed = ", ".join(plain)
    return f"{listed} and {rest} more" if listed and rest else listed or f"{rest} in all"


_SAY_ONE_THING: Final = ("child_list", "child_latest", "family", "mother", "professional")
_MAY_SAY_NOTHING: Final = ("child", "team", "closure", "return_interview")


def _check_columns(opened: Opened) -> None:
    """Refuse a table that cannot be used: nobody's rows, or records without a date."""
    table, positions = opened.table, opened.positions
    if table.child and not opened.child and not any(r.column in positions for r in table.reach):
        raise SourceError(
            f"no column {table.prefix}{table.child}, so nobody knows whose rows these are"
        )
    for draw in table.draws:
        if draw.parent is not None and draw.parent.column not in positions:
            raise SourceError(f"no column {table.prefix}{draw.parent.column}")
    dating = [
        column
        for draw in table.draws[:1]
        for name in ("date", "started_at")
        if name in draw.fields
        for column in draw.fields[name].columns
    ]
    if dating and not any(column in positions for column in dating):
        raise SourceError(f"no column {table.prefix}{dating[0]}, so no record has a date")
    for draw in table.draws:
        what = [each.columns for each in draw.fields.values()]
        if draw.of in _SAY_ONE_THING:
            what = what[:1]
        if draw.of not in _MAY_SAY_NOTHING and not any(
            column in positions for columns in what for column in columns
        ):
            raise SourceError(f"no column {table.prefix}{what[0][0]}, so its rows say nothing")
