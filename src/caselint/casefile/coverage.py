"""Coverage: what a source can express at all, so that silence is told apart from absence.

`Covers` is the form in which a source, a file or a configuration declares it; `Coverage` answers
the questions that checks ask. Coverage is declared by kind of record (and ``child``, ``person``,
``agency`` for the lists outside records), by field, time, granularity, type, and agency.
"""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import Field

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Part
from caselint.casefile.values import Moment, day_of

ALWAYS: Final = frozenset({"record_id", "kind", "child_id"})
"""Fields without which there would be no record: every source covers them."""


class KindCovers(Part):
    """What a source can say of one kind of record. A list left out means: all of them."""

    fields: list[str] | None = None
    types: list[str] | None = None
    from_: Moment = Field(default=None, alias="from")
    to: Moment = None
    granularity: Literal["all", "last_only"] = "all"


class Covers(Part):
    """What a source covers. Without `kinds` it covers every kind and field."""

    records_from: list[Agency] | None = None
    kinds: dict[str, KindCovers] | None = None


class Coverage:
    """Answers what one source can express. One object serves all case files of a source."""

    __slots__ = ("_fields", "_kinds", "_types", "_windows", "full", "records_from", "until")

    def __init__(self, covers: Covers | None = None, until: date | None = None) -> None:
        covers = covers or Covers()
        self.until: Final = until
        """The last day that any kind is covered: the day of the extract, where that is known."""
        kinds = covers.kinds
        self.full: Final = kinds is None
        """Whether every kind and field is covered, at all times."""
        self.records_from: Final = (
            None if covers.records_from is None else frozenset(covers.records_from)
        )
        self._kinds = kinds or {}
        self._fields = {
            kind: None if what.fields is None else frozenset(what.fields) | ALWAYS
            for kind, what in self._kinds.items()
        }
        self._types = {
            kind: None if what.types is None else frozenset(what.types)
            for kind, what in self._kinds.items()
        }
        self._windows = {
            kind: (_day(what.from_), _day(what.to))
            for kind, what in self._kinds.items()
            if what.from_ is not None or what.to is not None
        }

    def kind(self, kind: str) -> bool:
        """Whether the source can hold records of this kind."""
        return self.full or kind in self._kinds

    def field(self, kind: str, field: str) -> bool:
        """Whether the source can fill this field of this kind (the first part of a path)."""
        if self.full:
            return True
        if kind not in self._fields:
            return False
        fields = self._fields[kind]
        return fields is None or field in fields

    def type(self, kind: str, type_: str) -> bool:
        """Whether the source can hold records of this kind that have this type."""
        if self.full:
            return True
        if kind not in self._types:
            return False
        types = self._types[kind]
        return types is None or type_ in types

    def window(self, kind: str) -> tuple[date | None, date | None]:
        """The first and last day that the source covers for a kind; None where it is not cut."""
        first, last = self._windows.get(kind, (None, None))
        if self.until is not None and (last is None or self.until < last):
            last = self.until
        return first, last

    def last_only(self, kind: str) -> bool:
        """Whether only the latest record of the kind is given: recency, not regularity."""
        what = self._kinds.get(kind)
        return what is not None and what.granularity == "last_only"


def _day(moment: object) -> date | None:
    return day_of(moment) if isinstance(moment, date) else None


EVERYTHING: Final = Coverage()
