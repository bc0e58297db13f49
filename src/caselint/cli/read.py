"""`caselint read`: a text, with its mentions marked."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast, get_args

import click

from caselint.cli.options import (
    config_option,
    configured,
    format_option,
    loaded,
    redact_key_option,
    redactor_of,
    rules_option,
)
from caselint.language.mention import Mention, Who

if TYPE_CHECKING:
    from caselint.findings.redaction import Redactor
    from caselint.rulebook import Rulebook


def _people(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    people = {}
    for value in values:
        name, equals, relationship = (part.strip() for part in value.rpartition("="))
        if not (name and equals and relationship):
            # What was given may be a name, and names stand in no message.
            raise click.BadParameter("expected NAME=RELATIONSHIP, such as Mia=child", ctx, param)
        people[name] = relationship
    return people


@click.command("read")
@click.argument(
    "file",
    metavar="FILE|-",
    type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path),
)
@click.option(
    "--cast",
    "people",
    callback=_people,
    multiple=True,
    metavar="NAME=RELATIONSHIP",
    help="Somebody the text may name, and who that is to the child: Mia=child, Stacey=mother "
    "(repeatable).",
)
@click.option(
    "--author",
    type=click.Choice(get_args(Who)),
    default="professional",
    show_default=True,
    help="Who wrote the text.",
)
@click.option(
    "--concept",
    "concepts",
    multiple=True,
    metavar="ID",
    help="Only mentions of this concept (repeatable).",
)
@click.option("--explain", is_flag=True, help="Say which words and which step set each field.")
@format_option("text", "html", "json")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Write here, readable by its owner alone, instead of to standard output.",
)
@click.option(
    "--redact",
    type=click.Choice(["names", "quotes"]),
    multiple=True,
    help="`names` puts a mark in place of each name that --cast gives; one that it does not give "
    "is not known, and stays. `quotes`, in the form json alone, leaves out all words of the text "
    "and keeps their places (repeatable).",
)
@redact_key_option
@config_option
@rules_option
def read_command(
    file: Path,
    people: dict[str, str],
    author: str,
    concepts: tuple[str, ...],
    explain: bool,
    form: str,
    output: Path | None,
    redact: tuple[Literal["names", "quotes"], ...],
    redact_key: Path | None,
    config: Path | None,
    folders: tuple[Path, ...],
) -> None:
    """Mark what a text says: which concepts it mentions, whether each is so, who says so, of whom.

    FILE is a plain text; `-` reads standard input.
    """
    from caselint.cli.writing import destination, in_utf8, paper
    from caselint.reports.terminal.page import Page

    redactor = _redactor(redact, redact_key, people, form)
    rulebook = loaded(configured(config), folders)
    text = _text(file)
    mentions = _mentions(rulebook, text, people, cast(Who, author), concepts)
    if redactor is not None:
        from caselint.reports.mentions.redacted import redacted

        text, mentions = redacted(text, mentions, people, redactor)
    assert rulebook.language is not None
    known = rulebook.language.lexicon.concepts
    with destination(output) as stream:
        assert stream is not None
        if form == "json":
            from caselint.reports.mentions.as_json import write_json

            modes = () if redactor is None else redactor.modes
            write_json(text, mentions, in_utf8(stream), modes)
        elif form == "html":
            from caselint.reports.mentions.html import write_html

            write_html(text, mentions, known, in_utf8(stream), explain=explain)
        else:
            from caselint.reports.mentions.text import write_text

            write_text(text, mentions, known, Page(paper(stream)), explain=explain)


def _redactor(
    redact: Sequence[Literal["names", "quotes"]],
    key: Path | None,
    people: Mapping[str, str],
    form: str,
) -> Redactor | None:
    """What redacts as asked; raises `ConfigurationError` where that would leave words or names."""
    from caselint.errors import ConfigurationError

    if "names" in redact and not people:
        raise ConfigurationError(
            "--redact names: no name is known, so all would stay",
            hint="say whom the text may name, such as --cast Mia=child",
        )
    if "quotes" in redact and form != "json":
        raise ConfigurationError(
            f"--redact quotes: the form {form} is the text itself",
            hint="--format json has the places of mentions and what they say, without the words",
        )
    return redactor_of(redact, key)


def _mentions(
    rulebook: Rulebook, text: str, people: dict[str, str], author: Who, concepts: tuple[str, ...]
) -> list[Mention]:
    """The mentions asked for; raises `ConfigurationError` for a concept that there is not."""
    from caselint.datafile import suggest
    from caselint.errors import ConfigurationError

    if rulebook.language is None:
        raise ConfigurationError("the folders of rules hold no concepts to read by")
    for asked in concepts:
        if asked not in rulebook.concepts:
            raise ConfigurationError(
                f'--concept: there is no concept "{asked}"', hint=suggest(asked, rulebook.concepts)
            )
    reader = rulebook.language.reader
    (found,) = reader.analyse_many([text], casts=[people], authors=[author])
    return [mention for mention in found if not concepts or mention.concept in concepts]


def _text(file: Path) -> str:
    """The whole of a file or of standard input: UTF-8 or UTF-16 by its mark, else Windows-1252."""
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")
