"""What a meeting is told of a run: criterion by criterion, over all case files, and of no child.

Figures are those of `findings.figures`. Findings that are suppressed, and concerns that rest on
records which may be missing as a whole, are left to their own counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from caselint.findings.figures import Figure, by_rule
from caselint.findings.finding import SEVERITIES, Finding
from caselint.findings.notes import RuleNote
from caselint.findings.run import Run
from caselint.reports.arranging import folded

MANY_FILES: Final = 5
"""Case files with a concern, from which on a rule's concern is a matter for the board."""

ONE_IN: Final = 10
"""And it is in at least one of so many of the case files that were assessed."""

SEVERAL_TEAMS: Final = 2


@dataclass(frozen=True, slots=True)
class Criterion:
    """One rule as a criterion. The files are case files with a finding of that kind.

    `teams` have a concern of it. `known` are its concerns that an earlier run had as well.
    """

    note: RuleNote
    figure: Figure
    strength_files: int
    concern_files: int
    query_files: int
    teams: tuple[str, ...]
    next_step: str
    standards: tuple[str, ...]
    known: int

    @property
    def rule(self) -> str:
        """The rule's id."""
        return self.note.id

    @property
    def theme(self) -> str:
        """The rule's theme."""
        return self.note.theme

    @property
    def is_context(self) -> bool:
        """Whether it gives context alone, and has no n of N."""
        return self.note.gives == "context"

    @property
    def judged(self) -> bool:
        """Whether there was an occasion that could be assessed."""
        return not self.is_context and self.figure.judged > 0

    @property
    def throughout(self) -> bool:
        """Whether every occasion was met."""
        return self.judged and not self.figure.unmet

    @property
    def to_develop(self) -> bool:
        """Whether it has a concern, and gives more than context."""
        return not self.is_context and self.concern_files > 0

    @property
    def is_widespread(self) -> bool:
        """Whether its concern is in many case files, of several teams."""
        assessed = max(self.figure.assessed, self.concern_files)
        return (
            self.to_develop
            and self.concern_files >= MANY_FILES
            and self.concern_files * ONE_IN >= assessed
            and len(self.teams) >= SEVERAL_TEAMS
        )


def criteria(run: Run) -> list[Criterion]:
    """Every rule of a run, by theme and id."""
    away = folded(run)
    notes = {note.id: note for note in run.header.rules}
    findings: dict[str, list[Finding]] = defaultdict(list)
    for found in run.sorted_findings():
        if found.status != "suppressed" and found.fingerprint not in away:
            findings[found.rule].append(found)
    told = []
    for figures in by_rule(run):
        here = findings[figures.name]
        note = notes.get(figures.name) or _unknown(figures.name, figures.theme, figures.gives, here)
        told.append(_criterion(note, figures.whole, here))
    return told


def by_theme(told: Iterable[Criterion]) -> list[tuple[str, list[Criterion]]]:
    """Criteria by theme; they come in that order."""
    return [(theme, list(group)) for theme, group in groupby(told, key=lambda one: one.theme)]


def weightiest(told: Iterable[Criterion]) -> list[Criterion]:
    """Criteria by severity, then by how many case files show something of them, then by id."""
    return sorted(told, key=_weight)


def highlights(told: Sequence[Criterion], most: int, of_theme: int) -> list[Criterion]:
    """The weightiest criteria that were met on every occasion, a few of each theme."""
    chosen: list[Criterion] = []
    taken: dict[str, int] = defaultdict(int)
    for one in weightiest(one for one in told if one.throughout):
        if len(chosen) < most and taken[one.theme] < of_theme:
            chosen.append(one)
            taken[one.theme] += 1
    return chosen


def _weight(one: Criterion) -> tuple[int, int, str]:
    severity: Sequence[str] = SEVERITIES
    known = severity.index(one.note.severity) if one.note.severity in severity else len(severity)
    files = one.figure.files["evidenced"] if one.throughout else one.concern_files
    return known, -files, one.rule


def _criterion(note: RuleNote, figure: Figure, findings: Sequence[Finding]) -> Criterion:
    files: dict[str, set[str]] = defaultdict(set)
    for found in findings:
        files[found.kind].add(found.case_id)
    concerns = [found for found in findings if found.kind == "concern"]
    steps = sorted({found.next_step for found in concerns or findings if found.next_step})
    return Criterion(
        note=note,
        figure=figure,
        strength_files=len(files["strength"]),
        concern_files=len(files["concern"]),
        query_files=len(files["query"]),
        teams=tuple(sorted({found.team for found in concerns if found.team})),
        next_step=steps[0] if steps else "",
        standards=tuple(sorted({id_ for found in findings for id_ in found.standards}))
        or note.standards,
        known=sum(found.status == "known" for found in concerns),
    )


def _unknown(rule: str, theme: str, gives: str, findings: Sequence[Finding]) -> RuleNote:
    """What can be said of a rule that the run has findings of and does not describe."""
    first = findings[0] if findings else None
    if first is None:
        return RuleNote(rule, rule, theme, "", gives, "", "", (), ())
    return RuleNote(
        *(rule, first.title, theme, first.severity, gives, first.force, ""),
        first.audit,
        first.standards,
    )
