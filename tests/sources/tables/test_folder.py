"""A folder of tables: what is read of it, what it covers, and what is set aside with its place."""

from datetime import date

import pytest

from caselint import lint
from caselint.casefile import SetAside
from caselint.errors import AsAtError
from caselint.sources import Supplied, read
from caselint.sources.tables import csv_file, index, reading

from .conftest import told

PERSON = "pers_person_id,pers_dob\nK1,2016-05-14\nK2,2018-05-14"
VISITS = """
    child_id,record_id,date,child_seen
    K2,V1,2026-01-05,Y
    K1,V2,2026-01-06,N
    K2,V3,2026-01-07,Y
"""


def visits(supplied):
    return {
        item.case_file.case_id: [record.record_id for record in item.case_file.records]
        for item in supplied
    }


def test_children_come_in_the_order_of_their_table_with_their_rows_brought_together(tables):
    supplied, set_aside = tables(person=PERSON, visit=VISITS)
    assert set_aside == []
    assert [(item.case_file.case_id, item.place) for item in supplied] == [
        ("K1", "export/person.csv:2"),
        ("K2", "export/person.csv:3"),
    ]
    assert visits(supplied) == {"K1": ["V2"], "K2": ["V1", "V3"]}


def test_the_order_of_rows_changes_nothing_but_the_order_of_children(tables, put):
    forwards, _ = tables(person=PERSON, visit=VISITS)
    lines = VISITS.strip().split("\n")
    backwards, _ = tables(person=PERSON, visit="\n".join([lines[0], *reversed(lines[1:])]))
    for one, other in zip(forwards, backwards, strict=True):
        key = lambda record: record.record_id  # noqa: E731
        assert sorted(one.case_file.records, key=key) == sorted(other.case_file.records, key=key)


@pytest.mark.parametrize(("at_once", "piece"), [(1, 16), (2, 40), (200, 1 << 18)])
def test_batches_of_any_size_give_the_same(tables, monkeypatch, at_once, piece):
    monkeypatch.setattr(reading, "CHILDREN_AT_ONCE", at_once)
    monkeypatch.setattr(csv_file, "_PIECE", piece)
    supplied, set_aside = tables(person=PERSON, visit=VISITS)
    assert set_aside == []
    assert visits(supplied) == {"K1": ["V2"], "K2": ["V1", "V3"]}


