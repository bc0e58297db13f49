import pytest

from caselint.datafile import suggest
from caselint.datafile.wording import LISTED, QUOTED, described, listed, quoted

SEVERITIES = ["high", "medium", "low", "advice"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("hihg", "high"), ("mediun", "medium"), ("ADVISE", "advice"), ("Low", "low")],
)
def test_the_likeliest_choice_is_suggested_whatever_the_case(word, meant):
    assert suggest(word, SEVERITIES) == f'did you mean "{meant}"?'


def test_a_suggestion_keeps_the_spelling_of_the_choice():
    assert suggest("annexa", ["AnnexA"]) == 'did you mean "AnnexA"?'


@pytest.mark.parametrize("word", ["", "supervision", "x" * 100_000])
def test_nothing_is_suggested_where_nothing_is_like_it(word):
    assert suggest(word, SEVERITIES) == ""


def test_nothing_is_suggested_where_there_are_no_choices():
    assert suggest("high", []) == ""


def test_a_long_quotation_is_cut_to_length():
    assert quoted("y" * 1000) == '"' + "y" * (QUOTED - 1) + '…"'


def test_a_quotation_stays_on_one_line():
    assert quoted("one\ntwo") == '"one two"'


def test_a_quotation_cannot_move_the_cursor():
    assert quoted("\x1b[2J") == r'"\x1b[2J"'


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "nothing"),
        (True, "true"),
        (1.5, "1.5"),
        ("no", '"no"'),
        ([1], "a list"),
        ({"a": 1}, "keys with values"),
        (frozenset(), "a frozenset"),
    ],
)
def test_values_are_described_in_plain_words(value, words):
    assert described(value) == words


def test_a_long_list_of_choices_says_how_many_more_there_are():
    assert listed([f"kind_{n}" for n in range(LISTED + 3)]).endswith("kind_11 and 3 more")
