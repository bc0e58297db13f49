"""A self-assessment form as a Word document, on wide pages, with boxes to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caselint.findings.run import Run
from caselint.reports.form import CHOICES
from caselint.reports.form.place import Forms, write_forms
from caselint.reports.form.sheet import Criterion, Sheet, Theme
from caselint.reports.style import Style
from caselint.reports.word.elements import Cell, Column, Line
from caselint.reports.word.paper import Paper
from caselint.reports.wording import titled

if TYPE_CHECKING:
    from caselint.reports.shares import Shared

_ROOM: Final = 1.2
"""Centimetres of a row in which something is to be written by hand."""

_LARGE_ROOM: Final = 4.5


def write_word(run: Run, path: Path, style: Style) -> list[Path]:
    """Write the forms, those of several children into a folder ``NAME-word-forms``."""
    return write_forms(run, path, _forms(run, style))


def write_word_shared(shared: Shared, path: Path, style: Style) -> list[Path]:
    """The same of a run that several processes hold."""
    return write_forms(shared.run, path, _forms(shared.run, style), shared)


def _forms(run: Run, style: Style) -> Forms:
    last = max((case.as_at for case in run.cases), default=None)
    return Forms(Document(style, last), style, "-word-forms", ".docx")


@dataclass(frozen=True, slots=True)
class Document:
    """Makes the document of each child of one run, which is dated as the last of its files is."""

    style: Style
    last: date | None

    def __call__(self, sheet: Sheet) -> bytes:
        """The form of one child."""
        style = self.style
        paper = Paper(style, style.says("form_title"), wide=True)
        _open(paper, sheet, style)
        for theme in sheet.themes:
            if theme.criteria:
                _write_theme(paper, theme, style)
        _write_silent(paper, [theme for theme in sheet.themes if not theme.criteria], style)
        _close(paper, sheet, style)
        made = BytesIO()
        paper.finish(made, self.last)
        return made.getvalue()


def _open(paper: Paper, sheet: Sheet, style: Style) -> None:
    paper.open(sheet.case_id[:200])
    facts = [f"{name}: {what}" for name, what in sheet.facts]
    paper.text(" · ".join(facts))
    paper.note(" ".join((style.owner, style.says("belongs"))))
    names = ("form_purpose", "form_no_grade", "not_evidenced", "query")
    paper.text(" ".join(style.says(name) for name in names))
    if sheet.suspects:
        paper.note(f"{style.says('form_suspect')}: {', '.join(sheet.suspects)}.")


def _write_theme(paper: Paper, theme: Theme, style: Style) -> None:
    paper.heading(titled(theme.name), 2)
    columns = (
        Column(style.says("form_criterion"), 8),
        Column(style.says("form_evidence"), 11),
        Column(style.says("form_judgement"), 8),
    )
    rows = [_row(one, style) for one in theme.criteria]
    paper.table(titled(theme.name), columns, [*rows, _to_fill_in(style)], numbered=False)
    for listing in theme.listings:
        paper.small(f"{listing.why}: {'; '.join(listing.criteria)}.", most=6000)


def _to_fill_in(style: Style) -> tuple[Cell, ...]:
    """What follows for the child, of the whole theme."""
    impact, action, owner, due = (
        Line(f"{style.says(name)}:")
        for name in ("form_impact", "form_action", "form_owner", "form_due")
    )
    return [impact, Line()], [action, Line()], [owner, due]


def _write_silent(paper: Paper, themes: Sequence[Theme], style: Style) -> None:
    """Themes with nothing but lists."""
    if themes:
        paper.heading(style.says("form_not_listed"), 2)
    for theme in themes:
        for listing in theme.listings:
            criteria = "; ".join(listing.criteria)
            paper.small(f"{titled(theme.name)}. {listing.why}: {criteria}.", most=6000)


def _row(one: Criterion, style: Style) -> tuple[Cell, ...]:
    marks = " · ".join((one.marks, *one.held_against))
    criterion = [Line(one.title, bold=True), Line(marks, small=True, most=1500)]
    evidence: list[Line] = []
    lead = f"{one.met}." if one.met else ""
    for told in one.told:
        evidence.append(Line(f"{told.sort}: {told.message}", lead, most=1500))
        lead = ""
        evidence += [Line(line, small=True) for line in told.evidence]
        if told.next_step:
            evidence.append(Line(f"Next step: {told.next_step}", small=True))
    if lead:
        evidence.append(Line("", lead))
    return criterion, evidence, _judgement(one, style)


def _judgement(one: Criterion, style: Style) -> Sequence[Line]:
    comment = Line(f"{style.says('form_comment')}:")
    if one.is_context:
        return [comment]
    return [Line(boxes=tuple(style.says(name) for name in CHOICES)), comment]


def _close(paper: Paper, sheet: Sheet, style: Style) -> None:
    paper.heading(style.says("form_overall"), 2)
    summary = style.says("form_overall_says")
    paper.table(
        style.says("form_overall"), (Column(summary, 1),), [("",)], room=_LARGE_ROOM, numbered=False
    )
    columns = (Column(style.says("form_auditor"), 3), Column(style.says("form_date"), 1))
    paper.table(style.says("form_auditor"), columns, [("", "")], room=_ROOM, numbered=False)
    if sheet.standards:
        paper.heading(style.says("form_standards"), 2)
        for words in sheet.standards:
            paper.small(words)
