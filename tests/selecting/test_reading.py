"""What there is to read in a case file, who is who in it, and who writes."""

from datetime import date

import pytest

from building import AS_AT, a_case, plan, record, visit
from caselint.casefile import Timeline
from caselint.selecting.reading import Reading, names_of, read_together
from caselint.selecting.voices import author_of, cast_of
from told import ByHeart

MIA = {
    "child": {"child_id": "K1", "name": "Mia Jones", "aliases": ["Mimi"], "sex": "female"},
    "people": [
        {"person_id": "P1", "name": "Stacey Jones", "relationship": "mother", "aliases": ["Stace"]},
        {"person_id": "P2", "name": "Dean Hill", "relationship": "partner", "sex": "male"},
        {"person_id": "P3", "name": "Rita Jones", "relationship": "grandparent"},
        {"person_id": "P4", "name": "Ann Lee", "caring_role": "yes", "sex": "female"},
        {"person_id": "P5", "name": "Tom Jones", "relationship": "brother"},
        {"person_id": "P6", "relationship": "father"},
        {"person_id": "P7", "name": "Carl"},
    ],
}


def reading(*records, reader=None, **case):
    kinds = frozenset(("case_note", "visit", "plan"))
    timeline = Timeline(a_case(*records, **case), date.fromisoformat(AS_AT))
    made = reader or ByHeart()
    return Reading(timeline, lambda: made, kinds), timeline, made


def test_the_family_is_cast_by_what_each_is_to_the_child():
    assert cast_of(a_case(**MIA)) == {
        "Mia Jones": "female child",
        "Mimi": "female child",
        "Stacey Jones": "mother",
        "Stace": "mother",
        "Dean Hill": "male partner",
        "Rita Jones": "grandparent",
        "Ann Lee": "female carer",
        "Tom Jones": "brother",
        "Carl": "other",
    }


def test_staff_are_professionals_and_take_no_name_from_the_family():
    case = a_case(
        visit(
            "2026-03-02",
            author={"name": "Dawn Wood", "role": "Social worker"},
            present=[
                {"name": "Stacey Jones", "role": "mother"},
                {"name": "Paul Grey", "agency": "school"},
                {"name": "Somebody"},
                "mum",
            ],
        ),
        record("supervision", "2026-03-03", supervisor="Kay Long"),
        record("visit", "2026-03-04", author={"name": "Tom Jones", "agency": "social_care"}),
        agencies=[{"agency": "school", "lead_worker": "Ida Short"}],
        **MIA,
    )
    cast = cast_of(case)
    staff = {name for name, relationship in cast.items() if relationship == "professional"}
    assert staff == {"Dawn Wood", "Paul Grey", "Kay Long", "Ida Short"}
    assert cast["Tom Jones"] == "brother"


@pytest.mark.parametrize(
    "present",
    [
        {"name": "Ama", "agency": "interpreting"},
        {"name": "Ama", "role": "Interpreter"},
        {"name": "Ama", "role": "BSL signer", "agency": "other"},
    ],
)
def test_who_interprets_is_cast_as_such(present):
    cast = cast_of(a_case(visit("2026-03-02", present=[present]), **MIA))
    assert cast["Ama"] == "interpreter"


@pytest.mark.parametrize(
    ("author", "section", "who"),
    [
        (None, "body", "professional"),
        ({"name": "Dawn Wood", "role": "Social worker"}, "body", "professional"),
        ({"name": "Dawn Wood"}, "What the child said", "child"),
        ({"role": "young person"}, "body", "child"),
        ("mum", "body", "parent"),
        ({"role": "grandmother"}, "body", "other"),
        ({"name": "Stacey Jones"}, "body", "parent"),
        ({"name": "Stacey Jones", "agency": "school"}, "body", "professional"),
        ({"name": "Mia Jones"}, "body", "child"),
        ({"name": "Tom Jones"}, "body", "other"),
    ],
)
def test_who_writes(author, section, who):
    given = {} if author is None else {"author": author}
    case = a_case(record("case_note", "2026-03-02", text={section: "Well."}, **given), **MIA)
    assert author_of(case.records[0], section, cast_of(case)) == who


def test_every_passage_is_read_once_with_its_cast_and_author():
    note = record("case_note", "2026-03-02", text={"body": "no change", "child words": "no change"})
    twin = record("visit", "2026-03-04", text="no change")
    made, timeline, reader = reading(note, twin, record("supervision", "2026-03-05", text="x"))
    said = made.of(timeline.by_id["visit 2026-03-04"])
    assert [mention.text for _, mention in said.by_concept["drift_cue"]] == ["no change"]
    made.of(timeline.by_id["case_note 2026-03-02"])
    assert reader.calls == [["no change", "no change"]]
    assert sorted(reader.authors) == ["child", "professional"]


def test_what_the_file_did_not_hold_yet_is_not_read():
    later = record("case_note", "2026-12-02", text="no change")
    made, _, reader = reading(record("case_note", "2026-03-02", text="Tidy."), later)
    read_together([made])
    assert reader.calls == [["Tidy."]]


def test_files_are_read_together_each_with_its_own_people():
    reader = ByHeart()
    first = reading(visit("2026-03-02", text="no change"), reader=reader, **MIA)
    other = reading(visit("2026-03-02", text="no change"), reader=reader)
    read_together([first[0], other[0]])
    read_together([first[0], other[0]])
    assert reader.calls == [["no change", "no change"]]
    assert [len(cast) for cast in reader.casts] == [9, 0]


def test_a_file_without_narrative_is_not_given_to_the_reader():
    made, _, reader = reading(visit("2026-03-02"))
    read_together([made])
    assert reader.calls == []


@pytest.mark.parametrize(
    ("section", "of_text", "names"),
    [
        ("body", True, {"body"}),
        ("Wishes and feelings", True, {"child_views", "wishes and feelings"}),
        ("decision", False, {"decision"}),
        ("goals[12].measure", False, {"goals", "goals.measure"}),
    ],
)
def test_the_names_by_which_a_section_is_asked_for(section, of_text, names):
    assert names_of(section, of_text=of_text) == names


def test_an_action_that_is_listed_again_is_the_same_passage():
    listed = [{"text": "There is no change"}]
    made, timeline, reader = reading(
        plan("2026-01-05", actions=listed), plan("2026-02-05", actions=listed)
    )
    assert made.of(timeline.by_id["plan 2026-02-05"]).by_concept
    assert reader.calls == [["There is no change"]]
