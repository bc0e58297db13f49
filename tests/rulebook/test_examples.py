"""Every example in every rule file, one by one under its own name."""

import pytest

import shipped
from caselint.examples import Example, differences, missing_examples

RULEBOOK = shipped.rulebook()
EXAMPLES = [
    pytest.param(example, id=f"{id_}: {example.name}")
    for id_, examples in shipped.examples().items()
    for example in examples
]
RULES = [pytest.param(rule, id=rule.id) for rule in RULEBOOK.rules.values()]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_rule_says_what_its_example_expects(example: Example) -> None:
    assert differences(example, RULEBOOK) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_shown_in_every_way(rule) -> None:
    assert missing_examples(rule, shipped.examples()[rule.id]) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_names_only_audit_findings_that_an_example_speaks_to(rule) -> None:
    assert set(rule.audit) == set(rule.serves)
