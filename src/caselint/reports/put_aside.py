"""Suppressions as reports tell of them, by what is to be done about them, whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caselint.findings.put_aside import SuppressionSummary
from caselint.reports.wording import counted, day


@dataclass(frozen=True, slots=True)
class Group:
    """Suppressions of one sort, and the sentence that heads them; `brief`: counted is enough."""

    says: str
    those: tuple[SuppressionSummary, ...]
    brief: bool = False


def groups(every: Sequence[SuppressionSummary], *, in_run: bool = True) -> list[Group]:
    """What has expired and what covered nothing comes first: somebody has to look at it.

    Without `in_run` nothing is known of the findings that they cover.
    """
    active = [one for one in every if one.state == "active"]
    expired = tuple(one for one in every if one.state == "expired")
    too_far = tuple(one for one in every if one.state == "too_far")
    unused = tuple(one for one in active if in_run and one.is_unused)
    elsewhere = tuple(one for one in active if in_run and not one.looked_at)
    in_force = tuple(one for one in active if one not in unused and one not in elsewhere)
    back = sum(one.returned for one in expired)
    returned = f": {counted(back, 'finding')} {_has(back)} returned" if in_run and back else ""
    found = (
        Group(f"{_number(expired)} {_has(len(expired))} expired{returned}.", expired),
        Group(
            f"{_number(too_far)} {_has(len(too_far))} no effect yet, because none may last that "
            "long. Say `since` when it was put aside, or let it expire sooner.",
            too_far,
        ),
        Group(
            f"{_number(unused)} covered nothing in this run. If what was put aside is no longer "
            "found, take it out of the file.",
            unused,
        ),
        Group(
            f"{_number(elsewhere)} {_is(len(elsewhere))} of a case file, a record or a rule that "
            "is not in this run.",
            elsewhere,
            brief=True,
        ),
        Group(f"{_number(in_force)} {_is(len(in_force))} in force.", in_force),
    )
    return [group for group in found if group.those]


def what(one: SuppressionSummary) -> str:
    """What a suppression is of: ``SUP001 on C-104, record S-12``."""
    note = one.note
    where = [f"on {note.case}" if note.case else "", f"record {note.record}" if note.record else ""]
    return f"{note.rule} {', '.join(filter(None, where))}"


def why(one: SuppressionSummary, *, in_run: bool = True) -> str:
    """How many findings it covers, or did; why, by whom and until when."""
    note = one.note
    number = one.findings or one.returned
    many = counted(number, "finding") if number else "no finding"
    until = "expired on" if one.state == "expired" else "until"
    said = f"{many}: " if in_run else ""
    return f"{said}{note.reason} ({note.author}; {until} {day(note.expires)})"


def _number(those: Sequence[SuppressionSummary]) -> str:
    return counted(len(those), "suppression")


def _has(number: int) -> str:
    return "has" if number == 1 else "have"


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
