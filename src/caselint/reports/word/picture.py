"""What the case files evidence and what they do not: strengths first, and as prominent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from caselint.reports.word.elements import Column, Line
from caselint.reports.word.meeting import Criterion, by_theme, highlights, weightiest
from caselint.reports.word.stages import by_stage
from caselint.reports.word.writing import Writing
from caselint.reports.wording import binding, listed, standard_in_brief, titled

HIGHLIGHTS: Final = 10
HIGHLIGHTS_OF_THEME: Final = 2
STRENGTHS_OF_THEME: Final = 3
"""Strengths that are named of a theme; the others are counted."""

IN_STAGE: Final = 4
"""Criteria that are named of a stage, of each sort."""


def write_highlights(on: Writing) -> None:
    """The weightiest strengths of the sample."""
    on.paper.heading(on.says("word_highlights"))
    chosen = highlights(on.told, HIGHLIGHTS, HIGHLIGHTS_OF_THEME)
    if not chosen:
        on.paper.text(on.says("word_highlights_none"))
        return
    on.paper.text(on.says("word_highlights_says"), leads=True)
    _write_met(on, chosen, sum(one.throughout for one in on.told) - len(chosen))


def write_strengths(on: Writing) -> None:
    """What was evidenced throughout, by theme."""
    on.paper.heading(on.says("word_strengths"))
    if not any(one.throughout for one in on.told):
        on.paper.text(on.says("word_highlights_none"))
        return
    on.paper.text(on.says("word_strengths_says"), leads=True)
    for theme, told in by_theme(on.told):
        met = weightiest(one for one in told if one.throughout)
        if not met:
            continue
        on.paper.heading(titled(theme), 2)
        _write_met(on, met[:STRENGTHS_OF_THEME], len(met) - STRENGTHS_OF_THEME)


def write_challenges(on: Writing) -> None:
    """Areas for development, questions, and what gives context alone."""
    on.paper.heading(on.says("word_challenges"))
    themes = by_theme(on.to_develop())
    name = "word_challenges_says" if themes else "word_challenges_none"
    on.paper.text(on.says(name), leads=bool(themes))
    for theme, told in themes:
        on.paper.heading(titled(theme), 2)
        _write_table(on, f"{titled(theme)}: not evidenced on every occasion", told)
    write_questions(on)
    context = [one for one in on.told if one.is_context and one.concern_files]
    if context:
        on.paper.heading(on.says("word_context"), 2)
        on.paper.text(on.says("word_context_says"), leads=True)
        on.paper.bullets(
            f"{one.note.title} ({one.rule}; case files to look at: {on.concern_files[one.rule]})."
            for one in context
        )


def write_questions(on: Writing) -> None:
    """Queries, rule by rule."""
    asked = [one for one in on.told if one.query_files]
    if not asked:
        return
    on.paper.heading(on.says("word_questions"), 2)
    on.paper.text(on.says("word_questions_says"), leads=True)
    numbers = on.shown.column([one.query_files for one in asked], total_shown=False)
    on.paper.table(
        "Questions, and in how many case files they arise",
        (Column("Question", 8), Column("Theme", 3), Column("Case files", 2)),
        [
            (_titled(one, on.question(one.note.title)), titled(one.theme), number)
            for one, number in zip(asked, numbers, strict=True)
        ],
    )


def write_stages(on: Writing) -> None:
    """The child's journey, stage by stage: criteria that were met throughout, of those judged."""
    on.paper.heading(on.says("word_stages"))
    on.paper.text(on.says("word_stages_says"), leads=True)
    stages = by_stage(on.told)
    rows = []
    for stage, told in stages:
        judged = [one for one in told if one.judged]
        met = sum(one.throughout for one in judged)
        concerns = sum(one.to_develop for one in told)
        met_of = f"{met:,} of {len(judged):,}" if judged else "no occasion"
        rows.append((stage.title, met_of, f"{concerns:,}", _silent(told)))
    columns = (
        Column("Stage", 5),
        Column("Criteria evidenced on every occasion", 3),
        Column("Criteria with a concern", 2.4),
        Column("Criteria not assessable in any file", 2.8),
    )
    on.paper.table("The child's journey, in criteria", columns, rows)
    silent = []
    for stage, told in stages:
        if any(one.judged or one.to_develop for one in told):
            _write_stage(on, stage.title, told)
        else:
            silent.append(stage.title)
    if silent:
        on.paper.text(on.says("word_stage_silent", stages=", ".join(silent)))


def _write_stage(on: Writing, title: str, told: Sequence[Criterion]) -> None:
    on.paper.heading(title, 2)
    judged = [one for one in told if one.judged]
    concerns = weightiest(one for one in told if one.to_develop)
    met = weightiest(one for one in judged if one.throughout)
    if met:
        on.paper.heading("Evidenced on every occasion", 3)
        _write_met(on, met[:IN_STAGE], len(met) - IN_STAGE)
    if concerns:
        on.paper.heading("Not evidenced on every occasion", 3)
        on.paper.bullets(on.concern(one) for one in concerns[:IN_STAGE])
        if len(concerns) > IN_STAGE:
            rest = listed(one.rule for one in concerns[IN_STAGE:])
            on.paper.text(f"And {rest}.")


def _silent(told: Sequence[Criterion]) -> str:
    """How many criteria could be assessed in no case file."""
    number = sum(not one.judged and one.figure.not_assessable > 0 for one in told)
    return f"{number:,} of {len(told):,}"


def _write_met(on: Writing, named: Sequence[Criterion], number: int) -> None:
    """Criteria that were met throughout: some by name, and how many more there are."""
    on.paper.bullets((on.strength(one) for one in named), leads=number > 0)
    if number > 0:
        criteria = "1 more criterion was" if number == 1 else f"{number:,} more criteria were"
        on.paper.text(on.says("word_more_throughout", number=criteria))


def _write_table(on: Writing, caption: str, told: Sequence[Criterion]) -> None:
    columns = (
        Column("What was looked for", 7),
        Column("Occasions met", 2.6),
        Column("Case files with a concern", 2.6),
        Column("Held against", 5),
    )
    rows = [
        (
            _titled(one),
            on.shown.part(one.figure.met, one.figure.judged),
            on.concern_files[one.rule],
            held_against(on, one),
        )
        for one in told
    ]
    on.paper.table(caption, columns, rows)


def _titled(one: Criterion, words: str = "") -> list[Line]:
    marks = " · ".join(
        filter(None, (titled(one.note.severity), one.rule, ", ".join(one.note.audit)))
    )
    return [Line(words or one.note.title), Line(marks, small=True)]


def held_against(on: Writing, one: Criterion) -> list[Line]:
    """The standards of a criterion and how binding each is; where it has none, of what force."""
    notes = {note.id: note for note in on.run.header.standards}
    said = [standard_in_brief(notes[id_]) if id_ in notes else f"{id_}." for id_ in one.standards]
    if not said and one.note.force:
        said = [f"{binding(one.note.force)}."]
    return [Line(words, small=True) for words in said]
