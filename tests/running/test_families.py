"""Brothers' and sisters' files at hand, wherever among the input they lie."""

import json
import os
from threading import Thread

import pytest

from building import linter, rule
from caselint import CaseFile, lint
from caselint.running import batches, check_all, check_paths
from caselint.sources import beside

DAY = "2026-03-31"
ALIKE = (
    "The children have seen their parents argue and have been late for school most weeks. The "
    "home is warm, and there is food. The parents know that nights are hard and want help with "
    "routines. There is a risk that things get worse once the older relatives move out."
)
OWN = (
    "At two she cannot say what frightens her. She wakes and cries when voices are raised and "
    "settles only with her grandmother, who has her three nights a week. Her weight is on its line "
    "and her speech is behind, so the nursery place matters most for her. "
    "What would show that it works is sleep, words and that she lets others comfort her."
)


@pytest.fixture(scope="module")
def compares():
    return linter(rule("similar: {kind: assessment}\nlimit: 80\nwith: family"))


@pytest.fixture(autouse=True)
def small_batches(monkeypatch):
    monkeypatch.setattr(batches, "FILES", 2)


def child(case_id, text, *others, **more):
    people = [
        {"person_id": other, "relationship": "sister", "child_case_id": other} for other in others
    ]
    assessed = {"record_id": f"A-{case_id}", "kind": "assessment", "date": "2026-01-12"}
    return {
        "case_id": case_id,
        "child": {"child_id": case_id},
        "people": people,
        "records": [{**assessed, "text": text}],
        **more,
    }


def written(path, *cases):
    path.write_text("".join(json.dumps(one) + "\n" for one in cases))
    return path


def outcomes(compares, *paths, jobs=1):
    """What is said of each case file, by one process and, where asked for, by several."""
    alone = list(check_paths(compares, paths, as_at=DAY))
    if jobs > 1:
        assert list(check_paths(compares, paths, as_at=DAY, jobs=jobs)) == alone
    return {one.case.case_id: one.results[0].outcome for one in alone}


STRANGERS = [child(f"S{number}", OWN) for number in range(5)]


def test_a_copied_assessment_is_found_however_far_apart_the_two_files_lie(tmp_path, compares):
    path = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), *STRANGERS, child("B", ALIKE))
    found = outcomes(compares, path, jobs=2)
    assert (found["A"], found["B"]) == ("not_evidenced", "not_evidenced")


def test_the_files_may_stand_in_several_inputs(tmp_path, compares):
    first = written(tmp_path / "a.jsonl", *STRANGERS, child("A", ALIKE))
    second = written(tmp_path / "b.jsonl", child("B", ALIKE, "A"))
    assert outcomes(compares, first, second)["A"] == "not_evidenced"
    assert outcomes(compares, first)["A"] == "not_assessable"


def test_different_assessments_are_evidenced(tmp_path, compares):
    path = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), child("B", OWN))
    assert outcomes(compares, path) == {"A": "evidenced", "B": "evidenced"}


def test_children_whom_no_file_connects_are_not_compared(tmp_path, compares):
    path = written(tmp_path / "a.jsonl", child("A", ALIKE), child("B", ALIKE))
    assert set(outcomes(compares, path).values()) == {"not_assessable"}


def test_a_sisters_file_that_is_set_aside_leaves_it_open_whether_there_is_a_likeness(
    tmp_path, compares
):
    path = written(
        tmp_path / "a.jsonl",
        child("A", ALIKE, "B", "C"),
        child("B", ALIKE, no_such_field=1),
        child("C", OWN),
    )
    items = list(check_paths(compares, [path], as_at=DAY))
    assert (items[0].results[0].outcome, items[1].place[-4:]) == ("not_assessable", "ield")


def test_tables_have_their_families(tmp_path, compares):
    (tmp_path / "children.csv").write_text("child_id\nK1\nK2\nK3\n")
    rows = [("K1", ALIKE), ("K2", ALIKE), ("K3", ALIKE)]
    (tmp_path / "assessment.csv").write_text(
        "child_id,date,text\n" + "".join(f'{one},2026-01-12,"{text}"\n' for one, text in rows)
    )
    (tmp_path / "family.csv").write_text(
        "fami_table_id,fami_family_id,fami_person_id\n1,F,K1\n2,F,K3\n"
    )
    found = outcomes(compares, tmp_path, jobs=2)
    assert found == {"K1": "not_evidenced", "K2": "not_assessable", "K3": "not_evidenced"}


def test_more_brothers_and_sisters_than_are_kept_are_read_all_the_same(
    tmp_path, compares, monkeypatch
):
    many = [f"C{number}" for number in range(beside.RECENT + 3)]
    path = written(tmp_path / "a.jsonl", *(child(one, ALIKE, *many) for one in many))
    assert set(outcomes(compares, path).values()) == {"not_evidenced"}


def test_no_case_file_outlasts_the_run(tmp_path, compares):
    path = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), child("B", ALIKE))
    outcomes(compares, path)
    assert beside.recently_read.cache_info().currsize == 0


def test_where_no_rule_compares_families_nothing_is_gone_through_twice(tmp_path, monkeypatch):
    visits = linter(rule("present: {kind: visit}\nat_least: 1"))
    monkeypatch.setattr("caselint.running.checking.relatives_at", None)
    path = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"))
    assert not visits.compares_families
    assert len(list(check_paths(visits, [path], as_at=DAY))) == 1


def test_a_list_of_case_files_and_paths_has_its_families(tmp_path, compares):
    files = [CaseFile.model_validate(child(one, ALIKE, "B")) for one in "AB"]
    paths = [written(tmp_path / f"{one}.jsonl", child(one, ALIKE, "D")) for one in "CD"]
    for jobs in (1, 2):
        found = check_all(compares, [*files, *paths], as_at=DAY, jobs=jobs)
        assert {one.results[0].outcome for one in found} == {"not_evidenced"}


def test_a_folder_given_to_the_library_has_its_families(tmp_path, compares):
    written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), child("B", ALIKE))
    assert len(lint(tmp_path, DAY, linter=compares).findings) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes by name here")
def test_what_comes_through_a_pipe_is_checked_and_its_families_are_not_found(tmp_path, compares):
    data = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), child("B", ALIKE)).read_bytes()
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writing = Thread(target=pipe.write_bytes, args=(data,), daemon=True)
    writing.start()
    assert set(outcomes(compares, pipe).values()) == {"not_assessable"}
    writing.join()


def test_the_names_of_a_cited_sisters_file_are_known_to_the_finding(tmp_path, compares):
    worker = {"author": {"name": "Dawn Hill", "agency": "school"}}
    note = {"record_id": "N", "kind": "case_note", "date": "2026-01-02", **worker}
    theirs = child("B", ALIKE)
    theirs["child"]["name"] = "Mia Brown"
    theirs["records"].append(note)
    path = written(tmp_path / "a.jsonl", child("A", ALIKE, "B"), theirs, child("C", OWN, "A"))
    first, _, third = check_paths(compares, [path], as_at=DAY)
    known = {(one.name, one.who) for one in first.case.names}
    assert known == {("Mia Brown", "brother or sister"), ("Dawn Hill", "worker")}
    assert third.case.names == ()
