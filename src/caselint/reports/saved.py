"""A saved run, read back: what `--format json` or `jsonl` wrote, as a `Run`.

Any report can be made of it, without checking again. A document as caselint writes it, an entry a
line, is read line by line; one that was laid out anew is read whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import groupby
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
    Result,
    RulebookId,
    RuleNote,
    Run,
    StandardNote,
    SuppressionNote,
)
from caselint.reports.saved_entries import case_of, finding_of

_LISTS: Final = (
    *("cases", "results", "findings", "set_aside", "rules", "standards", "audit_findings"),
    *("suppressions", "rule_totals", "not_assessable", "suspect_coverage", "errors"),
)
_OPENING: Final = '"schema_version":"'
_BEGINNING: Final = 200
"""Bytes by which a saved run is known."""
_HINT: Final = "`caselint check PATH --format json --output run.json` writes a run"

_case: Final = TypeAdapter(CheckedCase)
_result: Final = TypeAdapter(Result)
_finding: Final = TypeAdapter(Finding)
_away: Final = TypeAdapter(SetAside)
_rule: Final = TypeAdapter(RuleNote)
_standard: Final = TypeAdapter(StandardNote)
_audit: Final = TypeAdapter(AuditNote)
_suppression: Final = TypeAdapter(SuppressionNote)
_rulebook: Final = TypeAdapter(RulebookId)


class _Unread(str):
    """An entry of a list as its text."""

    __slots__ = ()


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
            return _from_entries(_whole(stream, str(path)), str(path))
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise SavedRunError("cannot be read", place=str(path), hint=why or "") from None
    except RecursionError:
        raise SavedRunError("is no saved run", place=str(path), hint=_HINT) from None


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
    return _from_entries(_by_line(lines, path), path)


def _from_entries(entries: Iterable[tuple[int, Entry]], path: str) -> Run:
    building = _Building(path)
    alike = _Alike(path)
    for number, (key, value) in entries:
        if key == "results":
            alike.take(value, number)
        elif key == "findings":
            building.findings.append(_quickly(finding_of, _finding, value, path, number))
        elif key == "cases":
            building.cases.append(_quickly(case_of, _case, value, path, number))
        else:
            building.take(key, value, _line(path, number))
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
        value = _loaded(line, place)
        what = value.pop("line", None) if isinstance(value, dict) else None
        if what == "header":
            building = _Building(str(path))
            for key, each in _entries(value):
                building.take(key, each, place)
            run = Run(building.header())
        elif what == "case" and run is not None:
            try:
                case = _valid(_case, value["case"], place)
                results = [_valid(_result, _pairs(one), place) for one in value["results"]]
            except (KeyError, TypeError):
                raise _faulty(place) from None
            run.add(case, results)
        elif what == "closing" and run is not None:
            run.tally.set_aside.extend(
                _valid(_away, one, place) for one in value.get("set_aside", ())
            )
            run.suppressed_by(
                _valid(_suppression, one, place) for one in value.get("suppressions", ())
            )
            return run
        else:
            raise _faulty(place)
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
            self._rules.append(_valid(_rule, value, place))
        elif key == "standards":
            self._standards.append(_valid(_standard, value, place))
        elif key == "audit_findings":
            self._audits.append(_valid(_audit, value, place))
        elif key == "suppressions":
            self._suppressions.append(_valid(_suppression, value, place))
        elif key == "set_aside":
            self.set_aside.append(_valid(_away, value, place))
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
            rulebook = _valid(_rulebook, given["rulebook"], self._place)
            as_at, baseline = given["as_at"] or "", given.get("baseline") or ""
        except KeyError:
            raise _faulty(self._place) from None
        if not all(
            isinstance(one, str)
            for one in (engine, look_back, as_at, *needs, *redacted, redaction, baseline)
        ):
            raise _faulty(self._place)
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
        raise SavedRunError("is no saved run", place=self._place, hint=_HINT)


def _line(path: str, number: int) -> str:
    """The place of a line; of all of the document where no line is known."""
    return f"{path}: line {number}" if number else path


def _by_line(lines: Iterable[str], path: str) -> Iterator[tuple[int, Entry]]:
    """The entries of a document that caselint wrote, each with the number of its line."""
    inside = ""
    closed = False
    for number, line in enumerate(lines, 1):
        if inside and not line.startswith("]"):
            yield number, (inside, _Unread(line.rstrip(",\n")))
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
            inside = str(_loaded(text[:-2], _line(path, number)))
        else:
            given = _loaded(f"{{{text.removesuffix(',')}}}", _line(path, number))
            for entry in _entries(given):
                yield number, entry
    if not closed:
        raise SavedRunError("the run was cut short", place=path, hint="check again")


def _whole(stream: TextIO, path: str) -> Iterator[tuple[int, Entry]]:
    """The entries of any document."""
    value = _loaded(stream.read(), path)
    if not isinstance(value, dict):
        raise SavedRunError("is no saved run", place=path, hint=_HINT)
    for entry in _entries(value):
        yield 0, entry


def _entries(value: Mapping[str, Any]) -> Iterator[Entry]:
    for key, given in value.items():
        if key in _LISTS and isinstance(given, list):
            for one in given:
                yield key, one
        else:
            yield key, given


class _Alike:
    """Results, of which most are alike but for their case: those are read once.

    `shapes` are results of no case, each another.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self.shapes: list[Result] = []
        self._numbers: dict[Result, int] = {}
        self._read: dict[tuple[str, str], int] = {}
        self._of_case: dict[str, list[int]] = {}
        self._case = ""
        self._row: list[int] = []

    def take(self, value: Any, line: int) -> None:
        """A result as its text, or as data, of a line of the document."""
        before, case, after = _around_case(value) if isinstance(value, _Unread) else ("", "", "")
        if not case:
            self._new(value, line)
            return
        number = self._read.get((before, after))
        if number is None:
            self._read[before, after] = self._new(value, line)
            return
        if case != self._case:
            self._case, self._row = case, self._of(str(_loaded(case, _line(self._path, line))))
        self._row.append(number)

    def rows(self, cases: Iterable[CheckedCase]) -> Iterator[tuple[CheckedCase, list[int]]]:
        """Each case file with the shapes of its own results, as their numbers.

        Case files of one id are told apart by their order: each has a result of each rule.
        """
        for id_, files in groupby(cases, lambda one: one.case_id):
            here = list(files)
            row = self._of_case.pop(id_, [])
            if len(here) == 1:
                yield here[0], row
                continue
            own: list[list[int]] = [[] for _ in here]
            for _, same in groupby(row, lambda number: self.shapes[number].rule):
                for mine, number in zip(own, same, strict=False):
                    mine.append(number)
            yield from zip(here, own, strict=True)

    def _new(self, value: Any, line: int) -> int:
        place = _line(self._path, line)
        if isinstance(value, _Unread):
            value = _loaded(value, place)
        result: Result = _valid(_result, _pairs(value), place)
        shape = result.of_case("")._replace(findings=())
        number = self._numbers.setdefault(shape, len(self.shapes))
        if number == len(self.shapes):
            self.shapes.append(shape)
        self._of(result.case_id).append(number)
        return number

    def _of(self, case_id: str) -> list[int]:
        return self._of_case.setdefault(case_id, [])


