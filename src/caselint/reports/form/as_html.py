"""A self-assessment form as a page: radio buttons and lines to write in, with nothing to load.

It can be filled in and printed without scripts. The one script there is saves a copy of the page
with what was filled in, on the reader's own machine; the page can send nothing anywhere.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caselint.findings.run import Run
from caselint.reports.file_names import file_name
from caselint.reports.filling import Filling, fit
from caselint.reports.form import CHOICES
from caselint.reports.form.place import Forms, write_forms
from caselint.reports.form.sheet import Sheet
from caselint.reports.style import Style

if TYPE_CHECKING:
    from caselint.reports.shares import Shared

_PAGE: Final = "form/form.html"
_LOOKS: Final = "form/form.css"
_SAVING: Final = "form/save.js"


def write_html(run: Run, path: Path, style: Style) -> list[Path]:
    """Write the forms, those of several children into a folder ``NAME-forms``."""
    return write_forms(run, path, _forms(style))


def write_html_shared(shared: Shared, path: Path, style: Style) -> list[Path]:
    """The same of a run that several processes hold."""
    return write_forms(shared.run, path, _forms(style), shared)


def _forms(style: Style) -> Forms:
    return Forms(Page(style, Filling(style)), style, "-forms", ".html")


@dataclass(frozen=True, slots=True)
class Page:
    """Makes the page of each child of one run."""

    style: Style
    filling: Filling

    def __call__(self, sheet: Sheet) -> bytes:
        """The form of one child."""
        looks, saving = self.filling.asset(_LOOKS), self.filling.asset(_SAVING)
        policy = "; ".join(
            (
                "default-src 'none'",
                "img-src data:",
                f"style-src {_hashed(looks)}",
                f"script-src {_hashed(saving)}",
                "base-uri 'none'",
                "form-action 'none'",
            )
        )
        values = {
            "sheet": sheet,
            "choices": [self.style.says(name) for name in CHOICES],
            "policy": policy,
            "looks": looks,
            "saving": saving,
            "file_name": f"{file_name(sheet.case_id)}.html",
        }
        return fit(self.filling.fill(_PAGE, values)).encode()


def _hashed(text: str) -> str:
    """How a policy names a style sheet or script that it allows."""
    digest = base64.b64encode(sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
