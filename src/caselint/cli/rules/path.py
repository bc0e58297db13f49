"""`caselint rules path`: where the shipped rules stand."""

from __future__ import annotations

import click


@click.command("path")
def path_command() -> None:
    """Print the folder of the rules that come with caselint."""
    from caselint.rulebook import shipped_rules

    click.echo(str(shipped_rules()))
