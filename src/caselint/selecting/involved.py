"""Which agencies are involved in a record, and whether there may be others.

Somebody recorded without an agency may be of any: then the list has `UNKNOWN` in it, and no rule
can conclude that an agency had no part. Calls are often entered as case notes that list nobody, so
`told_of` asks whether the text of such a note names an agency.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any, Final

from caselint.casefile import Entry, Timeline
from caselint.casefile.agencies import AGENCIES, agency_named
from caselint.casefile.narrative import narrative
from caselint.casefile.parts import Part
from caselint.casefile.threads import folded_words
from caselint.selecting.unknown import UNKNOWN

_FAMILY: Final = re.compile(
    r"\b(?:step ?|grand|god)?(?:mother|mum|mummy|father|dad|daddy|parent|brother|sister|child|son|"
    r"daughter)s?\b|\b(?:aunt(?:ie|y)?|uncle|cousin|siblings?|carers?|partner|husband|wife|family|"
    r"friend|neighbour|baby|young person|nan|nana|gran|granny|mgm|mgf|pgm|pgf|self)\b",
    re.IGNORECASE,
)
_EVERYDAY: Final = frozenset(("la", "ward", "doctor", "education", "surgery", "health"))
"""Names of agencies that are everyday words as well."""


def agencies_in(timeline: Timeline, entry: Entry) -> list[Any]:
    """The agencies involved in a record, and `UNKNOWN` where there may be one more."""
    found = entry.involved_agencies
    record = entry.record
    given = record.__dict__
    others = [part for part in entry.involved if part is not record.author]
    if given.get("from_agency") or given.get("to_agency"):
        # Who is on the other end is of the agency that is named there.
        may_be_more = False
    elif entry.kind == "communication" and not others:
        may_be_more = True
    else:
        may_be_more = any(_may_be_of_an_agency(part, timeline) for part in others)
    return [*found, UNKNOWN] if may_be_more else found


def _may_be_of_an_agency(part: Part, timeline: Timeline) -> bool:
    """Whether somebody is named without an agency, neither of the family nor a social worker."""
    given = part.__dict__
    named = [name for name in (given.get("role"), given.get("name")) if name]
    if given.get("agency") or given.get("person_id") or not named:
        return False
    if any(_FAMILY.search(name) or agency_named(name) == "social_care" for name in named):
        return False
    people = [timeline.child.name, *(timeline.child.aliases or ())]
    people += [name for one in timeline.people for name in (one.name, *(one.aliases or ()))]
    family = {word for name in people if name for word in folded_words(name)}
    return not any(family.intersection(folded_words(name)) for name in named)


SCHOOLS: Final = ("school", "nursery", "virtual_school", "education_welfare")
"""Agencies that speak for a child's school."""
PARTNERS: Final = tuple(agency for agency in AGENCIES if agency != "social_care")
"""Every agency of the list but social care."""


def told_of(entry: Entry, agencies: tuple[str, ...]) -> bool:
    """Whether a case note of social care's that lists nobody names one of these agencies."""
    record = entry.record
    if entry.kind != "case_note" or len(entry.involved) > (record.author is not None):
        return False
    if any(agency != "social_care" for agency in entry.involved_agencies):
        return False
    title = record.__dict__.get("title")
    texts = [text for _, text in narrative(record)]
    texts += [title] if isinstance(title, str) else []
    names, pattern = _names_of(agencies)
    # Most notes have none of the names in them, which is sooner told than by a pattern.
    return any(
        pattern.search(text) for text in texts if any(map(text.casefold().__contains__, names))
    )


@cache
def _names_of(agencies: tuple[str, ...]) -> tuple[list[str], re.Pattern[str]]:
    """The names that agencies go by, of one outside the list its own; and a pattern of them all."""
    names = {name for one in agencies for name in (one.replace("_", " "), *AGENCIES.get(one, ()))}
    told = sorted(names - _EVERYDAY, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, told))})s?\b", re.IGNORECASE)
    return [name.casefold() for name in told], pattern
