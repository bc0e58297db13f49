"""`caselint demo`: the made-up case files that come with caselint, checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from caselint.cli.options import format_option
from caselint.errors import ConfigurationError
from caselint.reports import FORMATS

AS_AT: Final = "2026-03-31"


@click.command("demo")
@format_option(*FORMATS)
@click.option("--verbose", "-v", is_flag=True, help="Say why each rule matters, and cut nothing.")
def demo_command(form: str, verbose: bool) -> None:
    """Check the made-up case files that come with caselint, as at 31 March 2026.

    The children in them, their families and everybody else are invented.
    """
    from caselint.cli.checking import as_at_day
    from caselint.cli.writing import destination, paper, write
    from caselint.config import Configuration
    from caselint.linter import Linter
    from caselint.reports.terminal.page import Page
    from caselint.running import check_paths

    linter = Linter(Configuration())
    day = as_at_day(linter, AS_AT)
    folder = demo_files()
    with destination(None) as stream:
        write(form, linter, check_paths(linter, [folder], as_at=day), day, stream, verbose=verbose)
    if form == "text":
        page = Page(paper())
        page.blank()
        page.put("Everybody in these files is made up. You can read them in ", str(folder), ".")
        page.put(
            "Your own come next: caselint check EXPORT --as-at 2026-03-31. And caselint explain "
            "with the id of a rule says what it asks, where that comes from, and what it gets "
            "wrong."
        )


def demo_files() -> Path:
    """The folder of made-up case files: the source tree's own, else the copy in the package."""
    here = Path(__file__).resolve()
    tree = here.parents[3]
    if (tree / "pyproject.toml").is_file() and (tree / "fixtures" / "demo").is_dir():
        return tree / "fixtures" / "demo"
    packaged = here.parents[1] / "demo"
    if packaged.is_dir():
        return packaged
    raise ConfigurationError(
        "the made-up case files that belong to caselint are missing",
        hint="install caselint again",
    )
