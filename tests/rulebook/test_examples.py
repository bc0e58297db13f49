"""Every example in every rule file; what a rule says of it otherwise is told by example."""

import pytest

import shipped
from caselint.examples import differences, missing_examples

RULEBOOK = shipped.rulebook()
RULES = [pytest.param(rule, id=rule.id) for rule in RULEBOOK.rules.values()]


@pytest.mark.parametrize("rule", RULES)
def test_the_rule_says_what_its_examples_expect(rule) -> None:
    found = {one.name: differences(one, RULEBOOK) for one in shipped.examples()[rule.id]}
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_shown_in_every_way(rule) -> None:
    assert missing_examples(rule, shipped.examples()[rule.id]) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_only_audit_findings_that_an_example_speaks_to(rule) -> None:
    assert set(rule.audit) == set(rule.serves)
