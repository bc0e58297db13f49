"""Small case files in the native form, so that a test shows only what it is about."""

from datetime import date

from caselint.casefile import CaseFile, Coverage, Timeline, assemble
from caselint.casefile.coverage import EVERYTHING, Covers
from caselint.casefile.records import RECORD_KINDS

AS_AT = date(2026, 6, 30)


def data(*records, **more):
    return {"case_id": "C1", "child": {"child_id": "K1"}, "records": list(records), **more}


def case(*records, **more) -> CaseFile:
    return assemble(data(*records, **more), place)


def place(path) -> str:
    return "file:" + "/".join(str(step) for step in path)


def record(kind, day=None, **fields):
    return {"kind": kind, **({"date": day} if day else {}), **fields}


def read(kind, **fields):
    return RECORD_KINDS[kind].model_validate({"kind": kind, **fields})


def timeline(*records, as_at=AS_AT, coverage=EVERYTHING, **more) -> Timeline:
    return Timeline(case(*records, **more), as_at, coverage)


def covering(**kinds) -> Coverage:
    """A coverage of these kinds: ``covering(plan={}, visit={"fields": ["date"]})``."""
    return Coverage(Covers.model_validate({"kinds": kinds}))
