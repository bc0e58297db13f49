"""Every error that caselint raises on purpose, in one place.

An error says what is wrong, where, and what to do about it. It never carries a name, a narrative or
any other personal detail: places are files, elements, rows and record ids.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caselint.datafile import Fault


class CaselintError(Exception):
    """The common parent. `place` is where (a file, a line, an element); `hint` is what to try."""

    def __init__(self, message: str, *, place: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.place}: {self.message}" if self.place else self.message
        return f"{text} ({self.hint})" if self.hint else text


class DataFileError(CaselintError):
    """A rule, standard, audit or pack file is faulty. `faults` has every fault that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class ConfigurationError(CaselintError):
    """The configuration or a parameter of a call cannot be used."""


class AsAtError(ConfigurationError):
    """Neither the caller nor the source says on which day the files are to be judged."""


class SavedRunError(CaselintError):
    """A saved run cannot be read back."""


class SourceError(CaselintError):
    """An input cannot be read at all. Whatever could be read of it has been handed on before."""
