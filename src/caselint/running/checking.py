"""Case files and paths to a stream of checked files, in order of arrival.

In one process, each case file is read and checked as it arrives. With more, this process only finds
the case files: others read and check them in batches (`workers`). What depends on the order stays
here, in `Arrivals`, so that the number of processes cannot be seen in what comes out.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path

from caselint.casefile import CaseFile, SetAside
from caselint.linter import Checked, Linter
from caselint.running.answering import Answer, Undated, answer, place_and_id
from caselint.running.batches import Batch, batches
from caselint.running.worker import Setup
from caselint.running.workers import Workers
from caselint.sources import (
    CaseIds,
    Item,
    Relatives,
    Supplied,
    held_beside,
    let_go,
    relatives_at,
    unread,
    whole,
)


class Arrivals:
    """What the order of arrival decides: which case files come twice, and which comes first."""

    def __init__(self) -> None:
        self._ids = CaseIds()
        self._checked = False

    def again(self, case_id: str, place: str) -> SetAside | None:
        """What to set aside instead of a case file whose id came before."""
        return self._ids.again(case_id, place)

    def settle(self, given: Answer) -> Checked | SetAside:
        """What a case file comes to.

        Raises `AsAtError` when the first does not say on which day it is to be judged, since then
        the others will hardly do; a later one is set aside.
        """
        if isinstance(given, Undated):
            if not self._checked:
                raise given.error
            given = SetAside(given.place, given.error.message, given.case_id)
        if isinstance(given, Checked):
            self._checked = True
        return given


Task = tuple[Arrivals, Item]


def check_paths(
    linter: Linter,
    paths: Iterable[Path],
    *,
    as_at: date | str | None = None,
    source: str | None = None,
    jobs: int = 1,
) -> Generator[Checked | SetAside, None, None]:
    """Read and check what stands at paths, in so many processes.

    Yields a `Checked` a case file, in order of arrival, and a `SetAside` for whatever could not be
    read at all; what was set aside within a file is in its `Checked`. Raises `AsAtError` when the
    first case file does not say on which day it is to be judged; a later one is set aside. Holds
    one case file at a time, and a few of its family; with more processes than one, a few for each.

    Where a rule compares brothers and sisters, paths are gone through once before, to see which
    case files belong together (`relatives_at`).
    """
    arrivals = Arrivals()
    paths = list(paths)
    relatives = relatives_at(paths, source=source) if linter.compares_families else None
    tasks = ((arrivals, item) for item in unread(paths, source=source, relatives=relatives))
    yield from _check(linter, tasks, as_at, jobs)


def check_all(
    linter: Linter,
    given: Iterable[str | Path | CaseFile],
    *,
    as_at: date | str | None = None,
    source: str | None = None,
    jobs: int = 1,
) -> Iterator[Checked | SetAside]:
    """Check case files and paths in the order in which they are given.

    Of a list or tuple, brothers and sisters are found wherever in it they stand.
    """
    listed = given if linter.compares_families and isinstance(given, (list, tuple)) else ()
    beside = held_beside([item for item in listed if isinstance(item, CaseFile)])
    paths = [item for item in listed if not isinstance(item, CaseFile)]
    relatives = relatives_at(paths, source=source) if linter.compares_families else None
    yield from _check(linter, _tasks(given, source, beside, relatives), as_at, jobs)


def _tasks(
    given: Iterable[str | Path | CaseFile],
    source: str | None,
    beside: Mapping[str, Sequence[CaseFile]],
    relatives: Relatives | None,
) -> Iterator[Task]:
    for item in given:
        arrivals = Arrivals()
        if isinstance(item, CaseFile):
            yield arrivals, Supplied(item, "", beside.get(item.case_id, ()))
        else:
            for found in unread([item], source=source, relatives=relatives):
                yield arrivals, found


def _check(
    linter: Linter, tasks: Iterable[Task], as_at: date | str | None, jobs: int
) -> Iterator[Checked | SetAside]:
    if jobs > 1:
        yield from _check_elsewhere(linter, tasks, as_at, jobs)
        return
    try:
        for arrivals, item in tasks:
            supplied = whole(item)
            if isinstance(supplied, SetAside):
                yield supplied
                continue
            again = arrivals.again(supplied.case_file.case_id, supplied.place)
            yield again or arrivals.settle(answer(linter, supplied, as_at))
    finally:
        let_go()


def _check_elsewhere(
    linter: Linter, tasks: Iterable[Task], as_at: date | str | None, jobs: int
) -> Iterator[Checked | SetAside]:
    sent = ((arrivals, _with_family(item)) for arrivals, item in tasks)
    with (
        Workers(jobs, Setup.of(linter, as_at)) as workers,
        closing(workers.in_order(batches(sent))) as answered,
    ):
        for batch, answers in answered:
            yield from _merged(batch, answers)


def _with_family(item: Item) -> Item:
    """A case file whose family's files are read: their source may be closed when it is sent."""
    if isinstance(item, Supplied) and item.family:
        return Supplied(item.case_file, item.place, tuple(item.family))
    return item


def _merged(
    batch: Batch[Arrivals], answers: Iterable[Answer | Exception]
) -> Iterator[Checked | SetAside]:
    """Answers in their places, among what was set aside before anybody was asked."""
    following = iter(answers)
    for arrivals, found in batch.kept:
        given = next(following) if found is None else found
        if isinstance(given, Exception):
            raise given
        if isinstance(given, SetAside):
            yield given
        else:
            place, case_id = place_and_id(given)
            yield arrivals.again(case_id, place) or arrivals.settle(given)
    if batch.raised is not None:
        raise batch.raised
