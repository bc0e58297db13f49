"""Whole numbers are found where they were given, however their hashes fall."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from caselint.language.lookup import NOT_THERE, Lookup

near_one_another = st.integers(0, 40)
numbers = near_one_another | st.integers(0, 2**64 - 1)


@given(st.lists(numbers, unique=True), st.lists(numbers))
def test_numbers_are_told_from_others(known: list[int], asked: list[int]) -> None:
    found = Lookup(np.array(known, np.uint64)).find(np.array([*known, *asked], np.uint64))

    expected = [known.index(each) if each in known else NOT_THERE for each in [*known, *asked]]
    assert found.tolist() == expected


@given(st.binary(min_size=8 * 400, max_size=8 * 500))
def test_no_number_is_lost_in_a_full_table(drawn: bytes) -> None:
    keys = np.unique(np.frombuffer(drawn[: len(drawn) // 8 * 8], np.uint64))

    assert Lookup(keys).find(keys).tolist() == list(range(len(keys)))
