"""The values a field of a case file can hold: moments, flags, codes, and what cannot be read.

Every reader here takes what an export wrote and gives the value caselint works with. What cannot be
read is refused with the error type `UNREADABLE`; `casefile.assemble` then puts an `Unreadable` in
its place, so that one impossible date never costs a record. Text of spaces alone is a blank.

- A *moment* is a `date` (the whole day) or an aware `datetime` in Europe/London.
- A *flag* is yes, no, not_applicable or unknown; JSON true and false are yes and no.
- A *code* is one of a closed or open set of short words, folded to lower_snake_case.
- *Words* are any text.

The usual spellings are recognised by pydantic's compiled core; only the rest reaches Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LONDON: Final = ZoneInfo("Europe/London")
FIRST_YEAR: Final = 1872
"""The first year for which England's bank holidays are known (Bank Holidays Act 1871)."""
LAST_YEAR: Final = 2100
UNREADABLE: Final = "unreadable"
UNKNOWN: Final = "unknown"

OBJECT: Final = "\0object"
TEXT: Final = "\0text"
"""Marks in the path of an error, where an object or a plain text would have done."""


class Unreadable:
    """A value that the source gave and that cannot be read: it counts as unknown, never as blank.

    `why` is safe to show; `raw` is what the source gave and is never shown in a message or a log.
    """

    __slots__ = ("raw", "why")

    def __init__(self, why: str, raw: object = None) -> None:
        self.why = why
        self.raw = raw

    def __repr__(self) -> str:
        return f"Unreadable({self.why!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unreadable) and (other.why, other.raw) == (self.why, self.raw)

    def __hash__(self) -> int:
        return hash(self.why)


def unreadable(why: str) -> PydanticCustomError:
    """Refuse a value; the caller raises what this returns."""
    return PydanticCustomError(UNREADABLE, "{why}", {"why": why})


def read_moment(value: Any) -> date | Unreadable | None:
    """Read an ISO date or date and time; times without a zone are Europe/London."""
    if isinstance(value, str):
        try:
            value = _read_date(value)
        except ValueError:
            raise unreadable("not a date") from None
    if isinstance(value, datetime):
        _check_year(value)
        zoned = value.replace(tzinfo=LONDON) if value.tzinfo is None else value.astimezone(LONDON)
        return _check_year(zoned)
    if isinstance(value, date):
        return _check_year(value)
    if value is None or isinstance(value, Unreadable):
        return value
    raise unreadable("not a date")


def _read_date(text: str) -> date | None:
    if len(text) == 10 and text[4] == "-":
        return date.fromisoformat(text)
    text = text.strip()
    if len(text) > 10:
        return datetime.fromisoformat(text)
    return date.fromisoformat(text) if text else None


def _check_year(moment: date) -> date:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise unreadable(f"outside the calendar ({FIRST_YEAR} to {LAST_YEAR})")
    return moment


def day_of(moment: date) -> date:
    """The calendar day of a moment, in Europe/London."""
    return moment.date() if isinstance(moment, datetime) else moment


FLAGS: Final = ("yes", "no", "not_applicable", UNKNOWN)
"""The four states of every yes-or-no field."""

_FLAGS: Final[dict[object, str]] = {
    True: "yes",
    False: "no",
    "yes": "yes",
    "no": "no",
    "y": "yes",
    "n": "no",
    "true": "yes",
    "false": "no",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
    "unknown": UNKNOWN,
    "not known": UNKNOWN,
    "not_known": UNKNOWN,
}
_NO_FLAG: Final = "neither yes, no, not_applicable nor unknown"


def read_flag(value: Any) -> str | Unreadable | None:
    """Read a yes-or-no field; a blank stays blank and is never no."""
    if value is None or isinstance(value, Unreadable):
        return value
    if isinstance(value, str):
        value = value.strip().casefold()
        if not value:
            return None
    if isinstance(value, (str, bool)) and value in _FLAGS:
        return _FLAGS[value]
    raise unreadable(_NO_FLAG)


_BETWEEN: Final = re.compile(r"[\s_-]+")


