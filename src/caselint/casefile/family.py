"""Which case files belong to one family, by the ids that they give: never by a name or an address.

It is filled while files stream by, and holds ids alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


class Families:
    """The case ids of brothers and sisters.

    A file that names another belongs with it, whichever of the two it is. So do files that give one
    mother or father by an id. It goes no further than that: a half-brother's half-sister may be
    nobody to this child.
    """

    def __init__(self) -> None:
        self._named: dict[str, set[str]] = defaultdict(set)
        self._parents: dict[str, set[str]] = {}
        self._children: dict[str, set[str]] = defaultdict(set)

    def add(self, case_id: str, named: Iterable[str], parents: Iterable[str] = ()) -> None:
        """Take in the case ids that a file names as brothers and sisters, and those of parents."""
        for other in named:
            if other != case_id:
                self._named[case_id].add(other)
                self._named[other].add(case_id)
        for parent in parents:
            self._parents.setdefault(case_id, set()).add(parent)
            self._children[parent].add(case_id)

    def of(self, case_id: str) -> tuple[str, ...]:
        """The brothers and sisters of a child, in order of id."""
        found = set(self._named.get(case_id, ()))
        for parent in self._parents.get(case_id, ()):
            found |= self._children[parent]
        return tuple(sorted(found - {case_id}))

    def members(self) -> frozenset[str]:
        """Everybody who may have a brother or sister."""
        return frozenset(self._named).union(self._parents)
