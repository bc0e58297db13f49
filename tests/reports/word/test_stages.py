"""The stages of a child's journey, and which themes and rules belong to which."""

from pathlib import Path

from caselint.reports.word.stages import STAGES, THROUGHOUT, stage_of


def test_a_rule_that_is_named_counts_before_its_theme():
    assert stage_of("VOI002", "voice").title == "Assessment"
    assert stage_of("VOI001", "voice") is THROUGHOUT


def test_a_theme_of_an_organisations_own_runs_through_the_whole():
    assert stage_of("LOC001", "local theme") is THROUGHOUT


def test_every_rule_and_theme_that_is_named_ships():
    shipped = Path(__file__).parents[3] / "rules"
    rules = {one.name.partition("-")[0]: one.parent.name for one in shipped.glob("*/*.yaml")}
    assert {rule for stage in STAGES for rule in stage.rules} <= set(rules)
    assert {theme for stage in STAGES for theme in stage.themes} <= set(rules.values())


def test_no_rule_or_theme_is_in_two_stages():
    rules = [rule for stage in STAGES for rule in stage.rules]
    themes = [theme for stage in STAGES for theme in stage.themes]
    assert len(rules) == len(set(rules))
    assert len(themes) == len(set(themes))
