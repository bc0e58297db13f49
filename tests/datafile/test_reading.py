"""What comes out of a data file, and the bounds it must keep."""

import math
import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from caselint.datafile import read, read_text
from caselint.datafile.composing import FILE_BYTES, NESTING, NODES
from caselint.datafile.reading import ALIASES
from caselint.errors import DataFileError


def data(text):
    return read_text(text, "rule.yaml").data


def faults(text):
    with pytest.raises(DataFileError) as caught:
        read_text(text, "rule.yaml")
    return [str(fault) for fault in caught.value.faults]


def test_a_rule_file_becomes_plain_data():
    text = """
id: SUP001
audit: [C17-14]
since: 0.1.0
params:
  max_gap: {default: 2 months, tightest: 2 weeks}
examples:
  - name: ten week gap
    as_at: 2026-04-01
    seen: no
"""
    assert data(text) == {
        "id": "SUP001",
        "audit": ["C17-14"],
        "since": "0.1.0",
        "params": {"max_gap": {"default": "2 months", "tightest": "2 weeks"}},
        "examples": [{"name": "ten week gap", "as_at": "2026-04-01", "seen": "no"}],
    }


def test_a_key_is_its_text_whatever_it_looks_like():
    assert data("{1: a, 1.50: b, true: c, no: d, ~: e, 2026-04-01: f}") == {
        "1": "a",
        "1.50": "b",
        "true": "c",
        "no": "d",
        "~": "e",
        "2026-04-01": "f",
    }


def test_an_alias_is_written_out_as_a_copy_of_its_own():
    read_out = data("a: &gap {days: [1]}\nb: *gap\n")
    read_out["b"]["days"].append(2)
    assert read_out == {"a": {"days": [1]}, "b": {"days": [1, 2]}}


def test_the_same_key_in_two_mappings_is_no_duplicate():
    assert data("- {a: 1}\n- {a: 2}") == [{"a": 1}, {"a": 2}]


def test_a_lone_scalar_is_a_document():
    assert data("12") == 12


def test_every_duplicate_key_is_reported():
    text = """
id: A
check:
  within: 1
  within: 2
id: B
id: C
"""
    assert faults(text) == [
        'rule.yaml:5:3: check.within: the key "within" is given twice, first on line 4',
        'rule.yaml:6:1: id: the key "id" is given twice, first on line 2',
        'rule.yaml:7:1: id: the key "id" is given twice, first on line 2',
    ]


def test_keys_that_differ_only_in_quotes_are_duplicates():
    assert faults("{1: a, '1': b}") == [
        'rule.yaml:1:8: 1: the key "1" is given twice, first on line 1'
    ]


def test_a_duplicate_inside_an_anchor_is_reported_once():
    assert len(faults("a: &x {k: 1, k: 2}\nb: *x\nc: *x\n")) == 1


def test_a_merge_key_is_a_fault():
    assert faults("a: &x {k: 1}\nb:\n  <<: *x\n") == [
        "rule.yaml:3:3: b.<<: merge keys are not part of YAML 1.2, write the keys out"
    ]


def test_a_quoted_merge_key_is_a_key():
    assert data("'<<': 1") == {"<<": 1}


@pytest.mark.parametrize("text", ["? [a, b]\n: 1", "? {a: b}\n: 1", "{[a]: 1}"])
def test_a_list_or_mapping_as_key_is_a_fault(text):
    assert "a key must be text, not a list or a mapping" in faults(text)[0]


def test_a_tag_on_a_key_is_a_fault():
    assert faults("!secret a: 1") == ["rule.yaml:1:1: a: the tag !secret is not known here"]


def test_faults_of_different_sorts_come_together():
    assert len(faults("a: !x 1\nb: 1\nb: 2\n<<: {}\n? []\n: 1\n")) == 4


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
def test_an_empty_file_is_a_fault(text):
    assert faults(text) == ["rule.yaml:1:1: the file is empty"]


def test_nesting_up_to_the_limit_is_read():
    assert data("[" * NESTING + "x" + "]" * NESTING)


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 41 + "x" + "]" * 41, "- " * 5_000 + "x"])
def test_nesting_beyond_the_limit_is_a_fault(text):
    assert faults(text)[0].endswith("lists and mappings are nested more than 40 deep")


def test_deep_nesting_is_placed_where_the_limit_is_passed():
    assert faults("\n" + "[" * 100_000)[0].startswith("rule.yaml:2:41: ")


def test_aliases_that_stack_beyond_the_nesting_limit_are_a_fault():
    def layer(n):
        return f"k{n}: &a{n} {'[' * 9}{f'*a{n - 1}' if n else 'x'}{']' * 9}\n"

    assert "aliases make it more than 40" in faults("".join(map(layer, range(6))))[0]


def test_a_billion_laughs_are_a_fault():
    laughs = "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10)
    )
    assert "aliases make it more than 200,000 keys and values" in faults(laughs)[0]


def test_an_alias_inside_what_it_names_is_a_fault():
    assert faults("a: &x\n  b: [*x]\n") == [
        "rule.yaml:1:4: a.b[0]: an alias stands inside the very thing that it names"
    ]


def test_many_aliases_inside_what_they_name_are_a_fault_at_once():
    assert "inside the very thing" in faults(f"&x [{'*x, ' * 50}]")[0]


