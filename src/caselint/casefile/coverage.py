"""Coverage: what a source can express at all, so that silence is told apart from absence.

`Covers` is the form in which a source, a file or a configuration declares it; `Coverage` answers
the questions that checks ask. Coverage is declared by kind of record (and ``child``, ``person``,
``agency`` for the lists outside records), by field, time, granularity, type, and agency.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final, Literal

from pydantic import Field, model_validator

from caselint.casefile.agencies import Agency
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.records import RECORD_KINDS
from caselint.casefile.values import Moment, day_of, fold_code

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

    @model_validator(mode="after")
    def _known(self) -> Covers:
        """A misspelt kind or field would silence rules without a word."""
        for kind, what in (self.kinds or {}).items():
            fields = fields_of(kind)
            if not fields:
                raise ValueError("a kind that caselint does not know")
            if any(field.partition(".")[0] not in fields for field in what.fields or ()):
                raise ValueError(f"a field that a {kind} does not have")
        return self


@cache
def fields_of(kind: str) -> frozenset[str]:
    """The fields of a kind of record (or ``child``, ``person``, ``agency``); none if unknown."""
    model: type[Part] | None = _LISTS.get(kind) or RECORD_KINDS.get(kind)
    fields = {} if model is None else model.model_fields
    return frozenset(field.alias or name for name, field in fields.items())


_LISTS: Final[dict[str, type[Part]]] = {"child": Child, "person": Person, "agency": InvolvedAgency}


class Coverage:
    """Answers what one source can express. One object serves all case files of a source."""

    __slots__ = (
        "_fields",
        "_kinds",
        "_types",
        "_windows",
        "declared",
        "full",
        "kept",
        "records_from",
        "until",
    )

    def __init__(self, covers: Covers | None = None, until: date | None = None) -> None:
        self.declared: Final = covers
        """The declaration that this was made from."""
        self.kept: Final[dict[object, Any]] = {}
        """What was worked out once for all case files of the source; personal data never."""
        covers = covers or Covers()
        self.until: Final = until
        """The last day that any kind is covered: the day of the extract, where that is known."""
        kinds = covers.kinds
        self.full: Final = kinds is None
        """Whether every kind and field is covered, at all times."""
        self.records_from: Final = (
            None if covers.records_from is None else frozenset(filter(None, covers.records_from))
        )
        self._kinds = kinds or {}
        self._fields = {
            kind: None
            if what.fields is None
            else ALWAYS.union(field.partition(".")[0] for field in what.fields)
            for kind, what in self._kinds.items()
        }
        self._types = {
            kind: None if what.types is None else frozenset(map(fold_code, what.types))
            for kind, what in self._kinds.items()
        }
        self._windows = {
            kind: (_day(what.from_), _day(what.to))
            for kind, what in self._kinds.items()
            if what.from_ is not None or what.to is not None
        }

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds that were declared, where they were."""
        return frozenset(self._kinds)

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
