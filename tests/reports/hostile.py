"""Texts that files and saved runs may hold, and that a report has to survive."""

from dataclasses import replace
from datetime import date
from typing import Final

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
)

FORMULAS: Final = (
    '=HYPERLINK("http://evil.example","see")',
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "  =1+1",
    "'=1+1",
    "＝1+1",
)
MARKUP: Final = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a | b | c",
    "`code` ``more``",
    "[link](javascript:alert(1)) ![image](http://evil.example/p.png)",
    "@everyone #1 www.evil.example http://evil.example",
    "]]> <!-- --> &amp; &#64;",
)
BROKEN: Final = (
    "\x00\x01\x08\x0b\x0c\x1b[31m\x7f\x85\x9f",
    "\ud800 half \udfff pair",
    "\ufffe\uffff not characters",
    "\u202emoc.live\u202c \u2066turned\u2069 \u200f\u061c",
    "first\r\nsecond\rthird\u2028fourth\nfifth",
    "_x0041_ _x000D_",
    "😀👩‍👩‍👧 family",
    "",
)
LONG: Final = "long " * 20_000
HOSTILE: Final = (*FORMULAS, *MARKUP, *BROKEN, LONG)

AS_AT: Final = date(2026, 9, 30)


def hostile_run() -> Run:
    """A run in which every text is one of the above, each in a case of its own."""
    notes = tuple(
        RuleNote(f"R{n:02}", said, said or "t", "high", "verdict", said, said, (f"A{n}",), (said,))
        for n, said in enumerate(HOSTILE)
    )
    run = Run(
        Header(
            "0.1.0",
            RulebookId("core", "0.1.0", "abc"),
            "2026-09-30",
            "12 months",
            notes,
            tuple(
                StandardNote(said, said, said, said, said, said, said, said, said, said, said)
                for said in HOSTILE
            ),
            tuple(AuditNote(f"A{n}", said, said) for n, said in enumerate(HOSTILE)),
        )
    )
    for n, said in enumerate(HOSTILE):
        _add(run, n, said)
    run.tally.set_aside += [SetAside(said, said, said, said) for said in HOSTILE]
    return run


def _add(run: Run, n: int, said: str) -> None:
    case = CheckedCase(said, said, said, said, AS_AT, said, 3)
    found = [
        Finding(
            kind,
            f"R{n:02}",
            said,
            said or "t",
            "high",
            said,
            (said,),
            (said,),
            said,
            said,
            (
                Evidence(said, said or "visit", AS_AT, said, 0, 4, said),
                Evidence(said, "visit", None, "", None, None, said, related=True),
            ),
            f"{n:015}{kind[0]}",
            said,
            said,
            said,
            date(2026, 1, 5),
            date(1066, 10, 14),
            next_step=said,
        )
        for kind in ("strength", "concern", "query")
    ]
    results = [
        Result(
            f"R{n:02}",
            said or "t",
            (said,),
            (said,),
            "verdict",
            said,
            "partly_evidenced",
            said,
            said,
            said,
            Counts(met=1, unmet=1),
            findings=tuple(found),
        ),
        Result(
            f"R{(n + 1) % len(HOSTILE):02}",
            said or "t",
            (),
            (),
            "verdict",
            said,
            "not_assessable",
            said,
            needs_missing=(said,) if n % 2 else (),
            why=said,
        ),
        Result(f"R{(n + 2) % len(HOSTILE):02}", "t", (), (), "verdict", said, "error", why=said),
    ]
    run.add(case, results)


def with_baseline(run: Run) -> Run:
    """The same run, of which a baseline is known, whose day may be anything, and names left out."""
    run.header = replace(run.header, baseline=LONG, redacted=("names",))
    return run
