import io
from datetime import date

import pytest

from caselint.findings.columns import COLUMNS

from ..hostile import hostile_run

pa = pytest.importorskip("pyarrow", reason="Parquet needs pyarrow, which is an extra")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs pyarrow, which is an extra")


def written(run):
    from caselint.reports.tabular.parquet_report import write_parquet

    stream = io.BytesIO()
    write_parquet(run, stream)
    return stream.getvalue()


def read(run):
    return pq.read_table(io.BytesIO(written(run)))


def test_days_are_days_and_lists_are_lists(children):
    table = read(children)
    assert table.schema.field("start").type == pa.date32()
    assert table.schema.field("audit").type == pa.list_(pa.string())
    assert table.schema.field("record_dates").type == pa.list_(pa.date32())
    first = table.to_pylist()[0]
    assert first["start"] == date(2026, 4, 14)
    assert first["standards"] == ["T21/london", "T21/liverpool"]
    assert first["records"] == ["P-3", "CG-2", "CG-3"]


def test_the_columns_are_those_of_every_table_and_the_evidence_whole(children):
    table = read(children)
    assert table.column_names == [*(column.name for column in COLUMNS), "evidence"]
    last = table.to_pylist()[0]["evidence"][-1]
    assert (last["record_id"], last["start"], last["end"], last["related"]) == (
        "N-31",
        112,
        163,
        True,
    )


def test_it_says_on_which_day_and_by_which_rules_it_was_made(children):
    about = read(children).schema.metadata
    assert about[b"caselint.as_at"] == b"2026-09-30"
    assert about[b"caselint.look_back"] == children.header.look_back.encode()
    assert b"child's file" in about[b"caselint.use"]


def test_every_column_says_what_it_means(children):
    assert all(field.metadata[b"meaning"] for field in read(children).schema)


def test_without_a_case_file_there_are_columns_alone(nothing, suspects):
    assert read(nothing).num_rows == 0
    assert set(read(suspects).column("suspect").to_pylist()) == {"supervision", ""}


def test_only_what_utf_8_cannot_carry_is_changed():
    messages = set(read(hostile_run()).column("message").to_pylist())
    assert {"-2+3", "\t=1+1", "� half � pair"} <= messages


def test_the_same_run_gives_the_same_bytes(children):
    assert written(children) == written(children)
