"""The codes of the Children in Need census and what they stand for.

They are those of the Department for Education's guide to the census, written down from common use
and not checked against an edition of it. A code that is not listed is kept as it stands.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from caselint.casefile import Unreadable
from caselint.casefile.values import read_moment

NEEDS: Final = {
    "N0": "not stated",
    "N1": "abuse or neglect",
    "N2": "child's disability or illness",
    "N3": "parent's disability or illness",
    "N4": "family in acute stress",
    "N5": "family dysfunction",
    "N6": "socially unacceptable behaviour",
    "N7": "low income",
    "N8": "absent parenting",
    "N9": "cases other than children in need",
}
"""Why a child was first referred (PrimaryNeedCode)."""

CLOSURES: Final = {
    "RC1": "adopted",
    "RC2": "died",
    "RC3": "child arrangements order",
    "RC4": "special guardianship order",
    "RC5": "transferred to the services of another local authority",
    "RC6": "transferred to adult social care services",
    "RC7": "services ceased for any other reason",
    "RC8": "closed after assessment, no further action",
    "RC9": "closed after assessment, referred to early help",
}
"""Why a case was closed (ReasonForClosure)."""

CATEGORIES: Final = {
    "NEG": "neglect",
    "PHY": "physical abuse",
    "SAB": "sexual abuse",
    "EMO": "emotional abuse",
    "MUL": "multiple",
}
"""Categories of a child protection plan."""

DISABILITIES: Final = {
    "MOB": "mobility",
    "HAND": "hand function",
    "PC": "personal care",
    "INC": "incontinence",
    "COMM": "communication",
    "LD": "learning",
    "HEAR": "hearing",
    "VIS": "vision",
    "BEH": "behaviour",
    "CON": "consciousness",
    "AUT": "autism or Asperger syndrome",
    "DDA": "other disability",
}
"""Kinds of disability; NONE, for no disability, is not among them."""

NO_DISABILITY: Final = "NONE"

SEXES: Final = {
    "0": "unknown",
    "1": "male",
    "2": "female",
    "9": "indeterminate",
    "F": "female",
    "I": "indeterminate",
    "M": "male",
    "U": "unknown",
}
"""Sex, and GenderCurrent of earlier years."""

_FLAGS: Final = {"1": True, "true": True, "0": False, "false": False}


def day(text: str) -> str:
    """A census date as an ISO date; one that cannot be read is handed on as it is.

    It is a day: a time or zone after it (``2025-06-01T00:00:00``) is left off.
    """
    given = text[:10] if text[10:11] in ("T", " ", "Z", "+", "-") else text
    return date.fromisoformat(given).isoformat() if is_day(given) else given


def is_day(text: str) -> bool:
    """Whether a text is a date that a case file can hold."""
    try:
        return len(text) <= 10 and isinstance(read_moment(text), date)
    except ValueError:
        return False


def flag(text: str) -> bool | Unreadable:
    """Read 0, 1, true or false in any capitals."""
    return _FLAGS.get(text.casefold(), Unreadable("neither 0, 1, true nor false", text))


def with_name(text: str, names: dict[str, str]) -> str:
    """A code followed by its name: ``N1 abuse or neglect``."""
    name = names.get(text.upper())
    return f"{text.upper()} {name}" if name else text


def name_of(text: str, names: dict[str, str]) -> str:
    """The name that a code stands for; a code that is not known stays as it is."""
    return names.get(text.upper(), text)
