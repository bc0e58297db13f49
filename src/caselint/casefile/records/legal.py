"""The child's legal status, by the codes of the looked-after children return."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from caselint.casefile.records.base import Worded
from caselint.casefile.values import Choices, Code, Moment, Words

LEGAL_STATUS: Final[dict[str, tuple[str, ...]]] = {
    "C1": ("interim_care_order", "ico", "section_38", "s38"),
    "C2": ("full_care_order", "care_order", "section_31", "s31"),
    "D1": ("freeing_order", "freeing_order_granted"),
    "E1": ("placement_order", "placement_order_granted"),
    "V2": (
        "section_20",
        "s20",
        "s.20",
        "s_20",
        "accommodated",
        "accommodated_under_section_20",
        "section_20_accommodation",
        "voluntary_accommodation",
        "single_period_of_accommodation",
        "single_period_of_accommodation_under_section_20",
    ),
    "V3": ("agreed_series_of_short_breaks", "series_of_short_breaks", "respite_series"),
    "V4": ("single_short_break", "short_break", "respite"),
    "J1": ("remanded", "on_remand", "remand_to_local_authority"),
    "J2": ("placed_under_pace", "detained_under_pace", "pace"),
    "J3": ("sentenced_with_residence_requirement",),
    "L1": ("police_protection", "under_police_protection", "section_46", "s46"),
    "L2": ("emergency_protection_order", "epo", "section_44", "s44"),
    "L3": ("child_assessment_order", "under_child_assessment_order"),
}
"""Legal status codes of the looked-after children return (SSDA903) with their usual names."""

SHORT_BREAKS: Final = frozenset({"V3", "V4"})
LOOKED_AFTER_STATUS: Final = frozenset(LEGAL_STATUS) - SHORT_BREAKS
_STATUS_NAMED: Final = {
    alias: status
    for status, names in LEGAL_STATUS.items()
    for name in names
    for alias in (name, f"{status.casefold()}_{name}")
}


class LegalStatus(Worded):
    """A legal status, by its SSDA903 code."""

    kind: Literal["legal_status"]
    status: Annotated[Code, Choices(*LEGAL_STATUS, beside=True, aliases=_STATUS_NAMED)] = None
    status_text: Words = None
    started_at: Moment = None
    ended_at: Moment = None
    notified_at: Moment = None
