"""A run made by hand: three children, and all that a report has to show of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caselint.casefile.setaside import SetAside
from caselint.findings import (
    AuditNote,
    CheckedCase,
    Counts,
    Evidence,
    Finding,
    Header,
    Result,
    RulebookId,
    RuleNote,
    Run,
    StandardNote,
    fingerprint,
)

AS_AT = date(2026, 9, 30)

RULES = (
    RuleNote(
        "SUP001",
        "The case is discussed in supervision while a plan is open",
        "supervision",
        "high",
        "verdict",
        "local_policy",
        "Plans drift where nobody stands back from the work between visits.",
        ("C17-14",),
        ("T92",),
        ("Supervision recorded on a brother's or sister's file.",),
        absence_of=("supervision",),
    ),
    RuleNote(
        "CGR002",
        "Core groups meet as often as the standard asks",
        "core_groups",
        "medium",
        "verdict",
        "procedure",
        "The core group is where the plan is put to work.",
        ("A13-13",),
        ("T21/london", "T21/liverpool"),
        absence_of=("core_group",),
    ),
    RuleNote(
        "CGR006",
        "The conference chair is told when core groups lapse",
        "core_groups",
        "low",
        "verdict",
        "good_practice",
        "A chair who knows can call the conference early.",
        ("A13-13",),
        (),
        absence_of=("communication",),
    ),
    RuleNote(
        "VOI004",
        "What the child told a worker is taken up",
        "child's voice",
        "high",
        "verdict",
        "good_practice",
        "Children stop telling when nothing comes of it.",
        ("C17-49",),
        (),
        ("A worry taken up in other words than the child's.",),
    ),
    RuleNote(
        "CON003",
        "Flags and narrative agree on whether the child was seen alone",
        "consistency",
        "advice",
        "context",
        "good_practice",
        "A reader must know which of the two to trust.",
        (),
        (),
    ),
)

HEADER = Header(
    engine="0.1.0",
    rulebook=RulebookId("core", "0.1.0", "3f2a9c41d07be6558812"),
    as_at="2026-09-30",
    look_back="12 months",
    rules=RULES,
    standards=(
        StandardNote(
            "T92",
            "Case discussed in supervision",
            "2 months",
            "local_policy",
            "yes",
            "Liverpool, visits to children on a child protection plan",
            "liverpoolcs.trixonline.co.uk/chapter/visits-to-children-supported-through-a-child-protection-plan",
            "the last supervision of the case",
            "the next supervision of the case",
            "england",
            "Supervision in a group counts.",
        ),
        StandardNote(
            "T21/london",
            "Later core groups",
            "6 weeks",
            "procedure",
            "no",
            "London Child Protection Procedures, part A chapter 5",
        ),
        StandardNote(
            "T21/liverpool",
            "Later core groups",
            "1 month",
            "local_policy",
            "yes",
            "Liverpool, visits to children on a child protection plan",
            "liverpoolcs.trixonline.co.uk/chapter/visits-to-children",
        ),
    ),
    audit_findings=(
        AuditNote(
            "C17-14",
            "C17",
            "Managers' oversight was uneven, so that cases drifted and were delayed.",
        ),
        AuditNote("A13-13", "A13", "Core groups were held, but not always in time."),
        AuditNote("C17-49", "C17", "What children said was not always followed up."),
    ),
)

NOTES = {note.id: note for note in RULES}


def finding(rule: str, case_id: str, kind: Any, message: str, **more: Any) -> Finding:
    """A finding of one of the rules above."""
    note = NOTES[rule]
    key = more.pop("key", message)
    more.setdefault("evidence", (Evidence("P-1", "plan", date(2026, 1, 5)),))
    return Finding(
        kind=kind,
        rule=rule,
        title=note.title,
        theme=note.theme,
        severity=note.severity,
        force=note.force,
        audit=note.audit,
        standards=note.standards,
        case_id=case_id,
        message=message,
        fingerprint=fingerprint(rule, case_id, kind, more.get("part", ""), key),
        **more,
    )


def result(rule: str, case_id: str, outcome: Any, *findings: Finding, **more: Any) -> Result:
    """A result of one of the rules above."""
    note = NOTES[rule]
    return Result(
        rule=rule,
        theme=note.theme,
        audit=note.audit,
        standards=note.standards,
        gives=note.gives,
        case_id=case_id,
        outcome=outcome,
        findings=findings,
        **more,
    )


def checked(case_id: str, **more: Any) -> CheckedCase:
    """A case file as it was checked, from one source and team unless told otherwise."""
    facts: dict[str, Any] = {
        "team": "Safeguarding North",
        "agency": "children's social care",
        "source": "native",
        "as_at": AS_AT,
        "place": f"exports/{case_id}.json",
        "records": 41,
        "kinds": frozenset({"plan", "core_group", "visit"}),
    }
    return CheckedCase(case_id, **{**facts, **more})


def three_children() -> Run:
    """Ada's file has concerns, Ben's strengths and a query, Cara's comes from a bare census."""
    run = Run(replace(HEADER, needs=("supervision", "core_group")))
    lapse = finding(
        "CGR002",
        "C-104",
        "concern",
        "No core group is evidenced from 14 April 2026 to 21 July 2026 (14 weeks). The standard "
        "used here is every 6 weeks.",
        start=date(2026, 4, 14),
        end=date(2026, 7, 21),
        due=date(2026, 5, 26),
        next_step="Record the core groups that took place, or agree the next date with the chair.",
        evidence=(
            Evidence("P-3", "plan", date(2026, 1, 5), "visit_frequency", quote="10 working days"),
            Evidence("CG-2", "core_group", date(2026, 4, 14)),
            Evidence("CG-3", "core_group", date(2026, 7, 21)),
            Evidence(
                "N-31",
                "case_note",
                date(2026, 5, 27),
                "body",
                112,
                163,
                "core group postponed, chair to send round a new date",
                related=True,
            ),
        ),
    )
    run.add(
        checked("C-104"),
        [
            result(
                "SUP001",
                "C-104",
                "partly_evidenced",
                finding(
                    "SUP001",
                    "C-104",
                    "concern",
                    "No supervision is evidenced from 20 January 2026 to 1 April 2026 (71 days). "
                    "The standard used here is every 2 months.",
                    start=date(2026, 1, 20),
                    end=date(2026, 4, 1),
                    due=date(2026, 3, 20),
                    next_step="Record the supervision that took place, or agree when the case "
                    "will be discussed.",
                    status="known",
                    evidence=(
                        Evidence("P-3", "plan", date(2026, 1, 5)),
                        Evidence(
                            "S-12",
                            "supervision",
                            date(2026, 1, 20),
                            "decision",
                            0,
                            64,
                            "Continue the plan; ask for the parenting assessment before the review",
                        ),
                        Evidence("S-13", "supervision", date(2026, 4, 1)),
                    ),
                ),
                counts=Counts(met=3, unmet=1, pending=1),
                params=(("max_gap", "2 months"),),
            ),
            result("CGR002", "C-104", "partly_evidenced", lapse, counts=Counts(met=5, unmet=1)),
            result(
                "CGR006",
                "C-104",
                "not_evidenced",
                finding(
                    "CGR006",
                    "C-104",
                    "concern",
                    "No message to the conference chair is evidenced after core groups lapsed on "
                    "27 May 2026.",
                    part="conference chair",
                    next_step="Tell the chair, and record the answer.",
                    follows_from=(lapse.fingerprint,),
                    evidence=(Evidence("CG-2", "core_group", date(2026, 4, 14)),),
                ),
                counts=Counts(unmet=1),
            ),
            result(
                "VOI004",
                "C-104",
                "evidenced",
                finding(
                    "VOI004",
                    "C-104",
                    "strength",
                    "What the child told on 3 February 2026 is taken up in the plan of 16 "
                    "February 2026.",
                    evidence=(
                        Evidence(
                            "V-7",
                            "visit",
                            date(2026, 2, 3),
                            "child_words",
                            14,
                            73,
                            "I don't like it when they shout, I go and sit in the bathroom",
                        ),
                        Evidence(
                            "P-4",
                            "plan",
                            date(2026, 2, 16),
                            "actions.text",
                            0,
                            58,
                            "Work with both parents on arguments in front of the children",
                        ),
                    ),
                ),
                counts=Counts(met=1),
            ),
            result(
                "CON003",
                "C-104",
                "evidenced",
                finding(
                    "CON003",
                    "C-104",
                    "query",
                    "The visit is flagged as seen alone; its narrative places the mother in the "
                    "room.",
                    next_step="Agree which of the two stands.",
                    evidence=(
                        Evidence("V-9", "visit", date(2026, 3, 9), "child_seen_alone", quote="yes"),
                        Evidence(
                            "V-9",
                            "visit",
                            date(2026, 3, 9),
                            "observations",
                            201,
                            243,
                            "mum stayed in the room whilst we talked",
                        ),
                    ),
                ),
            ),
        ],
    )
    run.add(
        checked("C-117", records=63),
        [
            result(
                "SUP001",
                "C-117",
                "evidenced",
                finding(
                    "SUP001",
                    "C-117",
                    "strength",
                    "Supervision is evidenced at least every 2 months (4 of 4).",
                    evidence=tuple(
                        Evidence(f"S-{30 + month}", "supervision", date(2026, month, 11))
                        for month in range(1, 10)
                    ),
                ),
                counts=Counts(met=4),
            ),
            result(
                "CGR002",
                "C-117",
                "evidenced",
                finding(
                    "CGR002",
                    "C-117",
                    "strength",
                    "Core groups are evidenced at least every 6 weeks (7 of 7).",
                    evidence=(
                        Evidence("CG-20", "core_group", date(2026, 2, 2)),
                        Evidence("CG-21", "core_group", date(2026, 3, 10)),
                    ),
                ),
                counts=Counts(met=7),
            ),
            result("CGR006", "C-117", "not_applicable", why="no trigger"),
            result(
                "VOI004",
                "C-117",
                "not_evidenced",
                finding(
                    "VOI004",
                    "C-117",
                    "query",
                    "A worry told on 9 June 2026 is not seen again in the records supplied, in "
                    "any wording that caselint recognises.",
                    next_step="Look for it in other words, or ask the child how it went on.",
                    evidence=(
                        Evidence(
                            "V-44",
                            "visit",
                            date(2026, 6, 9),
                            "child_words",
                            0,
                            31,
                            "nobody at my new school knows me – ‘not even the tutor’ 😟",
                        ),
                    ),
                ),
                finding(
                    "VOI004",
                    "C-117",
                    "concern",
                    "looked at and put aside",
                    status="suppressed",
                ),
                counts=Counts(unmet=1, excused=1),
            ),
            result("CON003", "C-117", "not_applicable", why="no opportunity"),
        ],
    )
    census = ("referral", "assessment", "plan", "conference")
    run.add(
        checked(
            "C-122",
            team="",
            source="CIN census 2026",
            records=4,
            kinds=frozenset(census),
            covers=frozenset(census),
        ),
        [
            result("SUP001", "C-122", "not_assessable", needs_missing=("supervision",)),
            result("CGR002", "C-122", "not_assessable", needs_missing=("core_group",)),
            result("CGR006", "C-122", "not_assessable", needs_missing=("core_group",)),
            result(
                "VOI004",
                "C-122",
                "not_assessable",
                needs_missing=("visit.text", "visit.child_seen_alone"),
            ),
            result("CON003", "C-122", "error", why="ZeroDivisionError"),
        ],
    )
    run.tally.set_aside += [
        SetAside(
            "exports/C-117.json, records[12].date", "is not a day that exists", "C-117", "V-51"
        ),
        SetAside("exports/notes.txt", "is no format that caselint reads"),
    ]
    return run


