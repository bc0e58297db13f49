"""One rule as a criterion: its marks, what the file evidences of it, and where that stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from caselint.findings.finding import Evidence, Finding
from caselint.findings.notes import RuleNote, StandardNote
from caselint.findings.result import Result
from caselint.reports.form.sheet import LABEL, MESSAGE, Criterion, Told, cut
from caselint.reports.wording import (
    OUTCOME_WORDS,
    binding,
    counted,
    field,
    titled,
    value,
    whereabouts,
)

JUDGED: Final = ("evidenced", "partly_evidenced", "not_evidenced")
"""Outcomes of a rule that had an occasion and could be assessed."""

STRENGTH_SHOWN: Final = 1
"""Pieces of evidence beneath a strength, whose message says how many there are."""

SHOWN: Final = 6
"""Pieces beneath a concern or a question."""

QUOTED: Final = 200
"""Characters of a quote."""

_ORDER: Final = ("strength", "concern", "query")


def criterion(
    note: RuleNote,
    standards: Mapping[str, StandardNote],
    results: Sequence[Result],
    findings: Sequence[Finding],
    titles: Mapping[str, str],
) -> Criterion:
    """A rule with its results in the files of one child, and the findings that are listed.

    `titles` are those of all findings of the child, by fingerprint.
    """
    is_context = note.gives == "context"
    held = [_held_against(standards[id_]) if id_ in standards else id_ for id_ in note.standards]
    if not held and note.force:
        held.append(binding(note.force))
    marks = [note.id, ", ".join(note.audit), titled(note.severity)]
    ordered = sorted(findings, key=lambda one: (_ORDER.index(one.kind), _start(one)))
    return Criterion(
        rule=note.id,
        title=cut(note.title, LABEL),
        marks=cut(" · ".join(filter(None, marks)), LABEL),
        held_against=tuple(cut(words, LABEL) for words in held),
        met="" if is_context else _met(results),
        told=tuple(_told(one, titles) for one in ordered),
        is_context=is_context,
    )


def _told(found: Finding, titles: Mapping[str, str]) -> Told:
    grounds = [one for one in found.evidence if not one.related]
    beside = [one for one in found.evidence if one.related]
    most = STRENGTH_SHOWN if found.kind == "strength" else SHOWN
    lines = [_piece(one) for one in grounds[:most]]
    if len(grounds) > most:
        lines[-1] += f", and {len(grounds) - most:,} more"
    if found.kind != "strength":
        lines += [f"Beside it: {_piece(one)}" for one in beside[:most]]
    above = sorted({titles[up] for up in found.follows_from if up in titles})
    message = cut(found.message, MESSAGE)
    if above:
        message += cut(f" This follows from: {'; '.join(above)}.", MESSAGE)
    severity = f", {found.severity}" if found.kind == "concern" else ""
    before = ", known before" if found.status == "known" else ""
    return Told(
        found.kind,
        cut(f"{titled(found.kind)}{severity}{before}", LABEL),
        message,
        tuple(lines),
        "" if found.kind == "strength" else cut(found.next_step, MESSAGE),
    )


def _held_against(note: StandardNote) -> str:
    """A standard by its id, with its number and how binding it is; its words stand at the end."""
    number = f" ({note.number})" if note.number else ""
    unread = "; number not read at its source" if note.read == "no" else ""
    return f"{note.id}{number}: {binding(note.force)}{unread}"


def _start(found: Finding) -> str:
    return "9999" if found.start is None else found.start.isoformat()


def _met(results: Sequence[Result]) -> str:
    """``Partly evidenced; met on 5 of 6 occasions``, for each file of the child that was judged."""
    said = []
    for result in results:
        if result.outcome not in JUDGED:
            continue
        counts = result.counts
        numbers = ""
        if counts.judged:
            occasions = counted(counts.judged, "occasion")
            numbers = f"; met on {counts.met:,} of {occasions}"
        said.append(f"{titled(OUTCOME_WORDS[result.outcome])}{numbers}")
    silent = sum(result.outcome == "not_assessable" for result in results)
    if said and silent:
        said.append(f"Not assessable in {silent:,} of {len(results):,} files")
    return ". ".join(dict.fromkeys(said))


def _piece(item: Evidence) -> str:
    """One piece of evidence: where it stands, and what is said there."""
    said = value(item)
    if said is not None:
        what = ": ".join(filter(None, (field(item.section), said)))
        told = f"{whereabouts(item)}, {what}" if said else whereabouts(item)
        return cut(told, 2 * LABEL)
    section = f", {field(item.section)}" if item.section else ""
    quote = f": “{cut(item.quote, QUOTED)}”" if item.quote else ""
    return f"{cut(whereabouts(item), LABEL)}{cut(section, LABEL)}{quote}"
