import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caselint.reports.tabular.harmless import CHARACTERS, cut, defused, one_line, visible

from ..hostile import BROKEN, FORMULAS, HOSTILE, LONG


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_visible_can_be_written_as_utf_8_and_as_xml(text):
    shown = visible(text)
    shown.encode()
    element = etree.Element("text")
    element.text = shown
    assert etree.fromstring(etree.tostring(element)).text == (shown or None)


def test_what_cannot_be_written_leaves_a_mark():
    assert visible("a\x00b\x1bc\x7fd\x9fe\ud800f\ufffeg") == "a␀b␛c␡d�e�f�g"


def test_what_could_turn_the_reading_order_is_left_out():
    assert visible("\u202emoc\u202c \u2066x\u2069") == "moc x"


def test_lines_end_in_one_way_and_a_tab_is_a_space():
    assert visible("a\r\nb\rc\u2028d\te") == "a\nb\nc\nd e"


def test_on_one_line_the_end_of_a_line_is_marked():
    assert one_line("a\r\nb") == "a⏎b"


def test_ordinary_text_stays_as_it_is():
    said = "Mum’s café – “seen alone” 😀\nsecond line"
    assert visible(said) == said


@pytest.mark.parametrize("text", FORMULAS)
def test_what_could_run_begins_with_an_apostrophe(text):
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "plan = review", "10 - 12", "a@b", "’tis", *BROKEN[4:7]])
def test_what_cannot_run_has_none(text):
    assert defused(text) == text


def test_a_text_of_the_size_of_a_cell_stays_whole():
    assert cut("a" * CHARACTERS) == "a" * CHARACTERS


@pytest.mark.parametrize("text", ["a" * 100_000, "😀" * 20_000, LONG], ids=range(3))
def test_what_a_cell_cannot_hold_is_cut_and_says_how_much(text):
    shown = cut(text)
    kept, _, said = shown.partition(" […] ")
    assert len(shown.encode("utf-16-le")) // 2 <= CHARACTERS
    assert text.startswith(kept)
    assert said == f"{len(text) - len(kept):,} characters more than a cell can hold"


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_text_can_be_written_and_none_can_run(text):
    shown = defused(one_line(text))
    shown.encode()
    etree.Element("text").text = shown
    assert "\n" not in shown
    assert visible(visible(text)) == visible(text)
    assert not shown.lstrip().startswith(("=", "+", "-", "@"))
