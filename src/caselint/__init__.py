"""caselint reads exported children's social-care case files as a multi-agency auditor would.

It says what each file evidences, what it does not, and where in the file that shows. The public
names are loaded when they are first used, so that importing caselint costs next to nothing::

    import caselint

    run = caselint.lint("exports/", as_at="2026-09-30")
    linter = caselint.Linter(config="caselint.toml")
    results = linter.check(case_file, as_at="2026-09-30")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caselint._version import __version__
from caselint.errors import (
    AsAtError,
    CaselintError,
    ConfigurationError,
    DataFileError,
    SavedRunError,
    SourceError,
)

if TYPE_CHECKING:
    from caselint.casefile import CaseFile
    from caselint.findings import Evidence, Finding, Result, Run
    from caselint.linter import Checked, Linter
    from caselint.reports.saved import read_run
    from caselint.rulebook import Rulebook
    from caselint.running import lint

_WHERE = {
    "CaseFile": "caselint.casefile",
    "Checked": "caselint.linter",
    "Evidence": "caselint.findings",
    "Finding": "caselint.findings",
    "Linter": "caselint.linter",
    "Result": "caselint.findings",
    "Rulebook": "caselint.rulebook",
    "Run": "caselint.findings",
    "lint": "caselint.running",
    "read_run": "caselint.reports.saved",
}

__all__ = [
    "AsAtError",
    "CaseFile",
    "CaselintError",
    "Checked",
    "ConfigurationError",
    "DataFileError",
    "Evidence",
    "Finding",
    "Linter",
    "Result",
    "Rulebook",
    "Run",
    "SavedRunError",
    "SourceError",
    "__version__",
    "lint",
    "read_run",
]


def __getattr__(name: str) -> Any:
    if name in _WHERE:
        from importlib import import_module

        return getattr(import_module(_WHERE[name]), name)
    raise AttributeError(f"module 'caselint' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
