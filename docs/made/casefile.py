"""What `casefile.md` takes from the models: kinds, parts, agencies, sections, periods, codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from caselint.casefile import RECORD_KINDS, CaseFile, Covers, KindCovers, Source
from caselint.casefile import parts as part_models
from caselint.casefile.agencies import AGENCIES, HEALTH
from caselint.casefile.narrative import SECTIONS
from caselint.casefile.order import SEQUENCES
from caselint.casefile.parts import Part
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.periods import PLAN_TYPES
from caselint.casefile.records import LEGAL_STATUS, SHORT_BREAKS, BaseRecord, Meeting
from caselint.casefile.threads import LISTING_KINDS
from made.fields import PARTS, field_table, named_fields
from made.markdown import code, codes, plain, sentence, table

_OUTER: Final[tuple[type[Part], ...]] = (CaseFile, Child, Person, InvolvedAgency)
_PARTS: Final[tuple[type[Part], ...]] = (
    part_models.Author,
    part_models.Participant,
    part_models.Member,
    part_models.Action,
    part_models.Goal,
    part_models.Minutes,
    part_models.Recipient,
    part_models.Contribution,
    part_models.Informed,
)


def case_file_tables() -> str:
    """The case file, the child, people and agencies."""
    return "\n\n".join(_part(model) for model in _OUTER)


def source_tables() -> str:
    """Where a file comes from, and its declaration of coverage."""
    return "\n\n".join(_part(model) for model in (Source, Covers, KindCovers))


def part_tables() -> str:
    """What records are made of."""
    return "\n\n".join(_part(model) for model in _PARTS)


def _part(model: type[Part]) -> str:
    name = PARTS.get(model.__name__, _name(model))
    return f"### {name}\n\n{sentence(model.__doc__)}\n\n{field_table(model, _name(model))}"


def _name(model: type[Part]) -> str:
    return "case file" if model is CaseFile else model.__name__.lower()


def every_record() -> str:
    """The fields that every record has."""
    return field_table(BaseRecord, "record")


def every_meeting() -> str:
    """The fields that every kind of meeting has."""
    shared = [name for name, _ in named_fields(BaseRecord)]
    return field_table(Meeting, "meeting", without=shared)


def kinds() -> str:
    """Every kind of record with the fields of its own."""
    return "\n\n".join(_kind(kind, model) for kind, model in RECORD_KINDS.items())


def _kind(kind: str, model: type[BaseRecord]) -> str:
    meeting = issubclass(model, Meeting)
    shared = {name for name, _ in named_fields(Meeting if meeting else BaseRecord)}
    more = " It has [the fields of a meeting](#meetings)." if meeting else ""
    return f"### {kind}\n\n{sentence(model.__doc__)}{more}\n\n{_own_fields(model, kind, shared)}"


def _own_fields(model: type[BaseRecord], kind: str, shared: set[str]) -> str:
    if {name for name, _ in named_fields(model)} <= shared:
        return "It has no fields of its own."
    return field_table(model, kind, without=shared)


def agencies() -> str:
    """The agencies, with what else they are called."""
    rows = [
        [code(agency), "; ".join(others), "yes" if agency in HEALTH else ""]
        for agency, others in AGENCIES.items()
    ]
    return table(["agency", "also read as", "health"], rows)


def sections() -> str:
    """The sections of narrative that have a meaning, with their other names."""
    return table(
        ["section", "also read as"],
        [[code(name), "; ".join(others)] for name, others in SECTIONS.items()],
    )


def legal_status() -> str:
    """The codes of legal status."""
    rows = [
        [code(status), plain(names[0]), "no" if status in SHORT_BREAKS else "yes"]
        for status, names in LEGAL_STATUS.items()
    ]
    return table(["code", "usual name", "means looked after"], rows)


def plan_types() -> str:
    """The types of plan, as a sentence."""
    return f"The types of plan are {codes(PLAN_TYPES)}."


def listing_kinds() -> str:
    """The kinds whose actions are followed in threads."""
    return f"Threads are woven from the actions of {codes(LISTING_KINDS)}."


def date_orders() -> str:
    """Which dates of a record must follow each other."""
    rows = [
        [code(kind), "; ".join(" before ".join(map(code, one)) for one in sequences)]
        for kind, sequences in SEQUENCES.items()
    ]
    return table(["kind", "order"], rows)


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "case file": case_file_tables,
    "source and coverage": source_tables,
    "every record": every_record,
    "meetings": every_meeting,
    "kinds": kinds,
    "parts": part_tables,
    "agencies": agencies,
    "sections": sections,
    "legal status": legal_status,
    "plan types": plan_types,
    "listing kinds": listing_kinds,
    "date orders": date_orders,
}
