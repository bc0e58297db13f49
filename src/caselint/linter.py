"""The linter: a case file and a rulebook give results.

A `Linter` is loaded once and may be shared by threads: it holds nothing of a case file. One faulty
rule never stops a run; its result on that file is `error`, with the type of what was raised.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Final

from caselint._version import __version__
from caselint.casefile import CaseFile, Coverage, SetAside, Timeline, day_of
from caselint.casefile.values import read_moment
from caselint.checks import Frame, Opportunity
from caselint.config import Configuration, Settings, find_configuration, read_configuration
from caselint.errors import AsAtError, ConfigurationError
from caselint.findings import (
    CheckedCase,
    Counts,
    Finding,
    Header,
    Outcome,
    Result,
    RulebookId,
    RuleNote,
    fingerprint,
)
from caselint.findings.suppression import read_suppressions, suppress
from caselint.judging import LookBack, count, is_strength, outcome_of, read_look_back
from caselint.rulebook import CompiledRule, Override, Rule, Rulebook, compile_rule, in_force, load
from caselint.selecting.clocks import Clocks
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.spans import covered_time
from caselint.telling import Teller

NONE: Final = Counts()
"""No opportunity."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One case file, checked: what it was, what the rules say of it, what was set aside."""

    case: CheckedCase
    results: tuple[Result, ...]
    set_aside: tuple[SetAside, ...]


