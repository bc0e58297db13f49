"""Coverage: what a source can express at all, so that silence is told apart from absence.

`Covers` is the form in which a source, a file or a configuration declares it; `Coverage` answers
the questions that checks ask. Coverage is declared by kind of record (and ``child``, ``person``,
``agency`` for the lists outside records), by field, time, granularity, type, and agency.

A field may lie within another: ``actions.impact``. One that is declared covers all that lies in it,
and says that what it lies in can be there.
"""

from __future__ import annotations

from copy import copy
from datetime import date
from functools import cache
from typing import Any, Final, Literal

from pydantic import Field, model_validator

from caselint.casefile.agencies import Agency
from caselint.casefile.faults import did_you_mean, parts_in
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.records import RECORD_KINDS
from caselint.casefile.values import Moment, day_of, fold_code

ALWAYS: Final = frozenset({"record_id", "kind", "child_id"})
"""Fields without which there would be no record: every source covers them."""

NARRATIVE: Final = "text"
"""The field of a record whose sections may have any name."""

STANDING: Final = frozenset({"plan", "legal_status", "placement", "allocation", "document"})
"""Kinds that tell of what lasts, so that an old one stands in a file which begins later."""

DEFAULTS: Final = {"minutes.sent_to.sent_at": "minutes.sent_at", "date": "started_at"}
"""Fields that are filled from another where they are blank."""


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
            model = _model_of(kind)
            if model is None:
                raise ValueError("a kind that caselint does not know")
            for field in what.fields or ():
                if not is_field(kind, field):
                    meant = did_you_mean(field, _paths(model))
                    raise ValueError(f"a field that a {kind} does not have{meant}")
        return self


_LISTS: Final[dict[str, type[Part]]] = {"child": Child, "person": Person, "agency": InvolvedAgency}


def _model_of(kind: str) -> type[Part] | None:
    return _LISTS.get(kind) or RECORD_KINDS.get(kind)


def is_field(kind: str, field: str) -> bool:
    """Whether a kind has a field, which may lie within another or be a section of narrative."""
    model = _model_of(kind)
    if model is None:
        return False
    head, _, section = field.partition(".")
    return field in _paths(model) or (kind in RECORD_KINDS and head == NARRATIVE and section != "")


@cache
def _paths(model: type[Part]) -> frozenset[str]:
    """The fields of a class, and all that lie within them."""
    found = set()
    for name, field in model.model_fields.items():
        name = field.alias or name
        found.add(name)
        for part in parts_in(field.annotation):
            found.update(f"{name}.{inner}" for inner in _paths(part))
    return frozenset(found)


class Coverage:
    """Answers what one source can express. One object serves all case files of a source."""

    __slots__ = (
        "_answers",
        "_fields",
        "_kinds",
        "_types",
        "_windows",
        "begins",
        "complete",
        "declared",
        "full",
        "kept",
        "narrated",
        "records_from",
        "uncut",
        "until",
    )

    def __init__(
        self, covers: Covers | None = None, until: date | None = None, *, narrated: bool = True
    ) -> None:
        self.narrated: Final = narrated
        """Whether there is any narrative at all: a file in which none stands covers none."""
        self.declared: Final = covers
        """The declaration that this was made from."""
        self.kept: Final[dict[object, Any]] = {}
        """What was worked out once for all case files of the source; personal data never."""
        covers = covers or Covers()
        self.begins: date | None = None
        """The day on which the events of one file begin, where that is late (`beginning`)."""
        self.until: Final = until
        """The last day that any kind is covered: the day of the extract, where that is known."""
        kinds = covers.kinds
        self.full: Final = kinds is None
        """Whether every kind and field is covered, at all times."""
        self.uncut: bool = self.full and until is None
        """Whether nothing lies outside of what is covered: no kind, no field, no day."""
        self.complete: Final = self.full and narrated
        """Whether every kind and field is covered, and narrative too."""
        self.records_from: Final = (
            None if covers.records_from is None else frozenset(filter(None, covers.records_from))
        )
        self._kinds = kinds or {}
        self._fields = {
            kind: None if what.fields is None else ALWAYS.union(what.fields)
            for kind, what in self._kinds.items()
        }
        self._answers: Final[dict[str, dict[str, bool]]] = {
            kind: {} for kind, fields in self._fields.items() if fields is not None
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
        """Whether the source can fill this field of this kind, which may lie within another."""
        if self.full:
            return True
        answers = self._answers.get(kind)
        if answers is None:
            return kind in self._fields
        covered = answers.get(field)
        if covered is None:
            covered = answers[field] = self._covers(kind, field)
        return covered

    def _covers(self, kind: str, field: str) -> bool:
        declared = self._fields[kind] or ALWAYS
        steps = field.split(".")
        around = {".".join(steps[:many]) for many in range(1, len(steps) + 1)}
        within = f"{field}."
        if not declared.isdisjoint(around) or any(each.startswith(within) for each in declared):
            return True
        default = DEFAULTS.get(field)
        if default is None or not self._covers(kind, default):
            return False
        list_ = field.rpartition(".")[0]
        return not list_ or self._covers(kind, list_)

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

    def beginning(self, day: date) -> Coverage:
        """The same, of a file whose events begin on a day: nothing is known of the time before."""
        other = copy(self)
        other.begins = day
        other.uncut = False
        return other

    def known_from(self, kind: str) -> date | None:
        """The first day of which there are records of a kind: as declared, or as the file shows."""
        first = self.window(kind)[0]
        return self.begins if first is None and kind not in STANDING else first

    def last_only(self, kind: str) -> bool:
        """Whether only the latest record of the kind is given: recency, not regularity."""
        what = self._kinds.get(kind)
        return what is not None and what.granularity == "last_only"


def _day(moment: object) -> date | None:
    return day_of(moment) if isinstance(moment, date) else None


EVERYTHING: Final = Coverage()
