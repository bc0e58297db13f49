"""Less than a run: some case files of it, its new findings alone, or all of it in brief."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from copy import copy
from dataclasses import replace
from typing import Any, Final

from caselint.casefile.outline import BLANK
from caselint.findings.finding import Finding
from caselint.findings.notes import SuppressionNote
from caselint.findings.put_aside import fits
from caselint.findings.run import Run


def only(run: Run, case_ids: Collection[str]) -> Run:
    """The run as it would be of these case files alone.

    What was set aside is kept where it belongs to one of them. What can only be told of many files,
    such as suspect coverage, is counted anew.
    """
    wanted = frozenset(case_ids)
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in run.findings:
        if finding.case_id in wanted:
            found[finding.case_id, finding.rule].append(finding)
    narrowed = Run(replace(run.header, suppressions=_of_those(run, wanted)))
    for case, results in run.by_case():
        if case.case_id in wanted:
            narrowed.add(
                case,
                (
                    result._replace(findings=tuple(found.pop((case.case_id, result.rule), ())))
                    for result in results
                ),
            )
    narrowed.tally.set_aside.extend(one for one in run.tally.set_aside if one.case_id in wanted)
    return narrowed


def new_alone(run: Run) -> Run:
    """The run without the findings that are known, for reports that list the new ones alone.

    Results and the tally stay those of the whole run, so that n of N and all totals are the same.
    Known concerns of rules that are not suppressible stay too: what may not be put aside with a
    reason may not be without one.
    """
    kept = {note.id for note in run.header.rules if not note.suppressible}
    shown = copy(run)
    shown.findings = [
        found
        for found in run.findings
        if found.status != "known" or (found.kind == "concern" and found.rule in kept)
    ]
    return shown


def in_brief(run: Run) -> Run:
    """The run without what a report tells of a child alone: evidence, messages, timelines, names.

    All that is counted stays, and so does what each finding is of.
    """
    brief = copy(run)
    brief.cases = [replace(case, outline=BLANK, names=()) for case in run.cases]
    brief.findings = list(map(_in_brief, run.findings))
    return brief


_LEFT_OUT: Final = [
    (Finding._fields.index(field), blank)
    for field, blank in (("message", ""), ("evidence", ()), ("next_step", ""))
]


def _in_brief(found: Finding) -> Finding:
    """A finding without what is left out; `_replace` takes twice as long."""
    values: list[Any] = list(found)
    for at, blank in _LEFT_OUT:
        values[at] = blank
    return Finding._make(values)


def _of_those(run: Run, case_ids: frozenset[str]) -> tuple[SuppressionNote, ...]:
    """The suppressions that bear on these case files: of a case, or of a record that is there."""
    found = [one for one in run.findings if one.case_id in case_ids and run.header.suppressions]
    return tuple(
        note
        for note in run.header.suppressions
        if note.case in case_ids or (not note.case and any(fits(note, one) for one in found))
    )
