"""Objects built from columns are those that pydantic would have made."""

from datetime import date

from caselint.casefile.records import Visit
from caselint.sources.tables.building import Builder


def test_what_is_built_is_what_validation_would_give():
    builder = Builder(
        Visit, ["record_id", "date", "child_seen"], {"kind": "visit", "type": "other"}
    )
    (built,) = builder.build([["V1"], [date(2026, 1, 5)], ["yes"]])
    valid = Visit.model_validate(
        {
            "kind": "visit",
            "record_id": "V1",
            "date": "2026-01-05",
            "type": "other",
            "child_seen": "Y",
        }
    )
    assert built == valid
    assert list(built.__dict__) == list(valid.__dict__)
    assert built.model_fields_set == valid.model_fields_set
    assert built.model_dump_json() == valid.model_dump_json()
    assert built.model_copy(update={"child_seen": "no"}).child_seen == "no"
    assert repr(built) == repr(valid)


def test_no_two_objects_share_their_values():
    one, two = Builder(Visit, ["record_id"], {"kind": "visit"}).build([["V1", "V2"]])
    one.child_seen = "no"
    assert two.child_seen is None
    assert two.record_id == "V2"