def suspect_run(cases: int = 34) -> Run:
    """A source that says it holds supervision, and of whose files none has any."""
    run = Run(replace(HEADER, needs=("supervision",)))
    for number in range(cases):
        case_id = f"M-{number:03}"
        concern = finding("SUP001", case_id, "concern", "No supervision is evidenced since March.")
        other = finding("CGR002", case_id, "concern", "No core group is evidenced since April.")
        run.add(
            checked(case_id, source="Mosaic extract", place="mosaic.csv"),
            [
                result("SUP001", case_id, "not_evidenced", concern, counts=Counts(unmet=1)),
                result("CGR002", case_id, "not_evidenced", other, counts=Counts(unmet=1)),
            ],
        )
    return run


def many_children(cases: int = 60) -> Run:
    """Every fifth child has a concern, the others a strength, the last nothing at all."""
    run = Run(HEADER)
    for number in range(cases):
        case_id = f"K-{number:03}"
        outcome, kind = (
            ("not_evidenced", "concern") if number % 5 == 0 else ("evidenced", "strength")
        )
        said = f"What was found in {case_id}."
        findings = [] if number == cases - 1 else [finding("CGR002", case_id, kind, said)]
        run.add(checked(case_id), [result("CGR002", case_id, outcome, *findings)])
    return run


@pytest.fixture
def children() -> Run:
    return three_children()


@pytest.fixture
def suspects() -> Run:
    return suspect_run()


@pytest.fixture
def crowd() -> Run:
    return many_children()


@pytest.fixture
def nothing() -> Run:
    """A run in which no case file could be checked."""
    return Run(HEADER)


@pytest.fixture
def one_finding() -> Callable[..., Run]:
    """Makes a run of one case with one concern, of which the caller says what to change."""

    def made(message: str = "No supervision is evidenced.", **more: Any) -> Run:
        run = Run(HEADER)
        found = finding("SUP001", "C-1", "concern", message, **more)
        run.add(checked("C-1"), [result("SUP001", "C-1", "not_evidenced", found)])
        return run

    return made