def _around_case(text: str) -> tuple[str, str, str]:
    """What stands before, in and after the case of a result as caselint writes it.

    Within a text of JSON quotation marks are escaped, so that these can be keys alone.
    """
    before, _, rest = text.partition(',"case_id":')
    case, _, after = rest.partition(',"team":')
    return (before, case, after) if after else (text, "", "")


def _pairs(result: Any) -> Any:
    """A result with its parameters as pairs, as `Result` has them."""
    if isinstance(result, dict) and isinstance(params := result.get("params"), dict):
        result["params"] = tuple(params.items())
    return result


def _loaded(text: str, place: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        raise SavedRunError("is no saved run", place=place, hint=_HINT) from None


def _quickly(
    read: Callable[[str], Any], shape: TypeAdapter[Any], value: Any, path: str, line: int
) -> Any:
    """An entry; one that an earlier caselint wrote, or that is faulty, is looked at closely."""
    if isinstance(value, _Unread):
        try:
            return read(value)
        except ValidationError:
            pass
    return _valid(shape, value, _line(path, line))


def _valid(shape: TypeAdapter[Any], value: Any, place: str) -> Any:
    try:
        if isinstance(value, _Unread):
            with suppress(ValidationError):  # such as for half of a surrogate pair
                return shape.validate_json(value)
            value = _loaded(value, place)
        return shape.validate_python(value)
    except ValidationError as error:
        where = ".".join(map(str, error.errors(include_input=False, include_url=False)[0]["loc"]))
        raise _faulty(place, where) from None


def _faulty(place: str, where: str = "") -> SavedRunError:
    what = f"{where} is not as caselint writes it" if where else "is not as caselint writes it"
    return SavedRunError(what, place=place, hint=_HINT)
