"""What every view of the HTML report is given: the run, laid out and named once for all of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise
from typing import Final
from urllib.parse import quote

from caselint.findings.figures import Figures, by_rule, by_theme
from caselint.findings.finding import Finding, FindingKind
from caselint.findings.notes import AuditNote, RuleNote, StandardNote
from caselint.findings.result import Result
from caselint.findings.run import Run
from caselint.findings.tally import CheckedCase, SuspectCoverage
from caselint.reports import telling
from caselint.reports.arranging import Child, children, folded, listed_findings
from caselint.reports.file_names import file_name
from caselint.reports.filling import Filling, fit
from caselint.reports.style import Style

_SAFE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def anchor(id_: str) -> str:
    """A name for a place in a page: the id itself where that is safe."""
    return id_ if _SAFE.fullmatch(id_) else file_name(id_).replace("-", ".")


@dataclass(frozen=True, slots=True)
class ChildFile:
    """One child: what was found, and the case files of that id, each with its results by rule.

    The results do not say of which case file they are, since most of them are those of many.
    `before` and `after` are the ids of its neighbours in the report, if any.
    """

    child: Child
    results: tuple[tuple[CheckedCase, tuple[Result, ...]], ...]
    before: str = ""
    after: str = ""


class Report:
    """A run on its way to pages, as seen from the page that is being made.

    `case_ids` are those of all children of the report, of which the run may have a share alone.
    `folder` is where the children's pages stand, such as ``report-children/``; empty if the
    children are sections of the one page. `home` is the address of the page of the whole run; empty
    if that is the page itself.
    """

    def __init__(self, run: Run, style: Style, *, folder: str = "", home: str = "") -> None:
        self.run = run
        self.style = style
        self.folder = folder
        self.home = home
        self.filling = Filling(style)
        self.rules: Mapping[str, RuleNote] = {note.id: note for note in run.header.rules}
        self.standards: Mapping[str, StandardNote] = {n.id: n for n in run.header.standards}
        self.audits: Mapping[str, AuditNote] = {n.id: n for n in run.header.audit_findings}

    @cached_property
    def case_ids(self) -> Sequence[str]:
        """Of all children, in order."""
        return sorted({case.case_id for case in self.run.cases})

    @cached_property
    def away(self) -> Mapping[str, SuspectCoverage]:
        """By fingerprint the concerns that are told of under suspect coverage alone."""
        return folded(self.run)

    @cached_property
    def children(self) -> Sequence[Child]:
        """Those whose case files the run has here, in order, with what is listed of them."""
        return children(self.run, self.away)

    @cached_property
    def by_theme(self) -> list[Figures]:
        """Figures of each theme, without rules for context."""
        return by_theme(self.run)

    @cached_property
    def by_rule(self) -> list[Figures]:
        """Figures of each rule."""
        return by_rule(self.run)

    @cached_property
    def child_counts(self) -> Mapping[tuple[str, FindingKind], int]:
        """Of how many children each rule has a listed finding of each kind."""
        seen = {
            (one.rule, one.kind, child.case_id)
            for child in self.children
            for one in listed_findings(child)
        }
        return Counter((rule, kind) for rule, kind, _ in seen)

    @cached_property
    def scope(self) -> str:
        """How many files were read, and as they stood when: on every page, so that it is told."""
        return ", ".join(filter(None, (telling.read(self.run), telling.judged(self.run))))

    @property
    def is_one_page(self) -> bool:
        """Whether the children are sections of the page itself."""
        return not self.folder and not self.home

    def seen_from(self, *, folder: str = "", home: str = "") -> Report:
        """The same report as seen from another page."""
        other = copy(self)
        other.folder, other.home = folder, home
        return other

    def child_files(self) -> Iterator[ChildFile]:
        """Every child in order, made as it is asked for."""
        before = dict(zip(self.case_ids[1:], self.case_ids, strict=False))
        after = dict(pairwise(self.case_ids))
        files = groupby(self.run.shapes_by_case(), lambda pair: pair[0].case_id)
        for child, (id_, own) in zip(self.children, files, strict=True):
            results = tuple((case, tuple(given)) for case, given in own)
            yield ChildFile(child, results, before.get(id_, ""), after.get(id_, ""))

    def child_link(self, case_id: str) -> str:
        """Where a child is told of."""
        if self.is_one_page:
            return f"#child-{anchor(case_id)}"
        return f"{self.folder}{file_name(case_id)}.html"

    def rule_link(self, rule: str) -> str:
        """Where a rule is told in full."""
        return f"{self.home}#rule-{anchor(rule)}"

    def findings_link(self, **narrowed: str) -> str:
        """Where the findings are, narrowed to some of them where scripts run."""
        asked = "&".join(f"{name}={quote(fit(value))}" for name, value in narrowed.items())
        return f"{self.home}#findings" + (f"?{asked}" if asked else "")


NONE: Final = "-"
"""What findings are chosen by of which no team or agency is named."""


def team_of(finding: Finding, child: Child) -> str:
    """Whose finding it is; where it does not say, the team of its case file."""
    return finding.team or child.files[0].team


def agency_of(finding: Finding, child: Child) -> str:
    """The agency of a finding; where it does not say, that of its case file."""
    return finding.agency or child.files[0].agency
