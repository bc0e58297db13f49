"""A run in brief as Markdown, for a ticket or a wiki: how many files each finding is in, and which.

It quotes nothing. All that comes from a run is escaped, so that it can neither be markup, nor call
in somebody or something by ``@`` or ``#``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from typing import Final, NamedTuple, TextIO

from caselint.findings.columns import Row, rows
from caselint.findings.figures import Figure, by_theme
from caselint.findings.finding import FindingKind
from caselint.findings.run import Run
from caselint.reports.arranging import folded, silences, unheld
from caselint.reports.style import PLAIN, Style
from caselint.reports.tabular.harmless import one_line
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
from caselint.reports.wording import binding, counted, found, source, titled

CASES_SHOWN: Final = 10
"""Case ids that are named of a rule; of more, their number is told."""

LINES_SHOWN: Final = 20
"""Things set aside that are named, and rules in error."""

_MARKUP: Final = re.compile(r"([\\`*_{}\[\]#!|~$])")
_CALLS: Final = re.compile(r"(@|#|(?<=:)(?=//)|(?<=www)(?=\.))", re.IGNORECASE)
_APART: Final = "\u2060"
"""A word joiner: it shows nothing, and nothing is called in where it stands."""


def write_markdown(run: Run, stream: TextIO, style: Style = PLAIN) -> None:
    """Write the summary to a text stream."""
    stream.write(f"# {text(style.says('title'))}\n\n")
    stream.writelines(f"- **{label}**: {text(said)}\n" for label, said in _head(run, style))
    stream.write(f"\n{text(style.says('not_evidenced'))} {text(style.says('no_grade'))}\n")
    for name in style.ordered("markdown", tuple(SECTIONS)):
        title, write = SECTIONS[name]
        lines = list(write(run, style))
        if lines:
            stream.write(f"\n## {title}\n\n")
            stream.writelines(f"{line}\n" for line in lines)


def text(said: str) -> str:
    """Text that shows as it is, on one line, wherever Markdown is read."""
    plain = escape(one_line(said), quote=False)
    return _CALLS.sub(rf"\1{_APART}", _MARKUP.sub(r"\\\1", plain))


def code(said: str) -> str:
    """An id, in letters of one width. It is longer fenced where it has the fence in it."""
    plain = one_line(said).strip() or " "
    fence = "`" * (max(map(len, re.findall("`+", plain)), default=0) + 1)
    room = " " if "`" in plain else ""
    return f"{fence}{room}{plain}{room}{fence}"


def _strong(said: str) -> str:
    """Text in bold; of nothing a dash, since bare marks of bold would draw a line."""
    return f"**{text(said).strip() or '–'}**"


def _head(run: Run, style: Style) -> Iterator[tuple[str, str]]:
    totals = run.tally.totals
    yield "Whose records", style.owner
    yield "Use", style.says("belongs")
    yield "Read", read(run)
    yield "Judged", titled(judged(run))
    yield "Look-back", window(run)
    yield "Rulebook", rulebook(run)
    for one in run.tally.sources:
        yield "Source", f"{source(one.name)}, {counted(one.cases, 'case file')}"
    for label, said in (("Baseline", known(run)), ("Redacted", redacted(run))):
        if said:
            yield label, said
    here = found(totals["strengths"], totals["concerns"], totals["queries"]) or ["nothing found"]
    for name in ("suppressed", "set_aside"):
        if totals[name]:
            here.append(f"{totals[name]:,} {name.replace('_', ' ')}")
    if totals["rule_errors"]:
        here.append(counted(totals["rule_errors"], "rule in error", "rules in error"))
    yield "In all", "; ".join(here)


def _suspects(run: Run, style: Style) -> Iterator[str]:
    suspects = run.tally.suspect_coverage
    for one in suspects:
        yield f"- {text(suspected(one))}"
    if suspects:
        resting = len(folded(run))
        yield ""
        yield (
            "Ask whether they were left out of the export. "
            f"{counted(resting, 'concern')} {'rests' if resting == 1 else 'rest'} on their "
            "absence, counted here and not listed below."
            if resting
            else "Ask whether they were left out of the export."
        )


def _themes(run: Run, style: Style) -> Iterator[str]:
    themes = by_theme(run)
    if not themes:
        return
    yield text(style.says("n_of_n"))
    yield ""
    yield "| Theme | Met in | Strengths | Concerns | Queries |"
    yield "| --- | ---: | ---: | ---: | ---: |"
    for one in themes:
        whole = one.whole
        numbers = (whole.strengths, whole.concerns, whole.queries)
        cells = (text(titled(one.name)), _met(whole), *(f"{number:,}" for number in numbers))
        yield f"| {' | '.join(cells)} |"


def _met(figure: Figure) -> str:
    if figure.judged:
        return f"{figure.met:,} of {figure.judged:,}"
    return "not assessable" if figure.not_assessable else "no occasion"


class _Group(NamedTuple):
    """What one rule found of one kind, and in which files."""

    row: Row
    number: int
    cases: tuple[str, ...]


def _groups(run: Run, kind: FindingKind, *, context: bool) -> list[_Group]:
    by_rule: dict[str, list[Row]] = defaultdict(list)
    for row in rows(run):
        here = row.finding
        is_listed = here.kind == kind and here.status != "suppressed" and not row.suspect
        if is_listed and (row.gives == "context") is context:
            by_rule[here.rule].append(row)
    return [
        _Group(those[0], len(those), tuple(sorted({row.finding.case_id for row in those})))
        for _, those in sorted(by_rule.items())
    ]


def _strengths(run: Run, style: Style) -> Iterator[str]:
    return _listed(_groups(run, "strength", context=False), "strength")


def _concerns(run: Run, style: Style) -> Iterator[str]:
    return _listed(_groups(run, "concern", context=False), "concern")


def _queries(run: Run, style: Style) -> Iterator[str]:
    groups = _groups(run, "query", context=False)
    if groups:
        yield text(style.says("query"))
        yield ""
    yield from _listed(groups, "query")


def _context(run: Run, style: Style) -> Iterator[str]:
    groups = [(kind, _groups(run, kind, context=True)) for kind in ("strength", "concern", "query")]
    if any(those for _, those in groups):
        yield "From rules for context, which never count in n of N."
        yield ""
    for kind, those in groups:
        yield from _listed(those, kind)


def _listed(groups: Iterable[_Group], kind: str) -> Iterator[str]:
    for one in groups:
        here = one.row.finding
        files = counted(len(one.cases), "case file")
        many = kind if one.number == len(one.cases) else counted(one.number, kind)
        weight = ""
        if kind == "concern":
            weight = f" {titled(here.severity)}. {binding(here.force)}."
        yield f"- {_strong(here.rule)} {text(here.title)}: {many} in {files}.{text(weight)}"
        if kind != "strength":
            named = ", ".join(map(code, one.cases[:CASES_SHOWN]))
            rest = len(one.cases) - CASES_SHOWN
            yield f"  {named}{f' and {rest:,} more' if rest > 0 else ''}"


def _silences(run: Run, style: Style) -> Iterator[str]:
    lines = silences(run)
    if lines:
        yield text(style.says("not_assessable"))
        yield ""
    in_force = len(run.tally.rules)
    for one in unheld(run):
        yield f"- {_strong(source(one.source))}"
        yield from (f"  - {text(said)}" for said in lacks(one, in_force))
    for silence in lines:
        if not silence.missing:
            rules = counted(len(silence.rules), "rule")
            why = titled(silence.why or "not known")
            yield f"- {_strong(source(silence.source))}: {text(why)}: {rules}."


def _set_aside(run: Run, style: Style) -> Iterator[str]:
    things = sorted(run.tally.set_aside, key=lambda one: (one.place, one.case_id, one.record_id))
    yield from (f"- {code(one.place)}: {text(one.why)}" for one in things[:LINES_SHOWN])
    if len(things) > LINES_SHOWN:
        yield f"- and {len(things) - LINES_SHOWN:,} more"


def _errors(run: Run, style: Style) -> Iterator[str]:
    failures = sorted(run.tally.failures, key=lambda one: (one.rule, one.case_id))
    for one in failures[:LINES_SHOWN]:
        yield f"- {_strong(one.rule)} on {code(one.case_id)}: {text(one.error)}"
    if len(failures) > LINES_SHOWN:
        yield f"- and {len(failures) - LINES_SHOWN:,} more"


SECTIONS: Final[Mapping[str, tuple[str, Callable[[Run, Style], Iterator[str]]]]] = {
    "suspect": ("Suspect coverage", _suspects),
    "themes": ("By theme", _themes),
    "strengths": ("Strengths", _strengths),
    "concerns": ("Concerns", _concerns),
    "queries": ("Queries", _queries),
    "context": ("For context", _context),
    "not_assessable": ("Could not be assessed", _silences),
    "set_aside": ("Set aside, because it could not be read", _set_aside),
    "errors": ("Rules in error", _errors),
}
"""The sections in their order, by the name that `[report.order]` has for them."""
