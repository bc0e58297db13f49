"""The configuration: the nearest ``caselint.toml``, or ``[tool.caselint]`` in ``pyproject.toml``.

::

    look_back = "12 months"
    fail_on = "high"
    ignore = ["VIS003"]

    [parameters.SUP001]
    max_gap = { value = "6 weeks", reason = "Supervision policy, April 2026" }

    [[overrides]]
    teams = ["Duty and assessment"]
    ignore = ["SUP001"]

    [coverage.native]
    records_from = ["social_care"]

An unknown key is an error. Every parameter that is moved needs a reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from caselint.casefile import Covers
from caselint.casefile.values import read_moment
from caselint.datafile import suggest
from caselint.errors import ConfigurationError
from caselint.findings.suppression import LONGEST
from caselint.selecting.clocks import BankHolidays
from caselint.selecting.durations import read_duration

FILE: Final = "caselint.toml"


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class ParameterValue(_Shape):
    """An organisation's own value of a parameter, and why."""

    value: Any
    reason: str = Field(min_length=1)


class Calendar(_Shape):
    """How days are counted. `bank_holidays`: free days, or working days as some systems have it."""

    bank_holidays: BankHolidays = "free"


class TeamOverride(_Shape):
    """What is different for some teams."""

    teams: list[str] = Field(min_length=1)
    select: list[str] | None = None
    ignore: list[str] = Field(default_factory=list)
    parameters: dict[str, dict[str, ParameterValue]] = Field(default_factory=dict)


class ReportSettings(_Shape):
    """How reports look and speak. `logo` and `templates` start from the configuration's folder."""

    organisation: str = ""
    logo: str | None = None
    templates: str | None = None
    small_numbers: int = Field(default=4, ge=0, le=50)
    wording: dict[str, str] = Field(default_factory=dict)
    order: dict[str, list[str]] = Field(default_factory=dict)


class Settings(_Shape):
    """What a configuration file may say."""

    as_at: str | None = None
    look_back: str = "12 months"
    fail_on: Literal["high", "medium", "low", "advice", "never"] = "high"
    select: list[str] | None = None
    ignore: list[str] = Field(default_factory=list)
    rules: list[str] = Field(default_factory=list)
    suppressions: str | None = None
    suppression_months: int = Field(default=LONGEST, ge=1, le=24)
    baseline: str | None = None
    calendar: Calendar = Field(default_factory=Calendar)
    parameters: dict[str, dict[str, ParameterValue]] = Field(default_factory=dict)
    overrides: list[TeamOverride] = Field(default_factory=list)
    coverage: dict[str, Covers] = Field(default_factory=dict)
    report: ReportSettings = Field(default_factory=ReportSettings)

    @field_validator("as_at")
    @classmethod
    def _as_at(cls, value: str | None) -> str | None:
        if value is not None and value != "today":
            try:
                read_moment(value)
            except ValueError:
                raise ValueError("expected a day, such as 2026-03-31, or today") from None
        return value

    @field_validator("look_back")
    @classmethod
    def _look_back(cls, value: str) -> str:
        if value != "all" and read_duration(value) is None:
            raise ValueError("expected a duration, such as 12 months, or all")
        return value


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings, and the file they come from ("" for the defaults)."""

    settings: Settings = field(default_factory=Settings)
    file: str = ""

    @property
    def folder(self) -> Path:
        """What relative paths in the settings start from."""
        return Path(self.file).parent if self.file else Path()

    @property
    def rule_folders(self) -> tuple[Path, ...]:
        """Further folders of rules."""
        return tuple(self.folder / name for name in self.settings.rules)

    @property
    def suppressions(self) -> Path | None:
        """The file of suppressions."""
        name = self.settings.suppressions
        return None if name is None else self.folder / name

    @property
    def baseline(self) -> Path | None:
        """The file of known findings."""
        name = self.settings.baseline
        return None if name is None else self.folder / name


def read_configuration(path: Path) -> Configuration:
    """Read a configuration file; raises `ConfigurationError` with every fault."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"not valid TOML: {error}", place=str(path)) from None
    except UnicodeDecodeError:
        raise ConfigurationError("not UTF-8 text", place=str(path)) from None
    except OSError as error:
        raise ConfigurationError(
            f"cannot be read: {error.strerror or 'unknown reason'}", place=str(path)
        ) from None
    if path.name == "pyproject.toml":
        data = data.get("tool", {}).get("caselint", {})
    return Configuration(settings_of(data, str(path)), str(path))


def settings_of(data: Mapping[str, Any], place: str = "") -> Settings:
    """Validate settings given as data."""
    try:
        return Settings.model_validate(data)
    except ValidationError as error:
        lines = [
            _say(tuple(detail["loc"]), detail["type"], detail["msg"])
            for detail in error.errors(include_url=False, include_input=False)
        ]
        raise ConfigurationError("; ".join(lines), place=place) from None


def find_configuration(start: Path) -> Configuration:
    """The nearest configuration at or above a folder; the defaults where there is none."""
    for folder in (start.resolve(), *start.resolve().parents):
        if (folder / FILE).is_file():
            return read_configuration(folder / FILE)
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.caselint" in project.read_text("utf-8", "replace"):
            return read_configuration(project)
    return Configuration()


def _say(loc: tuple[str | int, ...], kind: str, message: str) -> str:
    where = ".".join(map(str, loc))
    if kind == "extra_forbidden":
        return f'unknown key "{where}" {suggest(str(loc[-1]), _keys(loc))}'.rstrip()
    if kind == "missing":
        return f'"{where}" is missing'
    return f'"{where}": {message.removeprefix("Value error, ")}'


def _keys(loc: tuple[str | int, ...]) -> list[str]:
    if len(loc) == 1:
        return list(Settings.model_fields)
    models: dict[Any, type[BaseModel]] = {
        "calendar": Calendar,
        "overrides": TeamOverride,
        "parameters": ParameterValue,
        "coverage": Covers,
        "report": ReportSettings,
    }
    model = models.get(loc[0])
    return [] if model is None else list(model.model_fields)
