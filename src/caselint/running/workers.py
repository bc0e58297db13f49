"""Other processes that check, and the order in which their answers come back.

Each has a connection of its own. It is sent one batch to work at and one to go on with; further
batches wait until an answer is in, so that memory stays flat. Nothing is written to disk.
"""

from __future__ import annotations

import pickle
import signal
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import wait
from typing import Final, TypeVar

from caselint.errors import CaselintError
from caselint.running.answering import Answer
from caselint.running.batches import Batch, Unit
from caselint.running.worker import Setup, work

AT_ONCE: Final = 2
"""Batches that a process is given before it has answered any of them."""

Kept = TypeVar("Kept")
Answers = list[Answer | CaselintError]


class Workers:
    """Processes that are started as this is entered, and stopped as it is left, however that is."""

    def __init__(self, number: int, setup: Setup) -> None:
        self._number = number
        self._setup = setup
        self._workers: list[_Worker] = []

    def __enter__(self) -> Workers:
        """Start the processes."""
        try:
            with _interrupts_held_back():
                for _ in range(self._number):
                    self._workers.append(_Worker())
            setup = pickle.dumps(self._setup)
            for worker in self._workers:
                worker.send(setup)
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Stop them, whatever they are at."""
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.join()

    def in_order(
        self, batches: Iterable[Batch[Kept]]
    ) -> Generator[tuple[Batch[Kept], Answers], None, None]:
        """Each batch and the answers to its units, in the order of the batches.

        The units are gone from the batch by then. Raises `CaselintError` when a process ends before
        it has answered.
        """
        source = iter(batches)
        ends = False
        open_: deque[tuple[int, Batch[Kept]]] = deque()
        answered: dict[int, bytes] = {}
        number = 0
        while True:
            while not ends and len(open_) < 2 * AT_ONCE * self._number:
                worker = min(self._workers, key=lambda each: len(each.at_work))
                if len(worker.at_work) >= AT_ONCE:
                    break
                batch = next(source, None)
                if batch is None:
                    ends = True
                    break
                if batch.units:
                    worker.ask(number, batch.units)
                    batch.units = []
                else:
                    answered[number] = _NO_ANSWERS
                open_.append((number, batch))
                number += 1
            if not open_:
                return
            if open_[0][0] in answered:
                turn, batch = open_.popleft()
                yield batch, pickle.loads(answered.pop(turn))  # noqa: S301 - from our own process
                continue
            answered.update(self._received())

    def _received(self) -> Iterator[tuple[int, bytes]]:
        busy = {worker.connection: worker for worker in self._workers if worker.at_work}
        for connection in wait(list(busy)):
            yield busy[connection].received()  # type: ignore[index] # one of those just given


_NO_ANSWERS: Final = pickle.dumps([])


class _Worker:
    """One process, seen from here. `at_work`: number and places of the batches it has."""

    def __init__(self) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs,), daemon=True)
        self.at_work: deque[tuple[int, str]] = deque()
        with theirs:
            self._process.start()

    def ask(self, number: int, units: list[Unit]) -> None:
        """Send a batch to be answered."""
        ends = dict.fromkeys(place for place in (units[0].place, units[-1].place) if place)
        self.at_work.append((number, " to ".join(ends)))
        self.send(pickle.dumps(units))

    def send(self, data: bytes) -> None:
        """Send what is pickled; it takes it in whatever it is at."""
        try:
            self.connection.send_bytes(data)
        except OSError:
            raise self._ended() from None

    def received(self) -> tuple[int, bytes]:
        """The number of the batch that was answered, and the answers as they came."""
        try:
            data = self.connection.recv_bytes()
        except (EOFError, OSError):
            raise self._ended() from None
        return self.at_work.popleft()[0], data

    def stop(self) -> None:
        """Cut it off, at which it ends, and end it where it does not yet listen."""
        self.connection.close()
        self._process.terminate()

    def join(self) -> None:
        self._process.join()

    def _ended(self) -> CaselintError:
        self._process.join(1)
        code = self._process.exitcode
        how = "" if code is None else f" (exit code {code})"
        return CaselintError(
            f"a process that checks case files ended before it had answered{how}",
            place=self.at_work[0][1] if self.at_work else "",
            hint="try one process, with --jobs 1; if a script of yours asked for several, its work "
            'is to stand under `if __name__ == "__main__":`',
        )


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Ctrl-C waits until the processes are started, and never reaches them: we stop them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # Where it is first needed, the tracker would let interrupts through again.
    with suppress(OSError):
        resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
