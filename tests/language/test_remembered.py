"""What is remembered is what would be read, and no word of it stands on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from caselint.language import remembered
from caselint.language.engine import Engine
from caselint.language.kept_rows import FILE, KeptRows
from caselint.language.mention import Mention, Who
from caselint.language.remembered import Remembered

from .texts import authors, casts, read_small, texts

LEXICON = read_small()
ENGINE = Engine(LEXICON)
Cast = dict[str, str] | None
Item = tuple[str, Cast, Who]
MILLIE: Cast = {"Millie Quillfeather": "child", "Stacey Quillfeather": "mother"}
NOTE = "Stacey Quillfeather said Millie was never seen alone by the zoetrope mender."

surrogates = st.characters(categories=["Cs"])
anything = st.text(st.one_of(st.characters(), surrogates), max_size=5)
any_text = st.tuples(anything, texts(LEXICON), anything).map("".join)
items = st.lists(st.tuples(any_text, casts(), authors()), max_size=4)


class Counting:
    """The engine, which notes what it is asked to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def analyse_many(
        self,
        texts: Sequence[str],
        *,
        casts: Sequence[Mapping[str, str] | None],
        authors: Sequence[Who],
    ) -> Iterable[Sequence[Mention]]:
        self.read += texts
        return ENGINE.analyse_many(texts, casts=casts, authors=authors)


class Reader:
    """A reader that remembers in a folder, as a process has it."""

    def __init__(self, folder: Path, lexicon: str = "lexicon") -> None:
        self.engine = Counting()
        self.rows = KeptRows(folder)
        self.remembered = Remembered(self.rows, lexicon, lambda: LEXICON, lambda: self.engine)

    def __call__(self, *asked: Item) -> list[list[Mention]]:
        given = [text for text, _, _ in asked]
        people = [cast for _, cast, _ in asked]
        writers = [author for _, _, author in asked]
        found = list(self.remembered.analyse_many(given, casts=people, authors=writers))
        self.rows.close()
        return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


@settings(max_examples=20)
@given(items, items)
def test_it_reads_as_the_engine_does_cold_and_warm(some: list[Item], more: list[Item]) -> None:
    plain = list(
        ENGINE.analyse_many(
            [text for text, _, _ in some + more],
            casts=[cast for _, cast, _ in some + more],
            authors=[author for _, _, author in some + more],
        )
    )
    with TemporaryDirectory() as folder:
        first, second = Reader(Path(folder)), Reader(Path(folder))
        assert first(*some) == plain[: len(some)]
        assert second(*some, *more) == plain
        assert {*second.engine.read} <= {text for text, _, _ in more}
        third = Reader(Path(folder))
        assert third(*more, *some) == plain[len(some) :] + plain[: len(some)]
        assert third.engine.read == []


def test_a_batch_of_any_size_is_remembered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "TEXTS", 2)
    asked: list[Item] = [(f"{NOTE} {number % 4}", MILLIE, "professional") for number in range(7)]
    cold, warm = Reader(folder), Reader(folder)
    assert cold(*asked) == warm(*asked)
    assert (len(cold.engine.read), warm.engine.read) == (4, [])


def test_equal_texts_are_read_once_and_each_has_mentions_of_its_own(folder: Path) -> None:
    reader = Reader(folder)
    one, other = reader((NOTE, MILLIE, "professional"), (NOTE, dict(MILLIE or {}), "professional"))
    assert one == other
    assert one is not other
    assert reader.engine.read == [NOTE]


def test_without_casts_and_authors_it_reads_as_the_engine_does(folder: Path) -> None:
    for _ in range(2):
        reader = Reader(folder).remembered
        assert list(reader.analyse_many([NOTE, ""])) == list(ENGINE.analyse_many([NOTE, ""]))


def test_texts_are_taken_lazily(folder: Path) -> None:
    def endless() -> Iterator[str]:
        while True:
            yield NOTE

    assert next(Reader(folder).remembered.analyse_many(endless()))


