"""Who among the people of a file is another child of the family."""

import pytest

from caselint.casefile.people import Person
from caselint.selecting.kin import kin_of, may_be_a_child


def person(**said):
    return Person.model_validate({"person_id": "P", **said})


def named(**said):
    return kin_of([person(child_case_id="C2", **said)])


@pytest.mark.parametrize(
    "relationship", ["brother", "half-sister", "step_brother", "foster child", "other", None]
)
def test_a_brother_or_sister_with_a_file_is_named(relationship):
    assert named(relationship=relationship).children == ("C2",)


@pytest.mark.parametrize("relationship", ["mother", "aunt", "friend", "mother's partner"])
def test_others_with_a_file_are_no_brothers_or_sisters(relationship):
    assert named(relationship=relationship).children == ()


def test_a_child_of_the_same_home_counts_and_a_parent_there_does_not():
    assert named(relationship="cousin", lives_with_child="yes").children == ("C2",)
    assert named(relationship="cousin", lives_with_child="no").children == ()
    assert named(relationship="mother", lives_with_child="yes").children == ()


def test_a_mother_or_father_with_a_file_is_told_apart():
    assert named(relationship="mother").parents == ("C2",)
    assert named(relationship="carer").parents == ()


def test_without_a_case_id_nobody_is_named():
    assert kin_of([person(relationship="sister", name="Mia Brown")]) == ((), ())
    assert kin_of(None) == ((), ())


def test_whoever_is_named_twice_counts_once():
    twice = [person(child_case_id="C2", relationship=one) for one in ("sister", "half-sister")]
    assert kin_of(twice).children == ("C2",)


def test_who_may_be_a_child():
    assert may_be_a_child(person(relationship="twin"))
    assert may_be_a_child(person())
    assert not may_be_a_child(person(relationship="grandparent"))
