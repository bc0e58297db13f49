"""What the narrative of a record, or of an item in it, says."""

import pytest

from building import days, plan, record, visit
from told import FILLER, ask, faults, select

SEEN = "He was seen alone at school."


def note(text, **fields):
    return record("case_note", "2026-03-02", text=text, **fields)


@pytest.mark.parametrize(
    ("says", "text", "truth"),
    [
        ("child_seen_alone", SEEN, True),
        ("{concept: child_seen_alone}", SEEN, True),
        ("child_seen_alone", "He was not seen alone.", False),
        ("child_seen_alone", "He is to be seen alone.", False),
        ("{concept: child_seen_alone, assertion: negated}", "He was not seen alone.", True),
        ("{concept: child_seen_alone, assertion: [negated, planned]}", "to be seen alone", True),
        ("{concept: child_seen_alone, assertion: any}", "He is to be seen alone.", True),
        ("child_seen_alone", "Her brother was seen alone.", False),
        ("{concept: child_seen_alone, subject: other_child}", "brother was seen alone", True),
        ("{concept: child_seen_alone, subject: any}", "brother was seen alone", True),
        ("child_seen_alone", "perhaps seen by himself", True),
        ("{concept: child_seen_alone, hedged: no}", "perhaps seen by himself", False),
        ("{concept: child_seen_alone, hedged: yes}", SEEN, False),
        ("worry_told", "Mum says he is frightened.", True),
        ("{concept: worry_told, speaker: child}", "Mum says he is frightened.", False),
        ("{concept: worry_told, speaker: [child, parent]}", "Mum says he is frightened.", True),
        ("{concept: exploitation_indicator, sense: gifts}", "a new phone", True),
        ("{concept: exploitation_indicator, sense: gifts}", "an older man", False),
        ("{concept: exploitation_indicator, sense: [gifts, older_person]}", "older man", True),
        ("{any_of: [drift_cue, worry_told]}", "There is no change.", True),
        ("{any_of: [drift_cue, worry_told]}", SEEN, False),
        ("{all_of: [drift_cue, decision_rationale]}", "no change. Closed because.", True),
        ("{all_of: [drift_cue, decision_rationale]}", "There is no change.", False),
        (
            "{all_of: [drift_cue, decision_rationale], within: sentence}",
            "There is no change because she is away.",
            True,
        ),
        (
            "{all_of: [drift_cue, decision_rationale], within: sentence}",
            "There is no change. Closed because she is away.",
            False,
        ),
        ("child_seen_alone", "He was likely by himself.", None),
    ],
)
def test_a_mention_fits_if_every_field_that_is_named_does(says, text, truth):
    assert ask(f"says: {says}", note(text)) is truth
    assert ask(f"not: {{says: {says}}}", note(text)) is (None if truth is None else not truth)


@pytest.mark.parametrize(
    ("section", "speaker"),
    [
        ("Views of the child", "child"),
        ("Parental views", "parent"),
        ("Analysis", "unknown"),
    ],
)
def test_where_no_words_say_whose_account_it_is_the_section_does(section, speaker):
    told = note({section: f"Still frightened of him. {FILLER}"})
    for who in ("child", "parent", "unknown"):
        asked = ask(f"says: {{concept: worry_told, speaker: {who}}}", told)
        assert asked is (who == speaker)


def test_a_section_takes_nothing_from_who_is_named():
    told = note({"Views of the child": "Mum says he is frightened."})
    assert ask("says: {concept: worry_told, speaker: parent}", told) is True


def test_without_any_text_in_the_place_asked_it_is_unknown():
    assert ask("says: child_seen_alone", note(None), note(FILLER) | {"record_id": "b"}) is None
    in_analysis = "says: {concept: child_seen_alone, section: analysis}"
    assert ask(in_analysis, note({"history": SEEN})) is None
    assert ask(in_analysis, note({"analysis": FILLER})) is False


@pytest.mark.parametrize(
    ("section", "truth"),
    [
        ("child_views", True),
        ("[analysis, child_views]", True),
        ("body", False),
        ("decision", None),
        ("actions", None),
    ],
)
def test_a_section_is_asked_for_by_its_meaning(section, truth):
    asked = record("supervision", "2026-03-02", text={"Wishes and feelings": SEEN, "Notes": FILLER})
    predicate = f"says: {{concept: child_seen_alone, section: {section}}}"
    assert ask(predicate, asked) is truth


def test_a_field_that_holds_sentences_is_a_section():
    asked = record(
        "supervision",
        "2026-03-02",
        decision="No visits, because she is away.",
        actions=[{"text": "Visit", "impact": "There is no change."}],
    )
    assert ask("says: {concept: decision_rationale, section: decision}", asked) is True
    assert ask("says: {concept: drift_cue, section: actions}", asked) is True
    assert ask("says: {concept: drift_cue, section: actions.impact}", asked) is True
    assert ask("says: {concept: drift_cue, section: actions.text}", asked) is False


def test_an_item_is_asked_for_its_own_words():
    asked = plan(
        "2026-01-05",
        actions=[{"text": "Clinic"}, {"text": "Clinic", "impact": "There is no change."}, {}],
    )
    chosen = "{kind: plan, items: actions, where: {says: drift_cue}}"
    (hit,) = select(chosen, asked).hits
    assert hit.thing.impact == "There is no change."
    assert hit.sure
    by_text = "{kind: plan, items: actions, where: {says: {concept: drift_cue, section: text}}}"
    assert not select(by_text, asked).hits


