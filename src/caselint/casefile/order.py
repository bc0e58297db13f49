"""Dates of one record that cannot all be right, because one must come before the other."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final

from caselint.casefile.records import BaseRecord
from caselint.casefile.values import day_of

SEQUENCES: Final[dict[str, tuple[tuple[str, ...], ...]]] = {
    "contact": (("received_at", "decided_at", "feedback_at"),),
    "referral": (("received_at", "decided_at", "feedback_at"),),
    "early_help": (("started_at", "ended_at"),),
    "assessment": (("started_at", "completed_at"), ("started_at", "authorised_at")),
    "section47": (("started_at", "completed_at"),),
    "plan": (("started_at", "ended_at"),),
    "missing_episode": (("started_at", "ended_at"),),
    "file_transfer": (("sent_at", "received_at"),),
    "placement": (("started_at", "ended_at"),),
    "move": (("started_at", "ended_at"),),
    "allocation": (("started_at", "ended_at"),),
    "legal_status": (("started_at", "ended_at"),),
    "involvement": (("started_at", "ended_at"),),
    "escalation": (("date", "resolved_at"),),
    "information_request": (("date", "replied_at"),),
}
"""By kind, fields whose dates follow each other."""


def out_of_order(record: BaseRecord) -> list[tuple[str, str]]:
    """The pairs of fields whose dates cannot both be right: nothing is concluded from them."""
    found: list[tuple[str, str]] = []
    for sequence in SEQUENCES.get(record.kind, ()):
        filled = [
            (name, day_of(moment))
            for name in sequence
            if isinstance(moment := getattr(record, name), date)
        ]
        for (earlier, first), (later, second) in pairwise(filled):
            if second < first:
                found.append((earlier, later))
    return found
