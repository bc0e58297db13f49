"""What is counted while case files stream by: outcomes, silences, suspects. Its memory is flat."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from caselint.casefile.names import KnownName
from caselint.casefile.outline import BLANK, Outline
from caselint.casefile.setaside import SetAside
from caselint.findings.finding import SEVERITIES, Finding, Severity
from caselint.findings.notes import SuppressionNote
from caselint.findings.put_aside import PutAside, SuppressionSummary
from caselint.findings.result import Outcome, Result

SUSPECT_FROM: Final = 20
"""Case files of one source and team in which a needed kind must be missing to be suspect."""


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """One case file as it was checked. `kinds` are the kinds of record that occur in it.

    `covers` has the kinds that its source covers; None means all of them. `digest` names what the
    file says, so that two runs can tell whether it has changed; `outline` is what it looks like
    from afar. `names` are those of the people in it, which a redacted run leaves out.
    """

    case_id: str
    team: str
    agency: str
    source: str
    as_at: date
    place: str
    records: int
    kinds: frozenset[str] = frozenset()
    covers: frozenset[str] | None = None
    digest: str = ""
    outline: Outline = BLANK
    names: tuple[KnownName, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSummary:
    """One source of a run, and the kinds of record that it covers (None: all)."""

    name: str
    cases: int
    kinds: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class NotAssessable:
    """What one source cannot say for one rule, said once for all its case files."""

    rule: str
    source: str
    missing: tuple[str, ...]
    why: str
    cases: int


@dataclass(frozen=True, slots=True)
class SuspectCoverage:
    """A kind that a source says it covers and that never occurs in the files of one team."""

    source: str
    team: str
    kind: str
    cases: int


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that raised: which, where, and the type of error (never its text)."""

    rule: str
    case_id: str
    error: str


@dataclass(frozen=True, slots=True)
class RuleSummary:
    """One rule over all case files: outcomes, opportunities met and unmet, findings."""

    rule: str
    theme: str
    gives: str
    outcomes: Mapping[Outcome, int]
    met: int
    unmet: int
    concerns: int
    strengths: int
    queries: int


