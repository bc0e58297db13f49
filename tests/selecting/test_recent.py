"""What was found in the texts read last is remembered, and in no others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from caselint.language.mention import Mention, Who
from caselint.linter import Linter
from caselint.rulebook import load
from caselint.selecting.recent import Recent
from caselint.synthetic import AS_AT, case_files

CAST = {"Mia": "female child"}


class Noting:
    """Finds one mention in each text, and notes what it was given to read."""

    def __init__(self) -> None:
        self.read: list[tuple[str, Mapping[str, str], str]] = []

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str]] | None = None,
        authors: Sequence[Who] | None = None,
    ) -> Iterable[Sequence[Mention]]:
        self.read += zip(texts, casts or (), authors or (), strict=True)
        return [[Mention("neglect", "", 0, len(text), text)] for text in texts]


def reader(most: int = 10) -> tuple[Recent, Noting]:
    noting = Noting()
    return Recent(lambda: noting, most), noting


def words(found: Iterable[Sequence[Mention]]) -> list[str]:
    return [mention.text for mentions in found for mention in mentions]


def test_a_text_is_read_once() -> None:
    recent, noting = reader()
    first = recent.analyse_many(["one", "two", "one"], casts=[CAST] * 3)
    assert words(first) == ["one", "two", "one"]
    assert words(recent.analyse_many(["two", "three"], casts=[CAST] * 2)) == ["two", "three"]
    assert [text for text, _, _ in noting.read] == ["one", "two", "three"]


def test_another_cast_or_author_is_read_anew() -> None:
    recent, noting = reader()
    recent.analyse_many(["one"], casts=[CAST], authors=["professional"])
    recent.analyse_many(["one"], casts=[{"Mia": "mother"}], authors=["professional"])
    recent.analyse_many(["one"], casts=[CAST], authors=["child"])
    assert len(noting.read) == 3


def test_what_was_asked_for_longest_ago_is_let_go() -> None:
    recent, noting = reader(most=2)
    for text in ("one", "two", "one", "three", "one", "two"):
        recent.analyse_many([text], casts=[CAST])
    assert [text for text, _, _ in noting.read] == ["one", "two", "three", "two"]


def test_more_texts_at_once_than_are_kept_are_all_answered() -> None:
    recent, _ = reader(most=1)
    assert words(recent.analyse_many(["one", "two"], casts=[CAST] * 2)) == ["one", "two"]


def test_a_linter_that_remembers_finds_the_same() -> None:
    (case_file,) = case_files(1, seed="recent")
    remembering = Linter(rulebook=load(), remember=500)
    plain = Linter(rulebook=load()).check(case_file, AS_AT)
    assert remembering.check(case_file, AS_AT) == plain
    assert remembering.check(case_file, AS_AT) == plain
