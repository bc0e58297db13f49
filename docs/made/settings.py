"""What `configuration.md` takes from the code: settings, suppressions, and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import click
from pydantic import BaseModel

from caselint.cli import main
from caselint.config import (
    Calendar,
    ParameterValue,
    ReportSettings,
    Settings,
    TeamOverride,
)
from caselint.findings.suppression import Suppression
from made.fields import named_fields
from made.markdown import code, codes, table
from made.ruleshape import _literal

SETTING: Final[dict[str, str]] = {
    "as_at": "The day on which files are judged, such as `2026-03-31`, or `today`.",
    "look_back": "How far back is judged: a duration, or `all`.",
    "fail_on": "The severity from which a concern gives exit code 1.",
    "select": "The rules that run; left out, every stable rule.",
    "ignore": "Rules that do not run.",
    "rules": "Further folders of rules.",
    "suppressions": "The file of [suppressions](known.md#put-a-finding-aside).",
    "suppression_months": "How many months a suppression may last, from 1 to 24.",
    "baseline": "The file of [known findings](known.md#take-down-what-is-known).",
    "calendar": "How days are counted.",
    "parameters": "By rule and parameter: the organisation's own value, with its reason.",
    "overrides": "What is different for some teams.",
    "coverage": "By source: what it covers, in place of what it says itself.",
    "report": "How [reports](reports.md#your-own-reports) look and speak.",
}
REPORT: Final[dict[str, str]] = {
    "organisation": "Whose data it is: named in every report.",
    "logo": "A picture, PNG or JPEG, of at most 1 MB.",
    "templates": "A folder whose files stand in place of caselint's own.",
    "small_numbers": "Counts from 1 up to this one are held back in documents for a board; 0 holds "
    "nothing back.",
    "wording": "By name: another sentence for one of [those that reports say]"
    "(reports.md#your-own-wording).",
    "order": "By report: its sections in the order wanted; the others follow.",
}
CALENDAR: Final[dict[str, str]] = {
    "bank_holidays": "Whether England's bank holidays are free days or count as working days.",
}
PARAMETER: Final[dict[str, str]] = {
    "value": "The value, within the rule's bounds.",
    "reason": "Why. It is shown by `caselint explain`.",
}
OVERRIDE: Final[dict[str, str]] = {
    "teams": "The teams, as `team` in their files.",
    "select": "In place of `select` above.",
    "ignore": "Beside `ignore` above.",
    "parameters": "Before those above.",
}
SUPPRESSION: Final[dict[str, str]] = {
    "rule": "The id of the rule.",
    "case": "The case id. Give this, a record, or both.",
    "record": "The id of a record that the finding cites.",
    "reason": "Why it is put aside, in 15 characters and two words at least.",
    "author": "Who says so.",
    "since": "The day on which it was put aside. Without it, a file judged more than "
    "`suppression_months` before `expires` does not heed it.",
    "expires": "The day on which it is shown again.",
}
_ROWS: Final = (
    ("", Settings, SETTING),
    ("calendar.", Calendar, CALENDAR),
    ("parameters.RULE.NAME.", ParameterValue, PARAMETER),
    ("overrides[].", TeamOverride, OVERRIDE),
    ("report.", ReportSettings, REPORT),
)


def settings() -> str:
    """Every key of the configuration."""
    rows = [row for before, model, said in _ROWS for row in _rows(model, said, before)]
    return table(["key", "default", "meaning"], rows)


def suppression() -> str:
    """The keys of a suppression."""
    return table(["key", "default", "meaning"], _rows(Suppression, SUPPRESSION, ""))


def _rows(model: type[BaseModel], said: Mapping[str, str], before: str) -> Iterator[list[str]]:
    for name, field in named_fields(model):
        choices = _literal(field.annotation)
        shown = "needed" if field.is_required() else _default(field.default)
        words = f"{codes(choices)}. " if choices else ""
        yield [code(before + name), shown, words + said.get(name, "")]


def _default(value: Any) -> str:
    return code(str(value)) if isinstance(value, (str, int)) else ""


def commands() -> str:
    """Every command with what it is for and its options."""
    context = click.Context(main, info_name="caselint")
    return "\n\n".join(_commands(main, context, "caselint"))


def _commands(group: click.Group, context: click.Context, path: str) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        inner = click.Context(command, info_name=name, parent=context)
        if isinstance(command, click.Group):
            yield from _commands(command, inner, f"{path} {name}")
        else:
            yield _command(command, inner, f"{path} {name}")


def _command(command: click.Command, context: click.Context, path: str) -> str:
    arguments = " ".join(
        parameter.make_metavar(context)
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    )
    records = [
        record
        for parameter in command.params
        if isinstance(parameter, click.Option)
        and (record := parameter.get_help_record(context)) is not None
    ]
    rows = [[code(option), said] for option, said in records if "--help" not in option]
    says = " ".join((command.help or "").split())
    heading = f"### {path}\n\n`{f'{path} {arguments}'.strip()}`\n\n{says}"
    return f"{heading}\n\n{table(['option', 'meaning'], rows)}" if rows else heading


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "settings": settings,
    "suppression": suppression,
    "commands": commands,
}
