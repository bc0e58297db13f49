"""`caselint rules test --synthetic`: the rules tried on made-up files, and the tables of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from caselint.linter import Linter
    from caselint.trials import DefectScore, Trials

SHOWN = 3
"""False concerns and misses of one rule that are written out."""


def try_out(linter: Linter, names: tuple[str, ...], files: int, planted: int, seed: str) -> Trials:
    """Run the trials, with a bar on standard error where that is a terminal."""
    from rich.console import Console
    from rich.progress import Progress

    from caselint.trials import steps, try_rules

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Trying the rules", total=steps(files, planted))
        return try_rules(
            linter,
            files=files,
            planted=planted,
            seed=seed,
            among=names,
            step=lambda: progress.advance(task),
        )


def shown(trials: Trials, form: str) -> str:
    """The trials as ``table``, ``markdown`` or ``json``."""
    if form == "json":
        return json.dumps(_plain(trials), indent=2)
    return _markdown(trials) if form == "markdown" else _table(trials)


def kept(trials: Trials, folder: Path) -> int:
    """Write the files that were misjudged into a folder, each once; gives how many."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set()
    for wrong in trials.wrong:
        name = "-".join(part for part in (wrong.case_id, wrong.planted) if part)
        if name not in names:
            names.add(name)
            text = json.dumps(wrong.file, indent=1, ensure_ascii=False)
            (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return len(names)


def _status(score: DefectScore) -> str:
    if score.served_by:
        return ""
    return "needs reading" if score.defect.reads else "no rule yet"


def _totals(trials: Trials) -> dict[str, int]:
    served = [score for score in trials.defects.values() if score.served_by]
    return {
        "clean_files": trials.files,
        "failings": len(trials.defects),
        "failings_served": len(served),
        "trials": sum(score.trials for score in served),
        "found": sum(score.found for score in served),
        "missed": sum(score.missed for score in served),
        "false_on_clean": sum(score.false_clean for score in trials.rules.values()),
        "false_on_planted": sum(score.false_planted for score in trials.rules.values()),
    }


def _said(trials: Trials) -> list[str]:
    totals = _totals(trials)
    return [
        f"{totals['clean_files']:,} clean files: {totals['false_on_clean']} false concerns.",
        f"{totals['failings_served']} of {totals['failings']} failings are served by a rule, each "
        f"planted in {trials.planted} files: {totals['found']} of {totals['trials']} found, "
        f"{totals['missed']} missed, {totals['false_on_planted']} false concerns beside them.",
    ]


def _plain(trials: Trials) -> dict[str, Any]:
    return {
        "seed": trials.seed,
        **_totals(trials),
        "rules": [
            {
                "rule": score.rule,
                "serves": sorted(score.serves),
                "found": score.found,
                "missed": score.missed,
                "false": score.false,
                "asked": score.asked,
            }
            for score in trials.rules.values()
        ],
        "defects": [
            {
                "defect": score.defect.name,
                "audit": list(score.defect.audit),
                "trials": score.trials,
                "found": score.found,
                "missed": score.missed,
                "by": dict(score.by),
                "unrelated": dict(score.unrelated),
                "status": _status(score),
            }
            for score in trials.defects.values()
        ],
        "wrong": [
            {
                "what": wrong.what,
                "rule": wrong.rule,
                "case_id": wrong.case_id,
                "planted": wrong.planted,
                "message": wrong.message,
            }
            for wrong in trials.wrong
        ],
    }


def _markdown(trials: Trials) -> str:
    lines = [
        *_said(trials),
        "",
        "| rule | | found | missed | false | asked |",
        "|---|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {score.rule} | {score.title} | {score.found} | {score.missed} | {score.false} | "
        f"{score.asked} |"
        for score in trials.rules.values()
    ]
    lines += ["", "| failing | audit finding | found | by |", "|---|---|--:|---|"]
    for score in trials.defects.values():
        by = ", ".join(sorted(score.by)) or _status(score) or "none"
        count = f"{score.found} of {score.trials}" if score.served_by else "–"
        lines.append(f"| {score.defect.about} | {', '.join(score.defect.audit)} | {count} | {by} |")
    return "\n".join(lines)


def _table(trials: Trials) -> str:
    lines = [f"{'rule':8} {'found':>5} {'missed':>6} {'false':>5} {'asked':>5}"]
    lines += [
        f"{score.rule:8} {score.found:5} {score.missed:6} {score.false:5} {score.asked:5}  "
        f"{score.title}"
        for score in trials.rules.values()
    ]
    planted = [score for score in trials.defects.values() if score.trials]
    if planted:
        lines += ["", f"{'failing':40} {'audit':16} found"]
    for defect in planted:
        by = ", ".join(sorted(defect.by)) or _status(defect) or "missed"
        ids = " ".join(defect.defect.audit)
        lines.append(f"{defect.defect.name:40} {ids:16} {defect.found} of {defect.trials}  {by}")
    for what in ("missed", "false", "error"):
        lines += _written_out(trials, what)
    return "\n".join([*lines, "", *_said(trials)])


def _written_out(trials: Trials, what: str) -> list[str]:
    lines: list[str] = []
    counts: dict[str, int] = {}
    for wrong in trials.wrong:
        if wrong.what != what:
            continue
        counts[wrong.rule] = counts.get(wrong.rule, 0) + 1
        if counts[wrong.rule] <= SHOWN:
            beside = f" ({wrong.planted})" if wrong.planted else ""
            lines.append(f"{what}: {wrong.rule} {wrong.case_id}{beside}: {wrong.message}")
    return ["", *lines] if lines else []


def check_names(linter: Linter, names: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of rules given by id or name; raises where one is unknown."""
    return tuple(linter.rulebook.rule(name).id for name in names)
