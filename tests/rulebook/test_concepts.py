"""Every marked sentence of every concept and cue file, one by one under its own name."""

from functools import cache

import pytest

from caselint.datafile.shipped import shipped_rules
from caselint.language.engine import Engine
from caselint.language.lexicon import read_lexicon
from caselint.language.scoring import complaints
from caselint.language.token_patterns import TokenPatterns

LEXICON = read_lexicon([shipped_rules()])
SENTENCES = [
    pytest.param(name, sentence, id=f"{name}: {number} {sentence[:60]}")
    for name, sentences in LEXICON.sentences.items()
    for number, sentence in enumerate(sentences, 1)
]


@cache
def engine() -> Engine:
    return Engine(LEXICON)


@pytest.mark.parametrize(("name", "sentence"), SENTENCES)
def test_a_sentence_is_read_as_it_is_marked(name: str, sentence: str) -> None:
    assert complaints(engine(), name, sentence) == []


def test_spacy_takes_every_token_pattern() -> None:
    assert list(TokenPatterns(LEXICON).complaints()) == []
