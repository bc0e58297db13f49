"""One case file on its way through the rules of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caselint.checks import Frame, Opportunity
from caselint.findings import Counts, Finding, Outcome, Result, fingerprint
from caselint.judging import LookBack, count, is_strength, outcome_of
from caselint.rulebook import CompiledRule
from caselint.selected import Selected
from caselint.selecting.predicates import Predicate
from caselint.selecting.scope import Hit, Scope, View
from caselint.selecting.spans import Names, Span, covered_time
from caselint.telling import Teller

NONE: Final = Counts()
"""No opportunity."""
NO_OCCASION: Final = outcome_of(NONE)
"""The outcome where there is none, and why it is that one."""


@dataclass(slots=True)
class Applying:
    """One case file on its way through the rules.

    `whole`: the frame of the whole time, kept where nothing of it lies outside of what is covered;
    `spans`: the frames of the periods that rules name, by their names.
    """

    selected: Selected
    view: View
    look_back: LookBack
    case_id: str
    team: str
    agency: str
    whole: tuple[Frame] | None = None
    spans: dict[Names, Sequence[Frame] | None] = field(default_factory=dict)

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
        missing: tuple[str, ...] = ()
        soft: tuple[str, ...] = ()
        if not coverage.complete:
            missing = compiled.need.missing(coverage)
            soft = compiled.check.soft.missing(coverage)
        followed = [before[name] for name in compiled.concerns] if compiled.concerns else ()
        for result in followed:
            if result.outcome == "not_assessable":
                missing = tuple(dict.fromkeys((*missing, *result.needs_missing)))
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
            return self._result(compiled, *NO_OCCASION, NONE, soft), []
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
        view = self.view
        judged = opportunities and self.look_back.judged(opportunities, view.as_at, view.clocks)
        if not judged:
            return self._result(compiled, *NO_OCCASION, NONE, soft), opportunities
        counts = count(judged)
        outcome, why = outcome_of(counts)
        if outcome == "not_assessable":
            why = next((one.lacking for one in judged if one.lacking), why)
        findings = self._findings(compiled, judged, counts, soft)
        return self._result(compiled, outcome, why, counts, soft, findings), opportunities

    def _findings(
        self,
        compiled: CompiledRule,
        judged: Sequence[Opportunity],
        counts: Counts,
        soft: tuple[str, ...],
    ) -> tuple[Finding, ...]:
        """The concerns and queries of a rule, and then its strength."""
        against = counts.unmet or counts.excused
        strong = is_strength(judged, counts, compiled.exposure, worded=compiled.words_strength)
        if not against and not strong:
            return ()
        teller = Teller(compiled, self.view, self.case_id, self.team, self.agency, soft)
        findings = tuple(teller.findings(judged, counts)) if against else ()
        return (*findings, teller.strength(judged, counts)) if strong else findings

    def _nothing_calls_for(self, compiled: CompiledRule) -> bool:
        """Whether there is no record, and may be none, of the kinds that make the occasion."""
        timeline = self.view.timeline
        kinds = compiled.check.calls_for
        return bool(kinds) and timeline.by_kind.keys().isdisjoint(kinds) and not timeline.tombstones

    def _frames(self, compiled: CompiledRule) -> Sequence[Frame] | str:
        """Where the rule is measured; a text where it is unknown whether it applies."""
        span = compiled.span
        frames = self._whole_time(compiled) if span is None else self._in_periods(span)
        if frames is None:
            if compiled.when is not None and compiled.when.test(Scope(self.view)) is False:
                return ()
            return "whether the rule applies cannot be told from the records supplied"
        if compiled.when is not None:
            frames = self._where_it_applies(compiled.when, frames)
            if frames and all(frame.unsure for frame in frames):
                return "whether the rule applies cannot be told from the records supplied"
        if not compiled.per.part:
            return frames
        return [part for frame in frames for part in compiled.per.frames(self.view, frame)]

    def _in_periods(self, span: Span) -> Sequence[Frame] | None:
        """A frame for each of the periods that a rule names; None where there may be some."""
        try:
            return self.spans[span.names]
        except KeyError:
            found = span.periods(self.view.timeline)
            frames = [Frame(period, may_be_longer=found.unknown) for period in found.periods]
            kept = self.spans[span.names] = None if found.unknown and not frames else frames
            return kept

    def _whole_time(self, compiled: CompiledRule) -> Sequence[Frame]:
        """One frame, of the whole time covered: where all is covered, the same for every rule."""
        if self.whole is not None:
            return self.whole
        view = self.view
        whole = covered_time(view.timeline, view.coverage, compiled.needed_kinds)
        frames = (Frame(whole, whole_time=True),)
        if view.coverage.uncut:
            self.whole = frames
        return frames

    def _where_it_applies(self, when: Predicate, frames: Iterable[Frame]) -> list[Frame]:
        """The frames of which a predicate is not false; unsure where it is unknown."""
        kept = []
        for frame in frames:
            truth = when.test(Scope(self.view, None, None, frame.period))
            if truth is not False:
                kept.append(replace(frame, unsure=True) if truth is None else frame)
        return kept

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
    cited = _cited(found)
    parents = [
        other.fingerprint
        for rule in rules
        for other in by_rule.get(rule, ())
        if cited & _cited(other)
        and (other.part == found.part or not found.part or not other.part)
        and _begins_within(found, other)
    ]
    return found._replace(follows_from=tuple(dict.fromkeys(parents)))


def _cited(found: Finding) -> set[tuple[str, str]]:
    """The records a finding cites; of a plan, on which much rests, what is quoted from it too."""
    return {(item.record_id, item.quote if item.kind == "plan" else "") for item in found.evidence}


def _begins_within(found: Finding, other: Finding) -> bool:
    """Whether a finding begins in the time of another, where both have one."""
    if found.start is None or other.start is None or other.end is None:
        return True
    return other.start <= found.start <= other.end
