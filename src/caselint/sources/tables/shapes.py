"""What a table is: which columns fill which fields of what.

The standard's tables (`standard`) and the tables of caselint's own (`own`) are declared in these
terms; reading, coverage and the documentation follow from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

CHILD_COLUMN: Final = "child_id"
"""What the child's column is called in the tables of caselint's own."""


@dataclass(frozen=True, slots=True)
class From:
    """The columns that fill a field, and how they are read.

    Without `read` they are read as the field of the model is, and the first that is filled does.
    With it, `read` is given the tidied text of each column ("" for a blank).
    """

    columns: tuple[str, ...]
    read: Callable[..., Any] | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names another record: `stem` is what the ids of such records begin with."""

    column: str
    stem: str


@dataclass(frozen=True, slots=True, eq=False)
class Draw:
    """What is drawn from each row: a record, or something of the child, by `of`.

    `of` is a kind of record, ``child``, ``person``, ``agency``, or ``part``: an entry for the list
    `field` of the record of kind `kind` that `parent` names. `when_filled`: columns that must be
    filled for there to be anything; `unless`: one that must not say yes. `withheld`: where it says
    yes, the record is not for caselint to judge, and leaves a mark in its place. `lent`: fields
    that only give the record its place in time and that the table does not cover. `more_types`:
    types beside the constant one, each with the column without which it cannot be told.
    """

    of: str
    fields: Mapping[str, From]
    id: Link | None = None
    constant: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    links: tuple[Link, ...] = ()
    when_filled: tuple[str, ...] = ()
    unless: str = ""
    withheld: str = ""
    kind: str = ""
    field: str = ""
    parent: Link | None = None
    lent: tuple[str, ...] = ()
    more_types: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a table without the child's column finds the child: through a row of another table."""

    column: str
    table: str
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One table. `names` are those of its file, folded; the first is the one that is shown.

    `prefix` is what the standard puts before its columns. `child` is the column that says whose row
    it is; `reach` stands in for it. `unused`: columns that are known and have no place in a case
    file. `doubted`: flags whose no may say nothing, by the system that wrote it.
    """

    names: tuple[str, ...]
    draws: tuple[Draw, ...]
    origin: Literal["standard", "own"]
    prefix: str = ""
    child: str = CHILD_COLUMN
    reach: tuple[Reach, ...] = ()
    unused: tuple[str, ...] = ()
    doubted: tuple[str, ...] = ()
    about: str = ""

    @property
    def name(self) -> str:
        """The name that is shown."""
        return self.names[0]

    def columns(self) -> frozenset[str]:
        """Every column that is read, without the prefix; sections of text are left out."""
        found = {self.child, *(reach.column for reach in self.reach)}
        for draw in self.draws:
            found.update(column for each in draw.fields.values() for column in each.columns)
            found.update(link.column for link in draw.links)
            found.update(draw.when_filled)
            found.update(link.column for link in (draw.id, draw.parent) if link is not None)
            found.update(filter(None, (draw.unless, draw.withheld)))
        return frozenset(filter(None, found))
