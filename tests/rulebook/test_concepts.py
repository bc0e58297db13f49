"""Every marked sentence of every concept and cue file, one by one under its own name."""

import pytest

import shipped
from caselint.language.scoring import complaints
from caselint.language.token_patterns import TokenPatterns

LEXICON = shipped.lexicon()
SENTENCES = [
    pytest.param(name, sentence, id=f"{name}: {number} {sentence[:60]}")
    for name, sentences in LEXICON.sentences.items()
    for number, sentence in enumerate(sentences, 1)
]


@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_a_sentence_is_read_as_it_is_marked(name: str, sentence: str) -> None:
    assert complaints(shipped.engine(), name, sentence) == []


def test_spacy_takes_every_token_pattern() -> None:
    assert list(TokenPatterns(LEXICON).complaints()) == []
