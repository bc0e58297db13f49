"""From data in the native form to a validated case file, losing nothing that can be kept.

The whole file is validated in one go; only when that fails is it taken apart. Then a value that
cannot be read becomes unknown and is set aside alone; a record with an unknown field or a wrong
shape is set aside and leaves a tombstone; a fault outside the records refuses the file. Messages
name places and fields, never values.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from caselint.casefile.case import CaseFile
from caselint.casefile.identity import derive_record_ids
from caselint.casefile.parts import Part
from caselint.casefile.records import RECORD_KINDS, BaseRecord, Record, event_moment
from caselint.casefile.setaside import SetAside, Tombstone
from caselint.casefile.values import UNREADABLE, Unreadable, read_moment
from caselint.errors import SourceError

Place = Callable[[tuple[str | int, ...]], str]
"""Tells where a path within a case file stands in its source."""

LONGEST_TEXT: Final = 1_000_000
"""Characters of one narrative; a longer one sets its record aside."""

_RECORD: Final[TypeAdapter[BaseRecord]] = TypeAdapter(Record)
_WORD: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,39}\Z")


def read_case_file(data: bytes | str, place: str) -> CaseFile:
    """Read one case file from JSON; `place` says where it stands (a file, or a file and line).

    Raises `SourceError` when it is no JSON or is refused whole.
    """
    try:
        case_file = CaseFile.model_validate_json(data)
    except ValidationError as error:
        if error.errors(include_url=False, include_input=False)[0]["type"] == "json_invalid":
            raise _broken_json(error, place) from None
        import json

        try:
            return assemble(json.loads(data), lambda path: _within(place, path))
        except RecursionError:
            raise SourceError("nested too deeply to be a case file", place=place) from None
    return _finish(case_file, lambda path: _within(place, path))


def assemble(data: Any, place: Place) -> CaseFile:
    """Build a case file from data in the native form; `place` locates a path within it."""
    if not isinstance(data, Mapping):
        raise SourceError(
            "a case file is an object with case_id, child and records", place=place(())
        )
    data = dict(data)
    records = data.pop("records", [])
    if not isinstance(records, Sequence) or isinstance(records, (str, bytes)):
        raise SourceError("records is a list", place=place(("records",)))
    envelope, set_aside = _read_envelope(data, place)
    case_id = envelope.case_id
    records = [dict(record) if isinstance(record, Mapping) else record for record in records]
    derive_record_ids(record for record in records if isinstance(record, dict))

    kept: list[BaseRecord] = []
    tombstones: list[Tombstone] = []
    for number, record in enumerate(records):
        found, faults = _read_record(record, number, case_id, place)
        set_aside.extend(faults)
        if found is None:
            tombstones.append(_tombstone(record))
        else:
            kept.append(found)
    envelope.records = cast("list[Any]", kept)
    envelope.mark_set_aside(tuple(set_aside), tuple(tombstones))
    return _finish(envelope, place)


def _read_envelope(data: dict[str, Any], place: Place) -> tuple[CaseFile, list[SetAside]]:
    set_aside: list[SetAside] = []
    for _ in range(2):
        try:
            return CaseFile.model_validate(data), set_aside
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            fatal = [detail for detail in details if detail["type"] != UNREADABLE]
            if fatal:
                message = "; ".join(_say(detail, CaseFile) for detail in fatal[:3])
                raise SourceError(message, place=place(fatal[0]["loc"])) from None
            case_id = str(data.get("case_id", ""))
            for detail in details:
                _blank_out(data, detail["loc"], detail["msg"])
                set_aside.append(SetAside(place(detail["loc"]), detail["msg"], case_id))
    raise SourceError("cannot be read as a case file", place=place(()))


def _read_record(
    record: Any, number: int, case_id: str, place: Place
) -> tuple[BaseRecord | None, list[SetAside]]:
    at = ("records", number)
    if not isinstance(record, dict):
        return None, [SetAside(place(at), "a record is an object with a kind", case_id)]
    record_id = str(record.get("record_id", ""))
    kind = record.get("kind")
    model = RECORD_KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        why = "the record has no kind" if kind is None else "no kind of record that caselint knows"
        if isinstance(kind, str):
            why += _did_you_mean(kind, RECORD_KINDS)
        return None, [SetAside(place((*at, "kind")), why, case_id, record_id)]
    faults: list[SetAside] = []
    for _ in range(2):
        try:
            return model.model_validate(record), faults
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            fatal = [detail for detail in details if detail["type"] != UNREADABLE]
            if fatal:
                where = place((*at, *fatal[0]["loc"]))
                why = "; ".join(_say(detail, model) for detail in fatal[:3])
                return None, [SetAside(where, why, case_id, record_id)]
            for detail in details:
                _blank_out(record, detail["loc"], detail["msg"])
                where = place((*at, *detail["loc"]))
                faults.append(SetAside(where, detail["msg"], case_id, record_id))
    return None, faults


def _finish(case_file: CaseFile, place: Place) -> CaseFile:
    """Derive missing ids, drop exact twins, set aside what clashes or is too long."""
    if any(not record.record_id for record in case_file.records):
        _derive_ids(case_file.records)
    seen: dict[str, BaseRecord] = {}
    kept: list[BaseRecord] = []
    faults: list[SetAside] = []
    tombstones: list[Tombstone] = []
    for number, record in enumerate(case_file.records):
        why = ""
        earlier = seen.get(record.record_id)
        if earlier is not None:
            if earlier == record:
                continue
            why = "another record of this file has the same record_id"
        elif event_moment(record) is None:
            why = "the record has no date"
        elif record.text and any(len(text) > LONGEST_TEXT for text in record.text.values()):
            why = f"narrative of more than {LONGEST_TEXT:,} characters"
        if why:
            where = place(("records", number))
            faults.append(SetAside(where, why, case_file.case_id, record.record_id))
            tombstones.append(_tombstone(record.model_dump(by_alias=True)))
            continue
        seen[record.record_id] = record
        kept.append(record)
    if len(kept) != len(case_file.records):
        case_file.records = cast("list[Any]", kept)
        case_file.mark_set_aside(tuple(faults), tuple(tombstones))
    return case_file


def _derive_ids(records: Sequence[BaseRecord]) -> None:
    mappings = [record.model_dump(by_alias=True, mode="json") for record in records]
    derive_record_ids(mappings)
    for record, mapping in zip(records, mappings, strict=True):
        record.record_id = mapping["record_id"]


def _tombstone(record: Any) -> Tombstone:
    if not isinstance(record, Mapping):
        return Tombstone()
    kind, plan_id = record.get("kind"), record.get("plan_id")
    moment: date | Unreadable | None = None
    for field in ("date", "started_at"):
        try:
            moment = read_moment(record.get(field))
        except ValueError:
            continue
        if isinstance(moment, date):
            break
    return Tombstone(
        record_id=str(record.get("record_id") or ""),
        kind=kind if isinstance(kind, str) and kind in RECORD_KINDS else None,
        moment=moment if isinstance(moment, date) else None,
        plan_id=plan_id if isinstance(plan_id, str) else None,
    )


def _blank_out(data: Any, path: tuple[str | int, ...], why: str) -> None:
    """Put an `Unreadable` in the place of a value, in data that is plain mappings and lists."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = Unreadable(why, data[path[-1]])


