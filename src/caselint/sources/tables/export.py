"""The table ``export.csv``: one row that says of the whole folder what no other table can."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Final

from pydantic import Field, ValidationError

from caselint.casefile import SetAside, Unreadable
from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Part
from caselint.casefile.values import Choices, Code, Moment, Words
from caselint.sources.tables import cells
from caselint.sources.tables.csv_file import CsvFile, folded
from caselint.sources.tables.fields import is_moment, named

EXPORT_NAME: Final = "export"


class Export(Part):
    """What the folder as a whole is."""

    extracted_at: Moment = Field(
        default=None, description="The day of the extract: the as-at date, unless you give one."
    )
    begins_at: Moment = Field(
        default=None, description="The first day that the tables reach back to."
    )
    authority: Words = Field(default=None, description="The local authority.")
    system: Annotated[Code, Choices("liquidlogic", "mosaic", "eclipse", more=True)] = Field(
        default=None,
        description="The case management system. It decides what N says of being seen alone.",
    )
    records_from: list[Agency] | None = Field(
        default=None,
        description="The agencies whose own records these are, with semicolons between.",
    )

    @property
    def begins_day(self) -> date | None:
        """The first day that is covered, where it is known."""
        return self.begins_at if isinstance(self.begins_at, date) else None


EXPORT_COLUMNS: Final = frozenset(named(Export))


def read_export(path: Path, place: str) -> tuple[Export, list[SetAside]]:
    """Read the table; what cannot be read of it is set aside. Raises `OSError`, `SourceError`."""
    with CsvFile(path) as file:
        header = file.header(EXPORT_COLUMNS)
        blocks = list(file.blocks(header))
        rows = [row for each in blocks for row in file.cells(header, each.starts, each.ends)]
    faults = [
        SetAside(f"{place}:{file.line_of(row.start)}", row.why)
        for each in blocks
        for row in each.faulty
    ]
    if len(rows) != 1:
        faults.append(SetAside(place, f"{len(rows)} rows, where one says it all"))
    values = {}
    for name, cell in zip(header.names, rows[0] if rows else (), strict=False):
        column = folded(name)
        text = cells.tidy(cell)
        if column not in EXPORT_COLUMNS:
            faults.append(SetAside(place, "a column that is not known"))
        elif text:
            value = _read(column, text)
            if isinstance(value, Unreadable):
                faults.append(SetAside(f"{place}:{header.line + 1}: {column}", value.why))
            else:
                values[column] = value
    try:
        return Export.model_validate(values), faults
    except ValidationError:
        return Export(), [*faults, SetAside(place, "cannot be read")]


def _read(column: str, text: str) -> object:
    field = named(Export)[column]
    if is_moment(field):
        return cells.moment(text)
    return cells.texts(text) if column == "records_from" else text
