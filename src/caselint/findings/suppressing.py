"""One more suppression in a file that people write by hand.

It is put at the end of the text, in the way the entries before it stand: comments, order and
spacing stay as they are. What comes of it is read back, and has to be what was there and the one
more.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Final

from caselint.datafile import read_text
from caselint.errors import CaselintError, ConfigurationError, DataFileError
from caselint.findings.suppression import Suppression, suppressions_of

HEADING: Final = """\
# Findings that somebody has looked at and put aside, each with a reason and an end.
# Outcomes and n of N stay as they are, and every report counts what stands here.
suppressions:
"""
_BLANK: Final = re.compile(r"^suppressions:[ \t]*(\[\s*\])?[ \t]*(#.*)?$", re.MULTILINE)
_ITEM: Final = re.compile(r"^(?P<indent> *)-(?P<gap> +)\S", re.MULTILINE)
_PLAIN: Final = re.compile(r"[A-Za-z][\w ,.;()’'/-]*")
_WORDS: Final = ("true", "false", "null")


def with_one_more(text: str, name: str, one: Suppression, day: date) -> str:
    """The text of a suppression file with one more at its end; "" begins a new file.

    `name` stands for the file in errors. Raises `DataFileError` where the file is faulty, and
    `ConfigurationError` where the same is put aside already on that day, or the file is written so
    that nothing can be put at its end.
    """
    for value in (one.rule, one.case, one.record, one.reason, one.author):
        if value is not None and not value.isprintable():
            raise ConfigurationError(
                "a value holds a character that cannot be seen", hint="put it all on one line"
            )
    before = () if not text.strip("\ufeff \t\r\n") else _read(text, name)
    _refuse_twice(one, before, name, day)
    made = _added(text, one)
    try:
        after = _read(made, name)
    except CaselintError:
        after = ()
    if after != (*before, one):
        raise ConfigurationError(
            "it is written so that nothing can be put at its end",
            place=name,
            hint="write each suppression as an entry that begins with a hyphen, on its own lines",
        )
    return made


def entry(one: Suppression, indent: str = "  ", gap: str = " ") -> str:
    """A suppression as it stands in a file, its lines ended."""
    rows: list[tuple[str, str | date | None]] = [
        ("rule", one.rule),
        ("case", one.case),
        ("record", one.record),
        ("reason", one.reason),
        ("author", one.author),
        ("since", one.since),
        ("expires", one.expires),
    ]
    lines = [f"{key}: {_scalar(value)}" for key, value in rows if value is not None]
    first, *others = lines
    deeper = indent + " " * (1 + len(gap))
    return "".join([f"{indent}-{gap}{first}\n", *(f"{deeper}{line}\n" for line in others)])


def _refuse_twice(one: Suppression, before: tuple[Suppression, ...], name: str, day: date) -> None:
    for other in before:
        same = (other.rule, other.case, other.record) == (one.rule, one.case, one.record)
        if same and other.expires > day:
            raise ConfigurationError(
                f"this is put aside already, until {other.expires.isoformat()}",
                place=name,
                hint="change that entry if something about it is different now",
            )


def _read(text: str, name: str) -> tuple[Suppression, ...]:
    """What stands in it; a list with nothing beneath its key is an empty one."""
    try:
        return suppressions_of(read_text(text, name), longest=10_000)
    except DataFileError:
        begun = text.rstrip()
        if _BLANK.search(begun) and not _ITEM.search(begun):
            return suppressions_of(read_text("suppressions: []\n", name))
        raise


def _added(text: str, one: Suppression) -> str:
    if not text.strip("\ufeff \t\r\n"):
        return text.rstrip(" \t\r\n") + HEADING + entry(one)
    ends = "\r\n" if "\r\n" in text else "\n"
    items = list(_ITEM.finditer(text))
    style = (items[0]["indent"], items[0]["gap"]) if items else ("  ", " ")
    if not items:
        # An empty list in brackets makes room for one of lines.
        text = _BLANK.sub(lambda found: found[0].replace(found[1] or "\0", "").rstrip(), text)
    if not text.endswith("\n"):
        text += ends
    return text + entry(one, *style).replace("\n", ends)


def _scalar(value: str | date) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if _PLAIN.fullmatch(value) and value.strip() == value and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=False)
