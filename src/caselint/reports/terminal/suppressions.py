"""The part of the terminal's report that says what somebody has put aside, why, and until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caselint.findings.put_aside import SuppressionSummary
from caselint.findings.run import Run
from caselint.reports.put_aside import groups, what, why
from caselint.reports.terminal.page import Page

LINES_SHOWN: Final = 20
"""Suppressions of a sort that are listed; with `verbose` all."""


def write_suppressions(run: Run, page: Page, *, verbose: bool) -> None:
    """Every suppression of a run, those that need looking at first."""
    every = run.tally.suppressions
    if every:
        page.heading("Suppressed by somebody, with a reason")
        page.put("They are counted, and alter no outcome and no n of N.", indent=2)
        write_each(every, page, verbose=verbose)


def write_each(
    every: Sequence[SuppressionSummary], page: Page, *, verbose: bool, in_run: bool = True
) -> None:
    """Suppressions by what is to be done about them; see `groups`."""
    for group in groups(every, in_run=in_run):
        page.put((group.says, "bold"), indent=2)
        if group.brief and not verbose:
            continue
        shown = group.those if verbose else group.those[:LINES_SHOWN]
        for one in shown:
            page.put((what(one), "bold"), f", {why(one, in_run=in_run)}", indent=4, hang=2)
        if len(group.those) > len(shown):
            more = f"and {len(group.those) - len(shown):,} more (--verbose lists them)"
            page.put(more, indent=4)
