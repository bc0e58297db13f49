"""Ids for records that come without: stable, and the same in any order."""

import json

from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile import read_case_file

from .making import case, data, record

DAYS = ["2026-01-05", "2026-01-12"]
RECORDS = st.lists(
    st.builds(
        record,
        st.sampled_from(["visit", "case_note"]),
        st.sampled_from(DAYS),
        author=st.sampled_from(["A", "B", {"name": "A", "role": "SW"}]),
        text=st.sampled_from(["Seen.", "Not seen.", "Telephoned."]),
    ),
    max_size=8,
)


def ids(records):
    """What each record says, with the id it was given, in order."""
    return sorted((one.text["body"], one.record_id) for one in case(*records).records)


def test_an_id_says_kind_and_day():
    assert case(record("visit", "2026-01-05")).records[0].record_id == "visit-2026-01-05"


def test_an_id_is_told_apart_by_author():
    one, other = case(
        record("visit", "2026-01-05", author="A"), record("visit", "2026-01-05", author="B")
    ).records
    assert one.record_id != other.record_id


def test_an_id_does_not_show_the_author():
    assert "Okafor" not in case(record("visit", "2026-01-05", author="Okafor")).records[0].record_id


def test_twins_are_counted_in_order_of_content():
    file = case(record("visit", "2026-01-05", text="b"), record("visit", "2026-01-05", text="a"))
    assert [(one.text["body"], one.record_id) for one in file.records] == [
        ("b", "visit-2026-01-05-2"),
        ("a", "visit-2026-01-05"),
    ]


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_id(records, random):
    shuffled = list(records)
    random.shuffle(shuffled)
    assert ids(shuffled) == ids(records)


@given(RECORDS)
def test_every_record_has_an_id_of_its_own(records):
    given_ids = [one.record_id for one in case(*records).records]
    assert len(set(given_ids)) == len(records)


def test_an_id_that_the_source_gave_stands():
    file = case(
        record("visit", "2026-01-05", record_id="visit-2026-01-05"), record("visit", "2026-01-05")
    )
    assert [one.record_id for one in file.records] == ["visit-2026-01-05", "visit-2026-01-05-2"]


def test_a_record_that_cannot_be_read_elsewhere_changes_no_id():
    visit = record("visit", "2026-01-05", author="A")
    whole = read_case_file(json.dumps(data(visit)), "file")
    taken_apart = read_case_file(json.dumps(data(visit, record("vist", "2026-01-06"))), "file")
    assert taken_apart.records[0].record_id == whole.records[0].record_id


def test_a_date_that_cannot_be_read_is_not_shown_in_an_id():
    assert case(record("visit", "Millie")).records[0].record_id == "visit-undated"
