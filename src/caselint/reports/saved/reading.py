"""Reading a saved run: as lines, as a document, or as a document that somebody else laid out.

A document as caselint writes it, an entry a line, is read line by line; one that was laid out anew
is read whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TextIO

from pydantic import TypeAdapter, ValidationError

from caselint.casefile.setaside import SetAside
from caselint.errors import SavedRunError
from caselint.findings import (
    READ_VERSIONS,
    SCHEMA_VERSION,
    AuditNote,
    CheckedCase,
    Finding,
    Header,
    RulebookId,
    RuleNote,
    Run,
    StandardNote,
    SuppressionNote,
)
from caselint.reports.saved.entries import case_of, finding_of
from caselint.reports.saved.results import Alike, result_of
from caselint.reports.saved.values import HINT, Unread, faulty, line_of, loaded, valid

_LISTS: Final = (
    *("cases", "results", "findings", "set_aside", "rules", "standards", "audit_findings"),
    *("suppressions", "rule_totals", "not_assessable", "suspect_coverage", "errors"),
)
_OPENING: Final = '"schema_version":"'
_BEGINNING: Final = 200
"""Bytes by which a saved run is known."""

_case: Final = TypeAdapter(CheckedCase)
_finding: Final = TypeAdapter(Finding)
_away: Final = TypeAdapter(SetAside)
_rule: Final = TypeAdapter(RuleNote)
_standard: Final = TypeAdapter(StandardNote)
_audit: Final = TypeAdapter(AuditNote)
_suppression: Final = TypeAdapter(SuppressionNote)
_rulebook: Final = TypeAdapter(RulebookId)

Entry = tuple[str, Any]
"""A list of the document and one of its entries, or a key and its value."""


def read_run(path: Path | str) -> Run:
    """Read a saved run, in either of its forms.

    Raises `SavedRunError` where it is none, was cut short, or was made by another version of
    caselint than can be read; never with a word of what stands in it.
    """
    path = Path(path)
    try:
        with path.open(encoding="utf-8") as stream:
            first, second = stream.readline(), stream.readline()
            stream.seek(0)
            if first.startswith('{"line":'):
                return _from_lines(stream, path)
            if first == "{\n" and second.startswith(_OPENING):
                return run_of_lines(stream, str(path))
            return _from_entries(_whole(stream, str(path)), Alike(str(path)), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SavedRunError("cannot be read", place=str(path), hint=why or "") from None
    except RecursionError:
        raise SavedRunError("is no saved run", place=str(path), hint=HINT) from None


def is_saved_run(path: Path) -> bool:
    """Whether a file begins as a saved run does; a case file does not."""
    try:
        with path.open("rb") as stream:
            begins = stream.read(_BEGINNING).lstrip()
    except OSError:
        return False
    return begins.startswith(b'{"line":') or (
        begins.startswith(b"{") and begins[1:].lstrip().startswith(b'"schema_version"')
    )


def run_of_lines(lines: Iterable[str], path: str) -> Run:
    """The run that the lines of a document tell of, as caselint writes it, an entry a line."""
    alike = Alike(path)
    return _from_entries(_by_line(lines, alike, path), alike, path)


def _from_entries(entries: Iterable[tuple[int, Entry]], alike: Alike, path: str) -> Run:
    building = _Building(path)
    for number, (key, value) in entries:
        if key == "results":
            alike.take(value, number)
        elif key == "findings":
            building.findings.append(_quickly(finding_of, _finding, value, path, number))
        elif key == "cases":
            building.cases.append(_quickly(case_of, _case, value, path, number))
        else:
            building.take(key, value, line_of(path, number))
    run = Run(building.header())
    run.add_rows(alike.shapes, alike.rows(building.cases))
    for finding in building.findings:
        run.add_finding(finding)
    run.tally.set_aside.extend(building.set_aside)
    return run


def _from_lines(stream: TextIO, path: Path) -> Run:
    run: Run | None = None
    for number, line in enumerate(stream, 1):
        place = f"{path}: line {number}"
        value = loaded(line, place)
        what = value.pop("line", None) if isinstance(value, dict) else None
        if what == "header":
            building = _Building(str(path))
            for key, each in _entries(value):
                building.take(key, each, place)
            run = Run(building.header())
        elif what == "case" and run is not None:
            try:
                case = valid(_case, value["case"], place)
                results = [result_of(one, place) for one in value["results"]]
            except (KeyError, TypeError):
                raise faulty(place) from None
            run.add(case, results)
        elif what == "closing" and run is not None:
            run.tally.set_aside.extend(
                valid(_away, one, place) for one in value.get("set_aside", ())
            )
            run.suppressed_by(
                valid(_suppression, one, place) for one in value.get("suppressions", ())
            )
            return run
        else:
            raise faulty(place)
    raise SavedRunError(
        "the run was cut short: it has no closing line", place=str(path), hint="check again"
    )


class _Building:
    """What has been read of a run so far."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._values: dict[str, Any] = {}
        self._rules: list[RuleNote] = []
        self._standards: list[StandardNote] = []
        self._audits: list[AuditNote] = []
        self._suppressions: list[SuppressionNote] = []
        self.cases: list[CheckedCase] = []
        self.findings: list[Finding] = []
        self.set_aside: list[SetAside] = []

    def take(self, key: str, value: Any, place: str) -> None:
        """One value, or one entry of a list. What is counted is counted anew."""
        if key == "rules":
            self._rules.append(valid(_rule, value, place))
        elif key == "standards":
            self._standards.append(valid(_standard, value, place))
        elif key == "audit_findings":
            self._audits.append(valid(_audit, value, place))
        elif key == "suppressions":
            self._suppressions.append(valid(_suppression, value, place))
        elif key == "set_aside":
            self.set_aside.append(valid(_away, value, place))
        elif key not in _LISTS:
            self._values[key] = value
        if key == "schema_version":
            self._check_version(value)

    def header(self) -> Header:
        """The header of the run; raises where something of it is missing."""
        self._check_version(self._values.get("schema_version"))
        given = self._values
        try:
            engine, look_back, needs = given["engine"], given["look_back"], given["needs"]
            redacted, redaction = given["redacted"], given["redaction"]
            rulebook = valid(_rulebook, given["rulebook"], self._place)
            as_at, baseline = given["as_at"] or "", given.get("baseline") or ""
        except KeyError:
            raise faulty(self._place) from None
        if not all(
            isinstance(one, str)
            for one in (engine, look_back, as_at, *needs, *redacted, redaction, baseline)
        ):
            raise faulty(self._place)
        return Header(
            engine,
            rulebook,
            as_at,
            look_back,
            tuple(self._rules),
            tuple(self._standards),
            tuple(self._audits),
            tuple(needs),
            tuple(self._suppressions),
            baseline=baseline,
            new_only=given.get("new_only") is True,
            redacted=tuple(redacted),
            redaction=redaction,
        )

    def _check_version(self, version: object) -> None:
        if version in READ_VERSIONS:
            return
        if isinstance(version, str) and version.replace(".", "").isdigit():
            raise SavedRunError(
                "was saved by a version of caselint that writes another form",
                place=self._place,
                hint=f"its form is {version}, this caselint reads {SCHEMA_VERSION}; check again",
            )
        raise SavedRunError("is no saved run", place=self._place, hint=HINT)


