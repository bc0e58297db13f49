"""Phrases as people write them in concept files."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.phrases import (
    Choice,
    ClassOf,
    Edge,
    Gap,
    PhraseError,
    Word,
    parse,
)


@pytest.mark.parametrize(
    ("phrase", "nodes"),
    [
        ("seen alone", (Word("seen"), Word("alone"))),
        ("see~ {child}", (Word("see", inflected=True), ClassOf("child"))),
        ("seen ... alone", (Word("seen"), Gap(4), Word("alone"))),
        ("seen ...7 alone", (Word("seen"), Gap(7), Word("alone"))),
        ("seen ...2!{adult} alone", (Word("seen"), Gap(2, "adult"), Word("alone"))),
        ("seen … alone", (Word("seen"), Gap(4), Word("alone"))),
        ("# weeks", (ClassOf("number"), Word("weeks"))),
        ("^no reply$", (Edge(end=False), Word("no"), Word("reply"), Edge(end=True))),
    ],
)
def test_each_sign_has_its_meaning(phrase: str, nodes: object) -> None:
    assert parse(phrase) == nodes


def test_brackets_hold_choices_and_may_be_left_out() -> None:
    either = Choice(((Word("mum"),), (Word("his"), Word("mother"))))
    perhaps = Choice(((Word("very"),), ()))
    assert parse("(mum|his mother) (very)?") == (either, perhaps)


def test_brackets_stand_within_brackets() -> None:
    inner = Choice(((Word("own"),), (Word("very"), Word("own"))))
    assert parse("(her (own|very own))") == (Choice(((Word("her"), inner),)),)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Seen ALONE", "seen alone"),
        ("e-mail, phone", "e mail phone"),
        ("mum’s", "mum's"),
        ("parents' views", "parents views"),
        ("café", "cafe"),
        ("‘kicking off’", "kicking off"),
        ("{child}'s view", "{child} view"),
        ("  seen   alone ", "seen alone"),
    ],
)
def test_case_accents_and_marks_do_not_count(written: str, plain: str) -> None:
    assert parse(written) == parse(plain)


def test_an_ampersand_belongs_to_its_word() -> None:
    assert parse("a&e") == (Word("a&e"),)


@pytest.mark.parametrize(
    ("phrase", "complaint"),
    [
        ("", "the phrase is empty"),
        (" - ", "the phrase is empty"),
        ("seen ...13 alone", "a gap of 13 words is wider than 12"),
        ("... alone", "a gap stands between two words"),
        ("seen ...", "a gap stands between two words"),
        ("^ ... alone", "a gap stands between two words"),
        ("seen ^alone", r"\^ stands first and \$ last"),
        ("(^seen|met) alone", r"\^ stands first and \$ last"),
        ("(seen alone", "a bracket is never closed"),
        ("seen) alone", "character 5: a bracket closes that was not opened"),
        ("seen | met", r"outside brackets there is no \| or \)"),
        ("seen? alone", r'character 5: "\?" has no place'),
        ("seen alone; home", 'character 11: ";" has no place'),
        ("{Child alone", 'character 1: "{" has no place'),
        ("(seen)~", 'character 7: "~" has no place'),
        ("(" * 9 + "a" + ")" * 9, "brackets stand more than 8 deep"),
    ],
)
def test_a_faulty_phrase_says_what_is_wrong(phrase: str, complaint: str) -> None:
    with pytest.raises(PhraseError, match=complaint):
        parse(phrase)


@given(st.text(alphabet="ab {}()|?~.^$#!1'&-é\u0301\u200b", max_size=40))
def test_whatever_is_written_is_read_or_refused(phrase: str) -> None:
    with suppress(PhraseError):
        assert parse(phrase)
