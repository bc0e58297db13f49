"""A run as pages for a browser: a summary, and a page a child in which each finding opens.

Up to a size it is one file. Of more children, `NAME.html` has the summary and the list of children,
and a folder `NAME-children` beside it has a page for each. Neither needs a network, and both can be
read and printed without scripts.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final
from urllib.parse import quote

from caselint.findings.run import Run
from caselint.reports.html import pages
from caselint.reports.html.folder import FolderOfPages, remove_folder
from caselint.reports.html.report import Report, page_name
from caselint.reports.outputs import open_binary_output
from caselint.reports.style import Style

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


def _write_many(run: Run, path: Path, folder: Path, style: Style) -> list[Path]:
    report = Report(run, style, folder=f"{_address(folder)}/")
    page = pages.whole(report).encode()
    inside = report.seen_from(home=f"../{_address(path)}")
    with FolderOfPages(folder) as made:
        made.write("report.css", pages.style_sheet(inside))
        for number, script in enumerate(pages.scripts(inside), 1):
            made.write(pages.script_file(number), script)
        for child in inside.child_files():
            made.write(f"{page_name(child.child.case_id)}.html", pages.of_one(inside, child))
    _write(path, page)
    return [path, folder]


def _address(path: Path) -> str:
    """A file or folder as it is named in a link from beside it, whatever its name has in it."""
    return quote(os.fsencode(path.name))


def _write(path: Path, page: bytes) -> None:
    with open_binary_output(path) as stream:
        stream.write(page)
