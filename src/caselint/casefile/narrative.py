"""Which text of a record is narrative, and what its sections are called.

Narrative is every free text: the sections of `text`, and the fields that hold sentences, each a
section named by its path (``actions[0].impact``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from caselint.casefile.records import BaseRecord

SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "child_words": ("child's words", "what the child said", "in the child's words"),
    "child_views": (
        "child's views",
        "views of the child",
        "wishes and feelings",
        "voice of the child",
        "child's views and wishes",
        "child's voice",
    ),
    "observations": ("observation", "observed", "presentation"),
    "parents": ("parent discussion", "parents' views", "parental views", "discussion with parents"),
    "direct_work": ("work with the child",),
    "history": ("background", "family history", "previous history"),
    "analysis": ("assessment and analysis", "professional analysis", "conclusion"),
    "risk": ("risks", "risk assessment", "worries", "what are we worried about"),
    "parenting_capacity": ("parenting", "capacity to parent"),
    "identity": ("identity and culture", "diversity", "culture and identity"),
    "reflection": ("reflections", "reflective discussion"),
    "plan": ("actions", "next steps", "recommendations"),
    "summary": ("case summary",),
}
"""Sections with a meaning of their own, with their aliases; all else is ``body``."""


def _fold(section: str) -> str:
    plain = section.casefold().replace("’", "'").replace("_", " ").replace("-", " ")
    return " ".join(plain.split()).rstrip(":. ")


_MEANING: Final = {
    _fold(alias): section for section, names in SECTIONS.items() for alias in (section, *names)
}
FREE_TEXTS: Final = (
    "impact",
    "next_step",
    "rationale",
    "decision",
    "decision_text",
    "reason",
    "issue",
    "outcome",
    "outcome_text",
    "status_text",
    "summary",
    "child_view",
    "contingency",
    "reason_not_alone",
    "overridden_because",
    "action_taken",
)
"""Fields of records that hold free text."""
_PARTS: Final = {
    "actions": ("text", "impact", "next_step"),
    "goals": ("outcome", "baseline", "measure"),
    "contributions": ("view",),
}


@lru_cache(maxsize=1024)
def section_meaning(section: str) -> str:
    """The meaning of a section's name: one of `SECTIONS`, or ``body``."""
    return _MEANING.get(_fold(section), "body")


def narrative(record: BaseRecord) -> Iterator[tuple[str, str]]:
    """Every free text of a record, as (path of the section, text)."""
    values = record.__dict__
    for section, text in (record.text or {}).items():
        if text:
            yield section, text
    fields, parts = _sentences(type(record))
    for field in fields:
        if isinstance(value := values[field], str):
            yield field, value
    for name, inner in parts:
        for number, part in enumerate(values[name] or ()):
            for field in inner:
                if value := part.__dict__[field]:
                    yield f"{name}[{number}].{field}", value


@cache
def narrative_fields(model: type[BaseRecord]) -> tuple[str, ...]:
    """The fields of a kind that are narrative; those of its lists with a dot: ``goals.measure``."""
    fields, parts = _sentences(model)
    return ("text", *fields, *(f"{name}.{field}" for name, inner in parts for field in inner))


def item_fields(list_: str) -> tuple[str, ...]:
    """The fields of the entries of a list that are narrative; none where it has none."""
    return _PARTS.get(list_, ())


@cache
def _sentences(
    model: type[BaseRecord],
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[str, ...]], ...]]:
    """The fields of a kind that hold sentences, and those of the parts in its lists."""
    known = model.model_fields
    fields = tuple(name for name in FREE_TEXTS if name in known and name not in model.worded)
    return fields, tuple((name, inner) for name, inner in _PARTS.items() if name in known)
