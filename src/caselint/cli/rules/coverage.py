"""`caselint rules coverage`: every finding of the audits, and the rules that serve it."""

from __future__ import annotations

import json
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


def _write(rows: list[dict[str, Any]]) -> None:
    from rich.table import Table

    from caselint.cli.writing import paper
    from caselint.reports.terminal.page import Page

    page = Page(paper())
    table = Table.grid(padding=(0, 2))
    for row in rows:
        said = page.text(", ".join(row["rules"])) if row["rules"] else page.text(row["why"], "dim")
        table.add_row(page.text(row["id"], "bold"), page.text(row["testable"], "dim"), said)
    page.show(table)
    page.blank()
    served = sum(1 for row in rows if row["rules"])
    page.put(f"Rules serve {served} of {len(rows)} audit findings. By how a file can show them:")
    for testable in dict.fromkeys(row["testable"] for row in rows):
        of_kind = [row for row in rows if row["testable"] == testable]
        number = sum(1 for row in of_kind if row["rules"])
        page.put(f"{testable}: {number} of {len(of_kind)}", indent=2)
