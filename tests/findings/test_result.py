"""What one rule says of one case file."""

from caselint.findings import OUTCOMES, Counts

from .making import finding, result


def test_n_of_n_is_met_of_met_and_unmet():
    counts = Counts(met=3, unmet=1, excused=5, unknown=7, pending=9)
    assert (counts.met, counts.judged) == (3, 4)


def test_the_outcomes_are_those_of_the_contract():
    assert set(OUTCOMES) == {
        "evidenced",
        "partly_evidenced",
        "not_evidenced",
        "not_applicable",
        "not_assessable",
        "error",
    }


def test_a_result_does_not_print_its_findings():
    assert "No supervision" not in repr(result(findings=(finding(),)))
