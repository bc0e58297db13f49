"""Templates (Jinja) of the reports that are pages of text, and how an organisation overrides them.

A file in the organisation's folder stands in place of ours of the same name, and may extend it:
`{% extends "caselint/html/page.html" %}` is always the one that comes with caselint. Whatever comes
from a case file is escaped. Templates are sandboxed, and an unknown name in one is an error.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateError,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from caselint.errors import ConfigurationError
from caselint.reports import wording
from caselint.reports.style import Style

FOLDER: Final = Path(__file__).resolve().parent / "templates"
"""The templates that come with caselint."""


def template(name: str, style: Style, *, escaped: bool = True) -> Template:
    """The template of this name, such as ``html/page.html``, in the organisation's own form if any.

    `escaped`: it makes HTML. Raises `ConfigurationError` where the organisation's is faulty.
    """
    try:
        return environment(style, escaped=escaped).get_template(name)
    except TemplateError as error:
        raise ConfigurationError(
            f"the template {name} cannot be used",
            place=str(style.templates or ""),
            hint=type(error).__name__,
        ) from None


def environment(style: Style, *, escaped: bool = True) -> ImmutableSandboxedEnvironment:
    """What templates are read and filled in with."""
    ours = FileSystemLoader(FOLDER)
    loaders: list[BaseLoader] = [PrefixLoader({"caselint": ours}), ours]
    if style.templates is not None:
        loaders.insert(0, FileSystemLoader(style.templates))
    made = _Sandbox(
        loader=ChoiceLoader(loaders),
        autoescape=escaped,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(_FILTERS)
    made.globals.update(style=style, says=style.says, counted=wording.counted)
    return made


class _Sandbox(ImmutableSandboxedEnvironment):
    """A sandbox that decides once for each type and name what a template may see.

    What is decided hangs on nothing else, and is asked a thousand times a page.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._decided: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see this attribute of an object."""
        of = type(obj), attr
        safe = self._decided.get(of)
        if safe is None:
            safe = self._decided[of] = super().is_safe_attribute(obj, attr, value)
        return safe


def _day(value: date | None) -> str:
    return "" if value is None else wording.day(value)


_FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "day": _day,
    "kind": wording.kind,
    "coded": wording.coded,
    "agency": wording.agency,
    "titled": wording.titled,
    "plain": wording.plain,
    "binding": wording.binding,
    "source": wording.source,
}
