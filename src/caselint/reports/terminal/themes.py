"""The part of the terminal's report by theme: each rule over all case files.

One table, so that numbers stand beneath each other: opportunities met, case files by outcome, and
findings, strengths beside concerns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from rich.table import Table
from rich.text import Text

from caselint.findings.result import OUTCOMES
from caselint.findings.run import Run
from caselint.findings.tally import RuleSummary
from caselint.reports.terminal.child import STYLES
from caselint.reports.terminal.page import Page
from caselint.reports.wording import OUTCOME_WORDS, found, titled

_WIDE: Final = 110
"""Columns from which on a row has room for its counts side by side."""


def write_themes(run: Run, page: Page) -> None:
    """Every rule by theme, with n of N opportunities met; of those for context the queries."""
    page.heading("By theme")
    page.put(
        ("“Met in 7 of 9” counts the occasions on which a rule could be met.", "dim"), indent=2
    )
    page.blank()
    titles = {note.id: note.title for note in run.header.rules}
    met, files, findings = (11, 40, 22) if page.width >= _WIDE else (9, 19, 14)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Rule", no_wrap=True)
    table.add_column("What is looked for", overflow="fold")
    table.add_column("Met in", width=met, overflow="fold")
    table.add_column("Case files", width=files, overflow="fold")
    table.add_column("Findings", width=findings, overflow="fold")
    for theme, rules in groupby(run.tally.rules, key=lambda one: one.theme):
        table.add_row()
        table.add_row("", page.text(titled(theme), "bold"))
        for summary in rules:
            table.add_row(
                page.text(summary.rule),
                page.text(titles.get(summary.rule, "")),
                page.text(_met(summary)),
                Text(_stacked(_outcomes(summary), files)),
                _coloured(_stacked(_findings(summary), findings)),
            )
    page.show(table)


def _met(summary: RuleSummary) -> str:
    if summary.gives == "context":
        return "context"
    judged = summary.met + summary.unmet
    if not judged:
        return "–" if summary.outcomes.get("not_assessable") else "no occasion"
    return f"{summary.met:,} of {judged:,}"


def _outcomes(summary: RuleSummary) -> list[str]:
    if summary.gives == "context":
        return []
    return [
        f"{summary.outcomes[outcome]:,} {OUTCOME_WORDS[outcome]}"
        for outcome in OUTCOMES
        if summary.outcomes.get(outcome)
    ]


def _findings(summary: RuleSummary) -> list[str]:
    if summary.gives == "context":
        # Advice is told as a concern, and never counts.
        return found(0, summary.concerns, summary.queries)
    return found(summary.strengths, summary.concerns, summary.queries)


def _coloured(findings: str) -> Text:
    text = Text(findings)
    text.highlight_regex(r"[\d,]+ strengths?", STYLES["strength"])
    text.highlight_regex(r"[\d,]+ concerns?", STYLES["concern"])
    text.highlight_regex(r"[\d,]+ quer(y|ies)", STYLES["query"])
    return text


def _stacked(things: Sequence[str], width: int) -> str:
    """Things separated by commas, on lines of at most `width`, none broken that fits by itself."""
    lines: list[str] = []
    for thing in things:
        if lines and len(lines[-1]) + len(thing) + 3 <= width:
            lines[-1] += f", {thing}"
        else:
            lines.append(thing)
    return "\n".join(lines)
