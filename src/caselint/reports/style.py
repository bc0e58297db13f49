"""How an organisation wants its reports: its name and logo, its wording, order and templates.

It comes from `[report]` in the configuration. Every writer of a whole run takes a `Style`; what a
report says of children and rules is the same whatever the style.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from caselint.config import Configuration
from caselint.datafile import suggest
from caselint.errors import ConfigurationError
from caselint.reports import FORMATS
from caselint.reports.phrases import PHRASES, check

_LOGOS: Final = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
_LARGEST_LOGO: Final = 1_000_000
"""Bytes."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture: its bytes and their media type."""

    data: bytes
    media_type: str

    @property
    def address(self) -> str:
        """The picture as a `data:` address, so that a page needs no other file."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode()}"


@dataclass(frozen=True, slots=True)
class Style:
    """How reports are to look and to speak.

    `order` has the sections of a report in the order wanted, by the report's name; those it leaves
    out follow in their own order. `templates` is a folder whose files stand in place of those of
    the same name that come with caselint. `small_numbers` are held back in layouts for a board:
    counts from 1 up to and with this one.
    """

    organisation: str = ""
    logo: Logo | None = None
    wording: Mapping[str, str] = field(default_factory=dict)
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    templates: Path | None = None
    small_numbers: int = 4

    def says(self, name: str, **filled_in: object) -> str:
        """The sentence of this name, as the organisation words it."""
        return self.wording.get(name, PHRASES[name]).format(**filled_in)

    @property
    def owner(self) -> str:
        """Whose data it is."""
        if not self.organisation:
            return self.says("owner_unnamed")
        return self.says("owner", organisation=self.organisation)

    def ordered(self, report: str, sections: tuple[str, ...]) -> tuple[str, ...]:
        """The sections of a report in the order wanted; raises where one is no section of it."""
        wanted = self.order.get(report, ())
        for name in wanted:
            if name not in sections:
                raise ConfigurationError(
                    f'"report.order.{report}": "{name}" is no section of it',
                    hint=f"it has {', '.join(sections)}",
                )
        return (*wanted, *(name for name in sections if name not in wanted))


PLAIN: Final = Style()
"""As caselint comes."""


def style_of(configuration: Configuration) -> Style:
    """The style that a configuration asks for; raises `ConfigurationError`."""
    asked = configuration.settings.report
    check(asked.wording, PHRASES, configuration.file)
    for report in asked.order:
        if report not in FORMATS:
            raise ConfigurationError(
                f'"report.order.{report}" is no report',
                place=configuration.file,
                hint=suggest(report, FORMATS),
            )
    folder = configuration.folder
    templates = None if asked.templates is None else folder / asked.templates
    if templates is not None and not templates.is_dir():
        raise ConfigurationError(
            '"report.templates" is no folder', place=configuration.file, hint=str(templates)
        )
    return Style(
        asked.organisation,
        None if asked.logo is None else _logo(folder / asked.logo, configuration.file),
        asked.wording,
        {name: tuple(sections) for name, sections in asked.order.items()},
        templates,
        asked.small_numbers,
    )


def _logo(path: Path, place: str) -> Logo:
    media_type = _LOGOS.get(path.suffix.casefold())
    if media_type is None:
        raise ConfigurationError(
            '"report.logo" is no picture that a report can carry', place=place, hint="PNG or JPEG"
        )
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ConfigurationError(
            '"report.logo" cannot be read', place=place, hint=error.strerror or ""
        ) from None
    if len(data) > _LARGEST_LOGO:
        raise ConfigurationError('"report.logo" is too large', place=place, hint="at most 1 MB")
    return Logo(data, media_type)
