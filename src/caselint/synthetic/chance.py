"""Chance that can be repeated: the same key gives the same choices on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance(random.Random):
    """A `random.Random` for one named purpose. The key is any text; it decides everything."""

    def __init__(self, *key: object) -> None:
        super().__init__("/".join(map(str, key)))

    def one(self, among: Sequence[T]) -> T:
        """One of them."""
        return among[int(self.random() * len(among))]

    def some(self, among: Sequence[T], number: int) -> list[T]:
        """So many of them, or all there are, in the order in which they stand."""
        chosen = set(self.sample(range(len(among)), min(number, len(among))))
        return [item for place, item in enumerate(among) if place in chosen]

    def maybe(self, likelihood: float) -> bool:
        """True that often."""
        return self.random() < likelihood

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def mixed(self, among: Sequence[T]) -> list[T]:
        """All of them, in a mixed order."""
        order = list(among)
        self.shuffle(order)
        return order


class Deck:
    """Deals from a bank of wordings without repeating one until all have been dealt.

    Brothers and sisters deal from the same mixed bank, each from a share of their own, so that no
    wording stands on two files of a family while the bank lasts.
    """

    __slots__ = ("_cards", "_dealt")

    def __init__(self, bank: Sequence[object], key: str, share: int = 0, shares: int = 1) -> None:
        cards = Chance(key).mixed(bank)
        own = cards[share::shares]
        self._cards: list[object] = own + [card for card in cards if card not in own]
        self._dealt = 0

    def deal(self) -> object:
        """The next one."""
        card = self._cards[self._dealt % len(self._cards)]
        self._dealt += 1
        return card
