"""The view of what was looked at in one child's file, found or not: by theme, and why not.

It keeps a page of findings honest: what had no occasion, and what could not be assessed here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from markupsafe import Markup

from caselint.findings.figures import JUDGED
from caselint.reports.html.report import ChildFile, Report
from caselint.reports.wording import counted, listed, need, source, titled


def of_child(report: Report, child: ChildFile) -> Markup | None:
    """A line that sums it up, a table by theme, and what could not be assessed."""
    results = [(case, one) for case, results in child.results for one in results]
    if not results:
        return None
    themes: dict[str, _Row] = defaultdict(_Row)
    silent: dict[tuple[str, tuple[str, ...], str], list[str]] = defaultdict(list)
    for case, one in results:
        row = themes[one.theme]
        if one.outcome == "not_applicable":
            row.without += 1
            continue
        if one.gives != "context":
            row.met += one.counts.met
            row.of += one.counts.judged
        if one.outcome in JUDGED:
            row.judged += 1
        elif one.outcome == "not_assessable":
            row.silent += 1
            silent[case.source, one.needs_missing, one.why].append(one.rule)
    rows = themes.values()
    judged, without, unheard = (
        sum(row.judged for row in rows),
        sum(row.without for row in rows),
        sum(row.silent for row in rows),
    )
    values: dict[str, Any] = {
        "total": counted(len(results), "rule"),
        "judged": judged,
        "no_occasion": without,
        "silent": unheard,
        "errors": len(results) - judged - without - unheard,
        "rows": _rows(themes),
        "reasons": [
            (
                f"not in {source(of)}: {listed(need(path) for path in missing)}"
                if missing
                else f"{why or 'not known'} ({source(of)})",
                rules,
            )
            for (of, missing, why), rules in sorted(silent.items())
        ],
    }
    return report.filling.fill("html/looked_at.html", values)


@dataclass(slots=True)
class _Row:
    """One theme: occasions `met` and `of` how many; rules judged, without an occasion, silent."""

    met: int = 0
    of: int = 0
    judged: int = 0
    without: int = 0
    silent: int = 0


def _rows(themes: Mapping[str, _Row]) -> Markup:
    """The rows of the table. Every child has one for each theme, so they are made without ado."""
    made = []
    for theme, row in sorted(themes.items()):
        met = f"{row.met:,} of {row.of:,}" if row.of else "–"
        made.append(
            f'<tr><th scope="row">{escape(titled(theme))}</th><td>{met}</td>'
            f"<td>{row.judged}</td><td>{row.without}</td><td>{row.silent}</td></tr>"
        )
    return Markup("\n".join(made))  # noqa: S704 - escaped above
