"""The values a field of a case file can hold: moments, flags, codes, and what cannot be read.

Every reader here takes what an export wrote and gives the value caselint works with. What cannot be
read is refused with the error type `UNREADABLE`; `casefile.assemble` then puts an `Unreadable` in
its place, so that one impossible date never costs a record.

- A *moment* is a `date` (the whole day) or an aware `datetime` in Europe/London.
- A *flag* is yes, no, not_applicable or unknown; JSON true and false are yes and no.
- A *code* is one of a closed or open set of short words, folded to lower_snake_case.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final
from zoneinfo import ZoneInfo

from pydantic import (
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

LONDON: Final = ZoneInfo("Europe/London")
FIRST_YEAR: Final = 1872
"""The first year for which England's bank holidays are known (Bank Holidays Act 1871)."""
LAST_YEAR: Final = 2100
UNREADABLE: Final = "unreadable"
UNKNOWN: Final = "unknown"


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
        return isinstance(other, Unreadable) and other.why == self.why

    def __hash__(self) -> int:
        return hash(self.why)


def unreadable(why: str) -> PydanticCustomError:
    """Refuse a value; the caller raises what this returns."""
    return PydanticCustomError(UNREADABLE, "{why}", {"why": why})


def read_moment(value: Any) -> date | Unreadable | None:
    """Read an ISO date or date and time; times without a zone are Europe/London."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = value.strip()
        try:
            value = date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text)
        except ValueError:
            raise unreadable("not a date") from None
    if isinstance(value, datetime):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise unreadable(f"outside the calendar ({FIRST_YEAR} to {LAST_YEAR})")
        return value.replace(tzinfo=LONDON) if value.tzinfo is None else value.astimezone(LONDON)
    if isinstance(value, date):
        if not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise unreadable(f"outside the calendar ({FIRST_YEAR} to {LAST_YEAR})")
        return value
    if isinstance(value, Unreadable):
        return value
    raise unreadable("not a date")


def day_of(moment: date) -> date:
    """The calendar day of a moment, in Europe/London."""
    return moment.date() if isinstance(moment, datetime) else moment


_FLAGS: Final[dict[object, str]] = {
    True: "yes",
    False: "no",
    "yes": "yes",
    "no": "no",
    "true": "yes",
    "false": "no",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
    "unknown": UNKNOWN,
    "not known": UNKNOWN,
}


def read_flag(value: Any) -> str | Unreadable | None:
    """Read a yes-or-no field; a blank stays blank and is never no."""
    if value is None or value == "":
        return None
    if isinstance(value, Unreadable):
        return value
    key = value.strip().casefold() if isinstance(value, str) else value
    if isinstance(key, (str, bool)) and key in _FLAGS:
        return _FLAGS[key]
    raise unreadable("neither yes, no, not_applicable nor unknown")


def fold_code(value: str) -> str:
    """Fold a short word to the form codes have: ``Child Protection`` to ``child_protection``."""
    return value.strip().casefold().replace(" ", "_").replace("-", "_")


def _write(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.raw if isinstance(value, Unreadable) else value


_WRITE = PlainSerializer(_write, when_used="unless-none")

Moment = Annotated[
    date | Unreadable | None,
    PlainValidator(read_moment),
    _WRITE,
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "format": "date"},
                {"type": "string", "format": "date-time"},
                {"type": "null"},
            ]
        }
    ),
]

Flag = Annotated[
    str | Unreadable | None,
    PlainValidator(read_flag),
    _WRITE,
    WithJsonSchema({"enum": ["yes", "no", "not_applicable", "unknown", True, False, None]}),
]


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
        self._known = {choice: choice for choice in (*choices, UNKNOWN)} | (aliases or {})

    def read(self, value: Any) -> Code:
        """Give the choice that a value means; a blank stays blank."""
        if isinstance(value, str):
            found = self._known.get(value)
            if found is not None:
                return found
            if not value:
                return None
            folded = fold_code(value)
            found = self._known.get(folded)
            if found is not None or self.more:
                return found or folded
        elif value is None or isinstance(value, Unreadable):
            return value
        raise unreadable("not one of " + ", ".join(self.choices))

    def means(self, value: str) -> str | None:
        """The choice that a text means, or None when it is no code."""
        return self._known.get(value) or self._known.get(fold_code(value))

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self.read,
            serialization=core_schema.plain_serializer_function_ser_schema(
                _write, when_used="unless-none"
            ),
            metadata={"choices": self},
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        if self.more:
            return {"type": ["string", "null"], "examples": list(self.choices)}
        return {"enum": [*self.choices, UNKNOWN, None]}
