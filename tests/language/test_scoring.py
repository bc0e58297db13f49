"""Marked sentences are counted: by file, by field, by what is demanded."""

from caselint.language.engine import Engine
from caselint.language.scoring import Fault, Score, Tally, by_demand, score

from .texts import read_small

ENGINE = Engine(read_small())


def one(name: str, *sentences: str) -> Score:
    (found,) = score(ENGINE, {name: sentences})
    return found


def test_right_missed_and_false_are_counted_by_mark() -> None:
    found = one("seen_alone", "He was [seen alone] and [left].", "She was seen alone.")
    assert (found.sentences, found.right, found.missed, found.false) == (2, 1, 1, 1)
    assert [fault.number for fault in found.faults] == [0, 1]
    assert found.faults[0].complaints == ('"left" is not found',)


def test_a_field_counts_where_the_mark_demands_it() -> None:
    found = one(
        "seen_alone",
        "He was not [seen alone | negated].",
        "Mum said he was [seen alone | planned speaker=parent].",
    )
    assert found.of("assertion") == Tally(1, 2)
    assert found.of("speaker") == Tally(1, 1)
    assert found.of("subject") == Tally(0, 0)
    assert found.fields["assertion", "planned"] == Tally(0, 1)


def test_what_is_not_found_counts_in_no_field() -> None:
    assert one("seen_alone", "He was [gone | negated].").of("assertion") == Tally()


def test_a_mark_of_a_cue_file_is_read_as_a_span() -> None:
    found = one(
        "cues/negated",
        "He was not [at home | negated].",
        "@cast Mia=child: Mia said she was [fine | speaker=child].",
        "Nobody here.",
    )
    assert (found.right, found.missed, found.false, found.faults) == (2, 0, 0, [])


def test_a_mark_without_a_word_is_missed() -> None:
    assert one("cues/negated", "Well [?]").missed == 1


def test_a_sentence_that_cannot_be_read_is_a_fault() -> None:
    found = one("seen_alone", "He was [seen alone.")
    assert found.faults[0].complaints[0].startswith("a mark opens with [")


def test_a_sentence_that_is_read_otherwise_is_a_fault_and_says_how() -> None:
    found = one("seen_alone", "He was [seen alone].", "He was not [seen alone].")
    wrong = '"seen alone": assertion is negated, not affirmed'
    assert found.faults == [Fault(1, "He was not [seen alone].", (wrong,))]


def test_demands_are_summed_over_all_files() -> None:
    sentences = {
        "seen_alone": ["He was [seen alone]."],
        "feeling": ["He is [scared].", "He is not [scared]."],
    }
    assert by_demand(score(ENGINE, sentences)) == {("assertion", "affirmed"): Tally(2, 3)}


def test_only_those_named_are_scored() -> None:
    sentences = {"seen_alone": [], "feeling": ["He is [scared]."]}
    assert [each.name for each in score(ENGINE, sentences, ["feeling"])] == ["feeling"]
