"""Findings and case files of a saved run, read from their lines as caselint writes them.

There are hundreds of thousands of them. Pydantic makes a dictionary of a line in a third of the
time in which it makes the tuples that a run has, so these are made of dictionaries here.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import itemgetter
from typing import Any, Final, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import CoreSchema, SchemaValidator
from pydantic_core.core_schema import list_schema, typed_dict_field, typed_dict_schema

from caselint.casefile.names import KnownName
from caselint.casefile.outline import Outline, OutlinedPeriod, OutlinedRecord
from caselint.findings.finding import Evidence, Finding
from caselint.findings.tally import CheckedCase

Make = Callable[[Any], Any]


def finding_of(text: str) -> Finding:
    """A finding; raises `ValidationError` where a key is faulty, is missing or is not known."""
    given = _finding.validate_json(text)
    given["evidence"] = tuple(map(_evidence, given["evidence"]))
    made: Finding = _made(given)
    return made


def case_of(text: str) -> CheckedCase:
    """A case file; raises `ValidationError` as well."""
    given = _case.validate_json(text)
    given["names"] = tuple(map(_name, given["names"]))
    outline = given["outline"]
    given["outline"] = Outline(
        tuple(map(_record, outline["records"])), tuple(map(_period, outline["periods"]))
    )
    return CheckedCase(**given)


def _dictionary(of: type, optional: str = "", **within: CoreSchema) -> CoreSchema:
    """A dictionary with the fields of a class, all of them but an optional one, and no others."""
    fields = {
        name: typed_dict_field(
            within.get(name) or TypeAdapter(hint).core_schema, required=name != optional
        )
        for name, hint in get_type_hints(of).items()
    }
    return typed_dict_schema(fields, extra_behavior="forbid")


def _evidence(given: Any) -> Evidence:
    """A piece of evidence; one of the child's own file has no `case_id`."""
    return Evidence._make((*_of_evidence(given), given.get("case_id", "")))


def _maker(of: Any) -> Make:
    """What makes a named tuple of such a dictionary."""
    values, make = itemgetter(*of._fields), of._make
    return lambda given: make(values(given))


_made: Final = _maker(Finding)
_name: Final = _maker(KnownName)
_record: Final = _maker(OutlinedRecord)
_period: Final = _maker(OutlinedPeriod)
_of_evidence: Final = itemgetter(*Evidence._fields[:-1])
_finding: Final = SchemaValidator(
    _dictionary(Finding, evidence=list_schema(_dictionary(Evidence, optional="case_id")))
)
_case: Final = SchemaValidator(
    _dictionary(
        CheckedCase,
        names=list_schema(_dictionary(KnownName)),
        outline=_dictionary(
            Outline,
            records=list_schema(_dictionary(OutlinedRecord)),
            periods=list_schema(_dictionary(OutlinedPeriod)),
        ),
    )
)
