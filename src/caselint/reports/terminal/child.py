"""The part of the terminal's report by child: what to hold beside the file.

Strengths and concerns are headed alike, strengths first; what follows from a finding stands beneath
it. A strength's message counts, so that it stands for the rule's title and needs a line of
evidence and one of standards; a concern has what the file says there and a next step. What a
standard asks in full, and whose it is, stands once, at the end of the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from caselint.findings.finding import Evidence, Finding, FindingKind
from caselint.findings.notes import Header
from caselint.reports.arranging import Branch, Child, listed_findings
from caselint.reports.terminal.page import Page
from caselint.reports.wording import (
    agency,
    binding,
    counted,
    day,
    field,
    found,
    listed,
    record_named,
    source,
    standard,
    standard_by_id,
    standard_in_brief,
    titled,
    value,
    whereabouts,
)

STYLES: Final[Mapping[FindingKind, str]] = {
    "strength": "bold #2f9e5f",
    "concern": "bold #c96a1b",
    "query": "bold #2b8ac6",
}
"""Of like weight, and legible on light and on dark."""

MANY: Final = 50
"""Above this many children, the part is brief and leaves out those with strengths only."""

EVIDENCE_SHOWN: Final = 6
"""Pieces of evidence listed beneath a concern or query; with `verbose` all."""

QUOTE_SHOWN: Final = 240
"""Characters of a quote; with `verbose` all."""

_STEP: Final = 2
_HANG: Final = 12


def write_children(header: Header, children: Sequence[Child], page: Page, *, verbose: bool) -> None:
    """Every child, those with concerns or queries first.

    Of many, only these are written, briefly, and the rest are counted; with `verbose` all are
    written in full.
    """
    page.heading("By child")
    brief = len(children) > MANY and not verbose
    if brief:
        page.put(
            f"In brief, because there are more than {MANY}. With --verbose, or from fewer case "
            "files, each finding has its evidence, its standard and its next step.",
            indent=_STEP,
        )
    days = {case.as_at for child in children for case in child.files}
    part = _ChildPart(header, page, verbose=verbose, brief=brief, say_day=len(days) > 1)
    to_read = [child for child in children if child.to_read]
    others = [child for child in children if not child.to_read]
    well = [child for child in others if child.numbers["strength"]]
    quiet = [child for child in others if not child.numbers["strength"]]
    for child in to_read if brief else (*to_read, *well):
        part.write(child)
    if brief and well:
        strengths = sum(child.numbers["strength"] for child in well)
        page.blank()
        page.put(
            f"{counted(len(well), 'more case file')} with strengths only: "
            f"{counted(strengths, 'strength')}."
        )
    if quiet:
        named = "" if brief else f": {', '.join(child.case_id for child in quiet)}"
        page.blank()
        page.put(f"{counted(len(quiet), 'case file')} with nothing to list{named}.")


class _ChildPart:
    """Writes one child. `brief` leaves each finding its message and the ids of its records."""

    def __init__(
        self, header: Header, page: Page, *, verbose: bool, brief: bool, say_day: bool
    ) -> None:
        self._page = page
        self._verbose = verbose
        self._brief = brief
        self._say_day = say_day
        self._rules = {note.id: note for note in header.rules}
        self._standards = {note.id: note for note in header.standards}
        self._audits = {note.id: note for note in header.audit_findings}

    def write(self, child: Child) -> None:
        """A heading, then strengths, concerns and queries."""
        self._page.blank()
        if not self._brief:
            self._page.line()
        self._head(child)
        before = ""
        for root in (*child.strengths, *child.concerns, *child.queries):
            if not self._brief and not (self._is_short(root.finding) and before == "strength"):
                self._page.blank()
            self._branch(root, _STEP)
            before = root.finding.kind

    def _head(self, child: Child) -> None:
        facts = sorted({case.team for case in child.files if case.team})
        facts += sorted({agency(case.agency) for case in child.files if case.agency})
        facts.append(counted(sum(case.records for case in child.files), "record"))
        if self._say_day:
            facts += [f"as at {day(moment)}" for moment in sorted({c.as_at for c in child.files})]
        self._page.put((f" {child.case_id} ", "bold reverse"), f" {', '.join(facts)}")
        numbers = child.numbers
        here = [", ".join(found(numbers["strength"], numbers["concern"], numbers["query"]))]
        if child.folded:
            here.append(f"{counted(child.folded, 'concern')} folded under suspect coverage")
        if child.suppressed:
            here.append(f"{child.suppressed:,} suppressed and not listed")
        self._page.put("; ".join(filter(None, here)), indent=_STEP)
        if child.strengths and child.to_read and not self._brief:
            rules = {one.rule for one in listed_findings(child) if one.kind != "strength"}
            self._page.put(f"After the strengths: {listed(sorted(rules))}.", indent=_STEP)
        if self._verbose:
            for case in child.files:
                self._put("Read from", f"{source(case.source)}, {case.place}", _STEP)

    def _branch(self, branch: Branch, indent: int) -> None:
        self._finding(branch.finding, indent)
        for follower in branch.beneath:
            if not self._brief:
                self._page.blank()
            self._page.put(("and from this follows", "dim"), indent=indent + _STEP)
            self._branch(follower, indent + 2 * _STEP)

    def _finding(self, finding: Finding, indent: int) -> None:
        self._page.put(
            (titled(finding.kind), STYLES[finding.kind]),
            f", {finding.severity}" if finding.kind == "concern" else "",
            f" · {finding.rule} · ",
            finding.message if self._is_short(finding) else (finding.title, "bold"),
            (_marks(finding), "dim"),
            indent=indent,
            hang=_STEP,
        )
        inner = indent + _STEP
        if not self._is_short(finding):
            self._page.put(finding.message, indent=inner)
        if self._brief:
            records = [record_named(item) for item in finding.evidence if not item.related]
            self._put("Records", ", ".join(records), inner)
            return
        grounds = [one for one in finding.evidence if not one.related]
        if self._is_short(finding):
            self._first_of(grounds, inner)
        else:
            self._evidence("Evidence", grounds, inner)
            beside = [one for one in finding.evidence if one.related]
            self._evidence("Beside it", beside, inner)
        self._held_against(finding, inner)
        self._put("Next step", finding.next_step, inner)
        if self._verbose:
            self._background(finding, inner)

    def _is_short(self, finding: Finding) -> bool:
        """Whether it needs no more than a line of evidence: a strength's message says how many."""
        return finding.kind == "strength" and not self._verbose

    def _first_of(self, items: Sequence[Evidence], indent: int) -> None:
        """Where the earliest piece of evidence stands, and how many more there are."""
        dated = sorted((one for one in items if one.date), key=lambda one: str(one.date))
        first = next((one for one in (*dated, *items) if one.date or one.kind != "child"), None)
        if first is not None:
            more = f" and {len(items) - 1:,} more" if len(items) > 1 else ""
            self._put("Evidence", f"{whereabouts(first)}{more}", indent)

    def _evidence(self, label: str, items: Sequence[Evidence], indent: int) -> None:
        shown = items if self._verbose else items[:EVIDENCE_SHOWN]
        lines = [self._shown(item) for item in shown]
        if len(items) > len(shown):
            lines.append(f"and {len(items) - len(shown):,} more")
        self._put_each(label, lines, indent)

    def _shown(self, item: Evidence) -> str:
        if (said := value(item)) is not None:
            what = ": ".join(filter(None, (field(item.section), said)))
            return f"{whereabouts(item)}, {what}" if said else whereabouts(item)
        section = f", {field(item.section)}" if item.section else ""
        quote = item.quote
        if len(quote) > QUOTE_SHOWN and not self._verbose:
            quote = f"{quote[:QUOTE_SHOWN].rstrip()} […]"
        return f"{whereabouts(item)}{section}" + (f": “{quote}”" if quote else "")

    def _held_against(self, finding: Finding, indent: int) -> None:
        short = self._is_short(finding)
        lines = []
        for id_ in finding.standards:
            note = self._standards.get(id_)
            if note is None:
                lines.append(id_)
            elif self._verbose:
                lines.append(standard(note, address=True))
            else:
                lines.append(standard_by_id(note) if short else standard_in_brief(note))
        if not lines and finding.force and not (short and _is_good_practice(finding)):
            lines.append(f"{binding(finding.force)}.")
        self._put_each("Standard", ["; ".join(lines)] if short and lines else lines, indent)

    def _background(self, finding: Finding, indent: int) -> None:
        rule = self._rules.get(finding.rule)
        if rule is not None:
            self._put("Why", rule.why, indent)
            self._put_each("Gets wrong", rule.gets_wrong, indent)
        lines = []
        for id_ in finding.audit:
            audit = self._audits.get(id_)
            lines.append(id_ if audit is None else f"{id_} {audit.finding}")
        self._put_each("Audit", lines, indent)
        self._put("Fingerprint", finding.fingerprint, indent)

    def _put_each(self, label: str, lines: Sequence[str], indent: int) -> None:
        for number, line in enumerate(lines):
            self._put("" if number else label, line, indent)

    def _put(self, label: str, text: str, indent: int) -> None:
        if text:
            self._page.put(text, indent=indent, label=label, hang=_HANG)


def _is_good_practice(finding: Finding) -> bool:
    """Whether it was held against good practice, which is nobody's standard."""
    return finding.force == "good_practice"


def _marks(finding: Finding) -> str:
    """What else is to be said in a finding's first line."""
    marks = [agency(finding.part), "already known" if finding.status == "known" else ""]
    said = ", ".join(mark for mark in marks if mark)
    return f" ({said})" if said else ""
