"""The one list of agencies, with the names that exports and people use for them.

An agency is a plain string: its id from `AGENCIES`, or ``other: `` and the text that was given, so
that two unknown agencies stay two.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Any, Final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, PlainValidator
from pydantic_core import CoreSchema, core_schema

AGENCIES: Final[dict[str, tuple[str, ...]]] = {
    "social_care": (
        "children's social care",
        "csc",
        "children's services",
        "childrens services",
        "social services",
        "local authority",
        "la",
        "cla team",
        "mash",
        "social worker",
        "children and families",
    ),
    "police": ("police service", "metropolitan police", "met police", "cait", "constabulary"),
    "gp": ("general practitioner", "general practice", "gp surgery", "surgery", "doctor"),
    "health_visiting": ("health visitor", "hv", "health visiting service"),
    "school_nursing": ("school nurse", "school nursing service", "school health"),
    "midwifery": ("midwife", "midwives", "community midwife", "maternity"),
    "hospital": ("acute trust", "a&e", "accident and emergency", "emergency department", "ward"),
    "camhs": ("child and adolescent mental health service", "child mental health", "cypmhs"),
    "looked_after_health": (
        "looked-after children health",
        "lac health",
        "lac nurse",
        "cla health",
        "cla nurse",
        "looked after health",
    ),
    "paediatrics": ("paediatrician", "community paediatrics", "child development centre"),
    "adult_mental_health": ("community mental health team", "cmht", "adult psychiatry"),
    "substance_misuse": (
        "substance misuse service",
        "drug and alcohol service",
        "drug and alcohol team",
        "alcohol service",
    ),
    "sexual_health": ("sexual health service", "gum clinic", "sexual health clinic"),
    "health": ("nhs", "nhs trust", "health trust", "community health", "health services"),
    "school": (
        "education",
        "school staff",
        "primary school",
        "secondary school",
        "college",
        "academy",
        "teacher",
        "dsl",
        "designated safeguarding lead",
        "head teacher",
        "headteacher",
    ),
    "nursery": ("early years", "early years setting", "pre-school", "childminder"),
    "education_welfare": ("education welfare service", "ewo", "attendance service"),
    "virtual_school": ("virtual school head",),
    "early_help": ("early help service", "family support", "children's centre", "family hub"),
    "youth_justice": (
        "youth offending service",
        "yos",
        "yot",
        "youth offending team",
        "youth justice service",
    ),
    "probation": ("probation service", "national probation service", "nps"),
    "housing": ("housing department", "housing association", "housing options"),
    "voluntary_sector": (
        "voluntary",
        "charity",
        "barnardo's",
        "barnardos",
        "nspcc",
        "third sector",
    ),
    "domestic_abuse_service": ("idva", "domestic violence service", "refuge", "women's aid"),
    "adult_social_care": ("adult services", "adults' social care"),
    "cafcass": ("children's guardian", "guardian"),
    "legal_services": ("legal", "legal department", "council solicitor"),
    "independent_reviewing": (
        "iro",
        "independent reviewing officer",
        "conference chair",
        "cp chair",
        "safeguarding and quality assurance",
        "reviewing service",
    ),
    "fostering": ("fostering agency", "fostering service", "ifa", "foster carer"),
    "residential": ("children's home", "residential home", "residential unit"),
    "advocacy": ("advocacy service", "advocate", "independent visitor"),
    "interpreting": ("interpreting service", "interpreter"),
    "safeguarding_partnership": (
        "lscb",
        "safeguarding board",
        "safeguarding children board",
        "safeguarding partners",
        "board",
    ),
    "ambulance": ("ambulance service", "paramedics"),
    "immigration": ("home office", "ukvi"),
}
"""Agency id to the other names it goes by (any capitals, any apostrophe)."""

HEALTH: Final = frozenset(
    {
        "gp",
        "health_visiting",
        "school_nursing",
        "midwifery",
        "hospital",
        "camhs",
        "looked_after_health",
        "paediatrics",
        "adult_mental_health",
        "substance_misuse",
        "sexual_health",
        "health",
        "ambulance",
    }
)
"""The agencies that count where a standard asks for health."""


def _fold(name: str) -> str:
    plain = name.casefold().replace("’", "'").replace(".", "")
    return " ".join(_BETWEEN.sub(" ", plain).split())


_BETWEEN: Final = re.compile(r"[\s_\-–/]+")
_OTHER: Final = re.compile(r"\s*other:\s*", re.IGNORECASE)
_BY_NAME: Final = {
    _fold(name): agency for agency, others in AGENCIES.items() for name in (agency, *others)
}


@lru_cache(maxsize=4096)
def agency_named(name: str) -> str:
    """The agency that a name means: an id from `AGENCIES`, or ``other: `` and the name."""
    given = _OTHER.sub("", name, count=1) if _OTHER.match(name) else name
    folded = _fold(given).removeprefix("the ")
    found = _BY_NAME.get(folded) or _BY_NAME.get(folded.removesuffix("s"))
    return found or f"other: {' '.join(given.split())}"


def is_listed(agency: str) -> bool:
    """Whether this is an id from the list, and not ``other``."""
    return agency in AGENCIES


def _read(value: str) -> str | None:
    return agency_named(value) if value.strip() else None


class _Agency(PlainValidator):
    """Ids pass as they are; other names are looked up; what is no text is a wrong shape."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        named = core_schema.no_info_after_validator_function(
            _read, core_schema.str_schema(coerce_numbers_to_str=True)
        )
        return core_schema.union_schema(
            [core_schema.nullable_schema(core_schema.literal_schema(list(AGENCIES))), named],
            mode="left_to_right",
            custom_error_type="string_type",
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": ["string", "null"], "examples": list(AGENCIES)}


Agency = Annotated[str | None, _Agency(_read)]
