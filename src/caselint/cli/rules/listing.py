"""`caselint rules list`: the rules, by theme."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from caselint.cli.options import config_option, configured, format_option, loaded, rules_option

if TYPE_CHECKING:
    from caselint.rulebook import Rule


@click.command("list")
@click.option("--theme", help="Only the rules of this theme.")
@format_option("text", "json")
@config_option
@rules_option
def list_command(
    theme: str | None, form: str, config: Path | None, folders: tuple[Path, ...]
) -> None:
    """List the rules, by theme."""
    from caselint.datafile import suggest
    from caselint.errors import ConfigurationError

    rulebook = loaded(configured(config), folders)
    themes = sorted({rule.theme for rule in rulebook.rules.values()})
    if theme is not None and theme not in themes:
        hint = suggest(theme, themes) or f"the themes are {', '.join(themes)}"
        raise ConfigurationError(f'there is no theme "{theme}"', hint=hint)
    rules = [rule for rule in rulebook.rules.values() if theme in (None, rule.theme)]
    rules.sort(key=lambda rule: (rule.theme, rule.id))
    if form == "json":
        click.echo(json.dumps([_plain(rule) for rule in rules], indent=2))
    else:
        _write(rules)


def _plain(rule: Rule) -> dict[str, Any]:
    shown = ("id", "name", "title", "theme", "severity", "status", "gives", "rests_on", "force")
    plain = {name: getattr(rule, name) for name in shown}
    lists = {name: list(getattr(rule, name)) for name in ("audit", "serves", "standards")}
    return {**plain, **lists, "file": rule.file}


def _write(rules: Iterable[Rule]) -> None:
    from caselint.cli.writing import paper
    from caselint.reports.terminal.page import Page
    from caselint.reports.wording import counted, titled

    page = Page(paper())
    number = 0
    for number_of_theme, (theme, of_theme) in enumerate(groupby(rules, lambda rule: rule.theme)):
        if number_of_theme:
            page.blank()
        page.put((titled(theme), "bold"))
        for rule in of_theme:
            number += 1
            marks = f"({', '.join(_marks(rule))})"
            page.put(f"{rule.title} ", (marks, "dim"), label=rule.id, hang=8)
    page.blank()
    page.put(f"{counted(number, 'rule')}. `caselint explain` with an id says more.")


def _marks(rule: Rule) -> Iterator[str]:
    yield rule.severity
    if rule.gives == "context":
        yield "context only"
    if rule.status != "stable":
        yield rule.status
