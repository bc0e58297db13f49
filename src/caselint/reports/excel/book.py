"""A workbook as it is written: sheets of tables, row by row, and one page to begin with.

Rows go to temporary files at once, in a folder of their own that is gone afterwards, so that a
workbook of any size takes little memory. Every text is a text cell: nothing in it can run.
"""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, Final

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.format import Format
from xlsxwriter.image import Image
from xlsxwriter.worksheet import Worksheet

from caselint.errors import ConfigurationError
from caselint.reports.style import Logo
from caselint.reports.tabular.harmless import cut, defused, one_line, visible
from caselint.reports.tabular.table import Cell, Heading, Look, Table

ROWS: Final = 1_048_576
"""Rows that a sheet can have, its headings among them."""

EARLIEST: Final = date(1900, 3, 1)
"""The first day that spreadsheets agree on; earlier ones are written as text."""

_EXACT: Final = 10**15
"""The first whole number that a cell would round."""

_LOGO: Final = (220, 64)
"""Width and height that a logo may have, in pixels."""

_INK: Final = "#1f3a4d"
_KINDS: Final = {"Strength": "#2f9e5f", "Concern": "#c96a1b", "Query": "#2b8ac6"}
"""The colours of the terminal's report, of like weight."""

_A3: Final = 8
_A4: Final = 9
_A4_HOLDS: Final = 190
"""Characters of width that are still legible on A4, on its side."""

_LINE: Final = 13.5
"""Points that a line of text is high."""

_ROOM: Final = 4
"""Points that stay free in a row."""

_HIGHEST: Final = 400
"""Points that a row may be high, or nearly."""

