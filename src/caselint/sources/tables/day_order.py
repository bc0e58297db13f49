"""Columns of dates in which the month seems to stand before the day.

``03/04/2026`` is read as 3 April, as it is written in England. Where the same column has a date
such as ``04/25/2026``, the export may have the American order throughout, and then what could be
read two ways is not read at all. The whole file is looked at before any row of it is read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from itertools import islice
from typing import Final

from caselint.sources.tables.cells import is_month_first
from caselint.sources.tables.index import Indexed

_SECOND_OVER_12: Final = re.compile(rb"/(?:1[3-9]|2\d|3[01])/\d{4}")
_MOST: Final = 1_000
"""Places looked at in one file: narrative may have such dates too."""


def month_first(indexed: Indexed, columns: Collection[str]) -> frozenset[str]:
    """Those of the date columns in which a date has its month first."""
    opened = indexed.opened
    found: set[str] = set()
    rows: list[tuple[int, int]] = []
    for place in islice(opened.file.found(_SECOND_OVER_12, b"/"), _MOST):
        if found == set(columns):
            break
        rows = rows or sorted(zip(indexed.starts, indexed.ends, strict=True))
        number = bisect_right(rows, (place, place)) - 1
        if number < 0 or place >= rows[number][1]:
            continue
        (cells,) = opened.file.cells(opened.header, [rows[number][0]], [rows[number][1]])
        if len(cells) == len(opened.header.names):
            found.update(
                column for column in columns if is_month_first(cells[opened.positions[column]])
            )
    return frozenset(found)
