"""What a cell of a table means: blanks, dates, flags, codes, lists, as exports write them.

A reader takes the text of a cell and gives the value that a case file holds, None for a blank, or
an `Unreadable`. Readers remember what they were asked, since columns repeat themselves.
"""

from __future__ import annotations

import json
import operator
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import repeat
from typing import Any, Final

from pydantic_core import PydanticCustomError

from caselint.casefile import Unreadable
from caselint.casefile.values import UNKNOWN, Choices, read_moment

BLANKS: Final = frozenset(
    {"", "null", "(null)", "#n/a", "nan", "nat", "\\n", "ssd_ph", "placeholder_data"}
)
"""What databases, spreadsheets and the standard's own scripts write for nothing, in lower case."""

_LENGTHS_OF_BLANKS: Final = frozenset(map(len, BLANKS))
_LONGEST_BLANK: Final = max(_LENGTHS_OF_BLANKS)
_SHORT: Final = 100
"""Characters of a cell that is remembered."""
_REMEMBERED: Final = 50_000
"""Distinct cells that one reader remembers: bounded, as a column of times never repeats itself."""

Read = Callable[[str], Any]


def tidy(cell: str) -> str:
    """The text of a cell without the spaces around it; "" for a blank, however it is written."""
    if "\xa0" in cell:
        cell = cell.replace("\xa0", " ")
    if "\0" in cell:
        cell = cell.replace("\0", "")
    cell = cell.strip()
    return "" if len(cell) <= _LONGEST_BLANK and cell.casefold() in BLANKS else cell


def identity(cell: str) -> str:
    """An id. One that went through a spreadsheet as a number has lost nothing but gained ``.0``."""
    text = tidy(cell)
    return text[:-2] if text.endswith(".0") and text[:-2].isdigit() else text


def identities(column: Sequence[str]) -> list[str]:
    """The ids in a column; a column without anything odd is taken as it stands."""
    together = "".join(column)
    odd = not together.isascii() or together.split() != [together]
    odd = odd or "\0" in together or ".0" in together
    # That no cell is as long as a blank is seen in less time than that none is one.
    if not odd and not _LENGTHS_OF_BLANKS.isdisjoint(map(len, column)):
        odd = not BLANKS.isdisjoint(map(str.casefold, column))
    return list(map(identity, column)) if odd else list(column)


def narratives(column: Sequence[str], short: Mapping[str, str | None]) -> list[str | None]:
    """The texts in a column: `tidy` for many long cells. `short` reads what may be a blank."""
    if any(map(operator.contains, column, repeat("\0"))) or not (
        all(map(str.isascii, column)) or not any(map(operator.contains, column, repeat("\xa0")))
    ):
        return [tidy(cell) or None for cell in column]
    stripped = map(str.strip, column)
    return [cell if len(cell) > _LONGEST_BLANK else short[cell] for cell in stripped]


class Reader(dict[str, Any]):
    """Reads the cells of one column: `reader[cell]` is what the cell says.

    `faulty` is set as soon as any cell could not be read.
    """

    __slots__ = ("_read", "faulty")

    def __init__(self, read: Read) -> None:
        super().__init__()
        self._read = read
        self.faulty = False

    def __missing__(self, cell: str) -> Any:
        text = tidy(cell)
        value = self._read(text) if text else None
        if isinstance(value, Unreadable):
            self.faulty = True
        if len(cell) <= _SHORT and len(self) < _REMEMBERED:
            self[cell] = value
        return value


def words(text: str) -> str:
    """Any text."""
    return text


_SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ T]+(.+))?\Z")
_NAMED: Final = re.compile(r"(\d{1,2})[- /]([A-Za-z]{3,9})[- /](\d{4}|\d{2})(?:[ T]+(.+))?\Z")
_TIME: Final = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d+)?)?\s*([AaPp])?\.?(?:[Mm]\.?)?\Z")
_MONTHS: Final = {
    name: number
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(),  # noqa: SIM905
        start=1,
    )
}
_NOT_A_DATE: Final = "not a date (write 2026-03-31, 31/03/2026 or 31-Mar-2026)"
_MONTH_FIRST: Final = (
    "a date that could be read two ways, in a column where the month seems to stand first "
    "(write 2026-03-31)"
)


