"""Many case files: from paths to a stream of checked files, and from a stream to a run.

`check_paths` reads and checks as files arrive and holds a few at a time; `collect` keeps what it
yields in a `Run`. `lint` is both, for those who want a run and nothing else. With `jobs`, other
processes share the work; what comes out is the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from caselint.casefile import CaseFile, SetAside
from caselint.config import Configuration
from caselint.findings import Run
from caselint.linter import Checked, Linter
from caselint.running.checking import check_all, check_paths
from caselint.running.jobs import Jobs, number_of

__all__ = ["Given", "Jobs", "check_all", "check_paths", "collect", "lint", "number_of"]

Given = str | Path | CaseFile | Iterable[str | Path | CaseFile]


def lint(
    given: Given,
    as_at: date | str | None = None,
    *,
    config: Configuration | Path | str | None = None,
    look_back: str | None = None,
    source: str | None = None,
    linter: Linter | None = None,
    jobs: Jobs = 1,
) -> Run:
    """Check a path, a `CaseFile`, or an iterable of either, and give the run.

    `jobs` is how many processes check at the same time; ``"auto"`` takes several where the input is
    a path and large. They start your program anew without its ``__main__`` part, so a script that
    asks for them keeps its own work under ``if __name__ == "__main__":``.

    Raises `ConfigurationError` or `DataFileError` when there is nothing to check with, and
    `AsAtError` when the first file does not say on which day it is to be judged. What cannot be
    read is set aside in `Run.tally.set_aside` and never raised.
    """
    linter = linter or Linter(config, look_back=look_back)
    alone = isinstance(given, (str, Path, CaseFile))
    number = number_of(jobs, [given] if isinstance(given, (str, Path)) else [])
    listed: Iterable[str | Path | CaseFile] = [given] if alone else given  # type: ignore[list-item, assignment]
    return collect(
        linter, check_all(linter, listed, as_at=as_at, source=source, jobs=number), as_at
    )


def collect(
    linter: Linter, stream: Iterable[Checked | SetAside], as_at: date | str | None = None
) -> Run:
    """Keep a stream of checked files as a run."""
    run = Run(linter.header(as_at))
    for item in stream:
        if isinstance(item, SetAside):
            run.tally.set_aside.append(item)
        else:
            run.add(item.case, item.results, item.set_aside)
    return run
