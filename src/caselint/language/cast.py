"""The people of a file as a text knows them: who they are to the child, and their names.

A cast maps names to relationships as a case file writes them: ``{"Millie": "child", "Stacey":
"mother"}``. `relation` says which class of people that is and which pronoun goes with it;
`names_of` gives every way in which the text may call them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from string import ascii_lowercase
from typing import Final, NamedTuple

APOSTROPHES: Final = "'’‘ʼ"


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_THIS_CHILD: Final = _set(
    "child yp person baby infant toddler unborn daughter son girl boy pupil student teenager"
)
_SIBLING: Final = _set(
    "brother sister sibling siblings twin stepbrother stepsister stepsibling halfbrother "
    "halfsister halfsibling"
)
_PARENT: Final = _set(
    "mother mum mam mom mummy father dad daddy stepmother stepmum stepfather stepdad stepparent "
    "parent parents carer carers caregiver guardian"
)
_PROFESSIONAL: Final = _set(
    "professional worker sw ssw teacher headteacher head tutor mentor nurse midwife visitor hv "
    "doctor gp paediatrician psychologist psychiatrist therapist counsellor clinician "
    "consultant practitioner dentist officer police pc dc sergeant manager supervisor chair iro "
    "senco dsl lado coordinator adviser advisor advocate solicitor lawyer barrister judge "
    "cafcass assistant interpreter childminder pharmacist"
)
_OTHER_CHILDREN: Final = frozenset({"other", "another"})
_HE: Final = _set(
    "he male man boy son father dad daddy stepfather stepdad brother stepbrother halfbrother "
    "uncle nephew grandfather grandad grandpa granddad grandson husband boyfriend headmaster"
)
_SHE: Final = _set(
    "she female woman girl daughter mother mum mam mom mummy stepmother stepmum sister "
    "stepsister halfsister aunt auntie niece grandmother grandma gran granny nan nana nanny "
    "granddaughter wife girlfriend headmistress"
)
_NOT_A_HEAD: Final = _HE & {"he", "male", "man"} | _SHE & {"she", "female", "woman"}
"""Words that say only the sex: "carer (female)"."""
_NO_FIRST_NAME: Final = _set(
    "mr mrs ms miss mx dr prof sir lady lord rev father sister aunt auntie uncle nan nana gran "
    "grandma grandad the pc dc ds di sgt sergeant nurse social baby child person young unborn "
    "other foster adult professional"
)
"""First words that are a title, not what somebody is called."""
_INTERPRETER: Final = "interpreter"
_HYPHENS: Final = re.compile(r"[-\u2010\u2011]")
_DOUBLE: Final = 2
"""How many words a double first name has."""
_LETTERS: Final = frozenset(ascii_lowercase) - {"a", "f", "i", "m"}
"""Letters that may be somebody: not words (a, I), nor those for the father and the mother."""
_NOT_INITIALS: Final = _set(
    "ad am cp dc dr ed gp hv id it me mr ms no ok or pc pe pm re sw ta tv uk us"
)
"""Letters that are more often something else, also where they are those of a double first name."""
_TITLES_OF: Final = {"he": ("mr", "mister"), "she": ("mrs", "ms", "miss")}
BEFORE_INITIALS: Final = _set(
    "about and asked because but by did does for from if met re saw seen tell that to told visited "
    "when whether where while with would"
)
"""Words that a capital letter follows as it follows nobody but a person: "spoke to K"."""


INTERPRETING: Final = "interpreting"
"""In place of a pronoun, of somebody who passes on what others say."""


class Named(NamedTuple):
    """Somebody of the cast: the name as the cast writes it, the class of people, the pronoun."""

    name: str
    category: str
    gender: str


def folded(text: str) -> str:
    """A text as names are compared: its words, folded, with single spaces between.

    >>> folded("Zoë O’Brien-Smith")
    "zoe o'brien smith"
    """
    kept: list[str] = []
    for character in text:
        category = unicodedata.category(character)
        if character in APOSTROPHES:
            kept.append("'")
        elif character == "&":
            kept.append("&")
        elif category[0] == "M" or (category in ("Cf", "Cc") and not character.isspace()):
            continue
        else:
            plain = unicodedata.normalize("NFKD", character).casefold()
            plain = unicodedata.normalize("NFKD", plain)
            kept.append("".join(filter(str.isalnum, plain)) or " ")
    return " ".join(re.sub(r"(?<![^\W_])'|'(?![^\W_])", " ", "".join(kept)).split())


def relation(relationship: str) -> tuple[str, str]:
    """The class of people that somebody of this relationship belongs to, and their pronoun.

    The pronoun is ``he``, ``she``, empty, or `INTERPRETING`. The last word that says anything
    counts, so that a "foster carer" is a carer and a "mother's partner" nobody's mother.

    >>> relation("half-sister"), relation("Foster carer"), relation("mother's partner")
    (('other_child', 'she'), ('parent', ''), ('other_person', ''))
    """
    words = folded(relationship).split()
    sexes = {"he" for word in words if word in _HE} | {"she" for word in words if word in _SHE}
    kind = [word for word in words if word not in _NOT_A_HEAD]
    head = kind[-1] if kind else ""
    before = kind[:-1]
    owned = any(word.endswith("'s") and word not in ("child's", "children's") for word in before)
    gender = ""
    if head in _HE:
        gender = "he"
    elif head in _SHE:
        gender = "she"
    elif len(sexes) == 1 and not owned and "of" not in before:
        gender = sexes.pop()
    if "of" in before:
        return "other_person", gender
    if head == _INTERPRETER:
        return "professional", INTERPRETING
    if head in _PROFESSIONAL or (head == "guardian" and "children's" in before):
        return "professional", gender
    if owned:
        return "other_person", gender
    if head in _SIBLING:
        return "other_child", gender
    if head in _PARENT and not {"grand", "great"} & set(before):
        return "parent", gender
    if head in _THIS_CHILD and (head != "person" or "young" in before):
        return ("other_child" if _OTHER_CHILDREN & set(before) else "this_child"), gender
    return "other_person", gender


def names_of(cast: Mapping[str, str]) -> dict[str, Named]:
    """Every name a text may use, folded, with the person it means.

    A full name always counts; of several people with the same full name the first. The first word
    of a name counts where no two people share it and it is no title, both words of a double one
    too; a title and a surname where one grown-up of the family has them.

    >>> sorted(names_of({"Millie Jones": "child", "Mrs Shah": "teacher"}))
    ['millie', 'millie jones', 'mrs shah']
    >>> sorted(names_of({"Ana-Mae Hill": "child", "Jo Hill": "father"}))
    ['ana', 'ana mae', 'ana mae hill', 'jo', 'jo hill', 'mister hill', 'mr hill']
    """
    found: dict[str, Named] = {}
    firsts: Counter[str] = Counter()
    for name, relationship in cast.items():
        words = folded(name)
        if not words or words in found:
            continue
        found[words] = Named(name, *relation(relationship))
        firsts[words.split()[0]] += 1
    for words, person in list(found.items()):
        first = words.split()[0]
        if firsts[first] == 1 and first not in _NO_FIRST_NAME:
            found.setdefault(first, person)
            double = _double_first_name(person.name)
            if double:
                found.setdefault(" ".join(double), person)
    for written, people in _titled(dict.fromkeys(found.values())).items():
        if len(people) == 1:
            found.setdefault(written, people[0])
    return found


def _double_first_name(name: str) -> list[str]:
    """The two words of a first name with a hyphen, folded; none where it has no two."""
    parts = [folded(part) for part in _HYPHENS.split(name.split()[0])] if name.split() else []
    return parts if len(parts) == _DOUBLE and all(parts) else []


def _titled(people: Iterable[Named]) -> dict[str, list[Named]]:
    """Whom of the grown-ups each title with a surname may mean."""
    found: dict[str, list[Named]] = {}
    for person in people:
        words = folded(person.name).split()
        if len(words) > 1 and person.category in ("parent", "other_person"):
            for title in _TITLES_OF.get(person.gender, ()):
                found.setdefault(f"{title} {words[-1]}", []).append(person)
    return found


def initials_of(cast: Mapping[str, str]) -> dict[str, Named]:
    """The letters, small, by which notes may call a child of the cast.

    They are the first letters of the child's names that nobody else's name in the cast begins with.
    The child of a file is one, by whatever names.

    >>> sorted(initials_of({"Kai Jones": "child", "Kit": "child", "Stacey": "mother"}))
    ['k']
    """
    found: dict[str, list[Named]] = {}
    for words, person in names_of(cast).items():
        found.setdefault(words[0], []).append(person)
    return {
        letter: people[0]
        for letter, people in found.items()
        if letter in _LETTERS and all(each.category == "this_child" for each in people)
    }


def short_names_of(cast: Mapping[str, str]) -> dict[str, Named]:
    """The two letters, small, by which notes may call a child with a double first name.

    They count wherever they stand in capitals, even where a role has the same letters: not those
    that are more often something else, nor where anybody else of the cast has them.

    >>> sorted(short_names_of({"Tia-Mae Dobson": "child", "Logan Dobson": "brother"}))
    ['tm']
    """
    found: dict[str, Named] = {}
    others: set[str] = set()
    for person in dict.fromkeys(names_of(cast).values()):
        double = _double_first_name(person.name)
        if double and person.category == "this_child":
            found.setdefault(double[0][0] + double[1][0], person)
        else:
            words = folded(person.name).split()
            others.add(words[0][0] + words[-1][0])
    return {
        letters: person
        for letters, person in found.items()
        if set(letters) <= set(ascii_lowercase) and letters not in _NOT_INITIALS | others
    }
