"""A text in stretches: nothing of it is lost, and each mention lies in one marked stretch."""

from hypothesis import given
from hypothesis import strategies as st

from caselint.language.mention import Mention
from caselint.reports.mentions import Stretch, stretches
from caselint.reports.mentions.html import safe


def mention(text: str, start: int, end: int) -> Mention:
    return Mention("concept", "", start, end, text[start:end])


def test_mentions_that_share_words_are_one_stretch_with_all_their_numbers() -> None:
    text = "she was seen alone today"
    found = [mention(text, 0, 12), mention(text, 8, 18), mention(text, 19, 24)]
    assert list(stretches(text, found)) == [
        Stretch("she was seen alone", (1, 2)),
        Stretch(" "),
        Stretch("today", (3,)),
    ]


def test_a_mention_within_another_belongs_to_its_stretch() -> None:
    text = "she was seen alone"
    found = [mention(text, 0, 18), mention(text, 8, 12)]
    assert list(stretches(text, found)) == [Stretch(text, (1, 2))]


def test_a_text_without_mentions_is_one_stretch_and_an_empty_one_none() -> None:
    assert list(stretches("nothing", [])) == [Stretch("nothing")]
    assert list(stretches("", [])) == []


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(1, 9)), max_size=6))
def test_nothing_of_a_text_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    whole = sorted((start, start + size) for start, size in spans if start + size <= len(text))
    found = [mention(text, start, end) for start, end in whole]
    parts = list(stretches(text, found))
    assert "".join(part.text for part in parts) == text
    numbers = [number for part in parts for number in part.numbers]
    assert numbers == list(range(1, len(found) + 1))
    for part in parts:
        for number in part.numbers:
            assert found[number - 1].text in part.text


@given(st.text())
def test_text_in_a_page_is_only_text(text: str) -> None:
    shown = safe(text)
    assert not set(shown) & set("<>\"'")
    assert not any(ord(letter) < 32 and letter not in "\t\n\r" for letter in shown)
