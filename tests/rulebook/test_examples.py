"""Every example in every rule file, one by one under its own name."""

import pytest

from caselint.examples import Example, differences, examples_of, missing_examples
from caselint.rulebook import load

RULEBOOK = load(cache=False)
EXAMPLES = [
    pytest.param(example, id=f"{rule.id}: {example.name}")
    for rule in RULEBOOK.rules.values()
    for example in examples_of(rule, RULEBOOK.audit_findings)
]
RULES = [pytest.param(rule, id=rule.id) for rule in RULEBOOK.rules.values()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_rule_says_what_its_example_expects(example: Example) -> None:
    assert differences(example, RULEBOOK) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_shown_in_every_way(rule) -> None:
    assert missing_examples(rule, examples_of(rule, RULEBOOK.audit_findings)) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_only_audit_findings_that_an_example_speaks_to(rule) -> None:
    assert set(rule.audit) == set(rule.serves)
