"""Many case files: from paths to a stream of checked files, and from a stream to a run.

`check_paths` reads and checks as files arrive and holds one at a time; `collect` keeps what it
yields in a `Run`. `lint` is both, for those who want a run and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from caselint.casefile import CaseFile, SetAside
from caselint.config import Configuration
from caselint.errors import AsAtError
from caselint.findings import Run
from caselint.linter import Checked, Linter
from caselint.sources import read

Given = str | Path | CaseFile | Iterable[str | Path | CaseFile]


def lint(
    given: Given,
    as_at: date | str | None = None,
    *,
    config: Configuration | Path | str | None = None,
    look_back: str | None = None,
    source: str | None = None,
    linter: Linter | None = None,
) -> Run:
    """Check a path, a `CaseFile`, or an iterable of either, and give the run.

    Raises `ConfigurationError` or `DataFileError` when there is nothing to check with, and
    `AsAtError` when the first file does not say on which day it is to be judged. What cannot be
    read is set aside in `Run.tally.set_aside` and never raised.
    """
    linter = linter or Linter(config, look_back=look_back)
    return collect(linter, check_all(linter, _listed(given), as_at=as_at, source=source), as_at)


def check_paths(
    linter: Linter,
    paths: Iterable[Path],
    *,
    as_at: date | str | None = None,
    source: str | None = None,
) -> Iterator[Checked | SetAside]:
    """Read and check what stands at paths, one case file at a time.

    Yields a `Checked` a case file, in order of arrival, and a `SetAside` for whatever could not be
    read at all; what was set aside within a file is in its `Checked`. Raises `AsAtError` when the
    first case file does not say on which day it is to be judged; a later one is set aside.
    """
    checked = False
    for item in read(paths, source=source):
        if isinstance(item, SetAside):
            yield item
            continue
        try:
            yield linter.check_one(item.case_file, as_at, item.place)
        except AsAtError as error:
            if not checked:
                raise
            yield SetAside(item.place, error.message, item.case_file.case_id)
        checked = True


def check_all(
    linter: Linter,
    given: Iterable[str | Path | CaseFile],
    *,
    as_at: date | str | None = None,
    source: str | None = None,
) -> Iterator[Checked | SetAside]:
    """Check case files and paths in the order in which they are given."""
    for item in given:
        if isinstance(item, CaseFile):
            yield linter.check_one(item, as_at)
        else:
            yield from check_paths(linter, [Path(item)], as_at=as_at, source=source)


def collect(
    linter: Linter, stream: Iterable[Checked | SetAside], as_at: date | str | None = None
) -> Run:
    """Keep a stream of checked files as a run."""
    run = Run(linter.header(as_at), linter.needed_kinds)
    for item in stream:
        if isinstance(item, SetAside):
            run.tally.set_aside.append(item)
        else:
            run.add(item.case, item.results, item.set_aside)
    return run


def _listed(given: Given) -> Iterable[str | Path | CaseFile]:
    return [given] if isinstance(given, (str, Path, CaseFile)) else given
