"""`caselint rules coverage`: every finding of the audits, and the rules that serve it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from caselint.cli.options import config_option, configured, format_option, loaded, rules_option


@click.command("coverage")
@format_option("text", "json")
@config_option
@rules_option
def coverage_command(form: str, config: Path | None, folders: tuple[Path, ...]) -> None:
    """Say for every finding of the audits which rules serve it, or why none does.

    A rule serves the findings that its examples speak to.
    """
    from caselint.cli.explaining.served import serving, why_none

    rulebook = loaded(configured(config), folders)
    rows = []
    for id_, rules in serving(rulebook).items():
        finding = rulebook.audit_findings.get(id_)
        if finding is not None:
            why = "" if rules else why_none(finding)
            names = [rule.id for rule in rules]
            rows.append({"id": id_, "testable": finding.testable, "rules": names, "why": why})
    if form == "json":
        click.echo(json.dumps(rows, indent=2))
    else:
        _write(rows)


def _write(rows: Iterable[dict[str, Any]]) -> None:
    from caselint.cli.writing import paper
    from caselint.reports.terminal.page import Page

    page = Page(paper())
    rows = list(rows)
    for row in rows:
        style = "" if row["rules"] else "dim"
        said = ", ".join(row["rules"]) or row["why"]
        page.put((f"{row['testable']:<11} ", "dim"), (said, style), label=row["id"], hang=9)
    page.blank()
    served = sum(1 for row in rows if row["rules"])
    page.put(f"Rules serve {served} of {len(rows)} audit findings.")
    for testable in dict.fromkeys(row["testable"] for row in rows):
        of_kind = [row for row in rows if row["testable"] == testable]
        number = sum(1 for row in of_kind if row["rules"])
        page.put(f"{testable}: {number} of {len(of_kind)}", indent=2)
