"""What is known already, taken down from a run and held against others."""

import io
from dataclasses import replace
from datetime import date

import pytest

from caselint.errors import ConfigurationError
from caselint.findings import RuleNote, Run, fingerprint
from caselint.findings.baseline import (
    mark,
    pruned,
    read_baseline,
    taken_down,
    updated,
    write_baseline,
)
from caselint.findings.narrowing import new_alone

from .making import DAY, HEADER, checked, finding, result


def note(id_, digest="d", **fields):
    plain = {"title": "T", "theme": "t", "severity": "high", "gives": "verdict"}
    plain |= {"force": "procedure", "why": "w", "audit": (), "standards": ()}
    return RuleNote(id=id_, digest=digest, **{**plain, **fields})


def found(key, rule="SUP001", case_id="C1", **fields):
    print_ = fingerprint(rule, case_id, "concern", "", key)
    return finding(rule=rule, case_id=case_id, fingerprint=print_, **fields)


def run_of(*findings, cases=("C1",), rules=("SUP001", "CGR002"), outcome="not_evidenced", **more):
    """A run in which each rule has a result on each case."""
    notes = tuple(one if isinstance(one, RuleNote) else note(one) for one in rules)
    run = Run(replace(HEADER, rules=notes, **more))
    for case in cases:
        case = case if not isinstance(case, str) else checked(case, digest="one")
        results = [
            result(
                each.id,
                outcome,
                case_id=case.case_id,
                findings=tuple(
                    one for one in findings if (one.rule, one.case_id) == (each.id, case.case_id)
                ),
            )
            for each in notes
        ]
        run.add(case, results)
    return run


def keys(baseline):
    return {(one.case_id, one.rule, one.fingerprint) for one in baseline.known.values()}


def prints(*findings):
    return {(one.case_id, one.rule, one.fingerprint) for one in findings}


A, B, OTHER = found("a"), found("b"), found("a", case_id="C2")


def test_all_that_a_run_found_is_known():
    change = taken_down(run_of(A, OTHER, cases=("C1", "C2")))
    assert keys(change.baseline) == prints(A, OTHER)
    assert (change.added, change.baseline.cases, change.baseline.as_at) == (2, 2, DAY)


def test_what_is_suppressed_is_left_out_since_it_returns():
    change = taken_down(run_of(A, B._replace(status="suppressed")))
    assert keys(change.baseline) == prints(A)
    assert change.suppressed == 1


def test_a_run_without_case_files_is_no_ground_for_anything():
    with pytest.raises(ConfigurationError, match="no case file"):
        taken_down(run_of(cases=()))


def test_an_update_adds_what_is_new_and_drops_nothing():
    change = updated(taken_down(run_of(A)).baseline, run_of(B))
    assert keys(change.baseline) == prints(A, B)
    assert (change.added, change.still) == (1, 0)


def test_what_was_known_keeps_its_day():
    before = taken_down(run_of(A)).baseline
    later = checked(digest="one", as_at=date(2026, 9, 30))
    after = updated(before, run_of(A, B, cases=(later,))).baseline
    assert {after.known[A.fingerprint].since, after.known[B.fingerprint].since} == {
        DAY,
        date(2026, 9, 30),
    }
    assert after.as_at == date(2026, 9, 30)


def test_an_update_notes_which_files_and_rules_have_changed():
    before = taken_down(run_of(A, B, found("c", "CGR002"))).baseline
    other = run_of(
        A,
        B,
        found("c", "CGR002"),
        cases=(checked(digest="two"),),
        rules=(note("SUP001", "d2"), "CGR002"),
    )
    change = updated(before, other)
    assert (change.still, change.file_changed, change.rule_changed) == (3, 3, 2)
    again = updated(change.baseline, other)
    assert (again.file_changed, again.rule_changed) == (0, 0)


def test_what_a_run_looked_at_and_no_longer_found_is_dropped():
    change = pruned(taken_down(run_of(A, B)).baseline, run_of(A))
    assert keys(change.baseline) == prints(A)
    assert (change.dropped, change.still, change.not_looked_at) == (1, 1, 0)


@pytest.mark.parametrize(
    "run",
    [
        pytest.param(run_of(cases=("C9",)), id="the case file is not in it"),
        pytest.param(run_of(rules=("CGR002",)), id="the rule did not run"),
        pytest.param(run_of(outcome="not_assessable"), id="it could not be assessed"),
        pytest.param(run_of(outcome="error"), id="the rule was in error"),
    ],
)
def test_what_a_run_did_not_look_at_stays(run):
    change = pruned(taken_down(run_of(A)).baseline, run)
    assert keys(change.baseline) == prints(A)
    assert (change.dropped, change.not_looked_at) == (0, 1)


