"""Papers of a run in which there is something of everything, each written once."""

from dataclasses import replace
from datetime import date

import pytest

from caselint.casefile.outline import Outline, OutlinedPeriod
from caselint.findings import Counts, Run
from caselint.reports.style import PLAIN
from caselint.reports.word import write_key_messages, write_thematic

from ..conftest import AS_AT, HEADER, checked, finding, result
from .opening import opened, written

OWN = replace(PLAIN, organisation="Anyshire Partnership")


def sixty_children():
    """Of sixty: core groups lapse in twelve of two teams, supervision in two; views are heard."""
    run = Run(HEADER)
    plan = OutlinedPeriod("plan_open", "child_protection", AS_AT)
    for number in range(60):
        case_id = f"K-{number:03}"
        team = "North" if number % 2 else "East"
        lapses, drifts = number % 5 == 0, number in (7, 8)
        lapse = finding(
            "CGR002",
            case_id,
            "concern",
            "Mrs Quibble did not come, and Ada Child was told.",
            part="Mrs Quibble",
            team=team,
            start=date(2026, 2, 28),
            end=date(2026, 4, 30),
            next_step="Agree the next date with the chair.",
            status="known" if number < 10 else "new",
        )
        drift = finding("SUP001", case_id, "concern", "No supervision is evidenced.")
        heard = finding("VOI004", case_id, "strength", "What Ada Child told is taken up.")
        odd = finding("CON003", case_id, "query", "Which of the two stands?")
        run.add(
            checked(
                case_id,
                team=team,
                outline=Outline(periods=(plan,)),
            ),
            [
                result(
                    "CGR002",
                    case_id,
                    "not_evidenced" if lapses else "evidenced",
                    *([lapse] if lapses else []),
                    counts=Counts(met=0 if lapses else 3, unmet=1 if lapses else 0),
                ),
                result(
                    "SUP001",
                    case_id,
                    "not_evidenced" if drifts else "evidenced",
                    *([drift] if drifts else []),
                    counts=Counts(met=0 if drifts else 1, unmet=1 if drifts else 0),
                ),
                result("VOI004", case_id, "evidenced", heard, counts=Counts(met=2)),
                result("CGR006", case_id, "not_assessable", needs_missing=("communication",)),
                result("CON003", case_id, "evidenced", *([odd] if number == 3 else [])),
            ],
        )
    return run


@pytest.fixture(scope="session")
def sixty():
    return sixty_children()


@pytest.fixture(scope="session")
def key_messages(sixty):
    return opened(written(write_key_messages, sixty, OWN))


@pytest.fixture(scope="session")
def thematic(sixty):
    return opened(written(write_thematic, sixty, OWN))