class Linter:
    """Checks case files against a rulebook.

    `config` is a path, a `Configuration`, or None for the nearest file at or above the current
    folder. Raises `ConfigurationError` or `DataFileError` when it cannot be made.
    """

    def __init__(
        self,
        config: Configuration | Path | str | None = None,
        *,
        rulebook: Rulebook | None = None,
        look_back: str | None = None,
    ) -> None:
        if isinstance(config, (str, Path)):
            config = read_configuration(Path(config))
        self.configuration = config if config is not None else find_configuration(Path())
        settings = self.configuration.settings
        self.rulebook = rulebook or load(self.configuration.rule_folders)
        self.look_back: LookBack = read_look_back(look_back or settings.look_back)
        self._clocks = Clocks(settings.calendar.bank_holidays)
        path = self.configuration.suppressions
        self._suppressions = () if path is None else read_suppressions(path)
        self._for_team: dict[str, Selected] = {}
        self._declared = settings.coverage
        self._coverages: dict[tuple[int, date | None], Coverage] = {}
        self.selected = self._select("")
        for team in dict.fromkeys(team for one in settings.overrides for team in one.teams):
            self._chosen(team)

    def check(
        self,
        case_file: CaseFile,
        as_at: date | str | None = None,
        family: Sequence[CaseFile] = (),
    ) -> list[Result]:
        """Check one case file; `family` are the files of brothers and sisters, if at hand.

        Gives one result for every rule selected, in order of rule. Raises `AsAtError` when neither
        the caller nor the source says on which day the file is to be judged.
        """
        return list(self.check_one(case_file, as_at, family=family).results)

    def check_many(
        self, case_files: Iterable[CaseFile], as_at: date | str | None = None
    ) -> Iterator[Checked]:
        """Check a stream of case files, one `Checked` each, in order; memory stays flat."""
        for case_file in case_files:
            yield self.check_one(case_file, as_at)

    def check_one(
        self,
        case_file: CaseFile,
        as_at: date | str | None = None,
        place: str = "",
        family: Sequence[CaseFile] = (),
    ) -> Checked:
        """Check one case file, and say what was checked; `place` is where it stands."""
        day = self.as_at_for(case_file, as_at)
        coverage = self._coverage(case_file, day)
        timeline = Timeline(case_file, day, coverage)
        records_from = coverage.records_from
        if records_from is None:
            records_from = case_file.covered_agencies
        team = case_file.team or ""
        agency = next(iter(records_from)) if len(records_from) == 1 else ""
        selected = self._selected_for(team)
        view = View(timeline, coverage, self._clocks, {}, records_from, tuple(family))
        go = _Go(self, selected, view, case_file.case_id, team, agency)
        results = go.results()
        if self._suppressions:
            results = [
                result._replace(findings=suppress(result.findings, self._suppressions, day))
                if result.findings
                else result
                for result in results
            ]
        kinds = None if coverage.full else frozenset(coverage.kinds)
        case = CheckedCase(
            case_file.case_id,
            team,
            agency,
            case_file.source.name,
            day,
            place,
            len(case_file.records),
            frozenset(timeline.by_kind),
            kinds,
        )
        return Checked(case, tuple(results), case_file.set_aside)

    def as_at_for(self, case_file: CaseFile, as_at: date | str | None = None) -> date:
        """The day on which a file is judged: as asked, as configured, or as its source says."""
        asked = as_at if as_at is not None else self.configuration.settings.as_at
        if asked is not None:
            return read_as_at(asked)
        extracted = case_file.source.extracted_at
        if isinstance(extracted, date):
            return day_of(extracted)
        raise AsAtError(
            "the source does not say on which day it was taken",
            hint="say on which day the files are to be judged: --as-at 2026-03-31, or today",
        )

    def header(self, as_at: date | str | None = None) -> Header:
        """What is known of a run before its first case file."""
        chosen = [one for one in self.selected.rules if one.rule.id in self.selected.shown]
        standards = dict.fromkeys(name for one in chosen for name in one.rule.standards)
        audits = dict.fromkeys(name for one in chosen for name in one.rule.audit)
        asked = as_at if as_at is not None else self.configuration.settings.as_at
        return Header(
            __version__,
            self._rulebook_id(),
            "" if asked is None else read_as_at(asked).isoformat(),
            str(self.look_back),
            tuple(_note(rule) for rule in chosen),
            tuple(self.rulebook.standards[name] for name in sorted(standards)),
            tuple(self.rulebook.audit_findings[name].note for name in sorted(audits)),
        )

    def _rulebook_id(self) -> RulebookId:
        """The rulebook as it was in force: its hash also covers the parameters that are moved."""
        id_ = self.rulebook.id
        settings = self.configuration.settings
        moved = settings.model_dump_json(include={"parameters", "overrides", "calendar"})
        if moved == Settings().model_dump_json(include={"parameters", "overrides", "calendar"}):
            return id_
        digest = hashlib.sha256(f"{id_.hash}:{moved}".encode()).hexdigest()
        return replace(id_, hash=digest)

    @property
    def needed_kinds(self) -> frozenset[str]:
        """The kinds of record that some selected rule needs."""
        return frozenset(
            kind
            for compiled in self.selected.rules
            if compiled.rule.id in self.selected.shown
            for kind in compiled.needed_kinds
        )

    def _coverage(self, case_file: CaseFile, day: date) -> Coverage:
        covers = self._declared.get(case_file.source.name, case_file.source.covers)
        extracted = case_file.source.extracted_at
        until = day_of(extracted) if isinstance(extracted, date) else None
        if until is not None and until >= day:
            until = None
        key = (id(covers), until)
        found = self._coverages.get(key)
        if found is None or found.declared is not covers:
            found = Coverage(covers, until)
            self._coverages = {**dict(list(self._coverages.items())[-15:]), key: found}
        return found

    def _selected_for(self, team: str) -> Selected:
        if not any(team in one.teams for one in self.configuration.settings.overrides):
            return self.selected
        found = self._for_team.get(team)
        if found is None:
            found = self._select(team)
            self._for_team = {**self._for_team, team: found}
        return found

    def _select(self, team: str) -> Selected:
        return Selected.of(self.rulebook, *self._chosen(team))

    def _chosen(self, team: str) -> tuple[frozenset[str], Mapping[str, Mapping[str, Override]]]:
        """The rules that a team is shown, and its parameters; raises where these are faulty."""
        settings = self.configuration.settings
        selects, ignores = settings.select, list(settings.ignore)
        overrides = _overrides(self.rulebook, settings, self.configuration.file, team)
        for extra in settings.overrides:
            if team in extra.teams:
                selects = extra.select if extra.select is not None else selects
                ignores += extra.ignore
        for rule_id, given in overrides.items():
            in_force(self.rulebook.rules[rule_id], given)
        for pattern in [*(selects or ()), *ignores]:
            if not any(matches(pattern, rule) for rule in self.rulebook.rules.values()):
                raise ConfigurationError(
                    f'"{pattern}" selects no rule',
                    place=self.configuration.file,
                    hint="use a rule's id or its beginning, or a theme",
                )
        shown = frozenset(
            rule.id
            for rule in self.rulebook.rules.values()
            if _is_shown(rule, selects) and not any(matches(name, rule) for name in ignores)
        )
        return shown, overrides


