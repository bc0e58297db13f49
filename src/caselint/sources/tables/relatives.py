"""Which children of a folder of tables belong together, and the case files beside each other.

Whom a child names is drawn from the tables of people and families alone, before any case file is
made. A brother's or sister's file is made when it is looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Final

from caselint.casefile import CaseFile, SetAside
from caselint.casefile.family import Families
from caselint.casefile.people import Person
from caselint.selecting.kin import kin_of
from caselint.sources.beside import RECENT, Beside
from caselint.sources.supplied import Supplied
from caselint.sources.tables.catalogue import Opened
from caselint.sources.tables.index import Children

Made = Supplied | SetAside | None
"""What becomes of a child: None where the child has no file."""


class Relatives:
    """The children of a folder who belong together."""

    def __init__(self, children: Children, case_ids: Mapping[str, str]) -> None:
        self._children: Final = children
        self._case_ids: Final = case_ids
        self._families = Families()
        self._numbers: dict[str, int] = {}
        self._recent: dict[int, Made] = {}

    def add(self, number: int, people: Iterable[Person] | None) -> None:
        """Take in the people on the file of one child."""
        kin = kin_of(people)
        if kin.children or kin.parents:
            self._families.add(self._case_id(number), *kin)

    def settle(self) -> None:
        """Find the children who may belong together: all were taken in."""
        members = self._families.members()
        for number in range(len(self._children.ids)) if members else ():
            if (case_id := self._case_id(number)) in members:
                self._numbers[case_id] = number

    def joined(self, number: int, item: Made, make: Callable[[int], Made]) -> Made:
        """The case file of a child with those of brothers and sisters beside it, if there are.

        `make` makes the file of one of them, by number.
        """
        if not self._numbers or not isinstance(item, Supplied):
            return item
        found = self._families.of(item.case_file.case_id)
        others = [self._numbers[each] for each in found if each in self._numbers]
        if not others:
            return item
        self._keep(number, item)
        return replace(item, family=Beside(partial(self._files, others, make)))

    def _files(self, numbers: Iterable[int], make: Callable[[int], Made]) -> Iterator[CaseFile]:
        for number in numbers:
            if number not in self._recent:
                self._keep(number, make(number))
            if isinstance(found := self._recent[number], Supplied):
                yield found.case_file

    def _keep(self, number: int, made: Made) -> None:
        self._recent[number] = made
        while len(self._recent) > RECENT:
            del self._recent[next(iter(self._recent))]

    def _case_id(self, number: int) -> str:
        child_id = self._children.ids[number]
        return self._case_ids.get(child_id, child_id)


def names_others(opened: Opened) -> bool:
    """Whether a table may name somebody who has a file of their own."""
    return opened.table.name in ("family", "mother") or "child_case_id" in opened.positions
