"""What a phrase stands for, written out."""

from collections.abc import Mapping

import pytest

from caselint.language.forms import forms_of
from caselint.language.patterns import Pattern, Piece, Segment, literal_ways, patterns_of
from caselint.language.phrases import PhraseError, parse

LISTED: Mapping[str, tuple[str, ...]] = {"see": ("sees", "saw", "seen", "seeing")}


def patterns(phrase: str) -> list[Pattern]:
    return patterns_of(parse(phrase), LISTED)


def pieces(phrase: str) -> list[tuple[Piece, ...]]:
    return [pattern.pieces for pattern in patterns(phrase)]


def test_words_that_stand_together_are_one_piece() -> None:
    assert pieces("seen alone") == [(Piece(Segment(("seen alone",))),)]


def test_literal_choices_are_ways_of_one_piece() -> None:
    ways = Segment(("seen alone", "seen by herself", "seen by himself"))
    assert pieces("seen (alone|by (himself|herself))") == [(Piece(ways),)]


def test_a_word_in_its_forms_has_those_that_are_listed() -> None:
    assert pieces("see~") == [(Piece(Segment(("saw", "see", "seeing", "seen", "sees"))),)]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("ask", {"ask", "asks", "asked", "asking"}),
        ("stop", {"stop", "stops", "stopped", "stopping", "stoped", "stoping"}),
        ("worry", {"worry", "worries", "worried", "worrying"}),
        ("play", {"play", "plays", "played", "playing"}),
        ("refuse", {"refuse", "refuses", "refused", "refusing"}),
        ("agree", {"agree", "agrees", "agreed", "agreeing"}),
        ("miss", {"miss", "misses", "missed", "missing"}),
    ],
)
def test_other_words_take_regular_endings(word: str, forms: set[str]) -> None:
    assert set(forms_of(word, {})) == forms


def test_a_gap_belongs_to_the_piece_that_follows_it() -> None:
    assert pieces("seen ...2!{adult} alone") == [
        (Piece(Segment(("seen",))), Piece(Segment(("alone",)), 2, "adult"))
    ]


def test_gaps_that_meet_are_one() -> None:
    assert pieces("seen ...2 (ever)? ...3 alone") == [
        (
            Piece(Segment(("seen",))),
            Piece(Segment(("ever",)), 2),
            Piece(Segment(("alone",)), 3),
        ),
        (Piece(Segment(("seen",))), Piece(Segment(("alone",)), 5)),
    ]


def test_a_choice_of_classes_gives_a_pattern_each() -> None:
    assert pieces("({child}|{parent}) left") == [
        (Piece("child"), Piece(Segment(("left",)))),
        (Piece("parent"), Piece(Segment(("left",)))),
    ]


def test_what_may_be_left_out_leaves_no_gap_behind() -> None:
    assert pieces("(she ...)? left") == [
        (Piece(Segment(("she",))), Piece(Segment(("left",)), 4)),
        (Piece(Segment(("left",))),),
    ]
    assert pieces("left (... {home})?") == [
        (Piece(Segment(("left",))), Piece("home", 4)),
        (Piece(Segment(("left",))),),
    ]


def test_where_all_may_be_left_out_something_stands() -> None:
    assert pieces("(very)? (much)?") == [(Piece(Segment(("much", "very", "very much"))),)]


def test_edges_belong_to_the_whole_pattern() -> None:
    assert patterns("^no reply$") == [Pattern((Piece(Segment(("no reply",))),), True, True)]


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("(a|b|c|d) " * 5, "can be written in 1024 ways, and 400 is the most"),
        ("({a}|{b}) " * 7, "stands for 128 patterns or more, and 64 is the most"),
        ("{a} (b)? " * 7, "stands for 128 patterns or more, and 64 is the most"),
        ("()", "nothing in the phrase has to stand there"),
    ],
)
def test_what_explodes_is_refused_with_its_size(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=complaint):
        patterns(phrase)


def test_an_explosion_is_refused_before_it_happens() -> None:
    with pytest.raises(PhraseError, match="or more"):
        patterns("({a}|{b}|{c}|{d}) " * 40)
    with pytest.raises(PhraseError, match="ways"):
        patterns("(a|b|c|d) " * 40)


def test_ways_of_words_alone() -> None:
    assert literal_ways(parse("(the)? social worker"), {}) == ("social worker", "the social worker")


@pytest.mark.parametrize("phrase", ["the {child}", "seen ... alone", "^seen", "(a|{b})"])
def test_a_class_of_words_has_neither_classes_nor_gaps_within_a_phrase(phrase: str) -> None:
    with pytest.raises(PhraseError, match="only words"):
        literal_ways(parse(phrase), {})
