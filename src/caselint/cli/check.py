"""`caselint check`: case files in, a report out."""

from __future__ import annotations

import gc
import sys
from contextlib import closing
from pathlib import Path
from typing import Literal

import click

from caselint.cli.options import (
    config_option,
    format_option,
    jobs_option,
    redact_options,
    rules_option,
)
from caselint.reports import FORMATS


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
    help="Write the report here, readable by its owner alone, instead of to standard output. "
    "Forms that are no text need it.",
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
@jobs_option("check")
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Findings that are known already, as `caselint baseline create` took them down. "
    "[default: as configured]",
)
@click.option(
    "--new-only",
    is_flag=True,
    help="List only findings that the baseline does not have, and let only these give exit code "
    "1. All are counted. Concerns of rules that may not be put aside are always listed.",
)
@redact_options
@config_option
@rules_option
@click.option("--verbose", "-v", is_flag=True, help="Say why each rule matters, and cut nothing.")
@click.option("--quiet", "-q", is_flag=True, help="Write no report to standard output.")
@click.option("--no-progress", is_flag=True, help="Show no progress, even on a terminal.")
@click.option(
    "--no-cache",
    is_flag=True,
    help="Read every text anew, and remember nothing of what was found in it.",
)
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
    baseline: Path | None,
    new_only: bool,
    redact: tuple[Literal["names", "quotes"], ...],
    redact_key: Path | None,
    config: Path | None,
    folders: tuple[Path, ...],
    verbose: bool,
    quiet: bool,
    no_progress: bool,
    no_cache: bool,
) -> None:
    """Say what case files evidence, and what they do not.

    PATH is a file, or a folder that is read all the way down. Results go to standard output.

    The exit code is 0 when nothing was found at or above --fail-on, 1 when something was, when part
    of the input was set aside or a rule was in error, and 2 when nothing could be checked.
    """
    from caselint.cli.checking import as_at_day, chosen_linter, failing
    from caselint.cli.options import redactor_of
    from caselint.cli.progress import watched
    from caselint.cli.writing import Wanted, destination, write, write_file
    from caselint.findings import exit_code
    from caselint.reports.style import style_of
    from caselint.running import check_paths, number_of

    by_stream = FORMATS[form].goes_to_a_stream
    if output is None and not by_stream:
        raise click.UsageError(f"--format {form} is no text: name a file with --output")
    linter = chosen_linter(
        config,
        folders,
        select,
        ignore,
        look_back,
        remember=not no_cache,
        baseline=baseline,
        new_only=new_only,
    )
    gc.freeze()  # the rulebook stays for the whole run: it need not be looked through again
    wanted = Wanted(form, style_of(linter.configuration), redactor_of(redact, redact_key), verbose)
    day = as_at_day(linter, as_at)
    line_by_line = FORMATS[form].streamed and output is None and sys.stdout.isatty()
    shown = not (quiet or no_progress or line_by_line)
    number = number_of(jobs, paths)
    with (
        destination(output if by_stream else None, quiet=quiet or not by_stream) as stream,
        closing(check_paths(linter, paths, as_at=day, source=source, jobs=number)) as arriving,
        watched(arriving, shown=shown) as checked,
    ):
        if by_stream or output is None:
            tally = write(wanted, linter, checked, day, stream)
        else:
            tally = write_file(wanted, linter, checked, day, output)
    ctx.exit(exit_code(tally, failing(linter, fail_on), new_only=new_only))
