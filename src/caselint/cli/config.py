"""`caselint config show`: the configuration in force, and where it comes from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from caselint.cli.options import config_option, configured, loaded, rules_option

if TYPE_CHECKING:
    from caselint.config import Configuration, ParameterValue
    from caselint.reports.terminal.page import Page
    from caselint.rulebook import Rulebook


@click.group("config")
def config_command() -> None:
    """Show the configuration in force."""


@config_command.command("show")
@config_option
@rules_option
def show_command(config: Path | None, folders: tuple[Path, ...]) -> None:
    """Show the configuration in force, where it comes from, and what it changes and why."""
    from caselint.cli.writing import paper
    from caselint.linter import Linter
    from caselint.reports.terminal.page import Page

    configuration = configured(config)
    rulebook = loaded(configuration, folders)
    linter = Linter(configuration, rulebook=rulebook)
    page = Page(paper())
    page.put(configuration.file or "no file: the defaults", label="From", hang=_MARGIN)
    _settings(configuration, page)
    all_folders = [str(folder) for folder in rulebook.folders]
    page.put(", ".join(all_folders), label="Rules in", hang=_MARGIN)
    shown = len(linter.selected.shown)
    page.put(f"{shown} of {len(rulebook.rules)}", label="Rules run", hang=_MARGIN)
    _parameters(configuration.settings.parameters, rulebook, page, "Parameters")
    for team in configuration.settings.overrides:
        heading = f"For {', '.join(team.teams)}"
        page.heading(heading)
        if team.select is not None:
            page.put(", ".join(team.select), label="Select", hang=_MARGIN)
        if team.ignore:
            page.put(", ".join(team.ignore), label="Ignore", hang=_MARGIN)
        _parameters(team.parameters, rulebook, page)


_MARGIN = 15


def _settings(configuration: Configuration, page: Page) -> None:
    settings = configuration.settings
    rows = {
        "As at": settings.as_at or "as the source says, or --as-at",
        "Look-back": settings.look_back,
        "Fail on": settings.fail_on,
        "Bank holidays": f"count as {settings.calendar.bank_holidays} days",
        "Select": "all" if settings.select is None else ", ".join(settings.select) or "none",
        "Ignore": ", ".join(settings.ignore) or "none",
        "Suppressions": _suppressions(configuration),
        "Baseline": str(configuration.baseline or "none"),
    }
    for label, words in rows.items():
        page.put(words, label=label, hang=_MARGIN)
    for source, covers in settings.coverage.items():
        declared = covers.model_dump_json(exclude_none=True, by_alias=True)
        page.put(f"{source}: {declared}", label="Coverage", hang=_MARGIN)


def _parameters(
    parameters: dict[str, dict[str, ParameterValue]],
    rulebook: Rulebook,
    page: Page,
    heading: str = "",
) -> None:
    if parameters and heading:
        page.heading(heading)
    for rule_id, values in sorted(parameters.items()):
        for name, given in values.items():
            default = rulebook.rules[rule_id].params[name].default
            page.put((f"{rule_id} {name} ", "bold"), f"{given.value} (the default is {default})")
            page.put(f"Reason: {given.reason}", indent=2)


def _suppressions(configuration: Configuration) -> str:
    from caselint.reports.wording import counted

    most = counted(configuration.settings.suppression_months, "month")
    return f"{configuration.suppressions or 'none'}, for {most} at most"
