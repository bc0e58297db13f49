"""Which rules serve a finding of an audit, and why none does where none does."""

from __future__ import annotations

from caselint.rulebook import AuditFinding, Rule, Rulebook


def serving(rulebook: Rulebook) -> dict[str, list[Rule]]:
    """For every audit finding, the stable rules that have an example which speaks to it."""
    found: dict[str, list[Rule]] = {row: [] for row in rulebook.audit_findings}
    for rule in rulebook.rules.values():
        if rule.status == "stable":
            for row in rule.serves:
                found.setdefault(row, []).append(rule)
    return found


def why_none(finding: AuditFinding) -> str:
    """Why no rule serves a finding."""
    if finding.testable == "no":
        return f"no case file can show it. {finding.why_not}".rstrip(".")
    if finding.testable in ("text", "both"):
        return "no rule reads the narrative for it yet"
    return "no rule is written yet"
