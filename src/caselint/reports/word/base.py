"""The document that every other begins as: caselint's own, or an organisation's `word.docx`.

Ours lies beside this module as the parts of a package, so that nothing of a library's template ends
up in a report. An organisation's gives its styles, header, footer and page; its text is left out,
and styles that it lacks are lent to it.
"""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml.etree import XMLSyntaxError

from caselint.errors import ConfigurationError
from caselint.reports.style import Style
from caselint.reports.word.fixed_zip import write_package

NAME: Final = "word.docx"
"""What an organisation's own is called in its folder of templates."""

_FOLDER: Final = Path(__file__).resolve().parent / "base"
_TELLING: Final = (
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_PROPERTIES,
    RELATIONSHIP_TYPE.THUMBNAIL,
)
"""Parts that say who made the template, when and how."""


def base_document(style: Style) -> tuple[WordDocument, bool]:
    """An empty document to write in, and whether it is the organisation's own.

    Raises `ConfigurationError` where the organisation's cannot be read.
    """
    own = None if style.templates is None else style.templates / NAME
    if own is None or not own.is_file():
        return Document(BytesIO(_ours())), False
    try:
        document = Document(BytesIO(own.read_bytes()))
        _emptied(document)
        _lent(document)
    except (
        *(OSError, ValueError, KeyError, AttributeError),
        *(BadZipFile, XMLSyntaxError, PackageNotFoundError),
    ) as error:
        raise ConfigurationError(
            f"the template {NAME} cannot be used",
            place=str(style.templates or ""),
            hint=type(error).__name__,
        ) from None
    return document, True


@cache
def _ours() -> bytes:
    parts = [
        (path.relative_to(_FOLDER).as_posix(), path.read_bytes())
        for path in sorted(_FOLDER.rglob("*"))
        if path.is_file()
    ]
    made = BytesIO()
    write_package(parts, made)
    return made.getvalue()


def _emptied(document: WordDocument) -> None:
    """Leave the page, header and footer of the last section, and no text."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    relations = document.part.package.rels
    for name, relation in list(relations.items()):
        if relation.reltype in _TELLING:
            del relations[name]


def _lent(document: WordDocument) -> None:
    """Add the styles of ours that it has not; what is there stays as the organisation made it."""
    has = {style.name.casefold() for style in document.styles if style.name}
    has_ids = {style.style_id for style in document.styles}
    for style in Document(BytesIO(_ours())).styles:
        name = style.name or ""
        if name.casefold() in has or style.style_id in has_ids:
            continue
        lent = deepcopy(style.element)
        for numbering in list(lent.iter(qn("w:numPr"))):
            # The number would mean a list of the organisation's own; `Paper` writes the bullet.
            numbering.getparent().remove(numbering)
        document.styles.element.append(lent)
