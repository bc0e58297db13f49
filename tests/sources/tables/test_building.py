"""Objects built from columns are those that pydantic would have made."""

from datetime import date

from caselint.casefile import CaseFile, Source
from caselint.casefile.parts import Participant
from caselint.casefile.people import Child
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


def test_a_column_that_says_one_thing_is_in_every_object_and_no_list_is_shared():
    names = ["record_id", "child_seen", "links", "announced"]
    columns = [["V1", "V2", "V3"], ["no"] * 3, [["P1"], ["P1"], ["P1"]], [None] * 3]
    built = Builder(Visit, names, {"kind": "visit"}).build(columns)
    for visit, record_id in zip(built, columns[0], strict=True):
        assert visit == Visit(
            kind="visit", record_id=record_id, child_seen="no", links=["P1"], announced=None
        )
    built[0].links.append("P2")
    assert built[2].links == ["P1"]


def test_an_object_stands_for_all_rows_that_say_the_same():
    builder = Builder(Participant, ["role", "agency"])
    built = builder.build_alike([["gp", "midwife", "gp"], ["health", "health", "health"]])
    assert built == [
        Participant(role="gp", agency="health"),
        Participant(role="midwife", agency="health"),
        Participant(role="gp", agency="health"),
    ]
    assert built[0] is built[2]


def test_a_case_file_that_is_built_is_what_validation_would_give():
    child = Builder(Child, ()).build_one({"child_id": "C1", "sex": "female"})
    private = {"_set_aside": (), "_tombstones": ()}
    source = Source(name="tables")
    values = {"case_id": "K1", "team": None, "child": child, "records": [], "source": source}
    built = Builder(CaseFile, ()).build_one(values, private)
    valid = CaseFile.model_validate({**values, "child": {"child_id": "C1", "sex": "f"}})
    assert built == valid
    assert list(built.__dict__) == list(valid.__dict__)
    assert built.model_fields_set == valid.model_fields_set
    assert built.child.model_fields_set == valid.child.model_fields_set
    assert built.model_dump_json() == valid.model_dump_json()
    assert (built.set_aside, built.tombstones) == ((), ())
