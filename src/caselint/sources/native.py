"""The native form: a JSON document is one case file; JSON Lines are one case file a line.

Which of the two it is shows in the first line that is not blank. A lone brace opens a document laid
out over many lines, whatever the file is called. Else a file named for JSON Lines holds lines, and
so does any other whose first line is whole and not the only one.
"""

from __future__ import annotations

import codecs
import io
import itertools
import json
from collections.abc import Iterator
from typing import Final

from caselint.casefile import CaseFile, SetAside, read_case_file
from caselint.errors import SourceError
from caselint.sources.supplied import Format, Supplied, set_aside, supply

LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one case file. What is larger is set aside and never held in memory whole."""

LINES: Final = (".jsonl", ".ndjson")
"""How the name of a file of JSON Lines ends."""


def read(stream: io.BufferedReader, file: str) -> Iterator[Supplied | SetAside]:
    """Yield the case files of one native file, with the place of each."""
    lines = numbered_lines(stream)
    first = next(lines, None)
    if first is None:
        yield SetAside(file, "the file is empty")
        return
    line = first[1]
    named_lines = file.casefold().endswith(LINES)
    try:
        if line is not None:
            _refuse_other_forms(line)
    except SourceError as error:
        yield set_aside(error, file)
        return
    if line is None and not named_lines:
        yield _too_large(file)
        return
    if line is not None and (line.strip() == b"{" or not (named_lines or _is_whole(line))):
        yield _document(line, stream, file)
        return
    second = next(lines, None)
    if line is not None and second is None and not named_lines:
        yield supply(lambda: _case_file(line, file), file)
        return
    following = () if second is None else (second,)
    for at, each in itertools.chain([first], following, lines):
        yield _line(each, f"{file}:{at}")


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


def _refuse_other_forms(line: bytes) -> None:
    if line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in line[:4]:
        raise SourceError("JSON in UTF-16", hint="save it as UTF-8")
    if line.lstrip().startswith(b"["):
        raise SourceError(
            "a list, where each case file is to stand by itself",
            hint="write JSON Lines: one case file a line, without the brackets around them",
        )


def _is_whole(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _document(start: bytes, stream: io.BufferedReader, file: str) -> Supplied | SetAside:
    data = start + stream.read(LARGEST + 1 - len(start))
    return _too_large(file) if len(data) > LARGEST else supply(lambda: _case_file(data, file), file)


def _line(line: bytes | None, place: str) -> Supplied | SetAside:
    return _too_large(place) if line is None else supply(lambda: _case_file(line, place), place)


def _case_file(data: bytes, place: str) -> CaseFile:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise SourceError(
            f"not UTF-8 text (byte {error.start + 1})", place=place, hint="save it as UTF-8"
        ) from None
    return read_case_file(text, place)


def _too_large(place: str) -> SetAside:
    return SetAside(place, f"larger than the {LARGEST:,} bytes that one case file may have")


FORMAT: Final = Format(
    name="native",
    title="case files as JSON or JSON Lines",
    suffixes=(".json", *LINES),
    recognises=lambda start: start.startswith(("{", "[")),
    read=read,
)
