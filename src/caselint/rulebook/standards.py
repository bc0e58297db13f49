"""Standards and audit findings: what rules cite.

`rules/standards.yaml` gives each standard its trigger and one or more variants; a rule names
``T21`` (its first variant) or ``T21/london``. `rules/audits/` has the findings of each audit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from caselint.datafile import Document, Misfit, validate
from caselint.findings import AuditNote, StandardNote

Force = Literal[
    "statute",
    "statutory_guidance",
    "case_law",
    "procedure",
    "inquiry",
    "local_policy",
    "good_practice",
]
FORCES: Final[tuple[str, ...]] = (
    "statute",
    "statutory_guidance",
    "case_law",
    "procedure",
    "inquiry",
    "local_policy",
    "good_practice",
)
"""From the most to the least binding."""


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _InForce(_Shape):
    from_: str | None = Field(default=None, alias="from")
    to: str | None = None


class _Variant(_Shape):
    name: str
    number: int | float | None = None
    unit: Literal[
        "working days", "days", "weeks", "months", "years", "hours", "school days", "presence"
    ]
    force: Force
    read: Literal["yes", "secondary", "no"]
    source: str
    address: str | None = None
    in_force: _InForce | None = None
    nation: Literal["england", "wales", "scotland"] = "england"
    note: str | None = None


class _Standard(_Shape):
    id: str
    title: str
    trigger: str
    due: str
    note: str | None = None
    variants: list[_Variant] = Field(min_length=1)


class _StandardsFile(_Shape):
    standards: list[_Standard]


class _AuditFinding(_Shape):
    id: str
    finding: str
    testable: Literal["structured", "text", "both", "partial", "no"]
    records: list[str]
    concern: str | None = None
    strength: str | None = None
    why_not: str | None = None
    report: str | None = None


class _AuditFile(_Shape):
    audit: str
    title: str
    year: int
    about: str
    findings: list[_AuditFinding]


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One finding of an audit: what was praised or wanting, and whether a file can show it."""

    id: str
    audit: str
    finding: str
    testable: str
    records: tuple[str, ...]
    concern: str = ""
    strength: str = ""
    why_not: str = ""
    report: str = ""

    @property
    def note(self) -> AuditNote:
        """The finding as a report cites it."""
        return AuditNote(self.id, self.audit, self.finding)


def read_standards(document: Document) -> dict[str, StandardNote]:
    """Standards by id and, for each variant, by ``id/variant``; the id alone is the first."""
    found: dict[str, StandardNote] = {}
    for number, standard in enumerate(validate(document, _StandardsFile).standards):
        if standard.id in found:
            raise Misfit(f'"{standard.id}" stands here twice', ("standards", number, "id"))
        for variant in standard.variants:
            amount = _amount(variant)
            note = StandardNote(
                f"{standard.id}/{variant.name}",
                standard.title,
                amount,
                variant.force,
                variant.read,
                variant.source,
                variant.address or "",
                standard.trigger,
                standard.due,
                variant.nation,
                "\n".join(filter(None, (standard.note, variant.note))),
            )
            found.setdefault(standard.id, StandardNote(**(asdict(note) | {"id": standard.id})))
            found[note.id] = note
    return found


def _amount(variant: _Variant) -> str:
    if variant.number is None:
        return ""
    number = f"{variant.number:g}"
    return f"{number} {variant.unit.removesuffix('s') if number == '1' else variant.unit}"


def read_audit(document: Document) -> dict[str, AuditFinding]:
    """The findings of one audit, by id, in order."""
    shape = validate(document, _AuditFile)
    found: dict[str, AuditFinding] = {}
    for number, row in enumerate(shape.findings):
        if row.id in found:
            raise Misfit(f'"{row.id}" stands here twice', ("findings", number, "id"))
        if row.testable == "no" and not row.why_not:
            raise Misfit("a row that is not testable says why_not", ("findings", number))
        found[row.id] = AuditFinding(
            row.id,
            shape.audit,
            row.finding,
            row.testable,
            tuple(row.records),
            row.concern or "",
            row.strength or "",
            row.why_not or "",
            row.report or "",
        )
    return found


def weakest(standards: Iterable[StandardNote]) -> str:
    """How binding a rule is: the least binding of its standards; good practice without any."""
    forces = [note.force for note in standards]
    return max(forces, key=FORCES.index, default="good_practice")


def plain_standards(standards: Mapping[str, StandardNote]) -> dict[str, Any]:
    """Standards as data for the cache."""
    return {id_: asdict(note) for id_, note in standards.items()}
