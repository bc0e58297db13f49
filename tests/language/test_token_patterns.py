"""Token patterns: what spaCy's Matcher finds is a mention like any other."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.errors import DataFileError
from caselint.language.engine import Engine
from caselint.language.lexicon import Lexicon, read_lexicon
from caselint.language.token_patterns import NEAR_ANCHOR, WHOLE_SENTENCE, TokenPatterns

from .texts import SMALL, texts

CONCEPT = """\
id: fear
title: Fear
meaning: Somebody is frightened of something.
about: child
phrases: [frightened of him]
senses:
  night: {meaning: Fear of the dark., phrases: [night terrors]}
exclusions: [frightened of the dark chocolate]
token_patterns:
  - anchor: (frightened|scared)
    sense: night
    pattern:
      - LOWER: {IN: [frightened, scared]}
      - {OP: "{,3}"}
      - {LOWER: dark}
  - anchor: frightened
    pattern: [{LOWER: frightened}, {LOWER: {REGEX: "^so+$"}, OP: "+"}, {IS_PUNCT: true, OP: "?"}]
sentences: ["She was [frightened of him]."]
"""


def read_with(folder: Path, concept: str) -> Lexicon:
    shutil.copytree(SMALL, folder)
    (folder / "concepts" / "fear.yaml").write_text(concept, encoding="utf-8")
    return read_lexicon([folder])


@pytest.fixture(scope="module")
def lexicon(tmp_path_factory: pytest.TempPathFactory) -> Lexicon:
    return read_with(tmp_path_factory.mktemp("rules") / "rules", CONCEPT)


@pytest.fixture(scope="module")
def engine(lexicon: Lexicon) -> Engine:
    return Engine(lexicon)


@pytest.fixture
def found(engine: Engine) -> Callable[[str], list[tuple[str, str]]]:
    def find(text: str) -> list[tuple[str, str]]:
        mentions = engine.analyse(text)
        return [(m.text, m.sense) for m in mentions if m.concept == "fear"]

    return find


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("She is frightened in the dark.", "frightened in the dark"),
        ("Scared, of the DARK!", "Scared, of the DARK"),
        ("“frightened” of\r\nthe dark", "frightened” of\r\nthe dark"),
        ("fright\u00adened of the\u200b dark", "fright\u00adened of the\u200b dark"),
        ("שלום 😀 scared - dark", "scared - dark"),
    ],
)
def test_the_span_stands_in_the_original(found, text: str, mention: str) -> None:
    assert found(text) == [(mention, "night")]


def test_a_mention_ends_with_a_word(found) -> None:
    assert found("frightened sooo!") == [("frightened sooo", "")]


def test_it_lies_within_one_sentence(found) -> None:
    assert found("He was scared. It was dark.") == []


def test_a_gap_is_no_wider_than_it_says(found) -> None:
    assert found("scared of a b dark") == [("scared of a b dark", "night")]
    assert found("scared of a b c dark") == []


def test_the_smallest_of_those_that_overlap_stays(found) -> None:
    assert found("scared scared dark dark") == [("scared dark", "night")]


def test_an_exclusion_takes_it_away(found) -> None:
    assert found("frightened of the dark chocolate") == []


def test_nothing_is_looked_for_where_no_anchor_stands(found) -> None:
    assert found("afraid of the dark") == []


def test_phrases_of_the_concept_stand_beside_it(found) -> None:
    assert found("frightened of him, scared of dark") == [
        ("frightened of him", ""),
        ("scared of dark", "night"),
    ]


def test_the_first_of_two_anchors_in_a_sentence_and_the_second_give_each_mention_once(found):
    assert found("frightened of dark and frightened of dark") == [
        ("frightened of dark", "night"),
        ("frightened of dark", "night"),
    ]


def test_cues_reports_and_people_act_on_it(engine: Engine) -> None:
    cast = {"Mia": "child"}
    found = engine.analyse("Mum said Mia was not scared in the dark.", cast=cast)
    (mention,) = (each for each in found if each.concept == "fear")
    assert (mention.assertion, mention.speaker) == ("negated", "parent")
    assert (mention.subject, mention.subject_person) == ("this_child", "Mia")
    assert {cue.text for cue in mention.cues} == {"not", "Mum said"}
    assert mention.rule.startswith('token pattern at "(frightened|scared)"; speaker: report')


def test_a_cue_in_a_gap_is_no_word_of_the_mention(engine: Engine) -> None:
    (mention,) = engine.analyse("Mum is frightened, not of dark.")
    assert mention.assertion == "negated"
    (other,) = engine.analyse("Mum is frightened, of dark not.")
    assert other.assertion == "affirmed"


def test_a_long_sentence_is_seen_in_stretches(found) -> None:
    for before in (WHOLE_SENTENCE - 2, WHOLE_SENTENCE, 3 * WHOLE_SENTENCE - 1):
        text = "so " * before + "scared in dark" + " so" * (WHOLE_SENTENCE + NEAR_ANCHOR)
        assert found(text) == [("scared in dark", "night")]


@settings(max_examples=60)
@given(st.data())
def test_a_batch_reads_like_its_texts_alone(engine: Engine, data: st.DataObject) -> None:
    word = st.sampled_from(["frightened ", "scared, ", "dark", "sooo ", ".\n", "“", "\x00 ", "of "])
    made = st.lists(st.one_of(word, texts(engine.lexicon)), max_size=8).map("".join)
    items = data.draw(st.lists(made, max_size=4))
    alone = [engine.analyse(text) for text in items]
    assert list(engine.analyse_many(items)) == alone
    for text, mentions in zip(items, alone, strict=True):
        assert all(text[m.start : m.end] == m.text for m in mentions)


def test_spacy_is_imported_only_for_an_anchor(tmp_path: Path) -> None:
    read_with(tmp_path / "rules", CONCEPT)
    script = f"""
