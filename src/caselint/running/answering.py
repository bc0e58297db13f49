"""What becomes of one case file by itself, whatever came before it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from caselint.casefile import SetAside
from caselint.errors import AsAtError
from caselint.linter import Checked, Linter
from caselint.sources import Supplied


@dataclass(frozen=True, slots=True)
class Undated:
    """A case file that does not say on which day it is to be judged."""

    place: str
    case_id: str
    error: AsAtError


Answer = Checked | SetAside | Undated


def answer(linter: Linter, supplied: Supplied | SetAside, as_at: date | str | None) -> Answer:
    """Check one case file; what was set aside stays so."""
    if isinstance(supplied, SetAside):
        return supplied
    try:
        return linter.check_one(supplied.case_file, as_at, supplied.place, supplied.family)
    except AsAtError as error:
        return Undated(supplied.place, supplied.case_file.case_id, error)


def place_and_id(given: Checked | Undated) -> tuple[str, str]:
    """Where a case file stands, and its id."""
    if isinstance(given, Undated):
        return given.place, given.case_id
    return given.case.place, given.case.case_id
