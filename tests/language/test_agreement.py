"""The engine reads as the oracle does: whatever the text, in whatever batches and threads.

`HYPOTHESIS_PROFILE=explore` tries ten times as many texts, new ones in each run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from caselint.language import engine as engine_module
from caselint.language.engine import Engine
from caselint.language.mention import Mention

from .oracle import Oracle
from .texts import authors, casts, read_small, texts

LEXICON = read_small()
ENGINE = Engine(LEXICON)
ORACLE = Oracle(LEXICON)
LONG = 1_000
"""More words than stand in a line that people write; exports put whole notes into one."""
MOST_THREADS = 4
POOL = ThreadPoolExecutor(MOST_THREADS)
Item = tuple[str, dict[str, str] | None, str]
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
@example("she“mum. scared she“mum. scared she“mum. scared ", None, "professional")
def test_the_engine_reads_as_the_oracle(
    text: str, cast: dict[str, str] | None, author: str
) -> None:
    found = ENGINE.analyse(text, cast=cast, author=author)
    assert plainly(found) == plainly(ORACLE.analyse(text, cast=cast, author=author))


@settings(max_examples=60 * TIMES)
@given(ITEMS, st.integers(1, 4))
def test_a_batch_of_any_size_reads_alike(items: list[Item], size: int) -> None:
    alone = [ENGINE.analyse(text, cast=cast, author=author) for text, cast, author in items]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "BATCH_TEXTS", size)
        together = read_together(items)
    assert together == alone


@settings(max_examples=20 * TIMES)
@given(st.lists(ITEMS, min_size=2, max_size=MOST_THREADS), st.integers(1, 4))
def test_threads_that_share_an_engine_read_as_one_call_does(
    parts: list[list[Item]], size: int
) -> None:
    everything = read_together([item for part in parts for item in part])
    begin = Barrier(len(parts))

    def read(part: list[Item]) -> list[list[Mention]]:
        begin.wait()
        return read_together(part)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine_module, "BATCH_TEXTS", size)
        found = list(POOL.map(read, parts))
    assert [mentions for part in found for mentions in part] == everything


def read_together(items: Sequence[Item]) -> list[list[Mention]]:
    content, people, writers = ([item[at] for item in items] for at in range(3))
    return list(ENGINE.analyse_many(content, casts=people, authors=writers))


@settings(max_examples=10 * TIMES)
@given(texts(LEXICON), st.sampled_from(["", "\x00", "\u200b", " "]), casts(), st.data())
def test_a_very_long_line_reads_as_the_oracle(
    text: str, between: str, cast: dict[str, str] | None, data: st.DataObject
) -> None:
    line = " ".join(text.split())
    word = f"it{between} "
    ahead = data.draw(st.integers(0, LONG))
    long = word * ahead + line + " " + word * (LONG - ahead)
    found = ENGINE.analyse(long, cast=cast)
    assert plainly(found) == plainly(ORACLE.analyse(long, cast=cast))
    assert all(long[each.start : each.end] == each.text for each in found)


@settings(max_examples=40 * TIMES)
@given(texts(LEXICON), casts())
def test_nulls_hide_nothing_and_move_only_places(text: str, cast: dict[str, str] | None) -> None:
    places = [at for at, character in enumerate(text) if character != "\x00"]
    plain = ENGINE.analyse("".join(text[at] for at in places), cast=cast)
    strewn = "\x00" + "".join(f"{character}\x00\x00" for character in text.replace("\x00", ""))
    found = ENGINE.analyse(strewn, cast=cast)
    assert [(m.text.replace("\x00", ""), m.start // 3, *m[5:12]) for m in found] == [
        (m.text, m.start, *m[5:12]) for m in plain
    ]


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
