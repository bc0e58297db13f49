"""From what was drawn of one child to the child's case file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from caselint.casefile import CaseFile, SetAside, Source, Tombstone, Unreadable, assemble
from caselint.casefile.identity import derive_record_ids
from caselint.casefile.people import Child, InvolvedAgency, Person
from caselint.casefile.values import UNKNOWN, day_of
from caselint.errors import SourceError
from caselint.sources.tables.building import Builder
from caselint.sources.tables.coverage import OURS, Declaring
from caselint.sources.tables.drawing import Drawn, Where
from caselint.sources.tables.export import Export

SOURCE: Final = "tables"
_OUTER: Final = ("case_id", "authority", "team", "previous_case_ids")
_TELL_APART: Final = ("date_of_birth", "name")
_CASE_FILE: Final = Builder(CaseFile, ())
_CHILD: Final = Builder(Child, ())


class Assembling:
    """Makes case files, all from one folder."""

    def __init__(
        self,
        declaring: Declaring,
        export: Export,
        family: Mapping[str, Sequence[str]],
        by_family: Mapping[str, Sequence[str]],
        case_ids: Mapping[str, str],
        folder: str,
    ) -> None:
        self._declaring = declaring
        self._export = export
        self._family = family
        self._by_family = by_family
        self._case_ids = case_ids
        self._folder = folder
        self._sources: dict[int, Source] = {}

    def assemble(self, child_id: str, drawn: Drawn, *, named: bool) -> tuple[CaseFile, str]:
        """The case file of a child, and where the child stands.

        `named`: whether the tables of children name the child. Raises `SourceError` where rows of
        two children share the id.
        """
        rows = drawn.values.get("child", [])
        place = said(rows[0][0]) if rows else self._folder
        faults = list(drawn.faults)
        child = _child(rows, faults)
        _add_lists(child, drawn)
        if not named:
            faults.append(
                (_first_place(drawn, place), "a child without a row in the table of children", "")
            )
        faults += (
            (said(where), f"no {kind} with this id, so that this row belongs nowhere", "")
            for (kind, _), orphans in drawn.part_places.items()
            for where in orphans.values()
        )
        outer = {name: child.pop(name) for name in _OUTER if name in child}
        team = outer.get("team") or _team(drawn)
        records, gone, differ = drawn.records, frozenset[int](), _differ(drawn.ids)
        if not differ:
            records, gone = _once(drawn)
            derive_record_ids(records)
            differ = _differ([record.record_id for record in records])
        data: dict[str, Any] = {
            "case_id": outer.get("case_id") or child_id,
            "authority": outer.get("authority") or self._export.authority,
            "team": team,
            "child": {**child, "child_id": child_id},
            "people": self.people(child_id, drawn),
            "agencies": [
                _valid(InvolvedAgency, values) for _, values in drawn.values.get("agency", ())
            ]
            or None,
            "previous_case_ids": outer.get("previous_case_ids"),
            "source": self._source(drawn),
        }
        if drawn.careful or not differ:
            data["records"] = records
            places = [where for number, where in enumerate(drawn.places()) if number not in gone]
            case_file = assemble(data, _Places(place, places))
        else:
            # Readers gave all that is in it, so that nothing is left to validate here either.
            data["child"] = _CHILD.build_one(data["child"])
            data["records"] = records
            case_file = _CASE_FILE.build_one(data, {"_set_aside": (), "_tombstones": ()})
        if faults or drawn.tombstones:
            case_id = case_file.case_id
            case_file.mark_set_aside(
                tuple(SetAside(where, why, case_id, record) for where, why, record in faults),
                tuple(drawn.tombstones),
            )
        return case_file, place

    def _source(self, drawn: Drawn) -> Source:
        if self._export.records_from is not None:
            agencies = frozenset(filter(None, self._export.records_from))
        else:
            agencies = frozenset(filter(None, drawn.agencies)) | {OURS}
        covers = self._declaring.covers(frozenset(drawn.from_draws), agencies)
        found = self._sources.get(id(covers))
        if found is None:
            found = self._sources[id(covers)] = Source(
                name=SOURCE, extracted_at=self._export.extracted_at, covers=covers
            )
        return found

    def people(self, child_id: str, drawn: Drawn) -> list[Person] | None:
        """The people on a child's file; a fault where one of them has no id."""
        people: dict[str, Person] = {}
        for place, values in drawn.values.get("person", ()):
            if not values.get("person_id"):
                drawn.faults.append((said(place), "a person without person_id", ""))
                continue
            people[values["person_id"]] = _valid(Person, values)
        for _, values in drawn.values.get("mother", ()):
            if mother := values.get("mother_id"):
                people.setdefault(
                    mother,
                    Person(
                        person_id=mother,
                        relationship="mother",
                        sex="female",
                        child_case_id=self._case_ids.get(mother, mother),
                    ),
                )
        for family in self._by_family.get(child_id, ()):
            for other in self._family.get(family, ()):
                if other != child_id:
                    case_id = self._case_ids.get(other, other)
                    people.setdefault(other, Person(person_id=other, child_case_id=case_id))
        return list(people.values()) or None


