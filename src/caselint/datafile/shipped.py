"""Where the data files that come with caselint stand."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from caselint.errors import ConfigurationError

PACK_FILE: Final = "pack.yaml"
"""The file at the head of a folder of rules."""


def shipped_rules() -> Path:
    """The folder of the rulebook that comes with caselint.

    In a source tree it is the tree's own `rules/`, so that an editable install never reads stale
    rules; otherwise the copy in the package.
    """
    here = Path(__file__).resolve()
    tree = here.parents[3]
    if (tree / "pyproject.toml").is_file() and (tree / "rules" / PACK_FILE).is_file():
        return tree / "rules"
    packaged = here.parents[1] / "rules"
    if (packaged / PACK_FILE).is_file():
        return packaged
    raise ConfigurationError(
        "the rulebook that belongs to caselint is missing", hint="install caselint again"
    )
