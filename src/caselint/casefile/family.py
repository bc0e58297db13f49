"""The narrow index by which several files are compared: brothers and sisters, other agencies.

It is filled while files stream by and read in a second pass. It holds ids and hashes, never whole
files and never text.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from caselint.casefile.case import CaseFile
from caselint.casefile.narrative import narrative
from caselint.casefile.threads import folded_words


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One section of one record: whose file it stands in, and a hash of its folded words."""

    case_id: str
    child_id: str
    record_id: str
    kind: str
    section: str
    digest: str


class FamilyIndex:
    """Ids and section hashes of many case files, by child and by digest."""

    def __init__(self) -> None:
        self._by_digest: dict[str, list[IndexEntry]] = defaultdict(list)
        self._family: dict[str, set[str]] = defaultdict(set)
        self._case_of: dict[str, str] = {}

    def add(self, case_file: CaseFile) -> None:
        """Take in one file, as it streams by."""
        self._case_of[case_file.child.child_id] = case_file.case_id
        for person in case_file.people or ():
            if person.child_case_id:
                self._family[case_file.case_id].add(person.child_case_id)
        for entry in index_entries(case_file):
            self._by_digest[entry.digest].append(entry)

    def extend(self, case_files: Iterable[CaseFile]) -> None:
        """Take in several files."""
        for case_file in case_files:
            self.add(case_file)

    def same_text(self, entry: IndexEntry) -> list[IndexEntry]:
        """The sections of other files whose folded words are the same."""
        return [other for other in self._by_digest[entry.digest] if other.case_id != entry.case_id]

    def family_of(self, case_id: str) -> frozenset[str]:
        """The case ids of the brothers and sisters that the file names, or that name it."""
        named_by = {other for other, family in self._family.items() if case_id in family}
        return frozenset((self._family.get(case_id, set()) | named_by) - {case_id})


def index_entries(case_file: CaseFile) -> Iterator[IndexEntry]:
    """The index entries of one file, one a section of narrative."""
    for record in case_file.records:
        for section, text in narrative(record):
            words = " ".join(folded_words(text))
            digest = hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
            yield IndexEntry(
                case_file.case_id,
                case_file.child.child_id,
                record.record_id,
                record.kind,
                section,
                digest,
            )
