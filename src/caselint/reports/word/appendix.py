"""The appendix by case file, by id alone: for those who may know which file is which.

A message may hold the name of whoever a finding is about, and a quote may hold anything: both are
left to the report for auditors. Here stand the rule, whether it was evidenced, and the days.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from caselint.findings.finding import Finding
from caselint.reports.arranging import Child, children, folded, listed_findings
from caselint.reports.word.elements import Cell, Column, Line
from caselint.reports.word.writing import Writing
from caselint.reports.wording import binding, counted, day, titled

MANY: Final = 50
"""Above this many children they are counted and not listed, so that a paper stays one."""

SET_ASIDE_LISTED: Final = 50

_NONE: Final = [Line("None found", small=True)]


def write_appendix(on: Writing) -> None:
    """Every case file with its strengths by theme, its concerns and its questions.

    Of many children their numbers alone: a list of them is for the reports that can be searched.
    """
    on.paper.heading(on.says("word_appendix"), new_page=True)
    every = children(on.run, folded(on.run))
    quiet = [child for child in every if not child.to_read and not child.numbers["strength"]]
    if len(every) > MANY:
        to_read = sum(child.to_read for child in every)
        numbers = on.shown.column([to_read, len(every) - to_read - len(quiet), len(quiet)])
        names = ("to_read", "strengths", "quiet")
        filled = dict(zip(names, numbers, strict=True))
        files = counted(len(every), "case file")
        on.paper.text(on.says("word_appendix_too_many", files=files, **filled))
    else:
        on.paper.note(on.says("word_appendix_says"))
        if quiet:
            on.paper.text(on.says("word_appendix_quiet", files=counted(len(quiet), "case file")))
        _write_table(on, [child for child in every if child not in quiet])
    _write_set_aside(on)


def _write_table(on: Writing, listed: Sequence[Child]) -> None:
    if not listed:
        return
    columns = (
        Column("Case file", 3),
        Column("Strengths", 6.4),
        Column("Not evidenced on every occasion", 5.2),
        Column("Questions", 4),
    )
    context = {note.id for note in on.run.header.rules if note.gives == "context"}
    rows = [_row(on, child, context) for child in listed]
    on.paper.table("What was found, by case file", columns, rows)


def _row(on: Writing, child: Child, context: set[str]) -> tuple[Cell, ...]:
    listed = sorted(listed_findings(child), key=lambda one: (one.rule, _first_day(one)))
    concerns = [one for one in listed if one.kind == "concern"]
    return (
        [Line(child.case_id, bold=True, most=80), *_notes(child)],
        _strengths([one for one in listed if one.kind == "strength"]),
        [
            line
            for one in concerns
            for line in _lines(
                one, one.title, "for context" if one.rule in context else one.severity
            )
        ]
        or _NONE,
        [
            line
            for one in listed
            if one.kind == "query"
            for line in _lines(one, on.question(one.title))
        ]
        or _NONE,
    )


def _first_day(found: Finding) -> str:
    return "" if found.start is None else found.start.isoformat()


def _notes(child: Child) -> list[Line]:
    lines = [counted(sum(case.records for case in child.files), "record")]
    if child.folded:
        lines.append(f"{counted(child.folded, 'concern')} resting on records that may be missing")
    if child.suppressed:
        lines.append(f"{counted(child.suppressed, 'finding')} put aside")
    return [Line(line, small=True) for line in lines]


def _strengths(found: Sequence[Finding]) -> list[Line]:
    if not found:
        return _NONE
    themes = Counter(one.theme for one in found)
    said = ", ".join(f"{titled(theme)} {number:,}" for theme, number in sorted(themes.items()))
    return [Line(counted(len(found), "strength")), Line(said, small=True)]


def _lines(found: Finding, words: str, sort: str = "") -> Iterable[Line]:
    """What is evidenced or asked, the rule, its days and how binding it is."""
    known = "known" if found.status == "known" else ""
    yield Line(words)
    sort = ", ".join(filter(None, (titled(sort), known)))
    marks = (sort, found.rule, _when(found), binding(found.force))
    yield Line(" · ".join(filter(None, marks)), small=True)


def _when(found: Finding) -> str:
    due = f", due {_day(found.due)}" if found.due else ""
    if found.start and found.end and found.start != found.end:
        return f"{_day(found.start)} to {_day(found.end)}{due}"
    return f"{_day(found.start or found.end)}{due}".lstrip(", ")


def _day(moment: date | None) -> str:
    return "" if moment is None else day(moment)


def _write_set_aside(on: Writing) -> None:
    away = on.run.tally.set_aside
    if not away:
        return
    on.paper.table(
        "Set aside, because it could not be read",
        (Column("Where", 8), Column("Why", 8)),
        [(one.place, one.why) for one in away[:SET_ASIDE_LISTED]],
    )
    if len(away) > SET_ASIDE_LISTED:
        on.paper.text(f"And {len(away) - SET_ASIDE_LISTED:,} more.")