import sys
from pathlib import Path
from caselint.language.engine import Engine
from caselint.language.lexicon import read_lexicon
engine = Engine(read_lexicon([Path({str(tmp_path / "rules")!r})]))
engine.analyse("She was frighten of the dark and seen alone.")
print("spacy" in sys.modules)
engine.analyse("She was frightened of the dark.")
print("spacy" in sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False", "True"]


def test_spacy_has_nothing_against_these(lexicon: Lexicon) -> None:
    assert list(TokenPatterns(lexicon).complaints()) == []


def test_what_spacy_refuses_is_told(lexicon: Lexicon) -> None:
    patterns = TokenPatterns(lexicon)
    patterns._patterns[0].append({"LOWER": 3})
    try:
        ((owner, words),) = patterns.complaints()
    finally:
        patterns._patterns[0].pop()
    assert owner.name == "fear"
    assert "LOWER" in words


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("[{LOWR: x}]", 'a token has no "LOWR", did you mean "LOWER"?'),
        ("[{LEMMA: see}]", "LEMMA is not known: the pipeline is blank"),
        ("[{LOWER: Alone}]", "this would never match"),
        ("[{LOWER: {IN: [a, B]}}]", 'write "b"'),
        ("[{LOWER: {IN: a}}]", "IN takes a list of words"),
        ("[{LOWER: {FUZZY: a}}]", '"FUZZY" cannot be asked of a text'),
        ('[{LOWER: {REGEX: "("}}]', "this is no regular expression"),
        ("[{LOWER: {REGEX: [a]}}]", "REGEX takes a regular expression"),
        ("[{LOWER: 3}]", "LOWER is a word, or"),
        ("[{LOWER: seen alone}]", "a token is one word"),
        ("[{LENGTH: long}]", "LENGTH is a whole number"),
        ('[{LENGTH: {">": many}}]', "> takes a whole number"),
        ("[{LENGTH: {IN: 3}}]", "IN takes a list of whole numbers"),
        ("[{LENGTH: {REGEX: x}}]", "cannot be asked of a number"),
        ("[{IS_ALPHA: 1}]", "IS_ALPHA is true or false"),
        ('[{LOWER: x, OP: "**"}]', "OP is one of"),
        ('[{LOWER: x, OP: "{}"}]', "OP is one of"),
        ("[{LOWER: x, OP: 2}]", "OP is one of"),
        ('[{LOWER: x, OP: "{3,2}"}]', "the least is more than the most"),
        ('[{LOWER: x, OP: "{30}"}]', "12 times is the most"),
        ('[{LOWER: x}, {OP: "*"}]', "a gap needs a most"),
        ('[{LOWER: x}, {OP: "{2,}"}]', "a gap needs a most"),
        ("[{}]", "one of the tokens has to say what stands there"),
    ],
)
def test_a_bad_pattern_is_a_fault_at_its_place(pattern: str, message: str, tmp_path: Path) -> None:
    concept = CONCEPT.replace(
        '[{LOWER: frightened}, {LOWER: {REGEX: "^so+$"}, OP: "+"}, {IS_PUNCT: true, OP: "?"}]',
        pattern,
    )
    with pytest.raises(DataFileError) as caught:
        read_with(tmp_path / "rules", concept)
    (fault,) = caught.value.faults
    assert message in str(fault)
    assert fault.path.startswith("token_patterns[1].pattern")
    assert fault.line == concept[: concept.index(pattern)].count("\n") + 1
    assert fault.column >= 14


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("anchor: frightened", 'anchor: "{child}"', "here only words can stand"),
        ("anchor: frightened", "anchor: a ... b", "here only words can stand"),
        ("sense: night", "sense: nigth", 'the concept has no sense "nigth", did you mean "night"?'),
    ],
)
def test_an_anchor_is_literal_and_a_sense_is_known(
    old: str, new: str, message: str, tmp_path: Path
) -> None:
    with pytest.raises(DataFileError, match=r"concepts/fear\.yaml") as caught:
        read_with(tmp_path / "rules", CONCEPT.replace(old, new))
    assert message in str(caught.value)
