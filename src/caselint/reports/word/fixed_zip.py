"""A package of parts (a `.docx`) whose bytes depend on what is in it alone, never on the clock."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FIRST_DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can name; it stands for none."""

_FIRST: Final = "[Content_Types].xml"
_REGULAR_FILE: Final = 0o100600 << 16
_UNIX: Final = 3


def write_package(parts: Iterable[tuple[str, bytes]], stream: BinaryIO) -> None:
    """Write the parts, each a name and its bytes: content types first, the rest by name."""
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        for name, data in sorted(parts, key=lambda part: (part[0] != _FIRST, part[0])):
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            package.writestr(entry, data)


def fixed(package: bytes) -> bytes:
    """The same package with its parts in a fixed order and without their moments."""
    with ZipFile(BytesIO(package)) as given:
        parts = [(name, given.read(name)) for name in given.namelist()]
    made = BytesIO()
    write_package(parts, made)
    return made.getvalue()
