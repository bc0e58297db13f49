"""A run for reading, on a terminal or printed.

It leads with whatever casts doubt on the rest, then goes by theme and by child, and ends with what
could not be said. It speaks of what the records supplied evidence, gives n of N, and neither a
percentage, a score nor a grade.
"""

from __future__ import annotations

from typing import Final

from rich.console import Console

from caselint.findings.run import Run
from caselint.reports import telling
from caselint.reports.arranging import children, folded
from caselint.reports.phrases import PHRASES
from caselint.reports.terminal.child import MANY, write_children
from caselint.reports.terminal.doubts import (
    write_errors,
    write_set_aside,
    write_suspects,
)
from caselint.reports.terminal.page import Page
from caselint.reports.terminal.silences import write_silences
from caselint.reports.terminal.standards import write_standards
from caselint.reports.terminal.suppressions import write_suppressions
from caselint.reports.terminal.themes import write_themes
from caselint.reports.wording import counted, found, source, titled

_MARGIN: Final = 11


def render(run: Run, console: Console, *, verbose: bool = False) -> None:
    """Write the report of a run to a console, to its width and in its colours.

    `verbose` adds why each rule matters, what it is known to get wrong, the audit findings it
    serves, the rules that came to nothing, and everything that is otherwise cut short.
    """
    page = Page(console)
    _write_head(run, page)
    if run.cases:
        away = folded(run)
        write_suspects(run, away, page, verbose=verbose)
        write_themes(run, page, verbose=verbose)
        every = children(run, away)
        write_children(run.header, every, page, verbose=verbose)
        if not verbose and len(every) <= MANY:
            write_standards(run.header, every, page)
        write_silences(run, page, verbose=verbose)
    write_suppressions(run, page, verbose=verbose)
    write_set_aside(run.tally, page, verbose=verbose)
    write_errors(run.tally, page, verbose=verbose)
    _write_foot(run, page, verbose=verbose)


def _write_head(run: Run, page: Page) -> None:
    page.put((PHRASES["title"], "bold"))
    page.blank()
    if run.cases:
        page.put(telling.read(run), label="Read", hang=_MARGIN)
        page.put(telling.judged(run).removeprefix("as at "), label="As at", hang=_MARGIN)
    else:
        page.put((telling.read(run), "bold"), label="Read", hang=_MARGIN)
    page.put(telling.window(run), label="Look-back", hang=_MARGIN)
    if said := telling.known(run):
        page.put(said, label="Baseline", hang=_MARGIN)
    page.put(telling.rulebook(run), label="Rulebook", hang=_MARGIN)
    if said := telling.redacted(run):
        page.put(said, label="Redacted", hang=_MARGIN)
    for number, one in enumerate(run.tally.sources):
        what = f"{source(one.name)}, {counted(one.cases, 'case file')}"
        page.put(what, label="" if number else "Sources", hang=_MARGIN)


def _write_foot(run: Run, page: Page, *, verbose: bool) -> None:
    totals = run.tally.totals
    page.heading("In all")
    here = found(totals["strengths"], totals["concerns"], totals["queries"]) or ["nothing found"]
    if totals["known"]:
        here.append(f"{totals['known']:,} of these already known")
    if totals["suppressed"]:
        here.append(f"{totals['suppressed']:,} suppressed, counted here and not listed")
    if totals["set_aside"]:
        here.append(f"{totals['set_aside']:,} set aside")
    if totals["rule_errors"]:
        here.append(counted(totals["rule_errors"], "rule in error", "rules in error"))
    page.put(f"{titled('; '.join(here))}, in {counted(totals['cases'], 'case file')}.", indent=2)
    page.put(
        "“Not evidenced” means not evidenced in the records supplied. It says nothing of what took "
        "place and was recorded elsewhere, or not at all. No grade is given: a record cannot show "
        "what changed for a child.",
        indent=2,
    )
    page.put(
        "This report is for quality assurance. It does not belong on the child's file.", indent=2
    )
    if run.findings and not verbose:
        page.put(
            "With --verbose each finding says why it matters, what its rule is known to get wrong "
            "and which audit it comes from.",
            indent=2,
        )
