"""What may follow: tables for people to fill in, and proposals that they may reword or strike out.

Nothing here is a decision, and nothing says what has been done: records do not show it.
"""

from __future__ import annotations

from typing import Final

from caselint.findings.notes import StandardNote
from caselint.reports.arranging import unheld
from caselint.reports.word.elements import Cell, Column, Line
from caselint.reports.word.meeting import Criterion, by_theme, weightiest
from caselint.reports.word.picture import write_questions
from caselint.reports.word.writing import Writing
from caselint.reports.wording import (
    binding,
    counted,
    kind,
    listed,
    source,
    titled,
)

ACTIONS: Final = 15
"""Actions that a paper proposes; the rest are named."""

_BLANK_ROWS: Final = 4
_ROOM: Final = 1.1
"""Centimetres of a row in which something is to be written by hand."""

_KINDS_NAMED: Final = 8
_WEAK: Final = ("local_policy", "good_practice")
"""How binding a standard is that a board decides on for itself."""


def write_taken(on: Writing) -> None:
    """Lines to fill in: nothing in a run says what has been done."""
    on.paper.heading(on.says("word_taken"))
    on.paper.text(on.says("word_taken_says"), leads=True)
    columns = (
        Column("Action taken", 6),
        Column("By whom", 3),
        Column("When", 2),
        Column("What it changed for children", 5),
    )
    on.paper.table("Actions taken, to be filled in", columns, [("", "", "", "")] * 4, room=_ROOM)


def write_to_address(on: Writing) -> None:
    """The weightiest concerns as proposed actions, the others by name, and the questions."""
    on.paper.heading(on.says("word_to_address"))
    _write_actions(on)
    write_questions(on)


def write_next(on: Writing) -> None:
    """The same without the questions, and what lies beyond one team."""
    on.paper.heading(on.says("word_next"))
    _write_actions(on)
    on.paper.heading(on.says("word_further"), 2)
    _write_further(on, 3)


def write_further(on: Writing) -> None:
    """What lies beyond one team, as proposals."""
    on.paper.heading(on.says("word_further"))
    _write_further(on, 2)


def write_lessons(on: Writing) -> None:
    """Why the areas for development matter, with room for the lesson itself.

    Of the themes with the weightiest of them; the others are named.
    """
    on.paper.heading(on.says("word_lessons"))
    themes = by_theme(on.to_develop())
    if not themes:
        on.paper.text(on.says("word_lessons_none"))
        return
    on.paper.text(on.says("word_lessons_says"), leads=True)
    audits = {note.id: note for note in on.run.header.audit_findings}
    heaviest = list(dict.fromkeys(one.theme for one in weightiest(on.to_develop())))[:_THEMES]
    others = [titled(theme) for theme, _ in themes if theme not in heaviest]
    for theme, told in themes:
        if theme not in heaviest:
            continue
        on.paper.heading(titled(theme), 2)
        ordered = weightiest(told)
        lines = [
            f"{one.note.title}: not evidenced on every occasion."
            + (f" Why it matters: {one.note.why}" if one.note.why else "")
            for one in ordered[:_LESSONS]
        ]
        on.paper.bullets(lines)
        if len(ordered) > _LESSONS:
            on.paper.text(f"And {listed(one.rule for one in ordered[_LESSONS:])}.")
        cited = dict.fromkeys(id_ for one in ordered for id_ in one.note.audit if id_ in audits)
        if cited:
            found = " ".join(f"{id_}: {audits[id_].finding}" for id_ in list(cited)[:_AUDITS])
            on.paper.text(f"Earlier audits found: {found}", leads=True)
        wrong = [one.note.gets_wrong[0] for one in ordered[:_LESSONS] if one.note.gets_wrong]
        if wrong:
            known = " ".join(wrong)
            on.paper.text(
                f"Bear in mind what these rules are known to get wrong: {known}", leads=True
            )
        on.paper.note(on.says("word_lesson_own"), room=True)
    if others:
        on.paper.text(on.says("word_lessons_others", themes=listed(others)))


_THEMES: Final = 6
_LESSONS: Final = 2
"""Criteria of a theme that are told with why they matter."""

_AUDITS: Final = 2


