"""What the tables of a folder cover: the kinds that they draw, with the fields of their headers.

Several tables may hold one kind. A child's file then covers those fields that each table has from
which the child has such a record, so that a blank is never held against a table without the column.
A table of a list covers, within the list, the fields of its own header.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from caselint.casefile import RECORD_KINDS, Covers, KindCovers
from caselint.sources.tables.drawing import Drawer

OURS: Final = "social_care"
"""Whose records the tables are, unless they say otherwise."""

_OF_CHILD: Final = {
    "child_list": "child",
    "child_latest": "child",
    "family": "person",
    "mother": "person",
}
_OF_FAMILY: Final = {
    "family": ("person_id", "child_case_id"),
    "mother": ("person_id", "child_case_id", "relationship", "sex"),
}
_NOT_OF_CHILD: Final = frozenset({"case_id", "authority", "team", "previous_case_ids", "date"})


class Declaring:
    """Gives the coverage of a child's file by the tables that it was drawn from."""

    def __init__(self, drawers: Sequence[Drawer], begins: date | None) -> None:
        self._begins = begins
        self._by_kind: dict[str, list[Drawer]] = defaultdict(list)
        self._lists: dict[str, set[str]] = defaultdict(set)
        for drawer in drawers:
            if drawer.draw.of == "part":
                self._lists[drawer.draw.kind] |= _within(drawer)
            of = _OF_CHILD.get(drawer.draw.of, drawer.draw.of)
            if of in RECORD_KINDS or of in ("child", "person", "agency"):
                self._by_kind[of].append(drawer)
        self._made: dict[tuple[frozenset[int], frozenset[str]], Covers] = {}

    def covers(self, numbers: frozenset[int], agencies: frozenset[str]) -> Covers:
        """What a file covers that was drawn by these drawers, with records of these agencies."""
        key = (numbers, agencies)
        if key not in self._made:
            self._made[key] = Covers(
                records_from=sorted(agencies),
                kinds={
                    kind: self._kind(kind, drawers, numbers)
                    for kind, drawers in self._by_kind.items()
                },
            )
        return self._made[key]

    def _kind(self, kind: str, drawers: list[Drawer], numbers: frozenset[int]) -> KindCovers:
        if kind not in RECORD_KINDS:
            fields = frozenset().union(*(_fields(drawer) for drawer in drawers))
            return KindCovers(fields=sorted(fields))
        used = [drawer for drawer in drawers if drawer.number in numbers]
        if used:
            fields = frozenset.intersection(*(drawer.filling.fields for drawer in used))
        else:
            fields = frozenset().union(*(drawer.filling.fields for drawer in drawers))
        fields |= self._lists.get(kind, frozenset())
        types = [drawer.filling.types for drawer in drawers]
        declared: dict[str, Any] = {"fields": sorted(fields), "from": self._begins}
        if None not in types:
            declared["types"] = sorted(frozenset().union(*(each or () for each in types)))
        return KindCovers.model_validate(declared)


def _within(drawer: Drawer) -> set[str]:
    """The fields that a table of a list covers of the records: those of its entries, with a dot."""
    list_ = drawer.draw.field
    return {f"{list_}.{field}" for field in drawer.filling.fields} or {list_}


def _fields(drawer: Drawer) -> frozenset[str]:
    given = _OF_FAMILY.get(drawer.draw.of)
    return drawer.filling.fields - _NOT_OF_CHILD if given is None else frozenset(given)
