"""Where a report goes, and how the stream of checked files becomes one."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final, TextIO

from rich.console import Console

from caselint.casefile import SetAside
from caselint.findings import Tally
from caselint.linter import Checked, Linter
from caselint.reports import FORMATS
from caselint.reports.outputs import open_output
from caselint.running import collect

FILE_WIDTH: Final = 100
"""Columns of a text report that is written to a file."""


@contextmanager
def destination(output: Path | None, *, quiet: bool = False) -> Iterator[TextIO | None]:
    """Standard output, or a file that only its owner can read; None where nothing is wanted."""
    if output is not None:
        with open_output(output) as stream:
            yield stream
    else:
        yield None if quiet else sys.stdout


def write(
    form: str,
    linter: Linter,
    checked: Iterable[Checked | SetAside],
    day: date | None,
    stream: TextIO | None,
    *,
    verbose: bool = False,
) -> Tally:
    """Write the report of a stream of checked files, and give the tally of it.

    A streamed form is written file by file and keeps nothing; any other keeps the whole run.
    """
    if stream is None or FORMATS[form].streamed:
        return _stream(form, linter, checked, day, stream)
    run = collect(linter, checked, day)
    writer = FORMATS[form].load()
    if form == "text":
        writer(run, paper(stream), verbose=verbose)
    else:
        writer(run, in_utf8(stream))
    return run.tally


def _stream(
    form: str,
    linter: Linter,
    checked: Iterable[Checked | SetAside],
    day: date | None,
    stream: TextIO | None,
) -> Tally:
    tally = Tally(linter.needed_kinds)
    writer = None if stream is None else FORMATS[form].load()(in_utf8(stream))
    if writer is not None:
        writer.begin(linter.header(day))
    for item in checked:
        if isinstance(item, SetAside):
            tally.set_aside.append(item)
            continue
        tally.set_aside.extend(item.set_aside)
        tally.add(item.case, item.results)
        if writer is not None:
            writer.case(item.case, item.results, item.set_aside)
    if writer is not None:
        writer.end(tally)
    return tally


def paper(stream: TextIO | None = None) -> Console:
    """A console for text: as wide and as colourful as the terminal, and neither in a file."""
    if stream is None or stream is sys.stdout:
        return _Paper()
    return _Paper(file=stream, width=FILE_WIDTH, force_terminal=False, no_color=True)


class _Paper(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the border of the program, as for every other form."""
        raise BrokenPipeError


def in_utf8(stream: TextIO) -> TextIO:
    """The stream, writing UTF-8 with plain line ends whatever the system's habit is."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", newline="\n")
    return stream
