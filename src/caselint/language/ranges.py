"""Arrays of unequal length: several ranges of whole numbers written out in a row.

The functions are short and are called some hundred times for a batch, which may be one text: they
go past what numpy does for arguments of every kind.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from caselint.language.folding import Flags, Ints

_COUNTED: Final = np.arange(4096)
_COUNTED.flags.writeable = False


def spread(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """The whole numbers of several ranges in a row: (which range, number).

    A range that stops before it starts is empty.
    """
    counts = np.maximum(stop - start, 0)
    of = counted(len(counts)).repeat(counts)
    if not len(of):
        return of, of
    start = start + counts - counts.cumsum()
    return of, counted(len(of)) + start[of]


def where(flags: Flags | NDArray[np.integer[Any]]) -> Ints:
    """The positions that are set, or have any bit set."""
    return flags.nonzero()[0]


def counted(number: int) -> Ints:
    """0, 1, 2, … up to `number`; not to be written to."""
    return _COUNTED[:number] if number <= len(_COUNTED) else np.arange(number)
