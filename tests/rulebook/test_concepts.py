"""Every marked sentence of every concept and cue file; what is misread is told by sentence."""

import pytest

import shipped
from caselint.language.scoring import score
from caselint.language.token_patterns import TokenPatterns

LEXICON = shipped.lexicon()


@pytest.mark.parametrize("name", LEXICON.sentences)
def test_every_sentence_of_a_file_is_read_as_it_is_marked(name: str) -> None:
    (told,) = score(shipped.engine(), LEXICON.sentences, [name])
    assert told.sentences == len(LEXICON.sentences[name])
    assert told.faults == []


def test_spacy_takes_every_token_pattern() -> None:
    assert list(TokenPatterns(LEXICON).complaints()) == []
