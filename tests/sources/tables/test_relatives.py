"""Brothers and sisters in a folder of tables."""

import pytest

from caselint.sources import Supplied, relatives_at, unread

CHILDREN = "child_id\nK1\nK2\nK3\n"
FAMILY = "fami_table_id,fami_family_id,fami_person_id\n1,F1,K1\n2,F1,K3\n"


@pytest.fixture
def beside(put, tmp_path):
    """The ids beside each child in these tables."""

    def read(**files):
        for name, text in files.items():
            put(f"export/{name}.csv", text)
        items = unread([tmp_path / "export"], relatives=relatives_at([tmp_path / "export"]))
        return {
            item.case_file.case_id: [one.case_id for one in item.family]
            for item in items
            if isinstance(item, Supplied)
        }

    return read


def test_children_of_one_family_stand_beside_each_other(beside):
    assert beside(children=CHILDREN, family=FAMILY) == {"K1": ["K3"], "K2": [], "K3": ["K1"]}


def test_a_case_id_of_its_own_is_what_a_family_names(beside):
    children = "child_id,case_id\nK1,C1\nK2,C2\nK3,C3\n"
    assert beside(children=children, family=FAMILY) == {"C1": ["C3"], "C2": [], "C3": ["C1"]}


def test_people_name_brothers_and_sisters_and_either_file_will_do(beside):
    people = "child_id,person_id,relationship,child_case_id\nK2,P1,half-brother,K1\n"
    assert beside(children=CHILDREN, people=people) == {"K1": ["K2"], "K2": ["K1"], "K3": []}


def test_children_of_one_mother_stand_beside_each_other(beside):
    mother = "moth_table_id,moth_person_id,moth_childs_person_id\n1,M,K1\n2,M,K2\n"
    assert beside(children=CHILDREN, mother=mother) == {"K1": ["K2"], "K2": ["K1"], "K3": []}


def test_what_is_wrong_with_rows_is_told_once(put, tmp_path):
    put("export/children.csv", CHILDREN)
    put("export/family.csv", FAMILY)
    put("export/visit.csv", "child_id,date\nK1,2026-01-05\nK3,2026-01-06,more\n")
    paths = [tmp_path / "export"]

    def told(relatives):
        items = unread(paths, relatives=relatives)
        # The families are looked at, so that K3's row is read three times.
        return [one for one in items if not (isinstance(one, Supplied) and [*one.family, one])]

    (fault,) = told(None)
    assert told(relatives_at(paths)) == [fault]


def test_a_sister_in_another_batch_is_read_out_of_turn(beside, monkeypatch):
    monkeypatch.setattr("caselint.sources.tables.reading.CHILDREN_AT_ONCE", 1)
    visits = "child_id,date\nK1,2026-01-05\nK3,2026-01-06\n"
    found = beside(children=CHILDREN, family=FAMILY, visit=visits)
    assert found == {"K1": ["K3"], "K2": [], "K3": ["K1"]}


def test_without_being_asked_nobody_is_beside_anybody(put, tmp_path):
    put("export/children.csv", CHILDREN)
    put("export/family.csv", FAMILY)
    assert all(item.family == () for item in unread([tmp_path / "export"]))
