"""Pages of the HTML report, put together of its views: the whole run, and one child.

A page asks nothing of a network: what it may load is said in its security policy.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from typing import Any, Final

from markupsafe import Markup

from caselint.reports.filling import fit
from caselint.reports.html import children, summary
from caselint.reports.html.report import ChildFile, Report
from caselint.reports.html.views import SCRIPTS, STYLES, VIEWS, View

STYLE: Final = "html/report.css"
OWN_STYLE: Final = "html/own.css"
OPENING: Final = "html/opening.js"
SCRIPT: Final = "html/report.js"

_BESIDE: Final = "'self' file:"
"""Files in the report's own folder. On a shared drive some browsers know these as `file:` alone."""


def whole(report: Report) -> str:
    """The page of the whole run, with every child in it unless they have pages of their own."""
    sections: dict[str, dict[str, Any]] = {}
    views = ordered(report)
    for view in views:
        part = view.of_run(report) if view.of_run is not None else None
        if part is not None:
            new = {"name": view.page, "title": _title(view.page), "parts": []}
            sections.setdefault(view.page, new)["parts"].append(part)
    if report.is_one_page and "findings" in sections:
        sections["findings"]["parts"] += (_article(report, one) for one in report.child_files())
    values: dict[str, Any] = {
        "report": report,
        "title": report.style.says("title"),
        "sections": list(sections.values()),
        "suspects": summary.suspects(report),
        "of_child": False,
        "body": "",
        "scope": report.scope,
        **_shared(report, beside=False),
    }
    return fit(report.filling.fill("html/page.html", values))


def of_one(report: Report, child: ChildFile) -> str:
    """The page of one child; `report` is as seen from it."""
    form = report.filling.fill("html/filters.html", children.form([child.child]))
    body = form + _article(report, child)
    own = {"title": escape(child.child.case_id), "body": body}
    made = report.filling.fill_alike("html/page.html", report.home, lambda: _of_child(report), own)
    return fit(made)


def ordered(report: Report) -> tuple[View, ...]:
    """The views in the order that the organisation wants."""
    by_name = {view.name: view for view in VIEWS}
    return tuple(by_name[name] for name in report.style.ordered("html", tuple(by_name)))


def style_sheet(report: Report) -> str:
    """All that a page's look is made of."""
    asset = report.filling.asset
    return "\n".join((*STYLES, asset(STYLE), asset(OWN_STYLE)))


def scripts(report: Report) -> tuple[str, ...]:
    """What makes a page narrow and unfold; all of it is there to read without."""
    return (report.filling.asset(SCRIPT), *SCRIPTS(report.style))


def script_file(number: int) -> str:
    """What a script is called where it is a file of its own."""
    return f"script-{number}.js"


def _title(page: str) -> str:
    """A page is called as the first of its views, whatever their order is."""
    return next(view.title for view in VIEWS if view.page == page)


def _article(report: Report, child: ChildFile) -> Markup:
    parts = [
        {"view": view, "markup": made}
        for view in ordered(report)
        if view.of_child is not None and (made := view.of_child(report, child)) is not None
    ]
    values = {"head": children.head(report, child), "home": report.home, "parts": parts}
    return report.filling.fill("html/child.html", values)


def _of_child(report: Report) -> dict[str, Any]:
    """What the pages of all children have alike."""
    section = {"name": "findings", "title": _title("findings")}
    return {
        "report": report,
        "sections": [section],
        "suspects": None,
        "of_child": True,
        "scope": report.scope,
        **_shared(report, beside=True),
    }


def _shared(report: Report, *, beside: bool) -> dict[str, Any]:
    """Style and scripts: within the page, or in files beside it."""
    opening, style, every = report.filling.asset(OPENING), style_sheet(report), scripts(report)
    inline = () if beside else every
    return {
        "opening": _raw(opening),
        "style_text": None if beside else _raw(style),
        "scripts": [_raw(one) for one in inline],
        "script_files": [script_file(n) for n, _ in enumerate(every, 1)] if beside else [],
        "policy": _policy((opening, *inline), beside=beside, style=style),
    }


def _policy(inline: Iterable[str], *, beside: bool, style: str) -> str:
    hashes = " ".join(f"'sha256-{_digest(fit(one))}'" for one in inline)
    styles = _BESIDE if beside else f"'sha256-{_digest(fit(style))}'"
    return (
        "default-src 'none'; img-src data:; "
        f"style-src {styles}; "
        f"script-src {hashes}{f' {_BESIDE}' if beside else ''}; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return base64.b64encode(sha256(text.encode()).digest()).decode()


def _raw(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - ours or the organisation's own, never from a case file
