"""Who is named in a text, and whom a pronoun means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from string import ascii_uppercase
from typing import NamedTuple

from caselint.language.cast import (
    BEFORE_INITIALS,
    INTERPRETING,
    initials_of,
    names_of,
    short_names_of,
)
from caselint.language.lexicon import PEOPLE, PRONOUNS, Lexicon
from caselint.language.patterns import Segment

from .words import Reading, quotations

Span = tuple[int, int]
"""From a word to before another."""
SENTENCES_BACK = 3
CATEGORIES = (*PEOPLE, *PRONOUNS, "name")
GROWN = {"he": "grown_man", "she": "grown_woman"}
SAYING = ("say", "tell", "ask")
HYPHENS = ("-", "\u2010", "\u2011")
TITLES = ("mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "pc", "dc", "sgt")
FEW_WORDS = 3
REFLEXIVE = ("himself", "herself", "themselves", "themself")


class Person(NamedTuple):
    """Somebody named by the words from `first` to before `end`.

    `category` is one of `CATEGORIES`; `gender` he, she, interpreting or empty; `named` the full
    name in the cast; `identity` is equal for two who are surely the same. `source` says whether the
    words are a role (pronouns among them), a name of the cast, or a name that nobody listed.
    """

    first: int
    end: int
    category: str
    gender: str = ""
    named: str | None = None
    identity: str = ""
    source: str = "role"


class Ways:
    """The ways to write the members of classes, by their first word."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.of: dict[str, frozenset[str]] = {}
        for name in lexicon.classes:
            inner = (
                lexicon.classes[each] for each in lexicon.within(name) if each in lexicon.classes
            )
            self.of[name] = frozenset(way for each in inner for way in each.ways)
        for name, word_class in lexicon.classes.items():
            for way in word_class.ways:
                words = tuple(way.split())
                self._by_first.setdefault(words[0], []).append((words, name))
        self.takes_in = {name: lexicon.members(name) for name in lexicon.classes}
        of_names = lexicon.within("common_names") | lexicon.within("first_names")
        ways = {
            way
            for name, word_class in lexicon.classes.items()
            if name not in of_names
            for way in word_class.ways
        }
        ways |= {
            way
            for pattern, _ in lexicon.patterns
            for piece in pattern.pieces
            if isinstance(piece.of, Segment)
            for way in piece.of.ways
        }
        ways |= set(lexicon.abbreviations)
        self._ways = frozenset(ways)
        self._words = frozenset(word for way in ways for word in way.split())

    def means_something(self, word: str) -> bool:
        """Whether the lexicon has a word, beside as a name.

        One that is a common name as a word of its own, others also as part of a way ("protection").
        """
        return word in (self._ways if word in self.of.get("common_names", ()) else self._words)

    def hits(self, reading: Reading) -> Iterator[tuple[str, int, int, bool]]:
        """(class, first word, word after the last, whether by its possessive) in a text."""
        texts = [word.text for word in reading.words]
        bare = [word.bare for word in reading.words]
        for first, text in enumerate(texts):
            sentence_end = reading.sentences[reading.of_word[first]].end
            for start in dict.fromkeys((text, bare[first])):
                for words, name in self._by_first.get(start, ()):
                    end = first + len(words)
                    if end > sentence_end or tuple(texts[first : end - 1]) != words[:-1]:
                        continue
                    if texts[end - 1] == words[-1]:
                        yield name, first, end, False
                    elif bare[end - 1] == words[-1]:
                        yield name, first, end, True


@dataclass
class People:
    """Everybody named in a text, and every hit of a class: (first word, word after the last).

    `words` are those by which somebody is meant, "I" too; `quoted` those in quotation marks;
    `the_child` stands for the child whom no word names.
    """

    everybody: list[Person]
    hits: Mapping[str, set[Span]]
    words: frozenset[int]
    quoted: frozenset[int]
    the_child: Person
    child_in_cast: bool = False

    def at(self, first: int, end: int) -> Person | None:
        """Who is named by exactly these words."""
        return next((p for p in self.everybody if (p.first, p.end) == (first, end)), None)


