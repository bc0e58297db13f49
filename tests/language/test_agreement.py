"""The engine reads as the oracle does: whatever the text, and in whatever batches.

`HYPOTHESIS_PROFILE=explore` tries ten times as many texts, new ones in each run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.language import engine as engine_module
from caselint.language.engine import Engine
from caselint.language.mention import Mention

from .oracle import Oracle
from .texts import authors, casts, read_small, texts

LEXICON = read_small()
ENGINE = Engine(LEXICON)
ORACLE = Oracle(LEXICON)
TIMES = 10 if os.environ.get("HYPOTHESIS_PROFILE") == "explore" else 1
ITEMS = st.lists(st.tuples(texts(LEXICON), casts(), authors()), min_size=1, max_size=5)


def plainly(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions in an order of their own, with their cues in one."""
    return sorted(
        (mention._replace(cues=tuple(sorted(set(mention.cues)))) for mention in mentions),
        key=lambda m: (m.start, m.end, m.concept, m.sense),
    )


@settings(max_examples=600 * TIMES)
@given(texts(LEXICON), casts(), authors())
def test_the_engine_reads_as_the_oracle(
    text: str, cast: dict[str, str] | None, author: str
) -> None:
    found = ENGINE.analyse(text, cast=cast, author=author)
    assert plainly(found) == plainly(ORACLE.analyse(text, cast=cast, author=author))


@settings(max_examples=60 * TIMES)
@given(ITEMS, st.integers(1, 4))
def test_a_batch_of_any_size_reads_alike(
    items: list[tuple[str, dict[str, str] | None, str]], size: int
) -> None:
    alone = [ENGINE.analyse(text, cast=cast, author=author) for text, cast, author in items]
    content, people, writers = ([item[at] for item in items] for at in range(3))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "BATCH_TEXTS", size)
        together = list(ENGINE.analyse_many(content, casts=people, authors=writers))
    assert together == alone


@given(texts(LEXICON), casts())
def test_offsets_cut_the_original(text: str, cast: dict[str, str] | None) -> None:
    for mention in ENGINE.analyse(text, cast=cast):
        assert text[mention.start : mention.end] == mention.text
        for cue in mention.cues:
            assert text[cue.start : cue.end] == cue.text


@given(texts(LEXICON), st.data())
def test_the_status_of_a_span_is_that_of_the_oracle(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    expected = ORACLE.read_span(text, start, end)
    if expected is None:
        with pytest.raises(ValueError, match="no word"):
            ENGINE.assert_status(text, start, end)
        return
    found = ENGINE.assert_status(text, start, end)
    assert (found.label, found.modes, found.hedged) == expected[5:8]


def test_many_texts_are_read_lazily() -> None:
    def endless() -> Iterator[str]:
        while True:
            yield "She was seen alone."

    assert next(ENGINE.analyse_many(endless()))[0].text == "seen alone"
