"""A run as pages for a browser: a summary, and a page a child in which each finding opens.

Up to a size it is one file. Of more children, `NAME.html` has the summary and the list of children,
and a folder `NAME-children` beside it has a page for each. Neither needs a network, and both can be
read and printed without scripts.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from caselint.findings.narrowing import new_alone
from caselint.findings.run import Run
from caselint.reports.file_names import file_name
from caselint.reports.html import pages
from caselint.reports.html.folder import FolderOfPages, remove_folder, write_text
from caselint.reports.html.report import Report
from caselint.reports.outputs import open_binary_output
from caselint.reports.style import Style

if TYPE_CHECKING:
    from caselint.reports.shares import Shared

ONE_FILE_FINDINGS: Final = 3_000
"""Findings that one file may hold, so that it opens within two seconds (docs/reports/html.md)."""

ONE_FILE_BYTES: Final = 8_000_000
"""Bytes that one file may have."""


def write_html(run: Run, path: Path, style: Style) -> list[Path]:
    """Write the report of a run to `path`, and say what was written: that file, and its folder.

    A folder of an earlier and larger run is replaced or removed. Raises `ConfigurationError` where
    it cannot be written, or where a folder of that name is not of caselint's making.
    """
    folder = path.with_name(f"{path.stem}-children")
    if len(run.findings) <= ONE_FILE_FINDINGS:
        page = pages.whole(Report(run, style)).encode()
        if len(page) <= ONE_FILE_BYTES:
            _write(path, page)
            remove_folder(folder)
            return [path]
        del page
    return _write_many(run, path, folder, style)


def write_shared(shared: Shared, path: Path, style: Style) -> list[Path]:
    """The same of a run that several processes hold, if one file could not."""
    from caselint.reports.shares import NotShared

    if len(shared.run.findings) <= ONE_FILE_FINDINGS:
        raise NotShared
    run = new_alone(shared.run) if shared.run.header.new_only else shared.run
    return _write_many(run, path, path.with_name(f"{path.stem}-children"), style, shared)


def _write_many(
    run: Run, path: Path, folder: Path, style: Style, shared: Shared | None = None
) -> list[Path]:
    report = Report(run, style, folder=f"{_address(folder)}/")
    home = f"../{_address(path)}"
    with FolderOfPages(folder) as to:
        if shared is not None:
            making = ChildPages(style, home, report.scope, tuple(report.case_ids))
            shared.begin(making, to.made)
        page = pages.whole(report).encode()
        inside = report.seen_from(home=home)
        write_text(to.made / "report.css", pages.style_sheet(inside))
        for number, script in enumerate(pages.scripts(inside), 1):
            write_text(to.made / pages.script_file(number), script)
        if shared is None:
            _write_children(inside, to.made)
        else:
            shared.finish()
    _write(path, page)
    return [path, folder]


@dataclass(frozen=True, slots=True)
class ChildPages:
    """Makes the pages of some children of a run, of which it is told what all pages say."""

    style: Style
    home: str
    scope: str
    case_ids: tuple[str, ...]

    def __call__(self, run: Run, folder: Path) -> None:
        """Write the page of each child of this share of the run."""
        report = Report(run, self.style, home=self.home)
        report.scope, report.case_ids = self.scope, self.case_ids
        _write_children(report, folder)


def _write_children(report: Report, folder: Path) -> None:
    for child in report.child_files():
        page = pages.of_one(report, child)
        write_text(folder / f"{file_name(child.child.case_id)}.html", page)


def _address(path: Path) -> str:
    """A file or folder as it is named in a link from beside it, whatever its name has in it."""
    return quote(os.fsencode(path.name))


def _write(path: Path, page: bytes) -> None:
    with open_binary_output(path) as stream:
        stream.write(page)
