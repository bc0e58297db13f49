"""Small numbers held back, for layouts that many people see.

A count of one or two children can point to a child. Counts from 1 up to a limit are held back, and
so is whatever they could be worked out from: the rest of a total, and the other part of n of N.
Nought is shown: nobody is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Part(NamedTuple):
    """n of N as it may be shown; None stands for what is held back."""

    number: int | None
    of: int | None


def is_small(number: int, most: int) -> bool:
    """Whether a count is to be held back by itself."""
    return 0 < number <= most


def masked(numbers: Sequence[int], most: int, *, total_shown: bool = True) -> list[int | None]:
    """Counts that stand beside each other, with those held back as None.

    With their total in sight, a single count held back could be worked out by taking the others
    away: then the smallest of those others that is not nought is held back too. `most` 0 holds
    nothing back.

    >>> masked([12, 3, 9], 4)
    [12, None, None]
    >>> masked([12, 3, 2, 0], 4)
    [12, None, None, 0]
    """
    hidden = {at for at, number in enumerate(numbers) if is_small(number, most)}
    others = [at for at, number in enumerate(numbers) if number > most]
    if total_shown and len(hidden) == 1 and others:
        hidden.add(min(others, key=lambda at: (numbers[at], at)))
    return [None if at in hidden else number for at, number in enumerate(numbers)]


def part_of(number: int, of: int, most: int) -> Part:
    """What may be shown of n of N: neither n nor the N - n that are left may be small.

    >>> part_of(7, 30, 4), part_of(28, 30, 4), part_of(2, 3, 4)
    (Part(number=7, of=30), Part(number=None, of=30), Part(number=None, of=None))
    """
    if is_small(of, most):
        return Part(None, None)
    if is_small(number, most) or is_small(of - number, most):
        return Part(None, of)
    return Part(number, of)
