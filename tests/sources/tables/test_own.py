"""The tables of caselint's own: all that the native form can say, tables can say too."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from caselint.casefile import RECORD_KINDS, CaseFile, read_case_file
from caselint.casefile.faults import parts_in
from caselint.sources.tables.fields import choices_of, is_list, is_moment, is_text, named
from caselint.sources.tables.own import OWN, model_of

CHILDREN = "child_id\nK1\n"


def filled(model: Any, salt: str) -> dict[str, Any]:
    """A value for every field of a model, in the native form."""
    return {
        name: value
        for name, field in named(model).items()
        if (value := _value(name, field, salt)) is not None
    }


def _value(name: str, field: Any, salt: str) -> Any:
    if name in ("kind", "record_id", "child_id"):
        return None
    parts = parts_in(field.annotation)
    if parts:
        inner = filled(parts[0], f"{salt} {name}")
        return [inner, filled(parts[0], f"{salt} {name} 2")] if is_list(field) else inner
    if is_moment(field):
        return "2026-01-15"
    if is_text(field):
        return {"child_words": f'{salt}, and "more"\nof it', "body": f"{salt} plain"}
    if is_list(field):
        return [f"{salt} one", f"{salt} two"]
    for mark in field.metadata:
        if hasattr(mark, "choices"):
            return mark.choices[0]
        if getattr(mark, "func", None).__class__.__name__ == "function" and "flag" in repr(mark):
            return "no"
        if type(mark).__name__ == "_Agency":
            return "school"
    return 7 if name == "version" else f"{salt} {name}"


def written(record: dict[str, Any], table: str, key: str) -> Iterator[tuple[str, dict[str, str]]]:
    """A record in the native form as rows of tables: (table, row)."""
    row = {"child_id": "K1", "record_id": key}
    for name, value in record.items():
        if name == "kind":
            continue
        if isinstance(value, list) and isinstance(value[0], dict):
            for entry in value:
                yield f"{table}_{name}", {"child_id": "K1", "record_id": key, **entry}
        elif isinstance(value, dict):
            for sub, inner in value.items():
                if isinstance(inner, list):
                    for entry in inner:
                        yield (
                            f"{table}_{name}_{sub}",
                            {"child_id": "K1", "record_id": key, **entry},
                        )
                else:
                    row["text" if (name, sub) == ("text", "body") else f"{name}.{sub}"] = inner
        else:
            row[name] = "; ".join(value) if isinstance(value, list) else value
    yield table, row


def as_csv(rows: list[dict[str, str]]) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def content(case_file: CaseFile) -> Any:
    data = json.loads(case_file.model_dump_json(by_alias=True, exclude={"source"}))
    data["records"].sort(key=lambda record: record["record_id"])
    return data


@pytest.mark.parametrize("kind", RECORD_KINDS)
def test_every_kind_can_say_in_tables_what_it_can_say_in_json(kind, tables, put):
    records = [
        {"kind": kind, "record_id": f"{kind}-{number}", **filled(RECORD_KINDS[kind], f"n{number}")}
        for number in (1, 2)
    ]
    native = {"case_id": "K1", "child": {"child_id": "K1"}, "records": records}
    files: dict[str, list[dict[str, str]]] = {}
    for record in records:
        key = record.pop("record_id")
        for table, row in written(record, kind, key):
            files.setdefault(table, []).append(row)
        record["record_id"] = key

    supplied, set_aside = tables(
        children=CHILDREN, **{name: as_csv(rows).encode() for name, rows in files.items()}
    )

    expected = read_case_file(json.dumps(native), "native")
    assert (set_aside, expected.set_aside) == ([], ())
    assert supplied[0].case_file.set_aside == ()
    assert content(supplied[0].case_file) == content(expected)


def test_what_stands_outside_records(child_in):
    case_file = child_in(
        children="""
        child_id,case_id,authority,team,name,aliases,date_of_birth,interpreter_needed,disabilities,school
        K1,C-9,Elmshire,North,Nell Archer,Nelly; N.,14/05/2016,Y,"[""hearing""]",Elm Primary
        """,
        people="""
        child_id,person_id,name,relationship,parental_responsibility,from
        K1,P1,Grace Archer,Mother,yes,2016-05-14
        K1,P2,Sam Hill,step-father,no,
        """,
        agencies="child_id,agency,organisation,from\nK1,Primary school,Elm Primary,2020-09-01",
    )
    assert (case_file.case_id, case_file.team, case_file.authority) == ("C-9", "North", "Elmshire")
    assert case_file.child.aliases == ["Nelly", "N."]
    assert case_file.child.interpreter_needed == "yes"
    assert [(each.person_id, each.relationship) for each in case_file.people] == [
        ("P1", "mother"),
        ("P2", "step_father"),
    ]
    assert case_file.agencies[0].agency == "school"
    assert case_file.agencies[0].from_ == date(2020, 9, 1)


def test_the_standards_person_and_the_table_of_children_go_together(child_in):
    case_file = child_in(
        person="pers_person_id,pers_forename,pers_dob\nK1,Nell,2016-05-14",
        children="child_id,name,first_language\nK1,Nell,Welsh",
    )
    assert case_file.child.first_language == "Welsh"
    assert case_file.child.date_of_birth == date(2016, 5, 14)


def test_a_table_may_be_named_in_the_plural_and_name_the_child_person_id(child_in):
    case_file = child_in(
        children=CHILDREN, case_notes="person_id,date,text\nK1,2026-01-05,A quiet afternoon."
    )
    (note,) = case_file.records
    assert note.text == {"body": "A quiet afternoon."}
    assert note.record_id == "case_note-2026-01-05"


def test_other_words_than_a_code_move_to_the_text_beside_it(child_in):
    case_file = child_in(
        children=CHILDREN,
        assessment="""
        child_id,record_id,date,outcome,outcome_text
        K1,A1,2026-01-05,Child in need,With the school
        K1,A2,2026-01-06,Family to be seen again,In March
        """,
    )
    found = {each.record_id: (each.outcome, each.outcome_text) for each in case_file.records}
    assert found == {
        "A1": ("child_in_need", "With the school"),
        "A2": ("unknown", "Family to be seen again\nIn March"),
    }


def test_a_list_has_its_own_table_or_stands_in_a_cell(child_in):
    case_file = child_in(
        children=CHILDREN,
        core_group="""
        child_id,record_id,date,apologies,attended
        K1,G1,2026-01-05,Health visitor; GP,
        K1,G2,2026-02-05,,"[{""agency"": ""police""}]"
        K1,G3,2026-03-05,,
        """,
        core_group_attended="record_id,agency,role\nG1,school,head\nG1,gp,",
    )
    one, two, three = case_file.records
    assert [each.agency for each in one.attended] == ["school", "gp"]
    assert [each.name for each in one.apologies] == ["Health visitor", "GP"]
    assert [each.agency for each in two.attended] == ["police"]
    assert three.attended == []
    assert three.apologies is None


def test_a_row_of_a_list_that_names_no_record_is_set_aside(tables):
    supplied, _ = tables(
        children=CHILDREN,
        plan="child_id,record_id,started_at\nK1,P1,2026-01-05",
        plan_actions="child_id,record_id,text\nK1,P1,Breakfast club\nK1,P7,Swimming",
    )
    case_file = supplied[0].case_file
    assert [each.text for each in case_file.records[0].actions] == ["Breakfast club"]
    assert [(each.place, each.why) for each in case_file.set_aside] == [
        ("export/plan_actions.csv:3", "no plan with this id, so that this row belongs nowhere")
    ]


def test_there_is_a_table_for_every_kind_and_every_list_within_one():
    drawn = {(table.draws[0].of, table.draws[0].kind, table.draws[0].field) for table in OWN}
    assert {of for of, _, _ in drawn} >= RECORD_KINDS.keys()
    for kind, model in RECORD_KINDS.items():
        for name, field in named(model).items():
            if parts_in(field.annotation) and is_list(field):
                assert ("part", kind, name) in drawn


def test_every_column_fills_a_field_of_its_model():
    for table in OWN:
        (draw,) = table.draws
        fields = named(model_of(draw))
        extra = {"case_id", "authority", "team", "previous_case_ids"} if draw.of == "child" else {}
        for name in draw.fields:
            head, _, sub = name.partition(".")
            assert head in fields or head in extra
            assert not sub or sub in named(parts_in(fields[head].annotation)[0])


def test_a_code_with_text_beside_it_is_known_by_its_choices():
    assert choices_of(named(RECORD_KINDS["assessment"])["outcome"]) is not None
    assert choices_of(named(RECORD_KINDS["assessment"])["type"]) is None