_PER_WIDTH: Final = 1.2
"""Letters of this size that stand in one character of width, or more."""


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself. `made` is its day, `head` and `foot` stand on each page."""

    title: str
    author: str
    says: str
    made: date
    head: str
    foot: str


@dataclass(slots=True)
class Written:
    """A table that was written: on which sheets, and how many rows it has."""

    table: Table
    sheets: list[str] = field(default_factory=list)
    rows: int = 0


@contextmanager
def opened(stream: BinaryIO, about: About) -> Iterator[Book]:
    """A workbook that is written to the stream when the block ends well."""
    with tempfile.TemporaryDirectory(prefix="caselint-") as folder:
        workbook = Workbook(
            stream,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_numbers": False,
                "strings_to_urls": False,
                "nan_inf_to_errors": False,
                "default_date_format": "d mmm yyyy",
            },
        )
        book = Book(workbook, about)
        try:
            yield book
        except BaseException:
            for sheet in workbook.worksheets():
                sheet._opt_close()
            workbook.fileclosed = True
            raise
        workbook.close()


class Book:
    """Writes tables to sheets, and the page to begin with."""

    def __init__(self, workbook: Workbook, about: About) -> None:
        self._workbook = workbook
        self._about = about
        self._formats = _Formats(workbook)
        workbook.set_properties(
            {
                "title": _line(about.title, 250),
                "author": _line(about.author, 250),
                "comments": _line(about.says, 1000),
                "created": datetime.combine(about.made, time()),
            }
        )

    def page(self, name: str, widths: Sequence[int]) -> Page:
        """A sheet that is filled by hand."""
        sheet = self._sheet(name, _A4)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        sheet.hide_gridlines(2)
        sheet.activate()
        return Page(sheet, self._formats, widths)

    def write(self, table: Table) -> Written:
        """A table on a sheet of its own; on further ones where it has more rows than one can."""
        written = Written(table)
        last = len(table.headings) - 1
        sheet, line = self._begun(table, written), 0
        for cells in table.rows:
            line += 1
            if line == ROWS:
                _end(sheet, line - 1, last, table.printed)
                sheet, line = self._begun(table, written), 1
            sheet.set_row(line, _height(cells, table.headings))
            for column, (cell, heading) in enumerate(zip(cells, table.headings, strict=True)):
                self._formats.put(sheet, line, column, cell, heading.look)
            written.rows += 1
        if not written.rows:
            self._formats.put(sheet, 1, 0, "Nothing to list.", "text")
        _end(sheet, max(line, 1), last, table.printed)
        return written

    def _begun(self, table: Table, written: Written) -> Worksheet:
        more = f" ({len(written.sheets) + 1})" if written.sheets else ""
        name = f"{table.name}{more}"
        wide = sum(one.width for one in table.headings[: table.printed or None]) > _A4_HOLDS
        sheet = self._sheet(name, _A3 if wide else _A4)
        written.sheets.append(name)
        for number, heading in enumerate(table.headings):
            sheet.set_column(number, number, heading.width)
        sheet.set_row(0, 32)
        for number, heading in enumerate(table.headings):
            self._formats.head(sheet, 0, number, heading)
        sheet.freeze_panes(1, 1)
        sheet.repeat_rows(0)
        return sheet

    def _sheet(self, name: str, paper: int) -> Worksheet:
        sheet = self._workbook.add_worksheet(name)
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        about = self._about
        sheet.set_header(f"&L&9{_on_paper(about.head)}&R&9{_on_paper(name)}")
        sheet.set_footer(f"&L&9{_on_paper(about.foot)}&R&9Page &P of &N")
        return sheet


def _end(sheet: Worksheet, last_row: int, last_column: int, printed: int) -> None:
    sheet.autofilter(0, 0, last_row, last_column)
    sheet.print_area(0, 0, last_row, (printed or last_column + 1) - 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row + 1}"})


def _height(cells: Sequence[Cell], headings: Sequence[Heading]) -> float:
    """How high a row has to be, in points, for its texts to show whole; not every program asks."""
    pairs = zip(cells, headings, strict=True)
    lines = max(
        (_lines(cell, one.width) for cell, one in pairs if isinstance(cell, str)), default=1
    )
    return min(lines * _LINE + _ROOM, _HIGHEST)


def _lines(text: str, width: int) -> int:
    fits = int(width * _PER_WIDTH)
    if len(text) <= fits and "\n" not in text:
        return 1
    return sum(-(-len(line) // fits) or 1 for line in text[: _HIGHEST * width].split("\n"))


class Page:
    """A sheet filled by hand, line by line."""

    def __init__(self, sheet: Worksheet, formats: _Formats, widths: Sequence[int]) -> None:
        self._sheet = sheet
        self._formats = formats
        self._widths = widths
        self._line = 0

    def logo(self, logo: Logo, column: int) -> None:
        """A picture beside the first lines; raises `ConfigurationError` where it is none."""
        try:
            image = Image(BytesIO(logo.data))
        except (XlsxWriterException, struct.error, ValueError, IndexError) as error:
            raise ConfigurationError(
                '"report.logo" is no picture that a workbook can carry', hint=type(error).__name__
            ) from None
        scale = min(1.0, _LOGO[0] / image.width, _LOGO[1] / image.height)
        options = {"x_scale": scale, "y_scale": scale, "decorative": True}
        self._sheet.insert_image(0, column, image, options)

    def title(self, words: str) -> None:
        """The title of the page."""
        self._sheet.set_row(self._line, 26)
        self._write(0, words, self._formats.title)
        self._line += 1

    def section(self, words: str, *headings: str) -> None:
        """A heading, after a line that is left free, with those of the columns beside it."""
        self._line += 1
        self._sheet.set_row(self._line, 20)
        for column in range(len(self._widths)):
            how = self._formats.number_head if column > 1 else self._formats.band
            each = (words, *headings)[column] if column <= len(headings) else ""
            self._write(column, each, how)
        self._line += 1

    def put(self, label: str, *cells: Cell, link: str = "") -> None:
        """A line: a label, and what stands beside it; `link` names a sheet that the label opens."""
        texts = zip((label, *cells), self._widths, strict=False)
        lines = max(_lines(cell, width) for cell, width in texts if isinstance(cell, str))
        self._sheet.set_row(self._line, lines * _LINE + _ROOM)
        if link:
            at = f"internal:'{link}'!A1"
            self._sheet.write_url(self._line, 0, at, self._formats.link, _cell_text(label))
        elif label:
            self._write(0, label, self._formats.label)
        for column, cell in enumerate(cells, 1):
            look: Look = "number" if isinstance(cell, int) else "wide"
            self._formats.put(self._sheet, self._line, column, cell, look)
        self._line += 1

    def _write(self, column: int, words: str, how: Format) -> None:
        self._sheet.write_string(self._line, column, _cell_text(words), how)


class _Formats:
    """How cells look, and the one gate through which a value reaches one."""

    def __init__(self, workbook: Workbook) -> None:
        plain = {"align": "left", "valign": "top", "indent": 1, "font_size": 10}
        heading = {
            "bold": True,
            "font_size": 10,
            "font_color": "#ffffff",
            "bg_color": _INK,
            "text_wrap": True,
            "valign": "vcenter",
        }
        add = workbook.add_format
        self._text = add({**plain, "text_wrap": True})
        self._number = add({**plain, "num_format": "#,##0", "align": "right"})
        self._day = add({**plain, "num_format": "d mmm yyyy"})
        self._kinds = {
            words: add({**plain, "bold": True, "font_color": colour})
            for words, colour in _KINDS.items()
        }
        self._unmet = add({**plain, "text_wrap": True, "font_color": "#767676"})
        self.title = add({"bold": True, "indent": 1, "font_size": 16, "font_color": _INK})
        self.band = add({**heading, "indent": 1})
        self.number_head = add({**heading, "align": "right", "indent": 1})
        self.label = add({**plain, "bold": True, "text_wrap": True})
        self.link = add({**plain, "underline": 1, "font_color": "#1f5f8b"})

    def head(self, sheet: Worksheet, row: int, column: int, heading: Heading) -> None:
        """The heading of a column."""
        how = self.number_head if heading.look == "number" else self.band
        sheet.write_string(row, column, _cell_text(heading.words), how)

    def put(self, sheet: Worksheet, row: int, column: int, cell: Cell, look: Look) -> None:
        """A value: a number as a number, a day as a day, all else as text that cannot run."""
        if cell is None or cell == "":
            return
        if isinstance(cell, int) and cell < _EXACT:
            sheet.write_number(row, column, cell, self._number)
        elif isinstance(cell, date) and cell >= EARLIEST:
            sheet.write_datetime(row, column, cell, self._day)
        else:
            text = cell.isoformat() if isinstance(cell, date) else str(cell)
            how = self._text
            if look == "kind":
                how = self._kinds.get(text, how)
            elif look == "met" and " of " not in text:
                how = self._unmet
            sheet.write_string(row, column, _cell_text(text), how)


@lru_cache(maxsize=4096)
def _cell_text(text: str) -> str:
    """Text as it may stand in a cell; the same few titles and teams come again and again."""
    return cut(defused(visible(text)))


def _line(text: str, most: int) -> str:
    said = one_line(text)
    return said if len(said) <= most else f"{said[:most]}…"


def _on_paper(text: str) -> str:
    """Text of a head or foot, of which all together may have 255 characters."""
    return _line(text, 90).replace("&", "&&")
