"""How a run is laid out for readers, whatever the format: by child, by suspect, by silence.

Nothing here counts anew or drops a finding: what is not listed in one place is counted in another.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from caselint.findings.finding import SEVERITIES, Finding, FindingKind
from caselint.findings.resting import folded as folded
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase, SourceSummary


@dataclass(frozen=True, slots=True)
class Branch:
    """A finding with those that follow from it."""

    finding: Finding
    beneath: tuple[Branch, ...] = ()


@dataclass(frozen=True, slots=True)
class Child:
    """One case id with what was found in its files, the weightiest first, then by rule and time.

    A branch stands under its own kind.
    """

    case_id: str
    files: tuple[CheckedCase, ...]
    strengths: tuple[Branch, ...]
    concerns: tuple[Branch, ...]
    queries: tuple[Branch, ...]
    numbers: Counter[FindingKind]
    suppressed: int
    folded: int

    @property
    def to_read(self) -> bool:
        """Whether there is a concern or a query in it."""
        return bool(self.numbers["concern"] or self.numbers["query"])


@dataclass(frozen=True, slots=True)
class Silence:
    """What one source cannot say, and the rules that needed it, each with its case files.

    `why` is the reason where nothing is `missing` from the source.
    """

    source: str
    missing: tuple[str, ...]
    why: str
    rules: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unheld:
    """What a source does not hold, all together, and the rules that this silences.

    `kinds` are kinds of record of which it holds none, `in_part` those that only some of its files
    hold, `types` kinds of which it holds others (``plan (pathway)``), `fields` those that it lacks
    of kinds that it does hold. `never` are the rules that it silences in all its files and
    `at_times` those in some, each by theme.
    """

    source: str
    kinds: tuple[str, ...]
    in_part: tuple[str, ...]
    types: tuple[str, ...]
    fields: Mapping[str, tuple[str, ...]]
    never: Mapping[str, tuple[str, ...]]
    at_times: Mapping[str, tuple[str, ...]]


def children(run: Run, away: Container[str] = ()) -> list[Child]:
    """Every case id, in order, without the findings that are folded `away` elsewhere."""
    files: dict[str, list[CheckedCase]] = defaultdict(list)
    for case in run.cases:
        files[case.case_id].append(case)
    findings: dict[str, list[Finding]] = defaultdict(list)
    for found in run.sorted_findings():
        findings[found.case_id].append(found)
    return [_child(case_id, files[case_id], findings[case_id], away) for case_id in sorted(files)]


def branches(findings: Sequence[Finding]) -> list[Branch]:
    """Findings with those that follow from them beneath, each once, in the order given."""
    known = {found.fingerprint for found in findings}
    beneath: dict[str, list[Finding]] = defaultdict(list)
    roots: list[Finding] = []
    for found in findings:
        above = next((up for up in found.follows_from if up in known), None)
        (roots if above is None else beneath[above]).append(found)
    shown: set[str] = set()

    def branch(found: Finding) -> Branch:
        shown.add(found.fingerprint)
        follows = [one for one in beneath[found.fingerprint] if one.fingerprint not in shown]
        return Branch(found, tuple(branch(one) for one in follows))

    grown = [branch(found) for found in roots]
    return grown + [branch(found) for found in findings if found.fingerprint not in shown]


def listed_findings(child: Child) -> Iterator[Finding]:
    """Every finding that is listed of a child, whatever it stands beneath."""
    waiting = [*child.strengths, *child.concerns, *child.queries]
    while waiting:
        branch = waiting.pop()
        yield branch.finding
        waiting.extend(branch.beneath)


def silences(run: Run) -> list[Silence]:
    """What could not be assessed, once for each source and thing missing."""
    groups: dict[tuple[str, tuple[str, ...], str], Counter[str]] = defaultdict(Counter)
    for line in run.tally.not_assessable:
        why = "" if line.missing else line.why
        groups[line.source, line.missing, why][line.rule] += line.cases
    return [
        Silence(source, missing, why, tuple(sorted(rules.items())))
        for (source, missing, why), rules in sorted(groups.items())
    ]


def unheld(run: Run) -> list[Unheld]:
    """What the sources of a run do not hold, once for each source that silences a rule."""
    themes = {one.rule: one.theme for one in run.tally.rules}
    sources = {one.name: one for one in run.tally.sources}
    missing: dict[str, set[str]] = defaultdict(set)
    silenced: dict[str, Counter[str]] = defaultdict(Counter)
    for line in run.tally.not_assessable:
        if line.missing:
            missing[line.source].update(line.missing)
            silenced[line.source][line.rule] += line.cases
    return [
        _unheld(sources[source], missing[source], silenced[source], themes)
        for source in sorted(missing)
    ]


def _unheld(
    source: SourceSummary,
    missing: Collection[str],
    silenced: Mapping[str, int],
    themes: Mapping[str, str],
) -> Unheld:
    kinds = {path for path in missing if "." not in path and "(" not in path}
    in_part = {kind for kind in kinds if source.kinds is None or kind in source.kinds}
    fields: dict[str, list[str]] = defaultdict(list)
    for path in sorted(set(missing) - kinds):
        kind, _, field = path.partition(".")
        if field and kind not in kinds:
            fields[kind].append(field)
    types = {path for path in missing if "(" in path and path.partition(" (")[0] not in kinds}
    never: dict[str, list[str]] = defaultdict(list)
    at_times: dict[str, list[str]] = defaultdict(list)
    for rule, number in sorted(silenced.items(), key=lambda pair: (themes[pair[0]], pair[0])):
        (never if number >= source.cases else at_times)[themes[rule]].append(rule)
    return Unheld(
        source.name,
        tuple(sorted(kinds - in_part)),
        tuple(sorted(in_part)),
        tuple(sorted(types)),
        {kind: tuple(lacking) for kind, lacking in fields.items()},
        {theme: tuple(rules) for theme, rules in never.items()},
        {theme: tuple(rules) for theme, rules in at_times.items()},
    )


def _child(
    case_id: str, files: Sequence[CheckedCase], findings: Sequence[Finding], away: Container[str]
) -> Child:
    in_time = sorted(findings, key=_weightiest_first)
    unsuppressed = [found for found in in_time if _is_listed(found)]
    listed = [found for found in unsuppressed if found.fingerprint not in away]
    kinds = Counter(found.kind for found in listed)
    roots = branches(listed)
    strengths, concerns, queries = (
        tuple(root for root in roots if root.finding.kind == kind)
        for kind in ("strength", "concern", "query")
    )
    return Child(
        case_id=case_id,
        files=tuple(files),
        strengths=strengths,
        concerns=concerns,
        queries=queries,
        numbers=kinds,
        suppressed=len(findings) - len(unsuppressed),
        folded=len(unsuppressed) - len(listed),
    )


def _weightiest_first(finding: Finding) -> tuple[int, str, bool, str, str]:
    """By severity and rule, then by the day on which it starts, those without one last."""
    start = "" if finding.start is None else finding.start.isoformat()
    severity = SEVERITIES.index(finding.severity)
    return severity, finding.rule, not start, start, finding.fingerprint


def _is_listed(finding: Finding) -> bool:
    return finding.status != "suppressed"
