"""What is wrong is said with places and fields, never with values."""

import pytest
from pydantic import ValidationError

from caselint.casefile.faults import did_you_mean, faults_of, show_path
from caselint.casefile.records import RECORD_KINDS

Visit = RECORD_KINDS["visit"]
Meeting = RECORD_KINDS["core_group"]


def faults(model, **fields):
    with pytest.raises(ValidationError) as caught:
        model.model_validate({"kind": model.model_fields["kind"].annotation.__args__[0], **fields})
    return faults_of(caught.value, model)


def test_a_misspelt_field_is_named_with_the_one_meant():
    (fault,) = faults(Visit, child_sen="yes")
    assert fault.why == 'unknown field "child_sen", did you mean "child_seen"?'


def test_a_misspelt_field_of_a_part_is_named_with_the_one_meant():
    (fault,) = faults(Meeting, attended=[{"nmae": "x"}])
    assert fault.why == 'unknown field "nmae", did you mean "name"?'
    assert fault.path == ("attended", 0, "nmae")


def test_a_field_whose_name_is_no_word_is_not_named():
    (fault,) = faults(Visit, **{"Millie said hello": 1})
    assert fault.why == "a field that caselint does not know"
    assert fault.path == ("?",)


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"present": "Mum"}, '"present": a list is expected'),
        ({"present": [5]}, '"present": text or an object is expected'),
        ({"author": ["A"]}, '"author": text or an object is expected'),
        ({"text": 5}, '"text": text or an object is expected'),
        ({"location": {}}, '"location": text is expected'),
    ],
)
def test_a_wrong_shape_is_one_fault_that_says_what_is_expected(fields, why):
    assert [fault.why for fault in faults(Visit, **fields)] == [why]


def test_the_name_of_a_section_is_not_shown():
    (fault,) = faults(Visit, text={"Millie": 5})
    assert fault.path == ("text", "?")


def test_a_value_that_cannot_be_read_stands_alone():
    (fault,) = faults(Visit, date="soon")
    assert fault.alone
    assert fault.why == "not a date"


def test_a_wrong_shape_does_not_stand_alone():
    assert not faults(Visit, location={})[0].alone


def test_an_unreadable_value_in_a_list_has_its_place():
    (fault,) = faults(Meeting, attended=[{"report_sent": "perhaps"}])
    assert fault.path == ("attended", 0, "report_sent")


def test_a_path_is_shown_with_positions_in_brackets():
    assert show_path(("records", 3, "attended", 0, "role")) == ": records[3].attended[0].role"


def test_no_path_shows_nothing():
    assert show_path(()) == ""


@pytest.mark.parametrize("step", ["Jane Smith", "Jane.Smith", "x" * 41, "Jané", ""])
def test_a_step_that_is_no_word_is_shown_as_a_question_mark(step):
    assert show_path(("child", step)) == ": child.?"


def test_nothing_is_suggested_for_a_word_like_none():
    assert did_you_mean("zzzz", ["visit"]) == ""
