"""The tables of figures: each rule by team, once to look at and once to count on with.

Teams stand in the order of their names. Occasions of rules for context are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from caselint.findings.figures import Figure, Figures, by_rule, files_of
from caselint.findings.result import OUTCOMES
from caselint.findings.run import Run
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import OUTCOME_WORDS, titled

TEAMS_SHOWN: Final = 100
"""Teams that have a column; of more, the table of figures alone has the rest."""

ALL_TEAMS: Final = "All"
NO_TEAM: Final = "No team named"

_FIGURES: Final = (
    Heading("Theme", 16),
    Heading("Rule", 9),
    Heading("What is looked for", 44, "wide"),
    Heading("Team", 22),
    Heading("Gives", 10),
    Heading("Met in", 9, "number"),
    Heading("Of occasions", 10, "number"),
    *(Heading(f"Files {OUTCOME_WORDS[outcome]}", 11, "number") for outcome in OUTCOMES),
    Heading("Strengths", 10, "number"),
    Heading("Concerns", 10, "number"),
    Heading("Queries", 9, "number"),
    Heading("Suppressed", 12, "number"),
)


def rules_by_team(run: Run) -> Table:
    """A row a rule and a column a team, with ``7 of 9`` in each; those without any are left out."""
    every = by_rule(run)
    teams = sorted({*files_of(run), *(team for one in every for team in one.by_team)})
    headings = [
        Heading("Theme", 16),
        Heading("Rule", 9),
        Heading("What is looked for", 44, "wide"),
        Heading(ALL_TEAMS, 14, "met"),
        *(Heading(team or NO_TEAM, 14, "met") for team in teams[:TEAMS_SHOWN]),
    ]
    if len(teams) > TEAMS_SHOWN:
        headings.append(Heading(f"{len(teams) - TEAMS_SHOWN:,} more teams", 13))
    return Table(
        "rules_by_team",
        "Rules by team",
        headings,
        _by_team(run, every, teams),
        4 + min(len(teams), 10),
    )


def figures(run: Run) -> Table:
    """A row a rule and team, and one a rule for all of them, with every count as a number."""
    return Table("figures", "Figures", _FIGURES, _rows(run))


def _by_team(run: Run, every: Sequence[Figures], teams: Sequence[str]) -> Iterator[list[Cell]]:
    titles = _titles(run)
    for each in every:
        if each.gives == "context" or not (each.whole.judged or each.whole.not_assessable):
            continue
        parts = [each.by_team.get(team) for team in teams[:TEAMS_SHOWN]]
        row: list[Cell] = [titled(each.theme), each.name, titles.get(each.name, "")]
        row += [_met(each.whole), *(_met(part) if part else "" for part in parts)]
        if len(teams) > TEAMS_SHOWN:
            row.append("in Figures")
        yield row


def _met(figure: Figure) -> str:
    """``7 of 9``; and files that could not be assessed, where no other had an occasion."""
    if figure.judged:
        return f"{figure.met:,} of {figure.judged:,}"
    return "not assessable" if figure.not_assessable else "no occasion"


def _rows(run: Run) -> Iterator[list[Cell]]:
    titles = _titles(run)
    for each in by_rule(run):
        yield _row(each, ALL_TEAMS, each.whole, titles)
        for team, part in each.by_team.items():
            yield _row(each, team or NO_TEAM, part, titles)


def _row(each: Figures, team: str, part: Figure, titles: Mapping[str, str]) -> list[Cell]:
    counts = each.gives != "context"
    return [
        titled(each.theme),
        each.name,
        titles.get(each.name, ""),
        team,
        "verdict" if counts else "context",
        part.met if counts else None,
        part.judged if counts else None,
        *(part.files[outcome] for outcome in OUTCOMES),
        part.strengths,
        part.concerns,
        part.queries,
        part.suppressed,
    ]


def _titles(run: Run) -> dict[str, str]:
    return {note.id: note.title for note in run.header.rules}
