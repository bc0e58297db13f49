"""From what a source gives to a case file, losing nothing that can be kept."""

import copy
import importlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import CaseFile, Tombstone, Unreadable, assemble, read_case_file
from caselint.errors import SourceError

from .making import case, data, place, record

# The package names its function like the module.
ASSEMBLING = importlib.import_module("caselint.casefile.assemble")
VISIT = record("visit", "2026-01-05", record_id="v1", child_seen="yes")


def from_json(*records, **more):
    return read_case_file(json.dumps(data(*records, **more)), "file.json")


def whys(file):
    return [(item.place, item.why) for item in file.set_aside]


def ids(file):
    return [one.record_id for one in file.records]


# A value that cannot be read


@pytest.mark.parametrize(
    ("field", "value"),
    [("date", "2026-02-30"), ("child_seen", "perhaps"), ("type", "flying"), ("recorded_at", 5)],
)
def test_a_value_that_cannot_be_read_is_unknown_and_costs_no_more(field, value):
    file = from_json({**VISIT, field: value})
    assert isinstance(getattr(file.records[0], field), Unreadable)
    assert file.tombstones == ()


def test_a_value_that_cannot_be_read_is_set_aside_with_its_place():
    file = from_json(VISIT, record("visit", "2026-02-30", record_id="v2"))
    (item,) = file.set_aside
    assert (item.place, item.why) == ("file.json: records[1].date", "not a date")
    assert (item.case_id, item.record_id) == ("C1", "v2")


def test_a_date_outside_the_calendar_is_set_aside_alone():
    file = from_json({**VISIT, "recorded_at": "1066-10-14"})
    assert whys(file) == [
        ("file.json: records[0].recorded_at", "outside the calendar (1872 to 2100)")
    ]


def test_a_value_deep_in_a_record_is_set_aside_alone():
    actions = [{"text": "Ring school", "due": "whenever"}]
    file = from_json(record("core_group", "2026-01-05", actions=actions))
    assert isinstance(file.records[0].actions[0].due, Unreadable)
    assert file.set_aside[0].place == "file.json: records[0].actions[0].due"


def test_several_values_are_set_aside_each():
    file = from_json({**VISIT, "recorded_at": "x", "successful": "x"})
    assert len(file.set_aside) == 2


def test_a_childs_unreadable_date_of_birth_is_set_aside_alone():
    file = from_json(VISIT, child={"child_id": "K1", "date_of_birth": "spring"})
    assert isinstance(file.child.date_of_birth, Unreadable)
    assert whys(file) == [("file.json: child.date_of_birth", "not a date")]


def test_an_unreadable_day_of_extract_is_set_aside_alone():
    file = from_json(VISIT, source={"extracted_at": "31/12/2025"})
    assert whys(file) == [("file.json: source.extracted_at", "not a date")]


def test_a_value_named_in_code_is_set_aside_alone():
    plan = record("plan", "2026-01-05", members=[{"from_": "x"}])
    assert isinstance(case(plan).records[0].members[0].from_, Unreadable)


# A record that cannot be read


def test_an_unknown_field_sets_the_record_aside_and_leaves_a_tombstone():
    file = from_json(VISIT, record("visit", "2026-01-12", record_id="v2", child_sen="yes"))
    assert ids(file) == ["v1"]
    assert file.tombstones == (Tombstone("v2", "visit", date(2026, 1, 12)),)
    assert whys(file) == [
        (
            "file.json: records[1].child_sen",
            'unknown field "child_sen", did you mean "child_seen"?',
        )
    ]


def test_a_misspelt_kind_leaves_a_tombstone_of_any_kind():
    file = from_json(record("vist", "2026-01-12"))
    assert file.tombstones == (Tombstone("", None, date(2026, 1, 12)),)
    assert file.set_aside[0].why.endswith('did you mean "visit"?')


