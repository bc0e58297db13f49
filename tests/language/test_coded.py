"""Mentions come back from numbers as they went in, and what would not is no number."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.language.coded import Codes
from caselint.language.engine import Engine
from caselint.language.mention import MODES, Cue, Mention

from .texts import authors, casts, read_small, texts

LEXICON = read_small()
ENGINE = Engine(LEXICON)
CODES = Codes.of(LEXICON)
TEXT = "Mum said Mia was never seen alone."


def mention(**fields: object) -> Mention:
    (found,) = (
        one for one in ENGINE.analyse(TEXT, cast={"Mia": "child"}) if one.concept == "seen_alone"
    )
    return found._replace(**fields)  # type: ignore[arg-type]


@settings(max_examples=40)
@given(texts(LEXICON), casts(), authors())
def test_whatever_the_engine_finds_comes_back_the_same(
    text: str, cast: dict[str, str] | None, author: str
) -> None:
    found = ENGINE.analyse(text, cast=cast, author=author)  # type: ignore[arg-type]
    people = (None, *(cast or ()))
    data = CODES.encode(found, text, people)
    assert data is not None
    assert CODES.decode(data, text, people) == found


@given(
    st.sets(st.sampled_from(MODES)),
    st.sampled_from(MODES),
    st.booleans(),
    st.sampled_from(["child", "parent", "professional", "other", "unknown"]),
    st.sampled_from(["this_child", "other_child", "parent", "professional", "other", "unknown"]),
    st.sampled_from(["exact", "likely"]),
    st.floats(allow_nan=False),
)
def test_every_value_of_every_field_comes_back(
    modes: set[str],
    assertion: str,
    hedged: bool,
    speaker: str,
    subject: str,
    certainty: str,
    score: float,
) -> None:
    given_ = mention(
        modes=frozenset(modes),
        assertion=assertion,
        hedged=hedged,
        speaker=speaker,
        subject=subject,
        certainty=certainty,
        score=score,
    )
    people = (None, "Mia")
    data = CODES.encode([given_, mention()], TEXT, people)
    assert data is not None
    assert CODES.decode(data, TEXT, people) == [given_, mention()]


def test_a_long_text_comes_back_too() -> None:
    text = "so " * 40_000 + TEXT
    found = ENGINE.analyse(text)
    data = CODES.encode(found, text, (None,))
    assert found
    assert data is not None
    assert CODES.decode(data, text, (None,)) == found


@pytest.mark.parametrize(
    "fields",
    [
        {"concept": "no_such_concept"},
        {"sense": "no_such_sense"},
        {"rule": 'phrase "of no lexicon"; speaker: author; subject: nobody'},
        {"rule": "words of a text"},
        {"speaker_person": "Nobody of the cast"},
        {"text": "other words than those at its place"},
        {"cues": (Cue("negated", 0, 3, "not"),)},
        {"cues": (Cue("nothing known", 0, 3, "Mum"),)},
    ],
)
def test_what_would_not_come_back_is_no_number(fields: dict[str, object]) -> None:
    assert CODES.encode([mention()], TEXT, (None, "Mia")) is not None
    assert CODES.encode([mention(**fields)], TEXT, (None, "Mia")) is None


@pytest.mark.parametrize(
    "data", [b"", b"H", b"H\0", b"X\0\0", b"H\1\0", b"H" + b"\xff" * 20, b"I" + b"\0" * 20]
)
def test_data_that_is_none_of_a_text_is_refused_or_says_nothing(data: bytes) -> None:
    with suppress(ValueError):
        assert CODES.decode(data, TEXT, (None,)) == []


def test_the_codes_come_back_from_data() -> None:
    data = CODES.encode([mention()], TEXT, (None, "Mia"))
    assert data is not None
    again = Codes.read(CODES.written())
    assert again.decode(data, TEXT, (None, "Mia")) == [mention()]
    assert again.written() == CODES.written()


@pytest.mark.parametrize("data", [b"", b"no data", Codes([], [], [], []).written()[:-1]])
def test_data_that_is_no_codes_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of whatever kind
        Codes.read(data)
