"""Failings that were found in practice, each with the audit finding it shows.

They are planted by what went wrong, not by rule: no planter knows what the rules look at.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from itertools import count, islice

from caselint.synthetic.chance import Chance
from caselint.synthetic.defects import (
    challenge_school_closing,  # noqa: F401 - entering their defects
    core_groups,  # noqa: F401
    early_signs,  # noqa: F401
    front_door,  # noqa: F401
    missing_and_shared,  # noqa: F401
    oversight,  # noqa: F401
    participation,  # noqa: F401
    plans,  # noqa: F401
    visits,  # noqa: F401
)
from caselint.synthetic.defects.planting import FOUND, Case, Defect, Place
from caselint.synthetic.draft import Native
from caselint.synthetic.people import STORIES, Family, family
from caselint.synthetic.stories import finished
from caselint.synthetic.untidiness import untidied

LONGEST_SEARCH = 400
"""Families that are tried for one that has room for a defect."""


@dataclass(frozen=True, slots=True)
class Planted:
    """A file with a defect, and the same file without it."""

    defect: Defect
    place: Place
    clean: Native
    flawed: Native


def defects() -> tuple[Defect, ...]:
    """Every defect, in order."""
    return tuple(FOUND.values())


def with_defect(name: str, seed: object, as_at: date) -> Planted:
    """A file with this defect, of the first family of a fitting kind that has room for it.

    Raises `KeyError` for an unknown name and `LookupError` when no family has room.
    """
    wanted = FOUND[name]
    told = [story for story in STORIES if story.name in wanted.kinds]
    for number in islice(count(), LONGEST_SEARCH):
        made = family(f"{seed}/{name}", number, as_at, told[number % len(told)])
        planted = _planted(wanted, made)
        if planted is not None:
            return planted
    raise LookupError(f"no family has room for the defect {name}")


def _planted(wanted: Defect, made: Family) -> Planted | None:
    """The defect in the first of the family's files that has room for it."""
    for file in finished(made):
        # A native file is what JSON can say: this copies it whole, and ten times as soon.
        flawed = json.loads(json.dumps(file))
        place = wanted.plant(Case(flawed, Chance(made.key, wanted.name)))
        if place is not None:
            keep = place.records
            return Planted(wanted, place, untidied(file, keep), untidied(flawed, keep))
    return None
