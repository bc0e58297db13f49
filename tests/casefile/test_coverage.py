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


SOME = covering(core_group={"fields": ["date", "actions.text", "minutes.sent_at"]})


def test_a_field_within_a_list_covers_the_list_and_nothing_else_in_it():
    assert SOME.field("core_group", "actions")
    assert SOME.field("core_group", "actions.text")
    assert not SOME.field("core_group", "actions.impact")
    assert not SOME.field("core_group", "attended.agency")


def test_a_list_that_is_declared_covers_all_that_lies_in_it():
    coverage = covering(core_group={"fields": ["actions", "actions.text", "minutes"]})
    assert coverage.field("core_group", "actions.impact")
    assert coverage.field("core_group", "minutes.sent_to.agency")


def test_fields_whose_names_begin_alike_are_told_apart():
    coverage = covering(assessment={"fields": ["outcome_text"]})
    assert not coverage.field("assessment", "outcome")


def test_the_day_that_minutes_went_out_stands_for_each_who_got_them():
    alone = covering(core_group={"fields": ["minutes.sent_at"]})
    assert not alone.field("core_group", "minutes.sent_to.sent_at")
    both = covering(core_group={"fields": ["minutes.sent_at", "minutes.sent_to.agency"]})
    assert both.field("core_group", "minutes.sent_to.sent_at")
    assert not both.field("core_group", "minutes.sent_to.acknowledged")


def test_the_day_on_which_something_started_stands_for_its_date():
    assert covering(assessment={"fields": ["started_at"]}).field("assessment", "date")
    assert not covering(assessment={"fields": ["completed_at"]}).field("assessment", "date")
    assert not covering(assessment={"fields": ["date"]}).field("assessment", "started_at")


def test_a_section_covers_narrative_whatever_its_name():
    assert covering(visit={"fields": ["text.what_amina_said"]}).field("visit", "text")


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
        {"visit": {"fields": ["child_seen.alone"]}},
        {"visit": {"fields": ["text."]}},
        {"core_group": {"fields": ["actions.impct"]}},
        {"core_group": {"fields": ["actions.text.body"]}},
        {"visit": {"granularity": "some"}},
        {"visit": {"filds": []}},
    ],
)
def test_a_typo_in_a_declaration_is_a_fault(kinds):
    with pytest.raises(ValidationError):
        Covers.model_validate({"kinds": kinds})


def test_a_misspelt_field_within_a_list_is_told_with_what_was_meant():
    with pytest.raises(ValidationError, match=r"core_group does not .*\"actions\.impact\"\?"):
        Covers.model_validate({"kinds": {"core_group": {"fields": ["actions.impct"]}}})
