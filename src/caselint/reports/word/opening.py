"""What a meeting reads first: what the paper is for, what was read, how, and what that leaves out.

Records that may be missing as a whole stand here, before anything that could rest on them.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from caselint.reports.arranging import Silence, folded, silences, unheld
from caselint.reports.telling import lacks, redacted, window
from caselint.reports.word.elements import Column
from caselint.reports.word.writing import Writing
from caselint.reports.wording import (
    agency,
    coded,
    counted,
    day,
    kind,
    listed,
    source,
    titled,
)

RULES_NAMED: Final = 6
"""Rules that are named after a reason; of more, their number is told."""


def write_title(on: Writing, title: str) -> None:
    """What stands before the first section."""
    days = _days(on)
    on.paper.open(title, *(line for line in (on.style.organisation, days) if line))
    on.paper.note(" ".join((on.style.owner, on.says("belongs"))))


def write_scope(on: Writing) -> None:
    """What the paper is for."""
    on.paper.heading(on.says("word_scope"))
    on.paper.text(on.says("word_scope_purpose"))
    on.paper.text(on.says("word_scope_names_no_one"))


def write_sample(on: Writing) -> None:
    """What was read: the size is told whatever it is, its parts where they are not small."""
    on.paper.heading(on.says("word_sample"))
    totals = on.run.tally.totals
    if not on.run.cases:
        on.paper.text(on.says("word_no_case"))
        return
    on.paper.text(
        on.says(
            "word_sample_size",
            files=counted(totals["cases"], "case file"),
            records=counted(totals["records"], "record"),
            day=_days(on, alone=True),
            look_back=window(on.run),
        )
    )
    on.paper.text(on.says("word_sample_chosen"), leads=True)
    rows: list[tuple[str, str, str]] = []
    for of, parts in _parts(on).items():
        numbers = on.shown.column([number for _, number in parts])
        rows += [(of, name, number) for (name, _), number in zip(parts, numbers, strict=True)]
    for name, number in _plans(on):
        rows.append(("Plan at some time", name, number))
    on.paper.table(
        "Case files in the sample",
        (Column("By", 3), Column("Which", 5), Column("Case files", 3)),
        rows,
    )
    if on.shown.holds_back:
        on.paper.text(on.says("small_numbers", most=on.style.small_numbers))


def write_method(on: Writing) -> None:
    """How the files were read, and what that cannot show."""
    paper, header = on.paper, on.run.header
    paper.heading(on.says("word_method"))
    book = header.rulebook
    paper.text(
        on.says(
            "word_method_how",
            rules=counted(len(header.rules) or len(on.told), "rule"),
            rulebook=book.id,
            version=book.version,
            hash=book.hash[:12],
            engine=header.engine,
        )
    )
    names = ("not_evidenced", "no_grade", "n_of_n", "word_method_reading", "word_method_people")
    paper.bullets(on.says(name) for name in names)
    _write_suspects(on)
    if on.run.cases:
        _write_silences(on)
    _write_counts(on)


def _days(on: Writing, *, alone: bool = False) -> str:
    days = sorted({case.as_at for case in on.run.cases})
    if not days:
        return ""
    said = day(days[0])
    if len(days) > 1:
        said = f"{len(days)} different days, from {said} to {day(days[-1])}"
    return said if alone else on.says("word_as_at", day=said)


def _parts(on: Writing) -> dict[str, list[tuple[str, int]]]:
    """Case files by team, agency and source, each in the order of names."""
    cases = on.run.cases
    ways = {
        "Team": Counter(case.team or "none named" for case in cases),
        "Agency": Counter(agency(case.agency) if case.agency else "none named" for case in cases),
        "Source": Counter(source(case.source) for case in cases),
    }
    return {of: sorted(parts.items()) for of, parts in ways.items() if set(parts) != {"none named"}}


def _plans(on: Writing) -> list[tuple[str, str]]:
    """Case files in which a plan of a kind was open, of all of them; a file can have several."""
    plans: Counter[str] = Counter()
    for case in on.run.cases:
        periods = case.outline.periods
        plans.update({one.type for one in periods if one.name == "plan_open" and one.type})
    whole = len(on.run.cases)
    return [
        (titled(coded(type_)), on.shown.part(number, whole))
        for type_, number in sorted(plans.items())
    ]


def _write_suspects(on: Writing) -> None:
    suspects = on.run.tally.suspect_coverage
    if not suspects:
        return
    on.paper.heading(on.says("word_suspect"), 2)
    concerns = len(folded(on.run))
    number = counted(concerns, "concern") if on.shown.is_shown(concerns) else "Concerns"
    on.paper.text(on.says("word_suspect_says", concerns=number), leads=True)
    groups: dict[tuple[str, str], list[str]] = {}
    files: dict[tuple[str, str], int] = {}
    for one in suspects:
        groups.setdefault((one.source, one.team), []).append(kind(one.kind))
        files[one.source, one.team] = one.cases
    rows = [
        (
            source(of),
            team or "none named",
            ", ".join(sorted(kinds)),
            on.shown.number(files[of, team]),
        )
        for (of, team), kinds in groups.items()
    ]
    columns = (
        Column("Source", 2),
        Column("Team", 3),
        Column("Never occur", 8),
        Column("Files", 1.3),
    )
    on.paper.table("Kinds of record that never occur", columns, rows)


def _write_silences(on: Writing) -> None:
    on.paper.heading(on.says("word_not_assessable"), 2)
    lines = silences(on.run)
    if not lines:
        on.paper.text(on.says("word_not_assessable_none"))
        return
    on.paper.text(on.says("not_assessable"), leads=True)
    for one in unheld(on.run):
        on.paper.text(f"{titled(source(one.source))}:", leads=True)
        on.paper.bullets(lacks(one, len(on.run.tally.rules)))
    on.paper.bullets(_other(on, one) for one in lines if not one.missing)


def _other(on: Writing, one: Silence) -> str:
    most = on.shown.files(max(number for _, number in one.rules))
    rules = ", ".join(rule for rule, _ in one.rules)
    if len(one.rules) > RULES_NAMED:
        rules = counted(len(one.rules), "criterion", "criteria")
    why = titled(one.why or "not known")
    return f"{why} ({source(one.source)}): {rules}, in up to {most}."


def _write_counts(on: Writing) -> None:
    """What was put aside, set aside or in error, and what an earlier run had found before."""
    totals, tally = on.run.tally.totals, on.run.tally
    known = sum(one.known for one in on.told)
    lines = []
    if totals["suppressed"]:
        number = on.shown.number(totals["suppressed"])
        lines.append(f"Findings that somebody has looked at and put aside with a reason: {number}.")
    if on.run.header.new_only:
        lines.append("What an earlier run had found is left out: only what is new is told.")
    if known:
        lines.append(f"Concerns that an earlier run had found as well: {on.shown.number(known)}.")
    if totals["set_aside"]:
        number = f"{totals['set_aside']:,}"
        lines.append(f"Set aside, because it could not be read: {number}, in the appendix.")
    if tally.failures:
        rules = sorted({one.rule for one in tally.failures})
        lines.append(f"Rules in error, which say nothing of some case files: {listed(rules)}.")
    if left_out := redacted(on.run):
        lines.append(f"{titled(left_out)}.")
    if lines:
        on.paper.heading(on.says("word_counts"), 2)
        on.paper.bullets(lines)
