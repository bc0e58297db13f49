"""Each failing is planted where it says, and leaves the rest of the file as it was."""

import re
from functools import cache

import pytest

from caselint.synthetic import as_case_file, defects, with_defect
from caselint.synthetic.defects.planting import Defect

ALL = defects()
planted_in = cache(with_defect)


def named(defect: Defect) -> str:
    return defect.name


@pytest.mark.parametrize("defect", ALL, ids=named)
def test_a_failing_is_planted_and_the_file_stays_valid(defect: Defect) -> None:
    planted = planted_in(defect.name, "tests")
    assert planted.clean != planted.flawed
    assert planted.clean["case_id"] == planted.flawed["case_id"]
    assert planted.place.records
    assert as_case_file(planted.flawed).set_aside == ()
    assert as_case_file(planted.clean).set_aside == ()


@pytest.mark.parametrize("defect", ALL, ids=named)
def test_the_place_names_records_of_the_file(defect: Defect) -> None:
    planted = planted_in(defect.name, "tests")
    ids = {
        record.get("record_id")
        for file in (planted.clean, planted.flawed)
        for record in file["records"]
    } | {person["person_id"] for person in planted.clean["people"]}
    assert planted.place.records <= ids


def test_it_is_planted_in_the_same_place_each_time() -> None:
    one, other = (with_defect("core-group-not-held", 5) for _ in range(2))
    assert one == other


def test_each_says_in_words_what_went_wrong_and_names_an_audit_finding() -> None:
    for defect in ALL:
        assert defect.about.endswith(".")
        assert all(re.fullmatch(r"[AC]1[37]-\d\d+[a-c]?|T\d+", id_) for id_ in defect.audit)
        assert not set(defect.audit) & set(defect.also)


def test_sixty_findings_of_the_audits_can_be_shown_without_reading_text() -> None:
    rows = {id_ for defect in ALL if not defect.reads for id_ in defect.audit if id_[0] != "T"}
    assert len(rows) >= 60


def test_an_unknown_failing_is_refused() -> None:
    with pytest.raises(KeyError):
        with_defect("no-such-failing")
