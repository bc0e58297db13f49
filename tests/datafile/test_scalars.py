"""The core schema of YAML 1.2, against its own table and what YAML 1.1 made of the same words."""

import math

import pytest

from caselint.datafile import read_text
from caselint.datafile.scalars import DIGITS
from caselint.errors import DataFileError


def value(scalar):
    return read_text(f"value: {scalar}\n", "scalars.yaml").data["value"]


@pytest.mark.parametrize("scalar", ["", "~", "null", "Null", "NULL"])
def test_nothing(scalar):
    assert value(scalar) is None


@pytest.mark.parametrize("scalar", ["true", "True", "TRUE"])
def test_true(scalar):
    assert value(scalar) is True


@pytest.mark.parametrize("scalar", ["false", "False", "FALSE"])
def test_false(scalar):
    assert value(scalar) is False


@pytest.mark.parametrize(
    ("scalar", "number"),
    [("0", 0), ("12", 12), ("-7", -7), ("+7", 7), ("012", 12), ("0o17", 15), ("0x1F", 31)],
)
def test_whole_numbers(scalar, number):
    assert value(scalar) == number
    assert type(value(scalar)) is int


@pytest.mark.parametrize(
    ("scalar", "number"),
    [
        ("1.5", 1.5),
        ("-.5", -0.5),
        ("1.", 1.0),
        ("1e3", 1000.0),
        ("2.5E-1", 0.25),
        (".inf", math.inf),
        ("-.INF", -math.inf),
        ("+.Inf", math.inf),
    ],
)
def test_fractions(scalar, number):
    assert value(scalar) == number
    assert type(value(scalar)) is float


@pytest.mark.parametrize("scalar", [".nan", ".NaN", ".NAN"])
def test_not_a_number(scalar):
    assert math.isnan(value(scalar))


@pytest.mark.parametrize(
    "text",
    [
        *("no", "yes", "on", "off", "No", "y", "n", "nULL", "tRUE"),
        *("2026-04-01", "2026-04-01T09:30:00Z", "09:30", "190:20:30"),
        *("1_000", "0b11", "0o8", "0xG", "+0x1F", "1e", "1,5", "0.1.0"),
        *(".", "+", "-x", "-.nan", "١"),
        "=",
    ],
)
def test_everything_else_is_text(text):
    assert value(text) == text


@pytest.mark.parametrize("scalar", ["'12'", '"12"', "|-\n  12", ">-\n  12"])
def test_quoted_and_block_scalars_are_text(scalar):
    assert value(scalar) == "12"


@pytest.mark.parametrize(
    ("scalar", "meaning"),
    [
        ("!!str 12", "12"),
        ("!!str", ""),
        ('!!int "12"', 12),
        ("!!float 1", 1.0),
        ('!!bool "true"', True),
        ("!!null ''", None),
    ],
)
def test_the_tags_of_the_core_schema_are_heeded(scalar, meaning):
    assert value(scalar) == meaning
    assert type(value(scalar)) is type(meaning)


@pytest.mark.parametrize(
    ("scalar", "message"),
    [
        ("!!int x", '"x" is not what !!int says'),
        ("!!bool no", '"no" is not what !!bool says'),
        ("!!timestamp 2026-04-01", "the tag !!timestamp is not known here"),
        ("!!python/name:os.system x", "the tag !!python/name:os.system is not known here"),
        ("!month 3", "the tag !month is not known here"),
        ("!!set {a}", "the tag !!set is not known here"),
        ("!!str [a]", "the tag !!str is not known here"),
        ("!int 3", "the tag !int is not known here"),
    ],
)
def test_other_tags_and_values_that_belie_theirs_are_faults(scalar, message):
    with pytest.raises(DataFileError) as caught:
        value(scalar)
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [("value", message)]


@pytest.mark.parametrize("digit", ["9", "0x9", "0.9", "0o7"])
def test_a_number_too_long_to_be_one_is_a_fault(digit):
    with pytest.raises(DataFileError, match=f"at most {DIGITS} characters"):
        value(digit + "7" * 10_000)
