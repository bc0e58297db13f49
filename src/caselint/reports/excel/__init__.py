"""A run as a workbook: a page to begin with, then a sheet for each table, to filter and to print.

It needs XlsxWriter. No cell of it can run, and the same run gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import BinaryIO, Final

from caselint.findings.resting import folded
from caselint.findings.run import Run
from caselint.reports.excel.book import About, opened
from caselint.reports.excel.summary import write_summary
from caselint.reports.style import PLAIN, Style
from caselint.reports.tabular import children, cited, familiar, figures, found, gaps
from caselint.reports.tabular.table import Table
from caselint.reports.telling import judged, rulebook

SHEETS: Final[Mapping[str, Callable[[Run], Table]]] = {
    "suspect": gaps.suspects,
    "resting": found.resting,
    "findings": found.findings,
    "children": children.every_child,
    "rules_by_team": figures.rules_by_team,
    "figures": figures.figures,
    "not_assessable": gaps.not_assessable,
    "set_aside": gaps.set_aside,
    "errors": gaps.errors,
    "suppressed": found.suppressed,
    "put_aside": gaps.put_aside,
    "error_summary": familiar.error_summary,
    "child_summary": familiar.child_summary,
    "rules": cited.rules,
    "standards": cited.standards,
    "audits": cited.audits,
}
"""The tables in their order, by the name that `[report.order]` has for them."""

_NEVER: Final = date(2000, 1, 1)
"""The day of a workbook that was made of nothing and for no day."""


def write_excel(run: Run, stream: BinaryIO, style: Style = PLAIN) -> None:
    """Write the workbook to a binary stream."""
    about = About(
        title=style.says("title"),
        author=style.organisation or "caselint",
        says=f"{rulebook(run)}. {style.says('belongs')}",
        made=_made(run),
        head=" · ".join(filter(None, (style.organisation, style.says("title"), judged(run)))),
        foot=style.says("sheet_foot"),
    )
    unneeded = _unneeded(run)
    with opened(stream, about) as book:
        page = book.page("Summary", (24, 84, 12, 12, 12, 12, 12, 12))
        tables = [
            SHEETS[key](run) for key in style.ordered("excel", tuple(SHEETS)) if key not in unneeded
        ]
        write_summary(run, style, page, [book.write(table) for table in tables])


def _unneeded(run: Run) -> set[str]:
    """Sheets that are there only where they have something in them."""
    totals, tally = run.tally.totals, run.tally
    there = {
        "resting": bool(folded(run)),
        "errors": bool(tally.failures),
        "suppressed": bool(totals["suppressed"]),
        "put_aside": bool(tally.suppressions),
    }
    return {key for key, is_there in there.items() if not is_there}


def _made(run: Run) -> date:
    """The day that the workbook bears: that on which the files were judged, never the clock's."""
    if run.cases:
        return max(case.as_at for case in run.cases)
    try:
        return date.fromisoformat(run.header.as_at)
    except ValueError:
        return _NEVER
