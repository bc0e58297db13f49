"""The view of the rules that the findings rest on, with their standards and audits in full."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from markupsafe import Markup

from caselint.findings.notes import RuleNote
from caselint.reports.html.report import Report, anchor
from caselint.reports.wording import binding, standard, titled


def of_run(report: Report) -> Markup | None:
    """Every rule that found something, by theme; None where none did."""
    cited = {one.rule for one in report.run.findings}
    notes = sorted(
        (note for note in report.run.header.rules if note.id in cited),
        key=lambda note: (note.theme, note.id),
    )
    if not notes:
        return None
    themes = [
        (titled(theme), [_rule(report, note) for note in those])
        for theme, those in groupby(notes, lambda note: note.theme)
    ]
    return report.filling.fill("html/rules.html", {"report": report, "themes": themes})


def _rule(report: Report, note: RuleNote) -> dict[str, Any]:
    standards = [report.standards.get(id_) or id_ for id_ in note.standards]
    return {
        "anchor": anchor(note.id),
        "note": note,
        "force": binding(note.force),
        "standards": [
            {"said": one} if isinstance(one, str) else {"said": standard(one), "note": one}
            for one in standards
        ],
        "audits": [
            (id_, report.audits[id_].finding if id_ in report.audits else "") for id_ in note.audit
        ],
    }
