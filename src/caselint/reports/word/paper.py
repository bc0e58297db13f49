"""A Word document as its sections write it: headings, text, lists, tables, and how it is finished.

Everything that comes from a run passes through `legible`, here or in the cells of a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, BinaryIO, Final

from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm, Emu
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from caselint.errors import ConfigurationError
from caselint.reports.style import Style
from caselint.reports.word.base import base_document
from caselint.reports.word.elements import (
    NAMESPACES,
    TWIPS_A_CM,
    Cell,
    Column,
    TableLook,
    field,
    paragraph,
    run,
    table,
)
from caselint.reports.word.fixed_zip import fixed
from caselint.reports.word.lettering import legible

_LOGO: Final = (6.0, 1.8)
"""The most of a logo's width and height, in centimetres."""

_AFTER_TABLE: Final = 160
"""Twips between a table and the text that follows it."""

_LINES_OF_ROOM: Final = 3
_EMU_A_TWIP: Final = 635
_NO_DAY: Final = date(1980, 1, 1)


class Paper:
    """A document that is being written, from a base of ours or of the organisation."""

    def __init__(self, style: Style, title: str, *, wide: bool = False) -> None:
        self._style = style
        self._title = legible(title)
        self._document, self._own = base_document(style)
        self._ids = {
            str(one.name).casefold(): str(one.style_id) for one in self._document.styles if one.name
        }
        self._body: list[str] = []
        self._tables = 0
        self._after_table = False
        if wide:
            self._turn()
        self._look = TableLook(
            self._id("Audit Table"), self._id("Audit Table Text"), self._id("Audit Table Small")
        )
        self._bullet = "" if self._numbers_lists() else "•\t"
        self._width = self._text_width()
        self._running()

    def open(self, subtitle: str, *lines: str) -> None:
        """The logo, the title, what stands beneath it and the lines beneath that."""
        if not self._own:
            self._logo()
        self._put("Title", self._title, leads=True)
        self._put("Subtitle", legible(subtitle))
        for line in lines:
            self.text(line)

    def heading(self, words: str, level: int = 1, *, new_page: bool = False) -> None:
        """A heading, from 1 to 3, which stays with what follows it."""
        self._after_table = False
        self._put(f"Heading {level}", legible(words), leads=True, new_page=new_page)

    def text(self, words: str, *, leads: bool = False) -> None:
        """A paragraph; `leads` keeps it on the page of what follows."""
        self._put("Normal", legible(words, 3000), leads=leads)

    def note(self, words: str, *, room: bool = False) -> None:
        """A paragraph in a box: what a reader must not overlook, or with `room` to write in it."""
        lines = "<w:r><w:br/></w:r>" * (_LINES_OF_ROOM if room else 0)
        self._put("Audit Note", legible(words, 3000), lines)

    def bullets(self, lines: Iterable[str], *, leads: bool = False) -> None:
        """A list; `leads` keeps its last line on the page of what follows."""
        every = list(lines)
        for number, line in enumerate(every, 1):
            words = f"{self._bullet}{legible(line, 1500)}"
            self._put("List Bullet", words, leads=leads and number == len(every))

    def small(self, words: str, *, most: int = 1500) -> None:
        """A paragraph of what is there to look up."""
        self._put("Audit Table Small", legible(words, most))

    def table(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        room: float = 0,
        numbered: bool = True,
    ) -> None:
        """A table under its number and caption, or without `numbered` under neither.

        `room` as in `elements.table`.
        """
        if numbered:
            self._tables += 1
            number = field("SEQ Table \\* ARABIC", str(self._tables))
            words = f"{run('Table ')}{number}{run(f'. {legible(caption)}')}"
            self._body.append(paragraph(self._id("Caption"), words, leads=True))
        elif self._after_table:
            self._put("Audit Table Small", "")
        self._body.append(table(self._look, columns, rows, self._width, caption, room=room))
        self._after_table = True

    def finish(self, stream: BinaryIO, day: date | None) -> None:
        """Write it. `day` stands as the day on which it was made: the as-at day of the run."""
        if self._after_table:
            # Word wants a paragraph after the last table.
            self._put("Audit Table Small", "")
        body: Any = self._document.element.body
        last = body.sectPr
        for element in parse_xml(f"<w:body {NAMESPACES}>{''.join(self._body)}</w:body>"):
            last.addprevious(element)
        moment = datetime.combine(day or _NO_DAY, time(), UTC).replace(tzinfo=None)
        known = self._document.core_properties
        known.title = self._title[:255]
        known.language = "en-GB"
        known.revision = 1
        known.created = known.modified = moment
        for name in ("author", "last_modified_by", "comments", "keywords", "subject", "category"):
            setattr(known, name, "")
        self._in_english()
        saved = BytesIO()
        self._document.save(saved)
        stream.write(fixed(saved.getvalue()))

    def _put(
        self,
        style: str,
        words: str,
        more: str = "",
        *,
        leads: bool = False,
        new_page: bool = False,
    ) -> None:
        before = _AFTER_TABLE if self._after_table else None
        self._after_table = False
        content = f"{run(words) if words else ''}{more}"
        self._body.append(
            paragraph(self._id(style), content, leads=leads, new_page=new_page, before=before)
        )

    def _id(self, name: str) -> str:
        return self._ids[name.casefold()]

    def _numbers_lists(self) -> bool:
        style = self._document.styles["List Bullet"]
        return style.element.find(f".//{qn('w:numPr')}") is not None

    def _turn(self) -> None:
        section = self._document.sections[-1]
        high, wide = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = high, wide
        if not self._own:
            section.left_margin = section.right_margin = Cm(1.4)
            section.top_margin, section.bottom_margin = Cm(1.5), Cm(1.3)
            section.header_distance = section.footer_distance = Cm(0.7)

    def _text_width(self) -> int:
        """The width of the text, in twips."""
        section = self._document.sections[-1]
        page, left, right = section.page_width, section.left_margin, section.right_margin
        if page is None or left is None or right is None:
            return 17 * TWIPS_A_CM
        return (page - left - right) // _EMU_A_TWIP

    def _running(self) -> None:
        """The running header and the page numbers, unless the organisation's base has its own."""
        section = self._document.sections[-1]
        if section.header.is_linked_to_previous:
            whose = legible(self._style.organisation, 80)
            above = section.header.paragraphs[0]
            self._run_along(above, "Header", f"{whose}\t{legible(self._title, 80)}")
        if section.footer.is_linked_to_previous:
            below = section.footer.paragraphs[0]
            words = legible(self._style.says("word_footer"), 120)
            self._run_along(below, "Footer", f"{words}\tPage ")
            element: Any = below._p
            for part in (field("PAGE", "1"), run(" of "), field("NUMPAGES", "1")):
                element.extend(parse_xml(f"<w:p {NAMESPACES}>{part}</w:p>"))

    def _run_along(self, words: Paragraph, style: str, text: str) -> None:
        named = self._document.styles[style]
        assert isinstance(named, ParagraphStyle)
        words.style = named
        words.text = text
        stops = words.paragraph_format.tab_stops
        stops.add_tab_stop(Emu(_EMU_A_TWIP * self._width), WD_TAB_ALIGNMENT.RIGHT)

    def _logo(self) -> None:
        logo = self._style.logo
        if logo is None:
            return
        place = self._document.add_paragraph()
        try:
            picture = place.add_run().add_picture(BytesIO(logo.data))
        except (
            *(InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError),
            *(ValueError, KeyError, ZeroDivisionError, OverflowError),
        ):
            raise ConfigurationError(
                '"report.logo" is no picture that Word can carry', hint="PNG or JPEG"
            ) from None
        width, height = max(1, picture.width), max(1, picture.height)
        scale = min(Cm(_LOGO[0]) / width, Cm(_LOGO[1]) / height, 1)
        picture.width = Emu(max(1, int(width * scale)))
        picture.height = Emu(max(1, int(height * scale)))
        properties = picture._inline.docPr
        properties.set("name", "Logo")
        whose = legible(self._style.organisation) or self._style.says("word_owner_unnamed")
        properties.set("descr", legible(self._style.says("word_logo", organisation=whose)))

    def _in_english(self) -> None:
        """Say that the document is in British English, unless its base says which English."""
        styles = self._document.styles
        for language in styles.element.iter(qn("w:lang")):
            if not (language.get(qn("w:val")) or "").casefold().startswith("en-"):
                language.set(qn("w:val"), "en-GB")
            return
        language = OxmlElement("w:lang", {qn("w:val"): "en-GB"})
        styles["Normal"].element.get_or_add_rPr().append(language)
