"""`caselint baseline`: take down what is known, so that what is new stands out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from caselint.cli.check import check_command

if TYPE_CHECKING:
    from caselint.findings import Run
    from caselint.findings.baseline import Baseline, Change

FILE: Final = "caselint-baseline.json"

_OF_CHECK: Final = (
    *("as_at", "look_back", "source", "select", "ignore", "jobs", "config", "folders"),
    *("no_progress", "no_cache"),
)
"""Options of `check` that say how case files are checked."""

_ONLY_FOR_FILES: Final = ("as_at", "look_back", "source", "select", "ignore")
"""Those of them that mean nothing for a saved run."""

_inputs: Final = click.argument(
    "inputs",
    nargs=-1,
    required=True,
    metavar="RUN|PATH...",
    type=click.Path(exists=True, path_type=Path),
)
_dry_run: Final = click.option("--dry-run", is_flag=True, help="Write nothing, and say what would.")
_baseline: Final = click.option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"The baseline. [default: as configured, else {FILE}]",
)


def _checking(command: click.Command) -> click.Command:
    """Give a command the options of `check` that say how case files are checked."""
    command.params.extend(one for one in check_command.params if one.name in _OF_CHECK)
    return command


@click.group("baseline")
def baseline_command() -> None:
    """Take down which findings are known, so that what is new stands out.

    A baseline holds fingerprints, rules, case ids and days, and no quote, message or name. It hides
    nothing by itself: `caselint check --baseline FILE` says of each finding whether it is known,
    and with --new-only lists what is not.
    """


@_checking
@baseline_command.command("create")
@_inputs
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"The file to make, readable by its owner alone. [default: as configured, else {FILE}]",
)
@_dry_run
@click.pass_context
def create_command(
    ctx: click.Context,
    /,
    inputs: tuple[Path, ...],
    output: Path | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Take down all that a run found.

    RUN is what `caselint check --format json` or `jsonl` wrote. Case files, or folders of them, are
    checked first, with the options of `check`. What is suppressed is left out, since it returns by
    itself. A baseline that is there is not written over.
    """
    from caselint.errors import ConfigurationError
    from caselint.findings.baseline import taken_down

    target = output or _place(options)
    if target.exists() and not dry_run:
        raise ConfigurationError(
            "there is a baseline already",
            place=str(target),
            hint="`caselint baseline update` adds to it; or name another with --output",
        )
    change = taken_down(_run(ctx, inputs, options))
    _keep(change.baseline, target, dry_run=dry_run)
    click.echo(f"{_holds(change.baseline)}.")
    if change.suppressed:
        click.echo(f"{_findings(change.suppressed)} suppressed, and left out.")


@_checking
@baseline_command.command("update")
@_inputs
@_baseline
@_dry_run
@click.pass_context
def update_command(
    ctx: click.Context,
    /,
    inputs: tuple[Path, ...],
    baseline: Path | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Add what is new in a run, and note how case files and rules are now.

    What was known keeps the day on which it was first taken down. Nothing is dropped: that is what
    `caselint baseline prune` does.
    """
    from caselint.findings.baseline import updated

    change = _changed(ctx, updated, inputs, baseline, dry_run, options)
    click.echo(f"{_findings(change.added)} added; {change.still:,} known and still there.")
    if change.file_changed:
        click.echo(f"  {change.file_changed:,} of these in case files that have changed since.")
    if change.rule_changed:
        click.echo(f"  {change.rule_changed:,} of these of rules that have changed since.")
    if change.suppressed:
        click.echo(f"{_findings(change.suppressed)} suppressed, and not added.")
    click.echo(f"{_holds(change.baseline)}.")


@_checking
@baseline_command.command("prune")
@_inputs
@_baseline
@_dry_run
@click.pass_context
def prune_command(
    ctx: click.Context,
    /,
    inputs: tuple[Path, ...],
    baseline: Path | None,
    dry_run: bool,
    **options: Any,
) -> None:
    """Drop what a run looked at and no longer found.

    What was not looked at stays: case files that are not in the run, rules that did not run on a
    file or could not be assessed there.
    """
    from caselint.findings.baseline import pruned

    change = _changed(ctx, pruned, inputs, baseline, dry_run, options)
    click.echo(f"{_findings(change.dropped)} dropped; {change.still:,} still there.")
    if change.not_looked_at:
        click.echo(f"{_findings(change.not_looked_at)} not looked at in this run, and kept.")
    click.echo(f"{_holds(change.baseline)}.")


def _changed(
    ctx: click.Context,
    how: Callable[[Baseline, Run], Change],
    inputs: tuple[Path, ...],
    baseline: Path | None,
    dry_run: bool,
    options: dict[str, Any],
) -> Change:
    from caselint.findings.baseline import read_baseline

    target = baseline or _place(options)
    before = read_baseline(target)
    change = how(before, _run(ctx, inputs, options))
    _keep(change.baseline, target, dry_run=dry_run)
    return change


def _run(ctx: click.Context, inputs: tuple[Path, ...], options: dict[str, Any]) -> Run:
    """The run that is saved in the one file named, or that of the case files named."""
    from contextlib import closing

    from caselint.cli.checking import as_at_day, chosen_linter
    from caselint.cli.progress import watched
    from caselint.reports.saved import is_saved_run, read_run
    from caselint.running import check_paths, collect, number_of

    saved = [path for path in inputs if is_saved_run(path)]
    if saved:
        if len(inputs) > 1:
            raise click.UsageError("a saved run stands by itself: give one, or case files")
        for name in _ONLY_FOR_FILES:
            if options[name]:
                option = next(one for one in ctx.command.params if one.name == name).opts[0]
                raise click.UsageError(f"{option} is for case files; a saved run is as it is")
        return read_run(saved[0])
    linter = chosen_linter(
        options["config"],
        options["folders"],
        options["select"],
        options["ignore"],
        options["look_back"],
        remember=not options["no_cache"],
        baseline="none",
    )
    day = as_at_day(linter, options["as_at"])
    number = number_of(options["jobs"], inputs)
    with (
        closing(
            check_paths(linter, inputs, as_at=day, source=options["source"], jobs=number)
        ) as arriving,
        watched(arriving, shown=not options["no_progress"]) as checked,
    ):
        return collect(linter, checked, day)


def _place(options: dict[str, Any]) -> Path:
    """Where the baseline stands: as configured, else here."""
    from caselint.cli.options import configured

    return configured(options["config"]).baseline or Path(FILE)


def _keep(baseline: Baseline, target: Path, *, dry_run: bool) -> None:
    from caselint.findings.baseline import write_baseline
    from caselint.reports.outputs import open_output

    if dry_run:
        click.echo(f"Not written, because this is a dry run: {target}")
        return
    with open_output(target) as stream:
        write_baseline(baseline, stream)
    click.echo(f"Written: {target}")


def _holds(baseline: Baseline) -> str:
    from caselint.reports.wording import counted, day, found

    kinds = baseline.kinds
    if not kinds:
        return "It holds nothing"
    each = ", ".join(found(kinds["strength"], kinds["concern"], kinds["query"]))
    files = counted(baseline.cases, "case file")
    return f"It holds {each}, of {files}, the last as at {day(baseline.as_at)}"


def _findings(number: int) -> str:
    return "1 finding" if number == 1 else f"{number:,} findings"
