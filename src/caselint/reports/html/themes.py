"""The view by theme: n of N occasions, strengths beside concerns, and what could not be assessed.

Each theme opens to its rules, and each of these to its figures by team and by agency, in the order
of their names. Rules that give context alone stand apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from markupsafe import Markup

from caselint.findings.figures import Figure, Figures
from caselint.reports.html.report import Report, anchor
from caselint.reports.wording import agency, counted, found, titled

BAR: Final = 100
"""Units of a bar that is full."""


def of_run(report: Report) -> Markup | None:
    """Every theme that has something to say; None where no file could be checked."""
    if not report.run.cases:
        return None
    rules = {theme: list(those) for theme, those in groupby(report.by_rule, lambda one: one.theme)}
    themes = [_theme(report, figures, rules.get(figures.theme, [])) for figures in report.by_theme]
    context = [one for one in report.by_rule if one.gives == "context"]
    values = {
        "report": report,
        "themes": themes,
        "context": [_row(report, one) for one in context if one.whole.has_findings],
        "context_rest": sum(not one.whole.has_findings for one in context),
    }
    return report.filling.fill("html/themes.html", values)


def _theme(report: Report, figures: Figures, rules: Sequence[Figures]) -> dict[str, Any]:
    verdicts = [one for one in rules if one.gives != "context"]
    said = [one for one in verdicts if _says_something(one.whole)]
    return {
        "anchor": anchor(figures.name),
        "title": titled(figures.name),
        "figure": _figure(figures.whole),
        "silent": (silent := _rules_silent(verdicts)),
        "silent_says": counted(silent, "rule") if silent else "",
        "parts": _parts(figures),
        "rules": [_row(report, one) for one in said],
        "rest": _rest([one for one in verdicts if not _says_something(one.whole)]),
    }


def _row(report: Report, figures: Figures) -> dict[str, Any]:
    note = report.rules.get(figures.name)
    return {
        "id": figures.name,
        "told": figures.whole.has_findings or bool(figures.whole.suppressed),
        "found": ", ".join(
            found(figures.whole.strengths, figures.whole.concerns, figures.whole.queries)
        ),
        "title": note.title if note else figures.name,
        "figure": _figure(figures.whole),
        "parts": _parts(figures),
    }


def _figure(one: Figure) -> dict[str, Any]:
    """A figure in words, and how far its bar is filled."""
    return {
        "judged": one.judged,
        "met": f"{one.met:,} of {one.judged:,}" if one.judged else "",
        "filled": BAR * one.met // one.judged if one.judged else 0,
        "files": f"{one.files['evidenced']:,} of {one.assessed:,}" if one.assessed else "",
        "strengths": one.strengths,
        "concerns": one.concerns,
        "queries": one.queries,
        "not_assessable": one.not_assessable,
        "errors": one.files["error"],
    }


def _parts(figures: Figures) -> list[dict[str, Any]]:
    """By team and by agency, each where there is more than one."""
    kinds = (
        ("team", figures.by_team, str),
        ("agency", figures.by_agency, agency),
    )
    return [
        {
            "of": what,
            "rows": [
                (say(name) if name else "none named", _figure(part)) for name, part in parts.items()
            ],
        }
        for what, parts, say in kinds
        if len(parts) > 1
    ]


def _says_something(one: Figure) -> bool:
    return bool(one.assessed or one.has_findings)


def _rules_silent(rules: Sequence[Figures]) -> int:
    """Rules that could not be assessed in some file."""
    return sum(bool(one.whole.not_assessable) for one in rules)


def _rest(rules: Sequence[Figures]) -> list[str]:
    """How many rules of a theme say nothing of these files, and why."""
    counts: Mapping[str, int] = {
        "could not be assessed": sum(_all_silent(one.whole) for one in rules),
        "in error": sum(bool(one.whole.files["error"]) for one in rules),
    }
    others = len(rules) - sum(counts.values())
    said = [f"{counted(number, 'rule')} {why}" for why, number in counts.items() if number]
    if others:
        said.insert(0, f"{counted(others, 'rule')} had no occasion in these files")
    return said


def _all_silent(one: Figure) -> bool:
    return bool(one.not_assessable) and not one.files["error"]
