"""Which element of the Children in Need census fills which field of a record, and how it is read.

`census_child` draws the records by these tables, and `cin_census` makes the coverage from them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from caselint.casefile import Unreadable
from caselint.sources import census_codes as codes


@dataclass(frozen=True, slots=True)
class From:
    """The elements that can fill a field (the first one that is filled does), and how to read it.

    `read` gives None for what leaves the field blank and `Unreadable` for what cannot be read; a
    date is handed on as it is, since `assemble` reads dates and sets them aside alone.
    """

    elements: tuple[str, ...]
    read: Callable[[str], Any]


def _day(element: str) -> From:
    return From((element,), codes.day)


def _outcome_of_referral(text: str) -> str | Unreadable:
    given = codes.flag(text)
    if isinstance(given, Unreadable):
        return given
    return "no_further_action" if given else "accepted"


def _outcome_of_section47(text: str) -> str | Unreadable | None:
    given = codes.flag(text)
    if isinstance(given, Unreadable):
        return given
    return "no_conference" if given else None


CHILD: Final = {
    "date_of_birth": _day("PersonBirthDate"),
    "expected_date_of_birth": _day("ExpectedPersonBirthDate"),
    "died_on": _day("PersonDeathDate"),
    "sex": From(("Sex", "GenderCurrent"), lambda text: codes.name_of(text, codes.SEXES)),
    "ethnicity": From(("Ethnicity",), str),
}
REFERRAL: Final = {
    "date": _day("CINreferralDate"),
    "reason": From(("PrimaryNeedCode",), lambda text: codes.with_name(text, codes.NEEDS)),
    "decision": From(("ReferralNFA",), _outcome_of_referral),
}
ASSESSMENT: Final = {
    "started_at": _day("AssessmentActualStartDate"),
    "authorised_at": _day("AssessmentAuthorisationDate"),
}
SECTION47: Final = {
    "started_at": _day("S47ActualStartDate"),
    "outcome": From(("ICPCnotRequired",), _outcome_of_section47),
}
CONFERENCE: Final = {"date": _day("DateOfInitialCPC")}
IN_NEED_PLAN: Final = {
    "started_at": _day("CINPlanStartDate"),
    "ended_at": _day("CINPlanEndDate"),
}
PROTECTION_PLAN: Final = {
    "started_at": _day("CPPstartDate"),
    "ended_at": _day("CPPendDate"),
    "category": From(
        ("LatestCategoryOfAbuse", "InitialCategoryOfAbuse"),
        lambda text: codes.name_of(text, codes.CATEGORIES),
    ),
}
CLOSURE: Final = {
    "date": _day("CINclosureDate"),
    "reason": From(("ReasonForClosure",), lambda text: codes.with_name(text, codes.CLOSURES)),
}
