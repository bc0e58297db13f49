"""What the rows of a table say, a batch of children at a time: records, people, parts of records.

Cells are read column by column, each column by the reader of the field that it fills.
"""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, compress, groupby, repeat
from typing import Any, Final

from caselint.casefile import RECORD_KINDS, Tombstone, Unreadable
from caselint.casefile.parts import Part, Participant
from caselint.sources.tables import cells
from caselint.sources.tables.building import Builder
from caselint.sources.tables.catalogue import Opened
from caselint.sources.tables.columns import Columns, linked, nested
from caselint.sources.tables.filling import Filled, Filling
from caselint.sources.tables.shapes import Draw

Where = tuple[Opened, int]
"""A table and the byte at which a row of it begins."""
Fault = tuple[str, str, str]
"""Place, what is wrong, and the record id ("" for none)."""


@dataclass(slots=True, eq=False)
class Drawn:
    """All that was drawn of one child so far.

    `ids` are those of the records, "" where a record has none; `stretches` says where they come
    from; `agencies` are those of their authors.
    """

    records: list[Any] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    agencies: set[str | None] = field(default_factory=set)
    stretches: list[tuple[Opened, Sequence[int]]] = field(default_factory=list)
    values: dict[str, list[tuple[Where, dict[str, Any]]]] = field(default_factory=dict)
    parts: dict[tuple[str, str], dict[str, list[Any]]] = field(default_factory=dict)
    part_places: dict[tuple[str, str], dict[str, Where]] = field(default_factory=dict)
    torn: set[tuple[str, str]] = field(default_factory=set)
    tombstones: list[Tombstone] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    from_draws: set[int] = field(default_factory=set)
    careful: bool = False

    def places(self) -> list[Where]:
        """Where each of the records comes from."""
        return [(opened, start) for opened, starts in self.stretches for start in starts]


Run = tuple[int, int, int]
"""The rows of one child: whose (a place in the batch), the first, and the one beyond the last."""


class Rows:
    """The rows of a batch, by column: whose they are, and where they begin."""

    def __init__(self, columns: Columns, runs: Sequence[Run], starts: Sequence[int]) -> None:
        self.columns: Final = columns
        self.runs: Final = runs
        self.starts: Final = starts

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def owners(self) -> list[int]:
        """Whose each row is."""
        return owners_of(self.runs)

    def only(self, keep: Sequence[bool]) -> Rows:
        """The rows that are to be kept."""
        if all(keep):
            return self
        often = Counter(compress(self.owners, keep))
        beyond = list(accumulate(often.values()))
        return Rows(
            [list(compress(column, keep)) for column in self.columns],
            list(zip(often, [0, *beyond], beyond, strict=False)),
            list(compress(self.starts, keep)),
        )


def owners_of(runs: Sequence[Run]) -> list[int]:
    """Whose each row is."""
    return [owner for owner, first, beyond in runs for _ in range(first, beyond)]


