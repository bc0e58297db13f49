"""A comparison as one JSON document, an entry of a list a line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TextIO

from caselint.findings.comparing import Changed, Comparison, Fraction, ThenAndNow
from caselint.findings.run import Run
from caselint.reports.json_form import encode, finding_shape
from caselint.reports.style import Style

FORM: Final = "1.0"


def write_json(comparison: Comparison, stream: TextIO, style: Style) -> None:
    """Write a comparison to a text stream; it is the same in every style."""
    opening = {
        "schema_version": FORM,
        "old": _run(comparison.old),
        "new": _run(comparison.new),
        "keys_differ": comparison.keys_differ,
        "files": {
            "both": comparison.both,
            "only_old": comparison.only_old,
            "only_new": comparison.only_new,
        },
    }
    lists: dict[str, Iterable[object]] = {
        "themes": map(_figure, comparison.themes),
        "rules": map(_figure, comparison.rules),
        "new_findings": map(_changed, comparison.appeared),
        "gone_findings": map(_changed, comparison.gone),
        "still_there": (
            {
                "fingerprint": one.now.fingerprint,
                "case_id": one.now.case_id,
                "rule": one.now.rule,
                "kind": one.now.kind,
                "status_then": one.then.status,
                "status_now": one.now.status,
            }
            for one in comparison.still
        ),
    }
    stream.write("{\n")
    stream.writelines(f"{encode(key)}:{encode(value)},\n" for key, value in opening.items())
    before = ""
    for key, entries in lists.items():
        lines = [encode(entry) for entry in entries]
        inside = "\n" + ",\n".join(lines) + "\n" if lines else ""
        stream.write(f"{before}{encode(key)}:[{inside}]")
        before = ",\n"
    stream.write("\n}\n")


def _run(run: Run) -> dict[str, Any]:
    days = sorted({case.as_at.isoformat() for case in run.cases})
    book = run.header.rulebook
    return {
        "engine": run.header.engine,
        "rulebook": {"id": book.id, "version": book.version, "hash": book.hash},
        "as_at": days,
        "look_back": run.header.look_back,
        "cases": len(run.cases),
        "totals": run.tally.totals,
    }


def _figure(one: ThenAndNow) -> dict[str, Any]:
    return {
        "name": one.name,
        "theme": one.theme,
        "then": _fraction(one.then),
        "now": _fraction(one.now),
        "then_in_both": _fraction(one.then_both),
        "now_in_both": _fraction(one.now_both),
        "changed": one.changed,
        "direction": one.direction,
    }


def _fraction(one: Fraction) -> dict[str, int]:
    return {"met": one.met, "of": one.of}


def _changed(one: Changed) -> dict[str, Any]:
    return {"why": one.why, "finding": finding_shape(one.finding)}