@dataclass(frozen=True, slots=True)
class Selected:
    """The rules of a run, compiled, each after those whose concerns it follows.

    `shown` are the rules whose results are wanted; others are there for their concerns alone, which
    those that are `followed` give. `before`: for each rule that has any, the rules beneath whose
    findings its own are shown.
    """

    rules: tuple[CompiledRule, ...]
    shown: frozenset[str]
    followed: frozenset[str] = frozenset()
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rulebook: Rulebook,
        shown: frozenset[str],
        overrides: Mapping[str, Mapping[str, Override]],
    ) -> Selected:
        """Compile the rules shown, and those they depend on."""
        compiled: dict[str, CompiledRule] = {}
        front = list(shown)
        while front:
            rule = rulebook.rules[front.pop()]
            if rule.id in compiled:
                continue
            params = in_force(rule, overrides.get(rule.id, {}))
            compiled[rule.id], faults = compile_rule(rule, params)
            if faults:
                raise ConfigurationError(f"{rule.id}: {faults[0].message}")
            front.extend(compiled[rule.id].concerns)
        graph = {id_: one.concerns for id_, one in sorted(compiled.items())}
        order = TopologicalSorter(graph).static_order()
        followed = frozenset(id_ for one in compiled.values() for id_ in one.concerns)
        before = {
            id_: tuple(dict.fromkeys((*one.rule.follows_from, *one.concerns)))
            for id_, one in compiled.items()
            if one.rule.follows_from or one.concerns
        }
        return cls(tuple(compiled[id_] for id_ in order), shown, followed, before)


@dataclass(slots=True)
class _Go:
    """One case file on its way through the rules."""

    linter: Linter
    selected: Selected
    view: View
    case_id: str
    team: str
    agency: str

    def results(self) -> list[Result]:
        """One result a rule shown, in order of rule."""
        concerns: dict[str, list[Hit]] = {}
        self.view.concerns = concerns
        found: dict[str, Result] = {}
        for compiled in self.selected.rules:
            id_ = compiled.rule.id
            try:
                found[id_], opportunities = self._run(compiled, found)
            except Exception as error:  # noqa: BLE001 - one rule must not stop a run; it is reported
                found[id_], opportunities = self._error(compiled, error), []
            if id_ in self.selected.followed:
                concerns[id_] = self._as_hits(compiled, opportunities)
        shown = [found[id_] for id_ in sorted(self.selected.shown)]
        return _linked(shown, self.selected)

    def _run(
        self, compiled: CompiledRule, before: Mapping[str, Result]
    ) -> tuple[Result, list[Opportunity]]:
        coverage = self.view.coverage
        missing = compiled.need.missing(coverage)
        followed = [before[name] for name in compiled.concerns]
        for result in followed:
            if result.outcome == "not_assessable":
                missing = tuple(dict.fromkeys((*missing, *result.needs_missing)))
        soft = compiled.check.soft.missing(coverage)
        if missing:
            return self._result(
                compiled,
                "not_assessable",
                "the source does not hold what is needed",
                needs_missing=missing,
            ), []
        if followed and all(one.outcome in ("not_assessable", "error") for one in followed):
            why = "the rule that it follows from gives no answer"
            return self._result(compiled, "not_assessable", why, needs_missing=soft), []
        if self._nothing_calls_for(compiled):
            return self._result(compiled, *outcome_of(NONE), needs_missing=soft), []
        frames = self._frames(compiled)
        if isinstance(frames, str):
            return self._result(compiled, "not_assessable", frames, needs_missing=soft), []
        if not frames:
            return self._result(
                compiled,
                "not_applicable",
                "the rule does not apply to this file",
                needs_missing=soft,
            ), []
        opportunities = [
            one for frame in frames for one in compiled.check.measure(self.view, frame)
        ]
        judged = self.linter.look_back.judged(opportunities, self.view.as_at, self.view.clocks)
        if not judged:
            outcome, why = outcome_of(NONE)
            return self._result(compiled, outcome, why, NONE, soft), opportunities
        counts = count(judged)
        outcome, why = outcome_of(counts)
        teller = Teller(compiled, self.view, self.case_id, self.team, self.agency, soft)
        findings = list(teller.findings(judged, counts))
        worded = "strength" in compiled.rule.wording and compiled.rule.gives == "verdict"
        if is_strength(judged, counts, compiled.exposure, worded=worded):
            findings.append(teller.strength(judged, counts))
        result = self._result(
            compiled, outcome, why, counts, needs_missing=soft, findings=tuple(findings)
        )
        return result, opportunities

    def _nothing_calls_for(self, compiled: CompiledRule) -> bool:
        """Whether there is no record, and may be none, of the kinds that make the occasion."""
        timeline = self.view.timeline
        kinds = compiled.check.calls_for
        return bool(kinds) and timeline.by_kind.keys().isdisjoint(kinds) and not timeline.tombstones

    def _frames(self, compiled: CompiledRule) -> list[Frame] | str:
        """Where the rule is measured; a text where it is unknown whether it applies."""
        timeline = self.view.timeline
        found = compiled.periods(timeline)
        if found is None:
            whole = covered_time(timeline, self.view.coverage, compiled.needed_kinds)
            frames = [Frame(whole, whole_time=True)]
        elif not found.periods and found.unknown:
            if compiled.when is not None and compiled.when.test(Scope(self.view)) is False:
                return []
            return "whether the rule applies cannot be told from the records supplied"
        else:
            frames = [Frame(period, may_be_longer=found.unknown) for period in found.periods]
        kept = []
        for frame in frames:
            truth = (
                True
                if compiled.when is None
                else compiled.when.test(Scope(self.view, None, None, frame.period))
            )
            if truth is not False:
                frame.unsure = truth is None
                kept.append(frame)
        if kept and all(frame.unsure for frame in kept):
            return "whether the rule applies cannot be told from the records supplied"
        return [part for frame in kept for part in compiled.per.frames(self.view, frame)]

    def _result(
        self,
        compiled: CompiledRule,
        outcome: Outcome,
        why: str = "",
        counts: Counts = NONE,
        needs_missing: tuple[str, ...] = (),
        findings: tuple[Finding, ...] = (),
    ) -> Result:
        rule = compiled.rule
        return Result(
            rule.id,
            rule.theme,
            rule.audit,
            rule.standards,
            rule.gives,
            self.case_id,
            outcome,
            self.team,
            self.agency,
            why,
            counts,
            compiled.shown_params,
            needs_missing,
            findings,
        )

    def _error(self, compiled: CompiledRule, error: Exception) -> Result:
        return self._result(compiled, "error", type(error).__name__)

    def _as_hits(self, compiled: CompiledRule, opportunities: Iterable[Opportunity]) -> list[Hit]:
        hits: dict[str, Hit] = {}
        for one in opportunities:
            if one.state == "unmet":
                key = fingerprint(
                    compiled.rule.id, self.case_id, "concern", one.part, one.group or one.key
                )
                members = (*one.duty, *one.points)
                hits.setdefault(key, Hit(one, None, "concern", one.breach, True, key, members))
        return list(hits.values())


