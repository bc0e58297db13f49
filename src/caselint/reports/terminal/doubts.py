"""The parts of the terminal's report that say how far to trust the rest.

Suspect coverage stands first in a report; what was set aside and which rules raised stand at its
end, after what could not be assessed (`silences`). Each thing is said once.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Final

from caselint.findings.run import Run
from caselint.findings.tally import SuspectCoverage, Tally
from caselint.reports.terminal.page import Page
from caselint.reports.wording import counted, kind, source

LINES_SHOWN: Final = 20
"""Things set aside, and errors of rules, that are listed; with `verbose` all."""


def write_suspects(
    run: Run, away: Mapping[str, SuspectCoverage], page: Page, *, verbose: bool
) -> None:
    """Kinds that a source says it holds and none of its files has, with what is folded there."""
    suspects = run.tally.suspect_coverage
    if not suspects:
        return
    page.heading("Suspect coverage")
    concerns = [one for one in run.findings if one.fingerprint in away]
    concerns.sort(key=lambda one: (one.rule, one.case_id))
    titles = {note.id: note.title for note in run.header.rules}
    for suspect in suspects:
        team = f", team {suspect.team}" if suspect.team else ""
        page.put(
            (
                f"No {kind(suspect.kind)} record occurs in any of "
                f"{counted(suspect.cases, 'case file')} of {source(suspect.source)}{team}, "
                "although the source says that it holds them.",
                "bold",
            ),
            " Ask whether they were left out of the export. Concerns that rest on their absence "
            "are folded here:",
            indent=2,
        )
        beneath = [one for one in concerns if away[one.fingerprint] == suspect]
        for rule, group in groupby(beneath, key=lambda one: one.rule):
            cases = [one.case_id for one in group]
            files = counted(len(set(cases)), "case file")
            line = f"{counted(len(cases), 'concern')} in {files}: {titles.get(rule, '')}"
            page.put(line, indent=4, label=rule, hang=len(rule) + 2)
            if verbose:
                page.put(", ".join(sorted(set(cases))), indent=6 + len(rule))
        if not beneath:
            page.put("none", indent=4)


def write_set_aside(tally: Tally, page: Page, *, verbose: bool) -> None:
    """What could not be read: where, and why."""
    things = sorted(tally.set_aside, key=lambda one: (one.place, one.case_id, one.record_id))
    if not things:
        return
    page.heading("Set aside, because it could not be read")
    for one in things if verbose else things[:LINES_SHOWN]:
        ids = (("record", one.record_id), ("case", one.case_id))
        known = ", ".join(f"{what} {id_}" for what, id_ in ids if id_)
        page.put(
            (one.place, "bold"), f": {one.why}", f" ({known})" if known else "", indent=2, hang=2
        )
    _write_rest(len(things), page, verbose)


def write_errors(tally: Tally, page: Page, *, verbose: bool) -> None:
    """Rules that raised: a fault of caselint or of the rule, never of the file or its writer."""
    failures = sorted(tally.failures, key=lambda one: (one.rule, one.case_id))
    if not failures:
        return
    page.heading("Rules in error")
    page.put(
        "A fault in caselint or in the rule, not in the case file. Please report it.", indent=2
    )
    for one in failures if verbose else failures[:LINES_SHOWN]:
        page.put((one.rule, "bold"), f" on {one.case_id}: {one.error}", indent=2, hang=2)
    _write_rest(len(failures), page, verbose)


def _write_rest(number: int, page: Page, verbose: bool) -> None:
    if number > LINES_SHOWN and not verbose:
        page.put(f"and {number - LINES_SHOWN:,} more (--verbose lists them)", indent=2)
