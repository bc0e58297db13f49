"""Planting a failing of practice into a file that is otherwise well kept.

A planter takes a `Case` (a tidy file in the native form, which it may alter) and says where it
planted, or None where this file has no room for it. It alters what went wrong and what hangs on it,
and leaves the rest as good practice had it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from caselint.synthetic.chance import Chance
from caselint.synthetic.draft import Native, Record

PROTECTION: Final = ("child_protection",)
NEED: Final = ("child_in_need",)
CARE: Final = ("looked_after",)
EXPLOITED: Final = ("exploitation", "exploitation_and_protection")
EXPLOITED_IN_NEED: Final = ("exploitation",)
CLOSED: Final = ("closed_child_in_need",)
UNBORN: Final = ("pre_birth",)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a defect stands: the records (or a person) that show it, and the days it shows."""

    records: frozenset[str] = frozenset()
    start: date | None = None
    end: date | None = None


Planter = Callable[["Case"], Place | None]


@dataclass(frozen=True, slots=True)
class Defect:
    """One failing, as it was found in practice.

    `audit` has the finding it shows; `also` those that honestly follow from it. `kinds` are the
    stories it fits. `reads`: it stands in narrative and needs a reader of text.
    """

    name: str
    audit: tuple[str, ...]
    about: str
    kinds: tuple[str, ...]
    plant: Planter
    also: tuple[str, ...] = ()
    reads: bool = False


FOUND: Final[dict[str, Defect]] = {}
"""Every defect by name, in the order in which the modules are read."""


def defect(
    name: str,
    audit: str,
    about: str,
    kinds: Sequence[str],
    *,
    also: str = "",
    reads: bool = False,
) -> Callable[[Planter], Planter]:
    """Enter a planter as a defect; `audit` and `also` are ids parted by spaces."""

    def enter(plant: Planter) -> Planter:
        FOUND[name] = Defect(
            name, tuple(audit.split()), about, tuple(kinds), plant, tuple(also.split()), reads
        )
        return plant

    return enter


class Case:
    """A file that a planter may alter."""

    def __init__(self, file: Native, chance: Chance) -> None:
        self.file = file
        self.chance = chance

    @property
    def as_at(self) -> date:
        """The day of export."""
        return date.fromisoformat(self.file["source"]["extracted_at"])

    @property
    def recent(self) -> date:
        """A year before the export: what is older is history."""
        return self.as_at.replace(year=self.as_at.year - 1)

    def of(self, *kinds: str, **fields: Any) -> list[Record]:
        """The records of these kinds with these fields, by date."""
        return [
            record
            for record in self.file["records"]
            if record["kind"] in kinds
            and all(record.get(name) == value for name, value in fields.items())
        ]

    def lately(self, *kinds: str, **fields: Any) -> list[Record]:
        """The same, of the last year, without its first month."""
        first = date.fromordinal(self.recent.toordinal() + 31)
        return [record for record in self.of(*kinds, **fields) if day_of(record) >= first]

    def remove(self, records: Iterable[Record]) -> None:
        """Take records off the file, and links to them."""
        gone = {record["record_id"] for record in records}
        self.file["records"] = [
            record for record in self.file["records"] if record["record_id"] not in gone
        ]
        for record in self.file["records"]:
            if "links" in record:
                record["links"] = [link for link in record["links"] if link not in gone]

    def add(self, kind: str, day: date, **fields: Any) -> Record:
        """Put a record on the file, in its place by date."""
        record = {"record_id": f"{self.file['case_id']}-X{len(self.file['records'])}", "kind": kind}
        record["date"] = day.isoformat()
        record.update({name.rstrip("_"): value for name, value in fields.items()})
        self.file["records"].append(record)
        self.file["records"].sort(key=lambda each: each["date"][:10])
        return record


def day_of(record: Record, field: str = "date") -> date:
    """The day in a field of a record."""
    return date.fromisoformat(record[field][:10])


def place(*records: Record, start: date | None = None, end: date | None = None) -> Place:
    """A place at these records, from the first day to the last unless told otherwise."""
    days = [day_of(record) for record in records]
    return Place(
        frozenset(record["record_id"] for record in records),
        start or (min(days) if days else None),
        end or (max(days) if days else None),
    )


def lists_of_actions(case: Case) -> list[tuple[Record, dict[str, Any]]]:
    """Every action with the record that lists it."""
    return [
        (record, action)
        for record in case.file["records"]
        for action in record.get("actions") or ()
    ]