def _say(detail: ErrorDetails, model: type[Part]) -> str:
    path = [step for step in detail["loc"] if isinstance(step, str)]
    field = path[-1] if path else ""
    if detail["type"] == "extra_forbidden":
        if not _WORD.match(field):
            return "a field that caselint does not know"
        return f'unknown field "{field}"' + _did_you_mean(field, _fields_at(model, path[:-1]))
    if detail["type"] == "missing":
        return f'"{field}" is missing'
    if field and _WORD.match(field):
        return f'"{field}": {detail["msg"][:1].lower()}{detail["msg"][1:]}'
    return f"{detail['msg'][:1].lower()}{detail['msg'][1:]}"


def _fields_at(model: type[Part], path: Sequence[str]) -> list[str]:
    for step in path:
        for name, field in model.model_fields.items():
            if step in (name, field.alias):
                inner = next(
                    (part for part in _types_in(field.annotation) if issubclass(part, Part)), None
                )
                if inner is None:
                    return []
                model = inner
                break
    return [field.alias or name for name, field in model.model_fields.items()]


def _types_in(annotation: Any) -> list[type]:
    from typing import get_args

    if isinstance(annotation, type) and not get_args(annotation):
        return [annotation]
    return [found for part in get_args(annotation) for found in _types_in(part)]


def _did_you_mean(word: str, choices: Any) -> str:
    close = difflib.get_close_matches(word.casefold(), list(choices), n=1)
    return f', did you mean "{close[0]}"?' if close else ""


def _within(place: str, path: tuple[str | int, ...]) -> str:
    steps = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in path if step != ""
    )
    safe = re.sub(r"\.(?![A-Za-z_][A-Za-z0-9_]{0,39}(?=[.\[]|\Z))[^.\[]*", ".?", steps)
    return f"{place}: {safe.removeprefix('.')}" if steps else place


def _broken_json(error: ValidationError, place: str) -> SourceError:
    message = error.errors(include_url=False, include_input=False)[0]["msg"]
    if "recursion" in message:
        return SourceError("nested too deeply to be a case file", place=place)
    where = re.search(r"at line (\d+) column (\d+)", message)
    spot = f" (line {where[1]}, column {where[2]})" if where else ""
    return SourceError(f"not valid JSON{spot}", place=place)