def moment(text: str) -> date | Unreadable:
    """Read 2026-03-31, 31/03/2026 or 31-Mar-2026, with or without a time.

    Midnight is what databases write where no time is known: it is read as the whole day. Of a year
    in two figures, 50 and later are of the last century.
    """
    try:
        found = _moment(text)
        read = None if found is None else read_moment(found)
    except PydanticCustomError as error:
        return Unreadable(error.message(), text)
    except ValueError:
        read = None
    return Unreadable(_NOT_A_DATE, text) if read is None else read


def careful_moment(text: str) -> date | Unreadable:
    """Read a date of a column in which 03/31/2026 was met: only what can be read one way."""
    found = _SLASHES.match(text)
    if found is not None and int(found[1]) <= 12:
        return Unreadable(_MONTH_FIRST, text)
    return moment(text)


def is_month_first(text: str) -> bool:
    """Whether a cell is a date that has its month before its day, as 03/31/2026."""
    found = _SLASHES.match(tidy(text))
    return found is not None and int(found[1]) <= 12 < int(found[2]) <= 31


def _moment(text: str) -> date | None:
    if text[4:5] == "-":
        if len(text) == 10:
            return date.fromisoformat(text)
        at = datetime.fromisoformat(text)
        return at if at.tzinfo is not None or _has_time(at) else at.date()
    if found := _SLASHES.match(text):
        day = date(int(found[3]), int(found[2]), int(found[1]))
    elif found := _NAMED.match(text):
        year = int(found[3])
        if year < 100:
            year += 1900 if year >= 50 else 2000
        day = (
            date(year, _MONTHS[found[2][:3].casefold()], int(found[1]))
            if (found[2][:3].casefold() in _MONTHS)
            else date.min
        )
    else:
        return None
    if day == date.min:
        return None
    return day if found[4] is None else _with_time(day, found[4])


def _with_time(day: date, text: str) -> date | None:
    found = _TIME.match(text)
    if found is None:
        return None
    hour = int(found[1])
    if found[4]:
        hour = hour % 12 + (12 if found[4] in "Pp" else 0)
    at = datetime(day.year, day.month, day.day, hour, int(found[2]), int(found[3] or 0))
    return at if _has_time(at) else day


def _has_time(at: datetime) -> bool:
    return bool(at.hour or at.minute or at.second or at.microsecond)


_LETTERED: Final = re.compile(r"[a-z]\)\s*")
_FLAGS: Final = {
    **dict.fromkeys(("y", "yes", "true", "t", "1", "1.0", "child seen alone", "seen alone"), "yes"),
    **dict.fromkeys(("n", "no", "false", "f", "0", "0.0", "not seen alone"), "no"),
    **dict.fromkeys(
        ("n/a", "na", "not applicable", "not_applicable", "not appropriate", "unborn"),
        "not_applicable",
    ),
    **dict.fromkeys(("u", "unknown", "not known", "not_known", "not recorded"), UNKNOWN),
}
_NO_FLAG: Final = "neither yes, no, not applicable nor unknown"


def flag(text: str) -> str | Unreadable:
    """Read Y, N, 0, 1, true, false, Yes, No, ``a) Yes`` and the like."""
    folded = " ".join(_LETTERED.sub("", text.casefold(), count=1).split())
    found = _FLAGS.get(folded)
    if found is None and folded.startswith(("n/a ", "no visit")):
        return "not_applicable"
    return Unreadable(_NO_FLAG, text) if found is None else found


def yes_alone(text: str) -> str | Unreadable:
    """Read a flag of which only yes says anything: no is read as unknown."""
    found = flag(text)
    return UNKNOWN if found == "no" else found


def code(choices: Choices) -> Read:
    """A reader of one of a closed or open set of short words."""

    def read(text: str) -> Any:
        try:
            return choices.read(text)
        except PydanticCustomError as error:
            return Unreadable(error.message(), text)

    return read


def whole_number(text: str) -> int | str:
    """A whole number, or the text as it stands."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def number(text: str) -> float | str:
    """A number, or the text as it stands."""
    try:
        return float(text) if len(text) < 20 else text
    except ValueError:
        return text


def listed(text: str) -> list[Any]:
    """A list in one cell: JSON, or parts with a semicolon or a bar between them."""
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return found
    parts = re.split(r"[;|]", text)
    return [part.strip() for part in parts if part.strip()]


def texts(text: str) -> list[str]:
    """A list of texts in one cell."""
    return [str(part) for part in listed(text) if part is not None]
