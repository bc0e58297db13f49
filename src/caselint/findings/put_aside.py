"""Which suppression covers which finding, and what each has come to in a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from caselint.findings.finding import Finding
from caselint.findings.notes import SuppressionNote

if TYPE_CHECKING:
    from caselint.findings.tally import CheckedCase

SuppressionState = Literal["active", "expired", "too_far"]

ByRule = Mapping[str, tuple[SuppressionNote, ...]]
"""Suppressions by the rule that they are of."""

NONE: Final[ByRule] = {}


@dataclass(frozen=True, slots=True)
class SuppressionSummary:
    """One suppression and what it came to.

    `state` is that on the last day on which a file of the run was judged: active; expired; or
    too_far, which is not heeded because it would last longer than a suppression may. `findings` are
    those it covered, `returned` those it fits and no longer covers. It was `looked_at` where its
    rule ran, and its case file, or the record if it names no case, is in the run.
    """

    note: SuppressionNote
    state: SuppressionState
    findings: int
    returned: int
    looked_at: bool = True

    @property
    def is_unused(self) -> bool:
        """Whether it stands for nothing that was found where it was looked at."""
        return self.state == "active" and self.looked_at and not self.findings


def by_rule(notes: Iterable[SuppressionNote]) -> ByRule:
    """Suppressions by the rule that they are of."""
    grouped: dict[str, list[SuppressionNote]] = defaultdict(list)
    for note in notes:
        grouped[note.rule].append(note)
    return {rule: tuple(those) for rule, those in grouped.items()}


def fits(note: SuppressionNote, finding: Finding) -> bool:
    """Whether it is this finding that a suppression speaks of, whatever the day."""
    return (
        finding.rule == note.rule
        and (not note.case or finding.case_id == note.case)
        and (not note.record or _cites(finding, note.record))
    )


def _cites(finding: Finding, record_id: str) -> bool:
    """Whether a finding rests on a record of its own file, or shows it."""
    return any(item.record_id == record_id and not item.case_id for item in finding.evidence)


def state_on(note: SuppressionNote, day: date) -> SuppressionState:
    """What a suppression is on a day; on the day it expires it covers nothing more."""
    if day >= note.expires:
        return "expired"
    return "too_far" if note.heeded_from is not None and day < note.heeded_from else "active"


def is_covered(finding: Finding, notes: ByRule, day: date) -> bool:
    """Whether a finding is put aside on that day."""
    return any(
        fits(note, finding) and state_on(note, day) == "active"
        for note in notes.get(finding.rule, ())
    )


class PutAside:
    """Counts, while findings stream by, what each suppression covers."""

    def __init__(self, notes: Iterable[SuppressionNote] = ()) -> None:
        self._notes = tuple(notes)
        self._by_rule = by_rule(self._notes)
        self._covered = dict.fromkeys(self._notes, 0)
        self._open = dict.fromkeys(self._notes, 0)
        self._cases = {note.case for note in self._notes if note.case}
        self._records = {note.record for note in self._notes if not note.case}
        self._seen: set[tuple[str, str]] = set()

    def see(self, case: CheckedCase) -> None:
        """Take in that a case file is in the run."""
        if case.case_id in self._cases:
            self._seen.add(("case", case.case_id))
        if self._records:
            for record in case.outline.records:
                if record.record_id in self._records:
                    self._seen.add(("record", record.record_id))

    def count(self, finding: Finding) -> None:
        """Take in one finding, with its status."""
        for note in self._by_rule.get(finding.rule, ()):
            if fits(note, finding):
                (self._covered if finding.status == "suppressed" else self._open)[note] += 1

    def absorb(self, other: PutAside) -> None:
        """Count in what was counted of other findings, of the same suppressions."""
        for mine, theirs in ((self._covered, other._covered), (self._open, other._open)):
            for note, number in theirs.items():
                mine[note] += number
        self._seen |= other._seen

    def summaries(
        self, first: date | None, last: date | None, rules: Container[str]
    ) -> list[SuppressionSummary]:
        """What each has come to, by rule, case and record.

        `first` and `last` are the days on which the files of the run were judged, `rules` those
        that ran. Where one finding
        is covered by two, each counts it, unless it was over before the first of these days.
        """
        return [
            self._summary(note, first, last, rules) for note in sorted(self._covered, key=_in_order)
        ]

    def _summary(
        self,
        note: SuppressionNote,
        first: date | None,
        last: date | None,
        rules: Container[str],
    ) -> SuppressionSummary:
        state: SuppressionState = "active" if last is None else state_on(note, last)
        ever = state == "active" or (first is not None and state_on(note, first) == "active")
        covered = self._covered[note] if ever else 0
        where = ("case", note.case) if note.case else ("record", note.record)
        fitted = bool(covered or self._open[note])
        looked_at = fitted or (note.rule in rules and where in self._seen)
        return SuppressionSummary(note, state, covered, self._open[note], looked_at)


def _in_order(note: SuppressionNote) -> tuple[str, str, str, date, str]:
    return note.rule, note.case, note.record, note.expires, note.reason
