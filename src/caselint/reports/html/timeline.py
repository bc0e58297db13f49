"""The timeline picture of one child: a figure with its data, and the same as a list of words.

The picture is drawn in the browser (`assets/timeline.js`, with d3) when it comes into view. Without
scripts, in print and for screen readers the list says the same. Nothing is loaded from elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from markupsafe import Markup

from caselint.findings.tally import CheckedCase
from caselint.reports.arranging import Child
from caselint.reports.html.timeline_data import as_json, inert, lay
from caselint.reports.html.timeline_list import in_words
from caselint.reports.html.timeline_words import short
from caselint.reports.phrases import fields
from caselint.reports.style import PLAIN, Style
from caselint.reports.templating import template
from caselint.reports.timeline_phrases import PREFIX, TIMELINE

if TYPE_CHECKING:
    from jinja2 import Template

_ASSETS: Final = Path(__file__).resolve().parent / "assets"
_NAMES: Final = (
    "d3.min.js",
    *("timeline_reading.js", "timeline_signs.js", "timeline_canvas.js", "timeline_periods.js"),
    *("timeline_records.js", "timeline_findings.js", "timeline.js"),
)
"""Each leans on those before it."""
_CLOSING: Final = re.compile(r"<(?=/script|script|!--)", re.IGNORECASE)


def timeline(
    child: Child, cases: Sequence[CheckedCase], look_back: str = "", style: Style = PLAIN
) -> Markup:
    """The figure of one child, whose case files these are.

    `look_back` is that of the run's header; where it is given, its first day is marked. A finding's
    mark leads to ``#f-`` and its fingerprint on the same page.
    """
    laid = lay(child, cases, look_back)
    filled = _template(style.templates).render(
        style=style,
        says=style.says,
        case_id=short(laid.case_id),
        span=laid.span,
        listed=in_words(laid),
        data=None if laid.span is None else Markup(as_json(laid)),  # noqa: S704 - see inert
    )
    return Markup(filled)  # noqa: S704 - the template escapes


@lru_cache(maxsize=4)
def _template(folder: Path | None) -> Template:
    """Read once, since it is filled in for each child; `style` comes with the values."""
    return template("html/timeline.html", Style(templates=folder))


def _script(name: str) -> str:
    """A script that can stand inside a `<script>` element."""
    text = (_ASSETS / name).read_text(encoding="utf-8")
    return _CLOSING.sub(r"\\x3c", text)


_SCRIPTS: Final[tuple[str, ...]] = tuple(map(_script, _NAMES))


def scripts(style: Style = PLAIN) -> tuple[str, ...]:
    """Scripts to stand once in a page, in this order, after its figures or deferred.

    The first gives the others their words, as the organisation has them.
    """
    words = {
        name.removeprefix(PREFIX): style.says(name, **{one: f"{{{one}}}" for one in fields(said)})
        for name, said in TIMELINE.items()
    }
    given = inert(json.dumps(words, indent=2))
    return (f"(globalThis.caselintTimeline ??= {{}}).words = {given};\n", *_SCRIPTS)


STYLES: Final = (_ASSETS / "timeline.css").read_text(encoding="utf-8")
"""What a page with a timeline needs of CSS."""
