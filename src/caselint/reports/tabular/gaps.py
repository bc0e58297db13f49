"""The tables of what could not be said: suspect coverage, silences, what was set aside, errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from caselint.findings.run import Run
from caselint.reports.arranging import folded, silences
from caselint.reports.tabular.table import Cell, Heading, Table
from caselint.reports.wording import kind, listed, need, source, titled

_SUSPECTS: Final = (
    Heading("Source", 24),
    Heading("Team", 24),
    Heading("No record of this kind", 24),
    Heading("In any of case files", 13, "number"),
    Heading("Concerns that rest on it", 14, "number"),
    Heading("What to do", 60, "wide"),
)
_SILENCES: Final = (
    Heading("Source", 20),
    Heading("What it lacks", 36, "wide"),
    Heading("Why else", 30, "wide"),
    Heading("Theme", 16),
    Heading("Rule", 9),
    Heading("What is looked for", 48, "wide"),
    Heading("Case files", 10, "number"),
    Heading("Of files of the source", 13, "number"),
)
_ASIDE: Final = (
    Heading("Place", 52, "wide"),
    Heading("Why", 52, "wide"),
    Heading("Case", 18),
    Heading("Record", 18),
)
_PUT_ASIDE: Final = (
    Heading("Rule", 10),
    Heading("Case", 18),
    Heading("Record", 18),
    Heading("Reason", 60, "wide"),
    Heading("Put aside by", 24),
    Heading("Since", 13, "day"),
    Heading("Expires", 13, "day"),
    Heading("State", 22),
    Heading("Findings that it covers", 13, "number"),
    Heading("Findings that are back", 13, "number"),
)
_STATES: Final = {
    "active": "in force",
    "expired": "expired",
    "too_far": "no effect: lasts too long",
}
_ERRORS: Final = (Heading("Rule", 10), Heading("Case", 18), Heading("Type of error", 32))


def suspects(run: Run) -> Table:
    """Kinds that a source says it holds and that none of a team's files has."""
    return Table("suspect", "Suspect coverage", _SUSPECTS, _suspects(run))


def not_assessable(run: Run) -> Table:
    """What each source lacks, and which rules needed it."""
    return Table("not_assessable", "Not assessable", _SILENCES, _silences(run))


def set_aside(run: Run) -> Table:
    """What could not be read."""
    things = sorted(run.tally.set_aside, key=lambda one: (one.place, one.case_id, one.record_id))
    rows = ([one.place, one.why, one.case_id, one.record_id] for one in things)
    return Table("set_aside", "Set aside", _ASIDE, rows)


def put_aside(run: Run) -> Table:
    """What somebody has put aside, why and until when."""
    return Table("put_aside", "Put aside", _PUT_ASIDE, _suppressions(run))


def errors(run: Run) -> Table:
    """Rules that raised: a fault of caselint or of the rule."""
    failures = sorted(run.tally.failures, key=lambda one: (one.rule, one.case_id))
    rows = ([one.rule, one.case_id, one.error] for one in failures)
    return Table("errors", "Rules in error", _ERRORS, rows)


def _suspects(run: Run) -> Iterator[list[Cell]]:
    beneath = Counter(folded(run).values())
    for one in run.tally.suspect_coverage:
        yield [
            source(one.source),
            one.team,
            kind(one.kind),
            one.cases,
            beneath[one],
            "Ask whether they were left out of the export.",
        ]


def _suppressions(run: Run) -> Iterator[list[Cell]]:
    for one in run.tally.suppressions:
        note = one.note
        unused = ", covers nothing here" if one.is_unused else ""
        yield [
            note.rule,
            note.case,
            note.record,
            note.reason,
            note.author,
            note.since,
            note.expires,
            f"{_STATES[one.state]}{unused}",
            one.findings,
            one.returned,
        ]


def _silences(run: Run) -> Iterator[list[Cell]]:
    notes = {note.id: note for note in run.header.rules}
    cases = {one.name: one.cases for one in run.tally.sources}
    for silence in silences(run):
        for rule, number in silence.rules:
            note = notes.get(rule)
            yield [
                source(silence.source),
                listed(map(need, silence.missing)) if silence.missing else "",
                "" if silence.missing else silence.why or "not known",
                titled(note.theme) if note else "",
                rule,
                note.title if note else "",
                number,
                cases.get(silence.source),
            ]
