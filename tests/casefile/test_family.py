"""The index by which several files are compared."""

from caselint.casefile.family import FamilyIndex, index_entries

from .making import case, record

LONG = " ".join(f"word{number}" for number in range(100))


def file(case_id, *texts, people=None):
    notes = [record("case_note", "2026-01-05", record_id=f"{case_id}-{n}", text=text)
             for n, text in enumerate(texts)]  # fmt: skip
    return case(*notes, case_id=case_id, child={"child_id": f"K{case_id}"}, people=people)


def index(*files):
    found = FamilyIndex()
    found.extend(files)
    return found


def entry(one):
    (only,) = index_entries(one)
    return only


def sibling(case_id):
    return [{"person_id": "s", "relationship": "sister", "child_case_id": case_id}]


def test_the_same_words_in_another_file_are_found():
    one, other = file("1", "Seen at home, well."), file("2", "seen at home well")
    (found,) = index(one, other).same_text(entry(one))
    assert (found.case_id, found.child_id, found.record_id) == ("2", "K2", "2-0")


def test_the_same_words_in_the_same_file_are_not_compared():
    one = file("1", "Seen at home.", "Seen at home.")
    assert index(one).same_text(next(index_entries(one))) == []


def test_other_words_are_not_found():
    one, other = file("1", "Seen at home."), file("2", "Seen at school.")
    assert index(one, other).same_text(entry(one)) == []


def test_nearly_the_same_text_in_another_file_is_found():
    one, other = file("1", LONG), file("2", LONG.replace("word99", "changed"))
    assert index(one, other).same_text(entry(one)) == []
    assert [found.case_id for found in index(one, other).like_text(entry(one))] == ["2"]


def test_a_text_of_other_words_is_not_alike():
    one, other = file("1", LONG), file("2", LONG.replace("word", "other"))
    assert index(one, other).like_text(entry(one)) == []


def test_the_same_words_are_alike_wholly():
    assert entry(file("1", "Seen.")).likeness(entry(file("2", "seen"))) == 1.0


def test_a_text_without_words_is_not_in_the_index():
    assert list(index_entries(file("1", "…"))) == []


def test_the_index_holds_no_text():
    assert "word1" not in repr(entry(file("1", LONG)))


def test_brothers_and_sisters_are_those_a_file_names_or_that_name_it():
    found = index(file("1", people=sibling("2")), file("2"), file("3", people=sibling("1")))
    assert found.family_of("1") == {"2", "3"}
    assert found.family_of("2") == {"1"}


def test_a_file_without_a_family_has_none():
    assert index(file("1")).family_of("1") == frozenset()


def test_a_child_is_not_its_own_sister():
    assert index(file("1", people=sibling("1"))).family_of("1") == frozenset()
