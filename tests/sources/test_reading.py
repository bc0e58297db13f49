"""Files and folders: what is read, in which order, and what is said of the rest."""

import errno
import gzip
import os
import re
from itertools import islice
from pathlib import Path
from threading import Thread

import pytest

from caselint.casefile import SetAside
from caselint.errors import ConfigurationError
from caselint.sources import Supplied, read

from .inputs import case_line, census, identified

CENSUS = census(identified("B")).encode()
BOMB = b'<!DOCTYPE m [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + CENSUS


def ids(supplied):
    return [item.case_file.case_id for item in supplied]


def test_each_case_file_knows_its_place(put, read_in):
    put("exports/a.jsonl", case_line("A") + "\n\n" + case_line("B") + "\n")
    put("exports/b.json", case_line("C"))
    put("exports/c.xml", census(identified("D"), identified("E")))

    supplied, set_aside = read_in("exports")

    assert [(item.case_file.case_id, item.place) for item in supplied] == [
        ("A", "exports/a.jsonl:1"),
        ("B", "exports/a.jsonl:3"),
        ("C", "exports/b.json"),
        ("D", "exports/c.xml: Child[1]"),
        ("E", "exports/c.xml: Child[2]"),
    ]
    assert set_aside == []


def test_folders_are_walked_by_name_whatever_order_the_disk_has(put, read_in):
    for name in ("z.json", "b/2.json", "b/1.json", "a.json", "B/1.json"):
        put(f"exports/{name}", case_line(name))

    supplied, _ = read_in("exports")

    assert ids(supplied) == ["B/1.json", "a.json", "b/1.json", "b/2.json", "z.json"]


def test_paths_are_read_in_the_order_they_are_given(put, read_in):
    put("2.json", case_line("second"))
    put("1.json", case_line("first"))

    assert ids(read_in("2.json", "1.json")[0]) == ["second", "first"]


def test_a_single_path_may_be_given_as_text(put):
    assert ids(list(read(str(put("a.json", case_line("A")))))) == ["A"]


def test_other_files_in_a_folder_are_passed_over(put, read_in):
    put("exports/a.json", case_line("A"))
    put("exports/notes.txt", "shopping")
    put("exports/photo.jpg", b"\xff\xd8\xff")

    supplied, set_aside = read_in("exports")

    assert ids(supplied) == ["A"]
    assert set_aside == []


def test_hidden_files_and_folders_are_passed_over(put, read_in):
    put("exports/a.json", case_line("A"))
    put("exports/.b.json", case_line("B"))
    put("exports/.cache/c.json", case_line("C"))

    assert ids(read_in("exports")[0]) == ["A"]


def test_a_folder_in_which_nothing_is_recognised_is_set_aside(put, read_in):
    put("exports/notes.txt", "shopping")
    put("exports/list.csv", "a,b")

    supplied, set_aside = read_in("exports")

    assert supplied == []
    assert [item.place for item in set_aside] == ["exports"]
    assert "nothing in this folder could be recognised" in set_aside[0].why
    assert "2 files are named otherwise" in set_aside[0].why


def test_an_empty_folder_is_set_aside(tmp_path, read_in):
    (tmp_path / "exports").mkdir()

    _, set_aside = read_in("exports")

    assert "nothing in this folder could be recognised" in set_aside[0].why


def test_a_path_that_does_not_exist_is_set_aside_and_the_rest_is_read(put, read_in):
    put("a.json", case_line("A"))

    supplied, set_aside = read_in("gone.json", "a.json")

    assert ids(supplied) == ["A"]
    assert set_aside == [SetAside("gone.json", f"cannot be read: {os.strerror(errno.ENOENT)}")]


def test_a_path_with_a_null_character_is_set_aside(read_in):
    assert read_in("a\0b.json")[1] == [
        SetAside("a?b.json", "cannot be read: its path is not valid")
    ]


def test_a_file_that_may_not_be_read_is_set_aside(put, read_in, monkeypatch):
    put("a.json", case_line("A"))

    def refuse(*args, **options):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert read_in("a.json")[1] == [SetAside("a.json", "cannot be read: Permission denied")]


