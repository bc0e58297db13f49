"""The engine as a spaCy component: spans, mentions, batches, processes, saving."""

import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from caselint.datafile import shipped
from caselint.language.engine import Engine
from caselint.language.shipped import shipped_engine
from caselint.language.spacy_component import Component, make_component

from .texts import SMALL, read_small

CAST = {"Mia": "child"}
TEXT = "Mum said Mia wasn’t seen alone, and is not at all scared."
ENGINE = Engine(read_small())


@pytest.fixture(autouse=True)
def the_small_rules_are_shipped(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(shipped, "shipped_rules", lambda: SMALL)
    shipped_engine.cache_clear()
    yield
    shipped_engine.cache_clear()


def pipeline(**config: Any) -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("caselint", config=config)
    return nlp


def test_mentions_are_those_of_the_engine() -> None:
    doc = pipeline(cast=CAST, author="parent")(TEXT)
    assert doc._.caselint == ENGINE.analyse(TEXT, cast=CAST, author="parent")


def test_spans_have_the_concept_and_the_sense() -> None:
    doc = pipeline()(TEXT)
    assert [(span.text, span.label_, span.id_) for span in doc.spans["caselint"]] == [
        ("seen alone", "seen_alone", ""),
        ("scared", "feeling", "fear"),
    ]


def test_a_span_is_widened_to_whole_tokens() -> None:
    words = ["un-seen", "alone-ish"]
    doc = pipeline().get_pipe("caselint")(Doc(spacy.blank("en").vocab, words=words))
    (span,) = doc.spans["caselint"]
    (mention,) = doc._.caselint
    assert (span.text, mention.text) == ("un-seen alone-ish", "seen alone")


def test_many_are_read_in_batches_and_in_order() -> None:
    texts = [TEXT, "", "Nothing here.", "She was seen alone."] * 3
    nlp = pipeline(cast=CAST)
    docs = list(nlp.pipe(texts, batch_size=5))
    assert [doc.text for doc in docs] == texts
    assert [doc._.caselint for doc in docs] == [ENGINE.analyse(text, cast=CAST) for text in texts]


def test_a_document_is_saved_with_its_mentions() -> None:
    nlp = pipeline()
    doc = nlp(TEXT)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert again._.caselint == doc._.caselint
    assert [span.label_ for span in again.spans["caselint"]] == ["seen_alone", "feeling"]


def test_a_pipeline_is_saved_with_its_settings(tmp_path: Path) -> None:
    pipeline(cast=CAST, author="child").to_disk(tmp_path / "pipeline")
    component = spacy.load(tmp_path / "pipeline").get_pipe("caselint")
    assert isinstance(component, Component)
    assert (component.cast, component.author) == (CAST, "child")


def test_further_folders_of_rules_are_read(tmp_path: Path) -> None:
    (tmp_path / "concepts").mkdir()
    (tmp_path / "concepts" / "biscuits.yaml").write_text(
        "id: biscuits\ntitle: Biscuits\nmeaning: They are eaten.\nphrases: [ate a biscuit]\n"
        "sentences: ['He [ate a biscuit].']\n",
        encoding="utf-8",
    )
    doc = pipeline(rules=[str(tmp_path)])("She was seen alone and ate a biscuit.")
    assert [mention.concept for mention in doc._.caselint] == ["seen_alone", "biscuits"]


def test_a_document_that_was_not_read_has_no_mentions() -> None:
    assert spacy.blank("en")(TEXT)._.caselint == []


def test_spacy_finds_the_component_by_itself() -> None:
    pyproject = Path(__file__).parents[2] / "pyproject.toml"
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["spacy_factories"]["caselint"].partition(":")
    assert getattr(import_module(module), name) is make_component
