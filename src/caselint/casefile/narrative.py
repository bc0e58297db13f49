"""Which text of a record is narrative, and what its sections are called.

Narrative is every free text: the sections of `text`, and the fields that hold sentences, each a
section named by its path (``actions[0].impact``).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from caselint.casefile.records import BaseRecord
from caselint.casefile.values import UNKNOWN

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

_MEANING: Final = {
    alias: section for section, names in SECTIONS.items() for alias in (section, *names)
}
_FIELDS: Final = (
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
_PARTS: Final = {
    "actions": ("text", "impact", "next_step"),
    "goals": ("outcome", "baseline", "measure"),
    "contributions": ("view",),
}


def section_meaning(section: str) -> str:
    """The meaning of a section's name: one of `SECTIONS`, or ``body``."""
    name = " ".join(section.casefold().replace("’", "'").replace("_", " ").split())
    return _MEANING.get(name) or _MEANING.get(name.replace(" ", "_"), "body")


def narrative(record: BaseRecord) -> Iterator[tuple[str, str]]:
    """Every free text of a record, as (path of the section, text)."""
    for section, text in (record.text or {}).items():
        if text:
            yield section, text
    for field in _FIELDS:
        value = getattr(record, field, None)
        if isinstance(value, str) and value and value != UNKNOWN and field not in record.worded:
            yield field, value
    for name, fields in _PARTS.items():
        for number, part in enumerate(getattr(record, name, None) or ()):
            for field in fields:
                if value := getattr(part, field):
                    yield f"{name}[{number}].{field}", value
