"""What a cell says, however an export wrote it."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import Unreadable
from caselint.casefile.values import LONDON
from caselint.sources.tables import cells


@pytest.mark.parametrize("cell", ["", "  ", "NULL", "null", "#N/A", "\xa0", "NaN", "(null)", "\\N"])
def test_blanks_are_nothing(cell):
    assert cells.tidy(cell) == ""


def test_spaces_around_a_cell_do_not_count_and_none_is_a_word():
    assert cells.tidy("\xa0 Referral  ") == "Referral"
    assert cells.tidy("None") == "None"


@pytest.mark.parametrize(
    "text",
    ["2026-04-03", "03/04/2026", "3/4/2026", "03-Apr-2026", "3 April 2026", "03-APR-26",
     "2026-04-03 00:00:00.000", "2026-04-03T00:00:00", "03/04/2026 00:00"],
)  # fmt: skip
def test_a_day_in_three_styles(text):
    assert cells.moment(text) == date(2026, 4, 3)


@pytest.mark.parametrize(
    "text",
    ["2026-04-03T16:10", "2026-04-03 16:10:00.0000000", "03/04/2026 16:10", "03-Apr-2026 16:10:00",
     "03/04/2026 4:10 PM"],
)  # fmt: skip
def test_a_day_with_its_time(text):
    assert cells.moment(text) == datetime(2026, 4, 3, 16, 10, tzinfo=LONDON)


@pytest.mark.parametrize(
    "text",
    ["04/25/2026", "31/04/2026", "46115", "20260403", "03/04/26", "soon", "1066-10-14", "2026",
     "03-Abc-2026", "2026-04-03 quarter past", "03/04/2026 25:61"],
)  # fmt: skip
def test_what_is_no_date_is_never_guessed(text):
    assert isinstance(cells.moment(text), Unreadable)


def test_a_year_in_two_figures_turns_at_fifty():
    assert cells.moment("01-JAN-49") == date(2049, 1, 1)
    assert cells.moment("01-JAN-50") == date(1950, 1, 1)


def test_in_a_column_with_the_month_first_only_the_sure_dates_are_read():
    assert isinstance(cells.careful_moment("03/04/2026"), Unreadable)
    assert isinstance(cells.careful_moment("04/25/2026"), Unreadable)
    assert cells.careful_moment("25/04/2026") == date(2026, 4, 25)
    assert cells.careful_moment("2026-04-03") == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Y", "yes"), ("N", "no"), ("1", "yes"), ("0", "no"), ("TRUE", "yes"), ("False", "no"),
     ("a) Yes", "yes"), ("b) No", "no"), ("1.0", "yes"), ("N/A", "not_applicable"),
     ("Not  appropriate", "not_applicable"), ("N/A visit did not take place", "not_applicable"),
     ("No Visit - new in last month", "not_applicable"), ("Child seen alone", "yes"),
     ("Not known", "unknown")],
)  # fmt: skip
def test_flags_as_exports_write_them(text, meant):
    assert cells.flag(text) == meant


@pytest.mark.parametrize("text", ["maybe", "2", "Yes and no"])
def test_what_is_no_flag_cannot_be_read(text):
    assert isinstance(cells.flag(text), Unreadable)


def test_an_id_that_was_a_number_in_a_spreadsheet_is_the_same_id():
    assert cells.identity(" 4711.0 ") == "4711"
    assert cells.identity("V1.0") == "V1.0"


@given(st.lists(st.text(alphabet="ab1. 0NULL\xa0\0", max_size=6), max_size=5))
def test_a_column_of_ids_is_read_as_each_id_would_be(column):
    assert cells.identities(column) == [cells.identity(cell) for cell in column]


@given(st.lists(st.text(alphabet="ab NULL\xa0\0\n", max_size=24), max_size=5))
def test_a_column_of_texts_is_read_as_each_text_would_be(column):
    assert cells.narratives(column, cells.Reader(cells.words)) == [
        cells.tidy(cell) or None for cell in column
    ]


def test_lists_are_json_or_have_semicolons_or_bars_between():
    assert cells.listed('["a, b", {"agency": "gp"}]') == ["a, b", {"agency": "gp"}]
    assert cells.listed("a; b |c;") == ["a", "b", "c"]
    assert cells.listed("[sic") == ["[sic"]


def test_a_reader_remembers_short_cells_only_and_knows_that_it_failed():
    reader = cells.Reader(cells.moment)
    assert reader["2026-04-03"] == date(2026, 4, 3)
    assert not reader.faulty
    assert isinstance(reader["x" * 500], Unreadable)
    assert reader.faulty
    assert list(reader) == ["2026-04-03"]
