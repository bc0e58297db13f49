"""The first page of the workbook: what was read, how far to trust it, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence

from caselint.findings.figures import Figure, by_theme
from caselint.findings.run import Run
from caselint.reports.arranging import folded, silences, unheld
from caselint.reports.excel.book import Page, Written
from caselint.reports.style import Style
from caselint.reports.telling import (
    judged,
    known,
    lacks,
    read,
    redacted,
    rulebook,
    suspected,
    window,
)
from caselint.reports.wording import counted, found, listed, source, titled

_LOGO_COLUMN = 4


def write_summary(run: Run, style: Style, page: Page, written: Sequence[Written]) -> None:
    """Fill the page; `written` are the tables that follow it."""
    if style.logo is not None:
        page.logo(style.logo, _LOGO_COLUMN)
    page.title(style.says("title"))
    _head(run, style, page)
    _suspects(run, page)
    _themes(run, page)
    _in_all(run, page)
    _silences(run, style, page)
    page.section("How to read this")
    for name in ("not_evidenced", "no_grade", "n_of_n", "strength", "query", "belongs"):
        page.put("", style.says(name))
    page.section("In this workbook", "", "Rows")
    for one in written:
        further = f" It goes on in {listed(one.sheets[1:])}." if one.sheets[1:] else ""
        said = f"{style.says(f'sheet_{one.table.key}')}{further}"
        page.put(one.table.name, said, one.rows, link=one.sheets[0])


def _head(run: Run, style: Style, page: Page) -> None:
    page.put("Whose records", style.owner)
    page.put("Read", read(run))
    page.put("Judged", titled(judged(run)))
    page.put("Look-back", window(run))
    page.put("Rulebook", rulebook(run))
    for label, said in (("Baseline", known(run)), ("Redacted", redacted(run))):
        if said:
            page.put(label, said)
    for number, one in enumerate(run.tally.sources):
        said = f"{source(one.name)}, {counted(one.cases, 'case file')}"
        page.put("" if number else "Sources", said)


def _suspects(run: Run, page: Page) -> None:
    suspects = run.tally.suspect_coverage
    if not suspects:
        return
    page.section("Suspect coverage")
    for one in suspects:
        page.put("", suspected(one))
    page.put("", "Ask whether they were left out of the export.")
    resting = len(folded(run))
    if resting:
        apart = "rests" if resting == 1 else "rest"
        page.put("", f"{counted(resting, 'concern')} {apart} on this, and stand in a sheet apart.")


def _themes(run: Run, page: Page) -> None:
    page.section(
        "By theme",
        "Met in n of N occasions",
        *("Strengths", "Met in", "Of occasions", "Concerns", "Queries", "Suppressed"),
    )
    for one in by_theme(run):
        whole = one.whole
        page.put(
            titled(one.name),
            _said(whole),
            *(whole.strengths, whole.met, whole.judged),
            *(whole.concerns, whole.queries, whole.suppressed),
        )


def _said(figure: Figure) -> str:
    here = found(figure.strengths, figure.concerns, figure.queries)
    if figure.judged:
        return "; ".join([f"{figure.met:,} of {figure.judged:,}", *filter(None, [", ".join(here)])])
    silent = "not assessable" if figure.not_assessable else "no occasion"
    return "; ".join([silent, *filter(None, [", ".join(here)])])


def _in_all(run: Run, page: Page) -> None:
    totals = run.tally.totals
    page.section("In all")
    page.put("Strengths", f"{totals['strengths']:,}")
    page.put("Concerns", f"{totals['concerns']:,}{_for_context(run)}")
    page.put("Queries", f"{totals['queries']:,}")
    page.put("Suppressed", f"{totals['suppressed']:,}, counted and not listed among the findings")
    if totals["known"]:
        unlisted = ", counted and not listed" if run.header.new_only else ""
        page.put("Already known", f"{totals['known']:,} of these{unlisted}")
    page.put("Set aside", f"{totals['set_aside']:,}, because it could not be read")
    if totals["rule_errors"]:
        page.put("Rules in error", f"{totals['rule_errors']:,}")


def _for_context(run: Run) -> str:
    context = {one.rule for one in run.tally.rules if one.gives == "context"}
    aside = sum(
        one.kind == "concern" and one.rule in context and one.status != "suppressed"
        for one in run.findings
    )
    return f", of which {aside:,} from rules for context, which never count" if aside else ""


def _silences(run: Run, style: Style, page: Page) -> None:
    lines = silences(run)
    if not lines:
        return
    page.section("Could not be assessed")
    page.put("", style.says("not_assessable"))
    in_force = len(run.tally.rules)
    for one in unheld(run):
        for number, said in enumerate(lacks(one, in_force)):
            page.put("" if number else source(one.source), said)
    for silence in lines:
        if not silence.missing:
            rules = counted(len(silence.rules), "rule")
            page.put(source(silence.source), f"{titled(silence.why or 'not known')}: {rules}.")
