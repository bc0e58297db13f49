"""One child's case file while it is being written, record by record, in the native form."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Final

from caselint.synthetic import calendar
from caselint.synthetic.chance import Chance, Deck
from caselint.synthetic.people import Family, Young, people_of

Record = dict[str, Any]
Native = dict[str, Any]

_FEMALE: Final = {"he": "she", "him": "her", "his": "her", "He": "She", "His": "Her"}
_MALE: Final = {"he": "he", "him": "him", "his": "his", "He": "He", "His": "His"}
_UNBORN: Final = {
    "he": "the baby",
    "him": "the baby",
    "his": "the baby's",
    "He": "The baby",
    "His": "The baby's",
}
OUTCOMES: Final = {
    "completed_at": ("outcome", "authorised_at", "child_seen", "child_seen_alone"),
    "resolved_at": ("outcome", "outcome_text"),
    "replied_at": ("decision",),
    "held_at": ("interviewer", "independent"),
}
"""A field that says when something was over, and those that are known only then."""


class Draft:
    """The case file of one child of a family, being written.

    `chance` is this child's own; what the whole family shares comes from `family.chance(...)`.
    """

    def __init__(self, family: Family, young: Young) -> None:
        self.family = family
        self.young = young
        self.as_at = family.as_at
        self.chance = Chance(family.key, "child", young.index)
        self.records: list[Record] = []
        self.people = people_of(family, young)
        self.agencies: dict[str, date] = {}
        self._decks: dict[str, Deck] = {}
        self._words: dict[tuple[bool, str | None], dict[str, str]] = {}
        self._number = self.chance.between(100, 700)
        self.handover_on: date | None = None
        self.agreed_before: set[str] = set()
        self.school_move: tuple[date, str] | None = None

    # -- people ---------------------------------------------------------------------------------

    def age(self, day: date) -> int:
        """The child's age in whole years on a day; negative before the birth."""
        return calendar.age_on(self.young.birthday, day) if self.born_by(day) else -1

    def born_by(self, day: date) -> bool:
        """Whether the child is born by that day."""
        return self.young.born is not None and self.young.born <= day

    def social_worker(self, day: date) -> str:
        """The child's social worker on a day."""
        first, second = self.family.workers
        return second if self.handover_on is not None and day >= self.handover_on else first

    def person(self, agency: str, day: date) -> dict[str, Any]:
        """Who comes for an agency, as a participant."""
        if agency == "social_care":
            name = self.social_worker(day)
            return {"agency": "social_care", "role": "Social worker", "name": name}
        found = dict(self.family.cast[agency])
        if agency in ("school", "nursery") and self.school(day):
            found["organisation"] = self.school(day)
        return found

    def school(self, day: date) -> str | None:
        """The child's school or nursery on a day."""
        if self.school_move is not None and day < self.school_move[0]:
            return self.school_move[1]
        return self.young.school

    def author(self, agency: str, day: date) -> dict[str, Any]:
        """The same as an author."""
        return self.person(agency, day)

    def manager(self) -> dict[str, Any]:
        """The team manager."""
        return {"agency": "social_care", "role": "Team manager", "name": self.family.manager}

    def mother(self) -> dict[str, Any]:
        """The mother as a participant."""
        return {"person_id": f"{self.young.case_id}-M", "role": "Mother", "name": self._full("M")}

    def father(self) -> dict[str, Any]:
        """The father as a participant."""
        return {"person_id": f"{self.young.case_id}-F", "role": "Father", "name": self._full("F")}

    def child_name(self) -> str:
        """The child's name, as people use it."""
        return self.young.name

    def _full(self, who: str) -> str:
        name = self.family.mother if who == "M" else self.family.father
        return f"{name} {self.family.surname}"

    # -- words ----------------------------------------------------------------------------------

    def words(self, day: date) -> dict[str, str]:
        """What stands for the child and the adults in a wording, on a day."""
        born, school = self.born_by(day), self.school(day)
        known = self._words.get((born, school))
        if known is not None:
            return known
        forms = _UNBORN if not born else _FEMALE if self.young.sex == "female" else _MALE
        family = self.family
        words = self._words[born, school] = {
            **forms,
            "child": self.young.name if born else "the baby",
            "mum": family.mother,
            "dad": family.father,
            "school": school or "the family hub",
            "ethnicity": family.background.ethnicity,
        }
        return words

    def fill(self, wording: str, day: date, **more: str) -> str:
        """A wording with its places filled, beginning with a capital."""
        words = self.words(day)
        text = wording.format_map({**words, **more} if more else words)
        return text[0].upper() + text[1:]

    def say(self, name: str, bank: Sequence[str], day: date, **more: str) -> str:
        """The next wording of a bank, filled; none is used twice in a family while it lasts."""
        return self.fill(str(self.deal(name, bank)), day, **more)

    def deal(self, name: str, bank: Sequence[Any]) -> Any:
        """The next thing of a bank of any things."""
        deck = self._decks.get(name)
        if deck is None:
            family = self.family
            key = f"{family.key}/{name}"
            deck = self._decks[name] = Deck(bank, key, self.young.index, len(family.children))
        return deck.deal()

    # -- records --------------------------------------------------------------------------------

    def new_id(self, prefix: str = "R") -> str:
        """The next id of this file."""
        self._number += self.chance.between(1, 3)
        return f"{self.young.case_id}-{prefix}{self._number}"

    def add(
        self,
        kind: str,
        day: date,
        by: str | None = "social_care",
        lag: int | None = 3,
        **fields: Any,
    ) -> Record:
        """Write a record by somebody of that agency.

        `lag` is the most working days until it was written up; None leaves that blank.
        """
        record: Record = {"record_id": self.new_id(), "kind": kind, "date": day}
        if lag is not None:
            record["recorded_at"] = calendar.plus(_day(day), self.chance.between(0, lag))
        if by is not None:
            record["author"] = self.author(by, _day(day))
        for name, value in fields.items():
            if value is not None:
                record[name.rstrip("_")] = value
        self.records.append(record)
        return record

    def involve(self, agency: str, since: date) -> None:
        """Note that an agency works with the child from that day."""
        self.agencies.setdefault(agency, since)

    def of(self, kind: str, **fields: Any) -> list[Record]:
        """The records of a kind with these fields, in order of writing."""
        return [
            record
            for record in self.records
            if record["kind"] == kind
            and all(record.get(name) == value for name, value in fields.items())
        ]

    # -- the finished file ----------------------------------------------------------------------

    def finished(self) -> Native:
        """The file as exported on the day: nothing later is on it, and records are in order."""
        family, young = self.family, self.young
        cut = [_cut(record, self.as_at) for record in self.records]
        records = [record for record in cut if record is not None]
        records.sort(key=lambda record: record["date"][:10])
        child = {
            "child_id": young.child_id,
            "name": f"{young.name} {family.surname}" if young.born else f"Unborn {family.surname}",
            "date_of_birth": young.born.isoformat() if young.born else None,
            "expected_date_of_birth": young.due.isoformat() if young.due else None,
            "sex": young.sex if young.born else None,
            "ethnicity": family.background.ethnicity,
            "religion": family.background.religion,
            "first_language": family.background.language,
            "interpreter_needed": "yes" if family.interpreter else "no",
            "disabilities": ["learning disability"] if young.disabled else None,
            "communication_needs": (
                "Picture cards and short sentences; give time to answer" if young.disabled else None
            ),
            "school": young.school if self.age(self.as_at) >= 4 else None,
        }
        return {
            "case_id": young.case_id,
            "authority": family.authority,
            "team": TEAMS[family.story.name],
            "source": {"name": "made up", "extracted_at": self.as_at.isoformat()},
            "child": {name: value for name, value in child.items() if value is not None},
            "people": self.people,
            "agencies": [
                {"agency": agency, "from": since.isoformat()}
                for agency, since in sorted(self.agencies.items())
                if since <= self.as_at
            ],
            "records": records,
        }


