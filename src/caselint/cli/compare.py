"""`caselint compare`: what is new, still there and gone between two saved runs."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from caselint.cli.options import config_option, format_option, redact_options

_saved = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("compare")
@click.argument("old", metavar="OLD", type=_saved)
@click.argument("new", metavar="NEW", type=_saved)
@format_option("text", "json", "markdown")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write here, readable by its owner alone, instead of to standard output.",
)
@redact_options
@config_option
@click.pass_context
def compare_command(
    ctx: click.Context,
    old: Path,
    new: Path,
    form: str,
    output: Path | None,
    redact: tuple[Literal["names", "quotes"], ...],
    redact_key: Path | None,
    config: Path | None,
) -> None:
    """Say what is new, still there and gone since an earlier run.

    OLD and NEW are what `caselint check --format json` or `jsonl` wrote. Each finding that is new
    or gone stands with what differs in what it hangs on: the rule, its parameters, the case file,
    the days judged. By theme and rule, n of N then and now stand side by side.

    The exit code is 0, whatever is new; and 2 where the runs were redacted with different keys, so
    that no finding can be known again.
    """
    from caselint.cli.bounds import FAULTY
    from caselint.cli.options import configured, redactor_of
    from caselint.cli.writing import destination, in_utf8
    from caselint.findings.comparing import compare
    from caselint.reports.comparison import WRITERS
    from caselint.reports.saved import read_run
    from caselint.reports.style import style_of

    style = style_of(configured(config))
    redactor = redactor_of(redact, redact_key)
    runs = [read_run(old), read_run(new)]
    if redactor is not None:
        runs = redactor.together(*runs)
    comparison = compare(*runs)
    with destination(output) as stream:
        assert stream is not None
        WRITERS[form](comparison, stream if form == "text" else in_utf8(stream), style)
    ctx.exit(FAULTY if comparison.keys_differ else 0)