def fold_code(value: str) -> str:
    """Fold a short word to the form codes have: ``Child Protection`` to ``child_protection``."""
    return _BETWEEN.sub("_", value.strip().casefold())


def _write(value: Any, info: core_schema.SerializationInfo) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.raw if isinstance(value, Unreadable) and info.mode == "json" else value


_WRITE: Final = core_schema.plain_serializer_function_ser_schema(
    _write, info_arg=True, when_used="unless-none"
)


def quick(usual: Iterable[str], reader: Callable[[Any], Any], why: str, **extra: Any) -> CoreSchema:
    """A schema that takes the usual words as they are and asks `reader` about all else.

    `reader` refuses by raising; whatever it raises, the fault is `UNREADABLE` and says `why`.
    """
    return core_schema.union_schema(
        [
            core_schema.none_schema(),
            core_schema.literal_schema(list(usual)),
            core_schema.no_info_plain_validator_function(reader),
        ],
        mode="left_to_right",
        custom_error_type=UNREADABLE,
        custom_error_message=why,
        serialization=_WRITE,
        **extra,
    )


class _Moment(PlainValidator):
    """A `PlainValidator` that is not asked about blanks."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.nullable_schema(
            core_schema.no_info_plain_validator_function(read_moment), serialization=_WRITE
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        day = {"type": "string", "format": "date"}
        return {"anyOf": [day, {"type": "string", "format": "date-time"}, {"type": "null"}]}


class _Flag(PlainValidator):
    """A `PlainValidator` that is asked only about unusual spellings."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return quick(FLAGS, read_flag, _NO_FLAG)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"enum": [*FLAGS, True, False, None]}


class _Words:
    """Any text; a number is taken as it is written, and text of spaces alone is a blank."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        filled = core_schema.str_schema(pattern=r"\S", coerce_numbers_to_str=True)
        blank = core_schema.chain_schema(
            [
                core_schema.str_schema(strip_whitespace=True),
                core_schema.literal_schema([""]),
                core_schema.with_default_schema(
                    core_schema.none_schema(), default=None, on_error="default"
                ),
            ]
        )
        return core_schema.union_schema(
            [core_schema.nullable_schema(filled), blank],
            mode="left_to_right",
            custom_error_type="string_type",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "null"]}


Moment = Annotated[date | Unreadable | None, _Moment(read_moment)]
Flag = Annotated[str | Unreadable | None, _Flag(read_flag)]
Words = Annotated[str | None, _Words()]


Code = str | Unreadable | None
"""The type of a field that holds a code; `Choices` beside it says which."""


class Choices:
    """The words a code field may hold; with `more`, any other word is kept, folded.

    `aliases` maps other spellings (already folded) to a choice. ``unknown`` is always a choice.
    With `beside`, other text belongs into the field `{name}_text`, and the code is then unknown.
    """

    def __init__(
        self,
        *choices: str,
        more: bool = False,
        beside: bool = False,
        aliases: dict[str, str] | None = None,
    ) -> None:
        self.choices = choices
        self.more = more
        self.beside = beside
        self._known = {fold_code(choice): choice for choice in (*choices, UNKNOWN)}
        self._known |= aliases or {}

    def read(self, value: Any) -> Code:
        """Give the choice that a value means; a blank stays blank."""
        if value is None or isinstance(value, Unreadable):
            return value
        if isinstance(value, str):
            folded = fold_code(value)
            if not folded:
                return None
            found = self._known.get(folded)
            if found is not None or self.more:
                return found or folded
        raise unreadable(self._why)

    def means(self, value: str) -> str | None:
        """The choice that a text means, or None when it is no code."""
        return self._known.get(fold_code(value))

    @property
    def _why(self) -> str:
        return "not one of " + ", ".join(self.choices)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return quick((*self.choices, UNKNOWN), self.read, self._why, metadata={"choices": self})

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        if self.more or self.beside:
            return {"type": ["string", "null"], "examples": list(self.choices)}
        return {"enum": [*self.choices, UNKNOWN, None]}
