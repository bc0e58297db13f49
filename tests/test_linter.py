"""A case file and a rulebook give results."""

from datetime import date

import pytest

import shipped
from building import (
    CP,
    a_case,
    cited,
    concerns,
    counted,
    judge,
    linter,
    plan,
    queries,
    record,
    rule,
    rulebook,
    strengths,
    visit,
)
from caselint.casefile import RECORD_KINDS
from caselint.checks import every
from caselint.config import Configuration
from caselint.errors import AsAtError, ConfigurationError
from caselint.findings import Counts
from caselint.linter import Linter, read_as_at

ALIKE = rule("similar: {kind: assessment}\nlimit: 80\nwith: family", id="ASM004", theme="alike")
VISITS = rule(
    "recurs: {kind: visit, where: {child_seen: yes}}\nwithin: 10 days", applies=CP, id="VIS001"
)
HOME = rule("every: {kind: visit}\nmeets: {location: home}", id="VIS002", theme="homes")
GROUPS = rule(
    "recurs: {kind: core_group}\nwithin: $gap",
    applies=CP,
    id="CGR001",
    params="gap: {default: 6 weeks, tightest: 4 weeks, loosest: 2 months}",
)
ALL = (VISITS, HOME, GROUPS)
PLAN = plan("2026-01-05")


def ran(*records, rules=ALL, as_at="2026-06-30", covers=None, case=None, **settings):
    file = a_case(*records, covers=covers, **(case or {}))
    return linter(*rules, **settings).check(file, as_at)


def names(results):
    return [result.rule for result in results]


# One result a rule


def test_every_rule_gives_one_result_in_order():
    assert names(ran(PLAN)) == ["CGR001", "VIS001", "VIS002"]


def test_an_empty_file_gives_results_too():
    assert {result.outcome for result in ran()} == {"not_applicable"}


def test_a_rule_that_does_not_apply_says_so():
    result = ran(visit("2026-01-05"), rules=[VISITS])[0]
    assert (result.outcome, result.why) == (
        "not_applicable",
        "the rule does not apply to this file",
    )


def test_whether_a_rule_applies_may_be_unknown():
    unclear = record("plan", "2026-01-05", started_at="2026-01-05")
    result = ran(unclear, rules=[VISITS])[0]
    assert result.outcome == "not_assessable"
    assert result.why == "whether the rule applies cannot be told from the records supplied"


YOUNG = rule("present: {kind: visit}\nat_least: 1", applies="{when: {child.age: {lt: 2}}}")


@pytest.mark.parametrize(
    ("born", "outcome"),
    [("2025-06-30", "not_evidenced"), ("2024-06-30", "not_applicable"), (None, "not_assessable")],
)
def test_a_rule_may_hold_when_a_predicate_is_true(born, outcome):
    child = {"child_id": "K1"} | ({"date_of_birth": born} if born else {})
    assert ran(rules=[YOUNG], case={"child": child})[0].outcome == outcome


def test_a_rule_that_surely_does_not_apply_needs_no_period():
    both = rule(
        "present: {kind: visit}\nat_least: 1",
        applies="{while: {plan_open: child_protection}, when: {child.age: {lt: 2}}}",
    )
    unclear = record("plan", "2026-01-05", started_at="2026-01-05")
    child = {"child_id": "K1", "date_of_birth": "2015-01-01"}
    assert ran(unclear, rules=[both], case={"child": child})[0].outcome == "not_applicable"


def test_a_need_that_is_not_covered_comes_before_all_else():
    result = ran(visit("2026-01-05"), rules=[VISITS], covers={"visit": {}})[0]
    assert (result.outcome, result.needs_missing) == ("not_assessable", ("plan",))


def test_a_type_that_is_not_covered_is_missing():
    covers = {"plan": {"types": ["child_in_need"]}, "visit": {}}
    result = ran(rules=[VISITS], covers=covers)[0]
    assert result.needs_missing == ("plan (child_protection)",)


# A rule at fault


def broken(monkeypatch, error):
    def judge_badly(*_):
        raise error

    monkeypatch.setattr(every._Every, "_judge", judge_badly)


