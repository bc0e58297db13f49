"""Templates filled in, and style sheets and scripts as they stand: ours or the organisation's."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING, Any, Final

from jinja2 import TemplateError
from markupsafe import Markup

from caselint.errors import ConfigurationError
from caselint.reports.style import Style
from caselint.reports.templating import environment

if TYPE_CHECKING:
    from jinja2 import Template

_UNFIT: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""What has no place in a page, or would turn its reading order."""

_PLAIN: Final = bytes(range(0x20, 0x7F)) + b"\t\n\r"
"""Most of any page, and all of it fit. Nothing unfit is printable, so the rest is soon told."""
_GAP: Final = "\x00"
"""Stands on both sides of a gap's name; in no page, since none may hold it."""


class Filling:
    """The templates of one report. Each is read once; another process reads them anew."""

    def __init__(self, style: Style) -> None:
        self._style = style
        self._environment = environment(style)
        self._read: dict[str, Template] = {}
        self._gapped: dict[Hashable, list[str]] = {}

    def __reduce__(self) -> tuple[type[Filling], tuple[Style]]:
        """What is sent to another process."""
        return Filling, (self._style,)

    def fill(self, name: str, values: Mapping[str, Any]) -> Markup:
        """A template filled in; raises `ConfigurationError` where the organisation's is faulty."""
        try:
            template = self._read.get(name)
            if template is None:
                template = self._read[name] = self._environment.get_template(name)
            return Markup(template.render(values))  # noqa: S704 - the environment escapes
        except TemplateError as error:
            raise self._faulty(name, error) from None

    def fill_alike(
        self,
        name: str,
        alike: Hashable,
        values: Callable[[], Mapping[str, Any]],
        own: Mapping[str, str],
    ) -> str:
        """A template filled in that many things are told with, most of it the same for many.

        `values` are those that all things named `alike` have in common, and `own`, which is markup,
        those of this one. Our own templates put the latter in as they are, or nothing where they
        are empty; so such a template is filled in once, with gaps, and kept. An organisation's may
        do anything with them and is filled in each time.
        """
        if not self._is_ours(name):
            return self.fill(name, {**values(), **_as_markup(own)})
        same = (name, alike, *map(bool, own.values()))
        pieces = self._gapped.get(same)
        if pieces is None:
            gaps = {one: f"{_GAP}{one}{_GAP}" if own[one] else "" for one in own}
            told = {one: fit(said) if type(said) is str else said for one, said in values().items()}
            made = self.fill(name, {**told, **_as_markup(gaps)})
            pieces = self._gapped[same] = re.split(f"{_GAP}({'|'.join(own)}){_GAP}", made)
        filled = pieces.copy()
        for number in range(1, len(filled), 2):
            filled[number] = own[filled[number]]
        return "".join(filled)

    def asset(self, name: str) -> str:
        """A style sheet or script; raises `ConfigurationError` as well."""
        loader = self._environment.loader
        assert loader is not None
        try:
            return loader.get_source(self._environment, name)[0]
        except (TemplateError, UnicodeDecodeError) as error:
            raise self._faulty(name, error) from None

    def _is_ours(self, name: str) -> bool:
        folder = self._style.templates
        return folder is None or not (folder / name).exists()

    def _faulty(self, name: str, error: Exception) -> ConfigurationError:
        return ConfigurationError(
            f"the template {name} cannot be used",
            place=str(self._style.templates or ""),
            hint=type(error).__name__,
        )


def _as_markup(texts: Mapping[str, str]) -> dict[str, Markup]:
    return {name: Markup(text) for name, text in texts.items()}  # noqa: S704 - escaped by its maker


def fit(page: str) -> str:
    """A page without what no browser should be given, whatever the case files had in them."""
    try:
        doubtful = page.encode().translate(None, _PLAIN).decode()
    except UnicodeEncodeError:  # half of a surrogate pair
        return _UNFIT.sub("", page)
    return page if doubtful.isprintable() else _UNFIT.sub("", page)
