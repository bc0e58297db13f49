"""Names that nobody listed, shown by the text to be a child's: "Kayden, 14"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .matching import Match
from .people import TITLES, People, Person
from .words import Reading

OLDEST = 18


def name_children(reading: Reading, found: Sequence[Match], people: People) -> None:
    """Make children of those names: this one, or another where the cast has a child."""
    shown = {person.identity for person in _shown(reading, found, people)}
    category = "other_child" if people.child_in_cast else "this_child"
    people.everybody = [
        person._replace(category=category)
        if person.category == "name" and person.identity in shown
        else person
        for person in people.everybody
    ]


def _shown(reading: Reading, found: Sequence[Match], people: People) -> Iterator[Person]:
    for person in people.everybody:
        if person.category == "name" and _aged(reading, person):
            yield person
    for match in found:
        if match.owner.role != "child_named":
            continue
        span = next(
            span
            for span, piece in zip(match.pieces, match.pattern.pieces, strict=True)
            if piece.of == "speaker"
        )
        named = people.at(*span)
        titled = span[0] > 0 and reading.words[span[0] - 1].text in TITLES
        if named is None or named.category != "name" or titled:
            continue
        owns = reading.words[span[1] - 1].text.endswith("'s")
        young = all(_young(reading.words[first].text) for first, _ in match.pieces)
        if young and (owns or match.owner.way != "owners"):
            yield named


def _young(text: str) -> bool:
    return not (text.isdigit() and text.isascii()) or int(text) <= OLDEST


def _aged(reading: Reading, person: Person) -> bool:
    """An age in brackets or between commas."""
    if person.end >= len(reading.words):
        return False
    age = reading.words[person.end]
    if not (age.text.isdigit() and age.text.isascii()) or int(age.text) > OLDEST:
        return False
    before = reading.gaps[person.end]
    behind = (reading.clean + "\n\n")[age.clean_end : age.clean_end + 2]
    return bool(
        re.fullmatch(r"\s?\(\s?|, ?", before) and re.match(r"[),;]|\.?(\s*$|\s*\n)|\.\s", behind)
    )
