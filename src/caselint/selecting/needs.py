"""What a rule needs of a source: derived from the rule, held against the coverage.

A need is a leaf (a kind, a field of it, types of it) or a combination: all of several, or any one
of several. `missing` says what a source lacks; an empty answer means that the need is met. Each
file and rule asks it, so the answer of a combination is worked out once for each coverage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from caselint.casefile.coverage import Coverage


class Need(Protocol):
    """Something that a source must be able to express."""

    def missing(self, coverage: Coverage) -> tuple[str, ...]:
        """What the source lacks, as ``kind``, ``kind.field`` or ``kind (type)``."""

    def kinds(self) -> Iterator[str]:
        """The kinds that the need is about."""


@dataclass(frozen=True, slots=True)
class Field:
    """A kind of record (or ``child``, ``person``, ``agency``), a field of it, its types.

    The field may lie within another: ``actions.impact``. Where that is missing, it is all that is
    said.
    """

    kind: str
    field: str = ""
    types: tuple[str, ...] = ()

    def missing(self, coverage: Coverage) -> tuple[str, ...]:
        """See `Need.missing`."""
        if coverage.full:
            return ()
        if not coverage.kind(self.kind):
            return (self.kind,)
        if self.field and not coverage.field(self.kind, self.field):
            return (f"{self.kind}.{_outermost(self, coverage)}",)
        if self.types and not any(coverage.type(self.kind, type_) for type_ in self.types):
            return tuple(f"{self.kind} ({type_})" for type_ in self.types)
        return ()

    def kinds(self) -> Iterator[str]:
        """See `Need.kinds`."""
        yield self.kind


def _outermost(need: Field, coverage: Coverage) -> str:
    """The shortest part of a field's path that is not covered."""
    around = accumulate(need.field.split("."), "{}.{}".format)
    return next(field for field in around if not coverage.field(need.kind, field))


@dataclass(frozen=True, slots=True)
class Text:
    """The narrative of a kind of record: one of these fields, in a file that has any narrative."""

    kind: str
    fields: tuple[str, ...]

    def missing(self, coverage: Coverage) -> tuple[str, ...]:
        """See `Need.missing`."""
        if coverage.complete:
            return ()
        if not coverage.kind(self.kind):
            return (self.kind,)
        if coverage.narrated and any(coverage.field(self.kind, field) for field in self.fields):
            return ()
        return (f"{self.kind}.{self.fields[0]}",)

    def kinds(self) -> Iterator[str]:
        """See `Need.kinds`."""
        yield self.kind


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every one of several needs."""

    needs: tuple[Need, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((AllOf, self.needs)))

    def __hash__(self) -> int:
        return self._hash

    def missing(self, coverage: Coverage) -> tuple[str, ...]:
        """See `Need.missing`."""
        return () if coverage.complete else _once(self, coverage, self._missing)

    def _missing(self, coverage: Coverage) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for need in self.needs for name in need.missing(coverage)))

    def kinds(self) -> Iterator[str]:
        """See `Need.kinds`."""
        for need in self.needs:
            yield from need.kinds()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of several needs is enough. Missing is what those lack that come nearest."""

    needs: tuple[Need, ...]
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_hash", hash((AnyOf, self.needs)))

    def __hash__(self) -> int:
        return self._hash

    def missing(self, coverage: Coverage) -> tuple[str, ...]:
        """See `Need.missing`."""
        return () if coverage.complete else _once(self, coverage, self._missing)

    def _missing(self, coverage: Coverage) -> tuple[str, ...]:
        lacks = [need.missing(coverage) for need in self.needs]
        if not lacks or any(not lack for lack in lacks):
            return ()
        least = min(map(_far, lacks))
        nearest = (lack for lack in lacks if _far(lack) == least)
        return tuple(dict.fromkeys(name for lack in nearest for name in lack))

    def kinds(self) -> Iterator[str]:
        """See `Need.kinds`."""
        for need in self.needs:
            yield from need.kinds()


def _far(lack: tuple[str, ...]) -> tuple[bool, int]:
    """How much is lacking: less where it all lies within fields that are there, then by number."""
    return any(name.count(".") < 2 for name in lack), len(lack)


def _once(
    need: Need, coverage: Coverage, ask: Callable[[Coverage], tuple[str, ...]]
) -> tuple[str, ...]:
    found: tuple[str, ...] | None = coverage.kept.get(need)
    if found is None:
        found = coverage.kept[need] = ask(coverage)
    return found


NOTHING: Need = AllOf(())


def all_of(needs: Iterable[Need]) -> Need:
    """Combine needs of which every one counts."""
    flat = list(dict.fromkeys(need for need in needs if need != NOTHING))
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def any_of(needs: Iterable[Need]) -> Need:
    """Combine needs of which one is enough; one that asks nothing makes the whole ask nothing."""
    flat = list(dict.fromkeys(needs))
    if not flat or NOTHING in flat:
        return NOTHING
    return flat[0] if len(flat) == 1 else AnyOf(tuple(flat))


def one_kind_of(need: Need, kinds: Sequence[str]) -> Need:
    """The need of a question that one of several kinds is enough for.

    What is there of a kind can be judged by itself, so nothing is asked of the other kinds.
    """
    if len(kinds) < 2:
        return need
    alone = (_without(need, frozenset(kinds) - {kind}) for kind in kinds)
    return any_of(NOTHING if one is None else one for one in alone)


def _without(need: Need, kinds: frozenset[str]) -> Need | None:
    """A need less what it asks of some kinds; None when nothing is left of it."""
    if isinstance(need, (Field, Text)):
        return None if need.kind in kinds else need
    assert isinstance(need, (AllOf, AnyOf))
    left = [one for part in need.needs if (one := _without(part, kinds)) is not None]
    if not left:
        return None
    return any_of(left) if isinstance(need, AnyOf) else all_of(left)
