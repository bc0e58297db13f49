"""A comparison for reading on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.table import Table

from caselint.findings.comparing import Changed, Comparison, ThenAndNow
from caselint.reports.comparison.wording import (
    FEW,
    GONE,
    KEYS_DIFFER,
    direction,
    facts,
    files,
    fraction,
    fraction_both,
    has_occasions,
    listed_of,
    numbers,
    unlisted,
    why,
)
from caselint.reports.publishing import FILE_WIDTH
from caselint.reports.style import Style
from caselint.reports.terminal.child import STYLES
from caselint.reports.terminal.page import Page
from caselint.reports.wording import counted, titled


def write_text(comparison: Comparison, stream: TextIO, style: Style) -> None:
    """Write a comparison to a text stream, to the width of the terminal if it is one."""
    if stream is sys.stdout:
        page = Page(Console())
    else:
        page = Page(Console(file=stream, width=FILE_WIDTH, force_terminal=False, no_color=True))
    page.put(("Two runs compared", "bold"))
    page.blank()
    _facts(comparison, page)
    page.blank()
    if comparison.keys_differ:
        page.put((KEYS_DIFFER, "bold"), indent=2)
    else:
        page.put(files(comparison), indent=2)
        for label, ids in (("Older", comparison.only_old), ("Newer", comparison.only_new)):
            if ids:
                page.put(", ".join(ids), indent=2, label=f"{label} only", hang=14)
    _figures(comparison, page)
    if not comparison.keys_differ:
        _part("Gone", comparison.gone, "newer", page, GONE)
        _part("New", comparison.appeared, "older", page)
        page.heading("Still there")
        page.put(f"{titled(numbers(one.now for one in comparison.still))}.", indent=2)
    page.blank()
    for name in ("not_evidenced", "no_grade", "belongs"):
        page.put(style.says(name), indent=2)


def _facts(comparison: Comparison, page: Page) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="dim")
    for name in ("", "Older run", "Newer run"):
        table.add_column(name, overflow="fold")
    for what, then, now in facts(comparison):
        table.add_row(page.text(what, "dim"), page.text(then), page.text(now))
    page.show(table)


def _figures(comparison: Comparison, page: Page) -> None:
    page.heading("By theme and rule")
    page.put((f"Occasions met, of all: older run → newer run. {FEW}", "dim"), indent=2)
    page.blank()
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column("What is looked for", overflow="fold")
    table.add_column("All case files", justify="right", no_wrap=True)
    if not comparison.same_files and not comparison.keys_differ:
        table.add_column("Files of both", justify="right", no_wrap=True)
    table.add_column("", overflow="fold")
    titles = {one.id: one.title for one in comparison.old.header.rules}
    titles |= {one.id: one.title for one in comparison.new.header.rules}
    rules = [one for one in comparison.rules if has_occasions(one)]
    of_theme = {theme: list(those) for theme, those in groupby(rules, key=lambda one: one.theme)}
    for theme in comparison.themes:
        if not has_occasions(theme):
            continue
        _row(comparison, table, theme, page, titled(theme.name), bold="bold")
        for rule in of_theme.get(theme.name, ()):
            _row(comparison, table, rule, page, titles.get(rule.name, ""))
    page.show(table)


def _row(
    comparison: Comparison, table: Table, one: ThenAndNow, page: Page, title: str, bold: str = ""
) -> None:
    cells = [
        page.text("" if bold else one.name),
        page.text(title, bold),
        page.text(fraction(one), bold),
    ]
    if len(table.columns) > len(cells) + 1:
        cells.append(page.text(fraction_both(one), bold))
    table.add_row(*cells, page.text(direction(one)))


def _part(heading: str, those: Sequence[Changed], other: str, page: Page, says: str = "") -> None:
    page.heading(heading)
    shown = listed_of(those)
    number = titled(numbers(one.finding for one in those))
    page.put(" ".join([f"{number}.", *unlisted(those)]), indent=2)
    if says and shown:
        page.put((says, "dim"), indent=2)
    for case_id, of_case in groupby(shown, key=lambda one: one.finding.case_id):
        page.blank()
        here = list(of_case)
        page.put((f" {case_id} ", "bold reverse"), f" {counted(len(here), 'finding')}")
        for one in sorted(here, key=_strengths_first):
            found = one.finding
            page.put(
                (titled(found.kind), STYLES[found.kind]),
                f", {found.severity}" if found.kind == "concern" else "",
                f" · {found.rule} · ",
                (found.title, "bold"),
                indent=2,
                hang=2,
            )
            page.put(found.message, indent=4)
            page.put(f"{why(one, other=other)}", indent=4, label="Differs", hang=9)


def _strengths_first(one: Changed) -> tuple[int, str, str]:
    found = one.finding
    return ("strength", "concern", "query").index(found.kind), found.rule, found.fingerprint