def test_a_record_without_kind_leaves_a_tombstone_of_any_kind():
    file = from_json({"date": "2026-01-12"})
    assert file.tombstones[0].kind is None
    assert whys(file) == [("file.json: records[0].kind", "the record has no kind")]


def test_a_tombstone_keeps_the_plan():
    file = from_json(record("plan", "2026-01-12", plan_id="P1", tpye="child_protection"))
    assert file.tombstones[0].plan_id == "P1"


def test_a_tombstone_is_dated_by_its_start_where_it_has_no_date():
    file = from_json({"kind": "section47", "started_at": "2026-01-12", "outcom": "x"})
    assert file.tombstones[0].moment == date(2026, 1, 12)


def test_a_tombstone_whose_date_cannot_be_read_could_be_of_any_day():
    assert from_json(record("visit", "x", child_sen="yes")).tombstones[0].moment is None


@pytest.mark.parametrize("thing", [None, 5, "a visit", ["visit"]])
def test_what_is_no_record_leaves_a_tombstone_of_any_kind_and_day(thing):
    file = from_json(VISIT, thing)
    assert ids(file) == ["v1"]
    assert file.tombstones == (Tombstone(),)


def test_a_wrong_shape_sets_the_record_aside():
    file = from_json(record("visit", "2026-01-05", present="Mum"))
    assert whys(file) == [("file.json: records[0].present", '"present": a list is expected')]


def test_one_bad_record_never_loses_the_rest():
    file = from_json(record("vist"), VISIT, record("visit", "2026-01-06", x=1), None)
    assert ids(file) == ["v1"]


def test_a_record_with_no_date_is_set_aside():
    file = from_json(VISIT, record("visit", record_id="v2"))
    assert whys(file) == [("file.json: records[1]", "the record has no date")]
    assert file.tombstones == (Tombstone("v2", "visit", None),)


def test_a_record_may_be_dated_by_its_start():
    file = from_json({"kind": "allocation", "started_at": "2026-01-05", "record_id": "a"})
    assert ids(file) == ["a"]


def test_a_record_whose_only_date_cannot_be_read_stays():
    assert ids(from_json(record("visit", "soon", record_id="v"))) == ["v"]


def test_a_narrative_over_the_bound_sets_its_record_aside(monkeypatch):
    monkeypatch.setattr(ASSEMBLING, "LONGEST_TEXT", 100)
    file = from_json(VISIT, record("visit", "2026-01-06", record_id="v2", text="x" * 101))
    assert ids(file) == ["v1"]
    assert whys(file) == [("file.json: records[1]", "narrative of more than 100 characters")]


def test_a_narrative_on_the_bound_stays(monkeypatch):
    monkeypatch.setattr(ASSEMBLING, "LONGEST_TEXT", 100)
    assert len(from_json(record("visit", "2026-01-06", text="x" * 100)).records) == 1


def test_the_bound_holds_for_sentences_outside_text(monkeypatch):
    monkeypatch.setattr(ASSEMBLING, "LONGEST_TEXT", 100)
    actions = [{"text": "x" * 101}]
    assert from_json(record("core_group", "2026-01-06", actions=actions)).records == []


# Twins


def test_the_same_record_twice_is_one():
    file = from_json(VISIT, VISIT)
    assert ids(file) == ["v1"]
    assert file.set_aside == ()


def test_two_records_with_one_id_cannot_both_stand():
    file = from_json(VISIT, {**VISIT, "child_seen": "no"})
    assert ids(file) == ["v1"]
    assert [item.why for item in file.set_aside] == [
        "another record of this file has the same record_id"
    ]
    assert len(file.tombstones) == 1


def test_which_of_two_records_with_one_id_stays_does_not_hang_on_their_order():
    other = {**VISIT, "child_seen": "no"}
    assert from_json(VISIT, other).records == from_json(other, VISIT).records


def test_two_records_whose_dates_cannot_be_read_are_not_the_same():
    file = from_json({**VISIT, "date": "x"}, {**VISIT, "date": "y"})
    assert len(file.set_aside) == 3


