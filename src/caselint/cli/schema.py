"""`caselint schema`: the JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import json
from typing import Any

import click


@click.command("schema")
@click.argument(
    "what",
    type=click.Choice(["casefile", "run", "run-line", "rule"]),
    default="casefile",
)
def schema_command(what: str) -> None:
    """Print a JSON Schema (draft 2020-12).

    `casefile` is a case file in the native form (the default), `run` the output of `check --format
    json`, `run-line` a line of `--format jsonl`, and `rule` a rule file.
    """
    click.echo(json.dumps(_schema(what), indent=2))


def _schema(what: str) -> dict[str, Any]:
    if what == "casefile":
        from caselint.casefile import case_file_schema

        return case_file_schema()
    if what == "rule":
        from caselint.rulebook import RuleFile

        return {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:caselint:rule:1",
            **RuleFile.model_json_schema(by_alias=True),
        }
    from caselint.reports.json_schema import run_schema

    return run_schema("jsonl" if what == "run-line" else "json")
