"""The casts of a batch of texts, brought together: all names, and whom of a cast each means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import numpy as np

from caselint.language.cast import Named, initials_of, names_of, short_names_of
from caselint.language.folding import Flags, Ints, folded_word

CAST_ROW: Final = 1 << 32
"""By how much a cast is multiplied in `Casts.lookup`, so that a name can be added."""


@dataclass(slots=True)
class Casts:
    """The casts of a batch: `of_text` gives the number of a text's cast, `people` all their names.

    `lookup` is sorted by cast and name; `person` is the position in `people`. `initials` has for
    each cast the position of the child whom a letter means, `short_names` of those whom two letters
    mean.
    """

    of_text: Ints
    names: list[bytes]
    lookup: Ints
    person: Ints
    people: list[Named]
    common: Flags
    beyond_ascii: Flags
    roles: list[dict[tuple[str, str], str]]
    initials: list[Mapping[bytes, int]]
    short_names: list[Mapping[bytes, int]]


def gather_casts(casts: Sequence[Mapping[str, str] | None], common: frozenset[bytes]) -> Casts:
    """Bring the casts of a batch together; equal objects count once."""
    numbers: dict[int, int] = {}
    of_text = np.zeros(len(casts), np.int64)
    names: dict[bytes, int] = {}
    keys: list[tuple[int, int, int]] = []
    people: list[Named] = []
    roles: list[dict[tuple[str, str], str]] = []
    initials: list[Mapping[bytes, int]] = []
    short_names: list[Mapping[bytes, int]] = []
    for at, cast in enumerate(casts):
        number = numbers.get(id(cast))
        if number is None:
            number = numbers[id(cast)] = len(numbers)
            roles.append({})
            initials.append({})
            short_names.append({})
            if cast:
                known, called, short = _known(tuple(cast.items()))
                persons = {}
                for name, person in known:
                    if person not in persons:
                        persons[person] = len(people)
                        people.append(person)
                    keys.append((number, names.setdefault(name, len(names)), persons[person]))
                roles[number] = _roles(persons)
                initials[number] = {letter: persons[person] for letter, person in called}
                short_names[number] = {letters: persons[person] for letters, person in short}
        of_text[at] = number
    table = np.array(sorted(keys), np.int64).reshape(-1, 3)
    return Casts(
        of_text,
        list(names),
        table[:, 0] * CAST_ROW + table[:, 1],
        table[:, 2],
        people,
        np.array([name.removesuffix(b"'s") in common for name in names], bool),
        np.array([not name.isascii() for name in names], bool),
        roles,
        initials,
        short_names,
    )


_Names: TypeAlias = tuple[tuple[bytes, Named], ...]


@lru_cache(maxsize=4096)
def _known(cast: tuple[tuple[str, str], ...]) -> tuple[_Names, _Names, _Names]:
    """Each way to write a name of the cast, folded, also with a possessive ending; and initials.

    Last those of double first names.
    """
    found: dict[bytes, Named] = {}
    for name, person in names_of(dict(cast)).items():
        found[folded_word(name)] = person
    for written, person in list(found.items()):
        found.setdefault(written + b"'s", person)
    found.pop(b"", None)
    initials, short = (
        tuple((letters.encode(), person) for letters, person in called(dict(cast)).items())
        for called in (initials_of, short_names_of)
    )
    return tuple(found.items()), initials, short


def _roles(people: Mapping[Named, int]) -> dict[tuple[str, str], str]:
    """Whom a role word means: the one child, the one mother, the one father of the cast."""
    found: dict[tuple[str, str], list[str]] = {}
    for person in people:
        if person.category == "this_child":
            found.setdefault((person.category, ""), []).append(person.name)
        elif person.category == "parent" and person.gender:
            found.setdefault((person.category, person.gender), []).append(person.name)
    return {key: names[0] for key, names in found.items() if len(names) == 1}
