"""Which complaint to show where a value fits no branch of a union.

Pydantic reports every branch. The writer meant one: the branch whose kind of value this is, and of
several such the one with least amiss, at best only misspelt. Where the value is of no branch's
kind, one complaint names them all.
"""

from __future__ import annotations

from collections.abc import Iterable

from caselint.datafile.complaint import Complaint, unfit
from caselint.datafile.fault import Loc


def settle(complaints: Iterable[Complaint], depth: int = 0) -> list[Complaint]:
    """Keep one branch of every union; `depth` counts the unions already settled on the way."""
    settled: list[Complaint] = []
    unions: dict[Loc, dict[str, list[Complaint]]] = {}
    for complaint in complaints:
        if len(complaint.forks) <= depth:
            settled.append(complaint)
        else:
            fork = complaint.forks[depth]
            unions.setdefault(fork.loc, {}).setdefault(fork.branch, []).append(complaint)
    for loc, branches in unions.items():
        settled += _meant(loc, [settle(branch, depth + 1) for branch in branches.values()])
    return settled


def _meant(loc: Loc, branches: list[list[Complaint]]) -> list[Complaint]:
    of_its_kind = [each for each in branches if not _all_of_another_kind(loc, each)]
    if of_its_kind:
        return min(of_its_kind, key=lambda branch: (len(branch), _unguessed(branch)))
    every = [complaint for branch in branches for complaint in branch]
    kinds = dict.fromkeys(kind for complaint in every for kind in complaint.kinds)
    choices = dict.fromkeys(choice for complaint in every for choice in complaint.choices)
    return [unfit(loc, tuple(kinds), tuple(choices), every[0].value, every[0].key)]


def _all_of_another_kind(loc: Loc, branch: list[Complaint]) -> bool:
    return all(each.loc == loc and (each.kinds or each.choices) for each in branch)


def _unguessed(branch: list[Complaint]) -> int:
    return sum(not complaint.hint for complaint in branch)
