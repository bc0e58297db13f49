"""Text of a run, made fit for Word in one place."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from caselint.reports.word.lettering import LONGEST, legible

from ..hostile import HOSTILE


def test_what_xml_cannot_carry_is_shown_as_a_sign():
    assert legible("a\x00b\ud800c\uffff") == "a\ufffdb\ufffdc\ufffd"


def test_what_turns_the_reading_order_is_left_out():
    assert legible("\u202emoc.live\u202c") == "moc.live"


def test_a_text_stands_on_one_line():
    assert legible(" first\r\nsecond\tthird\u2028fourth ") == "first second third fourth"


def test_what_is_too_long_is_cut_and_says_so():
    assert legible("a" * 10_000, 20) == f"{'a' * 20} […]"
    assert legible("short", 20) == "short"


def test_every_hostile_text_stands_in_xml():
    for text in HOSTILE:
        etree.Element("a").text = legible(text)


@given(st.text(st.characters()))
def test_any_text_stands_in_xml_and_is_fit_once_and_for_all(text):
    shown = legible(text)
    etree.Element("a").text = shown
    assert legible(shown) == shown
    assert len(shown) <= LONGEST + 4
