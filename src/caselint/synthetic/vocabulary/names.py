"""Names of people, by where a family's names come from. All are made up by chance combination."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Background:
    """Where a family's names, faith and language come from."""

    ethnicity: str
    religion: str | None
    language: str
    girls: tuple[str, ...]
    boys: tuple[str, ...]
    women: tuple[str, ...]
    men: tuple[str, ...]
    surnames: tuple[str, ...]


_BRITISH = (
    ("Millie", "Ellie-Mae", "Chloe", "Freya", "Lacey", "Poppy", "Ruby", "Skye", "Amber", "Tilly"),
    ("Jayden", "Alfie", "Callum", "Riley", "Kian", "Tyler", "Logan", "Archie", "Finley", "Zak"),
    ("Stacey", "Kelly", "Gemma", "Donna", "Leanne", "Tracey", "Hayley", "Becky", "Jodie", "Kerry"),
    ("Darren", "Lee", "Wayne", "Craig", "Scott", "Ryan", "Dean", "Gary", "Shaun", "Karl"),
    ("Hartnell", "Pascoe", "Whitlow", "Drury", "Sallis", "Penfold", "Cotterill", "Marl", "Oakden"),
)

BACKGROUNDS: Final = (
    Background("White British", None, "English", *_BRITISH),
    Background("White British", "Christian", "English", *_BRITISH),
    Background(
        "Black Caribbean", "Christian", "English",
        ("Kezia", "Shanice", "Tiana", "Amara", "Renee"), ("Tyrell", "Malachi", "Andre", "Jerome"),
        ("Marcia", "Yvonne", "Sandra", "Claudette"), ("Errol", "Winston", "Delroy", "Trevor"),
        ("Campbellson", "Grantham", "Dacosta", "Bramwell"),
    ),
    Background(
        "Black African", "Christian", "English",
        ("Adaeze", "Temi", "Folake", "Abena"), ("Chidi", "Kwame", "Tobi", "Emeka"),
        ("Ngozi", "Funke", "Akosua", "Blessing"), ("Emmanuel", "Kofi", "Samuel", "Tunde"),
        ("Adebanjo", "Okonjo", "Mensah", "Owusu"),
    ),
    Background(
        "Pakistani", "Muslim", "Urdu",
        ("Aisha", "Zara", "Maryam", "Hafsa"), ("Bilal", "Hamza", "Zain", "Yusuf"),
        ("Saima", "Nasreen", "Rukhsana", "Farah"), ("Imran", "Tariq", "Nadeem", "Asif"),
        ("Mirza", "Chaudhary", "Qureshi", "Bhatti"),
    ),
    Background(
        "White and Black Caribbean", None, "English",
        ("Jada", "Leah", "Mya", "Aaliyah"), ("Kai", "Reece", "Marley", "Josh"),
        ("Natalie", "Lisa", "Dionne", "Carly"), ("Marcus", "Leon", "Neil", "Jermaine"),
        ("Fairweather", "Lyle", "Bowring", "Peake"),
    ),
    Background(
        "White Other", "Catholic", "Polish",
        ("Zuzanna", "Maja", "Oliwia", "Lena"), ("Kacper", "Jakub", "Filip", "Oskar"),
        ("Agnieszka", "Magdalena", "Beata", "Ewa"), ("Tomasz", "Marek", "Pawel", "Krzysztof"),
        ("Wilk", "Zawada", "Kolasa", "Bielak"),
    ),
    Background(
        "Roma", None, "Romanian",
        ("Elena", "Narcisa", "Bianca", "Sorina"), ("Florin", "Darius", "Ionut", "Marius"),
        ("Mihaela", "Viorica", "Daniela", "Lavinia"), ("Costel", "Nicolae", "Vasile", "Petru"),
        ("Lacatus", "Ciobanu", "Stoica", "Muntean"),
    ),
)  # fmt: skip
"""The first two weigh most: see `people`."""

WORKERS: Final = (
    "Helen Marsh", "Dawn Ellery", "Kirsty Bolan", "Nisha Patel", "Priya Nair", "Abdi Warsame",
    "Olu Fashola", "Rob Tanner", "Sian Pryce", "Claire Dutton", "Marie Keane", "Joe Ashworth",
    "Farida Malik", "Tom Greaves", "Ruth Hallam", "Lucy Winter", "Daniel Frayn", "Bev Sutcliffe",
    "Grace Adu", "Will Harkness", "Sonia Deol", "Meg Ollerton", "Pete Lomax", "Zoe Carr",
    "Anita Rowe", "Hugh Penry", "Carys Vaughan", "Leila Haddad", "Sam Inchbald", "Mo Siddiqui",
    "Jan Thorley", "Eve Castle", "Neil Burdett", "Ada Nwosu", "Kath Rimmer", "Ivan Petrov",
)  # fmt: skip

FRIENDS: Final = (
    "Ava", "Tilda", "Mason", "Noor", "Jaydn", "Ellis", "Kaya", "Bobby", "Summer", "Idris",
    "Faye", "Harley", "Nevaeh", "Omar", "Lola", "Rhys", "Sanna", "Teddy", "Isla", "Kofi",
)  # fmt: skip
