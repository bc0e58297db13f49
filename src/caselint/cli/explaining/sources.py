"""One finding of an audit, or one standard, explained."""

from __future__ import annotations

from typing import Final

from caselint.cli.explaining.served import serving, why_none
from caselint.reports.terminal.page import Page
from caselint.reports.wording import standard
from caselint.rulebook import AuditFinding, Rule, Rulebook

TESTABLE: Final = {
    "structured": "A case file can show it in its dates and fields.",
    "text": "A case file can show it in what is written.",
    "both": "A case file can show it in its dates and fields and in what is written.",
    "partial": "A case file can show part of it.",
    "no": "No case file can show it.",
}


def explain_audit_finding(finding: AuditFinding, rulebook: Rulebook, page: Page) -> None:
    """Write what an audit found, whether a file can show it, and which rules serve it."""
    page.put((finding.id, "bold"))
    page.put(finding.finding, indent=2)
    page.heading("Can a case file show it?")
    page.put(TESTABLE[finding.testable], indent=2)
    if finding.why_not:
        page.put(finding.why_not, indent=2)
    if finding.records:
        page.put("It would stand in ", ", ".join(finding.records), ".", indent=2)
    for label, words in (
        ("A concern", finding.concern),
        ("A strength", finding.strength),
        ("In the report", finding.report),
    ):
        if words:
            page.heading(label)
            page.put(words, indent=2)
    page.heading("Rules that serve it")
    rules = serving(rulebook)[finding.id]
    for rule in rules:
        _rule(rule, page)
    if not rules:
        reason = "no case file can show it" if finding.testable == "no" else why_none(finding)
        page.put(f"None: {reason}.", indent=2)


def explain_standard(name: str, rulebook: Rulebook, page: Page) -> None:
    """Write what starts a standard's clock and what is due, its variants and who uses them."""
    base = name.partition("/")[0]
    notes = [note for id_, note in rulebook.standards.items() if id_.startswith(f"{base}/")]
    page.put((f"{base} {rulebook.standards[base].title}", "bold"))
    page.heading("What it asks")
    page.put(f"What starts the clock: {notes[0].trigger}.", indent=2)
    page.put(f"What is due: {notes[0].due}.", indent=2)
    noted = [note.note.splitlines() for note in notes]
    shared = [line for line in noted[0] if len(notes) > 1 and all(line in one for one in noted)]
    for line in shared:
        page.put(line, indent=2)
    page.heading("Variants" if len(notes) > 1 else "Where it comes from")
    for note, lines in zip(notes, noted, strict=True):
        first = note.number == rulebook.standards[base].number and note is notes[0]
        page.put(standard(note, address=True), indent=2, hang=2)
        for line in lines:
            if line not in shared:
                page.put(line, indent=4)
        if first and len(notes) > 1:
            page.put("This one is meant where a rule says no more than ", base, ".", indent=4)
    page.heading("Rules that use it")
    rules = [
        rule
        for rule in rulebook.rules.values()
        if any(used.partition("/")[0] == base for used in rule.standards)
    ]
    for rule in rules:
        used = ", ".join(each for each in rule.standards if each.partition("/")[0] == base)
        _rule(rule, page, f" ({used})" if used != base else "")
    if not rules:
        page.put("None.", indent=2)


def _rule(rule: Rule, page: Page, more: str = "") -> None:
    draft = "" if rule.status == "stable" else f" ({rule.status})"
    page.put((rule.id, "bold"), f" {rule.title}{draft}{more}", indent=2, hang=7)
