"""The child and the people around the child."""

from datetime import date

import pytest
from pydantic import ValidationError

from caselint.casefile.people import Child, InvolvedAgency, Person

FIELDS = {
    Child: (
        "child_id name aliases date_of_birth expected_date_of_birth died_on sex ethnicity religion "
        "first_language interpreter_needed disabilities communication_needs immigration_status "
        "school"
    ),
    Person: (
        "person_id name aliases relationship sex date_of_birth parental_responsibility caring_role "
        "lives_with_child from to contact_restricted deceased child_case_id"
    ),
    InvolvedAgency: "agency organisation from to lead_worker",
}


@pytest.mark.parametrize("model", FIELDS)
def test_it_has_the_fields_of_the_contract(model):
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert names == set(FIELDS[model].split())


def test_both_dates_of_birth_may_stand():
    child = Child(child_id="K1", date_of_birth="2026-03-02", expected_date_of_birth="2026-03-20")
    assert (child.date_of_birth, child.expected_date_of_birth) == (
        date(2026, 3, 2),
        date(2026, 3, 20),
    )


@pytest.mark.parametrize("child_id", ["", "  ", None])
def test_a_child_has_an_id(child_id):
    with pytest.raises(ValidationError):
        Child(child_id=child_id)


@pytest.mark.parametrize(("given", "sex"), [("F", "female"), ("Male", "male")])
def test_sex_may_be_a_letter(given, sex):
    assert Child(child_id="K1", sex=given).sex == sex


@pytest.mark.parametrize(
    "relationship",
    [
        "mother",
        "father",
        "stepfather",
        "partner",
        "brother",
        "sister",
        "grandparent",
        "carer",
        "great_aunt",
    ],
)
def test_any_relationship_will_do(relationship):
    assert Person(person_id="p", relationship=relationship).relationship == relationship


@pytest.mark.parametrize(
    "flag",
    [
        "parental_responsibility",
        "caring_role",
        "lives_with_child",
        "contact_restricted",
        "deceased",
    ],
)
def test_what_is_yes_or_no_of_a_person_is_a_flag(flag):
    assert getattr(Person(person_id="p", **{flag: True}), flag) == "yes"
