"""`caselint report`: any report of a saved run, without checking again."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from caselint.cli.options import config_option, jobs_option, redact_options
from caselint.reports import FORMATS

if TYPE_CHECKING:
    from caselint.findings import Run
    from caselint.findings.redaction import Redactor

SHARED_FROM: Final = 20_000_000
"""Bytes of a saved run from which processes of their own pay; each takes a second to start."""
SHARED_BY: Final = 6
"""Processes at most, unless more are asked for; each takes some 70 MB beside its share."""


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
@jobs_option("make a report that is a file a child")
@redact_options
@config_option
def report_command(
    saved: Path,
    forms: tuple[str, ...],
    output: Path | None,
    cases: tuple[str, ...],
    verbose: bool,
    jobs: int | Literal["auto"],
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
    from caselint.reports.publishing import publish, publish_shared
    from caselint.reports.style import style_of

    style = style_of(configured(config))
    redactor = redactor_of(redact, redact_key)
    forms = tuple(dict.fromkeys(forms)) or ("html",)
    for form in forms:
        FORMATS[form].load()
    targets = {form: _target(saved, form, output, alone=len(forms) == 1) for form in forms}
    whole = not cases and redactor is None
    number = _processes(saved, forms, jobs) if whole else 1
    run: Run | None = None
    for form, target in targets.items():
        with _uncollected():
            written = publish_shared(saved, form, target, style, jobs=number)
        if written is None:
            run = run or _read(saved, cases, redactor)
            written = publish(run, form, target, style, verbose=verbose)
        click.echo(str(written[0]))


def _processes(saved: Path, forms: Iterable[str], jobs: int | Literal["auto"]) -> int:
    """How many are to make these reports; looked at closely only where several could."""
    is_small = jobs == "auto" and saved.stat().st_size < SHARED_FROM
    if is_small or not any(FORMATS[form].shared for form in forms):
        return 1
    from caselint.running.jobs import number_of

    number = number_of(jobs, [saved])
    return min(number, SHARED_BY) if jobs == "auto" else number


def _read(saved: Path, cases: tuple[str, ...], redactor: Redactor | None) -> Run:
    """The run as it is to be shown."""
    from caselint.errors import ConfigurationError
    from caselint.findings.narrowing import only
    from caselint.reports.saved import read_run

    with _uncollected():
        run = read_run(saved)
        gc.freeze()  # it stays until the end, so it need not be looked through either
    if cases:
        missing = set(cases) - {case.case_id for case in run.cases}
        if missing:
            raise ConfigurationError(
                f"--case: {len(missing)} of {len(set(cases))} ids are not in the run",
                place=str(saved),
            )
        run = only(run, cases)
    return run if redactor is None else redactor.run(run)


@contextmanager
def _uncollected() -> Iterator[None]:
    """While a run is taken in: it is millions of small tuples that point nowhere back."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


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
