"""A case file: all that was supplied about one child."""

from __future__ import annotations

from pydantic import Field, PrivateAttr

from caselint.casefile.coverage import Covers
from caselint.casefile.narrative import narrative
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, Id, InvolvedAgency, Person
from caselint.casefile.records import Record
from caselint.casefile.setaside import SetAside, Tombstone
from caselint.casefile.values import Moment, Words


class Source(Part):
    """Where a case file comes from, and what that source can say."""

    name: str = "native"
    extracted_at: Moment = None
    covers: Covers | None = None


class CaseFile(Part):
    """All that was supplied about one child: the child, the people, the records."""

    case_id: Id
    authority: Words = None
    team: Words = None
    child: Child
    people: list[Person] | None = None
    agencies: list[InvolvedAgency] | None = None
    records: list[Record] = Field(default_factory=list)
    previous_case_ids: list[str] | None = None
    source: Source = Field(default_factory=Source)

    _set_aside: tuple[SetAside, ...] = PrivateAttr(default=())
    _tombstones: tuple[Tombstone, ...] = PrivateAttr(default=())

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What of this file could not be read, each with its place."""
        return self._set_aside

    @property
    def tombstones(self) -> tuple[Tombstone, ...]:
        """Records that were set aside and still stand in the timeline, as far as readable."""
        return self._tombstones

    def mark_set_aside(
        self, set_aside: tuple[SetAside, ...], tombstones: tuple[Tombstone, ...] = ()
    ) -> None:
        """Add to what was set aside (for sources, which know the places)."""
        self._set_aside += set_aside
        self._tombstones += tombstones

    @property
    def has_narrative(self) -> bool:
        """Whether any record has narrative: a file in which none has does not cover it."""
        return any(True for record in self.records for _ in narrative(record))

    @property
    def covered_agencies(self) -> frozenset[str]:
        """Whose own records these are: as declared, else the agencies that author a record."""
        covers = self.source.covers
        if covers is not None and covers.records_from is not None:
            return frozenset(agency for agency in covers.records_from if agency)
        return frozenset(
            record.author.agency
            for record in self.records
            if record.author is not None and record.author.agency
        )


def case_file_schema() -> dict[str, object]:
    """Give the native form as JSON Schema (draft 2020-12)."""
    schema = CaseFile.model_json_schema(by_alias=True)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:caselint:casefile:1",
        **schema,
    }
