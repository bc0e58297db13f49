"""A child's findings: strengths, concerns and queries, each opening to what it rests on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from html import escape
from typing import Any, Final

from markupsafe import Markup

from caselint.findings.finding import Finding, FindingKind
from caselint.findings.result import Counts, Result
from caselint.reports.arranging import Branch
from caselint.reports.html.evidence import shown
from caselint.reports.html.report import NONE, ChildFile, Report, agency_of, anchor, team_of
from caselint.reports.wording import agency, binding, counted, plain, standard

_LIMIT: Final = re.compile(r"\d+ [a-z ]+")
"""A parameter that says how long or how often: ``6 weeks``."""
_HEADINGS: Final[Mapping[FindingKind, str]] = {
    "strength": "Strengths",
    "concern": "Concerns",
    "query": "Queries",
}


def of_child(report: Report, child: ChildFile) -> Markup | None:
    """The findings of a child by kind, strengths first; None where there are none."""
    if not child.child.numbers:
        return None
    writing = _Writing(report, child)
    of = child.child
    by_kind: tuple[tuple[FindingKind, Sequence[Branch]], ...] = (
        ("strength", of.strengths),
        ("concern", of.concerns),
        ("query", of.queries),
    )
    parts = [
        {
            "kind": kind,
            "heading": _HEADINGS[kind],
            "number": f"{of.numbers[kind]:,}",
            "findings": writing.all_of(branches),
        }
        for kind, branches in by_kind
        if branches
    ]
    return report.filling.fill("html/findings.html", {"anchor": anchor(of.case_id), "parts": parts})


class _Writing:
    """Writes the findings of one child; no two have the same place in the page."""

    def __init__(self, report: Report, child: ChildFile) -> None:
        self._report = report
        self._child = child.child
        self._places: dict[str, int] = {}
        self._results: dict[str, list[Result]] = defaultdict(list)
        for _, results in child.results:
            for one in results:
                self._results[one.rule].append(one)

    def all_of(self, branches: Sequence[Branch]) -> Markup:
        """A list of findings, each with those that follow from it beneath."""
        made = "".join(self._branch(branch) for branch in branches)
        return Markup(f'<ul class="findings">{made}</ul>')  # noqa: S704 - made of filled templates

    def _branch(self, branch: Branch) -> str:
        beneath = ""
        if branch.beneath:
            beneath = f'<p class="follows">And from this follows:</p>{self.all_of(branch.beneath)}'
        return f"<li>{self._finding(branch.finding)}{beneath}</li>"

    def _finding(self, one: Finding) -> str:
        grounds = [item for item in one.evidence if not item.related]
        beside = [item for item in one.evidence if item.related]
        of = self._child.files[0]
        alike = (
            *(self._report.home, one.rule, one.kind, one.severity, one.theme, one.title),
            *(one.force, one.standards, one.status, one.part),
            *(one.team != of.team and one.team, one.agency != of.agency and one.agency),
        )
        own = {
            "place": self._place(one.fingerprint),
            "message": escape(one.message),
            "evidence": shown(grounds),
            "beside": shown(beside),
            "here": self._here(one.rule),
            "next_step": _next_step(one.next_step),
        }
        return self._report.filling.fill_alike(
            "html/finding.html", alike, lambda: self._shared(one), own
        )

    def _shared(self, one: Finding) -> dict[str, Any]:
        """What findings have alike that are of one rule and sort."""
        note = self._report.rules.get(one.rule)
        of = self._child.files[0]
        return {
            "kind": one.kind,
            "severity": one.severity if one.kind == "concern" else "",
            "data_severity": one.severity,
            "rule": one.rule,
            "theme": one.theme,
            "team": _unless_same(team_of(one, self._child), of.team),
            "agency": _unless_same(agency_of(one, self._child), of.agency),
            "status": "known" if one.status == "known" else "new",
            "title": one.title,
            "part": agency(one.part) if one.part else "",
            "note": note,
            "context": note is not None and note.gives == "context",
            "link": self._report.rule_link(one.rule),
            "force": binding(one.force) if one.force else "",
            "standards": list(_cited(self._report, one.standards)),
        }

    def _here(self, rule: str) -> str:
        results = self._results.get(rule, ())
        if len(results) != 1:
            return ""
        return _counted(results[0].gives, results[0].counts, results[0].params)

    def _place(self, fingerprint: str) -> str:
        name = f"f-{anchor(fingerprint)}"
        times = self._places[name] = self._places.get(name, 0) + 1
        return name if times == 1 else f"{name}-{times}"


@lru_cache(maxsize=1024)
def _next_step(text: str) -> str:
    """What a rule advises, which it does of most findings in the same words."""
    return escape(text)


@lru_cache(maxsize=4096)
def _counted(gives: str, counts: Counts, params: tuple[tuple[str, str], ...]) -> str:
    """What was counted in one file, as markup: occasions met, and limits of the rule."""
    if gives == "context" or not counts.judged:
        return ""
    said = [f"In this file met on {counts.met:,} of {counted(counts.judged, 'occasion')}"]
    others = (
        (counts.excused, "excused"),
        (counts.unknown, "not known"),
        (counts.pending, "still to come"),
    )
    said += [f"{number:,} more {what}" for number, what in others if number]
    text = "; ".join(said) + "."
    limits = [f"{plain(name)} {value}" for name, value in params if _LIMIT.fullmatch(value)]
    return escape(f"{text} Held to: {', '.join(limits)}." if limits else text)


def _unless_same(own: str, of_child: str) -> str | None:
    """What a finding is chosen by, unless that is said of the child already."""
    return None if own == of_child else own or NONE


def _cited(report: Report, standards: Sequence[str]) -> Iterator[str]:
    for id_ in standards:
        note = report.standards.get(id_)
        yield id_ if note is None else standard(note)
