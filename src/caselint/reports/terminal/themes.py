"""The part of the terminal's report by theme: each rule over all case files.

One table, so that numbers stand beneath each other: opportunities met, case files by outcome, and
findings, strengths beside concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.table import Table
from rich.text import Text

from caselint.findings.result import OUTCOMES, Outcome
from caselint.findings.run import Run
from caselint.findings.tally import RuleSummary
from caselint.reports.terminal.child import STYLES
from caselint.reports.terminal.page import Page
from caselint.reports.wording import OUTCOME_WORDS, counted, found, titled

_WIDE: Final = 110
"""Columns from which on a row has room for its counts side by side."""

_JUDGED: Final[tuple[Outcome, ...]] = ("evidenced", "partly_evidenced", "not_evidenced")
"""Outcomes of files in which a rule had an occasion and could be assessed."""


def write_themes(run: Run, page: Page, *, verbose: bool) -> None:
    """Every rule with something to say by theme, with n of N opportunities met.

    The others are counted at the end. With `verbose` every rule is listed, and its files by
    outcome; of rules for context the queries alone.
    """
    page.heading("By theme")
    said = "“Met in 7 of 9” counts the occasions on which a rule could be met"
    if not verbose:
        said += "; “Files 3 of 4” the case files in which every occasion was met, of those with one"
    page.put((f"{said}.", "dim"), indent=2)
    summaries = run.tally.rules
    listed = [one for one in summaries if verbose or _says_something(one)]
    if listed:
        page.blank()
        titles = {note.id: note.title for note in run.header.rules}
        page.show((_whole_table if verbose else _short_table)(listed, titles, page))
    rest = _counted([one for one in summaries if not (verbose or _says_something(one))])
    if rest:
        page.blank()
        page.put(f"Not listed: {'; '.join(rest)}. With --verbose they are.", indent=2)


def _says_something(summary: RuleSummary) -> bool:
    """Whether it was met or not met in some file, or found something."""
    found_some = summary.strengths or summary.concerns or summary.queries
    return bool(found_some or (summary.gives != "context" and _judged_files(summary)))


def _judged_files(summary: RuleSummary) -> int:
    return sum(summary.outcomes.get(outcome, 0) for outcome in _JUDGED)


def _counted(rest: Sequence[RuleSummary]) -> list[str]:
    """How many rules are not listed, and why."""
    context = error = in_none = in_some = never = 0
    for one in rest:
        silent = one.outcomes.get("not_assessable", 0)
        if silent and silent == sum(one.outcomes.values()):
            in_none += 1
        elif one.outcomes.get("error"):
            error += 1
        elif one.gives == "context":
            context += 1
        elif silent:
            in_some += 1
        else:
            never += 1
    numbers = (
        (never, "had no occasion in these files"),
        (in_some, "had no occasion in the files that could be assessed"),
        (context, "for context found nothing"),
        (in_none, "could not be assessed in any file"),
        (error, "in error"),
    )
    return [f"{counted(number, 'rule')} {why}" for number, why in numbers if number]


def _short_table(summaries: Sequence[RuleSummary], titles: Mapping[str, str], page: Page) -> Table:
    """A line or two a rule: occasions met, files in which all were, and findings."""
    findings = 24 if page.width >= _WIDE else 14
    table = _table()
    table.add_column("Met in", justify="right", no_wrap=True)
    table.add_column("Files", justify="right", no_wrap=True)
    table.add_column("Findings", width=findings, overflow="fold")
    return _filled(table, summaries, titles, page, _files, findings)


def _whole_table(summaries: Sequence[RuleSummary], titles: Mapping[str, str], page: Page) -> Table:
    """Every rule, with its files by outcome."""
    met, files, findings = (11, 40, 22) if page.width >= _WIDE else (9, 19, 14)
    table = _table()
    table.add_column("Met in", width=met, overflow="fold")
    table.add_column("Case files", width=files, overflow="fold")
    table.add_column("Findings", width=findings, overflow="fold")
    return _filled(
        table, summaries, titles, page, lambda one: _stacked(_outcomes(one), files), findings
    )


def _table() -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    table.add_column("Rule", no_wrap=True)
    table.add_column("What is looked for", overflow="fold")
    return table


def _filled(
    table: Table,
    summaries: Sequence[RuleSummary],
    titles: Mapping[str, str],
    page: Page,
    files: Callable[[RuleSummary], str],
    findings: int,
) -> Table:
    for theme, rules in groupby(summaries, key=lambda one: one.theme):
        table.add_row()
        table.add_row("", page.text(titled(theme), "bold"))
        for summary in rules:
            table.add_row(
                page.text(summary.rule),
                page.text(titles.get(summary.rule, "")),
                page.text(_met(summary)),
                Text(files(summary)),
                _coloured(_stacked(_findings(summary), findings)),
            )
    return table


def _files(summary: RuleSummary) -> str:
    judged = _judged_files(summary)
    if summary.gives == "context" or not judged:
        return ""
    return f"{summary.outcomes.get('evidenced', 0):,} of {judged:,}"


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
