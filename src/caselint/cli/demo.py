"""`caselint demo`: the made-up case files that come with caselint, checked."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from caselint.cli.options import format_option
from caselint.errors import ConfigurationError
from caselint.reports import FORMATS

if TYPE_CHECKING:
    from caselint.findings import Run

AS_AT: Final = "2026-03-31"
PAGES: Final = Path("caselint-demo.html")
"""Where the report for a browser goes unless told otherwise: into the current folder."""

_STREAMS: Final = tuple(name for name, form in FORMATS.items() if form.goes_to_a_stream)


@click.command("demo")
@format_option(*_STREAMS)
@click.option(
    "--html",
    "pages",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"Where the report for a browser goes, beside the form text. [default: {PAGES}]",
)
@click.option("--open", "opened", is_flag=True, help="Open that report in the browser.")
@click.option("--verbose", "-v", is_flag=True, help="Say why each rule matters, and cut nothing.")
def demo_command(form: str, pages: Path | None, opened: bool, verbose: bool) -> None:
    """Check the made-up case files that come with caselint, as at 31 March 2026.

    With the form text it writes a report for a browser as well, and says where. The children in
    these files, their families and everybody else are invented.
    """
    from caselint.cli.checking import as_at_day
    from caselint.cli.writing import Wanted, destination, paper, write
    from caselint.config import Configuration
    from caselint.linter import Linter
    from caselint.running import check_paths, collect

    linter = Linter(Configuration())
    day = as_at_day(linter, AS_AT)
    folder = demo_files()
    checked = check_paths(linter, [folder], as_at=day)
    if form != "text":
        if pages is not None or opened:
            raise click.UsageError("--html and --open go with the form text")
        with destination(None) as stream:
            write(Wanted(form, verbose=verbose), linter, checked, day, stream)
        return
    run = collect(linter, checked, day)
    FORMATS["text"].load()(run, paper(), verbose=verbose)
    written = _written(run, pages or PAGES, asked=pages is not None)
    _say_what_next(folder, written)
    if opened and written is not None:
        click.launch(written.as_uri())


def _say_what_next(folder: Path, written: Path | None) -> None:
    from caselint.cli.writing import paper
    from caselint.reports.terminal.page import Page

    page = Page(paper())
    page.blank()
    page.put("Everybody in these files is made up. You can read them in ", str(folder), ".")
    if written is not None:
        page.put("The same as a report for a browser: ", (str(written), "bold"))
    else:
        page.put(
            "The report for a browser cannot be written into this folder: say where it may be "
            "with --html FILE."
        )
    page.put(
        "Your own come next: caselint check EXPORT --as-at 2026-03-31. And caselint explain "
        "with the id of a rule says what it asks, where that comes from, and what it gets "
        "wrong."
    )


def _written(run: Run, place: Path, *, asked: bool) -> Path | None:
    """Write the report for a browser; None where nobody `asked` for this place and it is no use."""
    from caselint.reports.publishing import publish

    try:
        return publish(run, "html", place)[0].resolve()
    except ConfigurationError:
        if asked:
            raise
        return None


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
