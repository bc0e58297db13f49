"""One list of agencies, under the names that people use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from caselint.casefile.agencies import AGENCIES, HEALTH, Agency, agency_named, is_listed

AGENCY = TypeAdapter(Agency)


@pytest.mark.parametrize(
    ("name", "agency"),
    [
        ("GP", "gp"),
        ("G.P.", "gp"),
        ("school nurse", "school_nursing"),
        ("CAMHS", "camhs"),
        ("looked-after-children health", "looked_after_health"),
        ("hospital", "hospital"),
        ("school", "school"),
        ("children's social care", "social_care"),
        ("Children’s Social Care", "social_care"),
        ("social care", "social_care"),
        ("police", "police"),
        ("voluntary sector", "voluntary_sector"),
        ("sexual health", "sexual_health"),
        ("midwifery", "midwifery"),
        ("health visiting", "health_visiting"),
        ("probation", "probation"),
        ("housing", "housing"),
        ("substance misuse service", "substance_misuse"),
        ("youth justice", "youth_justice"),
        ("adult mental health", "adult_mental_health"),
        ("Health Visitors", "health_visiting"),
        ("The Police", "police"),
    ],
)
def test_an_agency_is_known_by_the_names_people_use(name, agency):
    assert agency_named(name) == agency


def test_an_unknown_agency_is_kept_as_other_with_its_text():
    assert agency_named("Riverside  Trust") == "other: Riverside Trust"


def test_two_unknown_agencies_stay_two():
    assert agency_named("Riverside Trust") != agency_named("Hillside Trust")


@pytest.mark.parametrize("name", ["other: police", "Other: Police"])
def test_other_before_a_known_name_does_not_hide_it(name):
    assert agency_named(name) == "police"


@given(st.text(min_size=1))
def test_naming_an_agency_twice_changes_nothing(name):
    assert agency_named(agency_named(name)) == agency_named(name)


@pytest.mark.parametrize("agency", AGENCIES)
def test_every_id_names_itself(agency):
    assert agency_named(agency) == agency


def test_no_name_means_two_agencies():
    names = [name for agency, others in AGENCIES.items() for name in {agency, *others}]
    assert len(names) == len(set(names))


def test_everything_that_counts_as_health_is_listed():
    assert set(AGENCIES) >= HEALTH


def test_the_list_knows_its_own_and_no_other():
    assert is_listed("gp")
    assert not is_listed("other: Riverside Trust")


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_agency_is_blank(blank):
    assert AGENCY.validate_python(blank) is None


@pytest.mark.parametrize("shape", [[], {}, True])
def test_what_is_no_text_is_a_wrong_shape(shape):
    with pytest.raises(ValidationError, match="valid string"):
        AGENCY.validate_python(shape)
