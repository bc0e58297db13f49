"""A made-up family: the children, the adults, and who works with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from caselint.synthetic import calendar
from caselint.synthetic.chance import Chance
from caselint.synthetic.vocabulary import names, places
from caselint.synthetic.vocabulary.troubles import TROUBLES, Trouble


@dataclass(frozen=True, slots=True)
class Story:
    """What kind of work a family's files tell of.

    `troubles` are what it may be about; `ages` the eldest child's age in years when it begins;
    `lasts` how many days before the day of export it began.
    """

    name: str
    troubles: tuple[str, ...]
    ages: tuple[int, int]
    lasts: tuple[int, int]


_HOME: Final = ("domestic_abuse", "neglect", "parental_mental_health", "substance_misuse")
STORIES: Final = (
    Story("child_protection", (*_HOME, "injury"), (0, 15), (130, 420)),
    Story("child_in_need", (*_HOME, "disabled_child", "conflict"), (2, 15), (90, 300)),
    Story("looked_after", (*_HOME, "injury"), (1, 15), (190, 430)),
    Story("early_help", ("neglect", "parental_mental_health", "conflict"), (4, 14), (90, 250)),
    Story("pre_birth", ("pregnancy",), (0, 0), (110, 260)),
    Story("exploitation", ("sexual_exploitation", "criminal_exploitation"), (13, 15), (140, 320)),
    Story("closed_child_in_need", (*_HOME, "conflict"), (3, 14), (250, 330)),
    Story("closed_child_protection", (*_HOME, "injury"), (1, 13), (420, 480)),
    Story(
        "exploitation_and_protection",
        ("sexual_exploitation", "criminal_exploitation"),
        (13, 15),
        (150, 330),
    ),
)
"""In turn, so that every kind is as frequent as the others."""

ROLES: Final = {
    "police": ("Detective constable", "Child abuse investigation team"),
    "gp": ("GP", ""),
    "health_visiting": ("Health visitor", "Community health"),
    "school_nursing": ("School nurse", "Community health"),
    "midwifery": ("Community midwife", "Maternity unit"),
    "hospital": ("Ward sister", "General hospital"),
    "camhs": ("CAMHS practitioner", "CAMHS"),
    "looked_after_health": ("Nurse for children in care", "Community health"),
    "paediatrics": ("Paediatrician", "Child development centre"),
    "adult_mental_health": ("Care co-ordinator", "Community mental health team"),
    "substance_misuse": ("Key worker", "Turning Tide"),
    "sexual_health": ("Young people's nurse", "Clinic 21"),
    "school": ("Designated safeguarding lead", ""),
    "nursery": ("Key person", ""),
    "virtual_school": ("Education adviser", "Virtual school"),
    "early_help": ("Family support worker", "Family hub"),
    "youth_justice": ("Youth justice worker", "Youth justice service"),
    "housing": ("Housing officer", "Council housing"),
    "voluntary_sector": ("Young people's worker", "Open Door"),
    "domestic_abuse_service": ("Independent adviser", "Safe Haven"),
    "independent_reviewing": ("Independent chair", "Quality assurance"),
    "fostering": ("Supervising social worker", "Fostering team"),
    "advocacy": ("Advocate", "Young Voices"),
    "education_welfare": ("Education welfare officer", "Attendance service"),
    "interpreting": ("Interpreter", "Council interpreting service"),
}
"""Agency to the role of the person who usually comes, and to the service's name."""


@dataclass(slots=True)
class Young:
    """One child of the family with a file. `due` is the expected date of birth of an unborn."""

    index: int
    case_id: str
    child_id: str
    name: str
    sex: str
    born: date | None
    due: date | None = None
    school: str | None = None
    disabled: bool = False

    @property
    def birthday(self) -> date:
        """The date of birth, or the day on which it is expected."""
        birthday = self.born or self.due
        assert birthday is not None
        return birthday


@dataclass(slots=True)
class Family:
    """A family whose files tell one story, and the people who work with it."""

    key: str
    story: Story
    trouble: Trouble
    as_at: date
    start: date
    authority: str
    surname: str
    background: names.Background
    mother: str
    father: str
    father_at_home: bool
    interpreter: bool
    children: list[Young] = field(default_factory=list)
    cast: dict[str, dict[str, Any]] = field(default_factory=dict)
    workers: tuple[str, str] = ("", "")
    manager: str = ""
    chair: str = ""

    def chance(self, *purpose: object) -> Chance:
        """Chance shared by the whole family: all its files get the same choices for a purpose."""
        return Chance(self.key, *purpose)


