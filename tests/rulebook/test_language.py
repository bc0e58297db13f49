"""The concepts of a rulebook: verified with it, kept with it, and read by one engine."""

import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from caselint.casefile import assemble
from caselint.config import Configuration, settings_of
from caselint.errors import DataFileError
from caselint.linter import Linter
from caselint.rulebook import Language, Measured, Share, load, rulebook

CONCEPT = """\
id: tidy_home
title: A tidy home
meaning: The home was tidy.
about: anyone
phrases:
  - (tidy|clean) home
senses:
  spotless:
    meaning: Spotless.
    phrases: [spotless]
sentences:
  - The family has a [tidy home].
  - Tidy was he, at home.
"""
WORDS = """\
id: people
meaning: Who is who.
words:
  this_child: [child]
  other_child: [brother]
  parent: [mum]
  professional: [social worker]
  other_person: [nan]
  he: [he]
  she: [she]
  they: [they]
  me: [i]
  male: [he]
  female: [she, mum]
  coordinator: [and]
  common_names: [rose]
  first_names: [mia]
  not_names: [monday]
"""
RULE = """\
id: TRY001
name: home-is-tidy
title: The home is tidy
theme: trial
severity: low
status: stable
since: 0.1.0
rests_on: presence
why: To see whether text is read.
check:
  every: {kind: visit}
  meets: {not: {says: {concept: tidy_home, sense: spotless}}}
wording: {concern: Spotless on {date}.}
gets_wrong: []
examples: []
"""
ACCURACY = """\
measured:
  on: 100 sentences
  concepts:
    tidy_home:
      precision: {right: 96, of: 100}
"""
RULE = RULE.replace("Spotless on {date}.", '"Spotless on {date}."')
pytestmark = pytest.mark.usefixtures("a_small_rulebook")


