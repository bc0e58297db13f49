"""Two runs side by side: what is new, what is still there, what is gone, and what may explain it.

A finding is the same where its fingerprint is. That one is gone does not say that somebody put it
right: the rule, the case file or the days that were judged may be others now, and so each that is
new or gone is given with whatever differs between the runs in what it hangs on.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal, NamedTuple

from caselint.findings.baseline import file_digests, key_of
from caselint.findings.finding import Finding
from caselint.findings.months import add_months
from caselint.findings.result import Result
from caselint.findings.run import Run

Why = Literal[
    "file_not_there",
    "rule_not_there",
    "rule_changed",
    "parameters_changed",
    "file_changed",
    "days_moved",
    "not_assessable",
    "only_days_differ",
]
"""What differs between two runs, seen from a finding that only one of them has:

* ``file_not_there``: the case file is not in the other run
* ``rule_not_there``: the rule did not run on the file there
* ``rule_changed``: it asks something else
* ``parameters_changed``: other values of its parameters were in force
* ``file_changed``: the case file says something else
* ``days_moved``: the finding's days lie outside those that were judged there
* ``not_assessable``: the rule could not be assessed there, or was in error
* ``only_days_differ``: it has its days in both, and yet nothing but the days judged is different
"""

ENOUGH: Final = 30
"""Occasions that both runs must have before anything is said of the direction."""

STEP: Final = 10
"""So many in a hundred more or fewer are a difference worth a word."""

Direction = Literal["", "more_often", "less_often", "much_the_same"]

_LOOK_BACK: Final = re.compile(r"(\d+) (day|week|month|year|working day)s?")


@dataclass(frozen=True, slots=True)
class Fraction:
    """n of N, in occasions."""

    met: int = 0
    of: int = 0

    def __str__(self) -> str:
        return f"{self.met:,} of {self.of:,}"


@dataclass(frozen=True, slots=True)
class ThenAndNow:
    """One theme or rule: n of N in each run, of all its files and of those that both have.

    `direction` speaks of the files in both. It is empty where there are too few occasions to say,
    or where what was asked is not the same: `changed` says so.
    """

    name: str
    theme: str
    then: Fraction
    now: Fraction
    then_both: Fraction
    now_both: Fraction
    changed: bool = False

    @property
    def direction(self) -> Direction:
        """More often met, less often, or much the same."""
        before, after = self.then_both, self.now_both
        if self.changed or min(before.of, after.of) < ENOUGH:
            return ""
        # As whole numbers: (after - before) in hundredths, times both wholes.
        moved = 100 * (after.met * before.of - before.met * after.of)
        step = STEP * before.of * after.of
        if abs(moved) < step:
            return "much_the_same"
        return "more_often" if moved > 0 else "less_often"


@dataclass(frozen=True, slots=True)
class Changed:
    """A finding that only one of two runs has, and what differs between them.

    Where `why` is empty, nothing that the runs tell explains it.
    """

    finding: Finding
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Still:
    """A finding that both runs have."""

    then: Finding
    now: Finding


@dataclass(frozen=True, slots=True)
class Comparison:
    """What `compare` gives; findings stand by case, rule and fingerprint.

    `keys_differ`: the runs were redacted with different keys, or only one was, or without a key.
    Then no fingerprint says anything, and neither findings nor files are compared.
    """

    old: Run = field(repr=False)
    new: Run = field(repr=False)
    keys_differ: bool
    appeared: tuple[Changed, ...]
    still: tuple[Still, ...]
    gone: tuple[Changed, ...]
    both: tuple[str, ...]
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    themes: tuple[ThenAndNow, ...]
    rules: tuple[ThenAndNow, ...]

    @property
    def same_files(self) -> bool:
        """Whether both runs are of the same case files."""
        return not (self.only_old or self.only_new or self.keys_differ)


def compare(old: Run, new: Run) -> Comparison:
    """Compare two runs, the older one first."""
    keys = (key_of(old), key_of(new))
    keys_differ = keys[0] != keys[1] or keys[0] is None
    before, after = _findings(old, keys_differ), _findings(new, keys_differ)
    gone = [one for one in before.values() if one.fingerprint not in after]
    appeared = [one for one in after.values() if one.fingerprint not in before]
    wanted = frozenset((one.case_id, one.rule) for one in (*gone, *appeared))
    then_files, now_files = file_digests(old), file_digests(new)
    both = frozenset(() if keys_differ else then_files.keys() & now_files.keys())
    then = _Side(old, then_files, both, wanted)
    now = _Side(new, now_files, both, wanted)
    themes, rules = _figures(then, now)
    return Comparison(
        old,
        new,
        keys_differ,
        tuple(Changed(one, _whys(one, now, then)) for one in appeared),
        tuple(Still(one, after[id_]) for id_, one in before.items() if id_ in after),
        tuple(Changed(one, _whys(one, then, now)) for one in gone),
        tuple(sorted(both)),
        () if keys_differ else tuple(sorted(then_files.keys() - both)),
        () if keys_differ else tuple(sorted(now_files.keys() - both)),
        themes,
        rules,
    )


def _findings(run: Run, keys_differ: bool) -> dict[str, Finding]:
    return {} if keys_differ else {one.fingerprint: one for one in run.sorted_findings()}


class _Window(NamedTuple):
    as_at: date
    look_back: str


class _Side:
    """One of two runs, by what a finding hangs on.

    `results` are those of the `wanted` pairs of case and rule; of several files of a case id, one
    that could be assessed. `days` are the last on which the files of a case id were judged. What is
    counted is counted of all files and of those that both runs have.
    """

    def __init__(
        self,
        run: Run,
        files: Mapping[str, str],
        both: frozenset[str],
        wanted: frozenset[tuple[str, str]],
    ) -> None:
        self.look_back = run.header.look_back
        self.files = files
        self.asked = {note.id: note.digest for note in run.header.rules}
        self.days: dict[str, date] = {}
        self.results: dict[tuple[str, str], Result] = {}
        self.themes: dict[str, str] = {}
        self.params: dict[str, set[tuple[tuple[str, str], ...]]] = defaultdict(set)
        self.met: Counter[str] = Counter()
        self.judged: Counter[str] = Counter()
        self.met_both: Counter[str] = Counter()
        self.judged_both: Counter[str] = Counter()
        for case, results in run.by_case():
            self.days[case.case_id] = max(self.days.get(case.case_id, case.as_at), case.as_at)
            for result in results:
                self._take(result, is_wanted=(case.case_id, result.rule) in wanted)
                self._count(result, case.case_id in both)

    def _take(self, result: Result, *, is_wanted: bool) -> None:
        self.params[result.rule].add(result.params)
        key = (result.case_id, result.rule)
        if is_wanted and (key not in self.results or self.results[key].outcome in _SILENT):
            self.results[key] = result

    def _count(self, result: Result, in_both: bool) -> None:
        if result.gives == "context":
            return
        self.themes[result.rule] = result.theme
        self.met[result.rule] += result.counts.met
        self.judged[result.rule] += result.counts.judged
        if in_both:
            self.met_both[result.rule] += result.counts.met
            self.judged_both[result.rule] += result.counts.judged

    def window(self, case_id: str) -> _Window:
        """Which days of a case file were judged."""
        return _Window(self.days[case_id], self.look_back)

    def of(self, rules: Iterable[str]) -> tuple[Fraction, Fraction]:
        """Occasions of some rules, met of all: of all files, and of those that both runs have."""
        rules = tuple(rules)
        return (
            Fraction(sum(self.met[one] for one in rules), sum(self.judged[one] for one in rules)),
            Fraction(
                sum(self.met_both[one] for one in rules),
                sum(self.judged_both[one] for one in rules),
            ),
        )


_SILENT: Final = ("not_assessable", "error")


def _figures(then: _Side, now: _Side) -> tuple[tuple[ThenAndNow, ...], tuple[ThenAndNow, ...]]:
    """Figures by theme and by rule; a theme asks something else where one of its rules does."""
    theme_of = then.themes | now.themes
    changed = {
        rule
        for rule in theme_of
        if (rule in then.themes) != (rule in now.themes)
        or _differ(then.asked.get(rule, ""), now.asked.get(rule, ""))
        or then.params[rule] != now.params[rule]
    }
    of_theme: dict[str, list[str]] = defaultdict(list)
    for rule, theme in sorted(theme_of.items()):
        of_theme[theme].append(rule)

    def paired(name: str, theme: str, rules: Iterable[str]) -> ThenAndNow:
        rules = tuple(rules)
        (before, before_both), (after, after_both) = then.of(rules), now.of(rules)
        other = any(rule in changed for rule in rules)
        return ThenAndNow(name, theme, before, after, before_both, after_both, other)

    themes = tuple(paired(theme, theme, rules) for theme, rules in sorted(of_theme.items()))
    rules = tuple(
        paired(rule, theme, [rule]) for theme, those in sorted(of_theme.items()) for rule in those
    )
    return themes, rules


def _whys(finding: Finding, here: _Side, there: _Side) -> tuple[Why, ...]:
    """What is different in the run that does not have a finding."""
    case, rule = finding.case_id, finding.rule
    if case not in there.files:
        return ("file_not_there",)
    result = there.results.get((case, rule))
    if result is None:
        return ("rule_not_there",)
    whys: list[Why] = []
    if _differ(here.asked.get(rule, ""), there.asked.get(rule, "")):
        whys.append("rule_changed")
    own = here.results.get((case, rule))
    if own is not None and own.params != result.params:
        whys.append("parameters_changed")
    if _differ(here.files.get(case, ""), there.files[case]):
        whys.append("file_changed")
    if _have_moved(finding, here.window(case), there.window(case)):
        whys.append("days_moved")
    if result.outcome in _SILENT:
        whys.append("not_assessable")
    if not whys and here.window(case) != there.window(case):
        whys.append("only_days_differ")
    return tuple(whys)


def _differ(one: str, other: str) -> bool:
    """Whether two digests differ; one that is not known says nothing."""
    return bool(one and other and one != other)


def _have_moved(finding: Finding, here: _Window, there: _Window) -> bool:
    """Whether the days judged explain that a finding is in one run alone.

    A strength speaks of all the days judged, so that with other days it is another. Anything else
    has days of its own, and is outside where these lie after the day judged or before the look-back
    begins.
    """
    if finding.kind == "strength":
        return here != there
    first, last = _days(finding)
    if first is None or last is None:
        return False
    opens = window_opens(there.as_at, there.look_back)
    return first > there.as_at or (opens is not None and last <= opens)


def _days(finding: Finding) -> tuple[date | None, date | None]:
    """The first day on which it could be told, and the last that it speaks of.

    Where something was due, it can be told from the day after. Without days of its own it has those
    of the records that it rests on.
    """
    own = [day for day in (finding.start, finding.end) if day is not None]
    if finding.due is not None:
        told = finding.due + timedelta(days=1)
        return told, max([told, *own])
    cited = [date(*item.date.timetuple()[:3]) for item in finding.evidence if item.date]
    days = [date(*day.timetuple()[:3]) for day in own] or cited
    return (max(days), max(days)) if days else (None, None)


def window_opens(as_at: date, look_back: str) -> date | None:
    """The day before the first that is judged; None for all, or where it cannot be said."""
    match = _LOOK_BACK.fullmatch(look_back.strip())
    if match is None:
        return None
    number, unit = min(int(match[1]), 10_000_000), match[2]
    if unit in ("month", "year"):
        return add_months(as_at, -number * (12 if unit == "year" else 1))
    days = {"day": number, "week": 7 * number}.get(unit)
    if days is None or days >= as_at.toordinal():
        return None
    return as_at - timedelta(days=days)