def test_one_broken_file_does_not_stop_the_rest(put, read_in):
    put("exports/a.json", "{")
    put("exports/b.json", b"")
    put("exports/c.xml", "<html/>")
    put("exports/d.json", case_line("D"))

    supplied, set_aside = read_in("exports")

    assert ids(supplied) == ["D"]
    assert [item.place for item in set_aside] == [
        "exports/a.json",
        "exports/b.json",
        "exports/c.xml",
    ]


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("b.xml", BOMB, "document type declaration"),
        ("b.xml", gzip.compress(CENSUS), "compressed with gzip"),
        ("b.xml", b"PK\x03\x04" + CENSUS, "a zip archive"),
        ("b.xml", bytes(range(256)) * 50, "not in a format that caselint recognises"),
        ("b.xml", b"", "the file is empty"),
        ("b.xml", CENSUS[: len(CENSUS) // 2], "the XML ends before its last element does"),
        ("b.xml", CENSUS.replace(b"<Children>", b"<a>" * 1000), "nested too deeply"),
        ("b.xml", b"<html><p>LAchildID</p></html>", "not recognised as a Children in Need census"),
        ("b.json", b'{"a":' * 100_000, "nested too deeply"),
        ("b.json", case_line("B").encode()[:-9], "not valid JSON"),
        ("b.json", b"[" + case_line("B").encode() + b"]", "write JSON Lines"),
        ("b.json", case_line("B").encode("utf-16"), "save it as UTF-8"),
        ("b.jsonl", b"\xff\xfe\0\0", "not in a format|white space"),
    ],
)
def test_what_is_broken_or_hostile_is_set_aside_once_and_the_rest_is_read(
    put, read_in, name, data, why
):
    put("exports/a.json", case_line("A"))
    put(f"exports/{name}", data)
    put("exports/c.json", case_line("C"))

    supplied, set_aside = read_in("exports")

    assert ids(supplied) == ["A", "C"]
    assert [item.place.partition(":")[0] for item in set_aside] == [f"exports/{name}"]
    assert re.search(why, set_aside[0].why)


def test_a_census_in_utf_16_is_read(put, read_in):
    put(
        "a.xml",
        '<?xml version="1.0" encoding="UTF-16"?>'.encode("utf-16")
        + CENSUS.decode().encode("utf-16-le"),
    )

    assert ids(read_in("a.xml")[0]) == ["B"]


def test_a_case_id_that_comes_twice_is_set_aside_with_both_places(put, read_in):
    put("a.jsonl", case_line("A") + "\n" + case_line("B"))
    put("b.xml", census(identified("B"), identified("C")))

    supplied, set_aside = read_in("a.jsonl", "b.xml")

    assert ids(supplied) == ["A", "B", "C"]
    assert set_aside == [
        SetAside("b.xml: Child[1]", "a case file with this case_id came before, at a.jsonl:2", "B")
    ]


def test_a_third_case_file_of_one_id_names_the_first(put, read_in):
    put("a.jsonl", "\n".join([case_line("A")] * 3))

    assert [item.why for item in read_in("a.jsonl")[1]] == [
        "a case file with this case_id came before, at a.jsonl:1"
    ] * 2


def test_a_file_reached_twice_is_read_once(put, read_in):
    put("exports/a.json", case_line("A"))

    supplied, set_aside = read_in("exports", "exports/a.json")

    assert ids(supplied) == ["A"]
    assert set_aside == []


def test_two_runs_know_nothing_of_each_other(put):
    path = put("a.json", case_line("A"))

    assert ids(list(read([path]))) == ids(list(read([path]))) == ["A"]


def test_links_that_lead_round_in_a_circle_are_not_followed(put, tmp_path, read_in):
    put("exports/a.json", case_line("A"))
    (tmp_path / "exports/again").symlink_to(tmp_path / "exports", target_is_directory=True)

    assert ids(read_in("exports")[0]) == ["A"]


def test_a_file_is_known_by_its_content_and_not_by_its_name(put, read_in):
    put("a.xml", case_line("A"))
    put("b.json", census(identified("B")))
    put("c.txt", case_line("C"))

    assert ids(read_in("a.xml", "b.json", "c.txt")[0]) == ["A", "B", "C"]


def test_a_source_that_is_named_is_used_for_every_file(put, read_in):
    put("a.xml", case_line("A"))

    supplied, set_aside = read_in("a.xml", source="cin_census")

    assert supplied == []
    assert set_aside == [SetAside("a.xml", "not well-formed XML (line 1)")]


def test_a_source_that_does_not_exist_is_an_error_at_once():
    with pytest.raises(ConfigurationError, match="the sources are native, cin_census"):
        read([], source="cin")


def test_reading_is_a_stream(put, read_in, tmp_path):
    def paths():
        yield put("a.json", case_line("A"))
        yield put("b.jsonl", case_line("B") + "\n" + case_line("C"))
        pytest.fail("more was asked for than was needed")

    assert [type(item) for item in islice(read(paths()), 2)] == [Supplied, Supplied]


def test_names_that_would_upset_a_terminal_are_made_safe(put, read_in):
    put("a\x1b[31m.json", case_line("A"))

    assert read_in("a\x1b[31m.json")[0][0].place == "a?[31m.json"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_can_be_read(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=pipe.write_text, args=(case_line("A") + "\n" + case_line("B"),))
    writer.start()

    supplied = list(read([pipe]))

    writer.join()
    assert ids(supplied) == ["A", "B"]
