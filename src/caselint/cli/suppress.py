"""`caselint suppress`: put a finding aside, with a reason and an end; and see what is put aside."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from caselint.cli.options import config_option, rules_option

if TYPE_CHECKING:
    from datetime import date

    from caselint.config import Configuration
    from caselint.findings import Run
    from caselint.findings.suppression import Suppression
    from caselint.rulebook import Rule, Rulebook

FILE: Final = "caselint-suppressions.yaml"


@click.command("suppress")
@click.argument("rule", required=False, metavar="[RULE]")
@click.option("--case", metavar="ID", help="The case file, by its id.")
@click.option("--record", metavar="ID", help="A record that the finding cites.")
@click.option("--reason", metavar="TEXT", help="Why; whoever reads a report sees it.")
@click.option("--author", metavar="TEXT", help="Who puts it aside: a role will do.")
@click.option(
    "--expires",
    metavar="DAY",
    help="The day on which it is shown again, 12 months ahead at most unless configured otherwise.",
)
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=f"The file of suppressions. [default: as configured, else {FILE}]",
)
@click.option("--list", "listing", is_flag=True, help="Show what is put aside, and add nothing.")
@click.option(
    "--run",
    "saved",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="RUN",
    help="A saved run: say what is covered in it.",
)
@click.option(
    "--as-at",
    metavar="DAY",
    help="The day on which it is put aside; with --list, on which it is in force. [default: today]",
)
@config_option
@rules_option
def suppress_command(
    rule: str | None,
    case: str | None,
    record: str | None,
    reason: str | None,
    author: str | None,
    expires: str | None,
    file: Path | None,
    listing: bool,
    saved: Path | None,
    as_at: str | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> None:
    r"""Put a finding aside, with a reason and an end.

    RULE is the id or name of a rule. The suppression goes to the end of the file; what stands there
    stays as it is. A suppressed finding is hidden from lists and counted, and alters no outcome and
    no n of N.

    \b
    caselint suppress SUP001 --case C-104 --author "QA lead" --expires 2026-12-31 \
        --reason "Supervision is kept on the brother's file, seen on 3 March."
    caselint suppress --list --run run.json
    """
    from caselint.cli.options import configured, loaded
    from caselint.linter import read_as_at
    from caselint.reports.saved import read_run

    configuration = configured(config)
    day = read_as_at(as_at or "today")
    rulebook = loaded(configuration, folders)
    target = file or configuration.suppressions or Path(FILE)
    run = None if saved is None else read_run(saved)
    given = {"--case": case, "--record": record, "--reason": reason, "--author": author}
    given["--expires"] = expires
    if listing:
        extra = [name for name, value in given.items() if value is not None]
        if rule is not None or extra:
            raise click.UsageError(f"--list adds nothing: leave out {extra[0] if extra else rule}")
        _list(target, configuration, rulebook, day, run)
        return
    if rule is None:
        raise click.UsageError("name a rule; or see what is put aside with --list")
    if case is None and record is None:
        raise click.UsageError("name a case file with --case, or a record with --record")
    for name in ("--reason", "--author", "--expires"):
        if given[name] is None:
            raise click.UsageError(f"{name} is missing")
    values = {**{name.removeprefix("--"): value for name, value in given.items()}, "since": day}
    one = _made(_suppressible(rule, rulebook), values, configuration)
    _add(one, target, configuration, day, run)


def _suppressible(id_or_name: str, rulebook: Rulebook) -> Rule:
    from caselint.errors import ConfigurationError

    rule = rulebook.rule(id_or_name)
    if not rule.suppressible:
        raise ConfigurationError(
            f"no finding of {rule.id} can be put aside: that could hide a child at risk",
            hint=f"`caselint explain {rule.id}` says what it asks and what it gets wrong",
        )
    return rule


def _made(rule: Rule, values: Mapping[str, object], configuration: Configuration) -> Suppression:
    from pydantic import ValidationError

    from caselint.errors import ConfigurationError
    from caselint.findings.suppression import Suppression

    try:
        one = Suppression.model_validate({"rule": rule.id, **values})
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        what = f"--{first['loc'][0]}: " if first["loc"] else ""
        says = first["msg"].removeprefix("Value error, ")
        if first["type"].startswith("date"):
            says = "expected a day, such as 2026-12-31"
        raise ConfigurationError(what + says) from None
    longest = configuration.settings.suppression_months
    if one.lasts_too_long(longest):
        raise ConfigurationError(
            f"--expires: a suppression lasts {longest} months at most",
            hint="look at the finding again then, and put it aside anew",
        )
    return one


def _add(
    one: Suppression, target: Path, configuration: Configuration, day: date, run: Run | None
) -> None:
    from caselint.datafile import read
    from caselint.findings.suppressing import entry, with_one_more
    from caselint.reports.outputs import open_output

    text, mode = "", None
    if target.exists():
        read(target)
        text, mode = target.read_bytes().decode(), target.stat().st_mode & 0o777
    made = with_one_more(text, str(target), one, day)
    with open_output(target) as stream:
        stream.write(made)
    if mode is not None:
        # A file that colleagues share stays one.
        target.chmod(mode)
    click.echo(f"Added to {target}:")
    click.echo(entry(one), nl=False)
    if run is not None:
        _say_covered(one, run)
    configured = configuration.suppressions
    if configured is None or configured.resolve() != target.resolve():
        click.echo(
            f'It takes effect where a configuration names the file: suppressions = "{target.name}"'
        )


def _say_covered(one: Suppression, run: Run) -> None:
    from caselint.findings.put_aside import fits

    note = one.note()
    number = sum(fits(note, found) for found in run.findings)
    click.echo(f"It fits {'1 finding' if number == 1 else f'{number:,} findings'} of that run.")


def _list(
    target: Path, configuration: Configuration, rulebook: Rulebook, day: date, run: Run | None
) -> None:
    from caselint.cli.writing import paper
    from caselint.findings.put_aside import PutAside, by_rule
    from caselint.findings.suppression import read_suppressions, suppress
    from caselint.reports.terminal.page import Page
    from caselint.reports.terminal.suppressions import write_each
    from caselint.reports.wording import day as in_words

    longest = configuration.settings.suppression_months
    found = read_suppressions(target, longest=longest, kept=rulebook.unsuppressible)
    notes = [one.note(longest) for one in found]
    counting = PutAside(notes)
    rules: Container[str] = rulebook.rules
    if run is not None:
        rules = {one.rule for one in run.tally.rules}
        for case in run.cases:
            counting.see(case)
        shown = (one._replace(status="new") for one in run.findings)
        for finding in suppress(shown, by_rule(notes), day):
            counting.count(finding)
    page = Page(paper())
    page.put((f"Put aside in {target.name}, as on {in_words(day)}", "bold"))
    every = counting.summaries(day, day, rules)
    if not every:
        page.put("Nothing.", indent=2)
    write_each(every, page, verbose=True, in_run=run is not None)
    if run is None and every:
        page.put("With --run RUN it says which of them cover nothing.", indent=2)
