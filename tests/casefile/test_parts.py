"""What records are made of."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from caselint.casefile.parts import (
    Action,
    Author,
    Informed,
    Member,
    Minutes,
    Participant,
    Recipient,
)

from .making import read


def both_ways(model, value):
    """The same from Python's data and from JSON."""
    python = model.model_validate(value)
    assert model.model_validate_json(json.dumps(value)) == python
    return python


@pytest.mark.parametrize("model", [Participant, Author, Member])
def test_a_plain_text_is_a_name_or_role(model):
    assert both_ways(model, "Health visitor").name == "Health visitor"


@pytest.mark.parametrize("model", [Informed, Recipient])
def test_a_plain_text_is_the_agency_that_was_told(model):
    assert both_ways(model, "GP").agency == "gp"


@pytest.mark.parametrize("field", ["present"])
def test_texts_and_objects_may_stand_in_one_list(field):
    visit = read("visit", **{field: ["Mum", {"role": "GP", "agency": "gp"}]})
    assert [one.name or one.role for one in visit.present] == ["Mum", "GP"]


@pytest.mark.parametrize("field", ["invited", "attended", "apologies"])
def test_lists_of_people_at_a_meeting_take_texts(field):
    assert getattr(read("core_group", **{field: ["Mum"]}), field)[0].name == "Mum"


def test_with_takes_texts():
    assert read("case_note", **{"with": ["Mum"]}).with_[0].name == "Mum"


def test_people_in_lists_have_the_fields_of_attended():
    fields = {"agency", "organisation", "role", "name", "person_id", "report_sent"}
    assert set(Participant.model_fields) == fields


def test_minutes_sent_at_is_the_default_for_each_recipient():
    minutes = both_ways(Minutes, {"sent_at": "2026-01-05", "sent_to": ["GP", "school"]})
    assert [to.sent_at for to in minutes.sent_to] == [date(2026, 1, 5)] * 2


def test_a_recipients_own_day_stands():
    sent_to = [{"agency": "GP", "sent_at": "2026-01-09"}]
    minutes = both_ways(Minutes, {"sent_at": "2026-01-05", "sent_to": sent_to})
    assert minutes.sent_to[0].sent_at == date(2026, 1, 9)


def test_minutes_without_recipients_have_none():
    assert both_ways(Minutes, {"sent_at": "2026-01-05"}).sent_to is None


def test_an_unknown_field_of_a_part_is_a_fault():
    with pytest.raises(ValidationError, match="extra_forbidden"):
        Participant.model_validate({"nmae": "x"})


def test_fields_named_like_words_of_python_can_be_set_in_code():
    assert Member(from_=date(2026, 1, 1)).from_ == date(2026, 1, 1)


def test_fields_named_like_words_of_python_are_written_with_their_own_name():
    assert Member(from_=date(2026, 1, 1)).model_dump(by_alias=True)["from"] == "2026-01-01"


def test_asking_a_part_for_a_field_of_another_kind_finds_nothing():
    assert getattr(Action(), "chair", None) is None


def test_a_blank_list_is_told_from_an_empty_one():
    assert read("core_group").attended is None
    assert read("core_group", attended=[]).attended == []
