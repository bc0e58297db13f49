"""Which case files of a run belong together, and where each of them lies.

Filled in a first pass over the files. While it lasts, a case file costs a hash of its id and where
it lies; afterwards only those are kept that may have brothers or sisters among the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from caselint.casefile import CaseFile
from caselint.casefile.family import Families
from caselint.selecting.kin import kin_of
from caselint.sources.beside import Stretch, beside
from caselint.sources.case_ids import digest_of
from caselint.sources.supplied import Glance, Unread


def held_beside(case_files: Iterable[CaseFile]) -> dict[str, tuple[CaseFile, ...]]:
    """Of case files in memory, those of the brothers and sisters of each that has any, by id."""
    families = Families()
    by_id: dict[str, CaseFile] = {}
    for case_file in case_files:
        if by_id.setdefault(case_file.case_id, case_file) is case_file:
            families.add(case_file.case_id, *kin_of(case_file.people))
    return {
        case_id: tuple(by_id[other] for other in families.of(case_id) if other in by_id)
        for case_id in families.members() & by_id.keys()
    }


class Relatives:
    """The families among case files that can be read again."""

    def __init__(self) -> None:
        self._families = Families()
        self._met: dict[bytes, Stretch] = {}
        self._lying: dict[str, Stretch] = {}
        self._ids: dict[tuple[str, int], str] = {}

    def add(self, glance: Glance, item: Unread, path: Path) -> None:
        """Take in one case file; of two with one id the first counts."""
        digest = digest_of(glance.case_id)
        if not glance.case_id or digest in self._met:
            return
        self._met[digest] = Stretch(str(path), item.start, len(item.data), item.place)
        if glance.children or glance.parents:
            self._families.add(*glance)

    def settle(self) -> None:
        """Keep those that may belong together: every file was gone through."""
        for case_id in self._families.members():
            found = self._met.get(digest_of(case_id))
            if found is not None:
                self._lying[case_id] = found
                self._ids[found.file, found.start] = case_id
        self._met = {}

    def joined(self, item: Unread, path: Path) -> Unread:
        """The case file with those of its brothers and sisters beside it, if it has any."""
        case_id = self._ids.get((str(path), item.start))
        others = self._families.of(case_id) if case_id is not None else ()
        found = [(other, self._lying[other]) for other in others if other in self._lying]
        return beside(item, found) if found else item

    def __bool__(self) -> bool:
        """Whether any files may belong together."""
        return bool(self._ids)
