"""`caselint rules`: list, show, test and write rules."""

from __future__ import annotations

import click

from caselint.cli.lazily import LazyGroup


@click.group(
    "rules",
    cls=LazyGroup,
    lazily={
        "list": ("caselint.cli.rules.listing", "List the rules, by theme."),
        "show": ("caselint.cli.rules.show", "Print the file of a rule."),
        "test": ("caselint.cli.rules.testing", "Try the examples in rule files."),
        "coverage": ("caselint.cli.rules.coverage", "Say which audit findings rules serve."),
        "new": ("caselint.cli.rules.new", "Write the file of a new rule, to be filled in."),
        "path": ("caselint.cli.rules.path", "Print where the shipped rules stand."),
    },
)
def rules_command() -> None:
    """List, show, test and write rules."""
