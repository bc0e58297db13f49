import csv
import io

import pytest

from caselint.findings.columns import COLUMNS
from caselint.reports.publishing import publish
from caselint.reports.tabular.csv_report import write_csv

from ..hostile import HOSTILE, hostile_run


def written(run):
    stream = io.StringIO(newline="")
    write_csv(run, stream)
    return stream.getvalue()


def read(run):
    return list(csv.DictReader(io.StringIO(written(run).removeprefix("\ufeff"), newline="")))


def test_a_row_a_finding_with_the_columns_of_every_table(children):
    rows = read(children)
    assert len(rows) == len(children.findings)
    assert list(rows[0]) == [column.name for column in COLUMNS]
    first = rows[0]
    assert (first["case_id"], first["rule"], first["kind"]) == ("C-104", "CGR002", "concern")
    assert (first["start"], first["due"]) == ("2026-04-14", "2026-05-26")
    assert first["standards"] == "T21/london; T21/liverpool"


def test_it_begins_with_a_byte_order_mark_so_that_excel_reads_it(children, tmp_path):
    path = tmp_path / "findings.csv"
    publish(children, "csv", path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfcase_id,")


def test_concerns_on_suspect_coverage_say_of_which_kind(suspects):
    assert {(row["rule"], row["suspect"]) for row in read(suspects)} == {
        ("SUP001", "supervision"),
        ("CGR002", ""),
    }


def test_without_a_case_file_there_are_headings_alone(nothing):
    assert written(nothing).count("\n") == 1


def test_no_cell_can_run_and_a_row_is_one_line():
    run = hostile_run()
    lines = written(run).splitlines()
    assert len(lines) == 1 + len(run.findings)
    for row in csv.reader(lines[1:]):
        assert not any(cell.strip().startswith(("=", "+", "-", "@", "＝")) for cell in row)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_nothing_of_a_text_is_lost(one_finding, text):
    (row,) = read(one_finding(text))
    words = [word for word in text.split() if word.isalpha()]
    assert all(word in row["message"] for word in words)


def test_the_same_run_gives_the_same_text(children):
    assert written(children) == written(children)
