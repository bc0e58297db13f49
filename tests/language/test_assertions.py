"""How well the cues read: the sentences of cue files, and four hundred marks in other English."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from caselint.datafile import read
from caselint.datafile.shipped import shipped_rules
from caselint.language.lexicon import Lexicon, read_lexicon
from caselint.language.marked import parse_marked

from .oracle import Oracle

AT_LEAST = {
    "negated": 0.97,
    "historical": 0.95,
    "hypothetical": 0.95,
    "planned": 0.95,
    "affirmed": 0.95,
}
"""The least F1 of each label over all marks of assertions.yaml."""


@pytest.fixture(scope="module")
def cues(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    """The shipped words and cues, without any concept."""
    folder = tmp_path_factory.mktemp("cues")
    for kind in ("words", "cues"):
        shutil.copytree(shipped_rules() / kind, folder / kind)
    return read_lexicon([folder])


@pytest.fixture(scope="module")
def oracle(cues: Lexicon) -> Oracle:
    return Oracle(cues)


def test_the_sentences_of_cue_files_are_read_as_marked(cues: Lexicon, oracle: Oracle) -> None:
    wrong = []
    for name, sentences in cues.sentences.items():
        for sentence in sentences:
            marked = parse_marked(sentence)
            for mark in marked.marks:
                found = oracle.read_span(
                    marked.text, mark.start, mark.end, cast=marked.cast, author=marked.author
                )
                assert found is not None, sentence
                wrong += [f"{name}: {sentence}: {each}" for each in mark.complaints(found)]
    assert wrong == []


def test_labels_of_other_english(oracle: Oracle) -> None:
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    demanded: Counter[str] = Counter()
    content = read(Path(__file__).with_name("assertions.yaml")).data
    for sentence in (each for group in content.values() for each in group):
        marked = parse_marked(sentence)
        for mark in marked.marks:
            label = oracle.assert_status(marked.text, mark.start, mark.end).label
            demanded[mark.assertion] += 1
            found[label] += 1
            right[label] += label == mark.assertion
    scores = {each: 2 * right[each] / (found[each] + demanded[each]) for each in AT_LEAST}
    assert {each for each, score in scores.items() if score < AT_LEAST[each]} == set(), scores
