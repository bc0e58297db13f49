"""The JSON form: what each thing in a run looks like, and how it is written down.

Keys stand in a fixed order, dates are ISO, and nothing depends on the clock, so that the same files
and rules give the same bytes. `docs/json.md` says it for users; the schemas beside this module say
it for machines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from json import JSONEncoder
from typing import Any, Final

from caselint.casefile.outline import OutlinedPeriod, OutlinedRecord
from caselint.casefile.setaside import SetAside
from caselint.findings.finding import Evidence, Finding
from caselint.findings.notes import AuditNote, Header, RuleNote, StandardNote
from caselint.findings.put_aside import SuppressionSummary
from caselint.findings.result import OUTCOMES, Result
from caselint.findings.run import SCHEMA_VERSION
from caselint.findings.tally import (
    CheckedCase,
    NotAssessable,
    RuleFailure,
    RuleSummary,
    SourceSummary,
    SuspectCoverage,
    Tally,
)

Shape = dict[str, Any]
"""An object of the JSON form."""

_encoder: Final = JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_unsafe: Final = re.compile("[\x80-\x9f\u2028\u2029\ud800-\udfff]")


def encode(value: object) -> str:
    """One line of JSON.

    Narrative stands as it is, apart from what would end a line, steer a terminal or could not be
    written as UTF-8; that is escaped.
    """
    line = _encoder.encode(value)
    if line.isascii():
        return line
    return _unsafe.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def header_shape(header: Header) -> Shape:
    """What was known before the first case file; `as_at` is null if no day was asked for."""
    return {
        "schema_version": SCHEMA_VERSION,
        "engine": header.engine,
        "rulebook": {
            "id": header.rulebook.id,
            "version": header.rulebook.version,
            "hash": header.rulebook.hash,
        },
        "as_at": header.as_at or None,
        "look_back": header.look_back,
        "needs": header.needs,
        "baseline": header.baseline or None,
        "new_only": header.new_only,
        "redacted": header.redacted,
        "redaction": header.redaction,
    }


def notes_shape(header: Header) -> Shape:
    """The rules in force, and the standards and audit findings that they cite."""
    return {
        "rules": [_rule(note) for note in header.rules],
        "standards": [_standard(note) for note in header.standards],
        "audit_findings": [_audit(note) for note in header.audit_findings],
    }


def case_shape(case: CheckedCase) -> Shape:
    """One case file as it was checked."""
    return {
        "case_id": case.case_id,
        "team": case.team,
        "agency": case.agency,
        "source": case.source,
        "as_at": case.as_at.isoformat(),
        "place": case.place,
        "records": case.records,
        "kinds": sorted(case.kinds),
        "covers": None if case.covers is None else sorted(case.covers),
        "digest": case.digest,
        "names": [{"name": known.name, "who": known.who} for known in case.names],
        "outline": {
            "records": [_outlined(record) for record in case.outline.records],
            "periods": [_period(period) for period in case.outline.periods],
        },
    }


def result_shape(result: Result) -> Shape:
    """One result, without its findings."""
    counts = result.counts
    return {
        "rule": result.rule,
        "theme": result.theme,
        "audit": result.audit,
        "standards": result.standards,
        "gives": result.gives,
        "case_id": result.case_id,
        "team": result.team,
        "agency": result.agency,
        "outcome": result.outcome,
        "why": result.why,
        "counts": {
            "met": counts.met,
            "unmet": counts.unmet,
            "excused": counts.excused,
            "unknown": counts.unknown,
            "pending": counts.pending,
        },
        "params": dict(sorted(result.params)),
        "needs_missing": result.needs_missing,
    }


def finding_shape(finding: Finding) -> Shape:
    """One finding with its evidence."""
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "title": finding.title,
        "theme": finding.theme,
        "severity": finding.severity,
        "force": finding.force,
        "audit": finding.audit,
        "standards": finding.standards,
        "case_id": finding.case_id,
        "team": finding.team,
        "agency": finding.agency,
        "part": finding.part,
        "start": _day(finding.start),
        "end": _day(finding.end),
        "due": _day(finding.due),
        "message": finding.message,
        "next_step": finding.next_step,
        "evidence": [_evidence(item) for item in finding.evidence],
        "follows_from": finding.follows_from,
        "status": finding.status,
        "fingerprint": finding.fingerprint,
    }


def tally_shape(tally: Tally) -> Shape:
    """What only the end of a run can say: totals, and what could not be said."""
    return {
        "sources": [_source(source) for source in tally.sources],
        "totals": tally.totals,
        "rule_totals": [_rule_total(summary) for summary in tally.rules],
        "not_assessable": [_not_assessable(line) for line in tally.not_assessable],
        "suspect_coverage": [_suspect(line) for line in tally.suspect_coverage],
        "suppressions": [_suppression(one) for one in tally.suppressions],
        "set_aside": set_aside_shapes(tally.set_aside),
        "errors": [
            _failure(failure)
            for failure in sorted(tally.failures, key=lambda one: (one.rule, one.case_id))
        ],
    }


def set_aside_shapes(set_aside: Sequence[SetAside]) -> list[Shape]:
    """What could not be read, by place."""
    ordered = sorted(set_aside, key=lambda one: (one.place, one.case_id, one.record_id, one.why))
    return [
        {
            "place": one.place,
            "case_id": one.case_id,
            "record_id": one.record_id,
            "why": one.why,
        }
        for one in ordered
    ]


def _outlined(record: OutlinedRecord) -> Shape:
    return {
        "record_id": record.record_id,
        "kind": record.kind,
        "type": record.type,
        "day": _day(record.day),
        "agency": record.agency,
    }


def _period(period: OutlinedPeriod) -> Shape:
    return {
        "name": period.name,
        "type": period.type,
        "start": period.start.isoformat(),
        "end": _day(period.end),
        "start_known": period.start_known,
        "end_known": period.end_known,
    }


def _evidence(item: Evidence) -> Shape:
    shape: Shape = {
        "record_id": item.record_id,
        "kind": item.kind,
        "date": _day(item.date),
        "section": item.section,
        "start": item.start,
        "end": item.end,
        "quote": item.quote,
        "related": item.related,
    }
    if item.case_id:
        # Hardly any piece has it, and there are hundreds of thousands.
        shape["case_id"] = item.case_id
    return shape


def _rule(note: RuleNote) -> Shape:
    return {
        "id": note.id,
        "title": note.title,
        "theme": note.theme,
        "severity": note.severity,
        "gives": note.gives,
        "force": note.force,
        "why": note.why,
        "audit": note.audit,
        "standards": note.standards,
        "gets_wrong": note.gets_wrong,
        "absence_of": note.absence_of,
        "digest": note.digest,
        "suppressible": note.suppressible,
    }


def _standard(note: StandardNote) -> Shape:
    return {
        "id": note.id,
        "title": note.title,
        "number": note.number,
        "force": note.force,
        "read": note.read,
        "source": note.source,
        "address": note.address,
        "trigger": note.trigger,
        "due": note.due,
        "nation": note.nation,
        "note": note.note,
    }


def _audit(note: AuditNote) -> Shape:
    return {"id": note.id, "audit": note.audit, "finding": note.finding}


def _source(source: SourceSummary) -> Shape:
    return {"name": source.name, "cases": source.cases, "kinds": source.kinds}


def _rule_total(summary: RuleSummary) -> Shape:
    return {
        "rule": summary.rule,
        "theme": summary.theme,
        "gives": summary.gives,
        "outcomes": {outcome: summary.outcomes.get(outcome, 0) for outcome in OUTCOMES},
        "met": summary.met,
        "unmet": summary.unmet,
        "concerns": summary.concerns,
        "strengths": summary.strengths,
        "queries": summary.queries,
    }


def _not_assessable(line: NotAssessable) -> Shape:
    return {
        "rule": line.rule,
        "source": line.source,
        "missing": line.missing,
        "why": line.why,
        "cases": line.cases,
    }


def _suspect(line: SuspectCoverage) -> Shape:
    return {"source": line.source, "team": line.team, "kind": line.kind, "cases": line.cases}


def _suppression(one: SuppressionSummary) -> Shape:
    note = one.note
    return {
        "rule": note.rule,
        "case": note.case,
        "record": note.record,
        "reason": note.reason,
        "author": note.author,
        "since": _day(note.since),
        "expires": note.expires.isoformat(),
        "heeded_from": _day(note.heeded_from),
        "state": one.state,
        "findings": one.findings,
        "returned": one.returned,
        "looked_at": one.looked_at,
    }


def _failure(failure: RuleFailure) -> Shape:
    return {"rule": failure.rule, "case_id": failure.case_id, "error": failure.error}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
