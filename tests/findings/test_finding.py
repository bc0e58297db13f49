"""A finding, and how it is known again."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.findings import SEVERITIES, fingerprint

from .making import finding

PARTS = ("SUP001", "C1", "concern", "gp", "r1")


def test_a_fingerprint_is_sixteen_hexadecimal_digits():
    assert re.fullmatch("[0-9a-f]{16}", fingerprint(*PARTS))


def test_the_same_finding_has_the_same_fingerprint_in_every_run():
    assert fingerprint(*PARTS) == "f99c54741ec29e4d"


@pytest.mark.parametrize("position", range(len(PARTS)))
def test_rule_case_kind_part_and_key_each_make_another_finding(position):
    changed = [*PARTS]
    changed[position] += "x"
    assert fingerprint(*changed) != fingerprint(*PARTS)


@given(st.lists(st.text(st.characters(exclude_characters="\x1f")), min_size=5, max_size=5))
def test_what_stands_in_one_part_is_never_taken_for_another(parts):
    moved = [parts[0] + parts[1], "", *parts[2:]]
    assert moved == parts or fingerprint(*moved) != fingerprint(*parts)


def test_severities_go_from_the_most_to_the_least_severe():
    assert SEVERITIES == ("high", "medium", "low", "advice")


def test_a_finding_is_new_until_something_says_otherwise():
    assert finding().status == "new"
