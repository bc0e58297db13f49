"""Laws that hold of every rule and every case file, tried on case files made by chance."""

from __future__ import annotations

import copy
from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import CP, a_case, concerns, judge, linter, plan, rule, visit
from caselint.judging import outcome_of

PLANS = "{while: {plan_open: [child_protection, child_in_need]}}"
CHECKS = {
    "VIS001": (PLANS, "recurs: {kind: visit, where: {child_seen: yes}}\nwithin: 20 days"),
    "VIS002": (
        PLANS,
        """
        recurs: {kind: visit}
        within:
          tightest_of: [30 days, {field: period.visit_frequency}]
          looser_needs: {kind: supervision, where: {decision: {exists: yes}}}
        """,
    ),
    "VIS003": (
        "{}",
        """
        follows:
          trigger: {kind: visit, where: {child_seen: no}, cluster: {at_least: 2, in_a_row: yes}}
          answer: {kind: supervision}
        within: 20 days
        """,
    ),
    "VIS004": ("{}", "every: {kind: visit, where: {child_seen: yes}}\nmeets: {location: home}"),
    "SUP001": (PLANS, "recurs: {kind: supervision}\nwithin: 60 days\nfrom: first_record"),
    "CGR001": (
        "{while: {plan_open: child_protection}}",
        """
        follows: {trigger: {kind: plan, at: started_at}, answer: {kind: core_group}}
        within: 14 days
        same: [plan]
        excused_by: {kind: supervision, where: {decision: {matches: delay}}}
        """,
    ),
    "CGR002": (
        "{}",
        "follows: {trigger: {concern: CGR001}, answer: {kind: supervision}}\nwithin: 20 days",
    ),
    "CGR003": (
        PLANS,
        "present: {kind: visit, during: {between: {kind: core_group}}}\nat_least: 1",
    ),
    "ICP001": (
        "{}",
        """
        follows:
          trigger: {kind: section47, at: started_at}
          answer: {kind: conference, where: {type: initial}}
        within: 21 days
        unless: {itself: {outcome: no_conference}}
        match: one_to_one
        """,
    ),
    "ICP002": (
        "{}",
        """
        follows: {trigger: {kind: section47, at: started_at}, answer: {itself: {at: completed_at}}}
        within: 45 days
        """,
    ),
    "CON001": (PLANS, "present: {kind: conference}\nat_least: 1"),
    "CON002": (PLANS, "present: {kind: conference, where: {type: review}}\nat_most: 1"),
    "ACT001": ("{}", "every: {kind: core_group, items: actions}\nmeets: {due: {exists: yes}}"),
    "ACT002": ("{}", "series: {of: actions}\npattern: unchanged\nat_least: 2"),
    "ACT003": ("{}", "series: {of: actions}\npattern: slipping\nat_least: 2"),
    "HAS001": (
        "{}",
        """
        every: {kind: core_group}
        meets: {has: {kind: visit, where: {child_seen: yes}, within: {before: 30 days}}}
        """,
    ),
}
RULES = [rule(check, applies=applies, id=id_) for id_, (applies, check) in CHECKS.items()]
LINTER = linter(*RULES)
FIRST = date(2025, 1, 6)
LENGTH = 300
AS_AT = FIRST + timedelta(days=LENGTH)

offsets = st.integers(0, LENGTH)
flags = st.sampled_from(["yes", "yes", "no", None, "perhaps"])


def on(offset: int) -> str:
    return (FIRST + timedelta(days=offset)).isoformat()


days = offsets.map(on)
odd_days = st.one_of(days, days, days, st.none(), st.just("some day"))


