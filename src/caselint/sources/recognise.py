"""Which format a file is in, by what stands at its beginning; its name says nothing certain."""

from __future__ import annotations

from typing import Final

from caselint.errors import ConfigurationError, SourceError
from caselint.sources import cin_census, native, tables
from caselint.sources.beginning import first_characters
from caselint.sources.supplied import FolderFormat, Format
from caselint.sources.xml_elements import refuse_doctype

FILES: Final[tuple[Format, ...]] = (native.FORMAT, cin_census.FORMAT)
"""The formats of files that stand by themselves. A new one is a module and a place in this list."""

FOLDERS: Final[tuple[FolderFormat, ...]] = (tables.FORMAT,)
"""The formats of files that belong together in a folder."""

SOURCES: Final[dict[str, Format | FolderFormat]] = {
    **{source.name: source for source in FILES},
    **{source.name: source for source in FOLDERS},
}
"""Every format that caselint reads, by name."""

SUFFIXES: Final = frozenset(suffix for source in FILES for suffix in source.suffixes)
"""How the names of the files end that are looked at by themselves within a folder."""

TOGETHER: Final = frozenset(suffix for source in FOLDERS for suffix in source.suffixes)
"""How the names of the files end that are looked at together with the rest of their folder."""


def source_named(name: str) -> Format | FolderFormat:
    """The format of this name; raises `ConfigurationError` when there is none."""
    if name not in SOURCES:
        raise ConfigurationError(
            f'no source is called "{name}"', hint=f"the sources are {', '.join(SOURCES)}"
        )
    return SOURCES[name]


def recognise(head: bytes) -> Format:
    """The format of a file that begins so; raises `SourceError` when it is none of them."""
    if not head:
        raise SourceError("the file is empty")
    for magic, kind in _PACKED.items():
        if head.startswith(magic):
            raise SourceError(f"{kind}, which caselint does not read", hint="unpack it first")
    text = first_characters(head)
    if not text:
        raise SourceError("nothing but white space at the beginning of the file")
    refuse_doctype(text)
    for source in FILES:
        if source.recognises(text):
            return source
    if text.startswith("<"):
        raise SourceError("XML, but not recognised as a Children in Need census")
    titles = ", ".join(source.title for source in SOURCES.values())
    raise SourceError(f"not in a format that caselint recognises: {titles}")


_PACKED: Final = {
    b"PK\x03\x04": "a zip archive or an Excel workbook",
    b"\x1f\x8b": "compressed with gzip",
    b"BZh": "compressed with bzip2",
    b"\xfd7zXZ\0": "compressed with xz",
    b"7z\xbc\xaf": "a 7-Zip archive",
}
"""How files begin that hold others, and what they are."""
