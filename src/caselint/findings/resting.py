"""Concerns that rest on the absence of a kind of record that is suspect.

They say more of the export than of the work, so reports fold them under the suspect coverage.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import TYPE_CHECKING

from caselint.findings.tally import SuspectCoverage

if TYPE_CHECKING:
    from caselint.findings.run import Run


def folded(run: Run) -> dict[str, SuspectCoverage]:
    """The concerns that rest on the absence of a suspect kind, by fingerprint, and of which.

    A concern is folded if all the kinds that could have answered it are suspect in its source and
    team; concerns that follow from a folded one go with it.
    """
    suspects = {(one.source, one.team, one.kind): one for one in run.tally.suspect_coverage}
    if not suspects:
        return {}
    answers = {note.id: note.absence_of for note in run.header.rules}
    groups: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for case in run.cases:
        groups[case.case_id].add((case.source, case.team))
    concerns = [
        found
        for found in run.sorted_findings()
        if found.kind == "concern" and found.status != "suppressed"
    ]
    under: dict[str, SuspectCoverage] = {}
    for found in concerns:
        kinds = product(sorted(groups[found.case_id]), answers.get(found.rule, ()))
        missing = [suspects.get((source, team, kind)) for (source, team), kind in kinds]
        if missing and missing[0] and all(missing):
            under[found.fingerprint] = missing[0]
    size = -1
    while size != len(under):
        size = len(under)
        for found in concerns:
            for above in found.follows_from:
                if above in under:
                    under.setdefault(found.fingerprint, under[above])
    return under
