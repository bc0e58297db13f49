"""Redaction leaves no name and no quote; two runs can be compared with a key alone."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caselint.casefile.names import KnownName, is_name
from caselint.casefile.outline import Outline, OutlinedRecord
from caselint.casefile.setaside import SetAside
from caselint.errors import ConfigurationError
from caselint.findings import Evidence, Run, SuppressionNote
from caselint.findings.names_replaced import Names
from caselint.findings.redaction import Redactor

from .making import HEADER, checked, finding, result

MIA = KnownName("Mia Brown", "child")
STACEY = KnownName("Stacey Brown-Lee", "mother")
KEY = b"sixteen bytes ok"


def names(*known):
    return Names([(one, f"[{one.who}]") for one in known])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mia Brown was seen.", "[child] was seen."),
        ("Mia was seen.", "[child] was seen."),
        ("mia's room, MIA BROWN", "[child]'s room, [child]"),
        ("Miss Brown-Lee", "Miss [mother]"),
        ("Mía saw mother", "[child] saw mother"),
        ("BROWN, Mia", "[child]"),
        ("Mia_Brown_7.json", "[child]_7.json"),
        ("the dog is brown", "the dog is brown"),
        ("Mian and Amia", "Mian and Amia"),
        ("", ""),
    ],
)
def test_a_name_is_replaced_whole_and_by_its_parts(text, said):
    assert names(MIA, STACEY).redact(text) == said


@given(st.lists(st.sampled_from(["Mia", "MÍA", "saw", "[child]", "the", "dog"])), st.data())
def test_a_stretch_of_a_text_is_found_again_among_the_marks(words, data):
    known = names(KnownName("Mia", "child"))
    first = data.draw(st.integers(0, len(words)))
    last = data.draw(st.integers(first, len(words)))
    text = " ".join(words)
    start = len(" ".join(words[:first])) + bool(first)
    stretch = " ".join(words[first:last])
    replaced = known.replaced(text)
    begin, end = replaced.moved(start, start + len(stretch))
    assert replaced.text[begin:end] == known.redact(stretch)


@pytest.mark.parametrize(("start", "end"), [(0, 3), (4, 9), (1, 5), (0, 9)])
def test_a_stretch_that_cuts_into_a_name_has_the_whole_mark(start, end):
    replaced = names(MIA).replaced("Mia Brown came")
    assert replaced.moved(start, end) == (0, len("[child]"))


def test_a_name_that_is_an_ordinary_word_is_found_with_a_capital_alone():
    will = names(KnownName("Will Hope", "father"))
    assert will.redact("I hope that Will will come") == "I hope that [father] will come"


def test_particles_of_a_name_are_not_found_alone():
    assert names(KnownName("Ana de la Cruz", "mother")).redact("de la carte, Cruz") == (
        "de la carte, [mother]"
    )


def test_a_school_is_found_by_its_whole_name():
    school = names(KnownName("St Mary's Primary School", "school"))
    assert school.redact("At St Mary’s Primary School; the primary school") == (
        "At [school]; the primary school"
    )


@given(st.text(), st.text(min_size=1))
def test_any_text_and_any_name_come_out_whole(text, name):
    assert isinstance(names(KnownName(name, "person")).redact(text), str)


@pytest.mark.parametrize(
    "text", ["team manager", "GP", "police", "the mother", "school", "nan", ""]
)
def test_a_role_or_agency_is_no_name(text):
    assert not is_name(text)


def found():
    return finding(
        case_id="BROWN-1",
        part="Mia Brown",
        message="Nothing is evidenced of “Mum to ring Mia's school” since May.",
        next_step="Ask Stacey.",
        evidence=(
            Evidence("mia-1", "visit", None, "Mia's views", 3, 20, "Mum to ring Mia's school"),
        ),
    )


def run(*known):
    made = Run(HEADER)
    case = replace(
        checked("BROWN-1", place="exports/Mia Brown.json"),
        digest="a" * 16,
        names=known or (MIA, STACEY),
        outline=Outline((OutlinedRecord("mia-1", "visit"),)),
    )
    made.add(case, [result(case_id="BROWN-1", findings=(found(),))])
    made.tally.set_aside.append(SetAside("Mia Brown.json", "no date", "BROWN-1", "mia-2"))
    return made


def everything(run):
    return repr((run.cases, run.findings, list(run.results), run.tally.set_aside, run.header))


def test_no_name_stays_anywhere():
    text = everything(Redactor(["names"]).run(run())).casefold()
    assert "mia" not in text
    assert "brown" not in text
    assert "stacey" not in text


def test_a_sisters_file_that_a_finding_cites_keeps_no_name_either():
    made = run(MIA, STACEY, KnownName("Pauline Green", "worker"))
    cited = Evidence("pauline-2", "visit", case_id="BROWN-2", quote="Seen by Mrs Green")
    made.findings = [one._replace(evidence=(*one.evidence, cited)) for one in made.findings]
    (found,) = Redactor(["names"]).run(made).findings
    text = repr(found).casefold()
    assert not any(name in text for name in ("brown", "pauline", "green"))


def test_no_quote_stays_in_evidence_or_message():
    (bare,) = Redactor(["quotes"]).run(run()).findings
    assert (bare.evidence[0].quote, bare.evidence[0].start, bare.evidence[0].end) == (
        "",
        None,
        None,
    )
    assert bare.evidence[0].record_id == "mia-1"
    assert "ring" not in bare.message


def test_a_run_says_what_was_redacted_and_by_which_key():
    plain, keyed = (Redactor(["quotes", "names"], key).run(run()).header for key in (b"", KEY))
    assert plain.redacted == ("names", "quotes")
    assert plain.redaction == ""
    assert keyed.redaction
    assert keyed.redaction == Redactor(["names"], KEY).header(HEADER).redaction
    assert keyed.redaction != Redactor(["names"], KEY[::-1]).header(HEADER).redaction


def test_with_one_key_two_runs_have_the_same_marks_and_fingerprints():
    assert everything(Redactor(["names"], KEY).run(run())) == everything(
        Redactor(["names"], KEY).run(run())
    )
    (one,) = Redactor(["names"], KEY).run(run()).findings
    (other,) = Redactor(["names"], KEY[::-1]).run(run()).findings
    assert one.fingerprint != other.fingerprint != found().fingerprint
    assert one.message != other.message


def test_without_a_key_nothing_is_made_from_what_stands_in_the_file():
    redacted = Redactor(["names"]).run(run())
    assert redacted.findings[0].fingerprint == "0" * 15 + "2"
    assert redacted.cases[0].digest == "0" * 15 + "1"


def test_somebody_named_by_a_first_name_elsewhere_is_the_same_person():
    marks = Redactor(["names"]).run(run(MIA, KnownName("Mia", "person"))).findings[0]
    assert marks.part == "[child 1]"


def test_nothing_is_counted_otherwise():
    assert Redactor(["names", "quotes"]).run(run()).tally.totals == run().tally.totals


def test_runs_that_are_redacted_together_have_the_same_fingerprints():
    one, other = Redactor(["names"]).together(run(), run())
    assert one.findings == other.findings
    assert one.header.redaction == other.header.redaction != ""


def test_what_was_put_aside_keeps_no_name_either():
    made = run()
    ends = date(2026, 12, 31)
    of_file = SuppressionNote("SUP001", "BROWN-1", "mia-1", "Mia's aunt knows", "Dawn", ends)
    elsewhere = SuppressionNote("SUP001", "Lily Hope", "", "elsewhere", "Dawn", ends)
    made.header = replace(made.header, suppressions=(of_file, elsewhere))
    said = Redactor(["names"]).run(made)
    known, unknown = said.header.suppressions
    assert (known.case, unknown.case) == (said.cases[0].case_id, "[…]")
    assert not any(name in repr(said.header) for name in ("Mia", "mia", "Dawn", "Lily"))


def test_a_short_key_is_refused():
    with pytest.raises(ConfigurationError, match="too short"):
        Redactor(["names"], b"short")
