"""How alike are texts that should differ?"""

import pytest

from building import (
    a_case,
    cited,
    concerns,
    counted,
    faults,
    judge,
    linter,
    record,
    rule,
    strengths,
)
from caselint.checks.likeness import likened
from caselint.checks.similar import NONE_AT_HAND, ONE_LACKING, RECORD_LACKING

CHECK = "similar: {kind: supervision}\nlimit: 80"
LONG = (
    "Discussed the visits and the plan. The school says that attendance is better than it was and "
    "the health visitor has no new worries about weight or feeding. The home was tidy at the last "
    "visit. Continue with the plan as agreed and update the chronology before the next meeting of "
    "the core group, then consider what else might help with routines in the mornings."
)
OTHER = (
    "Attendance fell again once the older sister moved out, which nobody had thought of as a loss. "
    "Wondered whether mornings are hard because no adult now wakes the children, and what each of "
    "them would say about it. Ask the school who collects them, and talk with a grandmother about "
    "staying over on weekdays until the summer holidays begin."
)


def notes(*texts):
    return [
        record("supervision", f"2026-0{number}-12", text=text)
        for number, text in enumerate(texts, start=1)
    ]


def test_the_same_note_twice_is_unmet_and_cites_both():
    result = judge(CHECK, *notes(LONG, LONG))
    assert counted(result) == {"unmet": 1}
    (finding,) = concerns(result)
    assert len(finding.evidence) == 2


def test_each_note_counts_with_the_earlier_one_that_it_is_most_like():
    assert counted(judge(CHECK, *notes(LONG, OTHER, LONG))) == {"met": 1, "unmet": 1}
    assert counted(judge(CHECK, *notes(LONG, OTHER))) == {"met": 1}


def test_one_note_alone_and_short_ones_are_no_opportunity():
    assert judge(CHECK, *notes(LONG)).outcome == "not_applicable"
    assert judge(CHECK, *notes("Plan discussed.", "Plan discussed.")).outcome == "not_applicable"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mia was seen", "Tom was seen"),
        ("seen on 14 March", "seen on 2 June"),
        ("Views:\nhe was seen", "she was seen"),
    ],
)
def test_names_figures_pronouns_and_headings_make_no_difference(one, other):
    assert likened(f"{one} {LONG}").likeness(likened(f"{other} {LONG}")) > 0.95


def test_the_share_is_of_all_runs_of_three_words():
    one, other = likened("a b c d e"), likened("a b c d f")
    assert one.likeness(other) == 2 / 4
    assert likened("").likeness(likened("")) == 0


def test_what_a_form_pulls_through_from_the_plan_does_not_count():
    plan = record("plan", "2025-12-01", plan_id="P", type="child_in_need", text=LONG)
    assert judge(CHECK, plan, *notes(LONG, LONG)).outcome == "not_applicable"


def test_sections_can_be_chosen():
    check = "similar: {kind: visit}\nsection: observations\nlimit: 80"
    visits = [
        record("visit", f"2026-0{number}-12", text={"observations": text, "body": LONG})
        for number, text in enumerate((LONG, OTHER), start=1)
    ]
    assert counted(judge(check, *visits)) == {"met": 1}


@pytest.mark.parametrize(
    ("check", "said"),
    [
        ("similar: {kind: visit}\nlimit: 120", "a hundred"),
        ("similar: {kind: visit}\nwith: friends", "neither earlier nor family"),
        ("similar: {kind: visit}\nsection: obsevations", "did you mean “observations”"),
    ],
)
def test_what_is_wrong_is_said(check, said):
    assert any(said.replace("“", '"').replace("”", '"') in one for one in faults(check))


FAMILY = "similar: {kind: assessment}\nlimit: 80\nwith: family"
MOTHER = {"person_id": "P1", "relationship": "mother"}


def assessed(*people, **keys):
    one = record("assessment", "2026-01-12", text=LONG, **keys)
    return judge(FAMILY, one, people=list(people)).outcome


def test_an_only_childs_assessment_has_nothing_to_differ_from():
    assert (
        assessed(MOTHER, {"person_id": "P2", "relationship": "maternal aunt"}) == "not_applicable"
    )


@pytest.mark.parametrize(
    "other",
    [
        {"relationship": "brother"},
        {"relationship": "half-sister"},
        {"relationship": "foster child"},
        {"relationship": "cousin", "child_case_id": "C2"},
        {"relationship": "other"},
        {"relationship": None},
    ],
)
def test_where_there_may_be_a_brother_or_sister_their_file_is_needed(other):
    assert assessed(MOTHER, {"person_id": "P2", **other}) == "not_assessable"


def test_people_who_are_not_listed_say_nothing_of_brothers_and_sisters():
    assert assessed() == "not_assessable"


def test_an_assessment_of_several_children_tells_of_brothers_and_sisters():
    assert assessed(MOTHER, covers=["K1", "K2"]) == "not_assessable"


def sister(*records, case_id="SISTER"):
    return a_case(*records, case_id=case_id)


def names(*case_ids):
    return [{"person_id": one, "relationship": "sister", "child_case_id": one} for one in case_ids]