def test_what_is_suppressed_now_is_not_gone():
    change = pruned(taken_down(run_of(A)).baseline, run_of(A._replace(status="suppressed")))
    assert change.dropped == 0


def test_a_rule_that_was_not_applicable_was_looked_at():
    change = pruned(taken_down(run_of(A)).baseline, run_of(outcome="not_applicable"))
    assert change.dropped == 1


def test_findings_are_marked_and_what_is_suppressed_stays_so():
    known = taken_down(run_of(A, B)).baseline.fingerprints
    marked = mark([A, B._replace(status="suppressed"), OTHER], known)
    assert [one.status for one in marked] == ["known", "suppressed", "new"]


@pytest.mark.parametrize(
    ("of", "then"),
    [
        ({"redacted": ("names",), "redaction": "K1"}, {}),
        ({}, {"redacted": ("names",), "redaction": "K1"}),
        (
            {"redacted": ("names",), "redaction": "K1"},
            {"redacted": ("names",), "redaction": "K2"},
        ),
        ({}, {"redacted": ("names",)}),
    ],
)
def test_runs_of_another_key_know_nothing_of_each_other(of, then):
    before = taken_down(run_of(A, **of)).baseline
    for change in (updated, pruned):
        with pytest.raises(ConfigurationError, match="different keys"):
            change(before, run_of(A, **then))


def test_names_redacted_without_a_key_leave_nothing_to_know_again():
    with pytest.raises(ConfigurationError, match="without a key"):
        taken_down(run_of(A, redacted=("names",)))


def test_quotes_left_out_alter_no_fingerprint():
    before = taken_down(run_of(A)).baseline
    assert updated(before, run_of(A, redacted=("quotes",), redaction="K1")).still == 1


# The file


def written(baseline):
    stream = io.StringIO()
    write_baseline(baseline, stream)
    return stream.getvalue()


def saved(tmp_path, text):
    path = tmp_path / "baseline.json"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("run", [run_of(A, B, OTHER, cases=("C1", "C2")), run_of()])
def test_a_baseline_read_back_is_the_same(run, tmp_path):
    baseline = taken_down(run).baseline
    assert read_baseline(saved(tmp_path, written(baseline))) == baseline


def test_it_holds_a_finding_a_line_in_order_and_neither_quote_nor_message():
    text = written(taken_down(run_of(B, OTHER, A, cases=("C1", "C2"))).baseline)
    lines = [line for line in text.splitlines() if "fingerprint" in line]
    assert len(lines) == 3
    assert lines == sorted(lines)
    assert A.message not in text
    assert A.title not in text


def test_the_order_of_findings_changes_nothing():
    assert written(taken_down(run_of(A, B)).baseline) == written(taken_down(run_of(B, A)).baseline)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "Mia", '{"schema_version":"1.1"}', "[" * 100_000, "\x00"]
)
def test_what_is_no_baseline_is_refused(text, tmp_path):
    with pytest.raises(ConfigurationError, match="baseline"):
        read_baseline(saved(tmp_path, text))


def test_what_is_faulty_is_named_and_never_quoted(tmp_path):
    text = written(taken_down(run_of(A)).baseline).replace('"concern"', '"Mia Brown"')
    with pytest.raises(ConfigurationError, match=r"findings\.0\.kind") as raised:
        read_baseline(saved(tmp_path, text))
    assert "Mia" not in str(raised.value)


def test_a_baseline_that_is_not_there_says_how_to_make_one(tmp_path):
    with pytest.raises(ConfigurationError, match="cannot be read"):
        read_baseline(tmp_path / "none.json")


# New findings alone


def test_a_report_of_new_findings_leaves_the_known_out_and_counts_them():
    run = run_of(A._replace(status="known"), B, new_only=True)
    shown = new_alone(run)
    assert shown.findings == [B]
    assert shown.tally.totals == run.tally.totals
    assert list(shown.results) == list(run.results)
    assert (run.tally.totals["concerns"], run.tally.totals["known"]) == (2, 1)


def test_known_concerns_that_may_not_be_put_aside_stay_listed():
    kept = note("SUP001", suppressible=False)
    strength = found("s", kind="strength", status="known")
    run = run_of(A._replace(status="known"), strength, rules=(kept,), new_only=True)
    assert new_alone(run).findings == [A._replace(status="known")]