class _Places:
    """Tells where a path within a case file stands in the tables."""

    def __init__(self, child: str, records: Sequence[Where]) -> None:
        self._child = child
        self._records = records

    def __call__(self, path: tuple[str | int, ...]) -> str:
        if path[:1] == ("records",) and len(path) > 1 and isinstance(path[1], int):
            return said(self._records[path[1]])
        return self._child


def _valid(model: type[Any], values: Mapping[str, Any]) -> Any:
    return model.model_validate(values)


def _child(
    rows: Sequence[tuple[Where, dict[str, Any]]], faults: list[tuple[str, str, str]]
) -> dict[str, Any]:
    """What the rows on one child say together: what they contradict each other in is unknown.

    Raises `SourceError` where they are plainly rows of two children.
    """
    found: dict[str, Any] = {}
    for place, values in rows:
        for name, value in values.items():
            if value is None or found.get(name) == value:
                continue
            if name not in found:
                found[name] = list(value) if isinstance(value, list) else value
            elif name in _TELL_APART and not isinstance(value, Unreadable):
                raise SourceError("two children with one id", place=said(place))
            else:
                faults.append(
                    (said(place), f"a second row on the child says otherwise of {name}", "")
                )
                found[name] = UNREADABLE_TWICE if name in _CAN_BE_UNREADABLE else None
    return {name: value for name, value in found.items() if value is not None}


UNREADABLE_TWICE: Final = Unreadable("two rows on the child contradict each other")
_CAN_BE_UNREADABLE: Final = ("sex", "expected_date_of_birth", "died_on", "interpreter_needed")


def _add_lists(child: dict[str, Any], drawn: Drawn) -> None:
    listed = [values["disabilities"] for _, values in drawn.values.get("child_list", ())]
    if listed and "disabilities" not in child:
        found = (each for several in listed for each in several or ())
        child["disabilities"] = list(dict.fromkeys(found))
    latest = [values for _, values in drawn.values.get("child_latest", ())]
    if latest and not child.get("immigration_status"):
        child["immigration_status"] = max(latest, key=lambda each: _when(each))[
            "immigration_status"
        ]


def _when(values: Mapping[str, Any], name: str = "date") -> date:
    moment = values.get(name)
    return day_of(moment) if isinstance(moment, (date, datetime)) else date.min


def _team(drawn: Drawn) -> str | None:
    """The team of the spell of work that is still open and began last, else of the last one."""
    spells = [values for _, values in drawn.values.get("team", ()) if values.get("team")]
    if not spells:
        return None
    latest = max(spells, key=lambda each: (each.get("ended_at") is None, _when(each)))
    return str(latest["team"])


def _differ(ids: Sequence[str]) -> bool:
    """Whether each record has an id, and an id of its own: there is then nothing to look for."""
    return len(set(ids)) == len(ids) and "" not in ids


def _once(drawn: Drawn) -> tuple[list[Any], frozenset[int]]:
    """The records, with a visit that stands in several tables of visits kept once; which are gone.

    It takes the type of the closest watch, and what one table leaves blank from the next. Where two
    of them contradict each other, the field is unknown.
    """
    records = drawn.records
    visits = [record for record in records if record.kind == "visit" and record.record_id]
    if len({record.record_id for record in visits}) == len(visits):
        return records, frozenset()
    alike: dict[tuple[str, Any], list[int]] = defaultdict(list)
    for number, record in enumerate(records):
        if record.kind == "visit" and record.record_id:
            alike[record.record_id, record.date].append(number)
    gone: set[int] = set()
    for numbers in alike.values():
        if len({records[number].type for number in numbers}) > 1:
            _merge([records[number] for number in numbers])
            gone.update(numbers[1:])
    return [record for number, record in enumerate(records) if number not in gone], frozenset(gone)


_CLOSEST: Final = ("child_protection", "looked_after", "child_in_need")


def _merge(visits: Sequence[Any]) -> None:
    """Put into the first what all of them say."""
    into = visits[0].__dict__
    for name in into:
        said = [value for each in visits if (value := each.__dict__[name]) not in (None, UNKNOWN)]
        if name == "type":
            into[name] = next((each for each in _CLOSEST if each in said), into[name])
        elif name == "links":
            into[name] = sorted({link for links in said for link in links}) or None
        elif said:
            contrary = name in _FLAGS and any(value != said[0] for value in said)
            into[name] = UNKNOWN if contrary else said[0]


_FLAGS: Final = ("successful", "child_seen", "child_seen_alone", "bedroom_seen", "announced")


def _first_place(drawn: Drawn, place: str) -> str:
    for opened, starts in drawn.stretches:
        return opened.at(starts[0])
    for found in drawn.values.values():
        for where, _ in found:
            return said(where)
    return place


def said(where: Where) -> str:
    """How messages name a row."""
    opened, start = where
    return opened.at(start)


def torn_marks(drawn: Drawn, torn: Iterable[Any]) -> list[Tombstone]:
    """What rows that were set aside might have said of the child: a mark in place of each kind."""
    marks: dict[str, Tombstone] = {}
    for opened in torn:
        for draw in opened.table.draws:
            if draw.of == "part":
                drawn.torn.add((draw.kind, draw.field))
            else:
                marks[draw.of] = Tombstone(kind=draw.of)
    return list(marks.values())