def _linked(results: list[Result], selected: Selected) -> list[Result]:
    """Say of each finding which other findings of the file it follows from."""
    by_rule = {
        result.rule: [found for found in result.findings if found.kind == "concern"]
        for result in results
        if result.findings
    }
    return [
        result._replace(
            findings=tuple(_follow(found, before, by_rule) for found in result.findings)
        )
        if result.findings and (before := selected.before.get(result.rule))
        else result
        for result in results
    ]


def _follow(
    found: Finding, rules: Iterable[str], by_rule: Mapping[str, Sequence[Finding]]
) -> Finding:
    if found.kind == "strength":
        return found
    cited = {item.record_id for item in found.evidence}
    parents = [
        other.fingerprint
        for rule in rules
        for other in by_rule.get(rule, ())
        if cited & {item.record_id for item in other.evidence}
        and (other.part == found.part or not found.part or not other.part)
    ]
    return found._replace(follows_from=tuple(dict.fromkeys(parents)))


def read_as_at(asked: date | str) -> date:
    """Read an as-at date: a date, its text, or ``today``."""
    if isinstance(asked, str) and asked == "today":
        return date.today()
    try:
        moment = read_moment(asked)
    except ValueError:
        moment = None
    if not isinstance(moment, date):
        raise AsAtError("the as-at date is not a date", hint="such as 2026-03-31, or today")
    return day_of(moment)


def matches(pattern: str, rule: Rule) -> bool:
    """Whether a pattern names a rule: its id or the beginning of it, its name, or its theme."""
    return pattern in (rule.name, rule.theme, "all") or rule.id.startswith(pattern)


def _is_shown(rule: Rule, selects: Sequence[str] | None) -> bool:
    if rule.status != "stable":
        return selects is not None and rule.id in selects
    return selects is None or any(matches(pattern, rule) for pattern in selects)


def _overrides(
    rulebook: Rulebook, settings: Settings, file: str, team: str
) -> dict[str, dict[str, Override]]:
    """The parameters that are moved for a team, by rule id; a rule may be named by its name."""
    found: dict[str, dict[str, Override]] = {}
    layers = [(settings.parameters, file or "configuration")]
    layers += [
        (one.parameters, f"{file or 'configuration'}, team {team}")
        for one in settings.overrides
        if team in one.teams
    ]
    for parameters, origin in layers:
        for id_or_name, values in parameters.items():
            rule = rulebook.rule(id_or_name)
            for name, given in values.items():
                override = Override(given.value, given.reason, origin)
                found.setdefault(rule.id, {})[name] = override
    return found


def _note(compiled: CompiledRule) -> RuleNote:
    rule = compiled.rule
    return RuleNote(
        rule.id,
        rule.title,
        rule.theme,
        rule.severity,
        rule.gives,
        rule.force,
        rule.why,
        rule.audit,
        rule.standards,
        rule.gets_wrong,
        compiled.check.absence_of,
    )
