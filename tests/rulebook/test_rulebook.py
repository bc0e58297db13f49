"""The rulebook that ships: it loads, cites what exists, and no two rules say one thing twice."""

import re
from collections import Counter, defaultdict

import pytest

import shipped
from caselint.applying import Applying
from caselint.casefile import CaseFile
from caselint.casefile.parts import Author
from caselint.checks import KINDS, Opportunity
from caselint.config import Configuration, Settings
from caselint.errors import ConfigurationError
from caselint.linter import Linter
from caselint.selecting.durations import read_duration

RULEBOOK = shipped.rulebook()
RULES = [pytest.param(rule, id=rule.id) for rule in RULEBOOK.rules.values()]
EXAMPLES = [example for examples in shipped.examples().values() for example in examples]
LINTER = Linter(Configuration(Settings()), rulebook=RULEBOOK, look_back="all")
"""All stable rules, over all of a file."""


def test_the_shipped_rulebook_has_every_row_of_both_audits() -> None:
    rows = list(RULEBOOK.audit_findings.values())
    assert len(rows) == 135
    assert {row.audit for row in rows} == {"A13", "C17"}
    assert all(row.id.startswith(f"{row.audit}-") for row in rows)


def test_rows_that_no_record_can_show_say_why() -> None:
    untestable = [row for row in RULEBOOK.audit_findings.values() if row.testable == "no"]
    assert len(untestable) == 15
    assert all(row.why_not for row in untestable)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_cites_only_what_exists_and_can_be_tested(rule) -> None:
    assert set(rule.standards) <= set(RULEBOOK.standards)
    assert set(rule.audit) <= set(RULEBOOK.audit_findings)
    assert all(RULEBOOK.audit_findings[row].testable != "no" for row in rule.audit)


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_says_what_to_do_next(rule) -> None:
    assert rule.why
    assert rule.wording["next_step"]


@pytest.mark.parametrize("rule", RULES)
def test_a_parameter_says_what_it_is_and_how_far_it_goes(rule) -> None:
    for param in rule.params.values():
        assert param.about
        if isinstance(param.default, int) or read_duration(str(param.default)) is not None:
            assert param.tightest is not None
            assert param.loosest is not None


def test_every_kind_of_check_is_in_use() -> None:
    used = {kind for rule in RULEBOOK.rules.values() for kind in KINDS if kind in rule.check}
    assert used == set(KINDS) - {"plugin"}


BLAME = re.compile(
    r"\b(?:(?:was|were|is|are|has|have|had)(?: not|n't) (?:been )?(?:done|made|held|sent)\b"
    r"|fail(?:s|ed|ing|ure)?\b|did(?: not|n't)\b|neglected\b|omitted\b|forgot|should have\b"
    r"|(?:the|this|your) worker\b|ignored\b|poor(?:ly)?\b|complian|grade\b|%)",
    re.IGNORECASE,
)


@pytest.mark.parametrize("rule", RULES)
def test_the_wording_blames_nobody_and_grades_nothing(rule) -> None:
    # A label that a rule speaks of stands in quotation marks.
    own = [re.sub("“[^”]*”", "", text) for text in rule.wording.values()]
    assert [text for text in own if BLAME.search(text)] == []


@pytest.mark.parametrize("rule", RULES)
def test_a_concern_over_an_absence_speaks_of_the_records_supplied(rule) -> None:
    if rule.rests_on == "absence" and "concern" in rule.wording:
        assert re.search(r"evidenced\s+in\s+the\s+records\s+supplied", rule.wording["concern"])


@pytest.mark.parametrize("rule", RULES)
def test_no_finding_names_a_worker(rule) -> None:
    worker = "Zebediah Quillfeather"
    alone = Linter(Configuration(Settings(select=[rule.id])), rulebook=RULEBOOK, look_back="all")
    for example in shipped.examples()[rule.id]:
        case_file = signed_by(worker, example.case_file)
        for result in alone.check(case_file, example.shape.as_at, family=example.family):
            for finding in result.findings:
                assert worker not in finding.message + finding.next_step


def signed_by(worker: str, case_file: CaseFile) -> CaseFile:
    """The case file with one author of every record and one owner of every action."""
    copy = case_file.model_copy(deep=True)
    for record in copy.records:
        record.author = Author(name=worker, agency="social_care")
        for action in getattr(record, "actions", None) or ():
            action.owner = worker if action.owner else None
    return copy


@pytest.mark.parametrize("rule", RULES)
def test_no_rule_is_in_error_where_another_fires(rule) -> None:
    fires = ("not_evidenced", "partly_evidenced")
    # One example of each rule: whole files are tried by the hundred in `test_trials`.
    example = next(one for one in shipped.examples()[rule.id] if one.shape.expect.outcome in fires)
    results = LINTER.check(example.case_file, example.shape.as_at)
    assert [result.rule for result in results if result.outcome == "error"] == []


def test_no_two_rules_raise_a_concern_on_one_opportunity(monkeypatch: pytest.MonkeyPatch) -> None:
    alike = Counter(compiled.check.signature for compiled in LINTER.selected.rules)
    shared = [one.rule.id for one in LINTER.selected.rules if alike[one.check.signature] > 1]
    linter = Linter(Configuration(Settings(select=shared)), rulebook=RULEBOOK, look_back="all")
    seen: list[tuple[str, tuple[str, ...], Opportunity]] = []
    run = Applying._run

    def listening(go, compiled, before):
        result, opportunities = run(go, compiled, before)
        seen.extend((compiled.rule.id, compiled.check.signature, one) for one in opportunities)
        return result, opportunities

    monkeypatch.setattr(Applying, "_run", listening)
    unmet = 0
    for example in EXAMPLES:
        seen.clear()
        linter.check(example.case_file, example.shape.as_at)
        raised = defaultdict(set)
        for rule_id, signature, one in seen:
            if one.state == "unmet":
                raised[signature, one.key].add(rule_id)
        unmet += len(raised)
        twice = {key: rules for key, rules in raised.items() if len(rules) > 1}
        assert twice == {}, f"{example.rule.id}: {example.name}"
    assert unmet > 0


def test_a_rule_is_found_by_id_and_by_name() -> None:
    rule = RULEBOOK.rule("rhi001")
    assert RULEBOOK.rule(rule.name) is rule
    assert RULEBOOK.path_of(rule).is_file()


def test_a_rule_that_is_not_there_is_named_with_what_may_be_meant() -> None:
    with pytest.raises(ConfigurationError, match=r'there is no rule "RHI901".*RHI001'):
        RULEBOOK.rule("RHI901")
