"""From data in the native form to a validated case file, losing nothing that can be kept.

The whole file is validated in one go; only when that fails is it taken apart. Then a value that
cannot be read becomes unknown and is set aside alone; a record with an unknown field or a wrong
shape is set aside and leaves a tombstone; a fault outside the records refuses the file. Both ways
give the same case file for the same data. Messages name places and fields, never values.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final, cast

from pydantic import ValidationError
from pydantic_core import from_json

from caselint.casefile.case import CaseFile
from caselint.casefile.faults import Fault, Path, did_you_mean, faults_of, show_path
from caselint.casefile.identity import content_of, derive_record_ids
from caselint.casefile.narrative import narrative
from caselint.casefile.parts import Part
from caselint.casefile.records import RECORD_KINDS, BaseRecord, event_moment
from caselint.casefile.setaside import SetAside, Tombstone
from caselint.casefile.values import Unreadable, read_moment
from caselint.errors import SourceError

Place = Callable[[tuple[str | int, ...]], str]
"""Tells where a path within a case file stands in its source."""

LONGEST_TEXT: Final = 1_000_000
"""Characters of one narrative; a longer one sets its record aside."""


def read_case_file(data: bytes | str, place: str) -> CaseFile:
    """Read one case file from JSON; `place` says where it stands (a file, or a file and line).

    Raises `SourceError` when it is no JSON or is refused whole.
    """
    data = data.removeprefix("\ufeff") if isinstance(data, str) else _without_mark(data)
    try:
        case_file = CaseFile.model_validate_json(data)
    except ValidationError:
        return assemble(_parse(data, place), lambda path: f"{place}{show_path(path)}")
    return _finish(
        case_file,
        lambda path: f"{place}{show_path(path)}",
        range(len(case_file.records)),
        may_be_long=len(data) > LONGEST_TEXT,
    )


def assemble(data: Any, place: Place) -> CaseFile:
    """Build a case file from data in the native form; `place` locates a path within it.

    The data are left as they are. Raises `SourceError` when the file is refused whole.
    """
    if not isinstance(data, Mapping):
        raise SourceError(
            "a case file is an object with case_id, child and records", place=place(())
        )
    envelope = dict(data)
    records = envelope.pop("records", None)
    if records is None:
        records = []
    if not isinstance(records, Sequence) or isinstance(records, (str, bytes)):
        raise SourceError("records is a list", place=place(("records",)))
    case_file, set_aside = _read_envelope(envelope, place)

    kept: list[BaseRecord] = []
    numbers: list[int] = []
    tombstones: list[Tombstone] = []
    for number, record in enumerate(records):
        found, faults = _read_record(record, number, case_file.case_id, place)
        set_aside.extend(faults)
        if found is None:
            tombstones.append(_tombstone(record))
        else:
            kept.append(found)
            numbers.append(number)
    case_file.records = cast("list[Any]", kept)
    case_file.mark_set_aside(tuple(set_aside), tuple(tombstones))
    return _finish(case_file, place, numbers, may_be_long=True)


def _read_envelope(data: dict[str, Any], place: Place) -> tuple[CaseFile, list[SetAside]]:
    found, faults = _validate(CaseFile, data)
    if found is None:
        faults = [fault for fault in faults if not fault.alone] or faults
        message = "; ".join(fault.why for fault in faults[:3])
        raise SourceError(message, place=place(faults[0].path))
    return found, [SetAside(place(fault.path), fault.why, found.case_id) for fault in faults]


def _read_record(
    record: Any, number: int, case_id: str, place: Place
) -> tuple[BaseRecord | None, list[SetAside]]:
    at: Path = ("records", number)
    if isinstance(record, BaseRecord):
        return record, []
    if not isinstance(record, Mapping):
        return None, [SetAside(place(at), "a record is an object with a kind", case_id)]
    record_id = _id_of(record)
    kind = record.get("kind")
    model = RECORD_KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        why = "the record has no kind" if kind is None else "no kind of record that caselint knows"
        if isinstance(kind, str):
            why += did_you_mean(kind, RECORD_KINDS)
        return None, [SetAside(place((*at, "kind")), why, case_id, record_id)]
    found, faults = _validate(model, dict(record))
    if found is not None:
        return found, [
            SetAside(place((*at, *fault.path)), fault.why, case_id, record_id) for fault in faults
        ]
    faults = [fault for fault in faults if not fault.alone] or faults
    why = "; ".join(fault.why for fault in faults[:3])
    return None, [SetAside(place((*at, *faults[0].path)), why, case_id, record_id)]


def _validate(model: type[Part], data: dict[str, Any]) -> tuple[Any, list[Fault]]:
    """What the data say, and the values that had to be left out; None when it is refused whole."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        faults = faults_of(error, model)
    if not all(fault.alone for fault in faults):
        return None, faults
    try:
        data = copy.deepcopy(data)
        for fault in faults:
            _blank_out(data, fault.given_at, fault.why)
        return model.model_validate(data), faults
    except (ValidationError, LookupError, TypeError, RecursionError):
        return None, faults


