"""Rows whose quotation marks stand as they should, taken apart many at a time."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.sources.tables.regular import columns, cut


def test_cells_with_and_without_marks_come_out_by_column():
    text = '1,plain,x\n2,"one, two",\n3,"first\nsecond",""\n4,"said ""no""",""""\n'
    assert columns(text, ",", 3) == [
        ["1", "2", "3", "4"],
        ["plain", "one, two", "first\nsecond", 'said "no"'],
        ["x", "", "", '"'],
    ]


def test_rows_are_measured_and_the_last_may_have_no_line_end():
    text = '1,"a\nb"\r\n2,"c"\r\n3,d'
    assert cut(text, ",", 2, [0]) == ([9, 7, 3], [["1", "2", "3"]])


def test_every_column_is_cut_without_what_belongs_to_the_line_end():
    text = '1,"a ""b"" c"\r\n2,plain\r\n'
    assert cut(text, ",", 2, [0, 1]) == ([15, 9], [["1", "2"], ['a "b" c', "plain"]])


def test_a_row_that_is_open_at_the_end_is_left_for_the_next_time():
    assert cut('1,a\n2,"b\nc"\n3,"d\n', ",", 2, [0]) == ([4, 8], [["1", "2"]])
    assert cut('3,"d\n', ",", 2, [0]) is None


@pytest.mark.parametrize(
    "text",
    [
        "1,2,3\n",
        "1\n",
        "\n",
        "",
        '1,5" tall\n2,6" tall\n',
        '1,"a" b\n',
        '1, "a"\n',
        '1,"open\n',
        '1,"a"\r2,b\n',
    ],
)
def test_rows_of_any_other_kind_are_refused(text):
    assert columns(text, ",", 2) is None
    assert cut(text, ",", 2, [0]) is None


PIECES = ["a", "b", '"', ",", ";", "\n", "\r\n", " ", "é", "\0"]
CELL = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=6)


@given(
    rows=ROWS,
    end=st.sampled_from(["\n", "\r\n"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
)
def test_what_the_csv_module_writes_comes_out_as_it_went_in(rows, end, quoting):
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end, quoting=quoting)
    written = [writer.writerow(row) for row in rows]
    assert columns(stream.getvalue(), ",", 3) == [
        list(column) for column in zip(*rows, strict=True)
    ]
    assert cut(stream.getvalue(), ",", 3, [1, 0]) == (
        written,
        [[row[1] for row in rows], [row[0] for row in rows]],
    )
    every = [list(column) for column in zip(*rows, strict=True)]
    assert cut(stream.getvalue(), ",", 3, range(3)) == (written, every)


@given(text=st.lists(st.sampled_from(["a", '"', ",", "\n", "\r\n"])).map("".join))
def test_rows_that_are_not_refused_are_those_of_the_csv_module(text):
    found = columns(text, ",", 2)
    if found is not None:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
        assert [list(row) for row in zip(*found, strict=True)] == rows
