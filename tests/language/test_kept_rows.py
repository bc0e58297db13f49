"""Rows are kept from run to run, and a file that is no use is done without."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from caselint.language.kept_rows import FILE, SECRET, KeptRows, remove_rows

posix = pytest.mark.skipif(os.name != "posix", reason="owners and modes are POSIX")
WEEK = 2900


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def kept(folder: Path, week: int = WEEK, limit: int = 10_000_000) -> KeptRows:
    return KeptRows(folder, week=week, limit=limit)


def name(rows: KeptRows, word: str) -> bytes:
    return rows.named(word.encode(), size=20).digest()


def keep(folder: Path, *words: str, week: int = WEEK) -> None:
    rows = kept(folder, week)
    rows.add({name(rows, word): word.encode() for word in words})
    rows.close()


def found(folder: Path, *words: str, week: int = WEEK) -> list[str]:
    rows = kept(folder, week)
    answer = rows.find([name(rows, word) for word in words])
    rows.close()
    return [word for word in words if answer.get(name(rows, word)) == word.encode()]


def test_rows_are_found_again(folder: Path) -> None:
    keep(folder, "one", "two")
    assert found(folder, "one", "two", "three") == ["one", "two"]


def test_more_rows_than_are_asked_for_at_once_are_found(folder: Path) -> None:
    words = [str(number) for number in range(1203)]
    keep(folder, *words)
    assert found(folder, *words, "more") == words


def test_a_row_that_is_added_again_is_the_later_one(folder: Path) -> None:
    rows = kept(folder)
    rows.add({b"n": b"before"})
    rows.add({b"n": b"after"})
    assert rows.find([b"n"]) == {b"n": b"after"}
    rows.close()


@posix
def test_files_are_their_owners_alone(folder: Path) -> None:
    rows = kept(folder)
    rows.add({b"n": b"row"})
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} >= {FILE, SECRET}
    for path in folder.iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name
    rows.close()


@posix
def test_files_that_others_may_read_are_made_private(folder: Path) -> None:
    keep(folder, "one")
    for each in (FILE, SECRET):
        (folder / each).chmod(0o644)
    assert found(folder, "one") == ["one"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@posix
def test_files_of_somebody_else_are_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(folder, "one")
    monkeypatch.setattr(os, "geteuid", lambda: 12345)
    keep(folder, "two")
    assert found(folder, "one", "two") == []


def test_with_another_secret_nothing_is_found(folder: Path) -> None:
    keep(folder, "one")
    (folder / SECRET).write_bytes(b"\x07" * 32)
    assert found(folder, "one") == []
    rows = kept(folder)
    file = sqlite3.connect(folder / FILE)
    (first,) = file.execute("SELECT name FROM rows").fetchone()
    file.close()
    assert rows.find([first]) == {}
    rows.close()


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_secret_that_is_none_is_made_anew(folder: Path, content: bytes) -> None:
    keep(folder, "one")
    (folder / SECRET).write_bytes(content)
    assert found(folder, "one") == []
    keep(folder, "one")
    assert found(folder, "one") == ["one"]


def test_two_caches_have_two_secrets(tmp_path: Path) -> None:
    one, other = kept(tmp_path / "a"), kept(tmp_path / "b")
    assert name(one, "word") != name(other, "word")


@pytest.mark.parametrize("change", ["row = x'00' || row", "row = substr(row, 1, 3)", "row = 7"])
def test_a_damaged_row_is_not_found(folder: Path, change: str) -> None:
    keep(folder, "one")
    file = sqlite3.connect(folder / FILE)
    file.execute(f"UPDATE rows SET {change}")  # noqa: S608 - our own
    file.commit()
    file.close()
    assert found(folder, "one") == []


def test_a_row_under_another_name_is_not_found(folder: Path) -> None:
    keep(folder, "one")
    rows = kept(folder)
    file = sqlite3.connect(folder / FILE)
    file.execute("UPDATE rows SET name = ?", [name(rows, "two")])
    file.commit()
    file.close()
    assert rows.find([name(rows, "two")]) == {}
    rows.close()


@pytest.mark.parametrize(
    "content", [b"no database at all" * 300, b"SQLite format 3\0" + b"?" * 9000]
)
def test_a_file_that_is_no_database_is_begun_anew(folder: Path, content: bytes) -> None:
    keep(folder, "one")
    (folder / FILE).write_bytes(content)
    assert found(folder, "one") == []
    keep(folder, "two")
    assert found(folder, "one", "two") == ["two"]


def test_a_file_damaged_within_is_done_without(folder: Path) -> None:
    words = [str(number) for number in range(500)]
    keep(folder, *words)
    with (folder / FILE).open("r+b") as stream:
        stream.seek(4096)
        stream.write(b"\x55" * 8192)
    assert found(folder, *words) == []
    keep(folder, "one")


def test_a_database_of_something_else_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir()
    file = sqlite3.connect(folder / FILE)
    file.execute("CREATE TABLE rows (name, week, row)")
    file.commit()
    file.close()
    before = (folder / FILE).read_bytes()
    keep(folder, "one")
    assert found(folder, "one") == []
    assert (folder / FILE).read_bytes() == before


def test_a_folder_that_cannot_be_made_is_done_without(folder: Path) -> None:
    folder.write_text("in the way")
    keep(folder, "one")
    assert found(folder, "one") == []


def test_a_folder_in_place_of_the_file_is_done_without(folder: Path) -> None:
    (folder / FILE).mkdir(parents=True)
    keep(folder, "one")
    assert found(folder, "one") == []


@posix
def test_a_folder_that_cannot_be_written_is_done_without(folder: Path) -> None:
    keep(folder, "one")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    code = (
        "import os, sys; from pathlib import Path;"
        "from caselint.language.kept_rows import KeptRows;"
        "os.geteuid() or os.setuid(65534);"  # root may write anywhere
        "rows = KeptRows(Path(sys.argv[1])); rows.add({b'n': b'row'}); print(rows.find([b'n']))"
    )
    folder.chmod(0o500)
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
        )
    finally:
        folder.chmod(0o700)
    assert done.stdout.strip() == "{}"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_file_that_stays_locked_is_done_without(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("caselint.language.kept_rows._PATIENCE", 0)
    keep(folder, "one")
    rows = kept(folder)
    assert len(rows.find([name(rows, "one")])) == 1
    other = sqlite3.connect(folder / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    rows.add({b"n": b"row"})
    other.execute("ROLLBACK")
    other.close()
    assert rows.find([b"n"]) == {}
    rows.close()
    assert found(folder, "one") == ["one"]


def test_rows_that_were_not_used_for_two_weeks_are_dropped(folder: Path) -> None:
    keep(folder, "used", "idle")
    assert found(folder, "used", week=WEEK + 1) == ["used"]
    keep(folder, "later", week=WEEK + 2)
    assert found(folder, "used", "idle", "later", week=WEEK + 2) == ["used", "later"]
    keep(folder, "other", week=WEEK + 9)
    assert found(folder, "used", "idle", "later", "other", week=WEEK + 9) == ["other"]


def test_a_clock_that_was_wrong_costs_rows_at_most(folder: Path) -> None:
    keep(folder, "one", week=WEEK + 100)
    keep(folder, "two")
    assert found(folder, "one", "two") == ["two"]


def test_a_full_file_drops_what_was_not_used_this_week_and_then_takes_in_no_more(
    folder: Path,
) -> None:
    limit = 200_000

    def fill(week: int, letter: str) -> int:
        rows = kept(folder, week, limit)
        for number in range(40):
            rows.add({name(rows, f"{letter}{number}"): b"x" * 10_000})
        there = rows.find([name(rows, f"{letter}{number}") for number in range(40)])
        rows.close()
        assert (folder / FILE).stat().st_size <= limit
        return len(there)

    first = fill(WEEK, "a")
    assert 5 < first < 40
    assert fill(WEEK + 1, "b") == first
    assert len(found(folder, "a0", week=WEEK + 1)) == 0
    rows = kept(folder, WEEK + 1, limit)
    assert len(rows.find([name(rows, "b0")])) == 1
    rows.close()


@pytest.fixture
def two_processes(folder: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    code = (
        "import sys; from pathlib import Path; from caselint.language.kept_rows import KeptRows\n"
        f"rows = KeptRows(Path(sys.argv[1]), week={WEEK})\n"
        "for at in range(60):\n"
        "    word = f'{sys.argv[2]}{at}'.encode()\n"
        "    rows.find([rows.named(word, size=20).digest()])\n"
        "    rows.add({rows.named(word, size=20).digest(): word})\n"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code, str(folder), letter]) for letter in "ab"
    ]
    yield started
    for each in started:
        each.kill()
        each.wait()


def test_two_processes_keep_rows_at_the_same_time(
    folder: Path, two_processes: list[subprocess.Popen[bytes]]
) -> None:
    keep(folder, "before")
    assert [each.wait() for each in two_processes] == [0, 0]
    words = [f"{letter}{number}" for letter in "ab" for number in range(60)]
    assert found(folder, *words) == words


def test_threads_share_the_rows(folder: Path) -> None:
    rows = kept(folder)

    def work(letter: str) -> None:
        for number in range(20):
            rows.add({name(rows, f"{letter}{number}"): f"{letter}{number}".encode()})

    threads = [Thread(target=work, args=(letter,)) for letter in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows.close()
    words = [f"{letter}{number}" for letter in "abc" for number in range(20)]
    assert found(folder, *words) == words


@posix
def test_a_fork_opens_the_file_for_itself(folder: Path) -> None:
    rows = kept(folder)
    rows.add({b"n": b"row"})
    child = os.fork()
    if not child:
        os._exit(0 if rows.find([b"n"]) == {b"n": b"row"} else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert rows.find([b"n"]) == {b"n": b"row"}
    rows.close()


def test_rows_are_removed_with_all_that_belongs_to_them(folder: Path) -> None:
    keep(folder, "one")
    assert remove_rows(folder)
    assert {path.name for path in folder.iterdir()} == {SECRET}
    assert remove_rows(folder)


def test_rows_that_are_in_use_are_not_removed(folder: Path) -> None:
    rows = kept(folder)
    rows.add({b"n": b"row"})
    assert not remove_rows(folder)
    assert rows.find([b"n"]) == {b"n": b"row"}
    rows.close()
    assert remove_rows(folder)


def test_a_file_that_is_no_database_is_removed_too(folder: Path) -> None:
    folder.mkdir()
    (folder / FILE).write_bytes(b"no database" * 500)
    assert remove_rows(folder)
    assert not (folder / FILE).exists()
