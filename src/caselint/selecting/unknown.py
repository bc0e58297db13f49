"""The value that a path gives when what stands there cannot be known, and Kleene's logic over it.

Truth has three values: True, False and None for unknown.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final


class _Unknown:
    """Neither a value nor a blank. There is one of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


class _Nobodys:
    """There is surely nothing here. There is one of it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "NOBODYS"


UNKNOWN: Final[Any] = _Unknown()


NOBODYS: Final[Any] = _Nobodys()
"""The agency of somebody who belongs to none: a known value that equals no other."""


class Partial(list[Any]):
    """A list of which more may stand than is known. Its last entry is `UNKNOWN`."""


def negate(truth: bool | None) -> bool | None:
    """Kleene's not."""
    return None if truth is None else not truth


def every(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's and: false as soon as one is false, unknown if any is unknown."""
    result: bool | None = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def some(truths: Iterable[bool | None]) -> bool | None:
    """Kleene's or: true as soon as one is true, unknown if any is unknown."""
    result: bool | None = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result
