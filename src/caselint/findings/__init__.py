"""What comes out: findings with their evidence, results, and the run that holds them."""

from caselint.casefile.names import KnownName
from caselint.findings.finding import (
    SEVERITIES,
    Evidence,
    Finding,
    FindingKind,
    Severity,
    fingerprint,
)
from caselint.findings.notes import (
    AuditNote,
    Header,
    RulebookId,
    RuleNote,
    StandardNote,
    SuppressionNote,
)
from caselint.findings.put_aside import SuppressionSummary
from caselint.findings.result import OUTCOMES, Counts, Outcome, Result
from caselint.findings.run import READ_VERSIONS, SCHEMA_VERSION, Run
from caselint.findings.tally import (
    CheckedCase,
    NotAssessable,
    RuleFailure,
    RuleSummary,
    SourceSummary,
    SuspectCoverage,
    Tally,
    exit_code,
)

__all__ = [
    "OUTCOMES",
    "READ_VERSIONS",
    "SCHEMA_VERSION",
    "SEVERITIES",
    "AuditNote",
    "CheckedCase",
    "Counts",
    "Evidence",
    "Finding",
    "FindingKind",
    "Header",
    "KnownName",
    "NotAssessable",
    "Outcome",
    "Result",
    "RuleFailure",
    "RuleNote",
    "RuleSummary",
    "RulebookId",
    "Run",
    "Severity",
    "SourceSummary",
    "StandardNote",
    "SuppressionNote",
    "SuppressionSummary",
    "SuspectCoverage",
    "Tally",
    "exit_code",
    "fingerprint",
]
