"""Columns of cells to columns of values, and several of these to one.

Everything here goes down a column at a time; a row is put together only at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from caselint.casefile.faults import parts_in
from caselint.casefile.parts import Part
from caselint.sources.tables import cells
from caselint.sources.tables.fields import is_text, named
from caselint.sources.tables.shapes import Link

Cells = Sequence[str]
Columns = Sequence[Cells]
Down = Callable[[Columns, int], list[Any]]
"""Reads the values of so many rows from their columns."""


def linked(link: Link, column: Cells) -> list[str]:
    """The record ids that a column names; "" where it names none."""
    found = cells.identities(column)
    if not link.stem:
        return found
    if "" not in found:
        return list(map(f"{link.stem}-".__add__, found))
    return [f"{link.stem}-{each}" if each else "" for each in found]


def first_filled(at: Sequence[int], readers: Sequence[cells.Reader]) -> Down:
    """Read the first column that is filled."""

    def down(columns: Columns, rows: int) -> list[Any]:
        values = list(map(readers[0].__getitem__, columns[at[0]]))
        for position, reader in zip(at[1:], readers[1:], strict=True):
            if None in values:
                others = map(reader.__getitem__, columns[position])
                values = [
                    other if value is None else value
                    for value, other in zip(values, others, strict=True)
                ]
        return values

    return down


def narrative(at: int) -> Down:
    """Read texts, most of which are too long and too many to remember."""
    short = cells.Reader(cells.words)
    return lambda columns, rows: cells.narratives(columns[at], short)


def nested(values: Mapping[str, list[Any]], model: type[Part]) -> dict[str, list[Any]]:
    """Columns with a dot brought together: parts within a record, and sections of narrative."""
    flat: dict[str, list[Any]] = {}
    inner: dict[str, dict[str, list[Any]]] = {}
    fields = named(model)
    for name, column in values.items():
        head, dot, sub = name.partition(".")
        if is_text(fields[head]):
            inner.setdefault(head, {})[sub or "body"] = column
        elif dot:
            inner.setdefault(head, {})[sub] = column
        else:
            flat[name] = column
    for head, columns in inner.items():
        if is_text(fields[head]):
            flat[head] = _sections(columns)
        else:
            flat[head] = _parts_of(parts_in(fields[head].annotation)[0], columns)
    return flat


def _sections(columns: Mapping[str, list[Any]]) -> list[Any]:
    if len(columns) == 1:
        ((name, only),) = columns.items()
        return [None if text is None else {name: text} for text in only]
    names = tuple(columns)
    return [
        {name: text for name, text in zip(names, row, strict=True) if text is not None} or None
        for row in zip(*columns.values(), strict=True)
    ]


def _parts_of(model: type[Part], columns: Mapping[str, list[Any]]) -> list[Any]:
    """One part for each row; rows that say the same share it, as many have the same author."""
    names = tuple(columns)

    def part(row: tuple[Any, ...]) -> Any:
        if all(value is None for value in row):
            return None
        return model.model_validate(dict(zip(names, row, strict=True)))

    rows = list(zip(*columns.values(), strict=True))
    try:
        distinct = dict.fromkeys(rows)
    except TypeError:  # a list is among the values
        return list(map(part, rows))
    shared = {row: part(row) for row in distinct}
    return list(map(shared.__getitem__, rows))