def find_people(reading: Reading, ways: Ways, cast: Mapping[str, str] | None) -> People:
    """Everybody named in a text, and the hits of all classes.

    A class hit of a person counts only where no longer person stands around it.
    """
    hits: dict[str, set[Span]] = defaultdict(set)
    role_classes: dict[Span, list[str]] = defaultdict(list)
    roles: list[Person] = []
    role_names = _role_names(cast or {})
    for name, first, end, possessive in ways.hits(reading):
        category = next((each for each in CATEGORIES if each in ways.takes_in[name]), "")
        if category and (not possessive or category in PEOPLE):
            role_classes[first, end].append(name)
            roles.append(_role(first, end, category, reading, ways, role_names))
        elif not possessive:
            for each in ways.takes_in[name]:
                hits[each].add((first, end))
    for number, word in enumerate(reading.words):
        if word.text.isdecimal():
            for each in ways.takes_in["number"]:
                hits[each].add((number, number + 1))
    spoken = quotations(reading)
    for quotation in spoken:
        first = quotation.first
        hits_of: dict[str, Sequence[int]] = {"quoted": [first]}
        if quotation.end - first <= FEW_WORDS:
            hits_of["set_apart"] = range(first, quotation.end)
        before = reading.words[first - 1].clean_end if first else quotation.mark
        if ":" in reading.clean[before : quotation.mark]:
            hits_of["quoted_after_colon"] = [first]
        for kind, numbers in hits_of.items():
            for each in ways.takes_in[kind]:
                hits[each].update((number, number + 1) for number in numbers)
    roles.sort(key=lambda p: (p.first, p.end, CATEGORIES.index(p.category)))
    saying = {first for name in SAYING for first, _ in hits[name]}
    doing = saying | {first for first, _ in hits["somebody_does"]}
    named = [
        *_named(reading, ways, cast or {}, doing),
        *_initials(reading, cast or {}, doing),
        *_short_names(reading, cast or {}),
    ]
    unlisted = _unlisted(reading, ways, named, saying)
    everybody = _longest([*named, *roles, *unlisted], hits["not_people"])
    by_name = {(person.first, person.end) for person in (*named, *unlisted)}
    classes: dict[Person, set[str]] = {}
    for person in everybody:
        span = (person.first, person.end)
        classes[person] = {
            name for name in role_classes[span] if person.category in ways.takes_in[name]
        }
        if span in by_name:
            classes[person].add(person.category)
    for role, after in pairwise(everybody):
        if _belong_together(role, after, reading):
            one = after._replace(first=role.first)
            if after.source == "name":
                one = role._replace(end=after.end, named=None)
            del classes[after]
            classes[one] = classes.pop(role)
    for person, of in classes.items():
        if person.category in ("parent", "other_person") and person.gender:
            of.add(GROWN[person.gender])
        for each in {outer for inner in of for outer in ways.takes_in[inner]}:
            hits[each].add((person.first, person.end))
    everybody = sorted(classes)
    meaning = [*((person.first, person.end) for person in everybody), *hits["me"]]
    words = frozenset(word for span in meaning for word in range(*span))
    quoted = frozenset(word for each in spoken for word in range(each.first, each.end))
    child = Person(
        -1, -1, "this_child", named=role_names.get(("this_child", "")), identity="the child"
    )
    known = any(person.category == "this_child" for person in names_of(cast or {}).values())
    return People(everybody, hits, words, quoted, child, known)


def _belong_together(role: Person, name: Person, reading: Reading) -> bool:
    """Whether a role and a name are one person: "uncle Bob", "SW Dawn Field", "Mum Stacey".

    Somebody with a name that nobody listed is nobody of the cast.
    """
    return (
        role.source == "role"
        and role.category in PEOPLE
        and not reading.words[role.end - 1].text.endswith("'s")
        and _beside(role, name, reading)
        and reading.of_word[role.first] == reading.of_word[name.first]
        and (name.source == "name" or (name.source == "cast" and name.category == role.category))
    )


def _beside(role: Person, name: Person, reading: Reading) -> bool:
    """Next to one another, or with a title between: "DSL (Mrs Grant)"."""
    titled = name.source == "name" and name.first == role.end + 1
    titled = titled and reading.words[role.end].text in TITLES
    return role.end == name.first or (
        titled and reading.of_word[role.first] == reading.of_word[role.end]
    )