def _write_actions(on: Writing) -> None:
    """The weightiest concerns as proposed actions, the others by name."""
    every = weightiest(on.to_develop())
    told, rest = every[:ACTIONS], every[ACTIONS:]
    if not told:
        on.paper.text(on.says("word_challenges_none"), leads=True)
    else:
        on.paper.text(on.says("word_actions_says"), leads=True)
    columns = (
        Column("Not evidenced on every occasion", 5),
        Column("Case files", 1.8),
        Column("What could be done", 6.2),
        Column("Owner", 2.2),
        Column("Due date", 1.8),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            [Line(one.note.title), Line(_marks(one), small=True)],
            on.concern_files[one.rule],
            one.next_step,
            "",
            "",
        )
        for one in told
    ]
    blank = 1 if told else _BLANK_ROWS
    on.paper.table("Actions proposed", columns, rows + [("", "", "", "", "")] * blank, room=_ROOM)
    if rest:
        on.paper.text(on.says("word_also_found"), leads=True)
        on.paper.bullets(
            f"{titled(theme)}: {'; '.join(f'{one.note.title} ({one.rule})' for one in those)}."
            for theme, those in by_theme(sorted(rest, key=lambda one: (one.theme, one.rule)))
        )


def _marks(one: Criterion) -> str:
    """How severe it is, which rule, and how binding."""
    return " · ".join(filter(None, (titled(one.note.severity), one.rule, binding(one.note.force))))


def _write_further(on: Writing, level: int) -> None:
    proposals = _proposals(on)
    name = "word_further_says" if proposals else "word_further_none"
    on.paper.text(on.says(name), leads=True)
    columns = (
        Column("Proposal", 6),
        Column("What it rests on", 5),
        Column("Decision", 3),
        Column("Owner and date", 3),
    )
    rows = [(what, on_what, "", "") for what, on_what in proposals] + [("", "", "", "")]
    on.paper.table("For the board to decide", columns, rows, room=_ROOM)
    _write_local(on, level)


def _proposals(on: Writing) -> list[tuple[str, str]]:
    """What lies beyond one team: gaps in what was supplied, and concerns that many files share."""
    rows: list[tuple[str, str]] = []
    kinds: dict[str, set[str]] = {}
    teams: dict[str, set[str]] = {}
    for suspect in on.run.tally.suspect_coverage:
        kinds.setdefault(suspect.source, set()).add(kind(suspect.kind))
        teams.setdefault(suspect.source, set()).add(suspect.team or "no team named")
    for of, missing in kinds.items():
        what = on.says("word_further_suspect", kinds=_few(missing), source=source(of))
        rows.append((what, f"They never occur in the case files of {listed(sorted(teams[of]))}."))
    for lack in unheld(on.run):
        number = sum(map(len, lack.never.values())) + sum(map(len, lack.at_times.values()))
        criteria = counted(number, "criterion", "criteria")
        whole = f"{len(on.run.tally.rules):,}"
        named = set(map(kind, (*lack.kinds, *lack.in_part)))
        name = "word_further_unheld" if named else "word_further_fields"
        filled = {"kinds": _few(named)} if named else {}
        what = on.says(name, source=source(lack.source), **filled)
        rows.append((what, f"Of {whole} criteria, {criteria} could not be assessed throughout."))
    for one in weightiest(on.told):
        if one.is_widespread:
            on_what = f"Case files with a concern: {on.concern_files[one.rule]}"
            assessed = max(one.figure.assessed, one.concern_files)
            on_what += (
                f"; {on.shown.files(assessed)} assessed; {len(one.teams)} teams ({one.rule})."
            )
            rows.append((on.says("word_further_widespread", title=one.note.title), on_what))
    return rows


def _few(names: set[str]) -> str:
    """Names in order, the first of them where there are many."""
    inside = sorted(names)
    if len(inside) > _KINDS_NAMED:
        inside = [*inside[:_KINDS_NAMED], f"{len(inside) - _KINDS_NAMED:,} more kinds of record"]
    return listed(inside)


def _write_local(on: Writing, level: int) -> None:
    """Standards of weak force, or unread at their source, that concerns were held against."""
    cited: dict[str, list[str]] = {}
    for one in on.to_develop():
        for id_ in one.standards:
            cited.setdefault(id_, []).append(one.rule)
    notes = [note for note in on.run.header.standards if note.id in cited and _is_weak(note)]
    if not notes:
        return
    on.paper.heading(on.says("word_local"), level)
    on.paper.text(on.says("word_local_says"), leads=True)
    columns = (
        Column("Standard as it was used", 5),
        Column("How binding", 4),
        Column("Criteria", 3),
        Column("The board's decision", 4),
    )
    rows: list[tuple[Cell, ...]] = []
    for note in notes:
        limit = f" ({note.number})" if note.number else ""
        unread = "; number not read at its source" if note.read == "no" else ""
        force = f"{binding(note.force)}{unread}."
        rows.append((f"{note.id} {note.title}{limit}", force, ", ".join(cited[note.id]), ""))
    on.paper.table("Standards to be decided", columns, rows, room=_ROOM)


def _is_weak(note: StandardNote) -> bool:
    return note.force in _WEAK or note.read == "no"
