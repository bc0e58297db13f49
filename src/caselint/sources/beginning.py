"""The beginning of a file as text, before anybody knows what the file is."""

from __future__ import annotations

import codecs
from typing import Final

LONGEST: Final = 64 * 1024
"""Bytes from the beginning of a file that are enough to recognise it by."""


def first_characters(head: bytes) -> str:
    """Decode the beginning of a file, and take off byte order mark and white space.

    Bytes that are not UTF-8 are replaced: what formats are recognised by is plain ASCII, and the
    encodings that an XML file may declare have that in common.
    """
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace").lstrip()
    if head[1:2] == b"\0" and head[:1] != b"\0":
        return head.decode("utf-16-le", "replace").lstrip()
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return head.decode("utf-16-be", "replace").lstrip()
    return head.decode("utf-8", "replace").lstrip()


_MARKS: Final = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
"""Byte order marks; UTF-32 stands before UTF-16, whose mark it begins with."""
