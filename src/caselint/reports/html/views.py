"""The views of a run in the HTML report: the one place where a further view is entered.

A view says something of the run, of each child, or of both. Another one is a module with the
functions that it needs, a template, and an entry here; an organisation puts them in its own order
by their names (`[report.order] html`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from caselint.reports.html import (
    children,
    findings,
    looked_at,
    rules,
    summary,
    suppressions,
    themes,
    timeline,
    unassessed,
)
from caselint.reports.html.report import ChildFile, Report

OfRun = Callable[[Report], Markup | None]
OfChild = Callable[[Report, ChildFile], Markup | None]


@dataclass(frozen=True, slots=True)
class View:
    """One view. Either part gives None where it has nothing to say.

    `page` names the part of the report that `of_run` stands in: one of those that other views use,
    or one of its own, which is then headed `title` and led to from the top. `of_child` stands in
    each child's section.
    """

    name: str
    title: str
    page: str = "summary"
    of_run: OfRun | None = None
    of_child: OfChild | None = None


def _timeline(report: Report, child: ChildFile) -> Markup:
    of = child.child
    return timeline.timeline(of, of.files, report.run.header.look_back, report.style)


VIEWS: Final[tuple[View, ...]] = (
    View("summary", "Summary", of_run=summary.of_run),
    View("themes", "By theme", of_run=themes.of_run),
    View("not_assessable", "What could not be assessed", of_run=unassessed.of_run),
    View("suppressions", "Suppressed", of_run=suppressions.of_run),
    View("timeline", "Timeline", of_child=_timeline),
    View("findings", "Findings", "findings", of_run=children.of_run, of_child=findings.of_child),
    View("looked_at", "What was looked at", of_child=looked_at.of_child),
    View("rules", "Rules and their sources", "rules", of_run=rules.of_run),
)
"""Every view, in the order in which they stand unless an organisation has another."""

SCRIPTS: Final = timeline.scripts
"""Scripts of views, beyond the report's own, in a style."""

STYLES: Final[tuple[str, ...]] = (timeline.STYLES,)
"""Style sheets of views, before the report's own."""