def test_one_faulty_rule_gives_error_and_the_rest_goes_on(monkeypatch):
    broken(monkeypatch, KeyError("Jo Bloggs, 12 Elm Road"))
    results = {one.rule: one for one in ran(PLAN, visit("2026-01-05", location="home"))}
    assert results["VIS002"].outcome == "error"
    assert results["VIS001"].outcome == "not_evidenced"


def test_an_error_says_nothing_of_the_file(monkeypatch):
    broken(monkeypatch, ValueError("Jo Bloggs, 12 Elm Road"))
    result = ran(visit("2026-01-05"), rules=[HOME])[0]
    assert (result.outcome, result.why, result.counts) == ("error", "ValueError", Counts())


def test_what_follows_a_faulty_rule_cannot_be_assessed(monkeypatch):
    broken(monkeypatch, ValueError())
    after = rule(
        "follows: {trigger: {concern: VIS002}, answer: {kind: supervision}}\nwithin: 5 days",
        id="VIS003",
    )
    results = ran(visit("2026-01-05"), rules=[HOME, after])
    assert [result.outcome for result in results] == ["error", "not_assessable"]


# Which rules


def test_rules_are_selected_by_id_its_beginning_name_or_theme():
    assert names(ran(PLAN, select=["VIS"])) == ["VIS001", "VIS002"]
    assert names(ran(PLAN, select=["vis002"])) == ["VIS002"]
    assert names(ran(PLAN, select=["homes"])) == ["VIS002"]
    assert names(ran(PLAN, select=["all"], ignore=["VIS001", "homes"])) == ["CGR001"]


def test_a_pattern_that_selects_nothing_is_refused():
    with pytest.raises(ConfigurationError, match='"SUP" selects no rule'):
        linter(*ALL, ignore=["SUP"])


def test_a_draft_is_selected_by_its_id_alone():
    draft = rule("present: {kind: visit}\nat_least: 1", id="VIS009", status="draft")
    assert names(ran(PLAN, rules=[*ALL, draft], select=["VIS"])) == ["VIS001", "VIS002"]
    assert names(ran(PLAN, rules=[*ALL, draft], select=["VIS009"])) == ["VIS009"]


def test_a_team_may_have_rules_and_parameters_of_its_own():
    moved = {"gap": {"value": "4 weeks", "reason": "Procedure 7"}}
    overrides = [{"teams": ["East"], "ignore": ["VIS"], "parameters": {"CGR001": moved}}]
    east = ran(PLAN, case={"team": "East"}, overrides=overrides)
    assert [(one.rule, one.team, one.params) for one in east] == [
        ("CGR001", "East", (("gap", "4 weeks"),))
    ]
    west = ran(PLAN, case={"team": "West"}, overrides=overrides)
    assert names(west) == ["CGR001", "VIS001", "VIS002"]
    assert west[0].params == (("gap", "6 weeks"),)


# Parameters


def moved(value, name="gap", rule_id="CGR001"):
    return {rule_id: {name: {"value": value, "reason": "Procedure 7"}}}


@pytest.mark.parametrize("value", ["4 weeks", "20 working days", "60 days", "2 months"])
def test_a_parameter_may_be_moved_within_its_bounds(value):
    assert dict(ran(PLAN, parameters=moved(value))[0].params) == {"gap": value}


@pytest.mark.parametrize("value", ["27 days", "19 working days", "61 days", "3 months"])
def test_a_parameter_out_of_bounds_is_refused(value):
    with pytest.raises(ConfigurationError, match="that is allowed"):
        linter(*ALL, parameters=moved(value))


def test_a_parameter_may_be_moved_by_the_name_of_its_rule():
    assert dict(ran(PLAN, parameters=moved("4 weeks", rule_id="cgr001"))[0].params) == {
        "gap": "4 weeks"
    }


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        (moved("soon"), "expected a duration"),
        (moved("4 weeks", name="gaps"), "no parameter"),
        (moved("4 weeks", rule_id="CGR009"), "no rule"),
    ],
)
def test_a_parameter_that_means_nothing_is_refused(parameters, fault):
    with pytest.raises(ConfigurationError, match=fault):
        linter(*ALL, parameters=parameters)


