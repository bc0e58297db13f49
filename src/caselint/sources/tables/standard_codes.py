"""What the codes and JSON cells of the Standard Safeguarding Dataset stand for.

Codes are those of the Department's censuses, written down from common use. A JSON cell is read
tolerantly: an object of flags, a list, or plain text with commas.
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

from caselint.casefile import Unreadable
from caselint.casefile.agencies import agency_named
from caselint.sources import census_codes
from caselint.sources.tables import cells

REFERRERS: Final = {
    "2A": "school",
    "2B": "education_welfare",
    "3A": "gp",
    "3B": "health_visiting",
    "3C": "school_nursing",
    "3D": "health",
    "3E": "hospital",
    "3F": "health",
    "4": "housing",
    "5A": "social_care",
    "5B": "social_care",
    "5C": "social_care",
    "5D": "social_care",
    "6": "police",
}
"""The agency that a source code of a contact or referral stands for; the rest are no agency."""

PARTICIPATION: Final = {
    "PN0": ("not_applicable", None),
    "PN1": ("yes", "the child"),
    "PN2": ("yes", "an advocate, with the child there"),
    "PN3": ("yes", "the child, without words"),
    "PN4": ("yes", None),
    "PN5": ("no", "an advocate"),
    "PN6": ("no", "the child, in another way"),
    "PN7": ("no", None),
}
"""How a child took part in a review: whether the child was there, and how the views got there."""


def sex(text: str) -> Any:
    """Sex by its code or in words."""
    found = census_codes.SEXES.get(text.upper(), text.casefold())
    known = frozenset(census_codes.SEXES.values())
    return found if found in known else Unreadable("not a code for sex", text)


def name(*parts: str) -> str | None:
    """The parts of a name that are filled, with spaces between."""
    return " ".join(part for part in parts if part) or None


def need(text: str) -> str:
    """A need code with its name."""
    return census_codes.with_name(text, census_codes.NEEDS)


def closure(text: str) -> str:
    """A reason for closure with its name."""
    return census_codes.with_name(text, census_codes.CLOSURES)


def category(latest: str, initial: str) -> str | None:
    """The latest category of a plan, else the first, by its name."""
    return census_codes.name_of(latest or initial, census_codes.CATEGORIES) or None


def disability(text: str) -> list[str]:
    """The name of a disability; none where there is none."""
    if text.upper() == census_codes.NO_DISABILITY:
        return []
    return [census_codes.name_of(text, census_codes.DISABILITIES)]


def referrer(code: str, described: str) -> str | None:
    """The agency that made contact, by its code, else by what it is called."""
    found = REFERRERS.get(code.upper())
    return found or (agency_named(described) if described else None)


def attended(text: str) -> str | None:
    """Whether the child was at a review, by the code of participation."""
    return PARTICIPATION.get(text.upper()[:3], (None, None))[0]


def views_by(text: str) -> str | None:
    """How the child's views got to a review."""
    return PARTICIPATION.get(text.upper()[:3], (None, None))[1]


def conference_type(transfer_in: str) -> str:
    """An initial conference, or one on a child who moved in under a plan."""
    return "transfer_in" if transfer_in and cells.flag(transfer_in) == "yes" else "initial"


def _answer(said_yes: str, said_no: str, text: str) -> str | Unreadable | None:
    if not text:
        return None
    found = cells.flag(text)
    if isinstance(found, Unreadable):
        return found
    return {"yes": said_yes, "no": said_no}.get(found)


def plan_made(text: str) -> Any:
    """The outcome of an initial conference, by its flag."""
    return _answer("plan_made", "no_plan", text)


def plan_continued(text: str) -> Any:
    """The outcome of a review conference, by its flag."""
    return _answer("plan_continued", "plan_ended", text)


def contact_decision(outcomes: str) -> str | None:
    """What became of a contact."""
    return _first(
        outcomes,
        ("referral", "accepted"),
        ("cp_enquiry", "accepted"),
        ("early_help", "early_help"),
        ("advice", "information_only"),
        ("information", "information_only"),
        ("nfa", "no_further_action"),
        ("no_further", "no_further_action"),
    )


def referral_decision(outcomes: str, nfa: str) -> Any:
    """What became of a referral: the flag says most, the outcomes the rest."""
    if nfa:
        return _answer("no_further_action", "accepted", nfa)
    return _first(
        outcomes,
        ("assessment", "accepted"),
        ("strategy", "accepted"),
        ("conference", "accepted"),
        ("section_47", "accepted"),
        ("early_help", "early_help"),
        ("nfa", "no_further_action"),
        ("no_further", "no_further_action"),
    )


def assessment_outcome(outcomes: str, nfa: str) -> Any:
    """What an assessment led to."""
    if nfa and cells.flag(nfa) == "yes":
        return "no_further_action"
    return _first(
        outcomes,
        ("strategy", "s47"),
        ("section_47", "s47"),
        ("s47", "s47"),
        ("cin_plan", "child_in_need"),
        ("child_in_need", "child_in_need"),
        ("services", "child_in_need"),
        ("early_help", "early_help"),
        ("nfa", "no_further_action"),
        ("no_further", "no_further_action"),
    )


def enquiry_outcome(outcomes: str, nfa: str) -> Any:
    """Whether an enquiry led to a conference; without any sure sign, nothing."""
    found = _first(outcomes, ("conference", "conference"))
    if found is None and nfa and cells.flag(nfa) == "yes":
        return "no_conference"
    return found or _first(
        outcomes,
        ("nfa", "no_conference"),
        ("no_further", "no_conference"),
        ("monitor", "no_conference"),
        ("services", "no_conference"),
    )


def factors(text: str) -> list[str]:
    """The factors that an assessment found, as codes or in words."""
    return [factor.strip() for factor in _said(text) if factor.strip()]


def _first(text: str, *meanings: tuple[str, str]) -> str | None:
    """The meaning of the first outcome that is on, in the order of the meanings."""
    on = [_FOLD.sub("_", each.casefold()) for each in _said(text)]
    for part, meaning in meanings:
        if any(part in each for each in on):
            return meaning
    return None


_FOLD: Final = re.compile(r"[^a-z0-9]+")
_ON: Final = frozenset({"y", "yes", "true", "1", "t"})


def _said(text: str) -> list[str]:
    """What a JSON cell says is so: keys that are on, or the texts of a list."""
    if not text:
        return []
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return re.split(r"[,;|]", text)
    return list(_on(found))


def _on(found: Any) -> list[str]:
    if isinstance(found, dict):
        on = [str(key) for key, value in found.items() if str(value).strip().casefold() in _ON]
        inner = [
            each
            for value in found.values()
            if isinstance(value, (dict, list))
            for each in _on(value)
        ]
        return on + inner
    if isinstance(found, list):
        return [each for item in found for each in _on(item)]
    return [] if found is None or isinstance(found, bool) else [str(found)]
