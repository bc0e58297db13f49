"""Packs: a folder of rules with a name and a version, and where the one that ships stands."""

from __future__ import annotations

import operator
import re
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from caselint._version import __version__
from caselint.datafile import Document, validate
from caselint.errors import ConfigurationError, DataFileError

PACK_FILE: Final = "pack.yaml"


class Pack(BaseModel):
    """The head of a rulebook: its id and version, and which engines can use it."""

    model_config = ConfigDict(extra="forbid")

    id: str
    version: str
    title: str
    engine: str


def read_pack(document: Document) -> Pack:
    """Read ``pack.yaml``; raises `DataFileError` when it is not made for this engine."""
    pack = validate(document, Pack)
    for number, bound in enumerate(pack.engine.split(",")):
        match = _BOUND.fullmatch(bound.strip())
        if match is None:
            message = f"part {number + 1} of the range is not like >=0.1 or <0.2"
            raise DataFileError([document.fault(("engine",), message)])
        if not _COMPARE[match[1]](_release(__version__), _release(match[2])):
            message = f"these rules are made for caselint {pack.engine}; this is {__version__}"
            raise DataFileError([document.fault(("engine",), message)])
    return pack


_BOUND: Final = re.compile(r"(>=|<=|<|>|==)\s*([0-9]+(?:\.[0-9]+)*)")
_COMPARE: Final = {
    ">=": operator.ge,
    "<=": operator.le,
    "<": operator.lt,
    ">": operator.gt,
    "==": operator.eq,
}


def _release(version: str) -> tuple[int, ...]:
    """The numbers of a version, three of them: ``0.2`` is 0, 2, 0."""
    numbers = [int(number) for number in re.findall(r"[0-9]+", version)[:3]]
    return tuple(numbers + [0] * (3 - len(numbers)))


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
