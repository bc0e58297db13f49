"""Absence in narrative: judged over the records in question together, and only of enough text."""

import pytest

from building import CP, cited, concerns, counted, plan, queries, record, spans, visit
from told import FILLER, judge

EVERY = "every: {kind: visit}\nmeets: {says: child_seen_alone}"
PRESENT = "present: {kind: visit, where: {says: child_seen_alone}}\nat_least: 1"
RECURS = "recurs: {kind: visit, where: {says: child_seen_alone}}\nwithin: 6 weeks"
FOLLOWS = """
follows:
  trigger: {kind: case_note, where: {says: worry_told}}
  answer: {kind: [supervision, plan], where: {says: {any_of: [worry_told, decision_rationale]}}}
within: 20 days
"""
SEEN = "He was seen alone at school. "
HALF = " ".join(FILLER.split()[:24])


def told(day, text="Tom said: I am frightened."):
    return record("case_note", day, text=text)


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (SEEN, {"met": 1}),
        (FILLER, {"unmet": 1}),
        (HALF, {"unknown": 1}),
        (None, {"unknown": 1}),
        ({"body": HALF, "analysis": HALF}, {"unmet": 1}),
    ],
)
def test_every_judges_each_record_by_itself(text, counts):
    other = record("case_note", "2026-01-01", text="So that there is narrative.")
    assert counted(judge(EVERY, visit("2026-03-02", text=text), other)) == counts


def test_every_item_is_judged_over_all_items_of_its_record():
    check = "every: {kind: plan, items: goals}\nmeets: {says: outcome_statement}"
    few = [{"outcome": "She will sleep through."}, {"outcome": "Attend the clinic."}]
    assert counted(judge(check, plan("2026-01-05", goals=few))) == {"met": 1, "unknown": 1}
    many = [*few, {"outcome": FILLER}, {}]
    found = counted(judge(check, plan("2026-01-05", goals=many)))
    assert found == {"met": 1, "unmet": 2, "unknown": 1}


def test_what_rests_on_presence_needs_no_number_of_words():
    check = "every: {kind: visit}\nmeets: {not: {says: drift_cue}}"
    result = judge(
        check,
        visit("2026-03-02", text="There is no change."),
        visit("2026-03-03", text="Tidy."),
        rests_on="presence",
    )
    assert counted(result) == {"met": 1, "unmet": 1}


def test_present_judges_all_records_that_might_have_said_it_together():
    case = plan("2026-01-05")
    few = [visit(f"2026-0{month}-02", text=HALF) for month in (2, 3)]
    assert counted(judge(PRESENT, case, few[0], applies=CP)) == {"unknown": 1}
    assert counted(judge(PRESENT, case, *few, applies=CP)) == {"unmet": 1}
    assert counted(judge(PRESENT, case, *few, visit("2026-04-02", text=SEEN), applies=CP)) == {
        "met": 1
    }


def test_a_record_without_text_stands_in_no_ones_way():
    notes = [visit(f"2026-0{month}-02", text=HALF) for month in (2, 3)]
    result = judge(PRESENT, plan("2026-01-05"), *notes, visit("2026-04-02"), applies=CP)
    assert counted(result) == {"unmet": 1}


def test_only_records_that_the_selector_could_have_meant_are_read_for_absence():
    check = "present: {kind: visit, where: {child_seen: yes, says: child_seen_alone}}\nat_least: 1"
    case = plan("2026-01-05")
    not_seen = visit("2026-03-02", "no", text=FILLER)
    assert counted(judge(check, case, not_seen, applies=CP)) == {"unknown": 1}
    seen = visit("2026-03-02", "yes", text=FILLER)
    assert counted(judge(check, case, seen, applies=CP)) == {"unmet": 1}


def test_at_most_is_no_absence():
    check = "present: {kind: visit, where: {says: drift_cue}}\nat_most: 0"
    result = judge(
        check, plan("2026-01-05"), visit("2026-03-02", text="Tidy."), applies=CP, keys={}
    )
    assert counted(result) == {"met": 1}


def test_recurs_judges_what_lies_in_the_hole():
    case = plan("2026-01-05", ended_at="2026-06-01")
    points = [visit(day, text=SEEN) for day in ("2026-01-10", "2026-02-10", "2026-05-20")]
    empty = judge(RECURS, case, *points, applies=CP)
    assert counted(empty) == {"met": 2, "unknown": 1}
    thin = judge(RECURS, case, *points, visit("2026-03-20", text=HALF), applies=CP)
    assert counted(thin) == {"met": 2, "unknown": 1}
    full = judge(RECURS, case, *points, visit("2026-03-20", text=FILLER), applies=CP)
    assert counted(full) == {"met": 2, "unmet": 1}
    assert spans(concerns(full)) == [("2026-02-10", "2026-05-20")]


def test_the_text_of_the_records_around_a_hole_proves_nothing_of_it():
    case = plan("2026-01-05", ended_at="2026-06-01")
    points = [visit(day, text=SEEN + FILLER) for day in ("2026-01-10", "2026-02-10", "2026-05-20")]
    assert counted(judge(RECURS, case, *points, applies=CP)) == {"met": 2, "unknown": 1}