@pytest.mark.parametrize(
    "other",
    [
        (NOTE + " ", MILLIE, "professional"),
        (NOTE, None, "professional"),
        (NOTE, {}, "professional"),
        (NOTE, {"Millie Quillfeather": "sister", "Stacey Quillfeather": "mother"}, "professional"),
        (NOTE, {"Stacey Quillfeather": "mother", "Millie Quillfeather": "child"}, "professional"),
        (NOTE, {"Millie": "Quillfeatherchild", "Stacey Quillfeather": "mother"}, "professional"),
        (NOTE, MILLIE, "child"),
    ],
)
def test_another_text_cast_or_author_is_read_anew(folder: Path, other: Item) -> None:
    Reader(folder)((NOTE, MILLIE, "professional"))
    reader = Reader(folder)
    reader((NOTE, MILLIE, "professional"), other)
    assert reader.engine.read == [other[0]]


def test_another_lexicon_is_read_anew(folder: Path) -> None:
    Reader(folder)((NOTE, MILLIE, "professional"))
    reader = Reader(folder, "another")
    reader((NOTE, MILLIE, "professional"))
    assert reader.engine.read == [NOTE]


def test_another_engine_reads_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Reader(folder)((NOTE, MILLIE, "professional"))
    monkeypatch.setattr(remembered, "engine_digest", lambda: b"another")
    reader = Reader(folder)
    reader((NOTE, MILLIE, "professional"))
    assert reader.engine.read == [NOTE]


def test_halves_of_a_surrogate_pair_are_not_the_character(folder: Path) -> None:
    Reader(folder)(("\ud83d\ude00 seen alone", {"\ud83d\ude00": "child"}, "professional"))
    reader = Reader(folder)
    reader(("\U0001f600 seen alone", {"\U0001f600": "child"}, "professional"))
    assert reader.engine.read == ["\U0001f600 seen alone"]


def test_what_is_all_remembered_needs_neither_lexicon_nor_engine(folder: Path) -> None:
    cold = Reader(folder)((NOTE, MILLIE, "professional"))

    def never() -> None:
        raise AssertionError

    warm = Remembered(KeptRows(folder), "lexicon", never, never)  # type: ignore[arg-type]
    assert list(warm.analyse_many([NOTE], casts=[MILLIE])) == cold


def test_no_word_of_a_text_and_no_name_stands_on_disk(folder: Path) -> None:
    (mentions,) = Reader(folder)((NOTE, MILLIE, "professional"))
    assert any(mention.subject_person for mention in mentions)
    assert any(mention.speaker_person for mention in mentions)
    assert any(mention.cues for mention in mentions)
    reader = KeptRows(folder)
    reader.add({b"open": b"so that all that SQLite writes is there"})
    files = {path.name: path.read_bytes().lower() for path in folder.iterdir()}
    reader.close()
    assert FILE in files
    words = {
        *NOTE.lower().replace(".", "").split(),
        "child",
        "mother",
        "seen alone",
        "professional",
    }
    for content in files.values():
        for word in words - {"by", "the", "was"}:
            assert word.encode() not in content, word
            assert word.encode("utf-16-le") not in content, word


def test_a_row_that_cannot_be_understood_is_read_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(remembered.Codes, "encode", lambda *_: b"H\1\0")
        Reader(folder)((NOTE, MILLIE, "professional"))
    reader = Reader(folder)
    expected = ENGINE.analyse(NOTE, cast=MILLIE)
    assert reader((NOTE, MILLIE, "professional")) == [expected]
    assert reader.engine.read == [NOTE]
    again = Reader(folder)
    assert again((NOTE, MILLIE, "professional")) == [expected]
    assert again.engine.read == []


def test_without_a_file_everything_is_read_each_time(folder: Path) -> None:
    folder.write_text("in the way")
    for _ in range(2):
        reader = Reader(folder)
        found = reader((NOTE, MILLIE, "professional"), (NOTE, MILLIE, "professional"))
        assert found == [ENGINE.analyse(NOTE, cast=MILLIE)] * 2
        assert reader.engine.read == [NOTE]
