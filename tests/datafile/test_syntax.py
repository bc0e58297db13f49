"""What a person is told, and where, when a file is not YAML at all."""

import pytest

from caselint.datafile import read_text
from caselint.errors import DataFileError


def fault(text):
    with pytest.raises(DataFileError) as caught:
        read_text(text, "f")
    (fault,) = caught.value.faults
    return str(fault)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a:\n\tb: 1", "f:2:1: a tab cannot indent a line, use spaces"),
        ("a: 1\n\tb: 2", "f:2:1: a tab cannot indent a line, use spaces"),
        ("a: |\n\t x", "f:2:1: a tab cannot indent a line, use spaces"),
        ("a: @x", 'f:1:4: text cannot start with "@", put it in quotes'),
        (
            "why: note: late",
            'f:1:10: a ":" cannot stand here, put text that holds a colon in quotes, '
            "or check the indentation",
        ),
        ("a: 'x\nb: c", "f:1:4: this quotation mark is never closed"),
        ("a: [1,\nb: 2", "f:1:4: this list is not closed by ]"),
        ("a: {b: 1\nc: 2", "f:1:4: this { is not closed by }"),
        ("a: - b", 'f:1:4: a list cannot start with "-" here, start it on a line of its own'),
        (
            "a:\n    - b\n   - c",
            "f:3:4: this does not fit the lines above it, "
            "check the indentation and the quotation marks",
        ),
        ("- a\nb: c", 'f:2:1: a list item, "- …", is expected here, check the indentation'),
        ("- - a\n  b", 'f:2:3: a ":" is missing after this'),
        ("a: ]", "f:1:4: a value is expected here"),
        ("a: [*gap]", 'f:1:5: the alias "*gap" stands for no anchor before it'),
        ("a: &x 1\nb: &x 2", 'f:2:4: the anchor "&x" is used twice, first on line 1'),
        ("a: 1\n---\nb: 2", "f:2:1: a second document starts here, a file holds one document"),
        ("a: 1\n...\nb: 2", "f:3:1: the data has ended, yet more follows here"),
        (
            r'a: "\d+"',
            r"f:1:5: this escape is not known, "
            r"write \\ for a backslash, or use single quotation marks",
        ),
        ("%YAML 3.0\n---\na", "f:1:1: only YAML 1.2 can be read"),
        ("a: !e!x 1", "f:1:4: tags other than YAML's own are not known here"),
    ],
)
def test_common_slips_are_said_in_plain_words(text, said):
    assert fault(text) == said


def test_emphasis_with_asterisks_must_be_quoted():
    assert fault("- *seen* alone").startswith("f:1:3: text cannot start with * or &")


def test_rare_slips_keep_the_words_of_libyaml():
    assert fault("%FOO\na") == "f:1:5: while scanning a directive, found unknown directive name"


def test_columns_count_characters_not_bytes():
    assert fault("é: [ü, @]").startswith("f:1:8: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\nb: x\0y", "f:2:5: a control character (U+0000) cannot stand in a data file"),
        ("é: '\x07'", "f:1:5: a control character (U+0007) cannot stand in a data file"),
        ("a: \x1b[31m", "f:1:4: a control character (U+001B) cannot stand in a data file"),
        ("a: \x7f", "f:1:4: a control character (U+007F) cannot stand in a data file"),
    ],
)
def test_control_characters_are_named_and_placed(text, said):
    assert fault(text) == f"{said}, delete it"


@pytest.mark.parametrize(
    ("character", "code", "escape"),
    [("\x85", "0085", "N"), ("\u2028", "2028", "L"), ("\u2029", "2029", "P")],
)
def test_what_only_libyaml_takes_for_a_line_break_is_refused(character, code, escape):
    said = f"an invisible line separator (U+{code}) stands here"
    hint = f'delete it, or write "\\{escape}"'
    assert fault(f"a: 1\nb: x{character}y") == f"f:2:5: {said}, {hint}"


def test_half_a_surrogate_pair_is_refused():
    assert fault("a: 1\nb: \ud800") == "f:2:4: half a character stands here"