def test_a_faulty_parameter_of_a_team_is_found_before_any_file():
    with pytest.raises(ConfigurationError, match="that is allowed"):
        linter(*ALL, overrides=[{"teams": ["East"], "parameters": moved("1 week")}])


def test_a_faulty_parameter_of_an_ignored_rule_is_found_too():
    with pytest.raises(ConfigurationError, match="that is allowed"):
        linter(*ALL, ignore=["CGR"], parameters=moved("1 week"))


# The as-at date


def test_the_as_at_date_is_asked_for_or_configured_or_the_sources():
    extracted = a_case(PLAN, source={"extracted_at": "2026-03-31"})
    assert linter(*ALL).as_at_for(extracted, "2026-02-02") == date(2026, 2, 2)
    assert linter(*ALL, as_at="2026-02-03").as_at_for(extracted) == date(2026, 2, 3)
    assert linter(*ALL).as_at_for(extracted) == date(2026, 3, 31)


def test_without_an_as_at_date_there_is_a_fault_with_a_hint():
    with pytest.raises(AsAtError, match=r"--as-at 2026-03-31, or today"):
        linter(*ALL).check(a_case(PLAN))


@pytest.mark.parametrize("asked", ["2026-02-30", "soon", ""])
def test_what_is_no_date_is_refused(asked):
    with pytest.raises(AsAtError, match="not a date"):
        read_as_at(asked)


def test_the_as_at_date_may_be_a_date():
    assert read_as_at(date(2026, 2, 2)) == date(2026, 2, 2)


def test_what_is_dated_after_the_as_at_date_is_not_there():
    later = visit("2026-01-14")
    before = ran(PLAN, later, rules=[VISITS], as_at="2026-01-13")[0]
    assert counted(before) == {"pending": 1}
    after = ran(PLAN, later, rules=[VISITS], as_at="2026-01-14")[0]
    assert counted(after) == {"met": 1, "pending": 1}


# Findings


def test_a_finding_carries_its_case_and_team_and_the_agency_whose_records_these_are():
    result = ran(
        PLAN, rules=[VISITS], case={"team": "East"}, covers={"records_from": ["social_care"]}
    )[0]
    (finding,) = concerns(result)
    assert (finding.case_id, finding.team, finding.agency) == ("C1", "East", "social_care")
    assert (result.team, result.agency) == ("East", "social_care")


CONTEXT = {"gives": "context", "wording": {"concern": "From {start}.", "strength": "{met}"}}


def test_a_context_rule_gives_queries_alone():
    result = judge(
        "every: {kind: visit}\nmeets: {location: home}",
        visit("2026-01-05", location="x"),
        keys=CONTEXT,
    )
    assert (len(queries(result)), concerns(result)) == (1, [])


def test_a_context_rule_of_severity_advice_gives_concerns():
    result = judge(
        "every: {kind: visit}\nmeets: {location: home}",
        visit("2026-01-05", location="x"),
        keys={**CONTEXT, "severity": "advice"},
    )
    assert (len(concerns(result)), queries(result)) == (1, [])


def test_a_context_rule_gives_no_strength():
    result = judge("present: {kind: visit}\nat_least: 1", visit("2026-01-05"), keys=CONTEXT)
    assert (result.outcome, strengths(result)) == ("evidenced", [])


def test_a_finding_quotes_what_stands_in_the_file():
    result = ran(visit("2026-01-05", location="school"), rules=[HOME])[0]
    (item,) = concerns(result)[0].evidence
    assert (item.record_id, item.section, item.quote) == ("visit 2026-01-05", "location", "school")


def test_dates_are_written_as_people_write_them():
    result = ran(PLAN, rules=[VISITS])[0]
    assert concerns(result)[0].message == "From 5 January 2026."


def test_a_suppression_hides_a_finding_and_alters_no_count(tmp_path):
    file = tmp_path / "put_aside.yaml"
    file.write_text(
        "suppressions:\n"
        "  - {rule: VIS001, case: C1, author: QA, reason: Seen by the auditor,\n"
        "     expires: 2026-12-31}\n"
    )
    result = ran(PLAN, rules=[VISITS], suppressions=str(file))[0]
    assert (result.outcome, counted(result)) == ("not_evidenced", {"unmet": 1})
    assert [finding.status for finding in result.findings] == ["suppressed"]


