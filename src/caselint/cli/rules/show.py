"""`caselint rules show`: the file of a rule, as it is."""

from __future__ import annotations

from pathlib import Path

import click

from caselint.cli.options import config_option, configured, loaded, rules_option


@click.command("show")
@click.argument("name", metavar="ID")
@config_option
@rules_option
def show_command(name: str, config: Path | None, folders: tuple[Path, ...]) -> None:
    """Print the file of a rule, by its id or name."""
    rule = loaded(configured(config), folders).rule(name)
    click.echo(Path(rule.file).read_bytes(), nl=False)
