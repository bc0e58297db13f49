from datetime import date, datetime

from caselint.findings import Evidence, Run
from caselint.findings.columns import COLUMNS, rows

from .making import DAY, HEADER, checked, finding, result

NAMED = {column.name: column for column in COLUMNS}


def texts(run: Run) -> list[dict[str, str]]:
    return [{name: column.text(row) for name, column in NAMED.items()} for row in rows(run)]


def run_of(*findings, **more):
    run = Run(HEADER)
    run.add(checked(**more), [result(findings=findings)])
    return run


def test_every_column_has_a_name_of_its_own_and_a_meaning():
    assert len(NAMED) == len(COLUMNS)
    assert all(column.meaning.endswith(".") for column in COLUMNS)


def test_records_are_named_once_with_their_kinds_and_days():
    run = run_of(
        finding(
            evidence=(
                Evidence("S1", "supervision", DAY, "decision", 0, 4, "Stay"),
                Evidence("S1", "supervision", DAY, "actions", None, None, "call; write"),
                Evidence("P1", "plan"),
                Evidence("N1", "case_note", DAY, related=True),
            )
        )
    )
    (row,) = texts(run)
    assert row["records"] == "S1; P1"
    assert row["record_kinds"] == "supervision; plan"
    assert row["record_dates"] == "2026-06-30; undated"
    assert row["beside"] == "N1"
    assert row["fields"] == "supervision.decision; supervision.actions"
    assert row["quotes"] == "“Stay”; “call; write”"


def test_a_record_of_a_sisters_file_says_whose_it_is():
    one, other = Evidence("A1", "assessment"), Evidence("A1", "assessment", case_id="C2")
    (row,) = texts(run_of(finding(evidence=(one, other))))
    assert (row["records"], row["record_cases"]) == ("A1; A1", "C1; C2")


def test_a_moment_becomes_its_day():
    (row,) = rows(run_of(finding(start=datetime(2026, 3, 1, 9, 30))))
    assert NAMED["start"].value(row) == date(2026, 3, 1)


def test_a_finding_has_the_sources_and_the_day_of_its_case():
    (row,) = texts(run_of(finding(), source="census"))
    assert (row["source"], row["as_at"], row["gives"]) == ("census", "2026-06-30", "verdict")


def test_two_files_judged_on_two_days_leave_the_day_open():
    run = run_of(finding())
    run.add(checked(as_at=date(2026, 1, 1), source="other"), [])
    (row,) = texts(run)
    assert (row["as_at"], row["source"]) == ("", "native; other")


def test_suppressed_findings_are_among_the_rows():
    assert [row["status"] for row in texts(run_of(finding(status="suppressed")))] == ["suppressed"]


def test_the_table_of_a_run_has_the_same_columns():
    frame = run_of(finding(start=DAY)).to_pandas()
    assert list(frame.columns) == list(NAMED)
    assert frame["start"][0] == DAY
    assert frame["due"][0] is None


def test_the_table_holds_half_of_a_surrogate_pair():
    frame = run_of(finding(message="\ud800")).to_pandas()
    assert frame["message"][0] == "\ud800"
