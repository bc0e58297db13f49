import pytest

from caselint.datafile import Fault, dotted


def test_a_fault_reads_as_place_path_message_and_hint():
    fault = Fault("a.yaml", 3, 7, "check.recurs", 'unknown key "x"', 'did you mean "y"?')
    assert str(fault) == 'a.yaml:3:7: check.recurs: unknown key "x", did you mean "y"?'


def test_without_a_path_and_a_hint_neither_is_written():
    assert str(Fault("a.yaml", 1, 1, "", "the file is empty")) == "a.yaml:1:1: the file is empty"


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        ((), ""),
        (("id",), "id"),
        (("examples", 1, "case"), "examples[1].case"),
        ((0, "id"), "[0].id"),
        (("grid", 0, 2), "grid[0][2]"),
    ],
)
def test_paths_are_dotted_with_positions_in_brackets(loc, path):
    assert dotted(loc) == path


def test_a_key_with_a_line_break_does_not_break_the_line():
    assert "\n" not in dotted(("a\nb",))
