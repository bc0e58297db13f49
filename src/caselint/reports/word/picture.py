"""What the case files evidence and what they do not: strengths first, and as prominent."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from caselint.reports.word.elements import Cell, Column, Line
from caselint.reports.word.meeting import Criterion, by_theme, highlights, weightiest
from caselint.reports.word.stages import by_stage
from caselint.reports.word.writing import Writing
from caselint.reports.wording import binding, listed, standard_in_brief, titled

HIGHLIGHTS: Final = 10
HIGHLIGHTS_OF_THEME: Final = 2
OF_THEME: Final = 2
"""Criteria that are named of a theme, of each sort; the others are counted."""

IN_STAGE: Final = 2
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
    rows = []
    for theme, told in by_theme(on.told):
        met = weightiest(one for one in told if one.throughout)
        if met:
            lines = [Line(on.strength(one)) for one in met[:OF_THEME]]
            lines += [Line(more, small=True) for more in _further(on, len(met) - OF_THEME)]
            rows.append((titled(theme), lines))
    columns = (Column("Theme", 3), Column("What was evidenced on every occasion", 14))
    on.paper.table("Evidenced on every occasion, by theme", columns, rows)


def write_challenges(on: Writing) -> None:
    """Areas for development, questions, and what gives context alone."""
    on.paper.heading(on.says("word_challenges"))
    themes = by_theme(on.to_develop())
    name = "word_challenges_says" if themes else "word_challenges_none"
    on.paper.text(on.says(name), leads=bool(themes))
    if themes:
        columns = (
            Column("Theme", 2.6),
            Column("What was looked for", 6),
            Column("Occasions met", 2.2),
            Column("Case files with a concern", 2.2),
            Column("Held against", 4),
        )
        rows = [row for theme, told in themes for row in _rows(on, theme, weightiest(told))]
        on.paper.table("Not evidenced on every occasion, by theme", columns, rows)
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
        for more in _rest(on, concerns[IN_STAGE:]):
            on.paper.text(more)


def _silent(told: Sequence[Criterion]) -> str:
    """How many criteria could be assessed in no case file."""
    number = sum(not one.judged and one.figure.not_assessable > 0 for one in told)
    return f"{number:,} of {len(told):,}"


def _write_met(on: Writing, named: Sequence[Criterion], number: int) -> None:
    """Criteria that were met throughout: some by name, and how many more there are."""
    on.paper.bullets((on.strength(one) for one in named), leads=number > 0)
    for more in _further(on, number):
        on.paper.text(more)


def _further(on: Writing, number: int) -> Iterator[str]:
    """How many more criteria were met throughout, if any."""
    if number > 0:
        yield on.says("word_more_throughout", number=_more(number))


def _rest(on: Writing, rest: Sequence[Criterion]) -> Iterator[str]:
    """How many more criteria have a concern, and which, if any."""
    if rest:
        rules = listed(one.rule for one in rest)
        yield on.says("word_more_to_develop", number=_more(len(rest)), rules=rules)


def _more(number: int) -> str:
    return "1 more criterion was" if number == 1 else f"{number:,} more criteria were"


def _rows(on: Writing, theme: str, told: Sequence[Criterion]) -> list[tuple[Cell, ...]]:
    """The weightiest criteria of a theme, the last with how many more there are."""
    shown = told[:OF_THEME]
    rest = [Line(more, small=True) for more in _rest(on, told[OF_THEME:])]
    return [
        (
            titled(theme),
            [*_titled(one), *(rest if one is shown[-1] else ())],
            on.shown.part(one.figure.met, one.figure.judged),
            on.concern_files[one.rule],
            held_against(on, one),
        )
        for one in shown
    ]


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
