"""Where the parts of a document stand."""

import pytest

from caselint.datafile import read_text

RULE = read_text(
    """\
id: SUP001
check:
  recurs: {kind: supervision, at_least: 2}
  within: 2 months
examples:
  - name: ten week gap
    case: {}
  -
    name: on the limit
1: one
""",
    "rule.yaml",
)


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        ((), (1, 1)),
        (("id",), (1, 5)),
        (("check",), (3, 3)),
        (("check", "recurs"), (3, 11)),
        (("check", "recurs", "at_least"), (3, 41)),
        (("examples", 0), (6, 5)),
        (("examples", 1, "name"), (9, 11)),
        (("1",), (10, 4)),
        ((1,), (10, 4)),
    ],
)
def test_the_place_of_a_value(loc, place):
    assert RULE.place(loc) == place


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("id",), (1, 1)),
        (("check",), (2, 1)),
        (("check", "recurs", "at_least"), (3, 31)),
        (("examples", 0), (6, 5)),
        ((), (1, 1)),
    ],
)
def test_the_place_of_a_key(loc, place):
    assert RULE.place(loc, key=True) == place


@pytest.mark.parametrize(
    ("loc", "ancestor"),
    [
        (("check", "until"), ("check",)),
        (("check", "within", "unit", 3), ("check", "within")),
        (("examples", 7, "name"), ("examples",)),
        (("examples", -1), ("examples",)),
        (("examples", "name"), ("examples",)),
        (("nothing", "at", "all"), ()),
    ],
)
@pytest.mark.parametrize("key", [True, False])
def test_what_is_not_there_is_placed_at_its_nearest_ancestor(loc, ancestor, key):
    assert RULE.place(loc, key=key) == RULE.place(ancestor)


def test_a_fault_has_the_name_the_place_and_the_path():
    fault = RULE.fault(("examples", 1, "name"), "is taken", 'did you mean "x"?')
    assert str(fault) == 'rule.yaml:9:11: examples[1].name: is taken, did you mean "x"?'


def test_a_fault_of_a_key_is_placed_at_the_key():
    fault = RULE.fault(("check", "within"), "is not needed", key=True)
    assert (fault.line, fault.column) == (4, 3)


def test_a_part_that_came_by_an_alias_is_placed_at_its_anchor():
    document = read_text("a: &gap {days: 3}\nb: *gap\n", "f")
    assert document.place(("b", "days")) == (1, 16)


def test_a_part_is_what_stands_at_a_place():
    assert RULE.part(("examples", 1)) == {"name": "on the limit"}


@pytest.mark.parametrize("loc", [("until",), ("examples", 2), ("examples", "name"), ("id", 0)])
def test_a_part_that_is_not_there_is_a_key_error(loc):
    with pytest.raises(KeyError):
        RULE.part(loc)