def test_follows_judges_what_could_have_answered_in_time():
    answered = record("supervision", "2026-03-10", text="Seen weekly because of this.")
    assert counted(judge(FOLLOWS, told("2026-03-02"), answered)) == {"met": 1}
    silent = record("supervision", "2026-03-10", text=FILLER)
    assert counted(judge(FOLLOWS, told("2026-03-02"), silent)) == {"unmet": 1}
    short = record("supervision", "2026-03-10", text=HALF)
    assert counted(judge(FOLLOWS, told("2026-03-02"), short)) == {"unknown": 1}
    both = [short, plan("2026-03-12", contingency=HALF)]
    assert counted(judge(FOLLOWS, told("2026-03-02"), *both)) == {"unmet": 1}
    too_late = record("supervision", "2026-04-10", text=FILLER)
    assert counted(judge(FOLLOWS, told("2026-03-02"), short, too_late)) == {"unknown": 1}


def test_a_trigger_is_never_found_by_absence():
    result = judge(FOLLOWS, told("2026-03-02", "Tidy."), told("2026-03-03", None))
    assert result.outcome == "not_applicable"


def test_an_answer_may_have_to_say_the_same():
    check = (
        FOLLOWS.replace(
            "kind: case_note, where: {says: worry_told}",
            "kind: case_note, where: {says: {any_of: [worry_told, drift_cue]}}",
        )
        + "same: [concept]"
    )
    check = check.replace("[worry_told, decision_rationale]", "[worry_told, drift_cue]")
    again = record("supervision", "2026-03-10", text="She said: I am frightened. " + FILLER)
    other = record("supervision", "2026-03-10", text="There is no change. " + FILLER)
    assert counted(judge(check, told("2026-03-02"), again)) == {"met": 1}
    assert counted(judge(check, told("2026-03-02"), other)) == {"unmet": 1}


def test_a_related_record_that_should_say_it_is_judged_so_too():
    check = """
    every: {kind: visit}
    meets: {has: {kind: case_note, where: {says: drift_cue}, within: {after: 10 days}}}
    """
    first = visit("2026-03-02")
    assert counted(judge(check, first, told("2026-03-04", "There is no change."))) == {"met": 1}
    assert counted(judge(check, first, told("2026-03-04", HALF))) == {"unknown": 1}
    both = told("2026-03-04", HALF), told("2026-03-06", HALF)
    assert counted(judge(check, first, *both)) == {"unmet": 1}


def test_what_is_not_found_is_said_so():
    result = judge(EVERY, visit("2026-03-02", text=FILLER))
    (found,) = concerns(result)
    assert found.message.endswith("Looked for in the text: “Seen alone”.")
    by_flag = EVERY.replace("{says: child_seen_alone}", "{child_seen: yes, says: child_seen_alone}")
    (found,) = concerns(judge(by_flag, visit("2026-03-02", "no", text=SEEN)))
    assert "Looked for" not in found.message


def test_what_was_read_without_finding_it_is_shown_beside():
    case = plan("2026-01-05")
    notes = [visit(f"2026-0{month}-02", text=HALF) for month in (2, 3)]
    (found,) = concerns(judge(PRESENT, case, *notes, visit("2026-04-02"), applies=CP))
    assert cited(found, related=True) == ["visit 2026-02-02", "visit 2026-03-02"]
    silent = record("supervision", "2026-03-10", text=FILLER)
    (found,) = concerns(judge(FOLLOWS, told("2026-03-02"), silent))
    assert cited(found, related=True) == ["supervision 2026-03-10"]


def test_a_recorded_reason_in_narrative_makes_a_query():
    check = EVERY + "\nexcused_by: {itself: {says: decision_rationale}}"
    keys = {"wording": {"concern": "{date}", "query": "{why}"}}
    result = judge(check, visit("2026-03-02", text=FILLER + " because"), keys=keys)
    assert counted(result) == {"excused": 1}
    assert len(queries(result)) == 1


@pytest.mark.parametrize(
    ("check", "applies", "missing"),
    [
        (EVERY, "", "visit.text"),
        (PRESENT, CP, "visit.text"),
        (RECURS, CP, "visit.text"),
    ],
)
def test_a_file_without_narrative_cannot_be_assessed(check, applies, missing):
    result = judge(check, plan("2026-01-05"), visit("2026-03-02"), applies=applies)
    assert result.outcome == "not_assessable"
    assert result.needs_missing == (missing,)


def test_a_source_whose_records_have_no_narrative_cannot_be_assessed():
    covers = {"visit": {"fields": ["date", "child_seen"]}, "case_note": {}}
    other = told("2026-03-02")
    result = judge(EVERY, visit("2026-03-02"), other, covers=covers)
    assert (result.outcome, result.needs_missing) == ("not_assessable", ("visit.text",))


def test_absence_needs_the_narrative_proper_and_presence_any_of_it():
    covers = {"supervision": {"fields": ["date", "decision"]}}
    check = "every: {kind: supervision}\nmeets: {says: decision_rationale}"
    asked = record("supervision", "2026-03-02", decision=FILLER)
    assert judge(check, asked, covers=covers).outcome == "not_assessable"
    found = judge(check, asked, covers=covers, rests_on="presence")
    assert counted(found) == {"unmet": 1}