def records(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    made = st.fixed_dictionaries({"kind": st.just(kind), "date": days, **fields})
    return made.map(lambda one: {name: value for name, value in one.items() if value is not None})


@st.composite
def plans(draw: st.DrawFn) -> dict[str, Any]:
    start = draw(st.integers(0, LENGTH - 1))
    made = {
        "kind": "plan",
        "date": on(start),
        "started_at": on(start),
        "type": draw(st.sampled_from(["child_protection", "child_in_need"])),
        "visit_frequency": draw(st.sampled_from([None, "10 days", "45 days", "often"])),
        "ended_at": draw(st.one_of(st.none(), st.integers(start, LENGTH).map(on))),
    }
    return {name: value for name, value in made.items() if value is not None}


actions = st.lists(
    st.fixed_dictionaries(
        {
            "text": st.sampled_from(["Ring the school", "Book the course", "See the doctor"]),
            "owner": st.sampled_from(["SW", "HV"]),
            "due": odd_days,
            "status": st.sampled_from(["open", "done", None, "perhaps"]),
        }
    ).map(lambda one: {name: value for name, value in one.items() if value is not None}),
    max_size=2,
)
visits = records("visit", child_seen=flags, location=st.sampled_from(["home", "school", None]))
supervisions = records(
    "supervision", decision=st.sampled_from([None, "Agreed to delay", "Visit more"])
)
core_groups = records("core_group", actions=actions)
conferences = records("conference", type=st.sampled_from(["initial", "review", None]))
enquiries = records(
    "section47",
    started_at=days,
    completed_at=odd_days,
    outcome=st.sampled_from(["conference", "no_conference", None]),
)


@st.composite
def case_files(draw: st.DrawFn) -> list[dict[str, Any]]:
    """The records of a case file, each with an id of its own."""
    found: list[dict[str, Any]] = []
    # Of two plans that begin on one day, which one is in force is decided by id.
    found += draw(st.lists(plans(), max_size=3, unique_by=lambda one: one["date"]))
    for kind, most in (
        (visits, 6),
        (supervisions, 3),
        (core_groups, 4),
        (conferences, 3),
        (enquiries, 2),
    ):
        found += draw(st.lists(kind, max_size=most))
    return [{**one, "record_id": f"r{number:02}"} for number, one in enumerate(found)]


def checked(records: list[dict[str, Any]], as_at: date = AS_AT, **case: Any):
    return LINTER.check(a_case(*records, **case), as_at)


def said(results) -> list[Any]:
    """What was said, without ids: outcome, counts, and when each finding was."""
    return [
        (
            result.rule,
            result.outcome,
            result.counts,
            Counter((one.kind, one.start, one.end, one.due) for one in result.findings),
        )
        for result in results
    ]


def of_concern(results) -> set[str]:
    return {result.rule for result in results if concerns(result)}


thorough = settings(max_examples=100, deadline=None)


@thorough
@given(case_files())
def test_every_rule_gives_one_result_and_its_counts_fit_its_outcome(file):
    results = checked(file)
    assert [result.rule for result in results] == sorted(CHECKS)
    for result in results:
        assert result.outcome != "error", result.why
        if result.outcome not in ("not_assessable", "not_applicable"):
            assert outcome_of(result.counts)[0] == result.outcome


@thorough
@given(case_files())
def test_a_finding_never_has_empty_evidence_and_its_fingerprint_is_its_own(file):
    findings = [finding for result in checked(file) for finding in result.findings]
    for finding in findings:
        assert any(not item.related for item in finding.evidence)
    assert len({finding.fingerprint for finding in findings}) == len(findings)


@thorough
@given(case_files())
def test_concerns_are_where_something_is_unmet_and_strengths_where_nothing_is(file):
    for result in checked(file):
        kinds = Counter(finding.kind for finding in result.findings)
        assert bool(kinds["concern"]) is bool(result.counts.unmet)
        assert kinds["query"] == result.counts.excused
        assert not kinds["strength"] or not result.counts.unmet + result.counts.unknown


@thorough
@given(case_files())
def test_checking_twice_gives_equal_results(file):
    case = a_case(*file)
    assert LINTER.check(case, AS_AT) == LINTER.check(case, AS_AT)


@thorough
@given(case_files(), st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(file, chance):
    shuffled = file.copy()
    chance.shuffle(shuffled)
    assert checked(shuffled) == checked(file)


@thorough
@given(case_files(), st.lists(days, min_size=1, max_size=3))
def test_irrelevant_records_change_nothing(file, days):
    first = min((one["date"] for one in file), default=days[0])
    more = [
        {"record_id": f"x{n}", "kind": "appointment", "date": max(day, first), "attended": "no"}
        for n, day in enumerate(days)
    ]
    assert checked([*file, *more]) == checked(file) or not file


@thorough
@given(case_files(), st.permutations(range(30)))
def test_consistent_pseudonyms_change_nothing_but_the_ids(file, names):
    owners = {"SW": "Owner B", "HV": "Owner A"}
    other = copy.deepcopy(file)
    for number, one in enumerate(other):
        # Records of one day stand in the order of their ids, so the names keep that order.
        one["record_id"] = f"p{number:02}-{names[number]:02}"
        for action in one.get("actions", ()):
            action["owner"] = owners[action["owner"]]
    renamed = checked(other, case_id="Other", child={"child_id": "Other child"})
    assert said(renamed) == said(checked(file))


DATES = ("date", "started_at", "ended_at", "completed_at")


def moved(file: list[dict[str, Any]], by: timedelta) -> list[dict[str, Any]]:
    def move(value: str) -> str:
        return value if value == "some day" else (date.fromisoformat(value) + by).isoformat()

    other = copy.deepcopy(file)
    for one in other:
        one.update({name: move(one[name]) for name in DATES if name in one})
        for action in one.get("actions", ()):
            if "due" in action:
                action["due"] = move(action["due"])
    return other


@thorough
@given(case_files(), st.integers(-800, 400))
def test_a_shift_of_all_dates_changes_nothing_in_rules_counted_in_calendar_days(file, number):
    by = timedelta(days=number)
    here = [(result.rule, result.outcome, result.counts) for result in checked(file)]
    there = [
        (result.rule, result.outcome, result.counts)
        for result in checked(moved(file, by), AS_AT + by)
    ]
    assert there == here


@thorough
@given(case_files(), st.data())
def test_making_a_value_unreadable_never_turns_what_was_no_concern_into_one(file, data):
    places = [
        (number, name)
        for number, one in enumerate(file)
        for name in one
        if name in (*DATES, "child_seen", "type", "outcome")
    ]
    if not places:
        return
    number, name = data.draw(st.sampled_from(places))
    unclear = copy.deepcopy(file)
    unclear[number][name] = "cannot be read"
    assert of_concern(checked(unclear)) <= of_concern(checked(file))


@thorough
@given(case_files(), st.data())
def test_making_an_action_unreadable_never_turns_what_was_no_concern_into_one(file, data):
    places = [
        (number, position, name)
        for number, one in enumerate(file)
        for position, action in enumerate(one.get("actions", ()))
        for name in ("due", "status", "recurring")
        if name in action or name == "recurring"
    ]
    if not places:
        return
    number, position, name = data.draw(st.sampled_from(places))
    before, after = copy.deepcopy(file), copy.deepcopy(file)
    if name == "recurring":
        before[number]["actions"][position][name] = data.draw(st.sampled_from(["yes", "no"]))
    after[number]["actions"][position][name] = "cannot be read"
    assert of_concern(checked(after)) <= of_concern(checked(before))


@thorough
@given(case_files(), st.data())
def test_setting_a_record_aside_never_makes_a_concern(file, data):
    if not file:
        return
    number = data.draw(st.integers(0, len(file) - 1))
    aside = copy.deepcopy(file)
    aside[number]["no_such_field"] = "x"
    assert of_concern(checked(aside)) <= of_concern(checked(file))


in_breach = "recurs: {kind: visit, where: {child_seen: yes}}\nwithin: 20 days"


@thorough
@given(st.lists(offsets, max_size=8), offsets, st.integers(0, LENGTH - 1), st.booleans())
def test_one_more_qualifying_record_never_lengthens_the_time_in_breach(seen, more, start, ended):
    ends = {"ended_at": on(LENGTH)} if ended else {}
    open_plan = plan(on(start), **ends)

    def breach(visited: list[int]) -> int:
        made = [visit(on(day), record_id=f"v{number}") for number, day in enumerate(visited)]
        result = judge(in_breach, open_plan, *made, applies=CP, as_at=AS_AT.isoformat())
        return sum((one.end - one.due).days for one in concerns(result))

    assert breach([*seen, more]) <= breach(seen)
