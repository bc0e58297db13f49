"""The native form: a JSON document is one case file; JSON Lines are one case file a line.

Which of the two it is shows in the first line that is not blank. A lone brace opens a document laid
out over many lines, whatever the file is called. Else a file named for JSON Lines holds lines, and
so does any other whose first line is whole and not the only one.

Here a file is only cut into case files; they are handed on unread.
"""

from __future__ import annotations

import codecs
import io
import itertools
import json
from collections.abc import Iterator
from typing import Final

from caselint.casefile import SetAside, read_case_file
from caselint.sources.supplied import Format, Unread

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one case file. What is larger is set aside and never held in memory whole."""

LINES: Final = (".jsonl", ".ndjson")
"""How the name of a file of JSON Lines ends."""


def read(stream: io.BufferedReader, file: str) -> Iterator[Unread | SetAside]:
    """Yield the case files of one native file, with the place of each."""
    lines = numbered_lines(stream)
    first = next(lines, None)
    if first is None:
        yield SetAside(file, "the file is empty")
        return
    _, line = first
    named_lines = file.casefold().endswith(LINES)
    if line is not None and (why := _other_form(line)):
        yield SetAside(file, why)
        return
    if not named_lines and not stream.peek(1):
        yield _case_file(line, file)
        return
    if line is not None and _begins_document(line, named_lines):
        yield _document(line, stream, file)
        return
    second = next(lines, None)
    if second is None and not named_lines:
        yield _case_file(line, file)
        return
    following = () if second is None else (second,)
    for number, each in itertools.chain([first], following, lines):
        yield _case_file(each, f"{file}:{number}")


def numbered_lines(stream: io.BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Every line that is not blank, with its number from 1; None for one that is too long."""
    for number in itertools.count(1):
        line = stream.readline(LARGEST + 1)
        if not line:
            return
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while (rest := stream.readline(_PIECE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
            continue
        line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, line


_PIECE: Final = 1024 * 1024


def _other_form(line: bytes) -> str:
    """What the file is instead of the native form, and what to do about it; else nothing."""
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in line[:4]:
        return "JSON in UTF-16 (save it as UTF-8)"
    if line.lstrip().startswith(b"["):
        return (
            "a list, where each case file stands by itself (write JSON Lines: one case file a "
            "line, without the brackets around them)"
        )
    return ""


def _begins_document(line: bytes, named_lines: bool) -> bool:
    return line.strip() == b"{" or not (named_lines or _is_whole(line))


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _document(start: bytes, stream: io.BufferedReader, file: str) -> Unread | SetAside:
    data = start + stream.read(LARGEST + 1 - len(start))
    return _case_file(None if len(data) > LARGEST else data, file)


def _case_file(data: bytes | None, place: str) -> Unread | SetAside:
    if data is None:
        return SetAside(place, f"larger than the {LARGEST:,} bytes that one case file may have")
    return Unread(data, place, read_case_file)


FORMAT: Final = Format(
    name="native",
    title="case files as JSON or JSON Lines",
    suffixes=(".json", *LINES),
    recognises=lambda start: start.startswith(("{", "[")),
    read=read,
)
