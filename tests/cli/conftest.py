"""A command line in an empty folder of its own, and small files to give it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from caselint.cli import main

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    stand_in(tmp_path, monkeypatch)
    return tmp_path


def stand_in(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Make a folder the current one, before a terminal of 100 columns without colours."""
    patch.chdir(folder)
    patch.setenv("COLUMNS", "100")
    patch.setenv("NO_COLOR", "1")


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the command line with these words; `stdout` and `stderr` are told apart."""
    try:
        runner = CliRunner(mix_stderr=False)  # type: ignore[call-arg] # click before 8.2
    except TypeError:
        runner = CliRunner()
    return lambda *words: runner.invoke(main, [str(word) for word in words])


def case(
    case_id: str = "C-1", *visits: str, team: str = "", extracted: str = "2026-03-31"
) -> dict[str, Any]:
    """A child on a protection plan since 5 January 2026, seen on these days."""
    records = [{"kind": "plan", "type": "child_protection", "started_at": "2026-01-05"}]
    records += [{"kind": "visit", "date": day, "child_seen": "yes"} for day in visits]
    made: dict[str, Any] = {"case_id": case_id, "child": {"child_id": case_id}, "records": records}
    if team:
        made["team"] = team
    if extracted:
        made["source"] = {"extracted_at": extracted}
    return made


def write_cases(path: str | Path, *cases: dict[str, Any]) -> Path:
    """Case files as JSON Lines."""
    path = Path(path)
    path.write_text("".join(json.dumps(one) + "\n" for one in cases), encoding="utf-8")
    return path


RULE = """\
id: {id}
name: seen-{low}
title: The child is seen while a plan is open
theme: {theme}
severity: {severity}
status: {status}
since: 0.1.0
rests_on: absence
why: Somebody has to look.
applies: {{while: {{plan_open: [child_protection]}}}}
params:
  max_gap: {{default: 4 weeks, tightest: 1 week, loosest: 6 weeks, about: Between two visits.}}
check:
  recurs: {{kind: visit, where: {{child_seen: yes}}}}
  within: $max_gap
wording:
  concern: "No visit is evidenced from {{start}} to {{end}}."
  strength: "Seen {{met}} times."
{more}examples:
{examples}
"""
EXAMPLE = """\
  - name: nobody came
    as_at: 2026-03-31
    case:
      records: [{kind: plan, type: child_protection, started_at: 2026-01-05}]
    expect: {outcome: not_evidenced, concerns: 1}
"""


def write_rule(
    folder: str | Path = "rules",
    id: str = "LOC001",  # noqa: A002
    theme: str = "local",
    severity: str = "high",
    status: str = "draft",
    examples: str = EXAMPLE,
    more: str = "",
) -> Path:
    """A rule of an organisation's own, in a folder of rules."""
    path = Path(folder) / theme / f"{id}-seen-{id.lower()}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = RULE.format(
        id=id,
        low=id.lower(),
        theme=theme,
        severity=severity,
        status=status,
        examples=examples,
        more=more,
    )
    path.write_text(text, encoding="utf-8")
    return path
