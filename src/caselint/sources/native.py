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
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, Final

from pydantic import ValidationError
from pydantic_core import from_json

from caselint.casefile import SetAside, read_case_file
from caselint.casefile.people import Person
from caselint.selecting.kin import kin_of
from caselint.sources.supplied import Format, Glance, Unread

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
    _, start, line = first
    named_lines = file.casefold().endswith(LINES)
    if line is not None and (why := _other_form(line)):
        yield SetAside(file, why)
        return
    if not named_lines and not stream.peek(1):
        yield _case_file(line, file, start)
        return
    if line is not None and _begins_document(line, named_lines):
        yield _document(line, stream, file, start)
        return
    second = next(lines, None)
    if second is None and not named_lines:
        yield _case_file(line, file, start)
        return
    following = () if second is None else (second,)
    for number, begins, each in itertools.chain([first], following, lines):
        yield _case_file(each, f"{file}:{number}", begins)


def numbered_lines(stream: io.BufferedReader) -> Iterator[tuple[int, int, bytes | None]]:
    """Every line that is not blank, with its number from 1 and the byte with which it begins.

    None stands for one that is too long.
    """
    position = 0
    for number in itertools.count(1):
        line = stream.readline(LARGEST + 1)
        if not line:
            return
        begins, position = position, position + len(line)
        if len(line) > LARGEST and not line.endswith(b"\n"):
            while rest := stream.readline(_PIECE):
                position += len(rest)
                if rest.endswith(b"\n"):
                    break
            yield number, begins, None
            continue
        line = line.removeprefix(codecs.BOM_UTF8)
        if line.strip():
            yield number, position - len(line), line


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


def _document(first: bytes, stream: io.BufferedReader, file: str, start: int) -> Unread | SetAside:
    data = first + stream.read(LARGEST + 1 - len(first))
    return _case_file(None if len(data) > LARGEST else data, file, start)


def _case_file(data: bytes | None, place: str, start: int) -> Unread | SetAside:
    if data is None:
        return SetAside(place, f"larger than the {LARGEST:,} bytes that one case file may have")
    return Unread(data, place, read_case_file, start)


def glance(data: bytes) -> Glance:
    """The case id and whom the file names of its family.

    Almost all files are told by where their first keys stand. The others are parsed: those that
    name somebody with a file of their own, and those that do not begin with their case id.
    """
    names = b'"child_case_id"' in data
    begins = None if names else _BEGINS.match(data)
    if begins is not None:
        return Glance(begins[1].decode(errors="replace"))
    try:
        given = _parsed(data)
    except (ValueError, RecursionError):
        return Glance("")
    if not isinstance(given, dict):
        return Glance("")
    people = given.get("people") if names else None
    return Glance(_id(given.get("case_id")), *kin_of(_people(people)))


_BEGINS: Final = re.compile(rb'\s*\{\s*"case_id"\s*:\s*"([^"\\]*)"')


def _parsed(data: bytes) -> Any:
    try:
        return from_json(data)
    except ValueError:
        return json.loads(data)  # takes the half of a character, as reading does


def _people(given: Any) -> Iterator[Person]:
    """Those of the people listed who have a file of their own."""
    for person in given if isinstance(given, list) else ():
        if isinstance(person, dict) and person.get("child_case_id"):
            with suppress(ValidationError):
                yield Person.model_validate(person)


def _id(given: Any) -> str:
    """A case id as the case file will have it: a number is taken as it is written."""
    return str(given) if isinstance(given, str | int) and not isinstance(given, bool) else ""


FORMAT: Final = Format(
    name="native",
    title="case files as JSON or JSON Lines",
    suffixes=(".json", *LINES),
    recognises=lambda start: start.startswith(("{", "[")),
    read=read,
    glances=glance,
)
