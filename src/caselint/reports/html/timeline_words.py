"""How the timeline says things: groups of kinds of record, periods, agencies, and safe short texts.

A group has one shape in the picture, since nobody tells forty shapes apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from caselint.reports import wording

GROUPS: Final = (
    "Visits and direct contact with the child",
    "Meetings and conferences",
    "Plans, reviews and assessments",
    "Decisions, supervision and allocation",
    "Contacts, communications and notes",
    "Events and moves",
    "Help and services",
    "Other records",
)
"""In the order of the legend; the picture has a shape for each."""

_KINDS: Final[tuple[tuple[str, ...], ...]] = (
    ("visit", "return_interview"),
    ("meeting", "conference", "core_group", "strategy_discussion"),
    ("plan", "plan_review", "assessment", "section47", "screening"),
    (
        *("management_decision", "supervision", "escalation", "allocation", "consent"),
        *("legal_status", "closure", "file_transfer"),
    ),
    (
        *("contact", "referral", "communication", "case_note", "document"),
        *("information_share", "information_request"),
    ),
    (
        *("missing_episode", "significant_event", "disruption"),
        *("placement", "move", "education_change"),
    ),
    ("early_help", "involvement", "appointment", "advocacy"),
)

GROUP_OF: Final[Mapping[str, int]] = {
    kind: number for number, kinds in enumerate(_KINDS) for kind in kinds
}
"""The group of each kind of record; a kind that is not here is among the others."""

UNNAMED: Final = "Agency not named"

_PERIODS: Final[Mapping[str, str]] = {
    "episode": "Episode",
    "looked_after": "Looked after",
    "section47_open": "Section 47 enquiry",
}
_PLANS: Final[Mapping[str, str]] = {"looked_after": "Looked-after child's plan"}
_ORDER: Final = ("episode", "plan_open", "looked_after", "section47_open")

_UNFIT: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]+"
)
"""What has no place in a line of a page, or would turn its reading order."""

_LONGEST: Final = 160
"""Characters of a text that comes from a file; a saved run may have been edited by hand."""


@lru_cache(maxsize=8192)
def short(text: str) -> str:
    """A text from a file on one line, without what does not belong in one, cut where too long."""
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _UNFIT.sub(" ", cut).strip()


@lru_cache(maxsize=8192)
def record(kind: str, type_: str) -> str:
    """A kind of record with its type: ``visit (child protection)``."""
    said = short(wording.kind(kind)) or "record"
    return said if type_ in ("", "other") else f"{said} ({short(wording.coded(type_))})"


@lru_cache(maxsize=8192)
def agency(code: str) -> str:
    """An agency as the name of a lane: ``Children's social care``."""
    said = short(wording.agency(code))
    return f"{said[:1].upper()}{said[1:]}" if said else UNNAMED


@lru_cache(maxsize=1024)
def period(name: str, type_: str) -> str:
    """A period: ``Child protection plan``, ``Looked after``."""
    if name == "plan_open" and type_:
        said = short(wording.coded(type_))
        return _PLANS.get(type_) or f"{said[:1].upper()}{said[1:]} plan"
    return _PERIODS.get(name) or short(wording.titled(name)) or "Period"


def place(name: str) -> int:
    """Where a period stands among the others, from the widest to the narrowest."""
    return _ORDER.index(name) if name in _ORDER else len(_ORDER)