def family(seed: object, number: int, as_at: date, story: Story | None = None) -> Family:
    """The family of that number; the same seed and number always give the same one."""
    key = f"{seed}/{number}"
    chance = Chance(key, "family")
    told = story or STORIES[number % len(STORIES)]
    weighted = (names.BACKGROUNDS[0],) * 4 + names.BACKGROUNDS
    background = chance.one(weighted)
    people = chance.some(names.WORKERS, len(names.WORKERS))
    chance.shuffle(people)
    mothers, fathers = chance.one(background.women), chance.one(background.men)
    made = Family(
        key=key,
        story=told,
        trouble=TROUBLES[chance.one(told.troubles)],
        as_at=as_at,
        start=calendar.on_or_after(as_at - timedelta(chance.between(*told.lasts))),
        authority=chance.one(places.AUTHORITIES),
        surname=chance.one(background.surnames),
        background=background,
        mother=mothers,
        father=fathers,
        father_at_home=chance.maybe(0.5),
        interpreter=background.language != "English" and chance.maybe(0.5),
        workers=(people.pop(), people.pop()),
        manager=people.pop(),
        chair=people.pop(),
    )
    made.children = _children(made, number, chance)
    made.cast = _cast(made, chance, people)
    return made


def _children(made: Family, number: int, chance: Chance) -> list[Young]:
    """One to three children: the eldest first, but the unborn before all."""
    story = made.story.name
    lonely = story.startswith("exploitation") or made.trouble.name == "disabled_child"
    many = 1 if lonely else chance.one((1, 1, 2, 2, 3))
    eldest = chance.between(*made.story.ages)
    found: list[Young] = []
    girls = chance.mixed(made.background.girls)
    boys = chance.mixed(made.background.boys)
    for index in range(many):
        sex = "female" if chance.maybe(0.5) else "male"
        name = (girls if sex == "female" else boys)[index % 3]
        age = max(0, eldest - index * chance.between(2, 3))
        born: date | None = made.start - timedelta(365 * age + chance.between(40, 330))
        due = None
        if story == "pre_birth" and index == 0:
            due = made.start + timedelta(chance.between(130, 150))
            arrives = due + timedelta(chance.between(-9, 6))
            born = arrives if arrives <= made.as_at else None
        elif story == "pre_birth":
            born = made.start - timedelta(365 * (index * 2) + chance.between(40, 330))
        code = f"{chance.between(100000, 999999)}"
        young = Young(
            index, f"SYN-{number:05d}-{index + 1}", f"P{code}", name, sex, born, due,
            disabled=made.trouble.name == "disabled_child",
        )  # fmt: skip
        found.append(young)
    for young in found:
        years = calendar.age_on(young.birthday, made.start)
        if years >= 11:
            young.school = made.chance("secondary").one(places.SECONDARY)
        elif years >= 4:
            young.school = made.chance("primary").one(places.PRIMARY)
        elif years >= 2:
            young.school = made.chance("nursery").one(places.NURSERIES)
    return found


def _cast(made: Family, chance: Chance, people: list[str]) -> dict[str, dict[str, Any]]:
    cast = {}
    surgery = chance.one(places.SURGERIES)
    for agency, (role, service) in ROLES.items():
        person = {"agency": agency, "role": role, "name": people.pop()}
        organisation = surgery if agency == "gp" else service
        if organisation:
            person["organisation"] = organisation
        cast[agency] = person
    cast["independent_reviewing"]["name"] = made.chair
    return cast


def people_of(made: Family, young: Young) -> list[dict[str, Any]]:
    """The people in one child's life, as they stand on that child's file."""
    mother_known = {
        "person_id": f"{young.case_id}-M",
        "name": f"{made.mother} {made.surname}",
        "relationship": "mother",
        "sex": "female",
        "parental_responsibility": "yes",
        "caring_role": "yes",
        "lives_with_child": "yes",
    }
    father = {
        "person_id": f"{young.case_id}-F",
        "name": f"{made.father} {made.surname}",
        "relationship": "father",
        "sex": "male",
        "parental_responsibility": "yes",
        "caring_role": "yes",
        "lives_with_child": "yes" if made.father_at_home else "no",
    }
    found = [mother_known, father]
    for other in made.children:
        if other.index == young.index or other.born is None:
            continue
        found.append(
            {
                "person_id": f"{young.case_id}-S{other.index + 1}",
                "name": f"{other.name} {made.surname}",
                "relationship": "sister" if other.sex == "female" else "brother",
                "sex": other.sex,
                "date_of_birth": other.born.isoformat(),
                "lives_with_child": "yes",
                "child_case_id": other.case_id,
            }
        )
    chance = made.chance("grandmother")
    if chance.maybe(0.6):
        found.append(
            {
                "person_id": f"{young.case_id}-G",
                "name": f"{chance.one(made.background.women)} "
                f"{chance.one(made.background.surnames)}",
                "relationship": "grandparent",
                "sex": "female",
                "lives_with_child": "no",
            }
        )
    return found