def _blank_out(data: Any, path: Path, why: str) -> None:
    """Put an `Unreadable` in the place of a value, in data that is plain mappings and lists."""
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = Unreadable(why, data[path[-1]])


def _finish(
    case_file: CaseFile, place: Place, numbers: Sequence[int], *, may_be_long: bool
) -> CaseFile:
    """Derive missing ids, drop exact twins, set aside what clashes or is too long.

    `numbers` says where in the source's list each record stood.
    """
    records = list(case_file.records)
    derive_record_ids(records)
    by_id: dict[str, int] = {}
    dropped: dict[int, str] = {}
    for number, record in enumerate(records):
        if event_moment(record) is None:
            dropped[number] = "the record has no date"
        elif may_be_long and any(len(text) > LONGEST_TEXT for _, text in narrative(record)):
            dropped[number] = f"narrative of more than {LONGEST_TEXT:,} characters"
        elif (earlier := by_id.setdefault(record.record_id, number)) != number:
            if records[earlier] == record:
                dropped[number] = ""
                continue
            # Which of two stays must not hang on the order in which the source gave them.
            stays, goes = sorted((earlier, number), key=lambda each: content_of(records[each]))
            by_id[record.record_id] = stays
            dropped[goes] = "another record of this file has the same record_id"
    if not dropped:
        return case_file
    case_file.records = [record for number, record in enumerate(records) if number not in dropped]
    said = {number: why for number, why in dropped.items() if why}
    case_file.mark_set_aside(
        tuple(
            SetAside(
                place(("records", numbers[number])),
                why,
                case_file.case_id,
                records[number].record_id,
            )
            for number, why in said.items()
        ),
        tuple(_tombstone(records[number].__dict__) for number in said),
    )
    return case_file


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
        record_id=_id_of(record),
        kind=kind if isinstance(kind, str) and kind in RECORD_KINDS else None,
        moment=moment if isinstance(moment, date) else None,
        plan_id=plan_id if isinstance(plan_id, str) else None,
    )


def _id_of(record: Mapping[Any, Any]) -> str:
    """The id that a record was given, when it is one: short, on one line, writable."""
    given = record.get("record_id")
    if isinstance(given, int) and not isinstance(given, bool):
        return str(given)
    if isinstance(given, str) and len(given) <= 200 and given.isprintable():
        return given
    return ""


def _without_mark(data: bytes) -> bytes:
    return data[3:] if data[:3] == b"\xef\xbb\xbf" else data


def _parse(data: bytes | str, place: str) -> Any:
    """The JSON as plain data; where pydantic's parser refuses, the fault that is to be reported.

    Python's parser is asked second: it takes the half of a character that a system leaves behind
    when it cuts a text short. A question mark stands for it from then on.
    """
    try:
        return from_json(data)
    except (ValueError, TypeError) as error:
        if "recursion" in str(error):
            raise SourceError("nested too deeply to be a case file", place=place) from None
    try:
        return from_json(json.dumps(json.loads(data), ensure_ascii=False).encode(errors="replace"))
    except RecursionError:
        raise SourceError("nested too deeply to be a case file", place=place) from None
    except json.JSONDecodeError as error:
        spot = f"line {error.lineno}, column {error.colno}"
        raise SourceError(f"not valid JSON ({spot})", place=place) from None
    except UnicodeDecodeError:
        raise SourceError("not UTF-8", place=place, hint="save the file as UTF-8") from None
    except ValueError:
        raise SourceError("a number too long to be read", place=place) from None
