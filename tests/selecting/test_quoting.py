"""What is quoted of a text around a mention."""

import pytest

from caselint.selecting.quoting import LONGEST, quotation, sentence_of


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("One. He said [so]. Two.", "He said so."),
        ("He said [so]", "He said so"),
        ('"No." He said [so]! Two', "He said so!"),
        ("Dr. Hill and A. Wood said [so]. Two.", "Dr. Hill and A. Wood said so."),
        ("at 3 p.m. he said [so]. Two", "at 3 p.m. he said so."),
        ("One\nHe said [so]\nTwo", "He said so"),
        ("One\r\nHe said\r\nonly [so]\r\nTwo", "He said\r\nonly so"),
        ("One; he said [so]; two", "he said so"),
        ("• One\n• He said [so]\n• Two", "He said so"),
        ("£3.50 was [so] much. Two", "£3.50 was so much."),
        ("[So. And so]. Two.", "So. And so."),
        ("  [so]  ", "so"),
    ],
)
def test_the_sentence_around_a_span(text, quote):
    start = text.index("[")
    end = text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    first, last = sentence_of(plain, start, end)
    assert plain[first:last] == quote
    assert quotation(plain, start, end) == (first, last)


@pytest.mark.parametrize("before", [0, 3, 40, 400])
@pytest.mark.parametrize("after", [0, 3, 40, 400])
@pytest.mark.parametrize("joint", [" word", ", word", " and word", "word"])
def test_a_quotation_holds_the_span_whole_and_is_no_longer_than_allowed(before, after, joint):
    text = joint * before + " so he said " + joint * after
    start = text.index("he said")
    end = start + len("he said")
    first, last = quotation(text, start, end)
    assert first <= start < end <= last
    assert last - first <= LONGEST
    assert text[first:last].strip() == text[first:last]


def test_a_long_mention_is_quoted_whole():
    text = "so " * 200
    assert quotation(text, 0, 500) == (0, 500)
