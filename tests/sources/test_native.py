"""The native form: documents, lines, and what goes wrong with them."""

import io
import json

import pytest

from caselint.casefile import SetAside
from caselint.sources import native

from .inputs import case_line, read_bytes

LAID_OUT = json.dumps(json.loads(case_line("A")), indent=2).encode()


def placed(supplied):
    return [(item.case_file.case_id, item.place) for item in supplied]


def test_a_document_is_one_case_file():
    assert placed(read_bytes(LAID_OUT, "a.json")[0]) == [("A", "a.json")]


def test_a_document_on_one_line_is_one_case_file():
    assert placed(read_bytes(case_line("A").encode(), "a.json")[0]) == [("A", "a.json")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_lines_are_case_files_and_blank_ones_are_skipped(name):
    data = f"\n{case_line('A')}\r\n   \n{case_line('B')}\n".encode()

    assert placed(read_bytes(data, name)[0]) == [("A", f"{name}:2"), ("B", f"{name}:4")]


def test_a_laid_out_document_is_known_though_it_is_named_for_lines():
    assert placed(read_bytes(LAID_OUT, "a.jsonl")[0]) == [("A", "a.jsonl")]


def test_lines_are_known_though_they_are_not_named_so():
    data = f"{case_line('A')}\n{case_line('B')}\n".encode()

    assert placed(read_bytes(data, "a.json")[0]) == [("A", "a.json:1"), ("B", "a.json:2")]


def test_a_byte_order_mark_is_accepted():
    data = b"\xef\xbb\xbf" + case_line("A").encode() + b"\n" + case_line("B").encode()

    assert placed(read_bytes(data, "a.jsonl")[0]) == [("A", "a.jsonl:1"), ("B", "a.jsonl:2")]


def test_a_broken_line_is_set_aside_alone():
    data = f'{case_line("A")}\n{{"case_id": "B", \n{case_line("C")}'.encode()

    supplied, set_aside = read_bytes(data, "a.jsonl")

    assert placed(supplied) == [("A", "a.jsonl:1"), ("C", "a.jsonl:3")]
    assert [item.place for item in set_aside] == ["a.jsonl:2"]
    assert set_aside[0].why.startswith("not valid JSON")


def test_a_broken_first_line_does_not_hide_the_others():
    data = f'{{"case_id": "A", \n{case_line("B")}'.encode()

    supplied, set_aside = read_bytes(data, "a.jsonl")

    assert placed(supplied) == [("B", "a.jsonl:2")]
    assert [item.place for item in set_aside] == ["a.jsonl:1"]


def test_a_line_in_another_encoding_is_set_aside_alone():
    data = case_line("A").encode() + b"\n" + case_line("Zoë").encode("cp1252")

    supplied, set_aside = read_bytes(data, "a.jsonl")

    assert placed(supplied) == [("A", "a.jsonl:1")]
    assert [item.place for item in set_aside] == ["a.jsonl:2"]
    assert "UTF-8" in set_aside[0].why


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_set_aside_with_what_to_do(encoding):
    data = case_line("A").encode(encoding)

    assert read_bytes(data, "a.jsonl")[1] == [
        SetAside("a.jsonl", "JSON in UTF-16 (save it as UTF-8)")
    ]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("data", [f"[{case_line('A')}]", f"[\n{case_line('A')}\n]", "[]"])
def test_a_list_is_set_aside_with_what_to_do(name, data):
    supplied, set_aside = read_bytes(data.encode(), name)

    assert supplied == []
    assert [item.place for item in set_aside] == [name]
    assert "write JSON Lines" in set_aside[0].why


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_a_file_with_nothing_in_it_is_set_aside(data):
    assert read_bytes(data, "a.jsonl")[1] == [SetAside("a.jsonl", "the file is empty")]


def test_a_line_that_is_too_long_is_set_aside_and_never_held(monkeypatch):
    monkeypatch.setattr(native, "LARGEST", 500)
    monkeypatch.setattr(native, "_PIECE", 100)
    long = b'{"case_id": "' + b"x" * 5000 + b'"}'
    stream = _Watched(b"\n".join([case_line("A").encode(), long, case_line("C").encode()]))

    items = list(native.read(stream, "a.jsonl"))

    assert [item.place for item in items] == ["a.jsonl:1", "a.jsonl:2", "a.jsonl:3"]
    assert items[1] == SetAside(
        "a.jsonl:2", "larger than the 500 bytes that one case file may have"
    )
    assert stream.longest <= 501


def test_a_line_of_just_the_largest_size_is_read(monkeypatch):
    monkeypatch.setattr(native, "LARGEST", len(case_line("A")))

    assert placed(read_bytes(case_line("A").encode(), "a.jsonl")[0]) == [("A", "a.jsonl:1")]
    assert read_bytes(case_line("A").encode() + b" ", "a.jsonl")[0] == []


def test_a_document_that_is_too_large_is_set_aside_and_never_held(monkeypatch):
    monkeypatch.setattr(native, "LARGEST", len(LAID_OUT) - 1)
    stream = _Watched(LAID_OUT + b" " * 5000)

    items = list(native.read(stream, "a.json"))

    assert [type(item) for item in items] == [SetAside]
    assert stream.read_in_all <= len(LAID_OUT)


def test_deep_nesting_is_set_aside():
    data = b'{"case_id": "A", "child": ' + b"[" * 200_000 + b"\n" + case_line("B").encode()

    supplied, set_aside = read_bytes(data, "a.jsonl")

    assert placed(supplied) == [("B", "a.jsonl:2")]
    assert [item.place for item in set_aside] == ["a.jsonl:1"]


def test_what_is_set_aside_within_a_case_file_has_its_line():
    line = '{"case_id": "A", "child": {"child_id": "A", "date_of_birth": "30 Feb"}}'

    supplied, _ = read_bytes(f"\n{line}".encode(), "a.jsonl")

    assert [item.place for item in supplied[0].case_file.set_aside] == [
        "a.jsonl:2: child.date_of_birth"
    ]


def test_nothing_is_invented_of_when_the_file_was_extracted():
    source = read_bytes(case_line("A").encode(), "a.json")[0][0].case_file.source

    assert (source.name, source.extracted_at, source.covers) == ("native", None, None)


def test_a_fault_of_ours_in_one_case_file_does_not_stop_the_rest(monkeypatch):
    def fail(data, place):
        if b'"A"' in data:
            raise ZeroDivisionError("Zoë")
        return read_case_file(data, place)

    read_case_file = native.read_case_file
    monkeypatch.setattr(native, "read_case_file", fail)

    supplied, set_aside = read_bytes(f"{case_line('A')}\n{case_line('B')}".encode(), "a.jsonl")

    assert placed(supplied) == [("B", "a.jsonl:2")]
    assert set_aside == [SetAside("a.jsonl:1", "cannot be read as a case file (ZeroDivisionError)")]


class _Watched(io.BufferedReader):
    """A stream that remembers how much was asked of it at once, and in all."""

    def __init__(self, data):
        super().__init__(io.BytesIO(data))
        self.longest = self.read_in_all = 0

    def readline(self, size=-1):
        return self._seen(super().readline(size))

    def read(self, size=-1):
        return self._seen(super().read(size))

    def _seen(self, data):
        self.longest = max(self.longest, len(data))
        self.read_in_all += len(data)
        return data
