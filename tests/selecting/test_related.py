"""Related records, and what must be the same of both."""

import pytest

from building import ask, faults, plan, record, set_aside, visit

NOTE = record("case_note", "2026-03-10")
HAS_VISIT = "has: {kind: visit, within: {before: 10 days, after: 5 days}}"


@pytest.mark.parametrize(
    ("day", "truth"),
    [
        ("2026-02-27", False),
        ("2026-02-28", True),
        ("2026-03-10", True),
        ("2026-03-15", True),
        ("2026-03-16", False),
    ],
)
def test_a_window_reaches_to_its_edges_before_and_after(day, truth):
    assert ask(HAS_VISIT, NOTE, visit(day)) is truth


@pytest.mark.parametrize(
    ("window", "earlier", "later"),
    [("before: 10 days", True, False), ("after: 10 days", False, True)],
)
def test_a_window_may_look_one_way(window, earlier, later):
    has = f"has: {{kind: visit, within: {{{window}}}}}"
    assert ask(has, NOTE, visit("2026-03-09")) is earlier
    assert ask(has, NOTE, visit("2026-03-11")) is later
    assert ask(has, NOTE, visit("2026-03-10")) is True


def test_on_one_day_times_tell_which_came_first_where_both_are_given():
    has = "has: {kind: visit, within: {after: 10 days}}"
    noon = record("case_note", "2026-03-10T12:00:00")
    assert ask(has, noon, visit("2026-03-10T09:00:00")) is False
    assert ask(has, noon, visit("2026-03-10T15:00:00")) is True
    assert ask(has, noon, visit("2026-03-10")) is True


def test_without_a_window_all_of_the_file_counts():
    assert ask("has: {kind: visit}", NOTE, visit("2020-01-01")) is True


def test_a_record_is_not_related_to_itself():
    assert ask("has: {kind: case_note}", NOTE) is False


@pytest.mark.parametrize(("number", "truth"), [(0, True), (1, True), (2, False)])
def test_at_most_counts_up_to_the_number(number, truth):
    visits = [visit(f"2026-03-1{n}") for n in range(number)]
    assert ask("has: {kind: visit, at_most: 1}", NOTE, *visits) is truth


def test_at_least_counts_up_to_the_number():
    has = "has: {kind: visit, at_least: 2}"
    assert ask(has, NOTE, visit("2026-03-09")) is False
    assert ask(has, NOTE, visit("2026-03-09"), visit("2026-03-08")) is True


def test_what_may_qualify_leaves_a_number_unknown():
    has = "has: {kind: visit, where: {child_seen: yes}, %s}"
    unsure = visit("2026-03-09", None)
    assert ask(has % "at_least: 1", NOTE, unsure) is None
    assert ask(has % "at_most: 0", NOTE, unsure) is None
    assert ask(has % "at_most: 1", NOTE, unsure) is True


def test_a_record_that_was_set_aside_may_be_the_one():
    assert ask(HAS_VISIT, NOTE, set_aside("visit", "2026-03-09")) is None
    assert ask(HAS_VISIT, NOTE, set_aside("visit", "2026-01-09")) is False


def test_a_kind_that_is_not_covered_leaves_it_unknown():
    covers = {"case_note": {}}
    assert ask(HAS_VISIT, NOTE, covers=covers) is None
    assert ask(HAS_VISIT, NOTE, visit("2026-03-09"), covers=covers) is True


@pytest.mark.parametrize(
    ("window", "truth"),
    [
        ({"from": "2026-02-28"}, False),
        ({"from": "2026-03-01"}, None),
        ({"to": "2026-03-15"}, False),
        ({"to": "2026-03-14"}, None),
        ({"granularity": "last_only"}, False),
    ],
)
def test_time_that_is_not_covered_may_hold_what_is_looked_for(window, truth):
    covers = {"case_note": {}, "visit": window}
    assert ask(HAS_VISIT, NOTE, covers=covers) is truth


def test_before_the_only_record_that_a_source_gives_there_may_be_others():
    covers = {"case_note": {}, "visit": {"granularity": "last_only"}}
    assert ask(HAS_VISIT, NOTE, visit("2026-05-01"), covers=covers) is None


SAME_AGENCY = "has: {kind: information_share, same: {agency: [author.agency, to_agency]}}"
BY_SCHOOL = record("case_note", "2026-03-10", author={"agency": "school"})


@pytest.mark.parametrize(("to", "truth"), [("school", True), ("gp", False), (None, None)])
def test_a_path_on_one_side_must_be_the_same_as_a_path_on_the_other(to, truth):
    share = record("information_share", "2026-03-12", **({"to_agency": to} if to else {}))
    assert ask(SAME_AGENCY, BY_SCHOOL, share) is truth


def test_a_key_that_is_unknown_on_our_side_is_unknown():
    share = record("information_share", "2026-03-12", to_agency="gp")
    assert ask(SAME_AGENCY, NOTE, share) is None


SAME_PLAN = "has: {kind: core_group, same: [plan]}"
GROUP = record("core_group", "2026-03-12")


def test_a_record_belongs_to_the_one_plan_open_that_day():
    own = plan("2026-03-10", plan_id="P1")
    assert ask(SAME_PLAN, own, GROUP) is True


def test_of_several_plans_open_that_day_which_one_is_unknown():
    own = plan("2026-03-10", plan_id="P1")
    other = plan("2026-03-11", plan_id="P2")
    assert ask(SAME_PLAN, own, other, GROUP) is None
    assert ask(SAME_PLAN, own, other, GROUP | {"links": ["plan 2026-03-10"]}) is True


def test_the_words_that_are_the_same_may_differ_in_case():
    asked = visit("2026-03-10", location="Home")
    assert ask("has: {kind: visit, same: [location]}", asked, visit("2026-03-11", location="HOME"))


def test_related_records_may_have_related_records():
    nested = "has: {kind: visit, where: {has: {kind: supervision, within: {after: 3 days}}}}"
    assert ask(nested, NOTE, visit("2026-03-12"), record("supervision", "2026-03-15")) is True
    assert ask(nested, NOTE, visit("2026-03-12"), record("supervision", "2026-03-16")) is False


def test_they_nest_at_most_twice():
    inner = "has: {kind: visit}"
    for kind in ("supervision", "visit"):
        inner = f"has: {{kind: {kind}, where: {{{inner}}}}}"
    found = faults(f"every: {{kind: case_note}}\nmeets: {{{inner}}}")
    assert "`has` nests at most twice" in " ".join(found)


def test_at_least_and_at_most_exclude_each_other():
    found = faults("every: {kind: visit}\nmeets: {has: {kind: plan, at_least: 1, at_most: 2}}")
    assert "exclude each other" in " ".join(found)


def test_a_window_needs_a_side():
    found = faults("every: {kind: visit}\nmeets: {has: {kind: plan, within: {}}}")
    assert "expected `before`, `after` or both" in found
