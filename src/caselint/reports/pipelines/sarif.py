"""A run as SARIF 2.1.0, the form in which pipelines exchange what checkers found.

A strength is a result that passed, a concern one that failed, a query one for a person to review;
what could not be assessed, suspect coverage and what was set aside are notifications of the tool.
Nothing that the file says is quoted. Where text counts, its section and positions stand as
properties: they are positions in a section of a record, and not in the file that was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TextIO

from caselint.findings.columns import Row, rows
from caselint.findings.finding import Evidence, Finding
from caselint.findings.notes import RuleNote
from caselint.findings.run import Run
from caselint.reports.arranging import silences
from caselint.reports.json_form import encode
from caselint.reports.pipelines.places import Place, place_of
from caselint.reports.style import PLAIN, Style
from caselint.reports.tabular.harmless import visible
from caselint.reports.telling import suspected
from caselint.reports.wording import binding, counted, kind, listed, need, source

Shape = dict[str, Any]

SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"

LEVELS: Final[Mapping[str, str]] = {
    "high": "error",
    "medium": "warning",
    "low": "note",
    "advice": "note",
}
"""The level of a concern by its severity."""

FINGERPRINT: Final = "caselint/v1"
"""What a finding is known by from run to run; the number grows when it is made in another way."""


def write_sarif(run: Run, stream: TextIO, style: Style = PLAIN) -> None:
    """Write the run to a text stream, a result a line."""
    stream.write("{\n")
    stream.write(f'"$schema":{encode(SCHEMA)},\n"version":"2.1.0",\n"runs":[{{\n')
    for key, value in _head(run, style).items():
        stream.write(f"{encode(key)}:{encode(_fit(value))},\n")
    _write_list("artifacts", ({"location": {"uri": uri}} for uri in _files(run)), stream)
    stream.write(",\n")
    _write_list("results", _results(run), stream)
    stream.write("\n}]\n}\n")


def _write_list(key: str, entries: Iterable[Shape], stream: TextIO) -> None:
    stream.write(f"{encode(key)}:[")
    before = "\n"
    for entry in entries:
        stream.write(before + encode(_fit(entry)))
        before = ",\n"
    stream.write("\n]")


def _fit(value: Any) -> Any:
    """The same with every text in it fit to be written and shown."""
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _fit(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fit(each) for each in value]
    return value


def _head(run: Run, style: Style) -> Shape:
    header, book = run.header, run.header.rulebook
    properties = {
        "whose": style.owner,
        "use": style.says("belongs"),
        "meaning": f"{style.says('not_evidenced')} {style.says('no_grade')}",
        "as_at": header.as_at if run.as_at is None else run.as_at.isoformat(),
        "look_back": header.look_back,
        "rulebook": {"id": book.id, "version": book.version, "hash": book.hash},
        "totals": run.tally.totals,
    }
    driver = {
        "name": "caselint",
        "version": header.engine,
        "language": "en-GB",
        "rules": [_rule(note) for note in _notes(run)],
    }
    return {
        "tool": {"driver": driver},
        "language": "en-GB",
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": bool(run.cases) and not run.tally.failures,
                "toolExecutionNotifications": list(_notifications(run)),
            }
        ],
        "properties": properties,
    }


def _notes(run: Run) -> list[RuleNote]:
    """The rules of the run, and those that a finding names though the run does not have them."""
    notes = {note.id: note for note in run.header.rules}
    for found in run.sorted_findings():
        if found.rule not in notes:
            notes[found.rule] = _unknown(found)
    return [notes[id_] for id_ in sorted(notes)]


def _unknown(found: Finding) -> RuleNote:
    return RuleNote(
        found.rule,
        found.title,
        found.theme,
        found.severity,
        "",
        found.force,
        "",
        found.audit,
        found.standards,
    )


def _rule(note: RuleNote) -> Shape:
    wrong = " ".join(["Known to get wrong:", *note.gets_wrong]) if note.gets_wrong else ""
    help_ = " ".join(filter(None, (note.why, f"{binding(note.force)}.", wrong)))
    shape: Shape = {
        "id": note.id,
        "shortDescription": {"text": note.title or note.id},
        "help": {"text": help_},
        "defaultConfiguration": {
            "level": "none" if note.gives == "context" else LEVELS.get(note.severity, "note")
        },
        "properties": {
            "tags": [note.theme],
            "severity": note.severity,
            "gives": note.gives,
            "force": note.force,
            "audit": note.audit,
            "standards": note.standards,
        },
    }
    if note.why:
        shape["fullDescription"] = {"text": note.why}
    return shape


def _files(run: Run) -> list[str]:
    return sorted({place_of(case.place).file for case in run.cases} - {""})


def _results(run: Run) -> Iterator[Shape]:
    numbers = {note.id: number for number, note in enumerate(_notes(run))}
    files = {uri: number for number, uri in enumerate(_files(run))}
    places = {case.case_id: place_of(case.place) for case in reversed(run.cases)}
    for row in rows(run):
        at = _physical(places.get(row.finding.case_id, Place("")), files)
        yield _result(row, numbers[row.finding.rule], at, compared=bool(run.header.baseline))


def _result(row: Row, rule: int, at: Shape, *, compared: bool) -> Shape:
    found = row.finding
    kind_, level = _verdict(row)
    first, related = _locations(found, at)
    shape: Shape = {
        "ruleId": found.rule,
        "ruleIndex": rule,
        "kind": kind_,
        "level": level,
        "message": {"text": found.message or found.title or found.rule},
        "locations": [first],
        "partialFingerprints": {FINGERPRINT: found.fingerprint},
    }
    if related:
        shape["relatedLocations"] = related
    if found.status == "suppressed":
        shape["suppressions"] = [{"kind": "external"}]
    if compared:
        shape["baselineState"] = "unchanged" if found.status == "known" else "new"
    shape["properties"] = _properties(row)
    return shape


def _verdict(row: Row) -> tuple[str, str]:
    """The kind and level of a result; all but what failed has no level."""
    found = row.finding
    if found.kind == "strength":
        return "pass", "none"
    if found.kind == "query":
        return "review", "none"
    if row.gives == "context":
        return "informational", "none"
    return "fail", LEVELS.get(found.severity, "note")


def _properties(row: Row) -> Shape:
    found = row.finding
    days = {"start": found.start, "end": found.end, "due": found.due}
    told = {
        "kind": found.kind,
        "case_id": found.case_id,
        "theme": found.theme,
        "severity": found.severity if found.kind == "concern" else "",
        "force": found.force,
        "team": found.team,
        "agency": found.agency,
        "part": found.part,
        **{name: day.isoformat() if day else "" for name, day in days.items()},
        "next_step": found.next_step,
        "standards": found.standards,
        "audit": found.audit,
        "follows_from": found.follows_from,
        "rests_on_suspect": kind(row.suspect),
        "status": found.status,
    }
    return {name: value for name, value in told.items() if value}


def _physical(place: Place, files: Mapping[str, int]) -> Shape:
    if not place.file:
        return {}
    physical: Shape = {"artifactLocation": {"uri": place.file, "index": files[place.file]}}
    if place.line:
        physical["region"] = {"startLine": place.line}
    return {"physicalLocation": physical}


def _locations(found: Finding, at: Shape) -> tuple[Shape, list[Shape]]:
    """Where the finding is shown first, and the other records that bear on it, each once."""
    grounds = _by_record(item for item in found.evidence if not item.related)
    beside = _by_record(item for item in found.evidence if item.related)
    each = [_location(found.case_id, at, items) for items in grounds]
    first, *others = each or [_location(found.case_id, at, ())]
    related = [{"message": {"text": "It rests on this as well."}, **one} for one in others]
    for items in beside:
        shown = {"message": {"text": "Shown beside it."}}
        related.append({**shown, **_location(found.case_id, at, items)})
    return first, [{"id": number, **one} for number, one in enumerate(related)]


def _by_record(items: Iterable[Evidence]) -> list[list[Evidence]]:
    records: dict[tuple[str, str], list[Evidence]] = {}
    for item in items:
        records.setdefault((item.case_id, item.record_id), []).append(item)
    return list(records.values())


def _location(case_id: str, at: Shape, items: Sequence[Evidence]) -> Shape:
    """One record of the case file, or the whole of it, and where in its narrative text counts."""
    logical = {"name": case_id, "fullyQualifiedName": case_id, "kind": "case file"}
    if items:
        record, kind_ = items[0].record_id, items[0].kind
        name = f"{items[0].case_id or case_id}/{kind_}/{record}"
        logical = {"name": record, "fullyQualifiedName": name, "kind": kind_}
    # Where the file of a brother or sister lies is not known here.
    beside = bool(items) and bool(items[0].case_id)
    located: Shape = {**({} if beside else at), "logicalLocations": [logical]}
    passages = [
        {"section": item.section, "start": item.start, "end": item.end}
        for item in items
        if item.start is not None and item.end is not None
    ]
    if passages:
        located["properties"] = {"passages": passages}
    return located


def _notifications(run: Run) -> Iterator[Shape]:
    if not run.cases:
        yield _notification("nothing-read", "error", "No case file could be checked.")
    for suspect in run.tally.suspect_coverage:
        said = f"{suspected(suspect)} Ask whether they were left out of the export."
        yield _notification("suspect-coverage", "warning", said)
    for silence in silences(run):
        lacking = listed(map(need, silence.missing)) if silence.missing else ""
        why = (
            f"Not in {source(silence.source)}: {lacking}" if lacking else silence.why or "not known"
        )
        most = max(number for _, number in silence.rules)
        rules = [rule for rule, _ in silence.rules]
        said = (
            f"Not assessable. {why}. It silences {counted(len(rules), 'rule')}, in up to "
            f"{counted(most, 'case file')}: {', '.join(rules)}."
        )
        yield _notification("not-assessable", "note", said)
    for aside in sorted(run.tally.set_aside, key=lambda one: (one.place, one.case_id)):
        yield _notification("set-aside", "warning", f"Set aside: {aside.place}: {aside.why}")
    for failure in sorted(run.tally.failures, key=lambda one: (one.rule, one.case_id)):
        said = f"The rule broke off on {failure.case_id}: {failure.error}. Please report it."
        yield {**_notification("rule-error", "error", said), "associatedRule": {"id": failure.rule}}


def _notification(what: str, level: str, said: str) -> Shape:
    return {"descriptor": {"id": what}, "level": level, "message": {"text": said}}
