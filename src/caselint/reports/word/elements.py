"""Pieces of a Word document as its XML: paragraphs, tables, fields, boxes to tick.

python-docx has no words for some of these, and is slow at making many; so they are written here and
read by it at the end, all at once. Every text passes through `legible` and is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from caselint.reports.word.lettering import LONGEST, legible

TWIPS_A_CM: Final = 567
"""Twentieths of a point, in which Word counts widths."""

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)

_BOX: Final = "☐"
_BOX_FONT: Final = "MS Gothic"
"""The font that Word itself uses for boxes to tick."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell. `boxes` are words to tick, which follow the text if there is any.

    `lead` are words in bold before the text.
    `small` is for what is there to look up, such as ids and standards. `most` are the characters
    after which it is cut.
    """

    text: str = ""
    lead: str = ""
    bold: bool = False
    small: bool = False
    boxes: tuple[str, ...] = ()
    most: int = LONGEST


Cell = str | Sequence[Line]
"""What stands in a cell: a text, or paragraphs."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: what heads it, and its share of the width beside the others' shares."""

    heading: str
    share: float


@dataclass(frozen=True, slots=True)
class TableLook:
    """Ids of styles as the document has them: of tables, and of the paragraphs in cells."""

    table: str
    text: str
    small: str


def run(text: str, *, bold: bool = False) -> str:
    """Words, already legible."""
    look = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


@lru_cache(maxsize=64)
def _quoted(style: str) -> str:
    return quoteattr(style)


def field(instruction: str, shown: str) -> str:
    """A field that Word works out, such as ``PAGE``, with what it shows until then."""
    return f"<w:fldSimple w:instr={quoteattr(f' {instruction} ')}>{run(shown)}</w:fldSimple>"


def paragraph(
    style: str,
    content: str,
    *,
    leads: bool = False,
    new_page: bool = False,
    before: int | None = None,
) -> str:
    """A paragraph of runs. `leads`: it stays on the page of the next. `before` are twips above."""
    properties = f"<w:pStyle w:val={_quoted(style)}/>"
    properties += "<w:keepNext/>" if leads else ""
    properties += "<w:pageBreakBefore/>" if new_page else ""
    properties += "" if before is None else f'<w:spacing w:before="{before}"/>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def table(
    look: TableLook,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Cell]],
    width: int,
    title: str,
    *,
    room: float = 0,
) -> str:
    """A table of `width` twips whose first row heads it and is repeated on every page.

    `room` is the least height of a row in centimetres, where something is to be written in it. A
    row is never parted between pages. `title` says what the table holds to whoever cannot see it.
    """
    whole = sum(column.share for column in columns)
    widths = [int(width * column.share / whole) for column in columns]
    widths[-1] += width - sum(widths)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    head = [(Line(column.heading, bold=True),) for column in columns]
    held = "<w:cantSplit/>"
    high = f'<w:trHeight w:val="{int(room * TWIPS_A_CM)}" w:hRule="atLeast"/>' if room else ""
    body = "".join(_row(row, widths, look, held + high) for row in rows)
    return (
        f"<w:tbl><w:tblPr><w:tblStyle w:val={quoteattr(look.table)}/>"
        f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/><w:tblCaption w:val={quoteattr(legible(title))}/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{_row(head, widths, look, f'{held}<w:tblHeader/>')}{body}</w:tbl>"
    )


def _row(row: Sequence[Cell], widths: Sequence[int], look: TableLook, properties: str) -> str:
    wide = '<w:tcPr><w:tcW w:w="{}" w:type="dxa"/></w:tcPr>'
    cells = "".join(
        f"<w:tc>{wide.format(width)}{_paragraphs(cell, look)}</w:tc>"
        for cell, width in zip(row, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{cells}</w:tr>"


def _paragraphs(cell: Cell, look: TableLook) -> str:
    lines = [Line(cell)] if isinstance(cell, str) else cell
    return "".join(_line(line, look) for line in lines or [Line()])


def _line(line: Line, look: TableLook) -> str:
    content = run(f"{legible(line.lead)} ", bold=True) if line.lead else ""
    content += run(legible(line.text, line.most), bold=line.bold) if line.text else ""
    if line.boxes:
        content += (run("  ") if line.text else "") + _boxes(line.boxes)
    return paragraph(look.small if line.small else look.text, content)


@lru_cache(maxsize=64)
def _boxes(every: tuple[str, ...]) -> str:
    """Boxes beside each other. A form has the same ones hundreds of times."""
    # A space that does not break keeps box and words together.
    shown = (f" {legible(words)}".replace(" ", "\u00a0") for words in every)
    return run("  ").join(
        _box(legible(words)) + run(beside) for words, beside in zip(every, shown, strict=True)
    )


def _box(words: str) -> str:
    """A box that can be ticked on the screen, and on paper."""
    font = quoteattr(_BOX_FONT)
    states = "".join(
        f"<w14:{name} w14:val={quoteattr(code)} w14:font={font}/>"
        for name, code in (("checkedState", "2612"), ("uncheckedState", "2610"))
    )
    fonts = f"<w:rFonts w:ascii={font} w:eastAsia={font} w:hAnsi={font}/>"
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(words)}/>"
        f'<w14:checkbox><w14:checked w14:val="0"/>{states}</w14:checkbox></w:sdtPr>'
        f"<w:sdtContent><w:r><w:rPr>{fonts}</w:rPr><w:t>{_BOX}</w:t></w:r></w:sdtContent></w:sdt>"
    )