class Drawer:
    """Draws one thing from the rows of one table. `number` tells it from the others.

    `lists`: the fields of records that have a table of their own; `roles`: professionals' roles.
    """

    def __init__(
        self,
        opened: Opened,
        draw: Draw,
        number: int,
        lists: frozenset[tuple[str, str]],
        roles: Mapping[str, str],
    ) -> None:
        self.opened: Final = opened
        self.draw: Final = draw
        self.number: Final = number
        self.filling: Final = Filling(opened, draw, roles)
        self._lists = tuple(name for kind, name in sorted(lists) if kind == draw.of)
        self._record = draw.of in RECORD_KINDS
        self._builder: Builder[Part] | None = None

    def draw_rows(self, rows: Rows, into: Sequence[Drawn]) -> None:
        """Draw what the rows say into what is known of each child."""
        rows = self._chosen(rows, into) if rows else rows
        if not rows:
            return
        ids = self._ids(rows)
        values = {each.name: each.read(rows.columns, len(rows)) for each in self.filling.columns}
        for each in self.filling.columns:
            if each.faulty:
                self._tell(each, values[each.name], rows, ids, into)
        if self._record:
            self._draw_records(rows, ids, values, into)
        elif self.draw.of == "part":
            self._draw_parts(rows, values, into)
        else:
            names = tuple(values)
            said = zip(*values.values(), strict=True) if values else repeat((), len(rows))
            for owner, start, row in zip(rows.owners, rows.starts, said, strict=True):
                into[owner].values.setdefault(self.draw.of, []).append(
                    ((self.opened, start), dict(zip(names, row, strict=True)))
                )
                into[owner].from_draws.add(self.number)

    def _chosen(self, rows: Rows, into: Sequence[Drawn]) -> Rows:
        """Leave out the rows in which there is nothing, or nothing that is to be judged."""
        draw, positions = self.draw, self.opened.positions
        keep = [True] * len(rows)
        for column in draw.when_filled:
            if column not in positions:
                return rows.only([False] * len(rows))
            filled = map(bool, map(cells.tidy, rows.columns[positions[column]]))
            keep = list(map(operator.and_, keep, filled))
        for column in filter(None, (draw.unless, draw.withheld)):
            if column not in positions:
                continue
            says_yes = [
                bool(text) and cells.flag(text) == "yes"
                for text in map(cells.tidy, rows.columns[positions[column]])
            ]
            keep = [kept and not yes for kept, yes in zip(keep, says_yes, strict=True)]
            if column == draw.withheld:
                self._leave_marks(rows, says_yes, into)
        return rows.only(keep)

    def _leave_marks(self, rows: Rows, withheld: Sequence[bool], into: Sequence[Drawn]) -> None:
        started = next((each for each in self.filling.columns if each.name == "started_at"), None)
        days = started.read(rows.columns, len(rows)) if started else repeat(None)
        marked = zip(rows.owners, self._ids(rows), days, withheld, strict=False)
        for owner, record_id, day, yes in marked:
            if yes:
                when = None if isinstance(day, Unreadable) else day
                into[owner].tombstones.append(Tombstone(record_id, self.draw.of, when, record_id))

    def _ids(self, rows: Rows) -> list[str]:
        link = self.draw.id
        if link is None or link.column not in self.opened.positions:
            return [""] * len(rows)
        return linked(link, rows.columns[self.opened.positions[link.column]])

    def _tell(
        self,
        filled: Filled,
        values: list[Any],
        rows: Rows,
        ids: Sequence[str],
        into: Sequence[Drawn],
    ) -> None:
        """Set aside the values that could not be read, each with its row and column.

        A list has no way to hold what cannot be read: it is then as if it had not been given.
        """
        listed = self.filling.is_list(filled.name)
        for number, value in enumerate(values):
            if isinstance(value, Unreadable):
                place = self.opened.at(rows.starts[number], filled.columns[0])
                into[rows.owners[number]].faults.append((place, value.why, ids[number]))
                if listed:
                    values[number] = None

    def _draw_records(
        self,
        rows: Rows,
        ids: list[str],
        values: dict[str, list[Any]],
        into: Sequence[Drawn],
    ) -> None:
        draw = self.draw
        self._add_lists(values, rows, ids, into)
        agencies = values.get("author.agency")
        model = RECORD_KINDS[draw.of]
        values = nested(values, model)
        links = [
            linked(link, rows.columns[self.opened.positions[link.column]])
            for link in draw.links
            if link.column in self.opened.positions
        ]
        if links:
            values["links"] = [
                [link for link in row if link] or None for row in zip(*links, strict=True)
            ]
        for name in draw.constant.keys() & values.keys():
            constant = draw.constant[name]
            values[name] = [constant if each is None else each for each in values[name]]
        values["record_id"] = ids
        if self._builder is None:
            self._builder = Builder(model, tuple(values), {"kind": draw.of, **dict(draw.constant)})
        records = self._builder.build(list(values.values()))
        dates = values.get("date") or [None] * len(records)
        started = values.get("started_at")
        for owner, first, beyond in rows.runs:
            drawn = into[owner]
            drawn.records += records[first:beyond]
            drawn.ids += ids[first:beyond]
            if agencies:
                drawn.agencies.update(agencies[first:beyond])
            drawn.stretches.append((self.opened, rows.starts[first:beyond]))
            drawn.from_draws.add(self.number)
        if not all(dates):
            for owner, day, begun in zip(rows.owners, dates, started or repeat(None), strict=False):
                if day is None and begun is None:
                    into[owner].careful = True

    def _add_lists(
        self,
        values: dict[str, list[Any]],
        rows: Rows,
        ids: Sequence[str],
        into: Sequence[Drawn],
    ) -> None:
        """Fill the lists that have a table of their own; nothing there is nobody, or nothing."""
        for name in self._lists:
            key = (self.draw.of, name)
            found = list(values.get(name) or [None] * len(ids))
            for owner, first, beyond in rows.runs:
                drawn = into[owner]
                if places := drawn.part_places.get(key):
                    for record_id in ids[first:beyond]:
                        places.pop(record_id, None)
                if key in drawn.torn:
                    continue
                parts = drawn.parts.get(key, {})
                for number in range(first, beyond):
                    if found[number] is None and ids[number]:
                        found[number] = parts.get(ids[number], [])
            values[name] = found

    def _draw_parts(
        self,
        rows: Rows,
        values: dict[str, list[Any]],
        into: Sequence[Drawn],
    ) -> None:
        draw = self.draw
        assert draw.parent is not None
        key = (draw.kind, draw.field)
        parents = linked(draw.parent, rows.columns[self.opened.positions[draw.parent.column]])
        if self.filling.model is None:
            entries: list[Any] = values[""]
        else:
            inner = nested(values, self.filling.model)
            if self._builder is None:
                self._builder = Builder(self.filling.model, tuple(inner))
            columns = list(inner.values())
            # The same few people are at meeting after meeting, as they are the authors of records.
            alike = self.filling.model is Participant
            build = self._builder.build_alike if alike else self._builder.build
            entries = build(columns)
        # Rows of one record mostly stand together, and are then put on its list together.
        for owner, first, beyond in rows.runs:
            drawn = into[owner]
            parts = drawn.parts.setdefault(key, {})
            places = drawn.part_places.setdefault(key, {})
            end = first
            for parent, those in groupby(parents[first:beyond]):
                begin, end = end, end + len(list(those))
                if parent not in parts:
                    parts[parent] = []
                    places[parent] = (self.opened, rows.starts[begin])
                if self.filling.model is None:
                    parts[parent] += chain.from_iterable(filter(None, entries[begin:end]))
                else:
                    parts[parent] += entries[begin:end]