# Fingerprints


LATE = [PLAN, visit("2026-01-12"), visit("2026-03-02")]


def prints(result):
    return [finding.fingerprint for finding in concerns(result)]


@pytest.mark.parametrize(
    "changed",
    [
        {"as_at": "2026-05-31"},
        {"settings": {"look_back": "5 months"}},
        {"keys": {"wording": {"concern": "Other words.", "strength": "s"}, "severity": "low"}},
        {"params": "gap: {default: 3 weeks, tightest: 1 week, loosest: 2 months}"},
        {"case_team": "East"},
    ],
)
def test_a_fingerprint_hangs_on_no_look_back_as_at_date_parameter_or_wording(changed):
    usual = {"params": "gap: {default: 10 days, tightest: 1 week, loosest: 2 months}"}
    check = "recurs: {kind: visit}\nwithin: $gap"
    first = judge(check, *LATE, applies=CP, **usual)
    team = {"team": changed.pop("case_team")} if "case_team" in changed else {}
    again = judge(check, *LATE, applies=CP, **{**usual, **changed}, **team)
    assert len(prints(first)) == 2
    assert prints(again) == prints(first)


def test_a_running_breach_keeps_its_fingerprint_when_it_is_answered():
    running = ran(PLAN, visit("2026-01-12"), rules=[VISITS], as_at="2026-02-01")[0]
    answered = ran(*LATE, rules=[VISITS])[0]
    assert prints(running)[0] in prints(answered)


def test_findings_of_one_rule_on_one_file_have_fingerprints_of_their_own():
    result = ran(*LATE, rules=[VISITS])[0]
    assert len(set(prints(result))) == len(prints(result)) == 2


def test_another_case_or_rule_has_another_fingerprint():
    other_case = ran(*LATE, rules=[VISITS], case={"case_id": "C2"})[0]
    assert not set(prints(other_case)) & set(prints(ran(*LATE, rules=[VISITS])[0]))


# The run around it


def test_a_checked_case_says_what_it_was():
    checked = linter(*ALL).check_one(a_case(PLAN, visit("2026-01-05"), team="East"), "2026-06-30")
    case = checked.case
    assert (case.case_id, case.team, case.as_at, case.records) == (
        "C1",
        "East",
        date(2026, 6, 30),
        2,
    )
    assert case.kinds == {"plan", "visit"}
    assert case.covers is None


def test_a_stream_is_checked_file_by_file_in_order():
    files = (a_case(PLAN, case_id=f"C{number}") for number in range(3))
    checked = list(linter(*ALL).check_many(files, "2026-06-30"))
    assert [one.case.case_id for one in checked] == ["C0", "C1", "C2"]


def test_the_header_says_what_was_in_force():
    header = linter(*ALL, as_at="2026-06-30", ignore=["homes"], look_back="6 months").header()
    assert (header.as_at, header.look_back) == ("2026-06-30", "6 months")
    assert [note.id for note in header.rules] == ["CGR001", "VIS001"]


def test_the_kinds_that_are_needed_are_those_of_the_rules_selected():
    assert linter(*ALL, select=["CGR001"]).needed_kinds == {"plan", "core_group"}


def test_the_child_and_people_are_no_kinds_of_record_and_never_suspect():
    assert Linter(Configuration(), rulebook=shipped.rulebook()).needed_kinds <= set(RECORD_KINDS)


def test_a_rulebook_of_a_test_has_no_faults():
    assert list(rulebook(*ALL).rules) == ["VIS001", "VIS002", "CGR001"]


def test_evidence_is_never_empty():
    for result in ran(*LATE):
        for finding in result.findings:
            assert cited(finding)


def test_whether_some_rule_compares_families_is_known_beforehand():
    assert linter(ALIKE).compares_families
    assert not linter(VISITS).compares_families
    assert not linter(VISITS, ALIKE, select=["VIS001"]).compares_families


def test_one_team_that_compares_families_is_enough():
    for_team = [{"teams": ["North"], "select": ["ASM004"]}]
    assert linter(VISITS, ALIKE, select=["VIS001"], overrides=for_team).compares_families
