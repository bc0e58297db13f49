"""Which text of a record is narrative, and what its sections are called."""

import pytest

from caselint.casefile import RECORD_KINDS
from caselint.casefile.narrative import (
    SECTIONS,
    item_fields,
    narrative,
    narrative_fields,
    section_meaning,
)

from .making import read


def sections(kind, **fields):
    return dict(narrative(read(kind, **fields)))


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_with_a_meaning_means_itself(section):
    assert section_meaning(section) == section


def test_the_sections_with_a_meaning_are_those_of_the_contract():
    assert set(SECTIONS) == {
        "child_words",
        "child_views",
        "observations",
        "parents",
        "direct_work",
        "history",
        "analysis",
        "risk",
        "parenting_capacity",
        "identity",
        "reflection",
        "plan",
        "summary",
    }


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Child's Views", "child_views"),
        ("Child’s views:", "child_views"),
        ("Wishes and Feelings", "child_views"),
        ("child-words", "child_words"),
        ("WHAT ARE WE WORRIED ABOUT", "risk"),
        ("  Family   history ", "history"),
        ("Next steps", "plan"),
        ("body", "body"),
        ("Car parking", "body"),
        ("", "body"),
    ],
)
def test_headings_that_people_write_have_a_meaning(heading, meaning):
    assert section_meaning(heading) == meaning


def test_no_heading_means_two_sections():
    names = [name for section, others in SECTIONS.items() for name in {section, *others}]
    assert len(names) == len(set(names))


def test_the_sections_of_text_keep_their_names():
    text = {"analysis": "Calmer.", "Millie says": "Fine."}
    assert sections("visit", text=text) == text


def test_an_empty_section_is_no_narrative():
    assert sections("visit", text={"body": ""}) == {}


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("referral", "reason"),
        ("closure", "reason"),
        ("closure", "summary"),
        ("supervision", "decision"),
        ("supervision", "rationale"),
        ("information_request", "decision"),
        ("escalation", "issue"),
        ("early_help", "outcome"),
        ("disruption", "outcome"),
        ("plan", "child_view"),
        ("plan", "contingency"),
        ("visit", "reason_not_alone"),
    ],
)
def test_a_field_that_holds_sentences_is_a_section(kind, field):
    assert sections(kind, **{field: "In words."}) == {field: "In words."}


@pytest.mark.parametrize("field", ["text", "impact", "next_step"])
def test_what_an_action_says_is_a_section_named_by_its_path(field):
    actions = [{"owner": "SW"}, {field: "In words."}]
    assert sections("core_group", actions=actions) == {f"actions[1].{field}": "In words."}


@pytest.mark.parametrize("field", ["outcome", "baseline", "measure"])
def test_what_a_goal_says_is_a_section_named_by_its_path(field):
    assert sections("plan", goals=[{field: "Safe."}]) == {f"goals[0].{field}": "Safe."}


def test_what_an_agency_said_is_a_section_named_by_its_path():
    contributions = [{"agency": "gp", "view": "Agreed."}]
    assert sections("conference", contributions=contributions) == {
        "contributions[0].view": "Agreed."
    }


def test_a_code_is_no_narrative():
    assert sections("conference", outcome="plan_made") == {}


def test_the_text_beside_a_code_is_narrative():
    assert sections("conference", outcome="A split vote.") == {"outcome_text": "A split vote."}


def test_names_and_roles_are_no_narrative():
    assert sections("supervision", supervisor="TM", author={"name": "A"}) == {}


def test_the_fields_of_a_kind_that_are_narrative_are_known_without_a_record():
    assert narrative_fields(RECORD_KINDS["visit"]) == ("text", "reason_not_alone")
    assert {"decision", "rationale", "actions.impact"} <= set(
        narrative_fields(RECORD_KINDS["supervision"])
    )
    assert item_fields("goals") == ("outcome", "baseline", "measure")
    assert item_fields("members") == ()
