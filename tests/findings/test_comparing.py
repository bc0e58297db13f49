"""Two runs side by side, and what may explain a difference."""

from datetime import date

import pytest

from caselint.findings import Counts, Run
from caselint.findings.comparing import Fraction, ThenAndNow, compare, window_opens

from .making import checked, result
from .test_baseline import OTHER, A, B, found, note, run_of

LATER = date(2026, 9, 30)


def whys(those):
    return [one.why for one in those]


def test_findings_are_new_still_there_or_gone_by_their_fingerprint():
    made = compare(run_of(A), run_of(A._replace(message="Other words."), B))
    assert [one.now.message for one in made.still] == ["Other words."]
    assert [one.finding for one in made.appeared] == [B]
    assert made.gone == ()
    back = compare(run_of(A, B), run_of(A))
    assert [one.finding for one in back.gone] == [B]


def test_a_run_is_the_same_as_itself():
    made = compare(run_of(A, B), run_of(A, B))
    assert (made.appeared, made.gone, len(made.still)) == ((), (), 2)
    assert made.same_files


def test_a_finding_that_is_suppressed_now_is_still_there():
    made = compare(run_of(A), run_of(A._replace(status="suppressed")))
    assert [(one.then.status, one.now.status) for one in made.still] == [("new", "suppressed")]


DATED = found("a", start=date(2026, 2, 1), end=date(2026, 4, 1), due=date(2026, 3, 1))


def later(as_at=LATER, **more):
    return checked(digest="one", as_at=as_at, **more)


@pytest.mark.parametrize(
    ("new", "why"),
    [
        pytest.param(run_of(cases=("C9",)), ("file_not_there",), id="file"),
        pytest.param(run_of(rules=("CGR002",)), ("rule_not_there",), id="rule"),
        pytest.param(
            run_of(rules=(note("SUP001", "d2"), "CGR002")), ("rule_changed",), id="rule changed"
        ),
        pytest.param(run_of(cases=(checked(digest="two"),)), ("file_changed",), id="file changed"),
        pytest.param(run_of(cases=(checked(digest=""),)), (), id="digest not known"),
        pytest.param(run_of(outcome="not_assessable"), ("not_assessable",), id="not assessable"),
        pytest.param(run_of(outcome="error"), ("not_assessable",), id="in error"),
        pytest.param(run_of(), (), id="nothing"),
        pytest.param(run_of(look_back="2 months"), ("days_moved",), id="look-back"),
        pytest.param(run_of(cases=(later(),)), ("only_days_differ",), id="as-at, days in both"),
        pytest.param(
            run_of(cases=(later(date(2027, 4, 1)),)), ("days_moved",), id="before the look-back"
        ),
        pytest.param(
            run_of(cases=(later(date(2027, 3, 31)),)), ("only_days_differ",), id="its first day"
        ),
        pytest.param(
            run_of(outcome="not_assessable", cases=(checked(digest="two"),)),
            ("file_changed", "not_assessable"),
            id="two things",
        ),
    ],
)
def test_what_is_gone_says_what_differs(new, why):
    assert whys(compare(run_of(DATED), new).gone) == [why]


def test_parameters_in_force_are_compared():
    def run(gap, *findings):
        made = Run(run_of().header)
        made.add(checked(digest="one"), [result(params=(("max_gap", gap),), findings=findings)])
        return made

    made = compare(run("2 months", A), run("3 months"))
    assert whys(made.gone) == [("parameters_changed",)]


@pytest.mark.parametrize(
    ("due", "why"), [(date(2026, 6, 30), "days_moved"), (date(2026, 6, 29), "only_days_differ")]
)
def test_what_became_due_since_is_new_because_the_days_moved(due, why):
    new = found("n", start=date(2026, 5, 1), due=due)
    made = compare(run_of(), run_of(new, cases=(later(),)))
    assert whys(made.appeared) == [(why,)]


def test_a_strength_speaks_of_all_the_days_judged():
    strength = found("s", kind="strength", start=date(2026, 6, 1), end=date(2026, 6, 2))
    made = compare(run_of(strength), run_of(cases=(later(date(2026, 7, 1)),)))
    assert whys(made.gone) == [("days_moved",)]


