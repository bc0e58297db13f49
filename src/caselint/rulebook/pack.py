"""Packs: a folder of rules with a name and a version, and where the one that ships stands."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from caselint.datafile import Document, validate
from caselint.errors import ConfigurationError

PACK_FILE: Final = "pack.yaml"


class Pack(BaseModel):
    """The head of a rulebook: its id and version, and which engines can use it."""

    model_config = ConfigDict(extra="forbid")

    id: str
    version: str
    title: str
    engine: str


def read_pack(document: Document) -> Pack:
    """Read ``pack.yaml``."""
    return validate(document, Pack)


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


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack: the YAML files in its theme folders, in order of path."""
    return sorted(
        path
        for path in folder.glob("*/*.yaml")
        if path.parent.name not in ("audits", "concepts", "cues") and path.name != PACK_FILE
    )


def all_files(folder: Path) -> list[Path]:
    """Every data file of a pack, in order of path."""
    return sorted(folder.rglob("*.yaml"))