def test_aliases_up_to_the_limit_are_read():
    assert data("- &x 1\n" + "- *x\n" * ALIASES) == [1] * (ALIASES + 1)


def test_more_aliases_than_the_limit_are_a_fault():
    assert "more than 100 aliases" in faults("- &x 1\n" + "- *x\n" * (ALIASES + 1))[0]


def test_what_stands_inside_an_alias_does_not_count_as_aliases():
    assert len(data(f"- &x [{'1, ' * 200}]\n- *x\n")) == 2


def test_more_keys_and_values_than_the_limit_are_a_fault():
    assert "more than 200,000 keys and values" in faults(f"[{'1,' * NODES}]")[0]


def test_a_huge_scalar_within_the_limit_is_read():
    assert len(data(f"a: {'x' * 1_900_000}")["a"]) == 1_900_000


@pytest.mark.parametrize("character", ["x", "é"])
def test_a_text_of_more_bytes_than_the_limit_is_a_fault(character):
    length = FILE_BYTES // len(character.encode()) + 1
    assert faults(character * length) == ["rule.yaml:1:1: the file is larger than 2,000,000 bytes"]


class TestFiles:
    """Reading from disk: names, encodings and what is no file at all."""

    @pytest.fixture
    def path(self, tmp_path):
        return tmp_path / "rule.yaml"

    def fault(self, path):
        with pytest.raises(DataFileError) as caught:
            read(path)
        (fault,) = caught.value.faults
        return fault

    def test_a_document_is_named_for_its_path(self, path):
        path.write_text("id: SUP001")
        assert read(path).name == str(path)

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\xef\xbb\xbf" * 2])
    def test_utf8_is_read_with_or_without_a_byte_order_mark(self, path, mark):
        path.write_bytes(mark + "name: Zoë".encode())
        assert read(path).data == {"name": "Zoë"}

    def test_windows_line_ends_keep_their_line_numbers(self, path):
        path.write_bytes(b"a: 1\r\nb: 2\r\nb: 3\r\n")
        assert (self.fault(path).line, self.fault(path).column) == (3, 1)

    def test_latin_1_is_a_fault_where_it_first_shows(self, path):
        path.write_bytes("title: a\nname: é Zoë\n".encode() + "n: Zoë".encode("latin-1"))
        assert str(self.fault(path)) == (
            f"{path}:3:6: the file is not UTF-8: byte 0xEB cannot be read, save it as UTF-8"
        )

    def test_utf16_is_a_fault(self, path):
        path.write_text("id: SUP001", encoding="utf-16")
        assert "not UTF-8" in self.fault(path).message

    def test_a_file_that_is_too_large_is_a_fault(self, path):
        path.write_bytes(b"x" * (FILE_BYTES + 1))
        assert self.fault(path).message == "the file is larger than 2,000,000 bytes"

    def test_a_missing_file_is_a_fault(self, path):
        assert str(self.fault(path)) == (
            f"{path}:1:1: the file cannot be read: No such file or directory"
        )

    def test_a_folder_is_a_fault(self, tmp_path):
        assert "cannot be read" in self.fault(tmp_path).message

    def test_a_path_that_no_file_can_have_is_a_fault(self):
        assert "cannot be read" in self.fault(Path("a\0b")).message


texts = st.text(st.characters(exclude_categories=["Cs"]))
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
json_like = st.recursive(
    scalars, lambda part: st.lists(part) | st.dictionaries(texts, part), max_leaves=30
)


class QuotingDumper(yaml.SafeDumper):
    """Quotes all text: PyYAML leaves plain what YAML 1.1 reads as text and 1.2 as a number."""

    def ignore_aliases(self, data):
        return True


QuotingDumper.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"')
)


@given(json_like)
def test_what_yaml_dumps_is_read_back_the_same(value):
    document = read_text(yaml.dump(value, Dumper=QuotingDumper), "any.yaml")
    assert document.data == value


@given(json_like)
def test_what_yaml_dumps_with_tags_is_read_back_the_same(value):
    document = read_text(yaml.safe_dump(value, default_style='"'), "any.yaml")
    assert document.data == value


yamlish = st.text(st.sampled_from("ab1 \n\t:-[]{}#&*!|>'\"%@?,.~\\<\r\0é\x85\u2028\ufeff"))


@given(yamlish | st.text())
def test_any_text_gives_data_or_faults_that_stand_in_it(text):
    lines = len(re.split("\r\n|\n|\r", text))
    assert all(1 <= fault.line <= lines + 1 for fault in faults_of(read_text, text, "any.yaml"))


@given(st.binary())
def test_any_bytes_give_data_or_faults_that_stand_in_it(content):
    with TemporaryDirectory() as folder:
        path = Path(folder, "any.yaml")
        path.write_bytes(content)
        assert all(fault.column >= 1 for fault in faults_of(read, path))


def faults_of(reading, *given):
    try:
        reading(*given)
    except DataFileError as error:
        return error.faults
    return ()


def test_numbers_are_no_text_and_text_no_numbers():
    assert [type(each) for each in data("[1, 1.0, '1', .nan, true]")] == [
        int,
        float,
        str,
        float,
        bool,
    ]
    assert math.isnan(data(".nan"))
