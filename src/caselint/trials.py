"""Trying the rules on made-up case files: what they find, what they miss, where they are wrong.

A *trial* is one file with one planted failing, beside the same file without it. It is *found* when
a rule that serves one of its audit findings raises something new at the planted place, and *missed*
when rules serve the finding and none does. *False* is a concern on a clean file, and a new concern
by a rule that serves neither the failing's findings nor those that honestly follow from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from caselint.findings import Finding
from caselint.linter import Linter
from caselint.rulebook import Rule
from caselint.synthetic import Defect, Place, as_case_file, clean, defects, with_defect

FILES: Final = 2000
"""Clean files, unless told otherwise."""

PLANTED: Final = 3
"""Files in which each failing is planted, unless told otherwise."""


TEXTS: Final = 500
"""Texts that a linter does well to remember for this: those of a flawed file stand in its twin."""


@dataclass(slots=True)
class RuleScore:
    """What one rule made of all trials. `asked` are findings in the form of a question."""

    rule: str
    title: str
    serves: frozenset[str]
    found: int = 0
    missed: int = 0
    false_clean: int = 0
    false_planted: int = 0
    asked: int = 0

    @property
    def false(self) -> int:
        """Concerns that nobody would agree with."""
        return self.false_clean + self.false_planted


@dataclass(slots=True)
class DefectScore:
    """What became of one failing: `found` of `trials`, and by which rules."""

    defect: Defect
    served_by: tuple[str, ...]
    trials: int = 0
    found: int = 0
    by: Counter[str] = field(default_factory=Counter)
    unrelated: Counter[str] = field(default_factory=Counter)

    @property
    def missed(self) -> int:
        """Trials that no rule found although some serve the finding."""
        return self.trials - self.found if self.served_by else 0


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to read: a ``false`` concern, a ``missed`` failing, or a rule in ``error``."""

    what: str
    rule: str
    case_id: str
    planted: str
    message: str
    file: dict[str, Any] = field(repr=False)


@dataclass(slots=True)
class Trials:
    """Everything that came of it."""

    files: int
    planted: int
    seed: str
    rules: dict[str, RuleScore]
    defects: dict[str, DefectScore] = field(default_factory=dict)
    wrong: list[Wrong] = field(default_factory=list)

    @property
    def passed(self) -> bool:
        """Whether nothing was missed and nothing false."""
        return not self.wrong


def try_rules(
    linter: Linter,
    *,
    files: int = FILES,
    planted: int = PLANTED,
    seed: str = "0",
    among: Sequence[str] = (),
    failings: Sequence[str] = (),
    step: Callable[[], None] = lambda: None,
) -> Trials:
    """Check clean files and planted failings; `step` is called after each of them.

    With `among` (rule ids) only what these rules find, miss or get wrong is told; with `failings`
    (names) only these are planted.
    """
    rules = linter.rulebook.rules
    scores = {
        id_: RuleScore(id_, rules[id_].title, _serves(rules[id_]))
        for id_ in sorted(linter.selected.shown)
        if not among or id_ in among
    }
    trials = Trials(files, planted, seed, scores)
    for native in clean(files, seed):
        for finding in _raised(trials, linter, native):
            _clean_finding(trials, native, finding)
        step()
    for defect in _chosen(failings):
        served = tuple(id_ for id_, score in scores.items() if score.serves & set(defect.audit))
        trials.defects[defect.name] = DefectScore(defect, served)
        for number in range(planted):
            _planted(trials, linter, defect, f"{seed}/{number}")
            step()
    return trials


def steps(files: int = FILES, planted: int = PLANTED, failings: Sequence[str] = ()) -> int:
    """How often `try_rules` calls its `step`."""
    return files + planted * len(_chosen(failings))


def _chosen(failings: Sequence[str]) -> list[Defect]:
    return [defect for defect in defects() if not failings or defect.name in failings]


def _serves(rule: Rule) -> frozenset[str]:
    """The audit findings and, without their source, the standards that a rule is about."""
    return frozenset((*rule.audit, *(standard.split("/")[0] for standard in rule.standards)))


def _raised(trials: Trials, linter: Linter, native: dict[str, Any]) -> Iterator[Finding]:
    """The concerns and queries of a file; a rule that raises is one more thing that is wrong."""
    for result in linter.check(as_case_file(native)):
        if result.outcome == "error" and result.rule in trials.rules:
            trials.wrong.append(
                Wrong("error", result.rule, native["case_id"], "", result.why, native)
            )
        yield from (finding for finding in result.findings if finding.kind != "strength")


def _clean_finding(trials: Trials, native: dict[str, Any], finding: Finding) -> None:
    score = trials.rules.get(finding.rule)
    if score is None:
        return
    if finding.kind == "query":
        score.asked += 1
        return
    score.false_clean += 1
    trials.wrong.append(Wrong("false", finding.rule, finding.case_id, "", finding.message, native))


def _planted(trials: Trials, linter: Linter, defect: Defect, seed: str) -> None:
    """One trial: only what is new beside the same file without the failing counts."""
    planted = with_defect(defect.name, seed)
    before = {finding.fingerprint for finding in _raised(trials, linter, planted.clean)}
    new = [one for one in _raised(trials, linter, planted.flawed) if one.fingerprint not in before]
    score = trials.defects[defect.name]
    score.trials += 1
    related = {*defect.audit, *defect.also}
    found: set[str] = set()
    for finding in new:
        rule = trials.rules.get(finding.rule)
        if rule is None:
            continue
        if finding.rule in score.served_by and _there(finding, planted.place):
            found.add(finding.rule)
        elif finding.kind == "concern" and not related & rule.serves:
            rule.false_planted += 1
            score.unrelated[finding.rule] += 1
            case = planted.flawed
            trials.wrong.append(
                Wrong("false", finding.rule, case["case_id"], defect.name, finding.message, case)
            )
    for id_ in found:
        trials.rules[id_].found += 1
        score.by[id_] += 1
    score.found += bool(found)
    if score.served_by and not found:
        for id_ in score.served_by:
            trials.rules[id_].missed += 1
        case = planted.flawed
        rules = ", ".join(score.served_by)
        trials.wrong.append(
            Wrong("missed", rules, case["case_id"], defect.name, defect.about, case)
        )


def _there(finding: Finding, place: Place) -> bool:
    """Whether a finding rests on the planted records, or on days within the planted ones."""
    if any(evidence.record_id in place.records for evidence in finding.evidence):
        return True
    if finding.start is None or place.start is None:
        return False
    last = place.end or place.start
    return finding.start <= last and (finding.end or finding.start) >= place.start
