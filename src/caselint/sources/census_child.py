"""One Child of the Children in Need census as a case file.

Elements that say the same twice are one record, so that a plan listed under two episodes is one
plan. Record ids come of kind, type and day, and so stay the same in an export in another order.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lxml import etree

from caselint.casefile import CaseFile, Covers, SetAside, Unreadable, assemble
from caselint.errors import SourceError
from caselint.sources import census_codes as codes
from caselint.sources.census_fields import (
    ASSESSMENT,
    CHILD,
    CLOSURE,
    CONFERENCE,
    IN_NEED_PLAN,
    PROTECTION_PLAN,
    REFERRAL,
    SECTION47,
    From,
)
from caselint.sources.xml_elements import local_name


@dataclass(frozen=True, slots=True)
class Census:
    """What a census file says of all its children.

    `reference_day` is None where it cannot be read. `covers` gives the coverage of a child's entry
    by that day and the kinds of record that the child has from before the census year.
    """

    authority: str | None
    reference_day: date | None
    covers: Callable[[date | None, frozenset[str]], Covers]


def case_file_of(child: etree._Element, census: Census, place: str) -> CaseFile:
    """Make the case file of one Child; raises `SourceError` when it has no LAchildID.

    `place` is where the Child stands; what is set aside within it is located by the path of its
    element and the line.
    """
    child_id = next((text for _, text in _filled(child, (".//{*}LAchildID",))), None)
    if child_id is None:
        raise SourceError("the child has no LAchildID", place=place)
    drawing = _Drawing(child, place)
    for details in child.iterfind(".//{*}CINdetails"):
        drawing.draw_episode(details)
    records = drawing.records()
    data = {
        "case_id": child_id,
        "authority": census.authority,
        "child": {"child_id": child_id, **drawing.draw_child()},
        "records": records,
        "source": {
            "name": "cin_census",
            "extracted_at": census.reference_day,
            "covers": census.covers(census.reference_day, _reaching_back(records, census)),
        },
    }
    case_file = assemble(data, drawing.place_of)
    if faults := drawing.faults():
        case_file.mark_set_aside(
            tuple(SetAside(where, why, case_file.case_id) for where, why in faults)
        )
    return case_file


def _reaching_back(records: list[dict[str, Any]], census: Census) -> frozenset[str]:
    """The kinds of record that the child has from before the census year."""
    if census.reference_day is None:
        return frozenset()
    kinds = census.covers(census.reference_day, frozenset()).kinds or {}
    begins = {kind: what.from_ for kind, what in kinds.items() if isinstance(what.from_, date)}
    return frozenset(
        record["kind"]
        for record in records
        if record["kind"] in begins
        and isinstance(record.get("date"), str)
        and codes.is_day(record["date"])
        and date.fromisoformat(record["date"]) < begins[record["kind"]]
    )


@dataclass(slots=True, eq=False)
class _Drawn:
    """Values drawn from an element, and for each the element that it came from."""

    element: etree._Element
    values: dict[str, Any] = field(default_factory=dict)
    elements: dict[str, etree._Element] = field(default_factory=dict)
    links: list[_Drawn] = field(default_factory=list)

    @classmethod
    def out_of(cls, element: etree._Element, table: dict[str, From], within: str = "") -> _Drawn:
        drawn = cls(element)
        for name, source in table.items():
            paths = tuple(f"{within}{{*}}{each}" for each in source.elements)
            found = next(_filled(element, paths), None)
            if found is not None and (value := source.read(found[1])) is not None:
                drawn.values[name] = value
                drawn.elements[name] = found[0]
        return drawn

    def also(self, target: str, origin: str) -> None:
        """Fill a field with what another one has; what is no date is so set aside only once."""
        if origin in self.values:
            given = self.values[origin]
            self.values[target] = given if codes.is_day(given) else Unreadable("not a date", given)


class _Drawing:
    """A case file in the making: the child and its records, each tied to its element."""

    def __init__(self, child: etree._Element, place: str) -> None:
        self._child = _Drawn.out_of(child, CHILD, within=".//")
        self._place = place
        self._drawn: dict[str, _Drawn] = {}

    def draw_child(self) -> dict[str, Any]:
        """Give the fields of the child. No element for disabilities leaves them blank."""
        found = list(_filled(self._child.element, (".//{*}Disability",)))
        if found:
            names = [
                codes.name_of(text, codes.DISABILITIES)
                for _, text in found
                if text.upper() != codes.NO_DISABILITY
            ]
            self._child.values["disabilities"] = list(dict.fromkeys(names))
        return self._child.values

    def draw_episode(self, details: etree._Element) -> None:
        """Draw the records of one CINdetails: a referral and what followed from it."""
        received = _Drawn.out_of(details, REFERRAL)
        received.also("received_at", "date")
        referral = self._keep("referral", received)
        for each in details.iterfind("{*}Assessments"):
            self._draw_assessment(each, referral)
        self._draw_conference(details, None)
        for each in details.iterfind("{*}Section47"):
            enquiry = _Drawn.out_of(each, SECTION47)
            _date_by(enquiry, "started_at")
            self._draw_conference(each, self._keep("section47", enquiry))
        for each in details.iterfind("{*}CINPlanDates"):
            self._draw_plan(each, "child_in_need", IN_NEED_PLAN)
        for each in details.iterfind("{*}ChildProtectionPlans"):
            plan = self._draw_plan(each, "child_protection", PROTECTION_PLAN)
            for review, text in _filled(each, (".//{*}CPPreviewDate",)):
                values = {"type": "review", "date": codes.day(text)}
                self._keep("conference", _Drawn(review, values, {"date": review}), plan)
        closure = _Drawn.out_of(details, CLOSURE)
        if closure.values:
            self._keep("closure", closure)

    def records(self) -> list[dict[str, Any]]:
        """Give the records in the native form, each with its id and links."""
        drawn = list(self._drawn.values())
        _identify(self._drawn)
        for each in drawn:
            if each.links:
                each.values["links"] = sorted({link.values["record_id"] for link in each.links})
        return [each.values for each in drawn]

    def place_of(self, path: tuple[str | int, ...]) -> str:
        """Where a path within the case file stands in the census file."""
        match path:
            case ("child", str(name), *_):
                element = self._child.elements.get(name, self._child.element)
            case ("records", int(number), *rest):
                drawn = list(self._drawn.values())[number]
                element = drawn.elements.get(str(rest[0]) if rest else "", drawn.element)
            case _:
                element = self._child.element
        return self._place_of(element)

    def faults(self) -> list[tuple[str, str]]:
        """Tell which codes could not be read, each with its place."""
        return [
            (self._place_of(drawn.elements[name]), value.why)
            for drawn in self._drawn.values()
            for name, value in drawn.values.items()
            if isinstance(value, Unreadable) and name in drawn.elements
        ]

    def _draw_assessment(self, element: etree._Element, referral: _Drawn | None) -> None:
        drawn = _Drawn.out_of(element, ASSESSMENT)
        _date_by(drawn, "started_at", "authorised_at")
        if (listed := element.find("{*}FactorsIdentifiedAtAssessment")) is not None:
            factors = (text for _, text in _filled(listed, (".//{*}AssessmentFactors",)))
            drawn.values["factors"] = list(dict.fromkeys(factors))
        self._keep("assessment", drawn, referral)

    def _draw_conference(self, element: etree._Element, enquiry: _Drawn | None) -> None:
        drawn = _Drawn.out_of(element, CONFERENCE)
        if drawn.values:
            drawn.values["type"] = "initial"
            self._keep("conference", drawn, enquiry)

    def _draw_plan(
        self, element: etree._Element, type_: str, table: dict[str, From]
    ) -> _Drawn | None:
        drawn = _Drawn.out_of(element, table)
        drawn.values["type"] = type_
        _date_by(drawn, "started_at")
        if isinstance(started := drawn.values.get("date"), str):
            drawn.values["plan_id"] = f"{type_}-{started}"
        return self._keep("plan", drawn)

    def _keep(self, kind: str, drawn: _Drawn, link: _Drawn | None = None) -> _Drawn | None:
        """Keep a record unless its element is empty; one that says the same is kept once.

        Give the record that others may link to: none where it has no date and so no place on file.
        """
        if not any(text.strip() for text in drawn.element.itertext()):
            return None
        drawn.values["kind"] = kind
        content = json.dumps(drawn.values, sort_keys=True, default=repr)
        kept = self._drawn.setdefault(content, drawn)
        if link is not None:
            kept.links.append(link)
        return kept if "date" in kept.values else None

    def _place_of(self, element: etree._Element) -> str:
        steps = []
        node = element
        while node is not self._child.element and (parent := node.getparent()) is not None:
            name = local_name(node)
            alike = [each for each in parent if local_name(each) == name]
            steps.append(f"{name}[{alike.index(node) + 1}]" if len(node) or alike[1:] else name)
            node = parent
        return "/".join([self._place, *reversed(steps)]) + f" (line {element.sourceline})"


def _filled(
    element: etree._Element, paths: tuple[str, ...]
) -> Iterator[tuple[etree._Element, str]]:
    """Every element at these paths that has text, with the text."""
    for path in paths:
        for found in element.iterfind(path):
            if text := (found.text or "").strip():
                yield found, text


def _identify(drawn: dict[str, _Drawn]) -> None:
    """Give each record, by its content, an id of kind, type and day; twins count in that order.

    So an export in another order has the same ids. What is no date stays out of them.
    """
    times: Counter[str] = Counter()
    for _, each in sorted(drawn.items()):
        words = [each.values["kind"], each.values.get("type")]
        given = each.values.get("date")
        words.append(given if isinstance(given, str) and codes.is_day(given) else "undated")
        stem = "-".join(word for word in words if word)
        times[stem] += 1
        each.values["record_id"] = stem if times[stem] == 1 else f"{stem}-{times[stem]}"


def _date_by(drawn: _Drawn, *fields: str) -> None:
    """Date a record by the first of these fields that is given."""
    for name in fields:
        if name in drawn.values:
            drawn.also("date", name)
            return
