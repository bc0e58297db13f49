"""The files of brothers and sisters, found in a first pass and read again where they lie."""

import json
import os
import pickle
from pathlib import Path

import pytest

from caselint.casefile import SetAside
from caselint.sources import Unread, relatives_at, unread, whole
from caselint.sources.native import glance


def child(case_id, *others, **more):
    people = [
        {"person_id": other, "relationship": "sister", "child_case_id": other} for other in others
    ]
    return {"case_id": case_id, "child": {"child_id": f"K{case_id}"}, "people": people, **more}


def lines(*cases):
    return "".join(json.dumps(one) + "\n" for one in cases)


@pytest.fixture
def beside(tmp_path, monkeypatch):
    """The ids beside each case file at these paths, in order of arrival."""
    monkeypatch.chdir(tmp_path)

    def read(*names, sent=False):
        paths = [Path(name) for name in names]
        found = []
        for item in unread(paths, relatives=relatives_at(paths)):
            if sent:
                item = pickle.loads(pickle.dumps(item))  # noqa: S301 - our own
            given = whole(item)
            if not isinstance(given, SetAside):
                found.append((given.case_file.case_id, [one.case_id for one in given.family]))
        return found

    return read


FAMILY = [("A", ["B"]), ("B", ["A"]), ("C", [])]


def test_lines_of_one_file_stand_beside_each_other_whoever_names_whom(put, beside):
    put("a.jsonl", lines(child("A", "B"), child("B"), child("C")))
    assert beside("a.jsonl") == FAMILY
    put("a.jsonl", lines(child("A"), child("B", "A"), child("C")))
    assert beside("a.jsonl") == FAMILY


def test_files_anywhere_among_the_paths_are_found(put, beside):
    put("one/a.json", json.dumps(child("A"), indent=1))
    put("two/deep/b.jsonl", lines(child("B", "A"), child("C")))
    assert beside("one", "two/deep/b.jsonl") == FAMILY


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_they_lie_where_they_lie_whatever_ends_a_line(put, beside, end, mark):
    cases = [child("A", "B"), child("B", team="Zoë’s team"), child("C")]
    put("a.jsonl", mark + "".join(json.dumps(one, ensure_ascii=False) + end for one in cases))
    assert beside("a.jsonl") == FAMILY


def test_a_document_after_a_mark_and_blank_lines_is_read_again(put, beside):
    put("a.json", "\ufeff\n\n" + json.dumps(child("A", "B"), indent=1))
    put("b.json", json.dumps(child("B")))
    assert beside("a.json", "b.json") == FAMILY[:2]


def test_another_process_reads_them_itself(put, beside):
    put("a.jsonl", lines(child("A", "B"), child("B"), child("C")))
    assert beside("a.jsonl", sent=True) == FAMILY


def test_a_file_that_cannot_be_read_is_beside_nobody(put, beside):
    put("a.jsonl", lines(child("A", "B", "C"), child("B", no_such_field=1), child("C")))
    assert beside("a.jsonl") == [("A", ["C"]), ("C", ["A"])]


def test_of_two_files_with_one_id_the_first_is_meant(put, beside):
    put("a.jsonl", lines(child("A", "B"), child("B", team="first"), child("B", "A")))
    (first, *_) = unread(["a.jsonl"], relatives=relatives_at(["a.jsonl"]))
    assert [one.team for one in whole(first).family] == ["first"]


def test_a_file_that_was_written_anew_since_is_not_taken_for_another(put, beside):
    path = put("a.jsonl", lines(child("A", "B"), child("B")))
    items = unread([path], relatives=relatives_at([path]))
    first = next(items)
    path.write_text(lines(child("X"), child("B")))
    assert list(whole(first).family) == []


def test_nothing_is_read_until_somebody_looks(put, tmp_path):
    path = put("a.jsonl", lines(child("A", "B"), child("B")))
    (first, _) = unread([path], relatives=relatives_at([path]))
    path.unlink()
    assert whole(first).case_file.case_id == "A"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_what_comes_through_a_pipe_is_left_for_the_only_time_it_is_there(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert not relatives_at([pipe])


def test_nothing_is_kept_of_files_without_a_family(put):
    path = put("a.jsonl", lines(*(child(f"C{number}") for number in range(5))))
    found = relatives_at([path])
    assert not found
    assert all(type(item) is Unread for item in unread([path], relatives=found))


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        ('{"case_id": "A", "child": {}}', ("A", (), ())),
        ('{"child": {}, "case_id": 7}', ("7", (), ())),
        ('{"child": {"case_id": "X"}, "case_id": "A"}', ("A", (), ())),
        ('{"case_id": "A\\u0042"}', ("AB", (), ())),
        ('{"case_id": true}', ("", (), ())),
        ('{"case_id": "A", "people": {"child_case_id": 1}}', ("A", (), ())),
        ('{"case_id": "A", "people": [7, {"child_case_id": "B"}]}', ("A", (), ())),
        ('{"case_id": "A", "people": [{"person_id": 1, "child_case_id": 2}]}', ("A", ("2",), ())),
        ('["child_case_id"]', ("", (), ())),
        ('{"child_case_id', ("", (), ())),
        ("", ("", (), ())),
    ],
)
def test_what_is_seen_of_a_file_without_reading_it(data, seen):
    assert glance(data.encode()) == seen


def test_a_half_of_a_character_hides_nobody():
    data = lines(child("A", "B", team="x")).replace('"x"', r'"\ud83d"')
    assert glance(data.encode()).children == ("B",)
