"""The stages of a child's journey, and which themes belong to which.

One table: whoever adds a theme adds it here. A rule whose theme takes in several stages is named by
its id. What no stage names runs through the whole of the work, and so does a local theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from caselint.reports.word.meeting import Criterion


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage: its title, the themes that belong to it, and rules of other themes, by id."""

    title: str
    themes: frozenset[str] = frozenset()
    rules: frozenset[str] = frozenset()


def _stage(title: str, *themes: str, rules: Sequence[str] = ()) -> Stage:
    return Stage(title, frozenset(themes), frozenset(rules))


THROUGHOUT: Final = Stage("Throughout the work")

STAGES: Final = (
    _stage("Early help", "early_help"),
    _stage("Referral", "referrals", rules=("CST001", "CST002")),
    _stage("Assessment", "assessment", "chronology", rules=("VOI002",)),
    _stage("Strategy discussion and section 47 enquiry", "strategy", "section47"),
    _stage("Initial child protection conference", rules=("CNF001", "CNF002", "CNF003", "ICP001")),
    _stage(
        "Plan, core group and direct work",
        *("planning", "core_groups", "visits", "exploitation", "missing"),
        rules=("VOI003", "PAR001", "PAR010", "PAR011", "COM001", "MIN002", "LAC007"),
    ),
    _stage(
        "Review",
        *("conferences", "looked_after"),
        rules=("PLN008", "PLN009", "PLN010", "PLN012", "VOI004", "SCR002", "SCR003", "SCR004"),
    ),
    _stage("Closure and moving on", "closure", "moves", rules=("REF006",)),
)


def stage_of(rule: str, theme: str) -> Stage:
    """The stage that a rule belongs to; a rule that is named counts before its theme."""
    for stage in STAGES:
        if rule in stage.rules:
            return stage
    return next((stage for stage in STAGES if theme in stage.themes), THROUGHOUT)


def by_stage(criteria: Sequence[Criterion]) -> list[tuple[Stage, list[Criterion]]]:
    """The criteria of each stage, in the order of the journey; stages without any are left out."""
    groups: dict[str, list[Criterion]] = {}
    for one in criteria:
        groups.setdefault(stage_of(one.rule, one.theme).title, []).append(one)
    return [
        (stage, groups[stage.title]) for stage in (*STAGES, THROUGHOUT) if stage.title in groups
    ]
