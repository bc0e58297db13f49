"""Findings, results and checked cases, each with what a test is about and no more."""

from datetime import date

from caselint.findings import (
    CheckedCase,
    Evidence,
    Finding,
    Header,
    Result,
    RulebookId,
    fingerprint,
)

DAY = date(2026, 6, 30)
HEADER = Header("0.1.0", RulebookId("core", "0.1.0", "abc"), "2026-06-30", "12 months")


def finding(**fields):
    plain = {
        "kind": "concern",
        "rule": "SUP001",
        "title": "The case is discussed in supervision",
        "theme": "supervision",
        "severity": "high",
        "force": "procedure",
        "audit": ("C17-14",),
        "standards": ("T92",),
        "case_id": "C1",
        "message": "No supervision is evidenced.",
        "evidence": (Evidence("r1", "supervision"),),
        "fingerprint": fingerprint("SUP001", "C1", "concern", "", "r1"),
    }
    return Finding(**{**plain, **fields})


def result(rule="SUP001", outcome="evidenced", **fields):
    plain = {
        "theme": "supervision",
        "audit": ("C17-14",),
        "standards": ("T92",),
        "gives": "verdict",
        "case_id": "C1",
    }
    return Result(rule=rule, outcome=outcome, **{**plain, **fields})


def checked(case_id="C1", **fields):
    plain = {
        "team": "North",
        "agency": "Anyshire",
        "source": "native",
        "as_at": DAY,
        "place": f"{case_id}.json",
        "records": 3,
    }
    return CheckedCase(case_id=case_id, **{**plain, **fields})