def _by_line(lines: Iterable[str], alike: Alike, path: str) -> Iterator[tuple[int, Entry]]:
    """The entries of a document that caselint wrote, each with the number of its line.

    Results that are like others are taken in at once, and do not come.
    """
    inside = ""
    closed = False
    for number, line in enumerate(lines, 1):
        if inside and not line.startswith("]"):
            if inside == "results" and alike.is_again(line):
                continue
            yield number, (inside, Unread(line.rstrip(",\n")))
            continue
        text = line.rstrip("\n")
        if inside:
            inside = ""
            text = text[1:].removeprefix(",")
        if text in ("{", ""):
            continue
        closed = text == "}"
        if closed:
            continue
        if text.endswith(":["):
            inside = str(loaded(text[:-2], line_of(path, number)))
        else:
            given = loaded(f"{{{text.removesuffix(',')}}}", line_of(path, number))
            for entry in _entries(given):
                yield number, entry
    if not closed:
        raise SavedRunError("the run was cut short", place=path, hint="check again")


def _whole(stream: TextIO, path: str) -> Iterator[tuple[int, Entry]]:
    """The entries of any document."""
    value = loaded(stream.read(), path)
    if not isinstance(value, dict):
        raise SavedRunError("is no saved run", place=path, hint=HINT)
    for entry in _entries(value):
        yield 0, entry


def _entries(value: Mapping[str, Any]) -> Iterator[Entry]:
    for key, given in value.items():
        if key in _LISTS and isinstance(given, list):
            for one in given:
                yield key, one
        else:
            yield key, given


def _quickly(
    read: Callable[[str], Any], shape: TypeAdapter[Any], value: Any, path: str, line: int
) -> Any:
    """An entry; one that an earlier caselint wrote, or that is faulty, is looked at closely."""
    if isinstance(value, Unread):
        try:
            return read(value)
        except ValidationError:
            pass
    return valid(shape, value, line_of(path, line))
