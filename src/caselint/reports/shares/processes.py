"""Processes that each hold a share of a saved run, and what this one knows of all of them.

Each has a connection of its own. It reads its share, sends it in brief, and then makes files of it
as often as it is asked to. It ends at once when its connection does, however that came about, and
says nothing of why: whoever asked then does without, and meets the same fault in its own process.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from caselint.findings.narrowing import in_brief, new_alone
from caselint.findings.run import Run
from caselint.reports.shares.cutting import Share, read_share

Making = Callable[[Run, Path], None]
"""Makes the files of the children of a run in a folder. It can be sent to another process."""


class NotShared(Exception):  # noqa: N818 - no error: the run is then read in one process
    """The run cannot be written by several processes, or need not be."""


class Shared:
    """A saved run that processes hold in shares. `run` is all of it in brief."""

    def __init__(self, workers: Sequence[_Worker]) -> None:
        self._workers = workers
        briefs: list[Run] = [worker.received() for worker in workers]
        self.run = Run(briefs[0].header)
        for brief in briefs:
            self.run.absorb(brief)
        if len({case.case_id for case in self.run.cases}) < sum(
            len({case.case_id for case in brief.cases}) for brief in briefs
        ):
            raise NotShared

    def begin(self, making: Making, folder: Path) -> None:
        """Have the files of all children made in a folder, while this process does something else.

        What is counted is told them as it is of the whole run.
        """
        for worker in self._workers:
            worker.send((making, folder, self.run.tally))

    def finish(self) -> None:
        """Wait until all of them are made."""
        for worker in self._workers:
            worker.received()


@contextmanager
def shared_out(shares: Sequence[Share]) -> Iterator[Shared]:
    """A process a share, until the block ends. Raises `NotShared` where one of them ends before."""
    workers: list[_Worker] = []
    try:
        for share in shares:
            workers.append(_Worker())
            workers[-1].send(share)
        yield Shared(workers)
    finally:
        for worker in workers:
            worker.stop()


class _Worker:
    """One process, seen from here."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_work, args=(theirs,), daemon=True)
        with theirs:
            self._process.start()

    def send(self, what: object) -> None:
        try:
            self._connection.send_bytes(pickle.dumps(what))
        except OSError:
            raise NotShared from None

    def received(self) -> Any:
        try:
            return pickle.loads(self._connection.recv_bytes())  # noqa: S301 - of our own process
        except (EOFError, OSError):
            raise NotShared from None

    def stop(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.join()


def _work(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()  # a run is millions of small tuples that point nowhere back
    try:
        run = read_share(pickle.loads(connection.recv_bytes()))  # noqa: S301 - who started us
        connection.send_bytes(pickle.dumps(in_brief(run)))
        gc.freeze()
        gc.enable()
        if run.header.new_only:
            run = new_alone(run)
        while True:
            making, folder, run.tally = pickle.loads(connection.recv_bytes())  # noqa: S301
            making(run, folder)
            connection.send_bytes(pickle.dumps(None))
    except BaseException:  # noqa: BLE001 - a traceback on standard error could quote a case file
        os._exit(1)
