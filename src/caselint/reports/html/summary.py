"""The head of the summary: what casts doubt, what was read, strengths beside concerns.

Rules stand by how many children they say something of, and then by id: rules, never teams or
workers, have an order by number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup

from caselint.findings.finding import Finding, FindingKind
from caselint.findings.tally import SuspectCoverage
from caselint.reports import telling
from caselint.reports.html.report import Report
from caselint.reports.wording import counted, source

SHOWN: Final = 8
"""Rules of each kind that are seen at once; the rest open beneath."""

_EXPLAINED: Final[Mapping[FindingKind, str]] = {
    "strength": "strength",
    "concern": "html_concern",
    "query": "query",
}


def suspects(report: Report) -> Markup | None:
    """Kinds that a source says it holds and none of its files has, with what is folded there."""
    found = report.run.tally.suspect_coverage
    if not found:
        return None
    concerns = [one for one in report.run.findings if one.fingerprint in report.away]
    concerns.sort(key=lambda one: (one.rule, one.case_id))
    values = [
        {
            "said": telling.suspected(suspect),
            "rules": (rules := list(_folded(report, concerns, suspect))),
            "total": sum(number for _, _, number in rules),
        }
        for suspect in found
    ]
    return report.filling.fill("html/suspects.html", {"report": report, "suspects": values})


def _folded(
    report: Report, concerns: Iterable[Finding], suspect: SuspectCoverage
) -> Iterator[tuple[str, list[str], int]]:
    """Each rule, its children and how many concerns it has there."""
    beneath = (one for one in concerns if report.away[one.fingerprint] == suspect)
    for rule, group in groupby(beneath, key=lambda one: one.rule):
        case_ids = [one.case_id for one in group]
        yield rule, sorted(set(case_ids)), len(case_ids)


def of_run(report: Report) -> Markup:
    """Facts of the run, and its strengths and concerns side by side."""
    run = report.run
    values = {
        "report": report,
        "totals": (totals := run.tally.totals),
        "facts": _facts(report),
        "sides": [
            _side(report, "strength", totals["strengths"]),
            _side(report, "concern", totals["concerns"] - len(report.away)),
            _side(report, "query", totals["queries"]),
        ],
        "also": _also(report),
    }
    return report.filling.fill("html/summary.html", values)


def _also(report: Report) -> list[str]:
    """What is counted and not listed among the findings."""
    totals = report.run.tally.totals
    unlisted = ", counted here and not listed" if report.run.header.new_only else ""
    lines = (
        (totals["known"], f"already known{unlisted}"),
        (len(report.away), "folded under suspect coverage, above"),
        (totals["suppressed"], "suppressed, counted here and not listed"),
        (totals["set_aside"], "set aside, because it could not be read"),
        (totals["rule_errors"], "in error, of rules and not of files"),
    )
    return [f"{number:,} {what}" for number, what in lines if number]


def _side(report: Report, kind: FindingKind, number: int) -> dict[str, Any]:
    numbers = [(files, rule) for (rule, one), files in report.child_counts.items() if one == kind]
    numbers.sort(key=lambda pair: (-pair[0], pair[1]))
    lines = [
        {
            "rule": rule,
            "title": report.rules[rule].title if rule in report.rules else rule,
            "link": report.findings_link(rule=rule, kind=kind),
            "context": rule in report.rules and report.rules[rule].gives == "context",
            "children": counted(files, "child", "children"),
        }
        for files, rule in numbers
    ]
    one, many = ("query", "queries") if kind == "query" else (kind, f"{kind}s")
    return {
        "kind": kind,
        "number": number,
        "word": one if number == 1 else many,
        "explained": report.style.says(_EXPLAINED[kind]),
        "first": lines[:SHOWN],
        "rest": lines[SHOWN:],
    }


def _facts(report: Report) -> list[tuple[str, str]]:
    run = report.run
    sources = (
        f"{source(one.name)}, {counted(one.cases, 'case file')}" for one in run.tally.sources
    )
    facts = [
        ("Read", telling.read(run)),
        ("Judged", telling.judged(run)),
        ("Look-back", telling.window(run)),
        ("Sources", "; ".join(sources)),
        ("Rulebook", telling.rulebook(run)),
        ("Baseline", telling.known(run)),
        ("Redacted", telling.redacted(run)),
    ]
    return [(name, what) for name, what in facts if what]
