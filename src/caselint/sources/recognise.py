"""Which format a file is in, by what stands at its beginning; its name says nothing certain."""

from __future__ import annotations

from typing import Final

from caselint.errors import ConfigurationError, SourceError
from caselint.sources import cin_census, native
from caselint.sources.beginning import first_characters
from caselint.sources.supplied import Format
from caselint.sources.xml_elements import refuse_doctype

SOURCES: Final[dict[str, Format]] = {
    source.name: source for source in (native.FORMAT, cin_census.FORMAT)
}
"""Every format that caselint reads, by name. A new one is a module and a place in this list."""

SUFFIXES: Final = frozenset(suffix for source in SOURCES.values() for suffix in source.suffixes)
"""How the names of the files end that are looked at within a folder."""


def source_named(name: str) -> Format:
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
    for source in SOURCES.values():
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
