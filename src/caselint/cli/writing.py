"""Where a report goes, and how the stream of checked files becomes one."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from rich.console import Console

from caselint.casefile import SetAside
from caselint.findings import Run, Tally
from caselint.findings.redaction import Redactor
from caselint.linter import Checked, Linter
from caselint.reports import FORMATS
from caselint.reports.outputs import open_output
from caselint.reports.publishing import FILE_WIDTH, listed, publish
from caselint.reports.style import PLAIN, Style
from caselint.running import collect


@contextmanager
def destination(output: Path | None, *, quiet: bool = False) -> Iterator[TextIO | None]:
    """Standard output, or a file that only its owner can read; None where nothing is wanted."""
    if output is not None:
        with open_output(output) as stream:
            yield stream
    else:
        yield None if quiet else sys.stdout


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: a form, in a style, redacted or not; `verbose` cuts nothing."""

    form: str
    style: Style = PLAIN
    redactor: Redactor | None = None
    verbose: bool = False

    def run(self, run: Run) -> Run:
        """A run as it is to be shown."""
        return run if self.redactor is None else self.redactor.run(run)


def write(
    wanted: Wanted,
    linter: Linter,
    checked: Iterable[Checked | SetAside],
    day: date | None,
    stream: TextIO | None,
) -> Tally:
    """Write the report of a stream of checked files, and give the tally of it.

    A streamed form is written file by file and keeps nothing; any other keeps the whole run.
    """
    if stream is None or FORMATS[wanted.form].streamed:
        return _stream(wanted, linter, checked, day, stream)
    run = collect(linter, checked, day)
    _show(wanted, wanted.run(run), stream)
    return run.tally


def write_file(
    wanted: Wanted,
    linter: Linter,
    checked: Iterable[Checked | SetAside],
    day: date | None,
    output: Path,
) -> Tally:
    """Write the report of a stream of checked files in a form that is no text."""
    run = collect(linter, checked, day)
    publish(wanted.run(run), wanted.form, output, wanted.style)
    return run.tally


def _show(wanted: Wanted, run: Run, stream: TextIO) -> None:
    writer = FORMATS[wanted.form].load()
    run = listed(run, wanted.form)
    if FORMATS[wanted.form].takes == "console":
        writer(run, paper(stream), verbose=wanted.verbose)
    else:
        writer(run, in_utf8(stream), wanted.style)


def _stream(
    wanted: Wanted,
    linter: Linter,
    checked: Iterable[Checked | SetAside],
    day: date | None,
    stream: TextIO | None,
) -> Tally:
    redactor = wanted.redactor or Redactor(())
    header = redactor.header(linter.header(day))
    tally = Tally(header.needs, header.suppressions)
    writer = None if stream is None else FORMATS[wanted.form].load()(in_utf8(stream))
    if writer is not None:
        writer.begin(header)
    for item in checked:
        if isinstance(item, SetAside):
            tally.set_aside.append(redactor.set_aside(item))
            continue
        case, results, set_aside = redactor.case(item.case, item.results, item.set_aside)
        tally.add(case, results, set_aside)
        if writer is not None:
            writer.case(case, results, set_aside)
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
