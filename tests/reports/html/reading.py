"""Pages of the HTML report as tests read them."""

from __future__ import annotations

from pathlib import Path

from lxml import html

from caselint.findings import Run
from caselint.reports.html import write_html
from caselint.reports.style import PLAIN, Style


def written(run: Run, folder: Path, style: Style = PLAIN) -> html.HtmlElement:
    """The page of a whole run."""
    path, *_ = write_html(run, folder / "report.html", style)
    return parsed(path)


def parsed(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def said(element: html.HtmlElement) -> str:
    """Its text, on one line."""
    return " ".join(element.text_content().split())


def of_class(element: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    """All elements of a class within it."""
    return element.xpath(f".//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def found(page: html.HtmlElement, rule: str, kind: str = "") -> html.HtmlElement:
    """The one finding of a rule, or of a rule and kind."""
    (only,) = page.xpath(
        f".//details[@data-rule='{rule}'" + (f" and @data-kind='{kind}']" if kind else "]")
    )
    return only


def told(finding: html.HtmlElement) -> dict[str, str]:
    """What a finding opens to, by its headings, in order."""
    (pairs,) = finding.xpath("./dl")
    names, texts = pairs.xpath("./dt"), pairs.xpath("./dd")
    return {said(name): said(text) for name, text in zip(names, texts, strict=True)}
