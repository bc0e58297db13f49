"""The part of the terminal's report that says what could not be assessed, once for each source.

What a source does not hold is told as what it lacks and how many rules that silences; a reason that
lies in a file is told with its rules. With `verbose` each is told rule by rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from caselint.findings.run import Run
from caselint.reports.arranging import Silence, Unheld, silences, unheld
from caselint.reports.terminal.page import Page
from caselint.reports.wording import counted, field, kind, listed, need, source, titled

RULES_NAMED: Final = 6
"""Rules that are named after a reason; of more, their number is told."""

_HANG: Final = 18


def write_silences(run: Run, page: Page, *, verbose: bool) -> None:
    """What could not be assessed and why: by source, or with `verbose` by thing missing."""
    lines = silences(run)
    if not lines:
        return
    page.heading("Could not be assessed")
    if verbose:
        _write_each(run, lines, page)
        return
    in_force = len(run.tally.rules)
    for one in unheld(run):
        _write_unheld(one, in_force, page)
    for silence in lines:
        if not silence.missing:
            page.put((_reason(silence), "bold"), f": {_few(silence)}", indent=2, hang=2)
    page.put("With --verbose each rule stands with what it would need.", indent=2)


def _write_each(run: Run, lines: Sequence[Silence], page: Page) -> None:
    titles = {note.id: note.title for note in run.header.rules}
    for silence in lines:
        page.put((_reason(silence), "bold"), f": {_rules(silence)}", indent=2, hang=2)
        for rule, _ in silence.rules:
            page.put(titles.get(rule, ""), indent=6, label=rule, hang=len(rule) + 2)


def _write_unheld(one: Unheld, in_force: int, page: Page) -> None:
    page.put((source(one.source), "bold"), indent=2)
    for label, rules in (("Not assessable", one.never), ("In some files", one.at_times)):
        number = sum(map(len, rules.values()))
        if number:
            said = f"{number:,} of {counted(in_force, 'rule')}: {_by_theme(rules)}"
            page.put(said, indent=4, label=label, hang=_HANG)
    if one.kinds:
        page.put(_all(kind, one.kinds), indent=4, label="Holds no", hang=_HANG)
    if one.in_part:
        page.put(_all(kind, one.in_part), indent=4, label="In some files no", hang=_HANG)
    if one.types:
        page.put(_all(need, one.types), indent=4, label="Of types, no", hang=_HANG)
    for number, (owner, fields) in enumerate(one.fields.items()):
        label = "" if number else "Does not say"
        page.put(f"of {kind(owner)}: {_all(field, fields)}", indent=4, label=label, hang=_HANG)


def _all(say: Callable[[str], str], things: Iterable[str]) -> str:
    return ", ".join(sorted(map(say, things)))


def _by_theme(rules: Mapping[str, Sequence[str]]) -> str:
    return ", ".join(f"{titled(theme)} {len(ids):,}" for theme, ids in rules.items())


def _few(silence: Silence) -> str:
    if len(silence.rules) <= RULES_NAMED:
        return _rules(silence)
    most = max(number for _, number in silence.rules)
    return f"{counted(len(silence.rules), 'rule')}, in up to {counted(most, 'case file')}"


def _reason(silence: Silence) -> str:
    if not silence.missing:
        return f"{silence.why or 'not known'} ({source(silence.source)})"
    return f"{listed(need(path) for path in silence.missing)} (not in {source(silence.source)})"


def _rules(silence: Silence) -> str:
    cases = {number for _, number in silence.rules}
    if len(cases) == 1:
        rules = ", ".join(rule for rule, _ in silence.rules)
        return f"{rules}; {counted(cases.pop(), 'case file')}"
    return ", ".join(f"{rule} in {counted(number, 'case file')}" for rule, number in silence.rules)
