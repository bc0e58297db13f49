"""Marked sentences: what they demand, and what they say of what was found."""

import pytest

from caselint.language.marked import Mark, MarkedSentence, MarkError, misses, parse_marked
from caselint.language.mention import Mention


def found(text: str, words: str, **fields: object) -> Mention:
    start = text.index(words)
    mention = Mention("seen", "", start, start + len(words), words, rule="phrase")
    return mention._replace(**fields)  # type: ignore[arg-type]


def test_marks_are_taken_out_of_the_text() -> None:
    marked = parse_marked("She was [seen alone], then [met | planned] again.")
    assert marked.text == "She was seen alone, then met again."
    assert marked.marks == (
        Mark(8, 18, "seen alone"),
        Mark(25, 28, "met", assertion="planned"),
    )


def test_a_sentence_without_marks_demands_nothing() -> None:
    assert parse_marked("He ate alone.") == MarkedSentence("He ate alone.", ())


def test_a_mark_names_fields() -> None:
    mark = parse_marked(
        "[x | negated hedged sense=gifts speaker=parent subject=other_child]"
    ).marks[0]
    assert mark == Mark(0, 1, "x", "negated", True, "gifts", "parent", "other_child")


def test_cast_and_author_stand_first() -> None:
    marked = parse_marked("@author parent @cast Mia Jo=child, Di=foster carer: Di: [x] at 5:30")
    assert marked.author == "parent"
    assert marked.cast == {"Mia Jo": "child", "Di": "foster carer"}
    assert marked.text == "Di: x at 5:30"


@pytest.mark.parametrize(
    ("sentence", "complaint"),
    [
        ("[seen", "opens with"),
        ("seen]", "opens with"),
        ("[a [b]]", "opens with"),
        ("[ | planned]", "no words"),
        ("[x | negate]", 'no field is "negate", did you mean "negated"?'),
        ("[x | speaker=mother]", 'no speaker is "mother"'),
        ("[x | speakr=child]", 'no field is "speakr", did you mean "speaker"?'),
        ("@author chld: [x]", 'no author is "chld", did you mean "child"?'),
        ("@cast Mia: [x]", '"Mia" does not say who it is'),
        ("@author child [x]", "ends with a colon"),
    ],
)
def test_a_faulty_sentence_says_what_is_wrong(sentence: str, complaint: str) -> None:
    with pytest.raises(MarkError) as caught:
        parse_marked(sentence)
    assert complaint in str(caught.value)


def test_what_is_found_as_demanded_is_well() -> None:
    marked = parse_marked("Mum said he was [seen alone | speaker=parent].")
    mention = found(marked.text, "seen alone", speaker="parent")
    assert misses(marked, [mention], "seen") == []


def test_overlap_is_enough() -> None:
    marked = parse_marked("He was [seen alone].")
    assert misses(marked, [found(marked.text, "was seen")], "seen") == []


def test_what_is_not_found_is_missed() -> None:
    marked = parse_marked("He was [seen alone].")
    assert misses(marked, [], "seen") == ['"seen alone" is not found']


def test_each_field_that_differs_is_told() -> None:
    marked = parse_marked("He was [seen alone | negated subject=parent].")
    assert misses(marked, [found(marked.text, "seen alone")], "seen") == [
        '"seen alone": assertion is affirmed, not negated',
        '"seen alone": subject is unknown, not parent',
    ]


def test_of_several_mentions_one_must_fit() -> None:
    marked = parse_marked("He was [seen alone | sense=b].")
    mentions = [found(marked.text, "seen alone", sense=sense) for sense in ("a", "b")]
    assert misses(marked, mentions, "seen") == []


def test_what_is_found_outside_a_mark_is_too_much() -> None:
    marked = parse_marked("He ate alone.")
    assert misses(marked, [found(marked.text, "ate alone")], "seen") == [
        '"ate alone" is found where no mark stands: phrase'
    ]


def test_other_concepts_are_of_no_concern() -> None:
    marked = parse_marked("He ate alone.")
    assert misses(marked, [found(marked.text, "ate", concept="eating")], "seen") == []
