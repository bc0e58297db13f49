"""The findings of a run as Parquet, a row each: days are days and lists are lists.

The table says in its metadata on which day, by which rules and over what window it was made, and
each column what it means.
"""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from caselint.findings.columns import COLUMNS, Column, ColumnType, Row, rows
from caselint.findings.finding import Evidence
from caselint.findings.run import Run
from caselint.reports.style import PLAIN, Style

_HALF: Final = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair, which UTF-8 cannot carry. All else stands as it is."""

_ROWS: Final = 10_000
"""Rows that are held at a time, and of one row group."""

_EVIDENCE: Final = pa.list_(
    pa.struct(
        [
            ("record_id", pa.string()),
            ("kind", pa.string()),
            ("date", pa.date32()),
            ("section", pa.string()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("quote", pa.string()),
            ("related", pa.bool_()),
            ("case_id", pa.string()),
        ]
    )
)

EVIDENCE_MEANING: Final = (
    "Every piece of evidence: `record_id`, `kind`, `date`, `section` with `start` and `end` in "
    "characters of it, `quote`, whether it is `related`: shown beside, not a ground, and the "
    "`case_id` of a brother's or sister's file where the record stands in one."
)
"""Of the column `evidence`, which this form has beside those that all forms have."""


def write_parquet(run: Run, stream: BinaryIO, style: Style = PLAIN) -> None:
    """Write the findings to a binary stream."""
    schema = _schema(run, style)
    table = rows(run)
    with pq.ParquetWriter(stream, schema, compression="zstd") as writer:
        while some := list(islice(table, _ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(list(map(_entry, some)), schema=schema))


def _schema(run: Run, style: Style) -> pa.Schema:
    fields = [
        pa.field(column.name, _type(column.type), metadata={"meaning": column.meaning})
        for column in COLUMNS
    ]
    fields.append(pa.field("evidence", _EVIDENCE, metadata={"meaning": EVIDENCE_MEANING}))
    header = run.header
    about = {
        "caselint.engine": header.engine,
        "caselint.rulebook": f"{header.rulebook.id} {header.rulebook.version}",
        "caselint.rulebook_hash": header.rulebook.hash,
        "caselint.as_at": header.as_at if run.as_at is None else run.as_at.isoformat(),
        "caselint.look_back": header.look_back,
        "caselint.whose": style.owner,
        "caselint.use": style.says("belongs"),
    }
    return pa.schema(fields, metadata={key: _whole(value) for key, value in about.items()})


def _type(of: ColumnType) -> pa.DataType:
    one = pa.date32() if of in ("day", "list of days") else pa.string()
    return pa.list_(one) if of.startswith("list") else one


def _entry(row: Row) -> dict[str, object]:
    entry: dict[str, object] = {column.name: _value(column, row) for column in COLUMNS}
    entry["evidence"] = list(map(_piece, row.finding.evidence))
    return entry


def _value(column: Column, row: Row) -> object:
    value = column.value(row)
    return tuple(map(_whole, value)) if isinstance(value, tuple) else _whole(value)


def _piece(item: Evidence) -> dict[str, object]:
    return {name: _whole(value) for name, value in item._asdict().items()}


def _whole(value: object) -> object:
    if isinstance(value, str):
        return _HALF.sub("�", value)
    return value.date() if isinstance(value, datetime) else value
