"""Figures across case files: for each rule and theme n of N, whole and by team and by agency.

n of N counts occasions: `met` of `met + unmet`. Case files that could not be assessed stand apart
and are never part of N. Rules that give context alone have no n of N. Teams stand in the order of
their names: nothing here ranks them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from caselint.findings.finding import FindingKind
from caselint.findings.result import OUTCOMES, Outcome, Result

if TYPE_CHECKING:
    from caselint.findings.run import Run

JUDGED: Final[tuple[Outcome, ...]] = ("evidenced", "partly_evidenced", "not_evidenced")
"""Outcomes of files in which a rule had an occasion and could be assessed."""


@dataclass(slots=True)
class Figure:
    """Counts of one rule or theme in some case files.

    `met` and `unmet` are occasions, `files` are results by outcome: of one rule, case files.
    Findings that are suppressed are counted as such alone.
    """

    met: int = 0
    unmet: int = 0
    files: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(OUTCOMES, 0))
    strengths: int = 0
    concerns: int = 0
    queries: int = 0
    suppressed: int = 0

    @property
    def judged(self) -> int:
        """The N of n of N, in occasions."""
        return self.met + self.unmet

    @property
    def assessed(self) -> int:
        """Case files in which there was an occasion that could be assessed."""
        return sum(self.files[outcome] for outcome in JUDGED)

    @property
    def not_assessable(self) -> int:
        """Case files that could not be assessed."""
        return self.files["not_assessable"]

    @property
    def has_findings(self) -> bool:
        """Whether there is a finding that is listed."""
        return bool(self.strengths or self.concerns or self.queries)

    def _count(self, result: Result, times: int) -> None:
        self.files[result.outcome] += times
        if result.gives == "verdict":
            self.met += result.counts.met * times
            self.unmet += result.counts.unmet * times

    def _found(self, kind: FindingKind, times: int, *, suppressed: bool) -> None:
        if suppressed:
            self.suppressed += times
        elif kind == "strength":
            self.strengths += times
        elif kind == "concern":
            self.concerns += times
        else:
            self.queries += times


@dataclass(slots=True)
class Figures:
    """One rule or theme: `name` is its id, `whole` all files, the others parts of them by name.

    Where all files are of one team, or of none that is named, `by_team` has that one entry.
    """

    name: str
    theme: str
    gives: str = "verdict"
    whole: Figure = field(default_factory=Figure)
    by_team: dict[str, Figure] = field(default_factory=dict)
    by_agency: dict[str, Figure] = field(default_factory=dict)

    def _parts(self, team: str, agency: str) -> Iterator[Figure]:
        yield self.whole
        yield self.by_team.setdefault(team, Figure())
        yield self.by_agency.setdefault(agency, Figure())

    def _in_order(self) -> None:
        self.by_team = dict(sorted(self.by_team.items()))
        self.by_agency = dict(sorted(self.by_agency.items()))


def by_rule(run: Run) -> list[Figures]:
    """Figures of each rule, by theme and id."""
    return _figures(run, lambda rule, theme: (theme, rule), lambda rule, _: rule)


def by_theme(run: Run) -> list[Figures]:
    """Figures of each theme, by name: its rules' occasions, results and findings together.

    Rules that give context alone are left out.
    """
    return _figures(run, lambda _, theme: (theme, theme), lambda _, theme: theme, context=False)


def files_of(run: Run) -> dict[str, int]:
    """How many case files each team has, by name; "" stands for none named."""
    return dict(sorted(Counter(case.team for case in run.cases).items()))


def _figures(
    run: Run,
    order: Callable[[str, str], tuple[str, str]],
    name: Callable[[str, str], str],
    *,
    context: bool = True,
) -> list[Figures]:
    found: dict[str, Figures] = {}
    gives: dict[str, str] = {}
    for result, times in run.shapes:
        gives[result.rule] = result.gives
        if result.gives == "context" and not context:
            continue
        of = name(result.rule, result.theme)
        figures = found.setdefault(of, Figures(of, result.theme, result.gives))
        for part in figures._parts(result.team, result.agency):
            part._count(result, times)
    alike = Counter(
        (one.rule, one.theme, one.team, one.agency, one.kind, one.status == "suppressed")
        for one in run.findings
    )
    for (rule, theme, team, agency, kind, suppressed), times in alike.items():
        if gives.get(rule) == "context" and not context:
            continue
        of = name(rule, theme)
        figures = found.setdefault(of, Figures(of, theme))
        for part in figures._parts(team, agency):
            part._found(kind, times, suppressed=suppressed)
    for figures in found.values():
        figures._in_order()
    return sorted(found.values(), key=lambda one: order(one.name, one.theme))
