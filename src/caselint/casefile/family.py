"""The narrow index by which several files are compared: brothers and sisters, other agencies.

It is filled while files stream by and read in a second pass. It holds ids and hashes, never whole
files and never text.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from caselint.casefile.case import CaseFile
from caselint.casefile.narrative import narrative
from caselint.casefile.threads import folded_words

_RUN: Final = 3
"""Words of a shingle: the runs of words by which texts are compared."""
_SKETCH: Final = 16
"""Hashes kept of a text: the smallest, so that like texts keep like ones (Broder 1997)."""


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One section of one record: whose file it stands in, and hashes of its folded words.

    `digest` is the same for the same words; `sketch` is alike for texts that are alike.
    """

    case_id: str
    child_id: str
    record_id: str
    kind: str
    section: str
    words: int
    digest: str
    sketch: tuple[int, ...]

    def likeness(self, other: IndexEntry) -> float:
        """How many runs of three words two texts share, from 0 to 1 (an estimate of Jaccard's)."""
        if self.digest == other.digest:
            return 1.0
        mine, theirs = set(self.sketch), set(other.sketch)
        smallest = sorted(mine | theirs)[:_SKETCH]
        return sum(1 for each in smallest if each in mine and each in theirs) / len(smallest or "-")


class FamilyIndex:
    """Ids and section hashes of many case files, by child and by hash."""

    def __init__(self) -> None:
        self._by_digest: dict[str, list[IndexEntry]] = defaultdict(list)
        self._by_hash: dict[int, list[IndexEntry]] = defaultdict(list)
        self._family: dict[str, set[str]] = defaultdict(set)

    def add(self, case_file: CaseFile) -> None:
        """Take in one file, as it streams by."""
        for person in case_file.people or ():
            if person.child_case_id and person.child_case_id != case_file.case_id:
                self._family[case_file.case_id].add(person.child_case_id)
                self._family[person.child_case_id].add(case_file.case_id)
        for entry in index_entries(case_file):
            self._by_digest[entry.digest].append(entry)
            for each in entry.sketch:
                self._by_hash[each].append(entry)

    def extend(self, case_files: Iterable[CaseFile]) -> None:
        """Take in several files."""
        for case_file in case_files:
            self.add(case_file)

    def same_text(self, entry: IndexEntry) -> list[IndexEntry]:
        """The sections of other files whose folded words are the same."""
        found = self._by_digest.get(entry.digest, ())
        return [other for other in found if other.case_id != entry.case_id]

    def like_text(self, entry: IndexEntry, at_least: float = 0.8) -> list[IndexEntry]:
        """The sections of other files that are alike, those with the same words included."""
        near = {other: None for each in entry.sketch for other in self._by_hash.get(each, ())}
        return [
            other
            for other in near
            if other.case_id != entry.case_id and entry.likeness(other) >= at_least
        ]

    def family_of(self, case_id: str) -> frozenset[str]:
        """The case ids of the brothers and sisters that the file names, or that name it."""
        return frozenset(self._family.get(case_id, ()))


def index_entries(case_file: CaseFile) -> Iterator[IndexEntry]:
    """The index entries of one file, one a section of narrative that has words."""
    for record in case_file.records:
        for section, text in narrative(record):
            words = folded_words(text)
            if not words:
                continue
            yield IndexEntry(
                case_file.case_id,
                case_file.child.child_id,
                record.record_id,
                record.kind,
                section,
                len(words),
                hashlib.blake2b(" ".join(words).encode(), digest_size=12).hexdigest(),
                _sketch(words),
            )


def _sketch(words: tuple[str, ...]) -> tuple[int, ...]:
    last = max(len(words) - _RUN, 0)
    runs = {" ".join(words[start : start + _RUN]) for start in range(last + 1)}
    return tuple(sorted(zlib.crc32(run.encode()) for run in runs)[:_SKETCH])