TEAMS: Final = {
    "child_protection": "Safeguarding East",
    "child_in_need": "Family Support",
    "looked_after": "Children in Care",
    "early_help": "Early Help",
    "pre_birth": "Safeguarding West",
    "exploitation": "Adolescents",
    "closed_child_in_need": "Family Support",
    "closed_child_protection": "Safeguarding East",
    "exploitation_and_protection": "Adolescents",
}


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A time on a day."""
    return datetime(day.year, day.month, day.day, hour, minute)


def _day(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _cut(record: Record, as_at: date) -> Record | None:
    """A record as it stood on the day of export, with dates as text; None when it is later."""
    if _day(record["date"]) > as_at:
        return None
    for name, known_then in OUTCOMES.items():
        over = record.get(name)
        if over is not None and _day(over) > as_at:
            for field in known_then:
                record.pop(field, None)
    return _object(record, as_at)


_TARGETS: Final = frozenset({"due", "next_review_due", "review_due"})


def _object(given: Record, as_at: date) -> Record:
    """An object with dates as text, without blanks and without what is later than the export."""
    plain: Record = {}
    for name, value in given.items():
        kind = type(value)
        if kind is str:
            plain[name] = value
        elif kind is list:
            plain[name] = [_object(one, as_at) if type(one) is dict else one for one in value]
        elif kind is dict:
            plain[name] = _object(value, as_at)
        elif isinstance(value, date):
            if name in _TARGETS or _day(value) <= as_at:
                plain[name] = _text_of(value)
        elif value is not None:
            plain[name] = value
    return plain


def _text_of(moment: date) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()
