"""Groups of commands that load a command when it is called, and not to list it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

import click


class LazyGroup(click.Group):
    """A group whose commands stand in modules of their own.

    `lazily`: a command's name to its module and what help says of it. The module has the command
    under its name, with an underscore for a hyphen.
    """

    def __init__(
        self, *args: Any, lazily: Mapping[str, tuple[str, str]] | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._lazily = lazily or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands, in the order in which help lists them."""
        return list(self._lazily)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded now."""
        if cmd_name not in self._lazily:
            return None
        module = import_module(self._lazily[cmd_name][0])
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands in help without loading any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, says) for name, (_, says) in self._lazily.items()])
