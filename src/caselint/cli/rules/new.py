"""`caselint rules new`: the file of a new rule, to be filled in."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path
from typing import Final

import click

from caselint.cli.options import config_option, configured, loaded
from caselint.errors import ConfigurationError

_ID: Final = re.compile(r"[A-Z]{2,5}[0-9]{3}")
_SLUG: Final = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")


@click.command("new")
@click.argument("id_", metavar="ID")
@click.argument("name", metavar="NAME")
@click.option("--theme", default="local", show_default=True, help="The theme, which is a folder.")
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("rules"),
    show_default=True,
    help="The folder of rules to write into.",
)
@config_option
def new_command(id_: str, name: str, theme: str, folder: Path, config: Path | None) -> None:
    """Write the file of a new rule, with an example that passes, to be filled in.

    ID is two to five capital letters and three digits (LOC001); NAME is lower case with hyphens
    (visits-keep-pace).
    """
    if not _ID.fullmatch(id_):
        raise click.BadParameter("two to five capital letters and three digits, such as LOC001")
    for what, value in (("NAME", name), ("theme", theme)):
        if not _SLUG.fullmatch(value):
            raise click.BadParameter(f"the {what} is lower case with hyphens: visits-keep-pace")
    folders = (folder,) if folder.is_dir() else ()
    taken = loaded(configured(config), folders).rules.get(id_)
    if taken is not None:
        raise ConfigurationError(f'the id "{id_}" is taken', place=taken.file)
    path = folder / theme / f"{id_}-{name}.yaml"
    text = files("caselint.cli.rules").joinpath("template.yaml").read_text("utf-8")
    for mark, value in (("ID", id_), ("NAME", name), ("THEME", theme)):
        text = text.replace(f"<{mark}>", value)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as stream:
            stream.write(text)
    except FileExistsError:
        raise ConfigurationError("there is a file already", place=str(path)) from None
    click.echo(f"Written: {path}")
    click.echo(f"Try it:  caselint rules test {id_} --rules {folder}")
