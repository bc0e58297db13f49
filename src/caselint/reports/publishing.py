"""A whole run into a file of any form."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from caselint.findings.narrowing import new_alone
from caselint.findings.run import Run
from caselint.reports import FORMATS
from caselint.reports.outputs import open_binary_output, open_output
from caselint.reports.style import PLAIN, Style

FILE_WIDTH: Final = 100
"""Columns of a text report that is written to a file."""

READ_BACK: Final = ("json", "jsonl")
"""Forms of which `saved.read_run` makes the run again."""


def publish(
    run: Run, form: str, target: Path, style: Style = PLAIN, *, verbose: bool = False
) -> list[Path]:
    """Write a run in one form to a path, readable by its owner alone, and say what was written.

    The first path is the one to open. Raises `ConfigurationError` where it cannot be written, or
    where what the form leans on is not installed.
    """
    format_ = FORMATS[form]
    writer = format_.load()
    run = listed(run, form)
    if format_.takes == "place":
        written: list[Path] = writer(run, target, style)
        return written
    if format_.takes == "bytes":
        with open_binary_output(target) as stream:
            writer(run, stream, style)
        return [target]
    with open_output(target) as text:
        if format_.takes == "console":
            from rich.console import Console

            paper = Console(file=text, width=FILE_WIDTH, force_terminal=False, no_color=True)
            writer(run, paper, verbose=verbose)
        elif format_.takes == "stream":
            from caselint.reports.jsonl import write_lines

            write_lines(run, text)
        else:
            writer(run, text, style)
    return [target]


def publish_shared(
    saved: Path, form: str, target: Path, style: Style = PLAIN, *, jobs: int
) -> list[Path] | None:
    """Write a saved run in one form in so many processes, and say what was written.

    None, with nothing written, where that cannot be done: of a form that is one file, of a run that
    was laid out anew or saved as `jsonl`, of one child. The run is then to be read and published;
    what comes out is the same, and so is any error.
    """
    from caselint.reports.shares import NotShared, shared_out, shares_of

    if jobs < 2 or not FORMATS[form].shared:
        return None
    shares = shares_of(saved, jobs)
    if len(shares) < 2:
        return None
    try:
        with shared_out(shares) as shared:
            written: list[Path] = FORMATS[form].load_shared()(shared, target, style)
            return written
    except NotShared:
        return None


def listed(run: Run, form: str) -> Run:
    """The run as a form is to list it: of a run that lists new findings alone, without the known.

    The forms that can be read back hold everything, and say so of each finding.
    """
    return new_alone(run) if run.header.new_only and form not in READ_BACK else run