def test_files_are_in_both_or_in_one():
    made = compare(run_of(A, OTHER, cases=("C1", "C2")), run_of(A, cases=("C1", "C3")))
    assert (made.both, made.only_old, made.only_new) == (("C1",), ("C2",), ("C3",))
    assert not made.same_files


KEYED = {"redacted": ("names",), "redaction": "K1"}


@pytest.mark.parametrize(
    ("then", "now"),
    [(KEYED, {}), (KEYED, {**KEYED, "redaction": "K2"}), ({"redacted": ("names",)},) * 2],
)
def test_runs_of_different_keys_are_not_called_all_gone_and_all_new(then, now):
    made = compare(run_of(A, **then), run_of(B, **now))
    assert made.keys_differ
    assert (made.appeared, made.gone, made.still, made.both) == ((), (), (), ())
    assert [one.name for one in made.rules] == ["CGR002", "SUP001"]


def test_runs_of_one_key_are_compared():
    assert not compare(run_of(A, **KEYED), run_of(A, **KEYED)).keys_differ


# Figures


def counted(met, unmet, case_id="C1", **more):
    run = more.pop("run", None) or Run(run_of().header)
    counts = Counts(met=met, unmet=unmet)
    run.add(checked(case_id, digest="one"), [result(case_id=case_id, counts=counts, **more)])
    return run


def test_fractions_stand_side_by_side_for_all_files_and_for_those_in_both():
    old = counted(7, 2)
    new = counted(2, 1, "C2", run=counted(9, 0))
    (one,) = compare(old, new).rules
    assert (str(one.then), str(one.now)) == ("7 of 9", "11 of 12")
    assert (str(one.then_both), str(one.now_both)) == ("7 of 9", "9 of 9")
    (theme,) = compare(old, new).themes
    assert (theme.name, theme.now) == ("supervision", Fraction(11, 12))


def test_a_rule_that_gives_context_has_no_fraction():
    made = compare(counted(1, 0, gives="context"), counted(1, 0, gives="context"))
    assert (made.rules, made.themes) == ((), ())


def paired(then, now, changed=False):
    before, after = Fraction(*then), Fraction(*now)
    return ThenAndNow("SUP001", "supervision", before, after, before, after, changed)


@pytest.mark.parametrize(
    ("then", "now", "direction"),
    [
        ((0, 29), (29, 29), ""),
        ((0, 30), (30, 30), "more_often"),
        ((30, 30), (0, 30), "less_often"),
        ((0, 30), (29, 29), ""),
        ((15, 30), (18, 30), "more_often"),
        ((15, 30), (17, 30), "much_the_same"),
        ((50, 100), (59, 100), "much_the_same"),
        ((50, 100), (40, 100), "less_often"),
        ((0, 0), (0, 0), ""),
    ],
)
def test_a_word_on_the_direction_needs_thirty_occasions_and_ten_in_a_hundred(then, now, direction):
    assert paired(then, now).direction == direction


def test_a_rule_that_asks_something_else_has_no_direction():
    assert paired((0, 30), (30, 30), changed=True).direction == ""


def test_a_theme_asks_something_else_where_one_of_its_rules_does():
    made = compare(run_of(), run_of(rules=(note("SUP001", "d2"), "CGR002")))
    assert [(one.name, one.changed) for one in made.rules] == [
        ("CGR002", False),
        ("SUP001", True),
    ]
    assert [one.changed for one in made.themes] == [True]


@pytest.mark.parametrize(
    ("look_back", "opens"),
    [
        ("12 months", date(2025, 6, 30)),
        ("1 year", date(2025, 6, 30)),
        ("2 weeks", date(2026, 6, 16)),
        ("all", None),
        ("20 working days", None),
        ("99999999999 days", None),
    ],
)
def test_the_look_back_is_read_as_far_as_it_can_be(look_back, opens):
    assert window_opens(date(2026, 6, 30), look_back) == opens
