"""Progress on standard error, while case files stream by."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from caselint.casefile import SetAside
from caselint.linter import Checked


@contextmanager
def watched(
    stream: Iterator[Checked | SetAside], *, shown: bool
) -> Iterator[Iterator[Checked | SetAside]]:
    """The same stream, counted on standard error if that is a terminal and it is to be shown.

    The count is gone once the stream has ended, so that a report may follow on the same terminal.
    """
    if not shown or not sys.stderr.isatty():
        yield stream
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task(_counts(0, 0))

        def counting() -> Iterator[Checked | SetAside]:
            files = aside = 0
            for item in stream:
                if isinstance(item, SetAside):
                    aside += 1
                else:
                    files += 1
                    aside += len(item.set_aside)
                progress.update(task, description=_counts(files, aside))
                yield item
            progress.stop()

        yield counting()


def _counts(files: int, aside: int) -> str:
    noun = "case file" if files == 1 else "case files"
    return f"{files:,} {noun} checked" + (f", {aside:,} set aside" if aside else "")
