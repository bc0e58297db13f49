"""Small numbers are held back, and so is what they could be worked out from."""

from hypothesis import given
from hypothesis import strategies as st

from caselint.findings.small_numbers import Part, masked, part_of


def test_a_number_up_to_the_limit_is_held_back_and_the_next_is_shown():
    assert masked([4, 5, 4], 4) == [None, 5, None]


def test_nought_is_shown():
    assert masked([0, 0], 4) == [0, 0]


def test_one_alone_takes_the_smallest_other_with_it():
    assert masked([20, 3, 9, 0], 4) == [20, None, None, 0]


def test_without_the_total_one_alone_is_held_back_by_itself():
    assert masked([20, 3], 4, total_shown=False) == [20, None]


def test_a_limit_of_nought_holds_nothing_back():
    assert masked([1, 2, 3], 0) == [1, 2, 3]
    assert part_of(1, 3, 0) == Part(1, 3)


def test_n_of_n_holds_back_what_is_left_over_too():
    assert part_of(26, 30, 4) == Part(None, 30)
    assert part_of(25, 30, 4) == Part(25, 30)
    assert part_of(30, 30, 4) == Part(30, 30)
    assert part_of(0, 30, 4) == Part(0, 30)
    assert part_of(0, 0, 4) == Part(0, 0)


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(0, 10))
def test_no_count_held_back_can_be_worked_out_from_the_total(numbers, most):
    shown = masked(numbers, most)
    hidden = [number for number, seen in zip(numbers, shown, strict=True) if seen is None]
    assert all(seen is None or seen == 0 or seen > most for seen in shown)
    others = [number for number in numbers if number > most]
    assert len(hidden) != 1 or not others
