"""n of N by rule and theme, whole and by team."""

from caselint.findings import Counts, Run
from caselint.findings.figures import by_rule, by_theme, files_of

from .making import HEADER, checked, finding, result


def run_of(*cases):
    run = Run(HEADER)
    for case, results in cases:
        run.add(case, results)
    return run


def two_teams():
    return run_of(
        (
            checked("C1", team="West"),
            [
                result(
                    "SUP001",
                    "partly_evidenced",
                    team="West",
                    counts=Counts(3, 1),
                    findings=(finding(team="West"),),
                )
            ],
        ),
        (
            checked("C2", team="East"),
            [result("SUP001", "evidenced", case_id="C2", team="East", counts=Counts(2, 0))],
        ),
        (
            checked("C3", team="East"),
            [result("SUP001", "not_assessable", case_id="C3", team="East")],
        ),
    )


def test_occasions_are_counted_whole_and_by_team():
    (rule,) = by_rule(two_teams())
    assert (rule.whole.met, rule.whole.judged) == (5, 6)
    assert {team: (one.met, one.judged) for team, one in rule.by_team.items()} == {
        "East": (2, 2),
        "West": (3, 4),
    }


def test_teams_stand_in_the_order_of_their_names():
    (rule,) = by_rule(two_teams())
    assert list(rule.by_team) == ["East", "West"]
    assert files_of(two_teams()) == {"East": 2, "West": 1}


def test_files_that_could_not_be_assessed_are_no_part_of_n():
    (rule,) = by_rule(two_teams())
    assert (rule.whole.assessed, rule.whole.not_assessable) == (2, 1)
    assert rule.by_team["East"].judged == 2


def test_a_suppressed_finding_is_counted_as_such_alone():
    suppressed = finding()._replace(status="suppressed")
    run = run_of((checked(), [result(findings=(finding(), suppressed))]))
    (rule,) = by_rule(run)
    assert (rule.whole.concerns, rule.whole.suppressed) == (1, 1)


def test_a_rule_for_context_has_no_n_of_n_and_is_in_no_theme():
    run = run_of((checked(), [result("CON001", "evidenced", gives="context", counts=Counts(4, 1))]))
    (rule,) = by_rule(run)
    assert rule.whole.judged == 0
    assert by_theme(run) == []


def test_a_theme_has_the_occasions_of_its_rules_together():
    run = run_of(
        (
            checked(),
            [
                result("SUP001", counts=Counts(2, 1)),
                result("SUP002", counts=Counts(1, 0)),
                result("VIS001", theme="visits", counts=Counts(0, 4)),
            ],
        )
    )
    assert [(one.name, one.whole.met, one.whole.judged) for one in by_theme(run)] == [
        ("supervision", 3, 4),
        ("visits", 0, 4),
    ]