@pytest.fixture
def ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one concept and one rule that reads it; nothing is in memory or kept."""
    monkeypatch.setenv("CASELINT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(rulebook, "_in_memory", {})
    folder = tmp_path / "ours"
    write(folder / "concepts" / "tidy_home.yaml", CONCEPT)
    write(folder / "words" / "people.yaml", WORDS)
    write(folder / "trial" / "TRY001-home-is-tidy.yaml", RULE)
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def faults_of(folder: Path) -> list[str]:
    with pytest.raises(DataFileError) as raised:
        load([folder])
    return [str(fault) for fault in raised.value.faults]


def queries_and_concerns(book: object, text: str) -> list[tuple[str, str]]:
    data = {
        "case_id": "C1",
        "child": {"child_id": "K1"},
        "records": [{"record_id": "V1", "kind": "visit", "date": "2026-03-02", "text": text}],
    }
    settings = Configuration(settings_of({"select": ["TRY001"]}))
    linter = Linter(settings, rulebook=book)  # type: ignore[arg-type]
    (result,) = linter.check(assemble(data, str), "2026-06-30")
    return [(found.kind, found.evidence[0].quote) for found in result.findings]


def test_text_is_read_by_the_concepts_of_the_rulebook(ours: Path) -> None:
    book = load([ours])
    assert book.concepts["tidy_home"] == ("A tidy home", "anyone", ("spotless",))
    text = "A tidy home. The kitchen was spotless."
    assert queries_and_concerns(book, text) == [("query", "The kitchen was spotless.")]
    assert queries_and_concerns(book, "A tidy home.") == []


def test_figures_make_a_concern_of_it(ours: Path) -> None:
    write(ours / "accuracy.yaml", ACCURACY)
    book = load([ours])
    assert book.accuracy == {"tidy_home": Measured(Share(96, 100))}
    assert queries_and_concerns(book, "Spotless!") == [("concern", "Spotless!")]
    assert queries_and_concerns(replace(book, accuracy={}), "Spotless!")[0][0] == "query"
    assert queries_and_concerns(replace(book, accuracy={}).trusting(), "Spotless!")[0][0] == (
        "concern"
    )


def test_faults_of_concepts_and_rules_come_out_together(ours: Path) -> None:
    write(ours / "concepts" / "tidy_home.yaml", CONCEPT.replace("[spotless]", "['{spotles}']"))
    write(
        ours / "trial" / "TRY001-home-is-tidy.yaml", RULE.replace("severity: low", "severity: lo")
    )
    found = faults_of(ours)
    assert any('there is no class of words "spotles"' in fault for fault in found)
    assert any("severity" in fault for fault in found)


def test_where_concepts_have_faults_the_rules_that_name_them_have_none_for_it(ours: Path) -> None:
    write(ours / "concepts" / "tidy_home.yaml", CONCEPT.replace("about: anyone", "about: nobody"))
    (fault,) = faults_of(ours)
    assert "tidy_home.yaml" in fault


def test_a_concept_that_a_rule_misspells_is_found(ours: Path) -> None:
    path = ours / "trial" / "TRY001-home-is-tidy.yaml"
    write(path, RULE.replace("concept: tidy_home, sense: spotless", "concept: tidy_hom"))
    (fault,) = faults_of(ours)
    assert 'there is no concept "tidy_hom", did you mean "tidy_home"?' in fault
    assert f"{path}:12:" in fault


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("tidy_home:", "tidy_hom:", 'there is no concept "tidy_hom", did you mean "tidy_home"?'),
        ("right: 96", "right: 101", "more are right than there are"),
        ("of: 100}", "of: 0}", "must be at least 1, not 0"),
        ("precision", "precisoin", "precisoin"),
    ],
)
def test_faults_of_measured_figures_are_found(ours: Path, old: str, new: str, message: str) -> None:
    write(ours / "accuracy.yaml", ACCURACY.replace(old, new))
    found = faults_of(ours)
    assert any(message in fault and "accuracy.yaml" in fault for fault in found), found


def test_the_lexicon_is_kept_beside_the_rulebook_and_reads_alike(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load([ours])
    assert len(list((tmp_path / "cache").glob("lexicon-*.json"))) == 1
    monkeypatch.setattr(rulebook, "_in_memory", {})
    monkeypatch.delattr(rulebook, "_Loader")
    again = load([ours])
    assert again == first
    assert first.language is not None
    assert again.language is not None
    assert again.language is not first.language
    assert again.language.lexicon == replace(first.language.lexicon, sentences={})
    assert again.language.marked == first.language.lexicon
    assert queries_and_concerns(again, "Spotless!") == [("query", "Spotless!")]


def test_a_changed_rule_leaves_the_lexicon_and_a_changed_concept_makes_another(
    ours: Path, tmp_path: Path
) -> None:
    load([ours])
    write(ours / "trial" / "TRY001-home-is-tidy.yaml", RULE + "# a remark\n")
    load([ours])
    assert len(list((tmp_path / "cache").glob("lexicon-*.json"))) == 1
    write(ours / "concepts" / "tidy_home.yaml", CONCEPT + "# a remark\n")
    load([ours])
    assert len(list((tmp_path / "cache").glob("lexicon-*.json"))) == 2


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"concepts": 1}', b"\xff"])
def test_a_kept_lexicon_that_cannot_be_read_is_passed_over(
    ours: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    load([ours])
    (kept,) = (tmp_path / "cache").glob("lexicon-*.json")
    kept.write_bytes(content)
    monkeypatch.setattr(rulebook, "_in_memory", {})
    again = load([ours])
    assert again.language is not None
    assert "tidy_home" in again.language.lexicon.concepts
    assert kept.read_bytes() != content


def test_another_process_is_sent_no_engine(ours: Path) -> None:
    book = load([ours])
    assert book.language is not None
    assert book.language.reader is book.language.reader
    sent = pickle.loads(pickle.dumps(replace(book)))  # noqa: S301 - our own
    assert isinstance(sent.language, Language)
    assert sent.language.lexicon.digest == book.language.lexicon.digest
    assert queries_and_concerns(sent, "Spotless!") == [("query", "Spotless!")]


def test_a_rulebook_without_concepts_has_no_language(a_small_rulebook: Path) -> None:
    assert load(cache=False).language is None


def test_numpy_waits_until_text_is_read() -> None:
    code = "import sys, caselint.linter, caselint.examples; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
