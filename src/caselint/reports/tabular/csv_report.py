"""The findings of a run as CSV, a row each, for spreadsheets and scripts.

UTF-8 with a byte-order mark, without which Excel on Windows takes it for another encoding. A row
is one line, no cell can run, and none has more text than a spreadsheet can hold.
"""

from __future__ import annotations

import csv
from typing import Final, TextIO

from caselint.findings.columns import COLUMNS, rows
from caselint.findings.run import Run
from caselint.reports.style import PLAIN, Style
from caselint.reports.tabular.harmless import cut, defused, one_line

_MARK: Final = "\ufeff"


def write_csv(run: Run, stream: TextIO, style: Style = PLAIN) -> None:
    """Write the findings to a text stream; they are the same in every style."""
    stream.write(_MARK)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([column.name for column in COLUMNS])
    for row in rows(run):
        writer.writerow([cut(defused(one_line(column.text(row)))) for column in COLUMNS])
