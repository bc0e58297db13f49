"""Case files in batches, each small enough to hold several and large enough to be worth sending."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

from caselint.casefile import SetAside
from caselint.sources import Item, Supplied, Unread

FILES: Final = 16
"""Case files of one batch."""

BYTES: Final = 1024 * 1024
"""Bytes of unread case files from which a batch is full."""

Kept = TypeVar("Kept")
Unit = Supplied | Unread


@dataclass(slots=True)
class Batch(Generic[Kept]):
    """Some items in order of arrival: `units` to send, and what is `kept` here of every item.

    A row of `kept` has None where the answer to a unit is to stand, or what was set aside and needs
    none. `raised` is what the source raised behind them.
    """

    kept: list[tuple[Kept, SetAside | None]] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    size: int = 0
    raised: Exception | None = None

    def add(self, kept: Kept, item: Item) -> None:
        """Take in one item."""
        if isinstance(item, SetAside):
            self.kept.append((kept, item))
            return
        self.kept.append((kept, None))
        self.units.append(item)
        self.size += len(item.data) if isinstance(item, Unread) else 0

    @property
    def full(self) -> bool:
        """Whether it is to be sent now."""
        return len(self.kept) >= FILES or self.size >= BYTES


def batches(tasks: Iterable[tuple[Kept, Item]]) -> Iterator[Batch[Kept]]:
    """Items in batches. What their source raises is kept with the last of them.

    Raised at once, it would come before the answers to what stands before it.
    """
    batch: Batch[Kept] = Batch()
    try:
        for kept, item in tasks:
            batch.add(kept, item)
            if batch.full:
                yield batch
                batch = Batch()
    except Exception as error:  # noqa: BLE001 - raised again when its turn has come
        batch.raised = error
    if batch.kept or batch.raised is not None:
        yield batch
