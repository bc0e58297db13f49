"""The view of what somebody has put aside, why, and until when; first what needs looking at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from caselint.findings.put_aside import SuppressionSummary
from caselint.reports.html.report import Report
from caselint.reports.wording import counted, day


def of_run(report: Report) -> Markup | None:
    """Every suppression of the run, by what is to be done about it; None where there are none."""
    every = report.run.tally.suppressions
    if not every:
        return None
    sorts: dict[str, list[SuppressionSummary]] = {
        "expired": [],
        "too_far": [],
        "unused": [],
        "elsewhere": [],
        "active": [],
    }
    for one in every:
        sorts[_sort(one)].append(one)
    groups = [
        {"said": report.style.says(f"html_suppressions_{sort}"), "lines": _lines(those)}
        for sort, those in sorts.items()
        if those
    ]
    return report.filling.fill("html/suppressions.html", {"report": report, "groups": groups})


def _sort(one: SuppressionSummary) -> str:
    if one.state != "active":
        return one.state
    if not one.looked_at:
        return "elsewhere"
    return "unused" if one.is_unused else "active"


def _lines(those: Sequence[SuppressionSummary]) -> list[dict[str, Any]]:
    return [
        {
            "rule": one.note.rule,
            "case_id": one.note.case,
            "record": one.note.record,
            "findings": counted(number, "finding") if number else "",
            "reason": one.note.reason,
            "author": one.note.author,
            "until": f"{'expired on' if one.state == 'expired' else 'until'} "
            f"{day(one.note.expires)}",
        }
        for one in those
        for number in (one.findings or one.returned,)
    ]
