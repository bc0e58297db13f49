"""Arrays of unequal length: several ranges of whole numbers written out in a row.

The functions are short and are called some hundred times for a batch, which may be one text: they
go past what numpy does for arguments of every kind.
"""

from __future__ import annotations

import numpy as np

from caselint.language.folding import Flags, Ints


def spread(start: Ints, stop: Ints) -> tuple[Ints, Ints]:
    """The whole numbers of several ranges in a row: (which range, number).

    A range that stops before it starts is empty.
    """
    counts = (stop - start).clip(0)
    ends = counts.cumsum()
    of = _counted(len(counts)).repeat(counts)
    return of, _counted(len(of)) + (start - ends + counts)[of]


def where(flags: Flags) -> Ints:
    """The positions that are set."""
    return flags.nonzero()[0]


def _counted(number: int) -> Ints:
    """0, 1, 2, … up to `number`."""
    return np.arange(number)
