"""What `caselint check` is asked, made into a linter, a day and the severities that fail a run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal

from caselint.cli.options import configured, loaded
from caselint.config import Configuration
from caselint.datafile import suggest
from caselint.errors import ConfigurationError
from caselint.findings import SEVERITIES, Severity
from caselint.linter import Linter, read_as_at
from caselint.rulebook import Rulebook
from caselint.selected import matches


def chosen_linter(
    config: Path | None,
    folders: tuple[Path, ...],
    select: Sequence[str],
    ignore: Sequence[str],
    look_back: str | None,
    *,
    remember: bool = False,
    baseline: Path | Literal["none"] | None = None,
    new_only: bool = False,
) -> Linter:
    """A linter with the rules asked for.

    `select` stands in place of everything that is configured to be selected or ignored, for teams
    too; `ignore` comes on top. With `remember`, what was found in texts is kept for the next run
    (`Rulebook.remembering`). `baseline` stands in place of the one configured; "none" is no
    baseline at all. With `new_only`, reports list what is not in it. Raises `ConfigurationError`
    where no rule is left.
    """
    configuration = _with_baseline(configured(config), baseline)
    if new_only and configuration.baseline is None:
        raise ConfigurationError(
            "--new-only: there is no baseline to know anything from",
            place=configuration.file,
            hint="name one with --baseline; `caselint baseline create` makes it",
        )
    rulebook = loaded(configuration, folders)
    for option, patterns in (("--select", select), ("--ignore", ignore)):
        _check_patterns(option, patterns, rulebook)
    if remember:
        rulebook = rulebook.remembering()
    linter = Linter(
        _narrowed(configuration, select, ignore),
        rulebook=rulebook,
        look_back=look_back,
        new_only=new_only,
    )
    if not linter.selected.shown:
        raise ConfigurationError(
            "no rule is left to check with",
            place=configuration.file,
            hint="look at select and ignore; a draft is selected by its whole id alone",
        )
    return linter


def as_at_day(linter: Linter, as_at: str | None) -> date | None:
    """The day asked for or configured, read once for the whole run; None: as each source says."""
    asked = as_at if as_at is not None else linter.configuration.settings.as_at
    return None if asked is None else read_as_at(asked)


def failing(linter: Linter, fail_on: str | None) -> tuple[Severity, ...]:
    """The severities of which a concern gives exit code 1."""
    lowest = fail_on or linter.configuration.settings.fail_on
    if lowest == "never":
        return ()
    return SEVERITIES[: [str(severity) for severity in SEVERITIES].index(lowest) + 1]


def _check_patterns(option: str, patterns: Sequence[str], rulebook: Rulebook) -> None:
    rules = rulebook.rules.values()
    for pattern in patterns:
        if not any(matches(pattern, rule) for rule in rules):
            known = [name for rule in rules for name in (rule.id, rule.name, rule.theme)]
            raise ConfigurationError(
                f'{option}: "{pattern}" is no rule and no theme',
                hint=suggest(pattern, dict.fromkeys(known)) or "`caselint rules list` has them all",
            )


def _with_baseline(
    configuration: Configuration, baseline: Path | Literal["none"] | None
) -> Configuration:
    if baseline is None:
        return configuration
    name = None if baseline == "none" else str(Path(baseline).resolve())
    settings = configuration.settings.model_copy(update={"baseline": name})
    return replace(configuration, settings=settings)


def _narrowed(
    configuration: Configuration, select: Sequence[str], ignore: Sequence[str]
) -> Configuration:
    settings = configuration.settings
    if select:
        for_teams = [
            team.model_copy(update={"select": None, "ignore": []}) for team in settings.overrides
        ]
        settings = settings.model_copy(
            update={"select": list(select), "ignore": [], "overrides": for_teams}
        )
    if ignore:
        settings = settings.model_copy(update={"ignore": [*settings.ignore, *ignore]})
    return replace(configuration, settings=settings)
