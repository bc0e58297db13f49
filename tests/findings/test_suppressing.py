"""One more suppression at the end of a file that people write by hand."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.datafile import read_text
from caselint.errors import ConfigurationError, DataFileError
from caselint.findings.suppressing import with_one_more
from caselint.findings.suppression import Suppression, suppressions_of

DAY = date(2026, 6, 30)
NEW = Suppression(
    rule="SUP001",
    case="C-104",
    reason="Kept on the brother's file.",
    author="QA lead",
    since=DAY,
    expires=date(2026, 12, 31),
)
LINES = """\
- rule: SUP001
  case: C-104
  reason: Kept on the brother's file.
  author: QA lead
  since: 2026-06-30
  expires: 2026-12-31
"""
OTHER = NEW.model_copy(update={"case": "C-1"})


def shifted(lines, indent):
    return "".join(f"{indent}{line}\n" for line in lines.splitlines())


def added(text, one=NEW):
    return with_one_more(text, "file.yaml", one, DAY)


def read(text):
    return suppressions_of(read_text(text, "file.yaml"))


def test_a_new_file_begins_with_a_heading():
    text = added("")
    assert text.startswith("# Findings that somebody has looked at")
    assert text.endswith("suppressions:\n" + shifted(LINES, "  "))


@pytest.mark.parametrize("indent", ["", "  ", "    "])
def test_what_is_there_stays_and_is_followed_in_its_own_way(indent):
    before = "# Ours\n\nsuppressions:   # all of them\n" + shifted(
        LINES.replace("C-104", "C-1"), indent
    )
    text = before + "  # the last one\n"
    assert added(text) == text + shifted(LINES, indent)


def test_a_file_that_does_not_end_its_last_line_is_ended():
    before = "suppressions:\n" + LINES.replace("C-104", "C-1")
    assert added(before.rstrip("\n")) == before + LINES


def test_line_ends_are_those_of_the_file():
    before = ("suppressions:\n" + LINES.replace("C-104", "C-1")).replace("\n", "\r\n")
    text = added(before)
    assert text.count("\n") == text.count("\r\n")
    assert text.startswith(before)


@pytest.mark.parametrize(
    "empty",
    ["suppressions: []\n", "suppressions:\n", "# x\nsuppressions: [] # none yet\n", "\ufeff"],
)
def test_an_empty_list_is_begun(empty):
    text = added(empty)
    assert read(text) == (NEW,)
    assert "none yet" in text or "none yet" not in empty


@pytest.mark.parametrize(
    "text",
    [
        "suppressions: [{rule: A, case: B, reason: because it is so, author: c, "
        "expires: 2026-12-31}]\n",
        "suppressions:\n" + LINES.replace("C-104", "C-1") + "...\n",
    ],
)
def test_a_file_written_otherwise_is_refused_and_not_spoilt(text):
    with pytest.raises(ConfigurationError, match="nothing can be put at its end"):
        added(text)


def test_a_faulty_file_is_refused_with_its_faults():
    with pytest.raises(DataFileError, match=r"file\.yaml:2"):
        added("suppressions:\n  - rule: A\n")


@pytest.mark.parametrize("expires", [date(2026, 7, 1), date(2026, 12, 31)])
def test_what_is_put_aside_already_is_refused(expires):
    text = added("", NEW.model_copy(update={"expires": expires}))
    with pytest.raises(ConfigurationError, match=f"already, until {expires}"):
        added(text)


def test_what_has_expired_can_be_put_aside_anew():
    earlier = NEW.model_copy(update={"since": date(2026, 1, 1), "expires": DAY})
    assert read(added(added("", earlier))) == (earlier, NEW)


@pytest.mark.parametrize(
    "value", ["a\nb c d e f g h i j", "a\x1b[31m red reason", "line\u2028end reason"]
)
def test_what_cannot_be_seen_is_refused(value):
    with pytest.raises(ConfigurationError, match="cannot be seen"):
        added("", NEW.model_copy(update={"reason": value}))


PRINTABLE = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1).filter(
    lambda text: text.isprintable() and text.strip()
)


@given(case=PRINTABLE, author=PRINTABLE, words=PRINTABLE)
def test_whatever_can_be_seen_comes_back_as_it_was(case, author, words):
    one = Suppression(
        rule="SUP001",
        case=case,
        reason=f"Because {words} and so on",
        author=author,
        since=DAY,
        expires=date(2026, 12, 31),
    )
    other = OTHER.model_copy(update={"record": "r"})
    assert read(added(added("", other), one)) == (other, one)
