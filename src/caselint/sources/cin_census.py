"""The Children in Need census: XML, one case file a Child.

| census | case file |
|---|---|
| Header: ReferenceDate, LEA | `source.extracted_at` (the natural as-at date), `authority` |
| ChildIdentifiers, ChildCharacteristics | the child; LAchildID is both `case_id` and `child_id` |
| CINdetails | `referral`; ReferralNFA false means accepted, true no further action |
| CINclosureDate, ReasonForClosure | `closure` |
| Assessments | `assessment`, linked to the referral |
| Section47 | `section47`; ICPCnotRequired true means an outcome of no conference |
| DateOfInitialCPC, of Section47 or CINdetails | `conference` (initial), linked to the enquiry |
| CINPlanDates | `plan` (child in need) |
| ChildProtectionPlans | `plan` (child protection), by its latest category |
| CPPreviewDate | `conference` (review), linked to the plan |

Targets and internal reviews (InitialCPCtarget, AssessmentInternalReviewDate), pupil numbers, the
source of a referral and the number of earlier plans have no place in a case file. The census is
read for practice timescales; its validation is the Department's.

It holds one year. Assessments, enquiries, conferences, ends of plans and closures of earlier years
are left out of it by its rules, though the referral or plan that they belong to is there. So
coverage begins on 1 April, except for referrals, and ends on the reference date. Where a child's
own entry has a kind of record from before that day, the extract plainly reaches further back, and
the kind is not cut off for that child.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Final

from lxml import etree

from caselint.casefile import Covers, KindCovers, SetAside
from caselint.errors import SourceError
from caselint.sources import census_fields as tables
from caselint.sources.census_child import Census, case_file_of
from caselint.sources.census_codes import day, is_day
from caselint.sources.supplied import Format, Supplied, set_aside, supply
from caselint.sources.xml_elements import elements, local_name


def read(stream: io.BufferedReader, file: str) -> Iterator[Supplied | SetAside]:
    """Yield the case file of each Child. Of broken XML, the children before the fault are read."""
    census = Census(None, None, covers)
    number = 0
    try:
        for element in elements(stream, ("Header", "Child")):
            if local_name(element) == "Header":
                census, fault = _read_header(element, file)
                if fault is not None:
                    yield fault
                continue
            number += 1
            place = f"{file}: Child[{number}]"
            yield supply(lambda: case_file_of(element, census, place), place)  # noqa: B023
    except SourceError as error:
        yield set_aside(error, file)
        return
    if not number:
        yield SetAside(file, "a Children in Need census without any Child")


@cache
def covers(reference_day: date | None, reaching_back: frozenset[str] = frozenset()) -> Covers:
    """What a census made up to this day can say; None: its year is not known.

    `reaching_back` are the kinds of record that a child has from before the census year.
    """
    year = {"from": first_day(reference_day), "to": reference_day}
    until = {"to": reference_day}
    reaching_back |= {"referral"}
    fields = {
        "referral": [*tables.REFERRAL, "received_at"],
        "assessment": ["date", *tables.ASSESSMENT, "factors", "links"],
        "section47": ["date", *tables.SECTION47],
        "conference": ["date", "type", "links"],
        "plan": ["date", "type", "plan_id", *tables.PROTECTION_PLAN],
        "closure": [*tables.CLOSURE],
    }
    types = {
        "conference": ["initial", "review"],
        "plan": ["child_in_need", "child_protection"],
    }
    kinds = {
        kind: KindCovers.model_validate(
            {
                "fields": given,
                "types": types.get(kind),
                **(until if kind in reaching_back else year),
            }
        )
        for kind, given in fields.items()
    }
    kinds["child"] = KindCovers(fields=[*tables.CHILD, "disabilities"])
    return Covers(records_from=["social_care"], kinds=kinds)


def first_day(reference_day: date | None) -> date | None:
    """The 1 April that begins the census year."""
    if reference_day is None:
        return None
    began = date(reference_day.year, 4, 1)
    return began if began <= reference_day else began.replace(year=reference_day.year - 1)


def _read_header(header: etree._Element, file: str) -> tuple[Census, SetAside | None]:
    authority = (header.findtext(".//{*}LEA") or "").strip() or None
    text = day((header.findtext(".//{*}ReferenceDate") or "").strip())
    if is_day(text):
        return Census(authority, date.fromisoformat(text), covers), None
    fault = SetAside(f"{file}: Header/ReferenceDate", "not a date") if text else None
    return Census(authority, None, covers), fault


_CENSUS: Final = re.compile(r"<(?:[\w.-]+:)?(?:LAchildID\b|Collection>\s*CIN\s*<)")

FORMAT: Final = Format(
    name="cin_census",
    title="the Children in Need census as XML",
    suffixes=(".xml",),
    recognises=lambda start: start.startswith("<") and _CENSUS.search(start) is not None,
    read=read,
)
