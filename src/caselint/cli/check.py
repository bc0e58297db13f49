"""`caselint check`: case files in, a report out."""

from __future__ import annotations

import sys
from contextlib import closing
from pathlib import Path
from typing import Literal

import click

from caselint.cli.options import config_option, format_option, rules_option
from caselint.reports import FORMATS


def _processes(ctx: click.Context, param: click.Parameter, value: str) -> int | Literal["auto"]:
    if value == "auto":
        return "auto"
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise click.BadParameter("expected a number of processes from 1, or auto", ctx, param)


@click.command("check")
@click.argument(
    "paths",
    nargs=-1,
    required=True,
    metavar="PATH...",
    type=click.Path(exists=True, path_type=Path),
)
@click.option(
    "--as-at",
    metavar="DAY",
    help="The day on which the files are judged, such as 2026-03-31, or `today`. Without it as "
    "configured, else the day on which the source says it was taken.",
)
@click.option(
    "--look-back",
    metavar="DURATION",
    help="How far back findings reach: `6 months`, `all`. [default: as configured, else 12 months]",
)
@click.option("--source", metavar="NAME", help="The format of the files, if not to be recognised.")
@format_option(*FORMATS)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write the report here, readable by its owner alone, instead of to standard output.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Only these rules, whatever is configured: an id or its beginning, a name, or a theme "
    "(repeatable).",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules (repeatable).")
@click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low", "advice", "never"]),
    help="The severity from which concerns give exit code 1. [default: as configured, else high]",
)
@click.option(
    "--jobs",
    callback=_processes,
    default="auto",
    metavar="N",
    help="How many processes check at the same time: a number, or `auto`, which takes one, and as "
    "many as there are processors where the input is large. The report is the same. "
    "[default: auto]",
)
@config_option
@rules_option
@click.option("--verbose", "-v", is_flag=True, help="Say why each rule matters, and cut nothing.")
@click.option("--quiet", "-q", is_flag=True, help="Write no report to standard output.")
@click.option("--no-progress", is_flag=True, help="Show no progress, even on a terminal.")
@click.pass_context
def check_command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    as_at: str | None,
    look_back: str | None,
    source: str | None,
    form: str,
    output: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    jobs: int | Literal["auto"],
    config: Path | None,
    folders: tuple[Path, ...],
    verbose: bool,
    quiet: bool,
    no_progress: bool,
) -> None:
    """Say what case files evidence, and what they do not.

    PATH is a file, or a folder that is read all the way down. Results go to standard output.

    The exit code is 0 when nothing was found at or above --fail-on, 1 when something was, when part
    of the input was set aside or a rule was in error, and 2 when nothing could be checked.
    """
    from caselint.cli.checking import as_at_day, chosen_linter, failing
    from caselint.cli.progress import watched
    from caselint.cli.writing import destination, write
    from caselint.findings import exit_code
    from caselint.running import check_paths, number_of

    linter = chosen_linter(config, folders, select, ignore, look_back)
    day = as_at_day(linter, as_at)
    line_by_line = FORMATS[form].streamed and output is None and sys.stdout.isatty()
    shown = not (quiet or no_progress or line_by_line)
    number = number_of(jobs, paths)
    with (
        destination(output, quiet=quiet) as stream,
        closing(check_paths(linter, paths, as_at=day, source=source, jobs=number)) as arriving,
        watched(arriving, shown=shown) as checked,
    ):
        tally = write(form, linter, checked, day, stream, verbose=verbose)
    ctx.exit(exit_code(tally, failing(linter, fail_on)))