ODD = """
    child_id,record_id,date,child_seen,text
    K2,V1,2026-01-05,Y,"She said ""no"", and left"
    K1,V2,06/01/2026,N,Zoë
    ,V3,2026-01-07,Y,
    K2,V4,2026-01-08,Y,,more
    K2,NULL,soon,maybe,"Two
    lines"
    K1,V6,2026-01-10,Y, plain\x20
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("rows", [VISITS, ODD, ODD.replace("ë", "e"), ODD.replace(",more", "")])
def test_a_folder_too_large_to_be_held_is_read_as_any_other(tables, monkeypatch, rows, end):
    plain = ODD.replace("ë", "e").replace(",more", "")
    files = {
        "person": PERSON.replace("\n", end).encode(),
        "visit": "\n".join(map(str.strip, rows.strip().split("\n"))).replace("\n", end).encode(),
        "supervision": plain.replace("child_seen", "agency"),
    }
    held = tables(**files)
    monkeypatch.setattr(index, "HELD", 0)
    assert tables(**files) == held


def test_as_many_children_are_read_at_a_time_as_their_rows_allow(tables, monkeypatch):
    met = []
    drawn = reading._Folder._drawn
    monkeypatch.setattr(
        reading._Folder,
        "_drawn",
        lambda self, first, beyond, drawers: (
            met.append((first, beyond)) or drawn(self, first, beyond, drawers)
        ),
    )
    children = "child_id\n" + "\n".join(f"K{number}" for number in range(7))
    rows = [*["K3,2026-01-05,long"] * 3, *["K6,2026-01-05,"] * 2]
    files = {"children": children, "visit": "\n".join(["child_id,date,text", *rows])}
    monkeypatch.setattr(reading, "BYTES_AT_ONCE", 50)
    supplied, _ = tables(**files)
    assert met == [(0, 3), (3, 4), (4, 7)]
    monkeypatch.setattr(reading, "CHILDREN_AT_ONCE", 2)
    assert tables(**files)[0] == supplied
    assert met[3:] == [(0, 2), (2, 3), (3, 4), (4, 6), (6, 7)]


def test_the_day_of_the_extract_is_that_of_the_table_export(child_in):
    case_file = child_in(
        export="extracted_at;authority;begins_at;records_from\n31/03/2026;Elmshire;01/04/2025;GP",
        person="person_id,dob\nK1,2016-05-14",
        visit="child_id,date\nK1,2026-01-05",
    )
    assert case_file.source.extracted_at == date(2026, 3, 31)
    assert case_file.authority == "Elmshire"
    assert case_file.source.covers.kinds["visit"].from_ == date(2025, 4, 1)
    assert case_file.source.covers.records_from == ["gp"]


def test_without_a_day_the_fault_says_what_to_do(put, tmp_path):
    put("export/person.csv", "pers_person_id,pers_dob\nK1,2016-05-14\n")
    with pytest.raises(AsAtError, match="--as-at"):
        lint(tmp_path / "export")


@pytest.mark.parametrize(
    ("export", "why"),
    [
        ("extracted_at\nyesterday", "not a date"),
        ("extracted_at,colour\n2026-03-31,red", "a column that is not known"),
        ("extracted_at\n2026-03-31\n2026-04-30", "2 rows, where one says it all"),
    ],
)
def test_what_is_wrong_with_the_table_export_is_told(tables, export, why):
    _, set_aside = tables(export=export, person=PERSON)
    assert [each for each in set_aside if each.why.startswith(why)]


# Coverage


def test_a_table_covers_its_kind_with_the_fields_of_its_header_also_without_rows(child_in):
    kinds = child_in(
        person="pers_person_id,pers_dob\nK1,2016-05-14",
        supervision="child_id,record_id,date,author.role",
        supervision_actions="record_id,text",
    ).source.covers.kinds
    assert set(kinds) == {"child", "supervision"}
    assert kinds["supervision"].fields == ["actions.text", "author.role", "date"]
    assert kinds["child"].fields == ["date_of_birth"]


def test_a_field_is_covered_where_every_table_that_gave_a_record_has_it(tables):
    supplied, _ = tables(
        person=PERSON,
        cp_visits="person_id,cp_visit_id,cp_visit_date,cp_visit_bedroom\nK1,V1,2026-01-05,Y",
        cla_visits="person_id,cla_visit_id,cla_visit_date\nK1,V2,2026-01-06",
    )
    one, two = (item.case_file.source.covers.kinds["visit"] for item in supplied)
    assert one.fields == ["date", "type"]
    assert two.fields == ["bedroom_seen", "date", "type"]
    assert one.types == ["child_protection", "looked_after"]


def test_the_records_are_social_cares_and_those_of_whoever_wrote_one(child_in):
    case_file = child_in(
        person="pers_person_id,pers_dob\nK1,2016-05-14",
        case_note="child_id,date,author.agency\nK1,2026-01-05,Health visitor",
    )
    assert case_file.covered_agencies == {"social_care", "health_visiting"}


# What is set aside


def test_an_unknown_table_is_told_once_and_the_rest_is_read(tables):
    supplied, set_aside = tables(person=PERSON, visit=VISITS, visitt="a,b\n1,2")
    assert len(supplied) == 2
    assert told(set_aside) == [
        ("export/visitt.csv", 'no table that caselint knows, did you mean "visit"?')
    ]


def test_tables_of_the_standard_without_a_place_in_a_case_file_are_passed_over(tables):
    _, set_aside = tables(person=PERSON, ssd_address="addr_person_id\nK1")
    assert set_aside == []


def test_unknown_and_repeated_columns_are_told_once_and_not_read(tables):
    supplied, set_aside = tables(
        person=PERSON,
        visit="child_id,date,child_seen,child_seen,colour\nK1,2026-01-05,Y,N,red",
    )
    visit = supplied[0].case_file.records[0]
    assert visit.child_seen is None
    assert "child_seen" not in supplied[0].case_file.source.covers.kinds["visit"].fields
    assert told(set_aside) == [
        ("export/visit.csv", "columns that stand more than once, and are not read: child_seen"),
        ("export/visit.csv", "columns that are not known: colour"),
    ]


def test_a_file_without_a_header_shows_none_of_its_cells(tables):
    _, set_aside = tables(person=PERSON, visit="K1,2026-01-05,Nell Archer was seen\nK2,x,y")
    assert told(set_aside) == [("export/visit.csv", "no header with the columns of such a table")]


@pytest.mark.parametrize(
    ("visit", "why"),
    [
        ("record_id,date\nV1,2026-01-05", "no column child_id, so nobody knows"),
        ("child_id,record_id\nK1,V1", "no column date, so no record has a date"),
        ("", "the file is empty"),
    ],
)
def test_a_table_that_cannot_be_used_is_not_covered(tables, visit, why):
    supplied, set_aside = tables(person=PERSON, visit=visit)
    assert "visit" not in supplied[0].case_file.source.covers.kinds
    assert [(each.place, each.why.startswith(why)) for each in set_aside] == [
        ("export/visit.csv", True)
    ]


@pytest.mark.parametrize(
    ("name", "header", "why"),
    [
        ("disability", "disa_person_id,disa_table_id", "no column disa_disability_code"),
        ("plan_actions", "child_id,record_id", "no column action_id"),
        ("assessment_factors", "cinf_assessment_id", "no column cinf_assessment_factors_json"),
    ],
)
def test_a_table_whose_rows_say_nothing_is_not_read(tables, name, header, why):
    _, set_aside = tables(person=PERSON, **{name: f"{header}\nK1,1"})
    assert [each.why for each in set_aside] == [f"{why}, so its rows say nothing"]


def test_a_ragged_row_marks_the_file_of_the_child_that_it_still_names(tables):
    supplied, set_aside = tables(
        person=PERSON, visit=VISITS + "    K1,V4,2026-01-08\n    ,V5,2026-01-09,Y"
    )
    assert told(set_aside) == [
        ("export/visit.csv:5", "3 cells, where the header has 4"),
        ("export/visit.csv:6", "no child_id: nobody's row"),
    ]
    one, two = (item.case_file for item in supplied)
    assert [mark.kind for mark in one.tombstones] == ["visit"]
    assert two.tombstones == ()


@pytest.mark.parametrize("other", ["K1,V4,2026-01-08,Y", 'K1,"V4",2026-01-08,Y', "K1,V4"])
def test_a_row_of_delimiters_is_nothing_whatever_stands_beside_it(tables, other):
    _, set_aside = tables(person=PERSON, visit=f"{VISITS.strip()}\n,,,\n{other}\n , ,NULL,")
    assert all("nobody" not in each.why for each in set_aside)


def test_marks_of_rows_that_were_set_aside_stand_in_the_order_of_the_tables(tables):
    names = ["case_note", "core_group", "plan", "supervision", "visit"]
    rows = "child_id,date\nK1,2026-01-05,more"
    (supplied, *_), _ = tables(person=PERSON, **dict.fromkeys(names, rows))
    assert [mark.kind for mark in supplied.case_file.tombstones] == names


def test_a_ragged_row_of_a_list_leaves_the_lists_unknown(tables):
    supplied, _ = tables(
        person=PERSON,
        core_group="child_id,record_id,date\nK1,G1,2026-01-05",
        core_group_attended="child_id,record_id,agency\nK1,G1,school\nK1,G1,po,lice",
    )
    assert supplied[0].case_file.records[0].attended is None


def test_many_faulty_rows_are_counted_after_the_first_hundred(tables, monkeypatch):
    monkeypatch.setattr(index, "MOST_FAULTS", 2)
    _, set_aside = tables(person=PERSON, visit="child_id,date\n" + "K1\n" * 5)
    assert told(set_aside)[-1] == (
        "export/visit.csv",
        "3 more rows are set aside as these are",
    )
    assert len(set_aside) == 3


def test_a_cell_that_cannot_be_read_costs_no_more_than_itself(tables):
    supplied, _ = tables(
        person="pers_person_id,pers_dob\nK1,soon",
        visit="child_id,record_id,date,child_seen\nK1,V1,2026-01-05,perhaps\nK1,V2,45000,Y",
    )
    case_file = supplied[0].case_file
    assert [record.record_id for record in case_file.records] == ["V1", "V2"]
    assert {(each.place, each.record_id) for each in case_file.set_aside} == {
        ("export/person.csv:2: pers_dob", ""),
        ("export/visit.csv:2: child_seen", "V1"),
        ("export/visit.csv:3: date", "V2"),
    }
    assert "perhaps" not in str(case_file.set_aside)


def test_a_record_without_a_date_is_set_aside_and_leaves_a_mark(tables):
    supplied, _ = tables(person=PERSON, visit="child_id,record_id,date\nK1,V1,\nK1,V2,2026-01-05")
    case_file = supplied[0].case_file
    assert [record.record_id for record in case_file.records] == ["V2"]
    assert told(case_file.set_aside) == [("export/visit.csv:2", "the record has no date")]
    assert [(mark.kind, mark.record_id) for mark in case_file.tombstones] == [("visit", "V1")]


def test_the_same_row_twice_is_one_record_and_a_clash_of_ids_is_set_aside(tables):
    supplied, _ = tables(
        person=PERSON,
        visit="child_id,record_id,date\nK1,V1,2026-01-05\nK1,V1,2026-01-05\n"
        "K2,V2,2026-01-05\nK2,V2,2026-01-06",
    )
    one, two = (item.case_file for item in supplied)
    assert (len(one.records), one.set_aside) == (1, ())
    assert [each.why for each in two.set_aside] == [
        "another record of this file has the same record_id"
    ]


def test_american_dates_are_never_guessed(tables):
    supplied, _ = tables(
        person=PERSON,
        visit="child_id,record_id,date,recorded_at\nK1,V1,2026-01-05,03/04/2026\n"
        "K1,V2,2026-01-06,04/25/2026\nK2,V3,2026-01-07,25/04/2026",
    )
    one, two = (item.case_file for item in supplied)
    assert [each.place for each in one.set_aside] == [
        "export/visit.csv:2: recorded_at",
        "export/visit.csv:3: recorded_at",
    ]
    assert two.records[0].recorded_at == date(2026, 4, 25)


def test_a_day_in_american_order_within_narrative_changes_nothing(child_in):
    case_file = child_in(
        person="pers_person_id,pers_dob\nK1,2016-05-14",
        visit='child_id,record_id,date,text\nK1,V1,03/04/2026,"Seen in May, not on 04/25/2026"',
    )
    assert case_file.records[0].date == date(2026, 4, 3)


def test_a_child_without_a_row_of_its_own_is_told_and_its_records_are_read(tables):
    supplied, set_aside = tables(person=PERSON, visit=VISITS + "    K9,V9,2026-01-08,Y")
    assert set_aside == []
    assert told(supplied[2].case_file.set_aside) == [
        ("export/visit.csv:5", "a child without a row in the table of children")
    ]
    assert visits(supplied)["K9"] == ["V9"]


def test_without_any_table_of_children_the_children_are_those_of_the_records(tables):
    supplied, set_aside = tables(visit=VISITS)
    assert set_aside == []
    assert [item.case_file.set_aside for item in supplied] == [(), ()]
    assert "child" not in supplied[0].case_file.source.covers.kinds


def test_two_children_with_one_id_are_not_read_and_the_next_child_is(tables):
    supplied, set_aside = tables(
        person="person_id,forename,dob\nK1,Nell,2016-05-14\nK1,Idris,2012-11-02\nK2,Rosa,2021-01-30",
        visit=VISITS,
    )
    assert [item.case_file.case_id for item in supplied] == ["K2"]
    assert set_aside == [
        SetAside("export/person.csv:3", "two children with one id", "K1"),
    ]


def test_two_rows_on_one_child_that_differ_leave_the_field_unknown(tables):
    supplied, _ = tables(
        person="person_id,dob,sex,ethnicity\nK1,2016-05-14,F,WBRI\nK1,2016-05-14,F,MWBC\n"
        "K1,2016-05-14,F,WBRI"
    )
    child = supplied[0].case_file.child
    assert (child.sex, child.ethnicity) == ("female", None)
    assert told(supplied[0].case_file.set_aside)[0] == (
        "export/person.csv:3",
        "a second row on the child says otherwise of ethnicity",
    )


def test_a_second_file_of_one_table_is_set_aside(tables):
    _, set_aside = tables(person=PERSON, ssd_person=PERSON)
    assert told(set_aside) == [("export/ssd_person.csv", "a second file of the same table")]


def test_a_child_with_more_rows_than_can_be_held_is_set_aside(tables, monkeypatch):
    monkeypatch.setattr(reading, "LARGEST", 50)
    monkeypatch.setattr(reading, "BYTES_AT_ONCE", 30)
    supplied, set_aside = tables(person=PERSON, visit=VISITS)
    assert [item.case_file.case_id for item in supplied] == ["K1"]
    assert [each.case_id for each in set_aside] == ["K2"]


def test_no_name_or_text_of_a_file_is_in_any_message(tables):
    supplied, set_aside = tables(
        person="person_id,forename,dob,Nell Archer\nK1,Nell,Nell Archer,x",
        visit='child_id,record_id,date,child_seen\nK1,V1,Nell Archer,Nell Archer\nNell Archer,"x',
    )
    said = str(set_aside) + str([item.case_file.set_aside for item in supplied])
    assert said.count("SetAside") >= 4
    assert "Nell" not in said


# Which files are read together


def test_a_folder_is_tables_by_the_names_of_files_and_columns(put, read_in):
    put("export/missing.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END\n1,2,M,3,4\n")
    supplied, set_aside = read_in("export")
    assert supplied == []
    assert "nothing in this folder could be recognised" in set_aside[0].why


def test_files_named_on_the_command_line_are_read_together(put, read_in):
    put("export/person.csv", "pers_person_id,pers_dob\nK1,2016-05-14\n")
    put("export/visit.csv", "child_id,record_id,date\nK1,V1,2026-01-05\n")
    supplied, set_aside = read_in("export/person.csv", "export/visit.csv")
    assert visits(supplied) == {"K1": ["V1"]}
    assert set_aside == []


def test_each_folder_of_tables_stands_by_itself(put, read_in):
    for folder, child in (("a", "K1"), ("b", "K2"), ("c", "K1")):
        put(f"export/{folder}/person.csv", f"pers_person_id,pers_dob\n{child},2016-05-14\n")
    supplied, set_aside = read_in("export")
    assert [item.place for item in supplied] == ["export/a/person.csv:2", "export/b/person.csv:2"]
    assert [each.why for each in set_aside] == [
        "a case file with this case_id came before, at export/a/person.csv:2"
    ]


def test_tables_and_other_formats_may_stand_in_one_folder(put, read_in):
    put("export/a.json", '{"case_id": "J", "child": {"child_id": "J"}}')
    put("export/person.csv", "pers_person_id,pers_dob\nK1,2016-05-14\n")
    supplied, set_aside = read_in("export")
    assert sorted(item.case_file.case_id for item in supplied) == ["J", "K1"]
    assert set_aside == []


def test_the_source_may_be_said_outright(put, read_in):
    put("export/person.csv", "pers_person_id\nK1\n")
    assert read_in("export")[0] == []
    assert [item.case_file.case_id for item in read_in("export", source="tables")[0]] == ["K1"]
    assert read_in("export", source="native")[0] == []


def test_a_csv_file_that_is_no_table_is_refused_when_it_is_given(put, read_in):
    put("list.csv", "name,day\na,b\n")
    supplied, set_aside = read_in("list.csv")
    assert supplied == []
    assert "not in a format that caselint recognises" in set_aside[0].why


def test_children_are_handed_on_before_all_of_them_are_read(put, tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "CHILDREN_AT_ONCE", 1)
    put("export/person.csv", "pers_person_id,pers_dob\nK1,2016-05-14\nK2,2018-05-14\n")
    assembled = []
    original = reading._Folder._supply
    monkeypatch.setattr(
        reading._Folder,
        "_supply",
        lambda self, number, drawn: (assembled.append(number), original(self, number, drawn))[1],
    )
    stream = read(tmp_path / "export")
    assert isinstance(next(stream), Supplied)
    assert assembled == [0]
    stream.close()
