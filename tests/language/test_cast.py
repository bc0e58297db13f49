"""Who somebody is by their relationship, and what a text may call them."""

import pytest

from caselint.language.cast import folded, names_of, relation, short_names_of


@pytest.mark.parametrize(
    ("relationship", "kind"),
    [
        ("child", ("this_child", "")),
        ("Young person (female)", ("this_child", "she")),
        ("daughter", ("this_child", "she")),
        ("brother", ("other_child", "he")),
        ("half-sister", ("other_child", "she")),
        ("foster brother", ("other_child", "he")),
        ("sibling", ("other_child", "")),
        ("other child", ("other_child", "")),
        ("Mother", ("parent", "she")),
        ("birth father", ("parent", "he")),
        ("step-dad", ("parent", "he")),
        ("stepmother", ("parent", "she")),
        ("foster carer", ("parent", "")),
        ("male carer", ("parent", "he")),
        ("child's mother", ("parent", "she")),
        ("special guardian", ("parent", "")),
        ("social worker", ("professional", "")),
        ("Health Visitor", ("professional", "")),
        ("interpreter", ("professional", "interpreting")),
        ("mum's social worker", ("professional", "")),
        ("children's guardian", ("professional", "")),
        ("maternal grandmother", ("other_person", "she")),
        ("mother's partner", ("other_person", "")),
        ("father of half-brother", ("other_person", "he")),
        ("partner", ("other_person", "")),
        ("neighbour", ("other_person", "")),
        ("", ("other_person", "")),
    ],
)
def test_a_relationship_says_who_somebody_is(relationship: str, kind: tuple[str, str]) -> None:
    assert relation(relationship) == kind


def test_a_full_name_and_its_first_word_count() -> None:
    names = names_of({"Millie Jones": "child"})
    assert names["millie jones"] == names["millie"]
    assert names["millie"].name == "Millie Jones"


def test_a_first_word_that_two_people_share_means_neither() -> None:
    names = names_of({"Millie Jones": "child", "Millie Smith": "sister"})
    assert sorted(names) == ["millie jones", "millie smith"]


def test_a_full_name_means_its_person_even_where_another_begins_so() -> None:
    names = names_of({"Amy": "sister", "Amy Jo": "half-sister"})
    assert names["amy"].name == "Amy"


@pytest.mark.parametrize("name", ["Mrs Shah", "Dr Shah", "Uncle Bob", "Child A"])
def test_a_title_is_no_name(name: str) -> None:
    assert list(names_of({name: "teacher"})) == [name.casefold()]


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Zoë O’Brien-Smith", "zoe o'brien smith"),
        ("Zoe\u0308", "zoe"),
        ("  MILLIE\u00a0Jones ", "millie jones"),
        ("Ana\u200bbel", "anabel"),
        ("Straße", "strasse"),
        ("محمد علي", "محمد علي"),
        ("\u202eדוד", "דוד"),
        ("'Mia'", "mia"),
        ("🙂", ""),
    ],
)
def test_names_are_compared_in_one_form(written: str, plain: str) -> None:
    assert folded(written) == plain


def test_a_name_without_letters_is_nobody() -> None:
    assert names_of({"?": "mother", "": "child"}) == {}


def test_a_double_first_name_counts_whole_and_by_its_first_word() -> None:
    names = names_of({"Tia-Mae Dobson": "child"})
    assert sorted(names) == ["tia", "tia mae", "tia mae dobson"]


def test_a_title_with_the_surname_of_one_man_of_the_family_is_he() -> None:
    names = names_of({"Jo Hill": "father", "Ann Hill": "mother", "Kai Hill": "child"})
    assert names["mr hill"].name == "Jo Hill"
    assert names["mrs hill"].name == "Ann Hill"


def test_a_title_with_a_surname_that_two_men_have_is_neither() -> None:
    assert "mr hill" not in names_of({"Jo Hill": "father", "Bob Hill": "uncle"})


@pytest.mark.parametrize(
    ("cast", "letters"),
    [
        ({"Tia-Mae Dobson": "child"}, ["tm"]),
        ({"Tia Dobson": "child"}, []),
        ({"Tia-Mae Dobson": "sister"}, []),
        ({"Tia-Mae Dobson": "child", "Tom Mills": "father"}, []),
        ({"Sky-Wren Hill": "child"}, []),
    ],
    ids=["two words", "one word", "of a sister", "as somebody else's", "as a social worker's"],
)
def test_the_initials_of_a_double_first_name_are_the_childs(
    cast: dict[str, str], letters: list[str]
) -> None:
    assert sorted(short_names_of(cast)) == letters