def _role(
    first: int,
    end: int,
    category: str,
    reading: Reading,
    ways: Ways,
    names: Mapping[tuple[str, str], str],
) -> Person:
    """Somebody called by a word of a class: mum, SW, he."""
    text = " ".join(word.text for word in reading.words[first:end]).removesuffix("'s")
    gender = _gender_of_words(text, category, ways)
    identity = _identity(category, gender, text)
    return Person(first, end, category, gender, names.get((category, gender)), identity)


def _gender_of_words(text: str, category: str, ways: Ways) -> str:
    if category in ("he", "she"):
        return category
    if text in ways.of.get("interpreting", ()):
        return INTERPRETING
    he = text in ways.of.get("male", ())
    she = text in ways.of.get("female", ())
    return "" if he == she else "he" if he else "she"


def _identity(category: str, gender: str, otherwise: str) -> str:
    """The child of the file is one; so is a mother, so is a father."""
    if category == "this_child":
        return category
    if category == "parent" and gender:
        return f"parent {gender}"
    return otherwise


def _role_names(cast: Mapping[str, str]) -> dict[tuple[str, str], str]:
    """The name of the child, of the mother and of the father, where the cast has only one."""
    found: dict[tuple[str, str], set[str]] = {}
    for person in names_of(cast).values():
        if person.category == "this_child":
            for gender in ("", "he", "she"):
                found.setdefault((person.category, gender), set()).add(person.name)
        elif person.category == "parent" and person.gender:
            found.setdefault((person.category, person.gender), set()).add(person.name)
    return {role: names.pop() for role, names in found.items() if len(names) == 1}


def _named(
    reading: Reading, ways: Ways, cast: Mapping[str, str], doing: set[int]
) -> Iterator[Person]:
    """Names of the cast. One that is a common word must look like a name."""
    names = names_of(cast)
    longest = max((len(name.split()) for name in names), default=0)
    for sentence in reading.sentences:
        for first in range(*sentence):
            for end in range(first + 1, min(first + longest, sentence.end) + 1):
                text = " ".join(word.text for word in reading.words[first:end])
                person = names.get(text) or names.get(text.removesuffix("'s"))
                if person is None:
                    continue
                if text.removesuffix("'s") in ways.of.get("common_names", ()):
                    capital = reading.words[first].written[0].isupper()
                    does = (end < sentence.end and end in doing) or _colon(reading, end - 1)
                    if not capital or (first == sentence.first and not does):
                        continue
                identity = _identity(person.category, person.gender, f"cast {person.name}")
                yield Person(
                    first, end, person.category, person.gender, person.name, identity, "cast"
                )


def _initials(reading: Reading, cast: Mapping[str, str], doing: set[int]) -> Iterator[Person]:
    """Capital letters that mean a child of the cast, where a role would stand: "K said", "to K"."""
    initials = initials_of(cast)
    for number, word in enumerate(reading.words):
        person = initials.get(word.bare)
        if person is None or word.written[0] not in ascii_uppercase:
            continue
        sentence = reading.sentences[reading.of_word[number]]
        last = number + 1 == sentence.end
        opens = number == sentence.first
        named = not last and reading.words[number + 1].written[0].isupper()
        behind = not opens and reading.words[number - 1].text in BEFORE_INITIALS
        if (
            word.bare != word.text
            or (not last and number + 1 in doing)
            or (opens and _colon(reading, number))
            or (behind and not named)
        ):
            identity = _identity(person.category, person.gender, f"cast {person.name}")
            yield Person(
                number, number + 1, person.category, person.gender, person.name, identity, "cast"
            )


def _short_names(reading: Reading, cast: Mapping[str, str]) -> Iterator[Person]:
    """The two capitals of a child with a double first name: "EM", "E-M"."""
    short = short_names_of(cast)
    for sentence in reading.sentences:
        for first in range(*sentence):
            for end in range(first + 1, min(first + 2, sentence.end) + 1):
                words = reading.words[first:end]
                gap = reading.gaps[first + 1] if end > first + 1 else "-"
                letters = "".join(word.text for word in words)
                person = short.get(letters.removesuffix("'s"))
                if person is None or gap not in HYPHENS:
                    continue
                written = "".join(word.written for word in words)
                one_letter_first = len(words[0].text) == 1
                capitals = set(written[:2]) <= set(ascii_uppercase)
                if capitals and one_letter_first == (len(words) > 1):
                    identity = _identity(person.category, person.gender, f"cast {person.name}")
                    yield Person(
                        first, end, person.category, person.gender, person.name, identity, "cast"
                    )


