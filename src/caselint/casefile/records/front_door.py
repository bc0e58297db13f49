"""Kinds of record of the front door, and of early help."""

from __future__ import annotations

from typing import Annotated, Literal

from caselint.casefile.agencies import Agency
from caselint.casefile.records.base import BaseRecord, Worded
from caselint.casefile.values import Choices, Code, Flag, Moment, Words


class _FrontDoor(Worded):
    from_agency: Agency = None
    from_organisation: Words = None
    to_agency: Agency = None
    to_organisation: Words = None
    received_at: Moment = None
    reason: Words = None
    decision: Annotated[
        Code,
        Choices(
            "accepted",
            "early_help",
            "redirected",
            "information_only",
            "no_further_action",
            beside=True,
        ),
    ] = None
    decision_text: Words = None
    decided_at: Moment = None
    threshold: Annotated[Code, Choices("early_help", "s17", "s47", "none")] = None
    feedback_at: Moment = None
    consent: Flag = None
    fields_missing: list[str] | None = None


class ContactRecord(_FrontDoor):
    """A contact at the front door."""

    kind: Literal["contact"]


class ReferralRecord(_FrontDoor):
    """A referral to children's social care."""

    kind: Literal["referral"]


class EarlyHelp(BaseRecord):
    """A spell of early help."""

    kind: Literal["early_help"]
    started_at: Moment = None
    ended_at: Moment = None
    lead: Words = None
    outcome: Words = None