def test_of_the_entries_of_a_list_one_may_say_it():
    goals = [{"outcome": "She will sleep through."}, {"outcome": "Attend the clinic."}]
    asked = plan("2026-01-05", goals=goals)
    assert ask("goals: {any: {says: outcome_statement}}", asked) is True
    assert ask("goals: {all: {says: outcome_statement}}", asked) is False
    assert ask("goals: {any: {says: drift_cue}}", asked) is False
    assert ask("goals: {count: {where: {says: outcome_statement}, eq: 1}}", asked) is True


def test_a_selector_leaves_out_what_has_no_text():
    seen = visit("2026-03-01", text=SEEN)
    chosen = "{kind: visit, where: {says: child_seen_alone}}"
    assert days(select(chosen, visit("2026-02-01"), seen, visit("2026-04-01", text="Tidy."))) == [
        "2026-03-01"
    ]


def test_a_flag_and_the_narrative_can_contradict_each_other():
    chosen = (
        "{kind: visit, where: {child_seen_alone: yes, "
        "says: {concept: child_seen_alone, assertion: negated}}}"
    )
    wrong = visit("2026-03-01", child_seen_alone="yes", text="He was not seen alone.")
    right = visit("2026-03-02", child_seen_alone="yes", text=SEEN)
    assert days(select(chosen, wrong, right)) == ["2026-03-01"]


def test_what_the_source_does_not_cover_is_unknown_unless_it_is_said_elsewhere():
    covers = {"supervision": {"fields": ["date", "decision"]}}
    asked = record("supervision", "2026-03-02", decision="Closed because she is away.")
    says = "says: {concept: %s, section: %s}"
    assert ask(says % ("decision_rationale", "decision"), asked, covers=covers) is True
    assert ask(says % ("drift_cue", "decision"), asked, covers=covers) is False
    assert ask(says % ("drift_cue", "analysis"), asked, covers=covers) is None


def test_records_of_one_thing_and_another_may_have_to_say_the_same():
    chosen = """
    kind: case_note
    where: {says: {any_of: [drift_cue, worry_told], assertion: any}}
    """
    has = """
    kind: case_note
    where:
      has:
        kind: plan
        where: {says: {any_of: [drift_cue, worry_told]}}
    """
    told = note("Tom said: I am frightened.")
    assert len(select(chosen, told).hits) == 1
    assert select(has, told, plan("2026-03-05", text="There is no change.")).sure


def test_different_senses_make_a_cluster_also_in_one_record():
    chosen = """
    kind: case_note
    where: {says: exploitation_indicator}
    cluster: {at_least: 2, within: 3 months, distinct: sense}
    """

    def on(day, text):
        return record("case_note", day, text=text)

    both = on("2026-03-02", "A new phone, and an older man.")
    assert days(select(chosen, both)) == ["2026-03-02"]
    one = on("2026-03-02", "A new phone."), on("2026-04-02", "Another new phone.")
    assert days(select(chosen, *one)) == []
    other = on("2026-04-20", "Seen with an older man.")
    assert days(select(chosen, *one, other)) == ["2026-04-20"]
    too_late = on("2026-09-20", "Seen with an older man.")
    assert days(select(chosen, *one, too_late, as_at="2026-12-01")) == []


@pytest.mark.parametrize(
    ("says", "fault"),
    [
        ("seen_alone", 'there is no concept "seen_alone"'),
        ("{any_of: [drift_que]}", 'there is no concept "drift_que" did you mean "drift_cue"?'),
        ("{concept: [drift_cue]}", "expected a concept"),
        ("{any_of: drift_cue}", "expected a list of concepts"),
        ("{concept: drift_cue, any_of: [worry_told]}", "expected one of `concept`"),
        ("{speaker: child}", "expected one of `concept`"),
        ("{concept: drift_cue, asertion: any}", 'unknown key "asertion" did you mean "assertion"?'),
        ("{concept: drift_cue, assertion: denied}", '"denied" is not one of affirmed'),
        ("{concept: drift_cue, speaker: mum}", '"mum" is not one of child'),
        ("{concept: drift_cue, subject: child}", '"child" is not one of this_child'),
        ("{concept: drift_cue, sense: gifts}", 'drift_cue has no sense "gifts"'),
        ("{concept: exploitation_indicator, sense: gift}", 'did you mean "gifts"?'),
        ("{concept: drift_cue, section: child_view}", 'did you mean "child_views"?'),
        ("{concept: drift_cue, within: sentence}", "goes with `all_of`"),
        ("{concept: drift_cue, within: page}", '"page" is not one of sentence, record'),
        ("{concept: drift_cue, hedged: perhaps}", "expected yes or no"),
    ],
)
def test_faults_are_told_with_what_was_meant(says, fault):
    found = faults(f"every: {{kind: visit}}\nmeets: {{says: {says}}}")
    assert any(fault in one for one in found), found


def test_people_and_lists_without_sentences_have_no_narrative():
    people = faults("every: {subject: person}\nmeets: {says: drift_cue}")
    assert any("only records" in one for one in people), people
    members = "every: {kind: plan, items: members}\nmeets: {says: drift_cue}"
    assert any("no narrative" in one for one in faults(members))


def test_a_concept_can_be_compared_only_where_one_is_asked_for():
    check = (
        "follows: {trigger: {kind: visit}, answer: {kind: plan}}\nwithin: 5 days\nsame: [concept]"
    )
    assert any('no field "concept"' in one for one in faults(check))