def compared(text, *family, people=(), **keys):
    """What the rule says of an assessment with this text, with these files at hand."""
    mine = record("assessment", "2026-01-12", text=text, record_id="A1", **keys)
    case_file = a_case(mine, people=list(people) or None)
    return linter(rule(FAMILY)).check(case_file, "2026-03-31", family=family)[0]


def theirs(text, day="2026-01-12", **keys):
    return record("assessment", day, text=text, **{"record_id": "A2", **keys})


def test_the_same_words_in_a_sisters_file_are_unmet_and_cite_both_files():
    result = compared(LONG, sister(theirs(LONG)))
    (finding,) = concerns(result)
    assert [(one.record_id, one.case_id) for one in finding.evidence] == [
        ("A1", ""),
        ("A2", "SISTER"),
    ]
    assert (str(finding.start), str(finding.end)) == ("2026-01-12", "2026-01-12")


def test_words_of_its_own_are_met():
    assert counted(compared(LONG, sister(theirs(OTHER)))) == {"met": 1}


def test_a_sisters_record_of_the_same_id_that_was_made_up_here_is_another_record():
    mine = {"kind": "assessment", "date": "2026-01-12", "text": LONG}
    family = [a_case(mine, case_id="SISTER")]
    (result,) = linter(rule(FAMILY)).check(a_case(mine), "2026-03-31", family=family)
    (finding,) = concerns(result)
    assert len(set(cited(finding))) == 1
    assert len(finding.evidence) == 2


def test_of_the_family_only_the_childs_own_text_is_asked_how_much_of_it_stands_elsewhere():
    longer = f"{LONG} {OTHER}"
    assert counted(compared(LONG, sister(theirs(longer)))) == {"unmet": 1}
    assert counted(compared(longer, sister(theirs(LONG)))) == {"met": 1}


@pytest.mark.parametrize(("hers", "found"), [(LONG, 0), (f"{OTHER} {LONG[:60]}", 1)])
def test_a_text_of_which_more_than_half_stands_in_hers_is_no_strength(hers, found):
    said = rule(FAMILY, wording={"concern": "From {start}.", "strength": "Words of its own."})
    mine = a_case(record("assessment", "2026-01-12", text=f"{LONG} {OTHER[:200]}", record_id="A1"))
    (result,) = linter(said).check(mine, "2026-03-31", family=[sister(theirs(hers))])
    assert counted(result) == {"met": 1}
    assert len(strengths(result)) == found


@pytest.mark.parametrize("keys", [{"record_id": "A1"}, {"covers": ["K1", "SISTER"]}])
def test_one_document_in_two_files_says_the_same_in_both(keys):
    mine = keys if "covers" in keys else {}
    assert compared(LONG, sister(theirs(LONG, **keys)), **mine).outcome == "not_applicable"
    longer = theirs(f"{LONG} {OTHER}", **keys)
    assert counted(compared(LONG, sister(longer), **mine)) == {"unmet": 1}


def test_what_a_sisters_file_says_after_the_day_is_not_known_yet():
    assert compared(LONG, sister(theirs(LONG, "2026-04-01"))).outcome == "not_applicable"


def test_where_one_of_two_files_is_not_at_hand_a_likeness_to_the_other_still_counts():
    two = names("SISTER", "OTHER")
    assert counted(compared(LONG, sister(theirs(LONG)), people=two)) == {"unmet": 1}


def test_where_one_of_two_files_is_not_at_hand_nothing_alike_says_nothing():
    result = compared(LONG, sister(theirs(OTHER)), people=names("SISTER", "OTHER"))
    assert (result.outcome, result.why) == ("not_assessable", ONE_LACKING)


def test_where_no_file_is_at_hand_that_is_why():
    result = compared(LONG, people=names("SISTER"))
    assert (result.outcome, result.why) == ("not_assessable", NONE_AT_HAND)


def test_a_sisters_record_that_cannot_be_read_might_be_alike():
    unread = theirs(LONG, no_such_field=1)
    result = compared(LONG, sister(unread))
    assert (result.outcome, result.why) == ("not_assessable", RECORD_LACKING)
    assert compared(LONG, sister(theirs(LONG), {**unread, "record_id": "A3"})).counts.unmet == 1


def test_a_sisters_record_of_another_kind_that_cannot_be_read_is_no_matter():
    away = record("visit", "2026-01-02", no_such_field=1)
    assert counted(compared(LONG, sister(theirs(OTHER), away))) == {"met": 1}


def test_a_brother_whose_file_has_no_assessment_leaves_nothing_to_compare():
    assert compared(LONG, sister(), people=names("SISTER")).outcome == "not_applicable"


def test_a_strength_cites_its_own_record_first():
    said = rule(FAMILY, wording={"concern": "From {start}.", "strength": "Words of its own."})
    mine = a_case(record("assessment", "2026-01-12", text=LONG, record_id="A1"))
    early = sister(theirs(OTHER, "2025-12-01"))
    (result,) = linter(said).check(mine, "2026-03-31", family=[early])
    (finding,) = strengths(result)
    assert cited(finding) == ["A1", "A2"]