def _colon(reading: Reading, word: int) -> bool:
    return reading.clean[reading.words[word].clean_end :][:1] == ":"


def _unlisted(reading: Reading, ways: Ways, named: list[Person], saying: set[int]) -> list[Person]:
    """Names that nobody listed: words of one that stand together are one name.

    A word that opens its sentence has a capital anyway: it is a name where a word of saying
    follows.
    """
    taken = {number for person in named for number in range(person.first, person.end)}
    first_names = ways.of.get("first_names", frozenset())
    found: list[Person] = []
    for number, word in enumerate(reading.words):
        if number in taken or not word.capitalised:
            continue
        listed = word.text in first_names or word.bare in first_names
        known = ways.means_something(word.text) or ways.means_something(word.bare)
        sentence = reading.sentences[reading.of_word[number]]
        says = number + 1 < sentence.end and number + 1 in saying
        if not listed and (known or (number == sentence.first and not says)):
            continue
        if found and found[-1].end == number and number != sentence.first:
            found[-1] = found[-1]._replace(end=number + 1)
        else:
            found.append(Person(number, number + 1, "name", source="name"))
    return [
        each._replace(
            identity="name "
            + " ".join(word.text for word in reading.words[each.first : each.end]).removesuffix(
                "'s"
            )
        )
        for each in found
    ]


def _longest(found: list[Person], hiding: set[Span]) -> list[Person]:
    """Without those within a longer one; of those at the same words the first stays.

    Words that name nobody ("child protection") hide those who share a word and are no longer.
    """
    kept: dict[tuple[int, int], Person] = {}
    for person in found:
        length = person.end - person.first
        within = any(
            p.first <= person.first and person.end <= p.end and p.end - p.first > length
            for p in found
        )
        hidden = any(
            first < person.end and person.first < end and end - first >= length
            for first, end in hiding
        )
        if not within and not hidden:
            kept.setdefault((person.first, person.end), person)
    return [kept[span] for span in sorted(kept)]


def meant_by(person: Person, people: People, reading: Reading) -> Person | None:
    """Whom somebody named stands for: a pronoun for the one person it can mean, else nobody.

    Those named before it in its sentence, else in the nearest of the sentences before; family
    before professionals. Outside quotation marks a pronoun does not mean who is named in them.
    "Himself" is who of the family stands nearest before it in its sentence, and may be he.
    """
    if person.category not in PRONOUNS:
        return person
    other = {"he": "she", "she": "he", "they": ""}[person.category]
    sentence = reading.of_word[person.first]
    if reading.words[person.first].text in REFLEXIVE:
        for each in reversed(people.everybody):
            here = reading.of_word[each.first] == sentence and each.first < person.first
            if here and each.category != "professional" and not (other and each.gender == other):
                return meant_by(each, people, reading)
    for back in range(SENTENCES_BACK + 1):
        fits = [
            each
            for each in people.everybody
            if reading.of_word[each.first] == sentence - back
            and each.first < person.first
            and (each.first not in people.quoted or person.first in people.quoted)
            and each.category not in PRONOUNS
            and not (other and each.gender == other)
            and each.gender != INTERPRETING
            and not _is_beside(each, reading)
        ]
        family = [each for each in fits if each.category != "professional"]
        remaining = family or fits
        if remaining:
            if len({each.identity for each in remaining}) > 1:
                return None
            names = {each.named for each in remaining if each.named}
            return remaining[-1]._replace(named=names.pop() if len(names) == 1 else None)
    return None


def _is_beside(person: Person, reading: Reading) -> bool:
    """Beside the one who acts, where a sentence begins so: "With Kasia she talks", not Kasia."""
    sentence = reading.sentences[reading.of_word[person.first]]
    words = reading.words[sentence.first : person.end + 1]
    return (
        person.first == sentence.first + 1
        and person.end < sentence.end
        and words[0].text in ("with", "at", "to", "by", "beside", "near", "from")
        and words[-1].text in ("he", "she", "they")
    )
