"""`caselint report`: any report of a saved run, without checking again."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Literal

import click

from caselint.cli.options import config_option, redact_options
from caselint.reports import FORMATS


@click.command("report")
@click.argument(
    "saved",
    metavar="RUN",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--to",
    "forms",
    type=click.Choice(list(FORMATS)),
    multiple=True,
    help="The form of the report (repeatable: several are made at once). [default: html]",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PLACE",
    help="A file for the one report, or a folder for several. [default: beside the saved run, "
    "under its name]",
)
@click.option(
    "--case",
    "cases",
    multiple=True,
    metavar="ID",
    help="Only this case file, by its id (repeatable).",
)
@click.option("--verbose", "-v", is_flag=True, help="In the form text: cut nothing.")
@redact_options
@config_option
def report_command(
    saved: Path,
    forms: tuple[str, ...],
    output: Path | None,
    cases: tuple[str, ...],
    verbose: bool,
    redact: tuple[Literal["names", "quotes"], ...],
    redact_key: Path | None,
    config: Path | None,
) -> None:
    """Make reports of a saved run.

    RUN is what `caselint check --format json` or `jsonl` wrote. Nothing is checked again: the
    findings are those of the run, and so are the rules and standards that they cite.

    \b
    caselint check exports/ --as-at 2026-03-31 --format json --output run.json
    caselint report run.json --to html --to excel
    """  # noqa: D301 - click reads \b as: do not wrap
    from caselint.cli.options import configured, redactor_of
    from caselint.errors import ConfigurationError
    from caselint.findings.narrowing import only
    from caselint.reports.publishing import publish
    from caselint.reports.saved import read_run
    from caselint.reports.style import style_of

    style = style_of(configured(config))
    redactor = redactor_of(redact, redact_key)
    forms = tuple(dict.fromkeys(forms)) or ("html",)
    for form in forms:
        FORMATS[form].load()
    gc.disable()  # a run is millions of small tuples that point nowhere back
    try:
        run = read_run(saved)
    finally:
        gc.enable()
    if cases:
        missing = set(cases) - {case.case_id for case in run.cases}
        if missing:
            raise ConfigurationError(
                f"--case: {len(missing)} of {len(set(cases))} ids are not in the run",
                place=str(saved),
            )
        run = only(run, cases)
    if redactor is not None:
        run = redactor.run(run)
    for form in forms:
        target = _target(saved, form, output, alone=len(forms) == 1)
        for written in publish(run, form, target, style, verbose=verbose)[:1]:
            click.echo(str(written))


def _target(saved: Path, form: str, output: Path | None, *, alone: bool) -> Path:
    """Where a report goes: to the file or into the folder named, else beside the saved run.

    A report never takes the place of the run that it is made of.
    """
    from caselint.errors import ConfigurationError
    from caselint.reports.outputs import make_folder

    suffix = FORMATS[form].suffix
    if output is not None and alone and not output.is_dir():
        target = output
    else:
        folder = saved.parent if output is None else make_folder(output)
        target = folder / f"{saved.stem}{suffix}"
    if target.resolve() == saved.resolve():
        raise ConfigurationError(
            "the report would take the place of the saved run",
            place=str(target),
            hint="name another file with --output",
        )
    return target
