"""Case files and paths to a stream of checked files, in order of arrival.

In one process, each case file is read and checked as it arrives. With more, this process only finds
the case files: others read and check them in batches (`workers`). What depends on the order stays
here, in `Arrivals`, so that the number of processes cannot be seen in what comes out.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from caselint.casefile import CaseFile, SetAside
from caselint.linter import Checked, Linter
from caselint.running.answering import Answer, Undated, answer, place_and_id
from caselint.running.batches import Batch, batches
from caselint.running.worker import Setup
from caselint.running.workers import Workers
from caselint.sources import CaseIds, Item, Supplied, unread, whole


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
    one case file at a time; with more processes than one, a few for each.
    """
    arrivals = Arrivals()
    tasks = ((arrivals, item) for item in unread(paths, source=source))
    yield from _check(linter, tasks, as_at, jobs)


def check_all(
    linter: Linter,
    given: Iterable[str | Path | CaseFile],
    *,
    as_at: date | str | None = None,
    source: str | None = None,
    jobs: int = 1,
) -> Iterator[Checked | SetAside]:
    """Check case files and paths in the order in which they are given."""
    yield from _check(linter, _tasks(given, source), as_at, jobs)


def _tasks(given: Iterable[str | Path | CaseFile], source: str | None) -> Iterator[Task]:
    for item in given:
        arrivals = Arrivals()
        if isinstance(item, CaseFile):
            yield arrivals, Supplied(item, "")
        else:
            for found in unread([item], source=source):
                yield arrivals, found


def _check(
    linter: Linter, tasks: Iterable[Task], as_at: date | str | None, jobs: int
) -> Iterator[Checked | SetAside]:
    if jobs > 1:
        yield from _check_elsewhere(linter, tasks, as_at, jobs)
        return
    for arrivals, item in tasks:
        supplied = whole(item)
        if isinstance(supplied, SetAside):
            yield supplied
            continue
        again = arrivals.again(supplied.case_file.case_id, supplied.place)
        yield again or arrivals.settle(answer(linter, supplied, as_at))


def _check_elsewhere(
    linter: Linter, tasks: Iterable[Task], as_at: date | str | None, jobs: int
) -> Iterator[Checked | SetAside]:
    with (
        Workers(jobs, Setup.of(linter, as_at)) as workers,
        closing(workers.in_order(batches(tasks))) as answered,
    ):
        for batch, answers in answered:
            yield from _merged(batch, answers)


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
