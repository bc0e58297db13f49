"""Rows of a CSV file: told apart in bytes, and read when they are asked for."""

import csv
import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caselint.errors import SourceError
from caselint.sources.tables import csv_file
from caselint.sources.tables.csv_file import CsvFile
from caselint.sources.tables.row_text import as_bytes

KNOWN = frozenset({"a", "b", "c"})


@pytest.fixture
def opened(put):
    files = []

    def open_file(data):
        files.append(CsvFile(put("rows.csv", data)))
        return files[-1]

    yield open_file
    for file in files:
        file.close()


def rows_of(file):
    """The header, the cells of each row with its line, and the faulty rows."""
    header = file.header(KNOWN)
    good, faulty = [], []
    for block in file.blocks(header, {0}):
        found = file.cells(header, block.starts, block.ends)
        good += zip(map(file.line_of, block.starts), map(tuple, found), strict=True)
        assert [as_bytes(cell).decode() for cell in block.cells[0]] == [cells[0] for cells in found]
        faulty += [(file.line_of(row.start), row.why) for row in block.faulty]
    return header, good, faulty


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_delimiter_is_the_one_by_which_the_names_are_known(opened, delimiter, end):
    text = end.join(delimiter.join(row) for row in ("abc", "123", "456"))
    header, rows, faulty = rows_of(opened(text))
    assert header.names == ("a", "b", "c")
    assert rows == [(2, ("1", "2", "3")), (3, ("4", "5", "6"))]
    assert faulty == []


@pytest.mark.parametrize("before", ["\ufeff", "\ufeffsep=,\n", "\n\n", "sep=,\r\n"])
def test_a_mark_a_sep_line_or_blank_lines_may_stand_before_the_header(opened, before):
    header, rows, _ = rows_of(opened(f"{before}a,b\n1,2\n"))
    assert header.names == ("a", "b")
    assert [cells for _, cells in rows] == [("1", "2")]


def test_a_row_in_windows_1252_stands_beside_rows_in_utf8(opened):
    _, rows, _ = rows_of(opened(b"a,b\n1,Zo\xeb\n2,Zo\xc3\xab\n3,\x81\n"))
    assert [cells[1] for _, cells in rows] == ["Zoë", "Zoë", "\ufffd"]


def test_a_text_may_run_over_lines_and_the_rows_below_keep_their_line(opened):
    _, rows, faulty = rows_of(opened('a,b\n1,"first\nsecond, ""third"""\n2,plain\n'))
    assert rows == [(2, ("1", 'first\nsecond, "third"')), (4, ("2", "plain"))]
    assert faulty == []


def test_a_mark_that_is_not_closed_takes_no_other_row_with_it(opened):
    text = 'a,b\n1,"open\n2,plain\n3,"one, two"\n4,"two\nlines"\n5,end\n'
    _, rows, faulty = rows_of(opened(text))
    assert rows == [
        (3, ("2", "plain")),
        (4, ("3", "one, two")),
        (5, ("4", "two\nlines")),
        (7, ("5", "end")),
    ]
    assert faulty == [(2, csv_file.NOT_CLOSED)]


def test_a_mark_within_plain_text_opens_nothing(opened):
    _, rows, faulty = rows_of(opened('a,b\n1,a 5" pipe\n2,x\n'))
    assert rows == [(2, ("1", 'a 5" pipe')), (3, ("2", "x"))]
    assert faulty == []


def test_ragged_rows_are_told_with_their_line(opened):
    _, rows, faulty = rows_of(opened('a,b\n1\n2,3,4\n5,6\n"7",8,9\n'))
    assert rows == [(4, ("5", "6"))]
    assert faulty == [
        (2, "1 cells, where the header has 2"),
        (3, "3 cells, where the header has 2"),
        (5, "3 cells, where the header has 2"),
    ]


def test_blank_lines_and_lines_of_delimiters_are_nothing(opened):
    _, rows, faulty = rows_of(opened("a,b\n\n1,2\n,,,,\n \n"))
    assert rows == [(3, ("1", "2"))]
    assert faulty == []


def test_lines_are_counted_in_any_order(opened, monkeypatch):
    monkeypatch.setattr(csv_file, "_STEP", 8)
    file = opened('a,b\n1,"x\ny"\n2,z\n3,"\n\n"\n4,end\n')
    header = file.header(KNOWN)
    starts = [start for block in file.blocks(header) for start in block.starts]
    assert [file.line_of(start) for start in reversed(starts)] == [8, 5, 4, 2]
    assert [file.line_of(start) for start in starts] == [2, 4, 5, 8]


def test_a_row_too_long_is_never_held_whole(opened, monkeypatch):
    monkeypatch.setattr(csv_file, "LONGEST", 100)
    monkeypatch.setattr(csv_file, "_PIECE", 32)
    _, rows, faulty = rows_of(opened(f'a,b\n1,{"x" * 500}\n2,y\n3,"{"z" * 90}\n{"z" * 90}"\n4,z\n'))
    assert [line for line, _ in rows] == [3, 6]
    assert (2, csv_file.TOO_LONG) in faulty
    assert (4, csv_file.NOT_CLOSED) in faulty


def test_many_open_marks_cost_no_more_than_their_rows(opened):
    text = "a,b\n" + '1,"open\n' * 2_000
    _, rows, faulty = rows_of(opened(text))
    assert len(rows) + len(faulty) >= 1_000


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "the file is empty"),
        (b"\n \n", "the file is empty"),
        ("a,b\n".encode("utf-16"), "UTF-16"),
        (b"a,b\r1,2\r", "carriage return alone"),
    ],
)
def test_a_file_without_a_header_is_refused(opened, data, why):
    with pytest.raises(SourceError, match=why):
        opened(data).header(KNOWN)


CELL = st.text(alphabet='ab",;\n é\0', max_size=8)


@given(rows=st.lists(st.tuples(CELL, CELL, CELL), max_size=8), end=st.sampled_from(["\n", "\r\n"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
def test_rows_are_read_as_the_csv_module_reads_them(opened, rows, end):
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end)
    writer.writerow("abc")
    writer.writerows(rows)
    _, found, faulty = rows_of(opened(stream.getvalue()))
    # A first cell of white space alone may make a line of nothing but delimiters.
    meant = [row for row in rows if "".join(row).strip("\r\n \t;,|")]
    assert faulty == []
    assert [cells for _, cells in found if "".join(cells).strip("\r\n \t;,|")] == meant
