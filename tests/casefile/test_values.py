"""Moments, flags, codes and words, as exports write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from caselint.casefile.values import (
    Choices,
    Flag,
    Moment,
    Unreadable,
    Words,
    day_of,
    fold_code,
    read_flag,
    read_moment,
)

MOMENT = TypeAdapter(Moment)
FLAG = TypeAdapter(Flag)
WORDS = TypeAdapter(Words)
BLANKS = pytest.mark.parametrize("blank", [None, "", "  ", "\t", " " * 10])


@BLANKS
def test_a_blank_moment_stays_blank(blank):
    assert MOMENT.validate_python(blank) is None


@BLANKS
def test_a_blank_flag_is_blank_and_never_no(blank):
    assert FLAG.validate_python(blank) is None


@BLANKS
def test_blank_words_are_blank(blank):
    assert WORDS.validate_python(blank) is None


@BLANKS
@pytest.mark.parametrize("more", [True, False])
def test_a_blank_code_stays_blank(blank, more):
    assert Choices("a", more=more).read(blank) is None


def test_a_date_without_time_is_the_whole_day():
    assert type(read_moment("2026-03-29")) is date


def test_spaces_and_line_ends_around_a_date_do_not_count():
    assert read_moment(" 2026-03-29\r\n") == date(2026, 3, 29)


def test_a_time_without_zone_is_london():
    assert read_moment("2026-07-01T09:30").isoformat() == "2026-07-01T09:30:00+01:00"


@pytest.mark.parametrize(
    ("written", "in_london"),
    [
        ("2026-07-01T23:30:00Z", "2026-07-02T00:30:00+01:00"),
        ("2026-01-01T23:30:00Z", "2026-01-01T23:30:00+00:00"),
        ("2026-03-29T00:59:00Z", "2026-03-29T00:59:00+00:00"),
        ("2026-03-29T01:00:00Z", "2026-03-29T02:00:00+01:00"),
        ("2026-10-25T00:30:00Z", "2026-10-25T01:30:00+01:00"),
        ("2026-10-25T01:30:00Z", "2026-10-25T01:30:00+00:00"),
        ("2026-06-01T12:00:00+05:30", "2026-06-01T07:30:00+01:00"),
    ],
)
def test_a_time_with_zone_is_read_in_london(written, in_london):
    assert read_moment(written).isoformat() == in_london


def test_the_day_of_a_time_is_the_day_in_london():
    assert day_of(read_moment("2026-07-01T23:30:00Z")) == date(2026, 7, 2)


@pytest.mark.parametrize(
    "written", ["2026-02-30", "30/02/2026", "soon", "1705276800", 20260101, True, [], {}, 1.5]
)
def test_what_cannot_be_a_date_is_refused(written):
    with pytest.raises(ValidationError, match="not a date"):
        MOMENT.validate_python(written)


@pytest.mark.parametrize(
    "written",
    [
        "1871-12-31",
        "2101-01-01",
        "0001-01-01",
        "9999-12-31T23:59:59-12:00",
        "2100-12-31T23:59-05:00",
    ],
)
def test_a_date_outside_the_calendar_is_refused(written):
    with pytest.raises(ValidationError, match="outside the calendar"):
        MOMENT.validate_python(written)


@pytest.mark.parametrize("written", ["1872-01-01", "2100-12-31"])
def test_the_calendar_holds_its_first_and_last_day(written):
    assert read_moment(written).isoformat() == written


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC)))
def test_reading_a_time_never_changes_the_instant(moment):
    assert read_moment(moment.isoformat()).astimezone(UTC) == moment


@given(st.dates(date(1872, 1, 1), date(2100, 12, 31)))
def test_a_written_date_is_read_back(day):
    assert MOMENT.validate_json(MOMENT.dump_json(day)) == day


@pytest.mark.parametrize(
    ("written", "state"),
    [
        (True, "yes"),
        (False, "no"),
        ("yes", "yes"),
        ("No", "no"),
        (" YES ", "yes"),
        ("true", "yes"),
        ("n/a", "not_applicable"),
        ("not_applicable", "not_applicable"),
        ("Not applicable", "not_applicable"),
        ("unknown", "unknown"),
        ("not known", "unknown"),
    ],
)
def test_a_flag_has_four_states(written, state):
    assert FLAG.validate_python(written) == state


@pytest.mark.parametrize(("written", "state"), [("true", "yes"), ("false", "no")])
def test_json_true_and_false_are_yes_and_no(written, state):
    assert FLAG.validate_json(written) == state


@pytest.mark.parametrize("written", [1, 0, "perhaps", [], {}, 0.5])
def test_what_is_no_flag_is_refused(written):
    with pytest.raises(ValidationError, match="neither yes, no, not_applicable nor unknown"):
        FLAG.validate_python(written)


@pytest.mark.parametrize("written", ["Child Protection", "child-protection", " child  protection"])
def test_codes_are_told_apart_without_case_and_spacing(written):
    assert fold_code(written) == "child_protection"


def test_a_closed_code_refuses_other_words():
    with pytest.raises(ValueError, match="not one of open, done"):
        Choices("open", "done").read("finished")


def test_an_open_code_keeps_other_words_folded():
    assert Choices("map", more=True).read("Legal Planning") == "legal_planning"


def test_unknown_is_a_choice_of_every_code():
    assert Choices("open").read("Unknown") == "unknown"


def test_an_alias_gives_its_choice():
    assert Choices("C2", aliases={"care_order": "C2"}).read("Care Order") == "C2"


def test_a_choice_in_capitals_is_known_in_any_case():
    assert Choices("C2").read("c2") == "C2"


@given(st.text())
def test_folding_a_code_twice_is_folding_it_once(text):
    assert fold_code(fold_code(text)) == fold_code(text)


def test_words_keep_their_spaces_and_line_ends():
    assert WORDS.validate_python(" seen\r\nalone ") == " seen\r\nalone "


def test_a_number_is_taken_as_it_is_written():
    assert WORDS.validate_python(41) == "41"


@pytest.mark.parametrize("shape", [[], {}, True])
def test_words_of_another_shape_are_a_fault(shape):
    with pytest.raises(ValidationError, match="valid string"):
        WORDS.validate_python(shape)


@pytest.mark.parametrize("adapter", [MOMENT, FLAG])
def test_what_is_known_to_be_unreadable_stays_so(adapter):
    assert adapter.validate_python(Unreadable("not a date")) == Unreadable("not a date")


def test_two_unreadable_values_are_one_only_when_the_source_gave_the_same():
    assert Unreadable("not a date", "x") != Unreadable("not a date", "y")


def test_an_unreadable_value_does_not_show_what_the_source_gave():
    assert "Millie" not in repr(Unreadable("not a date", "Millie"))


@pytest.mark.parametrize("read", [read_flag, read_moment, Choices("a").read])
def test_readers_hand_an_unreadable_value_on(read):
    value = Unreadable("not a date")
    assert read(value) is value