# A file that is refused


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"recrods": []}, 'unknown field "recrods", did you mean "records"?'),
        ({"child": {"child_id": "K1", "dob": "2020-01-01"}}, 'unknown field "dob"'),
        ({"child": None}, '"child": an object is expected'),
        ({"people": [{"person_id": "p", "nmae": "x"}]}, 'unknown field "nmae"'),
        ({"records": {}}, "records is a list"),
        ({"records": "none"}, "records is a list"),
        ({"source": {"covers": {"kinds": {"visits": {}}}}}, "a kind that caselint does not know"),
    ],
)
def test_a_fault_outside_the_records_refuses_the_file(change, why):
    with pytest.raises(SourceError) as caught:
        from_json(VISIT, **change)
    assert why in str(caught.value)


def test_a_file_without_case_id_is_refused():
    with pytest.raises(SourceError, match='"case_id" is missing'):
        read_case_file('{"child": {"child_id": "K1"}}', "file.json")


@pytest.mark.parametrize("text", ["[]", "5", "null", '"text"'])
def test_what_is_no_object_is_no_case_file(text):
    with pytest.raises(SourceError, match="a case file is an object"):
        read_case_file(text, "file.json")


@pytest.mark.parametrize(
    "text", ["", "{", '{"case_id": }', '{"case_id": "C1"} trailing', "case_id: C1"]
)
def test_what_is_no_json_is_refused_with_its_place(text):
    with pytest.raises(SourceError, match=r"file\.json: not valid JSON \(line 1, column \d+\)"):
        read_case_file(text, "file.json")


def test_bytes_that_are_no_utf8_are_refused():
    with pytest.raises(SourceError, match="not UTF-8"):
        read_case_file(b'{"case_id": "Andr\xe9"}', "file.json")


@pytest.mark.parametrize("depth", [500, 100_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_deep_nesting_is_refused(depth, opening, closing):
    text = f'{{"case_id": {opening * depth}1{closing * depth}}}'
    with pytest.raises(SourceError, match="nested too deeply"):
        read_case_file(text, "file.json")


def test_a_number_beyond_reading_is_refused():
    with pytest.raises(SourceError, match="a number too long"):
        read_case_file('{"case_id": ' + "9" * 10_000 + "}", "file.json")


# What sources and people write


@pytest.mark.parametrize("mark", [b"\xef\xbb\xbf", "\ufeff"])
def test_a_byte_order_mark_does_not_count(mark):
    text = json.dumps(data(VISIT))
    whole = mark + (text.encode() if isinstance(mark, bytes) else text)
    assert ids(read_case_file(whole, "file.json")) == ["v1"]


def test_windows_line_ends_do_not_count():
    text = json.dumps(data(VISIT), indent=2).replace("\n", "\r\n")
    assert ids(read_case_file(text, "file.json")) == ["v1"]


def test_line_ends_inside_a_narrative_are_kept():
    assert from_json({**VISIT, "text": "a\r\nb"}).records[0].text == {"body": "a\r\nb"}


def test_half_a_character_is_a_question_mark():
    file = from_json({**VISIT, "text": "cut \ud83d"})
    assert file.records[0].text == {"body": "cut ?"}


@pytest.mark.parametrize("field", ["text", "record_id", "location"])
def test_half_a_character_from_a_source_costs_its_record_alone(field):
    file = case(VISIT, record("visit", "2026-01-06", **{field: "cut \ud83d"}))
    assert ids(file) == ["v1"]
    assert len(file.tombstones) == 1


@pytest.mark.parametrize("records", ["", ', "records": null', ', "records": []'])
def test_a_file_may_have_no_records(records):
    text = f'{{"case_id": "C1", "child": {{"child_id": "K"}}{records}}}'
    assert read_case_file(text, "file.json").records == []


def test_the_data_of_the_caller_are_left_as_they_are():
    given_data = data(
        record("visit", "soon", attended_by="x"),
        record("core_group", "x", actions=[{"due": "y"}], attended=["Mum"]),
        child={"child_id": "K1", "date_of_birth": "z"},
    )
    before = copy.deepcopy(given_data)
    assemble(given_data, place)
    assert given_data == before


def test_a_source_says_where_a_path_stands():
    file = case(record("visit", "soon"))
    assert file.set_aside[0].place == "file:records/0/date"


# Both ways of reading

WORDS = st.sampled_from(["", "x", "2026-01-05", "yes", "GP", "Section 20", "unknown", " ", "soon"])
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 5),
    WORDS,
    st.lists(WORDS, max_size=2),
    st.dictionaries(st.sampled_from(["name", "agency", "body", "sent_at"]), WORDS, max_size=2),
)
FIELDS = st.sampled_from(
    [
        "date",
        "recorded_at",
        "author",
        "text",
        "links",
        "type",
        "child_seen",
        "present",
        "outcome",
        "attended",
        "minutes",
        "actions",
        "status",
        "plan_id",
        "version",
        "members",
        "with",
        "started_at",
        "decision",
        "decision_text",
        "stray",
        "record_id",
    ]
)
KINDS = st.sampled_from(
    ["visit", "core_group", "plan", "referral", "legal_status", "case_note", "vist"]
)
RECORDS = st.lists(
    st.builds(lambda kind, fields: {"kind": kind, **fields}, KINDS,
              st.dictionaries(FIELDS, VALUES, max_size=5)),
    max_size=4,
)  # fmt: skip


