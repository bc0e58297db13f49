"""Packs: a folder of rules with a name and a version, and where the one that ships stands."""

from __future__ import annotations

import operator
import re
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from caselint._version import __version__
from caselint.datafile import Document, validate
from caselint.datafile.shipped import PACK_FILE, shipped_rules
from caselint.errors import DataFileError

__all__ = ["PACK_FILE", "Pack", "all_files", "read_pack", "rule_files", "shipped_rules"]


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


_OTHERS: Final = ("audits", "concepts", "cues", "words")
"""Folders of a pack that hold no rules."""


def rule_files(folder: Path) -> list[Path]:
    """The rule files of a pack: the YAML files in its theme folders, in order of path."""
    return sorted(
        path
        for path in folder.glob("*/*.yaml")
        if path.parent.name not in _OTHERS and path.name != PACK_FILE
    )


def all_files(folder: Path) -> list[Path]:
    """Every data file of a pack, in order of path."""
    return sorted(folder.rglob("*.yaml"))
