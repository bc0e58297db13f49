"""XML read as a stream of elements: bounded, off the network, and without anything it could expand.

A document type declaration is refused, since nothing but entities would come of it. Elements are
forgotten once they have been handed on, so that memory does not grow with the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from caselint.errors import SourceError
from caselint.sources.beginning import first_characters

LARGEST: Final = 16 * 1024 * 1024
"""Bytes that may pass until the next element that is wanted has ended."""


def elements(stream: io.BufferedReader, names: tuple[str, ...]) -> Iterator[etree._Element]:
    """Yield every element with one of these local names as it ends, then forget it.

    Namespaces are ignored. What stands before a fault is yielded before the fault is raised, as
    `SourceError` with the line.
    """
    refuse_doctype(first_characters(stream.peek()))
    parser = etree.XMLPullParser(
        events=("end",),
        tag=[f"{{*}}{name}" for name in names],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    since_last = 0
    while True:
        piece = stream.read(_PIECE)
        since_last += len(piece)
        fault = _feed(parser, piece)
        for _, element in parser.read_events():
            if element.getroottree().docinfo.internalDTD is not None:
                raise _doctype_refused()
            since_last = 0
            yield element
            _forget(element)
        if fault is not None:
            raise fault
        if not piece:
            return
        if since_last > LARGEST:
            raise SourceError(f"more than {LARGEST:,} bytes without the end of a {names[-1]}")


def refuse_doctype(beginning: str) -> None:
    """Raise `SourceError` when XML that begins so declares a document type."""
    if _DOCTYPE.match(beginning):
        raise _doctype_refused()


def local_name(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


_PIECE: Final = 32 * 1024
_DOCTYPE: Final = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL)


def _doctype_refused() -> SourceError:
    return SourceError(
        "XML with a document type declaration (DOCTYPE), which is not read, as it can define "
        "entities",
        hint="an export has no need of one: leave it out",
    )


def _feed(parser: etree.XMLPullParser, piece: bytes) -> SourceError | None:
    try:
        if piece:
            parser.feed(piece)
        else:
            parser.close()
    except etree.XMLSyntaxError as error:
        # Where the parser stops at an entity nobody defined, only its log says why and where.
        fatal = parser.feed_error_log.filter_from_fatals()
        return _broken(fatal[0].type, fatal[0].line) if fatal else _broken(error.code, error.lineno)
    return None


def _broken(code: int | None, line: int | None) -> SourceError:
    """Say what is wrong in our words: the parser's own message may quote the file."""
    if code in _ENCODING:
        what = "the text is not in the encoding that the XML declares"
    elif code in _ENDS_EARLY:
        what = "the XML ends before its last element does"
    elif code == _TOO_LARGE:
        what = "the XML is nested too deeply, or one text in it is too long"
    else:
        what = "not well-formed XML"
    return SourceError(f"{what} (line {line})" if line else what)


_ENCODING: Final = frozenset(
    {
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    }
)
# Some releases of lxml know the number of this one and have no name for it.
_TOO_LARGE: Final = getattr(etree.ErrorTypes, "ERR_RESOURCE_LIMIT", 114)
_ENDS_EARLY: Final = frozenset(
    {
        etree.ErrorTypes.ERR_TAG_NOT_FINISHED,
        etree.ErrorTypes.ERR_GT_REQUIRED,
    }
)


def _forget(element: etree._Element) -> None:
    element.clear()
    for node in (element, *element.iterancestors()):
        while (before := node.getprevious()) is not None:
            parent = node.getparent()
            assert parent is not None
            parent.remove(before)