@given(RECORDS)
def test_reading_json_and_assembling_data_give_the_same(records):
    read, built = from_json(*records), assemble(data(*records), lambda path: "")
    assert read.records == built.records
    assert read.tombstones == built.tombstones
    assert [item.why for item in read.set_aside] == [item.why for item in built.set_aside]


@given(RECORDS)
def test_every_record_stands_or_is_set_aside(records):
    file = from_json(*records)
    assert len(file.records) + len(file.tombstones) <= len(records)
    assert bool(records) == bool(file.records or file.tombstones)


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)

    def content(file):
        return sorted(json.dumps(one.model_dump(mode="json"), default=str) for one in file.records)

    assert content(from_json(*shuffled)) == content(from_json(*records))


@given(RECORDS)
def test_a_case_file_that_was_read_can_be_written_and_read_again(records):
    file = from_json(*records)
    assert CaseFile.model_validate(file.model_dump(by_alias=True)).records == file.records


# Nothing of a child's life in a message

MARKER = "Millie"
MARKED = st.recursive(
    st.sampled_from([MARKER, f"{MARKER} said so", f"2026-01-0{MARKER}", 5, True, None, "yes"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2),
        st.dictionaries(
            st.sampled_from(["name", "agency", f"{MARKER} X", "from", "text", "due", "sent_to"]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)
MARKED_FIELDS = st.one_of(FIELDS, st.sampled_from([f"{MARKER} was here", "kind", f"a.{MARKER} b"]))


@given(
    st.lists(
        st.builds(lambda kind, rest: {"kind": kind, **rest},
                  KINDS, st.dictionaries(MARKED_FIELDS, MARKED, max_size=4)),
        max_size=3,
    ),
    st.dictionaries(
        st.sampled_from(["team", "child", "people", "source", f"{MARKER} Y", "case_id"]), MARKED,
        max_size=2,
    ),
)  # fmt: skip
def test_no_value_of_a_file_is_in_a_message(records, more):
    try:
        file = from_json(*records, **more)
    except SourceError as error:
        said = str(error)
    else:
        said = " ".join(f"{item.place} {item.why}" for item in file.set_aside)
    assert MARKER not in said


def test_an_id_of_another_shape_is_not_shown():
    file = from_json(record("visit", record_id={"name": MARKER}))
    assert file.set_aside[0].record_id == ""