class Tally:
    """Counts of a run.

    `needed` are the kinds of record that some rule in force needs, `suppressions` what was put
    aside.
    """

    def __init__(
        self, needed: Collection[str] = (), suppressions: Iterable[SuppressionNote] = ()
    ) -> None:
        self._needed = frozenset(needed)
        self._cases = 0
        self._records = 0
        self._results = 0
        self._findings: Counter[tuple[str, str]] = Counter()
        self._suppressed = 0
        self._known = 0
        self._worst: int | None = None
        self._worst_new: int | None = None
        self._put_aside = PutAside(suppressions)
        self._first: date | None = None
        self._last: date | None = None
        self._outcomes: dict[str, Counter[Outcome]] = defaultdict(Counter)
        self._met: Counter[str] = Counter()
        self._unmet: Counter[str] = Counter()
        self._of_rule: dict[str, tuple[str, str]] = {}
        self._silent: Counter[tuple[str, str, tuple[str, ...], str]] = Counter()
        self._sources: Counter[str] = Counter()
        self._covers: dict[str, frozenset[str] | None] = {}
        self._covering: Counter[tuple[str, str, str]] = Counter()
        self._seen: set[tuple[str, str, str]] = set()
        self.set_aside: list[SetAside] = []
        self.failures: list[RuleFailure] = []

    def add(
        self, case: CheckedCase, results: Iterable[Result], set_aside: Iterable[SetAside] = ()
    ) -> None:
        """Count one case file, what was said of it, and what of it was set aside."""
        self.set_aside.extend(set_aside)
        self.see(case)
        for result in results:
            self.count(result, case.source)
            if result.outcome == "error":
                self.fail(result)
            for finding in result.findings:
                self.add_finding(finding)

    def see(self, case: CheckedCase) -> None:
        """Count one case file, without what was said of it."""
        self._cases += 1
        self._records += case.records
        self._put_aside.see(case)
        self._first = case.as_at if self._first is None else min(self._first, case.as_at)
        self._last = case.as_at if self._last is None else max(self._last, case.as_at)
        self._sources[case.source] += 1
        covers = self._covers.get(case.source, frozenset())
        both = None if covers is None or case.covers is None else covers | case.covers
        self._covers[case.source] = both
        for kind in self._needed:
            if kind in case.kinds:
                self._seen.add((case.source, case.team, kind))
            elif case.covers is None or kind in case.covers:
                self._covering[case.source, case.team, kind] += 1

    def count(self, result: Result, source: str, times: int = 1) -> None:
        """Count a result that so many case files of a source have, apart from its findings."""
        self._results += times
        of = (result.theme, result.gives)
        self._of_rule[result.rule] = min(of, self._of_rule.get(result.rule, of))
        self._outcomes[result.rule][result.outcome] += times
        self._met[result.rule] += result.counts.met * times
        self._unmet[result.rule] += result.counts.unmet * times
        if result.outcome == "not_assessable":
            self._silent[result.rule, source, result.needs_missing, result.why] += times

    def fail(self, result: Result) -> None:
        """Take down that a rule was in error in the case file of this result."""
        self.failures.append(RuleFailure(result.rule, result.case_id, result.why))

    def add_finding(self, finding: Finding) -> None:
        """Count a finding, of a rule of which a result was counted before."""
        may_fail = self._of_rule.get(finding.rule, ("", "verdict"))[1] == "verdict"
        self._put_aside.count(finding)
        if finding.status == "suppressed":
            self._suppressed += 1
            return
        is_known = finding.status == "known"
        self._known += is_known
        self._findings[finding.rule, finding.kind] += 1
        if finding.kind == "concern" and may_fail:
            severity = SEVERITIES.index(finding.severity)
            self._worst = severity if self._worst is None else min(self._worst, severity)
            if not is_known:
                before = self._worst_new
                self._worst_new = severity if before is None else min(before, severity)

    def absorb(self, other: Tally) -> None:
        """Count in what was counted of other case files of the same run."""
        self.set_aside.extend(other.set_aside)
        self.failures.extend(other.failures)
        self._cases += other._cases
        self._records += other._records
        self._results += other._results
        self._suppressed += other._suppressed
        self._known += other._known
        self._first = min(filter(None, (self._first, other._first)), default=None)
        self._last = max(filter(None, (self._last, other._last)), default=None)
        self._worst = _worse(self._worst, other._worst)
        self._worst_new = _worse(self._worst_new, other._worst_new)
        self._put_aside.absorb(other._put_aside)
        for rule, of in other._of_rule.items():
            self._of_rule[rule] = min(of, self._of_rule.get(rule, of))
        for rule, outcomes in other._outcomes.items():
            self._outcomes[rule].update(outcomes)
        for source, covers in other._covers.items():
            before = self._covers.get(source, frozenset())
            both = None if before is None or covers is None else before | covers
            self._covers[source] = both
        self._findings.update(other._findings)
        self._met.update(other._met)
        self._unmet.update(other._unmet)
        self._silent.update(other._silent)
        self._sources.update(other._sources)
        self._covering.update(other._covering)
        self._seen |= other._seen

    def suppressed_by(
        self,
        suppressions: Iterable[SuppressionNote],
        cases: Iterable[CheckedCase],
        findings: Iterable[Finding],
    ) -> None:
        """Say only now what was put aside; `cases` and `findings` are all that were counted."""
        self._put_aside = PutAside(suppressions)
        for case in cases:
            self._put_aside.see(case)
        for finding in findings:
            self._put_aside.count(finding)

    @property
    def worst(self) -> int | None:
        """The position in `SEVERITIES` of the most severe concern that is not suppressed.

        Rules that give context alone never fail a run, and are left out.
        """
        return self._worst

    @property
    def worst_new(self) -> int | None:
        """The same of the concerns that are not known either."""
        return self._worst_new

    @property
    def suppressions(self) -> list[SuppressionSummary]:
        """Every suppression, and what it came to."""
        return self._put_aside.summaries(self._first, self._last, self._of_rule)

    @property
    def totals(self) -> dict[str, int]:
        """Counts over the whole run. What is known is counted by its kind as well."""
        kinds: Counter[str] = Counter()
        for (_, kind), number in self._findings.items():
            kinds[kind] += number
        return {
            "cases": self._cases,
            "records": self._records,
            "results": self._results,
            "concerns": kinds["concern"],
            "strengths": kinds["strength"],
            "queries": kinds["query"],
            "known": self._known,
            "suppressed": self._suppressed,
            "set_aside": len(self.set_aside),
            "rule_errors": len(self.failures),
        }

    @property
    def rules(self) -> list[RuleSummary]:
        """One line a rule, by theme and id."""
        return [
            RuleSummary(
                rule,
                theme,
                gives,
                dict(self._outcomes[rule]),
                self._met[rule],
                self._unmet[rule],
                self._findings[rule, "concern"],
                self._findings[rule, "strength"],
                self._findings[rule, "query"],
            )
            for rule, (theme, gives) in sorted(
                self._of_rule.items(), key=lambda pair: (pair[1][0], pair[0])
            )
        ]

    @property
    def sources(self) -> list[SourceSummary]:
        """The sources of the run, by name."""
        return [
            SourceSummary(name, cases, _sorted(self._covers[name]))
            for name, cases in sorted(self._sources.items())
        ]

    @property
    def not_assessable(self) -> list[NotAssessable]:
        """What could not be assessed, once for each rule, source and reason."""
        return [
            NotAssessable(rule, source, missing, why, cases)
            for (rule, source, missing, why), cases in sorted(self._silent.items())
        ]

    @property
    def suspect_coverage(self) -> list[SuspectCoverage]:
        """Kinds declared and needed that never occur in the files of a source and team."""
        return [
            SuspectCoverage(source, team, kind, cases)
            for (source, team, kind), cases in sorted(self._covering.items())
            if cases >= SUSPECT_FROM and (source, team, kind) not in self._seen
        ]


def _worse(one: int | None, other: int | None) -> int | None:
    """The more severe of two positions in `SEVERITIES`."""
    return min((each for each in (one, other) if each is not None), default=None)


def _sorted(kinds: frozenset[str] | None) -> tuple[str, ...] | None:
    return None if kinds is None else tuple(sorted(kinds))


def exit_code(tally: Tally, fail_on: Sequence[Severity], *, new_only: bool = False) -> int:
    """0 clean; 1 concerns at or above one in `fail_on`, something set aside or a rule in error.

    2 when nothing could be checked. With `new_only`, concerns that are known do not count.
    """
    if not tally.totals["cases"]:
        return 2
    worst = tally.worst_new if new_only else tally.worst
    if worst is not None and any(SEVERITIES.index(each) >= worst for each in fail_on):
        return 1
    return 1 if tally.set_aside or tally.failures else 0
