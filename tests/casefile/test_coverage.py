"""What a source can express, so that silence is told apart from absence."""

from datetime import date

import pytest
from pydantic import ValidationError

from caselint.casefile.coverage import EVERYTHING, Coverage, Covers

from .making import covering


def test_without_a_declaration_every_kind_and_field_is_covered():
    assert EVERYTHING.kind("supervision")
    assert EVERYTHING.field("supervision", "rationale")
    assert EVERYTHING.type("plan", "pathway")


def test_a_kind_that_is_not_declared_is_not_covered():
    coverage = covering(visit={})
    assert not coverage.kind("supervision")
    assert not coverage.field("supervision", "rationale")
    assert not coverage.type("supervision", "case")


def test_a_kind_declared_without_fields_covers_them_all():
    assert covering(visit={}).field("visit", "bedroom_seen")


def test_declared_fields_are_the_only_ones_covered():
    coverage = covering(visit={"fields": ["date"]})
    assert coverage.field("visit", "date")
    assert not coverage.field("visit", "child_seen")


@pytest.mark.parametrize("field", ["record_id", "kind"])
def test_what_makes_a_record_is_always_covered(field):
    assert covering(visit={"fields": ["date"]}).field("visit", field)


def test_a_declared_path_covers_its_field():
    assert covering(conference={"fields": ["minutes.sent_at"]}).field("conference", "minutes")


def test_declared_types_are_the_only_ones_covered():
    coverage = covering(plan={"types": ["Child Protection"]})
    assert coverage.type("plan", "child_protection")
    assert not coverage.type("plan", "child_in_need")


def test_the_lists_outside_records_are_declared_by_their_own_names():
    coverage = covering(child={"fields": ["date_of_birth"]}, person={})
    assert coverage.field("child", "date_of_birth")
    assert not coverage.field("child", "ethnicity")
    assert not coverage.kind("agency")


def test_a_declared_span_of_time_is_the_window():
    coverage = covering(visit={"from": "2026-01-01", "to": "2026-03-31"})
    assert coverage.window("visit") == (date(2026, 1, 1), date(2026, 3, 31))


def test_nothing_is_covered_after_the_extract():
    assert Coverage(None, date(2026, 3, 1)).window("visit") == (None, date(2026, 3, 1))


def test_a_window_ends_with_the_extract_or_before():
    covers = Covers.model_validate(
        {"kinds": {"visit": {"to": "2026-05-01"}, "plan": {"to": "2026-02-01"}}}
    )
    coverage = Coverage(covers, date(2026, 3, 1))
    assert coverage.window("visit")[1] == date(2026, 3, 1)
    assert coverage.window("plan")[1] == date(2026, 2, 1)


def test_without_a_cut_there_is_no_window():
    assert covering(visit={}).window("visit") == (None, None)


def test_last_only_gives_recency_and_not_regularity():
    coverage = covering(visit={"granularity": "last_only"}, plan={})
    assert coverage.last_only("visit")
    assert not coverage.last_only("plan")


def test_agencies_in_a_declaration_go_by_their_usual_names():
    covers = Covers.model_validate({"records_from": ["CSC", "GP"]})
    assert Coverage(covers).records_from == {"social_care", "gp"}


def test_a_declaration_of_agencies_alone_covers_every_kind():
    assert Coverage(Covers.model_validate({"records_from": ["GP"]})).full


@pytest.mark.parametrize(
    "kinds",
    [
        {"visits": {}},
        {"visit": {"fields": ["child_sen"]}},
        {"visit": {"granularity": "some"}},
        {"visit": {"filds": []}},
    ],
)
def test_a_typo_in_a_declaration_is_a_fault(kinds):
    with pytest.raises(ValidationError):
        Covers.model_validate({"kinds": kinds})
