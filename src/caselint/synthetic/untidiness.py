"""The ordinary untidiness of case files, which is no failing of practice.

Blanks where nothing hangs on them, entries made late, one note entered twice, records without an
id, agencies by the names people use, codes in other spellings, typing errors. What a record gets
hangs on its id alone, so that a file with a planted defect is untidy in the same places as the same
file without it.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from caselint.synthetic import calendar
from caselint.synthetic.chance import Chance
from caselint.synthetic.draft import Native, Record

SPELLED: Final = {
    "social_care": "Children's Social Care",
    "gp": "GP",
    "health_visiting": "Health Visitor",
    "school_nursing": "School Nurse",
    "school": "School",
    "police": "Police",
    "camhs": "CAMHS",
    "midwifery": "Midwife",
    "looked_after_health": "LAC Nurse",
    "adult_mental_health": "CMHT",
    "early_help": "Family Hub",
    "voluntary_sector": "Voluntary",
}
"""Agencies as people write them."""

_PASSING: Final = ("communication", "case_note")
"""Kinds of which there are many and on which little hangs singly."""


def untidied(file: Native, keep: Collection[str] = ()) -> Native:
    """The same file as somebody would have left it; records in `keep` keep their ids.

    The file given is not altered.
    """
    key = file["case_id"]
    chance = Chance(key, "untidy")
    spelled, flags, codes = chance.maybe(0.3), chance.maybe(0.3), chance.maybe(0.2)
    linked = {link for record in file["records"] for link in record.get("links", ())} | set(keep)
    records: list[Record] = []
    for record in file["records"]:
        own = Chance(key, record["record_id"])
        untidy = _untidy(record, own)
        if spelled or flags or codes:
            untidy = _spelled(untidy, spelled=spelled, flags=flags)
        if codes and untidy.get("type") in _CODES:
            untidy["type"] = _CODES[untidy["type"]]
        if record["kind"] in _PASSING and record["record_id"] not in linked:
            if own.maybe(0.02):
                records.append({**untidy, "record_id": f"{record['record_id']}-2"})
            if own.maybe(0.02):
                del untidy["record_id"]
        records.append(untidy)
    _write_up_late(records, date.fromisoformat(file["source"]["extracted_at"]), chance)
    child = dict(file["child"])
    for field in ("religion", "ethnicity", "first_language"):
        if chance.maybe(0.08):
            child.pop(field, None)
    return {**file, "child": child, "records": records}


_CODES: Final = {
    "child_protection": "Child Protection",
    "child_in_need": "Child in need",
    "looked_after": "Looked After",
    "direct_work": "Direct Work",
    "initial": "Initial",
    "review": "Review",
}


def _write_up_late(records: list[Record], as_at: date, chance: Chance) -> None:
    """One or two passing entries of a file are written up a week or so after."""
    passing = [
        record
        for record in records
        if record["kind"] in _PASSING and "recorded_at" in record and "record_id" in record
    ]
    for record in chance.some(passing, chance.between(0, 2)):
        late = calendar.plus(date.fromisoformat(record["date"][:10]), chance.between(5, 9))
        record["recorded_at"] = min(late, as_at).isoformat()


def _untidy(record: Record, chance: Chance) -> Record:
    record = dict(record)
    if chance.maybe(0.05):
        record.pop("recorded_at", None)
    for field, likelihood in (("announced", 0.15), ("method", 0.1), ("location", 0.03)):
        if field in record and chance.maybe(likelihood):
            del record[field]
    author = record.get("author")
    if author and "name" in author and chance.maybe(0.03):
        record["author"] = {name: value for name, value in author.items() if name != "name"}
    text = record.get("text")
    if text and chance.maybe(0.12):
        record["text"] = (
            {name: _mistyped(value, chance) for name, value in text.items()}
            if isinstance(text, dict)
            else _mistyped(text, chance)
        )
    return record


def _mistyped(text: str, chance: Chance) -> str:
    """One word with two letters swapped, one lost or one doubled, not a name."""
    words = text.split(" ")
    place = chance.between(0, len(words) - 1)
    word = words[place]
    if len(word) < 6 or not word.isalpha() or not word.islower():
        return text
    at = chance.between(1, len(word) - 3)
    how = chance.between(0, 2)
    if how == 0:
        word = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    elif how == 1:
        word = word[:at] + word[at + 1 :]
    else:
        word = word[:at] + word[at] + word[at:]
    words[place] = word
    return " ".join(words)


_AGENCY_FIELDS: Final = frozenset({"agency", "from_agency", "to_agency", "reported_to"})


_FLAGS: Final = {"yes": True, "no": False}


def _spelled(value: Any, *, spelled: bool, flags: bool) -> Any:
    """Agencies by the names people use; yes and no as true and false."""
    if isinstance(value, dict):
        found: dict[str, Any] = {}
        for name, inner in value.items():
            if type(inner) is not str:
                found[name] = _spelled(inner, spelled=spelled, flags=flags)
            elif flags and inner in _FLAGS:
                found[name] = _FLAGS[inner]
            elif spelled and name in _AGENCY_FIELDS:
                found[name] = SPELLED.get(inner, inner)
            else:
                found[name] = inner
        return found
    if isinstance(value, list):
        return [_spelled(inner, spelled=spelled, flags=flags) for inner in value]
    return value
