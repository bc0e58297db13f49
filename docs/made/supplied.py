"""What `sources.md` takes from the code: the formats, and how the census is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from caselint.sources import SOURCES, census_codes, census_fields
from caselint.sources.cin_census import covers, first_day
from made.markdown import code, codes, plain, table

_TABLES: Final = {
    "child": census_fields.CHILD,
    "referral": census_fields.REFERRAL,
    "assessment": census_fields.ASSESSMENT,
    "section47": census_fields.SECTION47,
    "conference (initial)": census_fields.CONFERENCE,
    "plan (child in need)": census_fields.IN_NEED_PLAN,
    "plan (child protection)": census_fields.PROTECTION_PLAN,
    "closure": census_fields.CLOSURE,
}
_CODES: Final = {
    "Primary need": census_codes.NEEDS,
    "Reason for closure": census_codes.CLOSURES,
    "Category of a child protection plan": census_codes.CATEGORIES,
    "Disability": census_codes.DISABILITIES,
    "Sex": census_codes.SEXES,
}
_DAY: Final = date(2026, 3, 31)


def sources() -> str:
    """The formats that are read."""
    rows = [
        [code(source.name), source.title, codes(source.suffixes)] for source in SOURCES.values()
    ]
    return table(["name", "what it is", "names end in"], rows)


def census_elements() -> str:
    """Which element fills which field."""
    rows = [
        [of, code(field), ", else ".join(map(code, source.elements))]
        for of, fields in _TABLES.items()
        for field, source in fields.items()
    ]
    return table(["record", "field", "element"], rows)


def census_code_lists() -> str:
    """The codes of the census, with the names that they get."""
    rows = [
        [what, "; ".join(f"`{short}` {name}" for short, name in names.items())]
        for what, names in _CODES.items()
    ]
    return table(["code", "read as"], rows)


def census_coverage() -> str:
    """What a census made up to a day covers."""
    declared = covers(_DAY)
    rows = []
    for kind, what in sorted((declared.kinds or {}).items()):
        first = "" if what.from_ is None else str(what.from_)
        last = "" if what.to is None else str(what.to)
        types = ", ".join(plain(type_) for type_ in what.types or ()) or "all"
        rows.append([code(kind), codes(sorted(what.fields or ())), types, first, last])
    head = ["kind", "fields", "types", "from", "to"]
    year = f"With the reference date {_DAY}, whose census year begins on {first_day(_DAY)}:"
    return f"{year}\n\n{table(head, rows)}"


BLOCKS: Final[Mapping[str, Callable[[], str]]] = {
    "sources": sources,
    "census elements": census_elements,
    "census codes": census_code_lists,
    "census coverage": census_coverage,
}
