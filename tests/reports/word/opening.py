"""A Word document opened again: what stands in it, in the order in which a reader meets it."""

from io import BytesIO

from docx import Document
from docx.table import Table

from caselint.reports.style import PLAIN


def written(write, run, style=PLAIN):
    """The bytes of a paper."""
    stream = BytesIO()
    write(run, stream, style)
    return stream.getvalue()


def opened(data):
    return Document(BytesIO(data))


def headings(document, level=1):
    return [one.text for one in document.paragraphs if one.style.name == f"Heading {level}"]


def said(document, *, until=""):
    """Every word of the body, tables too; `until` is a heading before which it ends."""
    words = []
    for one in document.iter_inner_content():
        if isinstance(one, Table):
            words += [cell.text for row in one.rows for cell in row.cells]
            continue
        if until and one.style.name == "Heading 1" and one.text == until:
            break
        words.append(one.text)
    return "\n".join(words)


def table(document, first):
    """The table whose first heading is this, as rows of texts."""
    found = next(one for one in document.tables if one.cell(0, 0).text == first)
    return [[cell.text for cell in row.cells] for row in found.rows]
