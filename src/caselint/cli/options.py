"""Options that several commands share, and the configuration they lead to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import click

if TYPE_CHECKING:
    from caselint.config import Configuration
    from caselint.findings.redaction import Redactor
    from caselint.rulebook import Rulebook

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Command], Command]

config_option: Final[Option[Any]] = click.option(
    "--config",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The configuration; without it the nearest caselint.toml, or [tool.caselint] in "
    "pyproject.toml, at or above this folder.",
)
rules_option: Final[Option[Any]] = click.option(
    "--rules",
    "folders",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    metavar="FOLDER",
    help="A further folder of rules, beside those that come with caselint (repeatable).",
)


redact_key_option: Final[Option[Any]] = click.option(
    "--redact-key",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A secret of 16 bytes or more. Runs that were redacted with one key can be compared; "
    "without one, each run has marks of its own.",
)
_REDACT: Final[tuple[Option[Any], ...]] = (
    click.option(
        "--redact",
        type=click.Choice(["names", "quotes"]),
        multiple=True,
        help="Leave out the names that the case files give, or the words quoted from them "
        "(repeatable). A name that no field gives is not known, and stays.",
    ),
    redact_key_option,
)


def redact_options(command: Command) -> Command:
    """Ask what is to be redacted, and with which key."""
    for option in reversed(_REDACT):
        command = option(command)
    return command


def format_option(*names: str) -> Option[Any]:
    """Choose a form of output; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="The form of what is written.",
    )


def jobs_option(says: str) -> Option[Any]:
    """Ask how many processes are to share the work; `says` what they do."""
    return click.option(
        "--jobs",
        callback=_processes,
        default="auto",
        metavar="N",
        help=f"How many processes {says} at the same time: a number, or `auto`, which takes one, "
        "and as many as there are processors where the input is large. The report is the same. "
        "[default: auto]",
    )


def _processes(ctx: click.Context, param: click.Parameter, value: str) -> int | Literal["auto"]:
    if value == "auto":
        return "auto"
    if value.isascii() and value.isdigit() and int(value) > 0:
        return int(value)
    raise click.BadParameter("expected a number of processes from 1, or auto", ctx, param)


def redactor_of(redact: Sequence[Literal["names", "quotes"]], key: Path | None) -> Redactor | None:
    """What redacts as asked; None where nothing is to be. Raises `ConfigurationError`."""
    from caselint.errors import ConfigurationError
    from caselint.findings.redaction import Redactor

    if not redact:
        if key is not None:
            raise ConfigurationError("--redact-key without --redact", hint="--redact names")
        return None
    return Redactor(redact, b"" if key is None else key.read_bytes().strip())


def configured(config: Path | None) -> Configuration:
    """The configuration named, else the nearest one, else the defaults."""
    from caselint.config import find_configuration, read_configuration

    return find_configuration(Path()) if config is None else read_configuration(config)


def loaded(configuration: Configuration, folders: tuple[Path, ...]) -> Rulebook:
    """The rulebook: what comes with caselint, what is configured, and further folders."""
    from caselint.rulebook import load

    return load((*configuration.rule_folders, *folders))
