"""How a comparison of two runs is put into words, whatever the form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from caselint.findings.comparing import (
    ENOUGH,
    STEP,
    Changed,
    Comparison,
    Direction,
    ThenAndNow,
    Why,
)
from caselint.findings.finding import Finding, FindingKind
from caselint.findings.run import Run
from caselint.reports.wording import counted, day, listed

WHYS: Final[Mapping[Why, str]] = {
    "file_not_there": "the case file is not in the {other} run",
    "rule_not_there": "the rule did not run on it in the {other} run",
    "rule_changed": "the rule asks something else",
    "parameters_changed": "the rule's parameters have other values",
    "file_changed": "the case file says something else",
    "days_moved": "its days were not judged in the {other} run",
    "not_assessable": "it could not be assessed in the {other} run",
    "only_days_differ": "nothing but the day on which the file was judged",
}
UNEXPLAINED: Final = "nothing that the two runs tell"

DIRECTIONS: Final[Mapping[Direction, str]] = {
    "": "",
    "more_often": "more often evidenced",
    "less_often": "less often evidenced",
    "much_the_same": "much the same",
}
FEW: Final = (
    f"A word on the direction stands only where both runs have {ENOUGH} occasions or more in the "
    f"case files of both, and the rule asks the same. Less than {STEP} in 100 is much the same."
)
GONE: Final = (
    "A finding that is gone may have been put right, or recorded since. It may also have left the "
    "days judged: what each hangs on is said with it."
)
KEYS_DIFFER: Final = (
    "These runs were redacted with different keys, or one of them was not redacted, or one without "
    "a key. Findings have other fingerprints then, so that none can be known again: neither "
    "findings nor case files are compared. Whoever holds the key can redact both with it."
)
KINDS: Final[tuple[FindingKind, ...]] = ("strength", "concern", "query")


def why(changed: Changed, *, other: str) -> str:
    """What differs between the runs; `other` is the run that lacks the finding: older, newer."""
    if not changed.why:
        return UNEXPLAINED
    return listed(WHYS[one].format(other=other) for one in changed.why)


def listed_of(those: Iterable[Changed]) -> list[Changed]:
    """Those that a report lists by child; the others are counted, as `unlisted` says."""
    return [one for one in those if not (_is_suppressed(one) or _is_of_other_days(one))]


def unlisted(those: Sequence[Changed]) -> list[str]:
    """What is counted and not listed, and why, a sentence each."""
    hidden = sum(map(_is_suppressed, those))
    moved = sum(_is_of_other_days(one) and not _is_suppressed(one) for one in those)
    said = []
    if moved:
        said.append(
            f"{counted(moved, 'strength')} not listed: a strength speaks of all the days judged, "
            "and these are others."
        )
    if hidden:
        said.append(f"{hidden:,} suppressed and not listed.")
    return said


def _is_suppressed(one: Changed) -> bool:
    return one.finding.status == "suppressed"


def _is_of_other_days(one: Changed) -> bool:
    """Whether it is a strength that says no more than that other days were judged."""
    return one.finding.kind == "strength" and "days_moved" in one.why


def numbers(findings: Iterable[Finding]) -> str:
    """How many of each kind, strengths first."""
    kinds = Counter(one.kind for one in findings)
    plural = {"strength": "strengths", "concern": "concerns", "query": "queries"}
    said = [counted(kinds[kind], kind, plural[kind]) for kind in KINDS if kinds[kind]]
    return ", ".join(said) or "none"


def judged(run: Run) -> str:
    """On which day, or between which days, the files of a run were judged."""
    days = sorted({case.as_at for case in run.cases})
    if not days:
        return "no case file"
    if len(days) == 1:
        return day(days[0])
    return f"{len(days)} days, from {day(days[0])} to {day(days[-1])}"


def facts(comparison: Comparison) -> list[tuple[str, str, str]]:
    """What each run was, in rows: what, then, now."""
    old, new = comparison.old, comparison.new
    return [
        ("As at", judged(old), judged(new)),
        ("Look-back", old.header.look_back, new.header.look_back),
        ("Case files", f"{len(old.cases):,}", f"{len(new.cases):,}"),
        ("Rulebook", _rulebook(old), _rulebook(new)),
        ("caselint", old.header.engine, new.header.engine),
    ]


def files(comparison: Comparison) -> str:
    """Which case files the runs share."""
    both, old, new = (len(those) for those in _groups(comparison))
    if comparison.same_files and both == 1:
        return "Both runs are of the same case file."
    if comparison.same_files:
        return f"Both runs have the same {counted(both, 'case file')}."
    return (
        f"{counted(both, 'case file')} in both runs, {old:,} only in the older, {new:,} only in "
        "the newer."
    )


def fraction(one: ThenAndNow) -> str:
    """``7 of 9 → 11 of 12``: all case files of each run."""
    return f"{one.then} → {one.now}"


def fraction_both(one: ThenAndNow) -> str:
    """The same of the case files that both runs have."""
    return f"{one.then_both} → {one.now_both}"


def direction(one: ThenAndNow) -> str:
    """In a few words, where there is enough to say it."""
    return "the rule asks something else" if one.changed else DIRECTIONS[one.direction]


def has_occasions(one: ThenAndNow) -> bool:
    """Whether either run had an occasion to be told of."""
    return bool(one.then.of or one.now.of)


def _groups(comparison: Comparison) -> tuple[tuple[str, ...], ...]:
    return comparison.both, comparison.only_old, comparison.only_new


def _rulebook(run: Run) -> str:
    book = run.header.rulebook
    return f"{book.id} {book.version} ({book.hash[:12]})"
