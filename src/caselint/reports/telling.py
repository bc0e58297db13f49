"""The few facts with which every report of a run begins, in words."""

from __future__ import annotations

from datetime import date

from caselint.findings.run import Run
from caselint.findings.tally import SuspectCoverage
from caselint.reports.arranging import Unheld
from caselint.reports.wording import counted, day, field, kind, listed, need, source, titled


def read(run: Run) -> str:
    """``5 case files, 343 records``."""
    totals = run.tally.totals
    if not run.cases:
        return "No case file could be checked."
    return f"{counted(totals['cases'], 'case file')}, {counted(totals['records'], 'record')}"


def judged(run: Run) -> str:
    """The day on which the files were judged; without any file the day asked for."""
    days = sorted({case.as_at for case in run.cases})
    if not days:
        return f"as at {run.header.as_at}" if run.header.as_at else ""
    if len(days) == 1:
        return f"as at {day(days[0])}"
    return f"as at {len(days)} different days, from {day(days[0])} to {day(days[-1])}"


def window(run: Run) -> str:
    """How far back was judged."""
    look_back = run.header.look_back
    return "everything on file" if look_back == "all" else f"{look_back} up to that day"


def known(run: Run) -> str:
    """What the baseline has of this run; nothing where there is none."""
    header = run.header
    if not header.baseline:
        return ""
    try:
        of = day(date.fromisoformat(header.baseline))
    except ValueError:
        of = header.baseline
    number = run.tally.totals["known"]
    said = (
        f"of {of}; {counted(number, 'finding')} of this run {'is' if number == 1 else 'are'} in it"
    )
    only = "Only what is new is listed, and known concerns that may not be put aside."
    return f"{said}. {only}" if header.new_only else f"{said}."


def redacted(run: Run) -> str:
    """What was left out of the run, and with which key; nothing where all stands as it was."""
    header = run.header
    if not header.redacted:
        return ""
    key = f", with the key {header.redaction}" if header.redaction else ""
    return f"{listed(header.redacted)} left out or replaced{key}"


def rulebook(run: Run) -> str:
    """Which rules these were, and what read them."""
    book = run.header.rulebook
    return f"{book.id} {book.version} ({book.hash[:12]}), read by caselint {run.header.engine}"


def suspected(one: SuspectCoverage) -> str:
    """What is suspect, in a sentence."""
    team = f", team {one.team}" if one.team else ""
    return (
        f"No {kind(one.kind)} record occurs in any of {counted(one.cases, 'case file')} of "
        f"{source(one.source)}{team}, although the source says that it holds them."
    )


def lacks(one: Unheld, in_force: int) -> list[str]:
    """What a source does not hold and how many of the rules in force that silences, in lines."""
    lines = []
    for words, rules in (
        ("Not assessable", one.never),
        ("Not assessable in some files", one.at_times),
    ):
        number = sum(map(len, rules.values()))
        if number:
            themes = ", ".join(f"{titled(theme)} {len(ids):,}" for theme, ids in rules.items())
            lines.append(f"{words}: {number:,} of {counted(in_force, 'rule')}: {themes}.")
    for words, kinds in (("Holds no", one.kinds), ("In some files holds no", one.in_part)):
        if kinds:
            lines.append(f"{words} {listed(sorted(map(kind, kinds)))}.")
    if one.types:
        lines.append(f"Of types, holds no {listed(sorted(map(need, one.types)))}.")
    for owner, fields in one.fields.items():
        lines.append(f"Does not say of {kind(owner)}: {', '.join(sorted(map(field, fields)))}.")
    return lines
