"""The engine that reads by the shipped rulebook, made once."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caselint.language.engine import Engine


@cache
def shipped_engine() -> Engine:
    """The engine for the concepts and cues that come with caselint.

    Raises `DataFileError` where a file of theirs has a fault.
    """
    from caselint.datafile.shipped import shipped_rules
    from caselint.language.compiled import engine_of
    from caselint.language.lexicon import read_lexicon

    return engine_of(read_lexicon([shipped_rules()]))
