"""An organisation's own `word.docx`: its styles, header and page, and what it lacks lent to it."""

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, RGBColor

from caselint.errors import ConfigurationError
from caselint.reports.style import PLAIN, Logo
from caselint.reports.word import write_key_messages

from .opening import opened, said, written

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000157cd8e6d0000000049454e44ae426082"
)


@pytest.fixture
def theirs(tmp_path):
    """A base with a heading of its own colour, a header, a letter-sized page and some text."""
    document = Document()
    document.styles["Heading 1"].font.color.rgb = RGBColor(0xAA, 0x00, 0x00)
    document.sections[0].header.paragraphs[0].text = "Anyshire's own header"
    document.sections[0].left_margin = Cm(4)
    document.add_paragraph("Text of the template")
    document.core_properties.author = "A. Designer"
    document.save(str(tmp_path / "word.docx"))
    return replace(PLAIN, templates=tmp_path, logo=Logo(PIXEL, "image/png"))


def test_styles_header_and_page_are_the_organisations(children, theirs):
    document = opened(written(write_key_messages, children, theirs))
    assert str(document.styles["Heading 1"].font.color.rgb) == "AA0000"
    assert document.sections[0].header.paragraphs[0].text == "Anyshire's own header"
    assert round(document.sections[0].left_margin.cm, 1) == 4.0
    assert document.tables[0].style.name == "Audit Table"


def test_its_text_its_logo_and_whoever_made_it_are_left_to_it(children, theirs):
    data = written(write_key_messages, children, theirs)
    document = opened(data)
    assert "Text of the template" not in said(document)
    assert not document.inline_shapes
    assert document.core_properties.author == ""
    with ZipFile(BytesIO(data)) as parts:
        assert not {"docProps/app.xml", "docProps/thumbnail.jpeg"} & set(parts.namelist())


def test_tables_are_as_wide_as_its_page(children, theirs):
    document = opened(written(write_key_messages, children, theirs))
    section = document.sections[0]
    text = (section.page_width - section.left_margin - section.right_margin) // 635
    width = document.tables[0]._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))
    assert int(width) == text


def test_a_base_without_a_style_for_lists_has_bullets_all_the_same(children, theirs):
    path = theirs.templates / "word.docx"
    document = Document(str(path))
    document.styles["List Bullet"].delete()
    document.save(str(path))
    lines = [
        one.text
        for one in opened(written(write_key_messages, children, theirs)).paragraphs
        if one.style.name == "List Bullet"
    ]
    assert lines
    assert all(line.startswith("•\t") for line in lines)


@pytest.mark.parametrize("data", [b"", b"no document", PIXEL])
def test_a_base_that_is_no_document_is_refused(children, tmp_path, data):
    (tmp_path / "word.docx").write_bytes(data)
    with pytest.raises(ConfigurationError, match=r"word\.docx"):
        written(write_key_messages, children, replace(PLAIN, templates=tmp_path))


def test_without_a_base_nothing_of_a_librarys_template_is_in_it(children):
    with ZipFile(BytesIO(written(write_key_messages, children))) as parts:
        assert set(parts.namelist()) == {
            "[Content_Types].xml",
            "_rels/.rels",
            "docProps/core.xml",
            "word/_rels/document.xml.rels",
            "word/document.xml",
            "word/footer1.xml",
            "word/header1.xml",
            "word/numbering.xml",
            "word/settings.xml",
            "word/styles.xml",
        }


def test_the_logo_says_whose_it_is(children):
    own = replace(PLAIN, organisation="Anyshire", logo=Logo(PIXEL, "image/png"))
    document = opened(written(write_key_messages, children, own))
    (picture,) = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Logo of Anyshire"
    assert picture.height <= Cm(1.8)


@pytest.mark.parametrize("data", [b"", b"\x89PNG", PIXEL[:30], b"\xff\xd8\xff\xe0"])
def test_a_logo_that_is_no_picture_is_refused(children, data):
    own = replace(PLAIN, logo=Logo(data, "image/png"))
    with pytest.raises(ConfigurationError, match="logo"):
        written(write_key_messages, children, own)
