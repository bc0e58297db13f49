"""The view of what could not be assessed, and why; what was set aside; rules in error."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup

from caselint.reports import telling
from caselint.reports.arranging import Silence, silences, unheld
from caselint.reports.html.report import Report
from caselint.reports.wording import listed, need, source

SET_ASIDE_SHOWN: Final = 20
"""Things set aside that are seen at once; the rest open beneath."""


def of_run(report: Report) -> Markup | None:
    """All of it, once for each source; None where everything could be assessed and read."""
    run = report.run
    lines = silences(run)
    if not (lines or run.tally.set_aside or run.tally.failures):
        return None
    in_force = len(run.tally.rules)
    values = {
        "report": report,
        "sources": [(source(one.source), telling.lacks(one, in_force)) for one in unheld(run)],
        "reasons": [
            {"reason": one.why or "not known", "source": source(one.source), "rules": one.rules}
            for one in lines
            if not one.missing
        ],
        "each": [_each(one) for one in lines if one.missing],
        "set_aside": sorted(
            run.tally.set_aside, key=lambda one: (one.place, one.case_id, one.record_id)
        ),
        "set_aside_shown": SET_ASIDE_SHOWN,
        "failures": sorted(run.tally.failures, key=lambda one: (one.rule, one.case_id)),
    }
    return report.filling.fill("html/unassessed.html", values)


def _each(one: Silence) -> dict[str, Any]:
    return {
        "missing": listed(need(path) for path in one.missing),
        "source": source(one.source),
        "rules": one.rules,
    }
