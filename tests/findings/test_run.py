"""All results of one go."""

from datetime import date

from caselint.findings import Counts, Evidence, Run

from .making import DAY, HEADER, checked, finding, result


def run(*pairs):
    found = Run(HEADER)
    for case, results in pairs:
        found.add(case, results)
    return found


def test_results_stand_by_case_and_rule():
    found = run(
        (checked("C2"), [result("B", case_id="C2"), result("A", case_id="C2")]),
        (checked("C1"), [result("A")]),
    )
    assert [(one.case_id, one.rule) for one in found.results] == [
        ("C1", "A"),
        ("C2", "A"),
        ("C2", "B"),
    ]


def test_results_come_back_as_they_were_but_for_their_findings():
    one = result(counts=Counts(met=2), why="because", findings=(finding(),))
    (back,) = run((checked(), [one])).results
    assert (back.counts, back.why, back.case_id, back.findings) == (one.counts, "because", "C1", ())


def test_findings_stand_by_case_rule_and_fingerprint():
    found = run(
        (checked("C2"), [result(case_id="C2", findings=(finding(case_id="C2", rule="A"),))]),
        (
            checked("C1"),
            [result(findings=(finding(fingerprint="b"), finding(fingerprint="a")))],
        ),
    )
    assert [(one.case_id, one.fingerprint[:1]) for one in found.sorted_findings()][:2] == [
        ("C1", "a"),
        ("C1", "b"),
    ]


def test_a_run_knows_its_as_at_date_when_all_files_share_it():
    assert run((checked("C1"), []), (checked("C2"), [])).as_at == DAY


def test_files_judged_on_several_days_have_no_common_one():
    assert run((checked("C1"), []), (checked("C2", as_at=date(2026, 1, 1)), [])).as_at is None


def test_an_empty_run_has_no_as_at_date():
    assert run().as_at is None


def test_results_that_are_alike_share_a_row_of_the_table():
    found = run(*((checked(f"C{n}"), [result(case_id=f"C{n}")]) for n in range(3)))
    assert len(found._shapes) == 1
    assert [one.case_id for one in found.results] == ["C0", "C1", "C2"]


def test_the_table_has_one_row_a_finding():
    evidence = (Evidence("r1", "supervision"), Evidence("r2", "plan"))
    one = finding(audit=("A13-03", "C17-14"), evidence=evidence)
    frame = run((checked(), [result(findings=(one,))])).to_pandas()
    (row,) = frame.to_dict("records")
    assert (row["audit"], row["records"], row["case_id"]) == ("A13-03; C17-14", "r1; r2", "C1")


def test_the_table_of_an_empty_run_has_its_columns():
    frame = run().to_pandas()
    assert frame.empty
    assert "fingerprint" in frame.columns
