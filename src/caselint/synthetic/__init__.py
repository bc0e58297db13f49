"""Made-up case files, clean or with planted defects.

They are written from the domain's standards and vocabulary and know the case file alone, not the
rules: files that knew the rules would prove nothing. The same seed gives the same files anywhere.

    from caselint.synthetic import clean, case_files

    for native in clean(20, seed=7):       # the native form, ready for json.dumps
        ...
    for case_file in case_files(20):       # `caselint.casefile.CaseFile`
        ...
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count, islice
from typing import Any, Final

from caselint.casefile import CaseFile, assemble
from caselint.synthetic import defects as _defects
from caselint.synthetic.defects import Planted
from caselint.synthetic.defects.planting import Defect, Place
from caselint.synthetic.people import STORIES, family
from caselint.synthetic.stories import TOLD, finished
from caselint.synthetic.untidiness import untidied

__all__ = [
    "AS_AT",
    "KINDS",
    "Defect",
    "Place",
    "Planted",
    "as_case_file",
    "case_files",
    "clean",
    "defects",
    "families",
    "with_defect",
]

Native = dict[str, Any]

AS_AT: Final = date(2026, 3, 31)
"""The day of export of every file, unless another is asked for."""

KINDS: Final = tuple(story.name for story in STORIES if story.name in TOLD)
"""The kinds of story, in the order in which they come."""


def families(
    seed: object = 0, *, as_at: date = AS_AT, kinds: Sequence[str] = KINDS
) -> Iterator[list[Native]]:
    """Families without end, each as the files of its children (one to three).

    `kinds` are taken in turn. The files of one family tell of the same meetings in words of their
    own, and name each other as brothers and sisters.
    """
    told = [story for story in STORIES if story.name in kinds]
    for number in count():
        made = family(seed, number, as_at, told[number % len(told)])
        yield [untidied(file) for file in finished(made)]


def clean(
    number: int, seed: object = 0, *, as_at: date = AS_AT, kinds: Sequence[str] = KINDS
) -> Iterator[Native]:
    """So many files without a failing of practice, in the native form, families together."""
    files = (file for files in families(seed, as_at=as_at, kinds=kinds) for file in files)
    return islice(files, number)


def case_files(
    number: int, seed: object = 0, *, as_at: date = AS_AT, kinds: Sequence[str] = KINDS
) -> Iterator[CaseFile]:
    """The same as validated case files."""
    return map(as_case_file, clean(number, seed, as_at=as_at, kinds=kinds))


def defects() -> tuple[Defect, ...]:
    """Every failing that can be planted, with the audit findings it shows."""
    return _defects.defects()


def with_defect(name: str, seed: object = 0, *, as_at: date = AS_AT) -> Planted:
    """A file with that failing, the same file without it, and where it was planted."""
    return _defects.with_defect(name, seed, as_at)


def as_case_file(native: Native) -> CaseFile:
    """A case file from its native form."""
    return assemble(native, lambda path: f"{native['case_id']}:{'.'.join(map(str, path))}")
