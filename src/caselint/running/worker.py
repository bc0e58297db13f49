"""What runs in another process: batches of case files in, a list of answers to each out.

It holds a linter and nothing of a case file from one batch to the next. It ends at once when the
connection to the process that started it does, however that came about.
"""

from __future__ import annotations

import os
import pickle
import signal
import traceback
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from caselint.config import Configuration
from caselint.errors import CaselintError
from caselint.linter import Linter
from caselint.rulebook import Rulebook
from caselint.running.answering import Answer, answer
from caselint.running.batches import Unit
from caselint.sources import Supplied


@dataclass(frozen=True, slots=True)
class Setup:
    """What a linter is made from once more, the day asked for, and the folder it all stands in."""

    configuration: Configuration
    rulebook: Rulebook
    look_back: str
    as_at: date | str | None
    folder: str

    @classmethod
    def of(cls, linter: Linter, as_at: date | str | None) -> Setup:
        """What makes the like of a linter; its rules are sent, so that they are the same ones."""
        return cls(
            # A copy, which goes without what was compiled: that holds functions.
            linter.configuration,
            replace(linter.rulebook),
            str(linter.look_back),
            as_at,
            str(Path.cwd()),
        )

    def linter(self) -> Linter:
        """Make the linter, in the folder from which its relative paths start."""
        os.chdir(self.folder)
        return Linter(self.configuration, rulebook=self.rulebook, look_back=self.look_back)


def work(connection: Connection) -> None:
    """Answer batches until the connection ends; the first thing that comes over it is a `Setup`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    incoming: SimpleQueue[bytes] = SimpleQueue()
    Thread(target=_receive, args=(connection, incoming), daemon=True).start()
    try:
        setup: Setup = pickle.loads(incoming.get())  # noqa: S301 - from the process that started us
        try:
            linter = setup.linter()
        except Exception as error:  # noqa: BLE001 - raised again where the answers are awaited
            while incoming.get():
                connection.send_bytes(pickle.dumps([_fault(error)]))
        while True:
            units: list[Unit] = pickle.loads(incoming.get())  # noqa: S301 - as above
            connection.send_bytes(pickle.dumps(_answers(linter, units, setup.as_at)))
    except BaseException:  # noqa: BLE001 - a traceback on standard error could quote a case file
        os._exit(1)


def _receive(connection: Connection, incoming: SimpleQueue[bytes]) -> None:
    """Take in what is sent, always, so that whoever sends it never waits for a check to end."""
    try:
        while True:
            incoming.put(connection.recv_bytes())
    except (EOFError, OSError):
        os._exit(0)


def _answers(
    linter: Linter, units: Iterable[Unit], as_at: date | str | None
) -> list[Answer | CaselintError]:
    """One answer a case file; the last is an error where one was raised."""
    answers: list[Answer | CaselintError] = []
    for unit in units:
        try:
            supplied = unit if isinstance(unit, Supplied) else unit.read()
            answers.append(answer(linter, supplied, as_at))
        except Exception as error:  # noqa: BLE001 - raised again where the answers are awaited
            answers.append(_fault(error))
            break
    return answers


def _fault(error: Exception) -> CaselintError:
    """What to raise in the other process: our own errors as they are, of others type and lines.

    The text of any other could quote a case file.
    """
    if isinstance(error, CaselintError):
        return error
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "caselint" in Path(frame.filename).parts]
    lines = "".join(f"[{Path(frame.filename).name}:{frame.lineno}]" for frame in ours[-3:])
    return CaselintError(
        f"something is wrong in caselint itself: {type(error).__name__} {lines}",
        hint="please report this line; it holds nothing of a case file",
    )
