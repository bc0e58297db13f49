"""Any span can be read as if it were a mention: the engine does it as the oracle does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.engine import Engine

from .oracle import Oracle
from .texts import authors, casts, read_small, texts

LEXICON = read_small()
ENGINE = Engine(LEXICON)
ORACLE = Oracle(LEXICON)


@given(texts(LEXICON), casts(), authors(), st.data())
def test_a_span_reads_as_the_oracle_reads_it(text, cast, author, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected = ORACLE.read_span(text, start, end, cast=cast, author=author)
    if expected is None:
        with pytest.raises(ValueError, match="no word"):
            ENGINE.read_span(text, start, end, cast=cast, author=author)
        return
    found = ENGINE.read_span(text, start, end, cast=cast, author=author)
    for name in ("assertion", "modes", "hedged", "speaker", "speaker_person"):
        assert getattr(found, name) == getattr(expected, name), name
    assert (found.subject, found.subject_person) == (expected.subject, expected.subject_person)


def test_a_span_has_its_cues_and_steps() -> None:
    text = "Mum said Mia was not at the park."
    start = text.index("at the park")
    found = ENGINE.read_span(text, start, start + 11, cast={"Mia": "child"})
    assert (found.concept, found.text, found.assertion) == ("", "at the park", "negated")
    assert {cue.text for cue in found.cues} == {"not", "Mum said"}
    assert found.rule == "span; speaker: report; subject: before"
